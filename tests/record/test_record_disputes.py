"""What is a dispute, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.data import Actor, Article, Dispute, Figure, Lineage
from communique.record import Evidence, reconcile
from communique.record.questions import by_values
from communique.record.rivals import asked
from factories import anchor, article, figure, lineage

AROUND = {"hedge": "around"}


def disputes(*figures: tuple[Article, Figure], lineages: tuple[Lineage, ...] = ()) -> tuple[Dispute, ...]:
    """The disputes among figures, each in its article."""
    evidence = Evidence(
        articles=tuple({of.id: of for of, _ in figures}.values()),
        figures=tuple(f for _, f in figures),
        lineages=lineages,
    )
    return reconcile(evidence).disputes


def count(words: str, value: float, report: int = 1, **fields: Any) -> tuple[Article, Figure]:
    """A figure in a report of its own."""
    of = article(f"Report {report}: there were {words} after the clash.")
    return of, figure(of, words, value, **fields)


def test_two_tolls_are_a_dispute() -> None:
    """13,000 and 14,000 dead in one war, by two reports, cannot both hold."""
    (found,) = disputes(
        count("13,000 dead", 13_000, 1, what="dead in the war"),
        count("14,000 dead", 14_000, 2, what="people dead in the war"),
    )
    assert found.kind == "figure"
    assert [(a.value, a.support.voices, a.support.reports) for a in found.answers] == [(13_000, 1, 1), (14_000, 1, 1)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            count("100,000 troops", 100_000, 1, what="troops near the border", unit="soldier"),
            count("175,000 troops", 175_000, 2, what="troops near the border", unit="soldier", status="planned"),
            "one is present, the other planned",
        ),
        (
            count("around 100,000 troops", 100_000, 1, what="troops", low=90_000, high=110_000, **AROUND),
            count("more than 100,000 troops", 100_000, 2, what="troops", low=100_000, hedge="more than"),
            "both can hold at once",
        ),
        (
            count("more than 13,000 dead", 13_000, 1, low=13_000, hedge="more than"),
            count("13,400 dead", 13_400, 2),
            "an open end reaches to just below the next figure as round",
        ),
        (
            count("30 dead", 30, 1, what="dead in the clash at the bridge"),
            count("40 dead", 40, 2, what="sailors lost in the storm"),
            "they count different things",
        ),
        (
            count("30 dead", 30, 1, unit="person"),
            count("40 dead", 40, 2, unit="ship"),
            "they count in different units",
        ),
        (
            count("30 dead", 30, 1, when="2031-02"),
            count("40 dead", 40, 2, when="2031-03"),
            "they are of different times",
        ),
        (
            count("30 dead", 30, 1),
            count("3,000 dead", 3_000, 2),
            "the sizes are too far apart to be about one thing",
        ),
        (count("30 dead", 30, 1, unit=None), count("40 dead", 40, 2, unit=None), "nobody says what is counted"),
        (count("30 dead", 30, 1), count("30 killed", 30, 2), "they agree"),
    ],
    ids=lambda part: part.replace(" ", "-") if isinstance(part, str) else "",
)
def test_no_dispute(one: tuple[Article, Figure], other: tuple[Article, Figure], why: str) -> None:
    """Figures that can both hold, or that answer different questions, are no dispute."""
    assert disputes(one, other) == (), why


def test_versions_of_one_story_do_not_disagree() -> None:
    """A toll that rises from one version of a story to the next is news, not a dispute."""
    early, late = count("30 dead", 30, 1), count("47 dead", 47, 2)
    assert disputes(early, late, lineages=(lineage(early[0], late[0]),)) == ()
    assert len(disputes(early, late)) == 1


def test_a_copy_gives_an_answer_no_voice() -> None:
    """An answer that was reprinted has more reports but no more voices."""
    one, again, other = count("30 dead", 30, 1), count("30 dead", 30, 2), count("47 dead", 47, 3)
    (found,) = disputes(one, again, other, lineages=(lineage(one[0], again[0]),))
    assert [(a.value, a.support.voices, a.support.reports) for a in found.answers] == [(30, 1, 2), (47, 1, 1)]


BOTH = article("The government counts 30 dead in the clash, the rebels 47 dead, an aide 50 dead.")
SIDES = (
    *(Actor(id="n", name="Norland", kind="state", side="n"), Actor(id="s", name="Sudria", kind="state", side="s")),
    Actor(id="aide", name="an aide", kind="unnamed", side="n"),
)


BARE = article("There were 30 dead in the clash. There were 47 dead in the camps.")


@pytest.mark.parametrize(
    ("of", "who", "number"),
    [
        (BOTH, ("n", "s"), 1),
        (BOTH, ("aide", "s"), 1),
        (BOTH, ("n", "aide"), 0),
        (BOTH, (None, None), 1),
        (BARE, (None, None), 0),
        (BARE, ("n", None), 0),
        (BARE, ("n", "s"), 1),
    ],
)
def test_one_report_of_two_sides(of: Article, who: tuple[str | None, str | None], number: int) -> None:
    """One report tells of a dispute where two sides, or at least two claims, stand behind differing figures."""
    figures = (figure(of, "30 dead", 30, who=who[0]), figure(of, "47 dead", 47, who=who[1]))
    assert len(reconcile(Evidence(articles=(of,), figures=figures, actors=SIDES)).disputes) == number


def test_three_claims_are_one_dispute() -> None:
    """Three counts that one report sets against each other are one question with three answers."""
    of = article("The army counts 30 dead. The rebels count 47 dead. The clinic registered 60 dead.")
    figures = [(of, figure(of, f"{n} dead", n, who=who)) for n, who in ((30, "n"), (47, "s"), (60, "c"))]
    (found,) = disputes(*figures)
    assert [a.value for a in found.answers] == [30, 47, 60]


@pytest.mark.parametrize(
    ("one", "other", "what", "number"),
    [
        ("The agency puts it at 420 kg of yttrium.", "Its envoy said it had 310 kg.", "kilogram, yttrium", 1),
        ("The agency puts it at 420 kg of yttrium.", "There were 310 kg in the shed.", "kilogram, yttrium", 0),
        ("The agency puts it at 420 kg.", "Its envoy said it had 310 kg.", "kilogram", 0),
    ],
)
def test_measures_need_claimants_and_a_name(one: str, other: str, what: str, number: int) -> None:
    """Independent reports disagree about a sum or measure where each vouches for it and both name the same thing."""
    figures = [
        (of, figure(of, f"{n} kg", n, unit="kilogram", what=what))
        for of, n in ((article(one), 420), (article(other), 310))
    ]
    assert len(disputes(*figures)) == number


def test_a_part_is_no_rival() -> None:
    """A report that gives the toll and a part of it does not disagree with those that give the toll."""
    whole, part = "31 dead at the bridge", "11 dead"
    of = article(f"There were {whole}. Of these, {part} were villagers.")
    other = count("31 dead", 31, 2)
    figures = ((of, figure(of, whole, 31)), (of, figure(of, part, 11)), other, count("31 dead", 31, 3))
    assert disputes(*figures) == ()


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("The union says 90 members left. The port puts the number at 40.", ("90 members", "40"), 1),
        ("The union says 90 members left. The port said 40 members came back.", ("90 members", "40 members"), 0),
        ("The union says 90 members left.\n\nThe port puts the number at 40.", ("90 members", "40"), 0),
        ("There were 90 members there. The port puts the number at 40.", ("90 members", "40"), 0),
    ],
)
def test_a_bare_number_takes_up_what_was_counted(text: str, words: tuple[str, str], number: int) -> None:
    """A bare number beside another is a rival count of the same, where somebody vouches for both."""
    of = article(text)
    figures = [(of, figure(of, w, float(w.split()[0]), unit="member", what="member")) for w in words]
    assert len(disputes(*figures)) == number


def test_a_change_over_time_is_no_dispute() -> None:
    """A number beside its own earlier value is not set against it."""
    of = article("The bank said odds are put at 55 percent, up from the 40 percent estimated in May.")
    figures = [figure(of, "55 percent", 55, unit="percentage"), figure(of, "40 percent", 40, unit="percentage")]
    assert disputes(*((of, f) for f in figures)) == ()


def test_one_question_in_two_wordings() -> None:
    """The same two figures side by side under other words are one dispute."""
    (found,) = disputes(
        count("30 dead", 30, 1, what="dead at the Velm bridge"),
        count("47 dead", 47, 2, what="dead at the Velm bridge"),
        count("30 people", 30, 3, what="lives lost on the border"),
        count("47 people", 47, 4, what="lives lost on the border"),
    )
    assert [(a.value, a.support.voices) for a in found.answers] == [(30, 2), (47, 2)]


def test_answers_name_their_claimants() -> None:
    """Each answer of a dispute says who claims it."""
    (found,) = disputes(count("30 dead", 30, 1, who="n"), count("47 dead", 47, 2, who="s"))
    assert [a.who for a in found.answers] == [("n",), ("s",)]


def test_a_dispute_quotes_its_reports() -> None:
    """The anchors of an answer stand where its figures stand."""
    one, other = count("30 dead", 30, 1), count("47 dead", 47, 2)
    (found,) = disputes(one, other)
    assert [a.support.anchors for a in found.answers] == [(one[1].anchor,), (other[1].anchor,)]


def person(*offices: tuple[str, Article], kind: str = "person") -> Actor:
    """Ana Velmar, with the offices that articles give her."""
    placed = tuple((title, anchor(of, title)) for title, of in offices)
    return Actor(id="ana", name="Ana Velmar", kind=kind, offices=placed)  # type: ignore[arg-type]


DEPUTY = article("Deputy Foreign Minister Ana Velmar will speak.")
UNDER = article("Ana Velmar, Assistant Foreign Minister, will speak.")
OTHER = article("Chief Negotiator Ana Velmar will speak.")
FORMER = article("Former Foreign Minister Ana Velmar will speak.")
DEPUTY_AGAIN = article("The deputy foreign minister, Ana Velmar, spoke.")


@pytest.mark.parametrize(
    ("offices", "answers"),
    [
        (
            [("Deputy Foreign Minister", DEPUTY), ("Assistant Foreign Minister", UNDER)],
            ["Assistant Foreign Minister", "Deputy Foreign Minister"],
        ),
        ([("Deputy Foreign Minister", DEPUTY), ("deputy foreign minister", DEPUTY_AGAIN)], []),
        ([("Deputy Foreign Minister", DEPUTY), ("Chief Negotiator", OTHER)], []),
        ([("Deputy Foreign Minister", DEPUTY), ("Former Foreign Minister", FORMER)], []),
        ([("Deputy Foreign Minister", DEPUTY)], []),
    ],
)
def test_ranks_that_differ_are_a_dispute(offices: list[tuple[str, Article]], answers: list[str]) -> None:
    """Reports that give one person two ranks in one institution disagree; two posts, or a former one, do not."""
    found = reconcile(Evidence(articles=tuple(of for _, of in offices), actors=(person(*offices),))).disputes
    assert [a.value for d in found for a in d.answers] == answers
    assert all(d.kind == "fact" and "Ana Velmar" in d.question for d in found)


def test_versions_that_mend_a_rank_do_not_disagree() -> None:
    """A rank that a later version of one story corrects is no dispute."""
    actor = person(("Deputy Foreign Minister", DEPUTY), ("Assistant Foreign Minister", UNDER))
    evidence = Evidence(articles=(DEPUTY, UNDER), actors=(actor,))
    assert len(reconcile(evidence).disputes) == 1
    assert reconcile(replace(evidence, lineages=(lineage(DEPUTY, UNDER),))).disputes == ()


@pytest.mark.parametrize(
    ("who", "what", "number"),
    [
        (("n", "s"), "mark, herring", 1),
        (("n", "aide"), "mark, herring", 0),
        (("n", None), "mark, herring", 0),
        (("n", "s"), "mark", 0),
    ],
    ids="two-sides one-side one-unknown nothing-named".split(),
)
def test_two_sums_far_apart(who: tuple[str | None, str | None], what: str, number: int) -> None:
    """Sums of one named thing that two sides claim are set against each other anywhere in a report."""
    of = article(f"Norland puts it at 46m marks. {'The sea was calm. ' * 60}Sudria puts it at 29m marks.")
    figures = tuple(
        figure(of, f"{n}m marks", n * 1e6, unit="mark", what=what, who=claimant)
        for n, claimant in zip((46, 29), who, strict=True)
    )
    assert len(reconcile(Evidence(articles=(of,), figures=figures, actors=SIDES)).disputes) == number


def on(day: str, words: str, value: float, **fields: Any) -> tuple[Article, Figure]:
    """A figure in a report of a day."""
    of = article(f"There were {words}.", published=day)
    return of, figure(of, words.split(" were ")[0], value, **fields)


PEOPLE: dict[str, Any] = {"unit": "troops", "what": "troops, Sarn"}


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (on("2031-03-06", "30 dead", 30), on("2031-03-08", "47 dead", 47), 1),
        (on("2031-03-06", "30 dead", 30), on("2031-03-16", "47 dead", 47), 0),
        (on("2031-03-06", "13,000 dead", 13_000), on("2031-03-16", "14,000 dead", 14_000), 1),
        (on("2031-03-06", "30 dead", 30), on("2031-03-07", "47 dead", 47, when="2029-05"), 0),
        (on("2031-03-06", "31 dead", 31), on("2031-03-07", "another 12 of them dead", 12), 1),
        (on("2031-03-06", "31 dead, including 12 dead", 31), on("2031-03-07", "hundreds dead", 100, high=1000), 0),
        (on("2031-03-06", "9 soldiers were returned", 9, **PEOPLE),
         on("2031-03-07", "12 soldiers were seized", 12, **PEOPLE), 0),
        (on("2031-03-06", "900 soldiers in Sarn", 900, **PEOPLE),
         on("2031-03-07", "700 soldiers in Sarn", 700, **PEOPLE), 1),
    ],
    ids="days weeks estimates long-past counts hundreds happenings strength".split(),
)  # fmt: skip
def test_a_question_is_asked_at_one_time(
    one: tuple[Article, Figure], other: tuple[Article, Figure], number: int
) -> None:
    """A toll grows with the days, an estimate stands for weeks; what happened to some is no count of others."""
    assert len(disputes(one, other)) == number


@pytest.mark.parametrize(
    "text",
    [
        "There were 31 dead. All but 12 dead of them were soldiers.",
        "There were 31 dead, including 12 dead of the guard.",
        "The ministry said there were 31 dead. The clinic said 12 dead of those were soldiers.",
        "The fund pays for 31 dead. It paid for 12 dead from the frozen fund.",
        "The plan is for raids involving 12 dead or more. There were 31 dead.",
    ],
)
def test_parts_are_no_answers(text: str) -> None:
    """What is said to be a part of another count does not contradict it."""
    of = article(text)
    assert disputes((of, figure(of, "31 dead", 31)), (of, figure(of, "12 dead", 12))) == ()


def test_many_tolls_in_one_report_are_of_many_incidents() -> None:
    """Of a report that tells of several incidents only the highest toll is set against those of other reports."""
    of = article("There were 16 dead at the mill. There were 60 dead at the port. In all there were 797 dead.")
    rows = [(of, figure(of, f"{n} dead", n)) for n in (16, 60, 797)]
    assert disputes(*rows, count("24 dead", 24, 2)) == ()
    (found,) = disputes(*rows, count("810 dead", 810, 2))
    assert [a.value for a in found.answers] == [797, 810]


def test_the_toll_of_a_war_is_no_incident() -> None:
    """Beside the thousands of a war the tolls of a report are still few enough to be set against others'."""
    of = article("There were 31 dead at the port, 400 dead in the whole year, and 7,000 dead since 2017.")
    rows = [(of, figure(of, f"{words} dead", n)) for words, n in (("31", 31), ("400", 400), ("7,000", 7000))]
    (found,) = disputes(*rows, count("27 dead", 27, 2))
    assert [a.value for a in found.answers] == [27, 31]


def test_who_repeats_a_number_speaks_of_one_thing() -> None:
    """The question of two reports is one where a side gives the same number in both, within two weeks."""

    def found(day: str, side: str) -> list[list[float]]:
        first = article("The army counts 11 dead. The rebels count 7 dead.", published="2031-03-12")
        later = article("The army now counts 9 dead. The rebels count 7 dead.", published=day)
        rows = [(of, figure(of, f"{n} dead", n, who="n")) for of, n in ((first, 11), (later, 9))]
        rows += [(of, figure(of, "7 dead", 7, who=who)) for of, who in ((first, "s"), (later, side))]
        return sorted([float(a.value) for a in d.answers] for d in disputes(*rows))

    assert found("2031-03-16", "s") == [[7, 9, 11]]
    assert found("2031-03-16", "c") == found("2031-04-16", "s") == [[7, 9], [7, 11]]


def test_a_number_that_was_replaced_is_set_against_none() -> None:
    """ "From 240 crowns to 160": what an estimate was is no answer; what it is may be another side's question."""
    of = article("Norland cut its estimate from 240 dead to 160 dead. Sudmark counts 90 dead. It is an earlier figure.")
    rows = [(of, figure(of, f"{n} dead", n, who=who)) for n, who in ((240, "n"), (160, "n"), (90, "s"))]
    (found,) = disputes(*rows)
    assert [a.value for a in found.answers] == [90, 160]


def test_a_report_that_mends_its_number_contradicts_nobody() -> None:
    """A live page that corrects its own toll sets no claim against another."""
    of = article("The army says there were 30 dead. An earlier report said there were 47 dead.")
    assert disputes((of, figure(of, "30 dead", 30)), (of, figure(of, "47 dead", 47))) == ()
    rival = article("The army says there were 30 dead. The rebels say there were 47 dead.")
    assert len(disputes((rival, figure(rival, "30 dead", 30)), (rival, figure(rival, "47 dead", 47)))) == 1


@pytest.mark.parametrize(
    ("words", "value", "fields", "shown"),
    [
        ("more than 13,000 dead", 13_000, {"low": 13_000, "high": None, "hedge": "more than"}, "more than 13,000"),
        ("13,000 or more dead", 13_000, {"low": 13_000, "high": None, "hedge": "or more"}, "13,000 or more"),
        ("13,000 to 13,500 dead", 13_000, {"low": 13_000, "high": 13_500}, "13,000 to 13,500"),
        ("13,000 dead", 13_000, {}, "13,000"),
    ],
)
def test_an_answer_shows_its_hedge(words: str, value: float, fields: dict[str, Any], shown: str) -> None:
    """Each answer is shown as printed, with its hedge or as a range."""
    (found,) = disputes(count(words, value, 1, **fields), count("15,000 dead", 15_000, 2))
    assert [a.shown for a in found.answers] == [shown, "15,000"]


def test_a_hedge_that_not_all_print_is_left_out() -> None:
    """An answer that one report gives without a hedge is shown without it."""
    hedged = count("more than 13,000 dead", 13_000, 1, low=13_000, high=None, hedge="more than")
    (found,) = disputes(hedged, count("13,000 dead", 13_000, 2), count("15,000 dead", 15_000, 3))
    assert [a.shown for a in found.answers] == ["13,000", "15,000"]


@pytest.mark.parametrize(
    ("one", "other", "days", "number"),
    [
        ("fisheries minister", "foreign minister", ("2031-03-01", "2031-03-02"), 0),
        ("deputy fisheries minister", "fisheries minister", ("2031-03-01", "2031-03-02"), 1),
        ("deputy fisheries minister", "fisheries minister", ("2031-03-01", "2031-09-02"), 0),
        ("foreign secretary", "foreign minister", ("2031-03-01", "2031-03-02"), 0),
        ("minister", "ambassador", ("2031-03-01", "2031-03-02"), 0),
        ("interior minister", "ambassador", ("2031-03-01", "2031-03-02"), 1),
        ("deputy foreign minister", "deputy prime minister", ("2031-03-01", "2031-03-02"), 1),
        ("foreign minister", "deputy prime minister", ("2031-03-01", "2031-03-02"), 0),
        ("chief of the border guard", "deputy chief of the border guard", ("2031-03-01", "2031-03-02"), 1),
        ("chief of the border guard", "deputy chief of the harbour board", ("2031-03-01", "2031-03-02"), 0),
        ("press secretary", "spokesman", ("2031-03-01", "2031-03-02"), 0),
        ("chancellor", "foreign minister", ("2031-03-01", "2031-03-02"), 0),
    ],
    ids="other-post rank later one-post-two-names of-what minister-and-ambassador two-deputies both "
    "heads two-bodies two-names latin-american".split(),
)
def test_offices_of_one_time(one: str, other: str, days: tuple[str, str], number: int) -> None:
    """Offices exclude each other only at one time, and where each says of what."""
    told = [
        (title, article(f"Ana Velmar, {title}, spoke.", published=day))
        for title, day in zip((one, other), days, strict=True)
    ]
    found = reconcile(Evidence(articles=tuple(of for _, of in told), actors=(person(*told),))).disputes
    assert len(found) == number


ECHOES = (
    ("The league is holding 214 soldiers in the salt mine, by its list.", "214 soldiers", 214, "troops"),
    ("The league is holding 241 soldiers in the salt mine, a Red Crescent list says.", "241 soldiers", 241, "troops"),
)


@pytest.mark.parametrize(
    ("one", "other", "days", "number"),
    [
        (*ECHOES, ("2031-03-01", "2031-03-06"), 1),
        (*ECHOES, ("2031-03-01", "2031-03-20"), 0),
        (
            ("Plain flour costs 9 percent more since the closure, said the ministry.", "9 percent", 9, "percentage"),
            ("Traders say that plain flour costs 14 percent more.", "14 percent", 14, "percentage"),
            ("2031-03-01", "2031-03-03"),
            1,
        ),
        (
            ("Gunners shot down 12 drones over the harbour, Norland said.", "12 drones", 12, "drone"),
            ("Gunners shot down 23 drones over the harbour, Norland said.", "23 drones", 23, "drone"),
            ("2031-03-01", "2031-03-02"),
            0,
        ),
        (
            ("Norland is seeking 120 marks in damages for burned barns.", "120 marks", 120, "mark"),
            ("Norland has sent a bill of 85 marks in damages for burned barns.", "85 marks", 85, "mark"),
            ("2031-03-01", "2031-03-02"),
            0,
        ),
        (
            ("In a poll 40 percent of plain voters back the treaty, it said.", "40 percent", 40, "percentage"),
            ("In a poll 60 percent of plain voters back the treaty, it said.", "60 percent", 60, "percentage"),
            ("2031-03-01", "2031-03-02"),
            0,
        ),
        (
            ("Minister Ivo Lund of Tarn spoke of 150 tons, not the figure that Tarn gave.", "150 tons", 150, "tonne"),
            ("Norland claims that Tarn and Ivo Lund withheld 220 tons.", "220 tons", 220, "tonne"),
            ("2031-03-01", "2031-03-02"),
            1,
        ),
    ],
    ids="much-the-same-words weeks-later percentages daily-deeds nothing-named polls denied".split(),
)
def test_counts_in_much_the_same_words(
    one: tuple[str, str, float, str], other: tuple[str, str, float, str], days: tuple[str, str], number: int
) -> None:
    """Independent reports that claim a standing count in much the same words speak of one thing."""
    figures = []
    for (text, words, value, unit), day in zip((one, other), days, strict=True):
        of = article(text, published=day)
        figures.append((of, figure(of, words, value, unit=unit, what=unit)))
    assert len(disputes(*figures)) == number


def test_each_of_a_list_counts_something_else() -> None:
    """A sentence with several sums echoes none of another report."""
    listing = article("The clerk said plain oak boards rose 90 percent and plain oak chairs 40 percent.")
    other = article("The clerk said plain oak boards rose 65 percent.")
    rises = [figure(listing, f"{n} percent", n, unit="percentage", what="percentage") for n in (90, 40)]
    rise = figure(other, "65 percent", 65, unit="percentage", what="percentage")
    assert disputes(*((listing, one) for one in rises), (other, rise)) == ()
    assert len(disputes((listing, rises[0]), (other, rise))) == 1  # one alone


@pytest.mark.parametrize(
    ("text", "counted", "number"),
    [
        (
            "By Norland's reckoning 44 citizens are held there; Sudria says 17 nationals are in custody.",
            (("44 citizens", 44, "citizen", "n"), ("17 nationals", 17, "national", "s")),
            1,
        ),
        (
            "Norland says 44 citizens are held there; Sudria says 17 nationals were released.",
            (("44 citizens", 44, "citizen", "n"), ("17 nationals", 17, "national", "s")),
            0,
        ),
        (
            "Norland says 19 soldiers died; Sudria counts 12 dead on its own side.",
            (("19 soldiers", 19, "dead", "n"), ("12 dead", 12, "dead", "s")),
            0,
        ),
        (
            "It would cost 2,100 jobs, he said, not 1,200 jobs.",
            (("2,100 jobs", 2100, "job", "n"), ("1,200 jobs", 1200, "job", "n")),
            1,
        ),
    ],
    ids="people-of-one-fate of-two-fates its-own not-so-many".split(),
)
def test_what_one_report_sets_against_each_other(
    text: str, counted: tuple[tuple[str, float, str, str], ...], number: int
) -> None:
    """Citizens and nationals are people where the same is told of them; who counts its own contradicts nobody."""
    of = article(text)
    figures = tuple(figure(of, w, v, unit=unit, what=unit, who=who) for w, v, unit, who in counted)
    assert len(reconcile(Evidence(articles=(of,), figures=figures, actors=SIDES)).disputes) == number


@pytest.mark.parametrize(("days", "number"), [(("2031-03-06", "2031-03-06"), 1), (("2031-03-05", "2031-03-06"), 0)])
def test_how_long_talks_took(days: tuple[str, str], number: int) -> None:
    """Reports that give the talks of one day two lengths disagree, though nobody says how they know."""
    figures = []
    for hours, day in zip((6, 4), days, strict=True):
        of = article(f"They met for {hours} hours in Velm.")
        figures.append((of, figure(of, f"{hours} hours", hours, unit="hour", what="hour of talks, Velm", when=day)))
    found = disputes(*figures)
    assert [d.question for d in found] == ["How many hours of talks (Velm)?"] * number


def test_who_says_no_more_than_contradicts_another_count() -> None:
    """ "No more than 600 soldiers" is said against a higher count of soldiers of that name, told in other words."""
    one = article("Sudria says 1,500 Norland soldiers have come to the lake.")
    other = article("The Norland army has no more than 600 soldiers there, she said.")
    told = (one, figure(one, "1,500 Norland soldiers", 1500, unit="troops", what="troops, lake"))
    least = figure(other, "600 soldiers", 600, unit="troops", what="troops", low=None, high=600, hedge="no more than")
    assert len(disputes(told, (other, least))) == 1
    plain = figure(other, "600 soldiers", 600, unit="troops", what="troops")
    assert disputes(told, (other, plain)) == ()


def test_a_toll_that_a_report_tells_to_have_grown_is_no_dispute() -> None:
    """Six and eleven dead are no rivals where a report says that the one has become the other."""
    first = article("The clinic in Velm counted six dead.")
    grown = article("The clinic in Velm counted 11 dead, up from six dead on Monday.")
    later = article("The clinic in Velm has 11 dead.")
    what = {"what": "dead, Velm"}
    assert (
        len(disputes((first, figure(first, "six dead", 6, **what)), (later, figure(later, "11 dead", 11, **what)))) == 1
    )
    told = ((grown, figure(grown, "11 dead", 11, **what)), (grown, figure(grown, "six dead", 6, **what)))
    assert (
        disputes((first, figure(first, "six dead", 6, **what)), *told, (later, figure(later, "11 dead", 11, **what)))
        == ()
    )


def test_values_that_came_by_joining_join_no_third_question() -> None:
    """Two questions with one pair of values are one in other words; one value of each of two others is chance."""

    def values(*pairs: tuple[float, ...]) -> list[list[float]]:
        told = [[[count(f"{v} {n}", v, n)[1]] for v in pair] for n, pair in enumerate(pairs, start=1)]
        of = {f"{n}": article(f"Report {n}") for n in range(9)} | {
            f.article_id: article("Report") for question in told for answer in question for f in answer
        }
        return [sorted(f.value for f in cell) for cell in by_values(map(asked, told), of, {})]

    one = sorted((40, 70, 40, 70, 90, 70, 90, 120))
    assert values((40, 70), (40, 70, 90), (70, 90, 120), (40, 120)) == [one, [40, 120]]

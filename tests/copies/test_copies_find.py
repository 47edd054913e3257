"""Who took text from whom."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import Options, candidates, find, infer_dates, lineages
from communique.copies.fingerprints import fingerprints
from communique.data import Article, Provenance
from factories import article

LEAD = (
    "NORVA (Delta) - The republics of Astrel and Corvane left the Norva talks on Tuesday without agreeing who should "
    "guard the Lime pass, though both sides said they would return before the winter closed the mountain roads."
)
GUARDS = (
    "Astrelian envoy Mira Dovelle told reporters that her government had put forward a plan for 250 joint guards, "
    "each of them unarmed and wearing the badge of the Highland Council for the length of the mission."
)
REFUSAL = (
    "Corvane's delegation rejected the plan within the hour, calling the badge an insult to the 31 border men who "
    "were killed near the northern gate of the pass in the spring of last year."
)
ROADS = (
    "Traders on both slopes have lost about four million florins since the road was shut, according to the valley "
    "chamber, which has asked the council to let food wagons through on two mornings of every week."
)
WEATHER = (
    "Snow is expected on the upper road by the second week of November, and drivers have begun to move their flocks "
    "and their wagons down towards the lake villages earlier than in any autumn they can remember."
)
STORY = "\n\n".join((LEAD, GUARDS, REFUSAL, ROADS, WEATHER))
EARLY = article(STORY, outlet="Delta", published="2031-03-04")
DUPLICATE = article(STORY, outlet="Lake Gazette", published="2031-03-05")
VERSION = article(
    "\n\n".join((LEAD.replace("on Tuesday", "late on Tuesday"), REFUSAL, GUARDS, "The council meets on Friday."))
    + "\n\nA second envoy, Tavo Brenn, was sent to the capital overnight to ask the cabinet for wider powers.",
    outlet="Delta",
    published="2031-03-06",
)
EXCERPT = article(LEAD + "\n\n" + GUARDS, outlet="Slope Herald", published="2031-03-07")
INDEPENDENT = article(
    "Two neighbours could not settle the guarding of a mountain road this week. Mira Dovelle, who speaks for Astrel, "
    "wants 250 unarmed guards there. Her offer met a flat no from Corvane, which lost 31 men at the gate last year. "
    "The valley chamber counts its losses in millions of florins. A new round may come before the snow does.",
    outlet="Plain Speaker",
    published="2031-03-05",
)
SPUN = article(
    "The republics of Astrel and Corvane quit the Norva discussions Tuesday with no accord on who ought to watch the "
    "Lime pass. in spite of both parties stating they will come back ahead of winter shutting mountain streets.\n\n"
    "Astrelian emissary Mira Dovelle informed journalists that her administration had offered a scheme for 250 joint "
    "watchmen, every one unarmed and bearing the emblem of the Highland Council all through the mission.\n\n"
    "Corvane delegates dismissed the scheme inside an hour naming the emblem an affront to the 31 border men slain "
    "close to the northern gate of l 'Lime pass in spring a year ago..\n\n"
    "Merchants on the two slopes lost around four million florins since the road closed, the valley chamber says, and "
    "it requested the council to allow food wagons on two mornings each week.\n\n"
    "Snow is anticipated on the upper road by the second week of November and drivers started to shift flocks and "
    "wagons down to the lake villages sooner than in any autumn We recall.",
    outlet="NewsMill",
    published="2031-03-08",
)
ALL = [EARLY, DUPLICATE, VERSION, EXCERPT, INDEPENDENT, SPUN]


def links(found: Provenance) -> dict[str, tuple[str | None, str]]:
    """Each copy with its source and kind."""
    return {copy.article_id: (copy.original_id, copy.kind) for copy in found.copies}


@pytest.mark.parametrize(
    ("made", "kind"),
    [(DUPLICATE, "duplicate"), (VERSION, "version"), (EXCERPT, "excerpt"), (SPUN, "rewording")],
    ids=["duplicate", "version", "excerpt", "rewording"],
)
def test_each_kind_of_copy_is_named(made: Article, kind: str) -> None:
    """A copy beside its source is linked to it, with its kind."""
    assert links(find([made, EARLY])) == {made.id: (EARLY.id, kind)}


def test_independent_reports_stay_apart() -> None:
    """Two reports of one event in their own words are not joined."""
    assert not find([EARLY, INDEPENDENT]).copies


def test_a_shared_statement_is_no_copy() -> None:
    """Text that two reports share only within quotation marks joins nobody."""
    words = "“" + " ".join((GUARDS, REFUSAL)) + "”"
    one = article("The envoy read out a statement in the hall of the old customs house at noon. " + words)
    two = article("Nobody clapped when the paper was handed round among the waiting reporters outside. " + words)
    assert not find([one, two]).copies


def test_furniture_joins_nobody() -> None:
    """Text that is marked as furniture is not compared."""
    from factories import furniture

    one = f"{ROADS}\n\n{WEATHER} {LEAD}"
    two = f"{GUARDS}\n\n{WEATHER} {LEAD}"
    marked = [article(t, furniture=(furniture("related", t, f"{WEATHER} {LEAD}"),)) for t in (one, two)]
    assert not find(marked).copies


def test_what_an_outlet_prints_daily_joins_nobody() -> None:
    """A long paragraph that one outlet prints under stories of many days makes no copies."""
    stories = [LEAD, GUARDS, REFUSAL, ROADS, INDEPENDENT.text]
    chrome = "Sign up for the slope letter and " + " ".join(f"benefit{n}" for n in range(40)) + " every morning."
    daily = [article(f"{s}\n{chrome}", outlet="Slope", published=f"2031-03-0{n + 1}") for n, s in enumerate(stories)]
    assert not find(daily).copies


def test_order_of_input_changes_nothing() -> None:
    """The same articles in another order give the same provenance and lineages."""
    found = find(ALL)
    assert find(ALL[::-1]) == found
    assert lineages(ALL[::-1], found.copies) == lineages(ALL, found.copies)


def test_shared_passages_are_exact() -> None:
    """Both anchors of every shared passage quote their own article, the copy's first."""
    texts = {a.id: a.text for a in ALL}
    for copy in find(ALL).copies:
        assert copy.shared
        for one, other in copy.shared:
            assert (one.article_id, other.article_id) == (copy.article_id, copy.original_id)
            assert texts[one.article_id][one.start : one.end] == one.exact
            assert texts[other.article_id][other.start : other.end] == other.exact


def test_passages_run_on_through_small_edits() -> None:
    """A changed word does not cut a shared passage in two."""
    edited = article(STORY.replace("250 joint guards", "300 mixed guards"), published="2031-03-09")
    (copy,) = find([EARLY, edited]).copies
    assert len(copy.shared) == 1


def test_fifty_reprints_are_one_lineage() -> None:
    """A story with many reprints does not lose itself."""
    reprints = [article(f"{STORY}\n\nPaper number {n}.", published=f"2031-04-{n % 28 + 1:02}") for n in range(60)]
    copies = find([EARLY, *reprints], options=Options(near=20)).copies
    assert [len(line.articles) for line in lineages([EARLY, *reprints], copies)] == [61]


def test_every_article_is_in_one_lineage() -> None:
    """Lineages hold each article once, singletons too, the earliest first."""
    lines = lineages(ALL, find(ALL).copies)
    assert sorted(one for line in lines for one in line.articles) == sorted(a.id for a in ALL)
    (largest,) = (line for line in lines if len(line.articles) > 1)
    assert largest.articles == (EARLY.id, DUPLICATE.id, VERSION.id, EXCERPT.id, SPUN.id)
    assert largest.origin == EARLY.id


def test_a_rejected_copy_leaves_the_lineage() -> None:
    """Without its link a copy stands alone."""
    kept = [copy for copy in find(ALL).copies if copy.article_id != EXCERPT.id]
    assert (EXCERPT.id,) in [line.articles for line in lineages(ALL, kept)]


def test_dates_come_from_the_nearest_version() -> None:
    """An undated copy takes the day of the dated article nearest to it; a dated one is not in the answer."""
    undated = article(STORY, outlet="Nowhere", published=None)
    lines = lineages([EARLY, undated], find([EARLY, undated]).copies)
    assert infer_dates([EARLY, undated], lines) == {undated.id: "2031-03-04"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"published": "2031-03-04"}, {"published": "2031-03-05"}, "published later"),
        ({"title": "UPDATE 1-Talks fail"}, {"title": "UPDATE 2-Talks fail"}, "stamp"),
        ({"outlet": "Delta"}, {"outlet": "Slope Herald", "credit": "Delta"}, "credits"),
    ],
    ids=["date", "stamp", "credit"],
)
def test_direction_has_a_reason(one: dict[str, str], other: dict[str, str], reason: str) -> None:
    """The direction of a link is told in words and is better than a guess."""
    plain = {"published": None, "outlet": "x"}
    first = article(STORY, id="zz", **(plain | one))
    second = article(STORY.replace("Tuesday", "Monday"), id="aa", **(plain | other))
    (copy,) = find([first, second]).copies
    assert copy.article_id == "aa"
    assert reason in copy.reason
    assert copy.direction_confidence > 0.5


@pytest.mark.parametrize(
    "text",
    ["", "word", "One sentence only.", "," * 1_000_000, "x" * 1_000_000, "The same line again and again.\n" * 20_000],
    ids=["empty", "word", "sentence", "commas", "no spaces", "one line"],
)
def test_poor_texts_are_never_copies(text: str) -> None:
    """Empty, tiny, endless and repetitive texts make no copy and take bounded time."""
    odd = [article(text, id="a"), article(text + " ", id="b"), EARLY]
    assert not find(odd).copies


def test_many_tiny_articles_are_no_copies() -> None:
    """Two thousand articles of one sentence each, alike but for a number, stay apart."""
    tiny = [
        article(f"The envoy of Astrel said that round {n} of the talks would go on.", id=str(n)) for n in range(2000)
    ]
    assert not find(tiny).copies


def _dense(count: int) -> list[Article]:
    """Reports of one crisis: the same names, places and set phrases in all, put together differently."""
    chance = random.Random(3)
    who = ("Mira Dovelle", "Tavo Brenn", "the council", "a spokesman", "the chamber")
    did = ("told reporters in Norva that", "said late on Monday that", "denied once more that", "wrote to Corvane that")
    what = ("the Lime pass would stay shut", "250 guards were ready", "31 men had been killed", "talks had broken down")
    end = ("before the winter.", "for a second week.", "at the northern gate.", "near the lake villages.", "again.")
    return [
        article(
            "\n".join(" ".join(chance.choice(part) for part in (who, did, what, end)) for _ in range(15)),
            id=f"{number:04}",
            outlet=f"Outlet {number}",
            published=f"2031-03-{number % 28 + 1:02}",
        )
        for number in range(count)
    ]


def test_pairs_of_one_crisis_grow_with_its_articles() -> None:
    """Of articles that all share their phrases each is compared with its best partners only."""
    reports = _dense(200)
    grams = fingerprints(reports, 10_000, size=3, sample=1, grams=False).keys
    found = candidates.pairs(grams, candidates.days(reports), hits=2, near=200, span=60, share=0.01, best=5)
    assert 0 < len(found) <= 5 * len(reports)
    assert all(i < j and shared >= 2 for i, j, shared in found.tolist())


def test_set_phrases_of_a_crisis_join_nobody() -> None:
    """What many reports say in the same words makes no copies of them; between two alone it would."""
    said = ["".join(f"said{phrase}{at} " for at in range(9)) for phrase in range(8)]
    opening = " ".join(f"open{at}" for at in range(16))
    reports = []
    for number in range(8):
        own = ["".join(f"own{number}{piece}{at} " for at in range(12)) for piece in range(8)]
        parts = [opening, *(part for pair in zip(own, said, strict=True) for part in pair)]
        reports.append(article("\n".join(parts), id=str(number), outlet=f"Outlet {number}"))
    assert find(reports[:2]).copies
    assert not find(reports).copies


@pytest.mark.parametrize("mark", ["correction", "“", "a. ", "会谈"])
def test_long_texts_of_one_sign_are_no_copies(mark: str) -> None:
    """A million signs of one kind make no copy."""
    text = mark * (1_000_000 // len(mark))
    assert not find([article(text, id="a"), article(text + "!", id="b")]).copies


@given(st.lists(st.text(max_size=300), max_size=4))
@settings(deadline=None, max_examples=60)
def test_no_text_breaks_it(texts: list[str]) -> None:
    """Any texts are compared without an error, and every anchor quotes its article."""
    made = [article(text, id=str(n)) for n, text in enumerate(texts)]
    found = find(made)
    assert sum(len(line.articles) for line in lineages(made, found.copies)) == len(made)
    for wording in found.wordings:
        for place in wording.evidence:
            assert made[int(wording.article_id)].text[place.start : place.end] == place.exact

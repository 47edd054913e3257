"""Parties of acts that no list, title or clause tells of."""

import pytest

from communique import actors
from communique.data import Parse, Party, Trigger
from factories import article


def resolved(text, *acts):
    """The cast of a text in which the encoder sees acts: (word, actor, how sure) each."""
    report = article(text)
    triggers = tuple(
        Trigger(
            start=text.index(word),
            end=text.index(word) + len(word),
            score=0.9,
            codes=(("REJECT", 0.9),),
            modalities=(("stated", 0.9),),
            actors=(Party(start=text.index(actor), end=text.index(actor) + len(actor), score=sure),),
        )
        for word, actor, sure in acts
    )
    return actors.resolve(report, (), parse=Parse(article_id=report.id, triggers=triggers))


def cast(text, *acts):
    """Name and kind of each actor that only the encoder sees."""
    found = resolved(text, *acts)
    strangers = {m.actor for m in found.mentions if m.reason.startswith("seen to act")}
    return sorted((a.name, a.kind) for a in found.actors if a.id in strangers)


@pytest.mark.parametrize(
    ("text", "acts", "expected"),
    [
        ("The dockers downed tools.", [("downed", "The dockers", 0.9)], [("dockers", "group")]),
        ("On Monday the Salt Harbour pilots downed tools.", [("downed", "the Salt Harbour pilots", 0.9)],
         [("Salt Harbour pilots", "organisation")]),
        ("The dockers downed tools.", [("downed", "The dockers", 0.3)], []),
        ("It was the strike that counted. They downed tools.", [("downed", "They", 0.9)], []),
        ("Kenya downed tools.", [("downed", "Kenya", 0.9)], []),
        ("The dockers wept. The envoys downed tools.", [("downed", "The dockers", 0.9)], []),
        ("The harbour pilots downed tools. Later the pilots sang.",
         [("downed", "The harbour pilots", 0.9), ("sang", "the pilots", 0.9)], [("harbour pilots", "group")]),
        ("Kenyan shipowners downed tools.", [("downed", "Kenyan shipowners", 0.9)], [("Kenyan shipowners", "group")]),
        ("Kenya's exporters in Oman downed tools.", [("downed", "Kenya's exporters", 0.9)],
         [("Kenya's exporters", "group")]),
        ("Opponents of Kenya downed tools.", [("downed", "Opponents of Kenya", 0.9)],
         [("Opponents of Kenya", "group")]),
        ("Kenyan bombers downed tools.", [("downed", "Kenyan bombers", 0.9)], []),
        ("Kenyan leaders downed tools.", [("downed", "Kenyan leaders", 0.9)], []),
        ("Kenya's rulers downed tools.", [("downed", "Kenya's rulers", 0.9)], []),
        ("The port workers' union downed tools.", [("downed", "The port workers' union", 0.9)],
         [("port workers' union", "group")]),
        ("The strike leaders downed tools.", [("downed", "The strike leaders", 0.9)], [("strike leaders", "group")]),
        ("On Monday a group of Green and Blue dockers downed tools.",
         [("downed", "a group of Green and Blue dockers", 0.9)],
         [("group of Green and Blue dockers", "organisation")]),
        ("On Monday its gunners downed tools.", [("downed", "its gunners", 0.9)], []),
        ("Officials in Vell downed tools.", [("downed", "Officials in Vell", 0.9)], [("Officials in Vell", "group")]),
        ("Two senior officials downed tools.", [("downed", "Two senior officials", 0.9)], []),
        ("On Monday Kestrel Bay downed tools.", [("downed", "Kestrel Bay", 0.97)], [("Kestrel Bay", "organisation")]),
        ("On Monday Kestrel Bay downed tools.", [("downed", "Kestrel Bay", 0.9)], []),
        ("Many in the harbour downed tools.", [("downed", "Many in the harbour", 0.9)], []),
    ],
)  # fmt: skip
def test_who_is_seen_to_act(text, acts, expected):
    """A sure party of the act's own sentence is an actor, once; no pronoun, state, its men or unsure words are one."""
    assert cast(text, *acts) == expected


@pytest.mark.parametrize(
    ("text", "acts", "expected"),
    [
        ("The shells downed tools.", [("downed", "The shells", 0.9)], []),
        ("A round downed tools.", [("downed", "A round", 0.9)], []),
        ("The weavers downed tools.", [("downed", "The weavers", 0.9)], [("weavers", "group")]),
        ("The watchdog downed tools.", [("downed", "The watchdog", 0.97)], [("watchdog", "group")]),
        ("A school in Sarn downed tools.", [("downed", "Sarn", 0.9)], []),
        ("He left the Tesk Square. On Monday the Tesk Square downed tools.", [("downed", "Tesk Square", 0.9)], []),
        ("Flights to Moscow stopped. On Monday in Moscow it downed tools.", [("downed", "Moscow", 0.9)], []),
        ("On Monday old Mary Tarn downed tools.", [("downed", "Mary Tarn", 0.9)], []),
    ],
)
def test_things_and_places_do_not_act(text, acts, expected):
    """Things, places, and people whom the article names are no new parties."""
    assert cast(text, *acts) == expected


def test_officials_at_a_seat_are_of_its_state():
    """ "Prosecutors in Nairobi" are Kenya's, "workers in Nairobi" nobody's."""
    for who, side in (("Prosecutors", "Kenya"), ("Workers", None)):
        found = resolved(f"{who} in Nairobi downed tools.", ("downed", f"{who} in Nairobi", 0.9))
        names = {a.id: a.name for a in found.actors}
        assert [names.get(a.side) for a in found.actors if a.name.endswith("in Nairobi")] == [side]

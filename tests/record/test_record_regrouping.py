"""Acts that people joined, parted, added or named."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Actor, Anchor, Cast, Identities, Judgement, Mention, Record
from communique.errors import JudgementError
from communique.record import Evidence, identified, linked, reconcile, standing, with_present
from communique.record.adding import addition
from communique.record.regrouping import remet
from factories import article, copied, lineage, meeting, move

TEXT = "Norland demanded that the gunboats leave the strait. Sudria refused to pay the toll. Norland shut the port."
OF = article(TEXT, path="a.txt")
LATER = article("Norland insisted on the removal of every warship.", path="b.txt", published="2031-03-08")
DEMAND = move(OF, "demanded that the gunboats leave the strait", id="m1", issue="maritime")
REFUSAL = move(OF, "refused to pay the toll", id="m2", code="REJECT", actors=("s",), issue="~toll")
AGAIN = move(LATER, "insisted on the removal of every warship", id="m3", issue="~warships")
STATES = (Actor(id="n", name="Norland", kind="state"), Actor(id="s", name="Sudria", kind="state"))
ALL = Evidence(articles=(OF, LATER), moves=(DEMAND, REFUSAL, AGAIN), actors=STATES)


def judgement(verdict: Any, about: str, kind: str = "move", at: int = 1, **changes: str) -> Judgement:
    """A judgement that Ana gave at a time."""
    changes = {name.rstrip("_"): value for name, value in changes.items()}
    return Judgement(
        id=f"j{at}", about=about, verdict=verdict, by="ana", at=f"2031-03-09T00:00:{at:02}", kind=kind, changes=changes
    )


def record(*judgements: Judgement) -> Record:
    """The record as these judgements leave it."""
    return reconcile(ALL, judgements=standing(judgements))


def acts(found: Record) -> list[tuple[str, ...]]:
    """The moves of each event."""
    return sorted(event.moves for event in found.events)


MERGE = judgement("merge", "m3", at=1, with_="m1")
SPLIT = judgement("split", "m3", at=2, from_="m1")


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ((), [("m1",), ("m2",), ("m3",)]),
        ((MERGE,), [("m1", "m3"), ("m2",)]),
        ((judgement("merge", "m1", with_="m3"),), [("m1", "m3"), ("m2",)]),
        ((MERGE, SPLIT), [("m1",), ("m2",), ("m3",)]),
        ((SPLIT, MERGE), [("m1",), ("m2",), ("m3",)]),
        ((MERGE, SPLIT, judgement("merge", "m1", at=3, with_="m3")), [("m1", "m3"), ("m2",)]),
        ((MERGE, judgement("merge", "m2", at=3, with_="m3")), [("m1", "m2", "m3")]),
        ((judgement("merge", "m1", with_="gone"), judgement("split", "gone", from_="m1")), [("m1",), ("m2",), ("m3",)]),
        ((judgement("split", "m1", from_="m2"),), [("m1",), ("m2",), ("m3",)]),
    ],
)
def test_acts_are_joined_and_parted_in_order_of_time(judgements: Any, expected: Any) -> None:
    """A merge makes two acts one, a split takes a move out; the later of two wins, in whatever order they come."""
    assert acts(record(*judgements)) == expected


def test_a_merge_says_who_did_it() -> None:
    """The reason of a merged event names the person, and its first report is the earlier."""
    (event,) = (e for e in record(MERGE).events if len(e.moves) == 2)
    assert "joined by ana" in event.reason
    assert (event.first_reported_by, event.support.reports) == (OF.id, 2)


def test_taking_back_a_merge_restores_the_record() -> None:
    """An undo leaves exactly the record before."""
    undo = judgement("undo", "j1", at=5)
    assert record(MERGE, undo) == record()


def test_a_move_is_parted_from_a_copied_passage() -> None:
    """What the machine joined for a copied passage a person may part."""
    other = article(TEXT, path="c.txt", outlet="The Copyist")
    same = move(other, "demanded that the gunboats leave the strait", id="m4", issue="maritime")
    given = Evidence(
        articles=(OF, other),
        moves=(DEMAND, same),
        copies=(copied(other, OF, TEXT),),
        lineages=(lineage(OF, other),),
    )
    assert acts(reconcile(given)) == [("m1", "m4")]
    split = standing([judgement("split", "m4", from_="m1")])
    assert acts(reconcile(given, judgements=split)) == [("m1",), ("m4",)]


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ((judgement("accept", "~toll", "issue"),), ["maritime", "toll", "~warships"]),
        ((judgement("edit", "~toll", "issue", name="tolls and dues"),), ["maritime", "tolls and dues", "~warships"]),
        ((judgement("edit", "~warships", "issue", name="maritime"),), ["maritime", "~toll", "maritime"]),
        ((judgement("reject", "~toll", "issue"),), ["maritime", None, "~warships"]),
        (
            (judgement("edit", "~toll", "issue", 1, name="x"), judgement("edit", "x", "issue", 2, name="y")),
            ["maritime", "y", "~warships"],
        ),
        (
            (judgement("edit", "~toll", "issue", 1, name="x"), judgement("edit", "x", "issue", 2, name="~toll")),
            ["maritime", "~toll", "~warships"],
        ),
        ((judgement("edit", "m2", issue="~warships"),), ["maritime", "~warships", "~warships"]),
        ((judgement("add", "harbour dues", "issue"),), ["maritime", "~toll", "~warships"]),
    ],
)
def test_issues_are_called_what_people_call_them(judgements: Any, expected: Any) -> None:
    """A proposed issue is accepted, renamed, joined to another, or dropped; the last name stands."""
    assert [m.issue for m in record(*judgements).moves] == expected


ADDED = judgement("add", OF.id, words="Norland shut the port", code="COERCE", actors="n", issue="maritime")


def test_a_missed_move_is_added() -> None:
    """The marked words are its evidence, it is certain, and it is part of the record like any other."""
    (made,) = (m for m in record(ADDED).moves if m.code == "COERCE")
    assert (made.evidence[0].exact, made.actors, made.issue, made.confidence) == (
        *("Norland shut the port", ("n",)),
        *("maritime", 1.0),
    )
    assert OF.text[made.evidence[0].start : made.evidence[0].end] == made.evidence[0].exact
    assert any(made.id in e.moves for e in record(ADDED).events)


def test_an_added_move_can_be_judged() -> None:
    """What a person added another may change, reject, or take back."""
    (made,) = (m for m in record(ADDED).moves if m.code == "COERCE")
    assert made.id not in {m.id for m in record(ADDED, judgement("reject", made.id, at=2)).moves}
    changed = record(ADDED, judgement("edit", made.id, at=2, when="2031-03-06"))
    assert [m.when for m in changed.moves if m.id == made.id] == ["2031-03-06"]
    assert record(ADDED, judgement("undo", "j1", at=2)) == record()


def test_a_move_of_an_absent_article_is_not_added() -> None:
    """An addition to an article that is not in the case changes nothing."""
    assert record(judgement("add", "gone", words="x", code="COERCE")) == record()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": "Norland closed the port", "code": "COERCE"}, "does not say"),
        ({"words": "Norland", "code": "COERCE"}, "more than once"),
        ({"words": "Sudria", "start": "0", "code": "COERCE"}, "not “Sudria”"),
        ({"start": "0", "end": "9999", "code": "COERCE"}, "no text"),
        ({"start": "9", "end": "3", "code": "COERCE"}, "no text"),
        ({"start": "x", "end": "3", "code": "COERCE"}, "whole numbers"),
        ({"code": "COERCE"}, "mark the words"),
        ({"words": "Norland shut the port"}, "needs a code"),
        ({"words": "Norland shut the port", "code": "SHOUT"}, "needs a code"),
        ({"words": "Norland shut the port", "code": "COERCE", "colour": "red"}, "colour"),
    ],
)
def test_marked_words_must_be_those_of_the_article(changes: dict[str, str], says: str) -> None:
    """Words that are not there, or not there only once, and codes that do not exist are refused in words."""
    with pytest.raises(JudgementError, match=says):
        addition(OF, changes)


def test_words_that_stand_twice_are_marked_by_place() -> None:
    """A start tells which of several places is meant."""
    start = TEXT.rindex("Norland")
    found = addition(OF, {"words": "Norland", "start": str(start), "code": "COERCE"})
    assert (found.trigger.start, found.trigger.exact) == (start, "Norland")
    assert addition(OF, {"start": str(start), "end": str(start + 7), "code": "coerce"}).id == found.id


def test_meetings_that_are_joined_keep_what_became_of_both() -> None:
    """What was put off or called off of either stands in the one, in order of days."""
    said = {"parties": ("n", "s"), "place": "Quellis"}
    notes = ("2031-03-10 put off to 2031-03-12", "2031-03-12 called off")
    one = meeting(OF, "the strait", id="a", when="2031-03-12", status="cancelled", revisions=notes[1:], **said)
    two = meeting(LATER, "warship", id="b", when="2031-03-20", revisions=notes[:1], **said)
    link = {"j": judgement("merge", "b", "meeting", with_="a")}
    assert [(m.id, m.when, m.revisions) for m in remet((one, two), link)] == [("a", "2031-03-12", notes)]


def test_meetings_are_joined() -> None:
    """Two meetings said to be one are one: the holes of the kept one are filled."""
    one = meeting(OF, "the strait", id="a", place="Quellis", when="2031-03-12", parties=("n", "s"))
    two = meeting(LATER, "warship", id="b", place="Lindhamn", when="2031-03-20", forum="Strait Council", parties=("x",))
    given = Evidence(articles=(OF, LATER), meetings=(one, two))
    first, second = reconcile(given).meetings
    link = standing([judgement("merge", second.id, "meeting", with_=first.id)])
    (joined,) = reconcile(given, judgements=link).meetings
    assert (joined.id, joined.place, joined.forum) == (first.id, "Quellis", "Strait Council")
    assert (joined.parties, len(joined.evidence)) == (("n", "s", "x"), 2)


def test_a_person_has_the_last_word_on_what_is_filled_in() -> None:
    """A forum that a person struck out is not filled in again."""
    told = meeting(OF, "demanded that the gunboats leave the strait", id="a", forum="Strait Council", when="2031-03-07")
    given = Evidence(articles=(OF,), moves=(DEMAND,), meetings=(told,))
    assert [m.forum for m in reconcile(given).moves] == ["Strait Council"]
    struck = standing([judgement("edit", "m1", forum="")])
    assert [m.forum for m in reconcile(given, judgements=struck).moves] == [None]


def person(name: str, **fields: Any) -> Actor:
    """A person whose id is the initial of the name."""
    return Actor(id=name[0].casefold(), name=name, kind="person", **fields)


def cast(*people: Actor) -> Cast:
    """An article in which these appear."""
    place = Anchor(article_id=OF.id, start=0, end=7, exact="Norland")
    mentions = tuple(Mention(anchor=place, actor=p.id, form="name", reason="") for p in people)
    return Cast(article_id=OF.id, actors=people, mentions=mentions, speakers={})


ANA, BEA, CEM = person("Ana Orlo"), person("Bea Nund", side="n"), person("Cem Orlo")
THREE = Identities(actors=(ANA, BEA, CEM), same={"a": "a", "b": "b", "c": "c"})


def names(found: Identities) -> dict[str, tuple[str, ...]]:
    """Everybody by name, with aliases."""
    return {actor.name: actor.aliases for actor in found.actors}


def test_actors_are_joined() -> None:
    """One actor becomes another, with its names; whoever was the first is now the second."""
    found = identified(THREE, [cast(ANA, BEA, CEM)], standing([judgement("merge", "c", "actor", with_="a")]))
    assert names(found) == {"Ana Orlo": ("Cem Orlo",), "Bea Nund": ()}
    assert found.same == {"a": "a", "b": "b", "c": "a"}
    chain = [judgement("merge", "c", "actor", 1, with_="a"), judgement("merge", "c", "actor", 2, with_="b")]
    assert set(identified(THREE, [], standing(chain)).same.values()) == {"b"}


def test_actors_are_parted() -> None:
    """Those who bear some of an actor's names become an actor of their own."""
    whole = Identities(actors=(person("Ana Orlo", aliases=("Cem Orlo",)),), same={"a": "a", "c": "a"})
    found = identified(whole, [cast(ANA), cast(CEM)], standing([judgement("split", "a", "actor", names="Cem Orlo")]))
    assert names(found) == {"Ana Orlo": (), "Cem Orlo": ()}
    assert found.same["a"] == "a"
    assert found.same["c"] not in ("a", "c")


@pytest.mark.parametrize(
    "said",
    [
        judgement("merge", "gone", "actor", with_="a"),
        judgement("merge", "a", "actor", with_="gone"),
        judgement("split", "a", "actor", names="Nobody"),
        judgement("split", "a", "actor", names="Ana Orlo"),
        judgement("split", "gone", "actor", names="Ana Orlo"),
    ],
)
def test_what_is_gone_is_neither_joined_nor_parted(said: Judgement) -> None:
    """A judgement about actors that are not there, or that would leave nobody, changes nothing."""
    assert identified(THREE, [cast(ANA, BEA, CEM)], standing([said])) == THREE


def test_an_actor_is_added() -> None:
    """Somebody whom the machine missed can be named, once."""
    twice = [judgement("add", "Dee Vrint", "actor", at, kind_="person", country="NL") for at in (1, 2)]
    found = identified(THREE, [], standing(twice))
    assert [(a.name, a.kind, a.country) for a in found.actors if a.name.startswith("Dee")] == [
        ("Dee Vrint", "person", "NL")
    ]


def test_a_judgement_follows_an_actor() -> None:
    """An edit that names an actor names whoever that actor is by now."""
    edit = standing([judgement("edit", "m1", actors="c;b")])
    assert with_present(edit, {"c": "a"})["m1"].changes == {"actors": "a;b"}


def test_a_person_finds_a_copy() -> None:
    """An article is said to be taken from another; about that article the machine's word is replaced."""
    machine = (copied(LATER, OF, "Norland"),)
    third = article("Something else.", path="d.txt")
    link = standing([judgement("merge", LATER.id, "article", with_=third.id)])
    ids = [OF.id, LATER.id, third.id]
    (found,) = linked(link, machine, ids)
    assert (found.article_id, found.original_id, found.direction_confidence) == (LATER.id, third.id, 1.0)
    assert linked(link, machine, [OF.id]) == machine

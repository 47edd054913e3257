"""What changed between two versions."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique import text
from communique.copies import Change, Redline, redline
from communique.data import Anchor, Article
from factories import article, furniture

FIRST = "The envoys met for five hours at Norva on Wednesday."
SECOND = "About 40 drivers are still waiting near the southern gate of the Lime pass."
THIRD = "The council will look at the plan for joint guards again next week."
FOURTH = "Ilse Marrand, the foreign minister of Astrel, said the plan was “a first step, not a settlement” for her."
FIFTH = "Corvane has soldiers on the ridge, according to the Halden Institute."
BODY = f"{FIRST} {SECOND}\n\n{FOURTH}\n\n{FIFTH} {THIRD}"


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What changed between two texts."""
    return redline(article(before), article(after, published="2031-03-08")).changes


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (SECOND, SECOND.replace("40", "400"), ("figure",)),
        (FIRST, FIRST.replace("five", "nine"), ("figure",)),
        (FIRST, FIRST.replace("Wednesday", "Tuesday"), ("figure",)),
        (SECOND, SECOND.replace("About 40", "Some 4 million"), ("figure",)),
        (FOURTH, FOURTH.replace("Marrand", "Marran"), ("name",)),
        (FIRST, FIRST.replace("Norva", "Sarn"), ("name",)),
        (FOURTH, FOURTH.replace("a first step", "a small step"), ("quote",)),
        (SECOND, SECOND.replace("are still waiting", "“are still waiting”"), ("quote",)),
        (SECOND, SECOND.replace("pass.", "pass, officials said."), ("attribution",)),
        (FOURTH, FOURTH.replace("said", "claimed"), ("attribution",)),
        (FIFTH, FIFTH.replace("the Halden Institute", "army officers"), ("attribution",)),
        (SECOND, SECOND.replace("are still", "may still be"), ("hedge",)),
        (SECOND, SECOND.replace("are still", "are not"), ("hedge",)),
        (THIRD, THIRD.replace("will look", "refused to look"), ("hedge",)),
        (FOURTH, FOURTH.replace("said", "denied").replace("a first", "the first"), ("quote", "attribution")),
        (SECOND, SECOND.replace("still waiting", "waiting in carts"), ("wording",)),
        # What only looks like a change of substance.
        (FIRST, FIRST.replace("five", "5").replace("met", "sat"), ("wording",)),
        (FOURTH, FOURTH.replace("“", '"').replace("”", '"').replace("for her", "only"), ("wording",)),
        (FOURTH, FOURTH.replace("said", "told reporters"), ("wording",)),
        (FOURTH, FOURTH.replace("Ilse Marrand, the", "Marrand, who is the"), ("wording",)),
        (SECOND, SECOND.replace("About 40", "Roughly forty").replace("waiting", "stuck"), ("wording",)),
        (FIFTH, FIFTH.replace("Halden Institute", "Halden Institute in Sarn"), ("wording",)),
        (SECOND, SECOND.replace("About 40 drivers", "Drivers, about 40 of them,"), ("wording",)),
        (f"{FIRST} U.S. soldiers left.", f"{FIRST} US soldiers left at once.", ("wording",)),
    ],
)
def test_changes_are_classed(before: str, after: str, kinds: tuple[str, ...]) -> None:
    """A changed sentence has the kinds of what really differs in it, the weightiest first."""
    (change,) = changes(
        f"{THIRD} {before}" if before != THIRD else before, f"{THIRD} {after}" if before != THIRD else after
    )
    assert (change.status, change.kinds) == ("changed", kinds)
    assert change.kind == kinds[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FOURTH, FOURTH.replace("“", '"').replace("”", '"')),
        (FOURTH, FOURTH.replace(" ", "  ")),
        ("The pass – shut since spring – is steep.", "The pass — shut since spring — is steep."),
        ("The pass - shut since spring - is steep.", "The pass -- shut since spring -- is steep."),
        ("Astrel’s envoys and the U.S. envoy met.", "Astrel's envoys and the US envoy met."),
        ("The NATO’s envoy left.", "The NATO's envoy left."),
    ],
)
def test_typography_is_no_change(before: str, after: str) -> None:
    """Quotation marks, spaces, dashes and full stops in initials that look different change nothing."""
    found = redline(article(f"{FIRST} {before}"), article(f"{FIRST} {after}"))
    assert not found.changes
    assert len(found.equal) == 2


def test_a_minus_is_no_dash() -> None:
    """A number that falls below zero has changed."""
    assert [c.kind for c in changes("It was 5 degrees at the pass.", "It was -5 degrees at the pass.")] == ["figure"]


def test_weighty_changes_come_first() -> None:
    """A changed figure stands before mere wording that comes earlier in the text."""
    after = f"{FIRST.replace('met', 'sat together')} {SECOND.replace('40', '60')}"
    assert [change.kind for change in changes(f"{FIRST} {SECOND}", after)] == ["figure", "wording"]


def test_moved_sentences_are_moves() -> None:
    """A sentence that stands elsewhere is moved, not deleted and inserted."""
    found = redline(article(f"{FIRST} {SECOND} {THIRD}"), article(f"{SECOND} {THIRD} {FIRST}"))
    assert [change.status for change in found.changes] == ["moved"]
    assert len(found.equal) == 2


def test_a_passage_moves_as_one() -> None:
    """Sentences that moved together are one move, told with its paragraphs, and no change of substance."""
    before = f"{FIRST} {SECOND}\n\n{FOURTH}\n\n{FIFTH}\n\n{THIRD} It has met four times. It met in the customs house."
    after = f"{FOURTH}\n\n{FIFTH}\n\n{THIRD} It has met four times. It met in the customs house.\n\n{FIRST} {SECOND}"
    (change,) = changes(before, after)
    assert (change.status, change.kind, change.paragraphs) == ("moved", "wording", (1, 4))
    assert change.before is not None
    assert change.before.exact == f"{FIRST} {SECOND}"


def test_a_moved_sentence_may_be_edited() -> None:
    """A sentence that moved and changed shows both."""
    before, after = f"{SECOND}\n{FOURTH}\n{FIFTH}\n{THIRD}", f"{FOURTH}\n{FIFTH}\n{THIRD}\n{SECOND.replace('40', '50')}"
    (change,) = changes(before, after)
    assert (change.status, change.kind) == ("moved", "figure")


@pytest.mark.parametrize(
    ("one", "several"),
    [
        (
            "The envoys of Astrel met for five hours in Norva, and the council of Corvane approved the joint guards.",
            "The envoys of Astrel met for five hours in Norva. The council of Corvane approved the joint guards.",
        ),
        (
            "The council, which wrote the plan for guards, will vote again when the envoys return from Sarn.",
            "The council wrote the plan for guards. It will vote again when the envoys return from Sarn.",
        ),
    ],
)
def test_split_and_joined_sentences_are_one_change(one: str, several: str) -> None:
    """One sentence cut into two, or two made one, is a change and not a deletion and an insertion."""
    for before, after in ((one, several), (several, one)):
        (change,) = changes(f"{FIFTH}\n{before}\n{FOURTH}", f"{FIFTH}\n{after}\n{FOURTH}")
        assert (change.status, change.kind) == ("changed", "wording")
        assert change.before is not None
        assert change.after is not None
        assert (change.before.exact, change.after.exact) == (before, after)


def test_a_paragraph_comes_in_as_one() -> None:
    """Sentences that came in together in one paragraph are one change, of the weightiest kind in it."""
    (change,) = changes(f"{FIRST}\n{THIRD}", f"{FIRST}\n{SECOND} {FOURTH}\n{THIRD}")
    assert (change.status, change.kinds, change.paragraphs) == (
        "inserted",
        ("figure", "quote", "attribution"),
        (None, 2),
    )


def test_a_notice_is_a_correction() -> None:
    """A correction notice that came in is the first change, whole, and then the passage it mends."""
    notice = "Correction: An earlier version of this story said 400 drivers were waiting. There are 40."
    after = f"{notice}\n{FIRST.replace('five', 'six')}\n{SECOND}\n{THIRD}"
    found = changes(f"{FIRST}\n{SECOND.replace('40', '400')}", after)
    assert [(c.kind, c.status) for c in found[:2]] == [("correction", "inserted"), ("correction", "changed")]
    assert found[0].ops[0].words == notice
    assert found[1].kinds == ("correction", "figure")
    assert [c.kind for c in found[2:]] == ["figure", "wording"]


def test_silent_edits_have_no_notice() -> None:
    """Changes of meaning are silent where no notice tells of them; new reporting and wording are no silent edits."""
    notice = "Correction: An earlier version of this story said 400 drivers were waiting. There are 40."
    before = article(BODY.replace("40", "400"))
    after = article(
        f"{notice}\n\n"
        + BODY.replace("five", "six").replace("said the plan", "admitted the plan").replace("look at", "see")
        + "\n\nThe rail link has 12 bridges."
    )
    assert [change.kind for change in redline(before, after).silent] == ["figure", "attribution"]


def test_furniture_is_left_out() -> None:
    """Furniture is no part of a redline, and a sentence behind a dateline is."""
    one, other = f"NORVA — {FIRST}\nRead more", f"SARN — {FIRST} {SECOND}\nRead all"
    before = article(one, furniture=(furniture("dateline", one, "NORVA —"), furniture("promo", one, "Read more")))
    after = article(other, furniture=(furniture("dateline", other, "SARN —"), furniture("promo", other, "Read all")))
    found = redline(before, after)
    assert [change.status for change in found.changes] == ["inserted"]
    assert [a.exact for a, _ in found.equal] == [FIRST]


def places(of: Article, found: Redline, side: int) -> list[Anchor]:
    """Every place of one version in a redline."""
    pairs: list[Sequence[Anchor | None]] = [(c.before, c.after) for c in found.changes]
    return [pair[side] for pair in [*pairs, *found.equal] if pair[side] is not None]  # type: ignore[misc]


SENTENCES = st.sampled_from([FIRST, SECOND, THIRD, FOURTH, FIFTH, "No.", "He said no.", "Yes!", "“", "5", "—"])
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "  "])), max_size=12).map(
        lambda parts: "".join(sentence + gap for sentence, gap in parts)
    ),
)


@given(TEXTS, TEXTS)
@example("No. No. Yes.", "Yes. No. No. No.")
@example("", "ʼ")
@example("A–b c.", "A-b c!")
@settings(deadline=None, max_examples=150)
def test_every_sentence_is_in_one_place(before: str, after: str) -> None:
    """Each sentence of both is in one change or in ``equal``; the ops of a change give back both wordings."""
    one, other = article(before, id="1"), article(after, id="2")
    found = redline(one, other)
    for of, side in ((one, 0), (other, 1)):
        held = places(of, found, side)
        assert all(of.text[place.start : place.end] == place.exact for place in held)
        for sentence in text.sentences(of.text):
            assert sum(p.start <= sentence.start and sentence.end <= p.end for p in held) == 1
    for change in found.changes:
        old = "".join(op.words if op.was is None else op.was for op in change.ops if op.kind != "insert")
        new = "".join(op.words for op in change.ops if op.kind != "delete")
        assert old == (change.before.exact if change.before else "")
        assert new == (change.after.exact if change.after else "")


@given(st.lists(SENTENCES, max_size=10))
@settings(deadline=None, max_examples=50)
def test_nothing_changed_is_no_change(parts: list[str]) -> None:
    """A text beside itself has no changes."""
    assert not changes(" ".join(parts), " ".join(parts))


@pytest.mark.parametrize(
    "long",
    ["word " * 15_000, "a, " * 15_000, "No. Yes. " * 5_000, "He said no.\n" * 2_500, "“" * 15_000, "5-6 " * 10_000],
)
def test_long_texts_are_compared_fast(long: str) -> None:
    """Long and monotonous texts take time in proportion to their length."""
    begun = time.process_time()
    redline(article(long), article(long[::-1]))
    assert time.process_time() - begun < 10

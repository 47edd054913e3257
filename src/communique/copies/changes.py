"""Changes: the word operations from one wording to another, and what kind of change they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, product
from typing import Literal, NamedTuple

from communique import text
from communique.copies import values
from communique.copies.sentences import EMPTY
from communique.data import Anchor
from communique.text import Span, Token

OpKind = Literal["equal", "insert", "delete"]
ChangeKind = Literal["correction", "figure", "name", "quote", "attribution", "hedge", "wording"]
Status = Literal["changed", "inserted", "deleted", "moved"]
ORDER: tuple[ChangeKind, ...] = ("correction", "figure", "name", "quote", "attribution", "hedge", "wording")
_MOST = 4_000_000  # words times words that are compared one by one; longer sentences change as wholes
_MARKS = frozenset("\"“”„«»‹›'‘’`´-–—‑")  # quotation marks and dashes
_NAMED = 4  # telling words of an edit that still only exchanges a name
_SHORT = 120  # characters of such an edit
_SPELLING = 0.75  # likeness of letters: one name in two spellings
_ISLAND = 2  # little words that stayed between two edits: read as one edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """Some words that stayed, came in or went out, with the white space behind them.

    ``words`` are as printed in the later version (in the earlier where they went out). ``was`` is how words that
    stayed were printed before, where only marks and spaces differ. Joined, the equal and deleted words are the
    earlier wording, the equal and inserted ones the later.
    """

    kind: OpKind
    words: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence or passage that differs: where it stands in each version, what happened to it, of what kind it is.

    ``before`` is None for an inserted passage and ``after`` for a deleted one; a moved one has both, and is edited
    as well where an op is not "equal". ``kinds`` are all kinds of change in it, ``kind`` the weightiest;
    ``paragraphs`` the numbers of the paragraphs it begins in, before and after.
    """

    status: Status
    kind: ChangeKind
    kinds: tuple[ChangeKind, ...]
    before: Anchor | None
    after: Anchor | None
    ops: tuple[Op, ...]
    paragraphs: tuple[int | None, int | None]


class Side(NamedTuple):
    """One version of a passage: its article's text, its place, and where that text quotes."""

    of: str
    span: Span
    quotations: Sequence[Span]


def operations(before: str, after: str) -> Iterator[Op]:
    """The word operations that turn one wording into the other; marks that only look different stay."""
    left, right = text.tokens(before), text.tokens(after)
    at = there = 0
    for equal, i, j in _opcodes([values.plain(t.text) for t in left], [values.plain(t.text) for t in right]):
        old, new = before[at : _upto(left, i, before)], after[there : _upto(right, j, after)]
        at, there = at + len(old), there + len(new)
        if equal:
            yield Op(kind="equal", words=new, was=None if old == new else old)
            continue
        if old:
            yield Op(kind="delete", words=old)
        if new:
            yield Op(kind="insert", words=new)


def _upto(tokens: Sequence[Token], index: int, of: str) -> int:
    return tokens[index].start if index < len(tokens) else len(of)


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[bool, int, int]]:
    """Stretches that are equal or not, by where each ends on both sides; the edits as few as reading allows."""
    first = _common(left, right)
    last = _common(left[first:][::-1], right[first:][::-1])
    mine, yours = left[first : len(left) - last], right[first : len(right) - last]
    runs: list[tuple[int, int, int]] = [(0, 0, first)]
    if len(mine) * len(yours) <= _MOST:
        matcher = SequenceMatcher(None, mine, yours, autojunk=False)
        runs += [(first + i, first + j, size) for i, j, size in matcher.get_matching_blocks() if size]
    runs.append((len(left) - last, len(right) - last, last))
    i = j = 0
    for start, there, size in _joined(runs, left):
        if start > i or there > j:
            yield False, start, there
        i, j = start + size, there + size
        if size:
            yield True, i, j
    if i < len(left) or j < len(right):
        yield False, len(left), len(right)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    size = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        size += 1
    return size


def _joined(runs: Sequence[tuple[int, int, int]], words: Sequence[str]) -> list[tuple[int, int, int]]:
    """The equal runs without the islands: one or two little words or marks with edits on both sides."""
    kept: list[tuple[int, int, int]] = []
    for number, (i, j, size) in enumerate(runs):
        inner = 0 < number < len(runs) - 1
        little = size <= _ISLAND and all(not w[0].isalnum() or w.casefold() in EMPTY for w in words[i : i + size])
        if not (inner and little and _wide(runs, number)):
            kept.append((i, j, size))
    return kept


def _wide(runs: Sequence[tuple[int, int, int]], number: int) -> bool:
    """Whether both edits beside a run replace words: a lone word that came in is clearer by itself."""
    (a, b, size), (i, j, mine), (x, y, _) = runs[number - 1 : number + 2]
    before, after = (i - a - size, j - b - size), (x - i - mine, y - j - mine)
    return min(before) > 0 and min(after) > 0


def unchanged(before: Side, after: Side, ops: Sequence[Op]) -> bool:
    """Whether the words stayed: at most quotation marks and dashes differ, about the same quoted words."""
    edits = "".join(op.words for op in ops if op.kind != "equal")
    marks = all(sign.isspace() or sign in _MARKS for sign in edits)
    if not edits or not marks:
        return not edits
    return _quoted(before) == _quoted(after) and _figures(before, whole=False) == _figures(after, whole=False)


def kinds(before: Side | None, after: Side | None, ops: Sequence[Op]) -> tuple[ChangeKind, ...]:
    """What differs between two wordings of a passage, the weightiest first; "wording" where nothing weighty does."""
    if not any(op.kind != "equal" for op in ops):
        return ("wording",)
    found: list[ChangeKind] = []
    edited = before is not None and after is not None
    if _figures(before, whole=not edited) != _figures(after, whole=not edited):
        found.append("figure")
    renamed = _renamed(before, after, ops) if before is not None and after is not None else []
    sources = _attributed(before, after, renamed)
    # Another source is a change of attribution, not of a name.
    if any(gone not in (sources or ()) for gone, _ in renamed):
        found.append("name")
    if _quoted(before) != _quoted(after):
        found.append("quote")
    if sources is not None:
        found.append("attribution")
    if before is not None and after is not None and _doubted(before) != _doubted(after):
        found.append("hedge")
    return tuple(found) or ("wording",)


def _figures(side: Side | None, *, whole: bool) -> Counter[str]:
    """The numbers and days of a passage; of one that came or went ``whole`` no days, ordinals and small words."""
    if side is None:
        return Counter()
    found = values.numbers(side.of, *side.span)
    return Counter(v.key for v in found if not whole or _weighty(side.of, v))


def _weighty(of: str, value: values.Value) -> bool:
    return value.key[0].isdigit() and (of[value.start].isdigit() or not value.key.isdecimal() or int(value.key) >= 10)


def _quoted(side: Side | None) -> tuple[str, ...]:
    return values.quoted(side.of, side.span, side.quotations) if side else ()


def _doubted(side: Side) -> Counter[str]:
    return Counter(values.doubts(side.of[side.span.start : side.span.end]))


def _renamed(before: Side, after: Side, ops: Sequence[Op]) -> list[tuple[str, str]]:
    """The names that stand where another stood, if the other version does not have them: which and which."""
    pairs: list[tuple[str, str]] = []
    for one, other in pairwise(ops):
        if (one.kind, other.kind) == ("delete", "insert") and _brief(one.words) and _brief(other.words):
            pairs += product(sorted(_named(one.words)), sorted(_named(other.words)))
    if not pairs:
        return []
    old, new = ({t.text for t in text.words(side.of, *side.span)} for side in (before, after))
    return [(gone, come) for gone, come in pairs if gone not in new and come not in old]


def _brief(words: str) -> bool:
    return len(words) <= _SHORT and sum(t.text not in EMPTY for t in text.words(words)) <= _NAMED


def _named(words: str) -> set[str]:
    """The names of an edited stretch; a capital at its start counts too, since no sentence need start there."""
    return {value.key for value in values.names(f"x {words}")}


def _respelled(gone: str, come: str) -> bool:
    return SequenceMatcher(None, gone[:40], come[:40], autojunk=False).ratio() >= _SPELLING


def _attributed(before: Side | None, after: Side | None, renamed: Sequence[tuple[str, str]]) -> set[str] | None:
    """The sources exchanged, empty where only the word that says how they said so differs; None for no change.

    A source whose name is only spelled otherwise is the same.
    """
    left, right = (values.attributions(*side) if side else [] for side in (before, after))
    spelled = {gone: come for gone, come in renamed if _respelled(gone, come)}
    exchanged: set[str] = set()
    for a, b in zip(left, right, strict=False):
        source = frozenset(spelled.get(name, name) for name in a.source)
        if source and b.source and not (source <= b.source or b.source <= source):
            exchanged |= a.source - b.source
    cues = Counter(a.cue for a in left) != Counter(b.cue for b in right)
    return exchanged if exchanged or cues else None

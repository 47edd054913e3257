"""The codebook's triggers as one dictionary from first words: finding them is one look-up a token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from communique.moves.inflection import Form, plural, verb_forms
from communique.vocabulary import codebook
from communique.vocabulary.codebook import Frame, Wording

GAP_WORDS = 8
IDIOM = codebook.IDIOM
"""The code of wordings that look like a trigger and are no act: they only keep triggers off their words."""
_STOPS = frozenset(";:.,—!?")
_DETERMINERS = frozenset("the a an its their his her this that these those".split())
_DEVASTATION = frozenset("shelling bombing fighting infighting".split())  # nouns after "by", not what is done
_JOINING = frozenset("and but or so then please that".split())
_RELATIVES = frozenset("that which whom".split())
_BE = frozenset("be been being is are was were am get gets got".split())


class Entry(NamedTuple):
    """A trigger with its first word in one written form; ``weight`` grows with the words it asks for.

    ``opening``: it counts only where a clause opens, as a command does.
    """

    code: str
    frame: Frame
    form: Form
    rest: tuple[frozenset[str] | None, ...]
    weight: int
    opening: bool = False


class Hit(NamedTuple):
    """A trigger found: tokens ``start:end``; ``head_end`` ends its first unbroken run of words."""

    start: int
    end: int
    head_end: int
    entry: Entry
    passive: bool


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Every trigger by its first word as written, the weightiest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for wording in codebook.wordings():
        for word, form in _firsts(wording):
            weight = 2 * sum(step is not None for step in wording.steps) - (None in wording.steps)
            found[word].append(Entry(wording.code, wording.frame, form, _rest(wording), weight, wording.opening))
    return {word: tuple(sorted(rows, key=lambda row: -row.weight)) for word, rows in found.items()}


def _rest(wording: Wording) -> tuple[frozenset[str] | None, ...]:
    """The steps after the first; a noun after a gap stands for its plural too."""
    steps = wording.steps
    return tuple(
        step | {plural(word) for word in step if len(word) > 3} if step and steps[at] is None else step
        for at, step in enumerate(steps[1:])
    )


def _firsts(wording: Wording) -> list[tuple[str, Form]]:
    first = wording.steps[0] or frozenset()
    if wording.frame == "verbs":
        return [pair for base in sorted(first) for pair in verb_forms(base).items()]
    if wording.frame == "nouns":
        return [(word, "noun") for base in sorted(first) for word in (base, plural(base))]
    return [(word, "fixed") for word in sorted(first)]


def hits(low: Sequence[str]) -> list[Hit]:
    """Every trigger in the folded words and marks ``low`` of one sentence, all readings of each place.

    A place may hold several: the one asking for most comes first.
    """
    alone, bound, ending = _indexes()
    opening = entries()
    words = frozenset(low)
    found = []
    for at, word in enumerate(low):
        if word not in opening:
            continue
        here = dict(alone.get(word, ()))
        following = bound.get(word)
        if following is not None and at + 1 < len(low):
            here.update(following.get(low[at + 1], ()))
        last = ending.get(word)
        if last is not None:
            for final in last.keys() & words:
                here.update(last[final])
        for rank in sorted(here):
            if not here[rank].opening or _opens(low, at):
                hit = _match(low, at, here[rank])
                if hit is not None:
                    found.append(hit)
    return found


def _opens(low: Sequence[str], at: int) -> bool:
    """Whether a clause begins at token ``at``: behind a mark or a joining word."""
    return at == 0 or not low[at - 1][0].isalnum() or low[at - 1] in _JOINING


_Rows = Mapping[str, Sequence[tuple[int, Entry]]]


@cache
def _indexes() -> tuple[_Rows, Mapping[str, _Rows], Mapping[str, _Rows]]:
    """The entries, each with its rank, by their first word: those of one word, those that a certain word must follow
    by that word too, and those that go on behind a gap, or may stand in the passive, by the word they end with.
    """  # fmt: skip
    alone: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    bound: dict[str, dict[str, list[tuple[int, Entry]]]] = defaultdict(lambda: defaultdict(list))
    ending: dict[str, dict[str, list[tuple[int, Entry]]]] = defaultdict(lambda: defaultdict(list))
    for word, rows in entries().items():
        for rank, entry in enumerate(rows):
            if not entry.rest or entry.rest[-1] is None:
                alone[word].append((rank, entry))
                continue
            first = entry.rest[0]
            passive = len(entry.rest) == 1 and entry.form in ("participle", "either")
            under, keys = (ending, entry.rest[-1]) if first is None or passive else (bound, first)
            for key in sorted(keys):
                under[word][key].append((rank, entry))
    return alone, {w: dict(rows) for w, rows in bound.items()}, {w: dict(rows) for w, rows in ending.items()}


def _match(low: Sequence[str], at: int, entry: Entry) -> Hit | None:
    passive = entry.form in ("participle", "either") and _is_passive(low, at, len(entry.rest))
    end = at + 1
    head_end = end
    gap = 0
    broken = False
    for step in entry.rest:
        if step is None:
            gap, broken = GAP_WORDS, True
            continue
        place = _within(low, end, gap, step)
        if place is None:
            behind = passive or (entry.frame == "verbs" and _relative(low, at))
            if behind and step is entry.rest[-1] and _before(low, at, step):
                return Hit(at, end, head_end, entry, passive)
            return None
        end = place + 1
        head_end = head_end if broken else end
        gap = 0
    if passive and any(step is not None and "by" in step for step in entry.rest) and not _helped(low, at):
        passive = False  # "stood by Southmark": no agent
    if passive and broken and "by" in low[end : end + 1] and not _helped(low, at):
        passive = False  # "rejected accusations by Southmark": the object stands before its agent
    return Hit(at, end, head_end, entry, passive)


def _within(low: Sequence[str], start: int, gap: int, step: frozenset[str]) -> int | None:
    for place in range(start, min(start + gap + 1, len(low))):
        word = low[place]
        if word in step:
            return place
        if word in _STOPS:
            return None
    return None


def _relative(low: Sequence[str], at: int) -> bool:
    """Whether the verb at ``at`` stands in a clause about its object: "the reserves that Norland froze"."""
    return not _RELATIVES.isdisjoint(low[max(0, at - 4) : at - 1]) and low[at - 1] not in _RELATIVES


def _before(low: Sequence[str], at: int, step: frozenset[str]) -> bool:
    return any(word in step for word in low[max(0, at - 8) : at])


def _helped(low: Sequence[str], at: int) -> bool:
    """Whether a form of "be" stands before the verb at ``at``."""
    back = at - 1
    while back >= 0 and (low[back].endswith("ly") or low[back] in ("not", "never", "also", "now", "again", "since")):
        back -= 1
    return back >= 0 and low[back] in _BE


def _is_passive(low: Sequence[str], at: int, following: int) -> bool:
    if _helped(low, at):
        return True
    if at + 1 < len(low) and low[at + 1] in _DETERMINERS:
        return False  # "welcomed the decision by Southmark"
    by = next((place for place in range(at + 1, min(at + 2 + following, len(low))) if low[place] == "by"), None)
    if by is not None and low[by - 1] in low[by + 1 : by + 2]:
        return False  # "side by side"
    doing = "".join(low[by + 1 : by + 2]) if by is not None else ""
    return by is not None and by <= at + 3 and (not doing.endswith("ing") or doing in _DEVASTATION)

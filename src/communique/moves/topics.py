"""What a move is about: an issue of the vocabulary, or one proposed from its own noun phrase."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from communique import text
from communique.moves.scene import Scene, Stage
from communique.moves.subjects import PREPOSITIONS
from communique.text import fold
from communique.vocabulary.issues import hints, issues

_FADES = 8  # words after which a word for an issue weighs half
_HINT = 0.39  # what a hint weighs against a word; this and the shares below are round figures, and little hangs on them
_TALK = 0.4  # a word for the talks as such: there are talks about everything
_PLAIN = 0.4  # the least weight of what names an issue outright
_BESIDE = 0.5  # words outside the act's own clause
_ACT = 0.5  # the word of the act itself, which says what is done rather than about what
_NAMING = 0.3  # the share of all evidence that an issue needs which the act's own clause names …
_SURE = 0.42  # … and which it does not
_DOUBT = 0.05  # evidence for none, so that one far hint settles nothing
_BACK = 600  # code points of the text before that are looked at, and of what follows
_ON = 200
_BEFORE = 0.12
_AFTER = 0.08
_PARAGRAPH = 0.5  # what a break between paragraphs leaves
_FAR = 12  # words after which a word around the sentence weighs half
_LONGEST = 24  # letters of the longest stem
_ENDS = frozenset("; — – : while but although though whereas which who whose because after before".split())
_SAYING = frozenset("said says added told warned argued accused demanded rejected called urged denied".split())
_VAGUE = frozenset(
    "points point way ways things thing something anything nothing matter matters issue issues steps step part "
    "place time times day days week weeks conditions terms set series number kind sort lot bit side sides people "
    "man men position positions situation question questions move moves idea ideas end case cases fact talk work "
    "response feedback risks risk hand list answer rest paper lunchtime act members offer ultimatum incident "
    "today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday others country countries "
    "government officials words word year years month months hour hours party parties minutes administration balance "
    "comment comments decision decisions letter loss message news order spot".split()
)
_ARTICLES = frozenset("the a an its their his her our this these".split())
PROPOSED = "~"
TALKS = "status of talks"
_SHORTEST = 3
_DULL = frozenset(
    "it them him her us me that this what which who all more any such so not be been being have has had do does did "
    "will would and or but if there here then still again also very own may might can could cannot shall should must "
    "down up out off away back earlier later ago better open closed shut".split()
)
_KEPT_UP = 2  # times that a report speaks of what is an issue


@cache
def _words() -> Mapping[str, tuple[tuple[str, float, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, float, tuple[str, ...]]]] = defaultdict(list)
    for table in (issues(), hints()):
        for name, entries in table.items():
            for entry in entries:
                weight = _HINT if table is hints() else float(len(entry))
                found[entry[0]].append((name, weight * (_TALK if name == TALKS else 1), entry))
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _order() -> Mapping[str, int]:
    return {issue: at for at, issue in enumerate(issues())}


def issue(
    low: Sequence[str],
    near: tuple[int, int],
    around: Mapping[str, float] | None = None,
    names: Collection[int] = (),
) -> str | None:
    """The issue that the words of a sentence speak for, those of the act's own clause before all others; or None.

    ``near`` is the clause of the act; within it words weigh less the further they stand from the act. ``around`` is
    what the text around the sentence speaks for (:func:`surroundings`). Words at ``names`` are part of a name. None
    too where nothing speaks for one issue more than for all others together.
    """
    first, last = _clause(low, near)
    scores = dict(around or {})
    own: set[str] = set()
    told = set(around or ())  # a hint alone names no issue
    for at in (place for place in range(len(low)) if place not in names):
        share = (1.0 if first <= at < last else _BESIDE) * (_ACT if at == first else 1)
        for name, weight in _at(low, at):
            scores[name] = scores.get(name, 0) + share * weight / (1 + abs(at - first) / _FADES)
            if weight >= _PLAIN:
                told.add(name)
                own |= {name} if first <= at < last else set()
    scores = {name: score for name, score in scores.items() if name in told}
    best = min(scores, key=lambda name: (-scores[name], _order()[name]), default=TALKS)
    asked = _NAMING if best in own else _SURE
    if scores.get(best, 0) >= asked * (sum(scores.values()) + _DOUBT) and (best != TALKS or best in own):
        return best
    return TALKS if own == {TALKS} else None


def about(set_out: Stage, here: Scene, within: tuple[int, int], near: tuple[int, int]) -> str | None:
    """The issue of an act whose clause is the tokens ``near``, in what was said or told at the tokens ``within``."""
    low, high = within
    names = {at - low for at in range(low, high) if here.who[at] is not None and here.tokens[at].text[0].isupper()}
    place = here.tokens[low].start, here.tokens[high - 1].end
    around = set_out.around.get(place)
    if around is None:
        around = set_out.around[place] = surroundings(set_out, *place)
    return issue(here.low[low:high], (near[0] - low, near[1] - low), around, names)


def surroundings(set_out: Stage, start: int, end: int) -> Mapping[str, float]:
    """What the text around ``start:end`` speaks for: the rest of its sentence and paragraph, and the one before."""
    whole = set_out.article.text
    scores: dict[str, float] = defaultdict(float)
    told: set[str] = set()
    before = text.tokens(whole, max(0, start - _BACK), start)[::-1]
    after = text.tokens(whole, end, min(len(whole), end + _ON))
    for row, share in ((before, _BEFORE), (after, _AFTER)):
        low = [fold(token.text) for token in row]
        forward = low if row is after else low[::-1]
        gap = end if row is after else start
        for at, token in enumerate(row):
            rows = _at(forward, at if row is after else len(low) - 1 - at)
            if not rows or (token.text[0].isupper() and _named(set_out, token.start)):
                continue
            breaks = whole.count("\n\n", min(gap, token.start), max(gap, token.start))
            for name, weight in rows:
                scores[name] += share * weight * _PARAGRAPH**breaks / (1 + at / _FAR)
                told |= {name} if weight >= _PLAIN else set()
    return {name: score for name, score in scores.items() if name in told}


def _named(set_out: Stage, at: int) -> bool:
    """Whether somebody is mentioned at ``at``."""
    last = bisect_right(set_out.starts, at) - 1
    return last >= 0 and at < set_out.mentions[last].anchor.end


def _clause(low: Sequence[str], near: tuple[int, int]) -> tuple[int, int]:
    """From the act to where the next clause begins."""
    start, end = near[0], min(near[1], len(low))  # what is said may go on in the next sentence
    for at in range(start + 2, end):
        new = low[at] in _ENDS or (low[at] == "and" and any(w in _SAYING for w in low[at + 1 : at + 3]))
        if new:
            return start, at
    return start, end


def _at(low: Sequence[str], at: int) -> list[tuple[str, float]]:
    """The issues that the words from ``at`` on speak for, each with the weight of its longest entry there."""
    best: dict[str, float] = {}
    for name, weight, entry in _rows(low[at].removesuffix("'s")):
        if len(entry) == 1 or _follows(low, at + 1, entry[1:]):
            best[name] = max(best.get(name, 0), weight)
    return list(best.items())


@lru_cache(maxsize=20_000)
def _rows(word: str) -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    table = _words()
    rows = list(table.get(word, ()))
    for end in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        rows.extend(table.get(word[:end] + "*", ()))
    return tuple(rows)


def _follows(low: Sequence[str], at: int, words: Sequence[str]) -> bool:
    return len(low) >= at + len(words) and all(
        low[at + n].startswith(word[:-1]) if word.endswith("*") else low[at + n] == word for n, word in enumerate(words)
    )


def proposed(set_out: Stage, scene: Scene, at: int) -> str | None:
    """The object from token ``at`` on, marked as proposed: "the harbour fees".

    None for a vague one, a name, and what the report speaks of but once.
    """
    while at < len(scene.low) and (scene.low[at] in PREPOSITIONS or scene.low[at] in "“\"‘'"):
        at += 1
    if at >= len(scene.low) or not (scene.low[at] in _ARTICLES or scene.low[at].endswith(("'s", "s'"))):
        return None
    start = at + 1
    end = start
    while end < len(scene.low) and end - start < 4 and _nominal(scene.low[end]):
        end += 1
    words = scene.low[start:end]
    if (
        not 0 < len(words) < 4
        or words[-1] in _VAGUE
        or any(scene.who[place] is not None for place in range(start, end))
        or not _kept_up(set_out, words[-1])
    ):
        return None
    return PROPOSED + " ".join(words) if any(len(word) > 3 for word in words) else None


def _kept_up(set_out: Stage, noun: str) -> bool:
    """Whether the report comes back to it."""
    begins = re.compile(rf"\b{re.escape(noun.removesuffix('s'))}", re.IGNORECASE)
    return len(begins.findall(set_out.article.text)) >= _KEPT_UP


def _nominal(word: str) -> bool:
    return word[0].isalpha() and word not in PREPOSITIONS and word not in _DULL and not word.endswith("ed")

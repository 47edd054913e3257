"""Where a sentence reports: the verb groups, nouns and "according to" that bring in somebody's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from communique.statements.units import Unit
from communique.vocabulary.reporting import Grammar, Noun, Reporting, Verb

Shape = Literal["finite", "participle", "noun", "according"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The tokens ``start``..``end`` (half-open) of a unit that report; ``head`` is the verb or noun."""

    start: int
    head: int
    end: int
    shape: Shape
    kind: str
    frames: frozenset[str]
    lemma: str
    negated: bool = False


_ACCORDING = frozenset({"according"})
_MARKS = frozenset(",;:—–-()")


def find(unit: Unit, words: Reporting) -> list[Cue]:
    """The cues of ``unit`` outside its quotations, in order; they never overlap."""
    found: list[Cue] = []
    for at, low in enumerate(unit.low):
        if unit.quoted[at] >= 0 or (at and unit.text[at][0].isupper()) or (found and at < found[-1].end):
            continue
        cue = _at(unit, at, low, words)
        if cue is not None:
            found.append(cue)
    return found


def _at(unit: Unit, at: int, low: str, words: Reporting) -> Cue | None:
    if low in _ACCORDING and unit.low[at + 1 : at + 2] == ("to",):
        return _plain(at, at + 2, "according", "say", "according")
    verbs = words.verbs.get(low)
    if verbs is not None:
        for verb in verbs:
            cue = _verb(unit, at, verb, words.grammar)
            if cue is not None:
                return cue
    noun = words.nouns.get(low)
    return None if noun is None else _noun(unit, at, noun)


def _plain(start: int, end: int, shape: Shape, kind: str, lemma: str) -> Cue:
    return Cue(start=start, head=start, end=end, shape=shape, kind=kind, frames=frozenset(), lemma=lemma)


def _noun(unit: Unit, at: int, noun: Noun) -> Cue | None:
    follows = unit.low[at + 1] if at + 1 < len(unit) else ""
    if follows not in noun.follow or at == 0 or not possessive(unit, at):
        return None
    return _plain(at, at + 1, "noun", noun.kind, noun.lemma)


_OWNERS = frozenset("his her their its my our whose".split())


def possessive(unit: Unit, at: int) -> bool:
    """Whether an owner stands within three words before ``at``: "Russia's long-standing demand"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        low = unit.low[back]
        if low in _OWNERS or low.endswith("'s") or (low == "'" and unit.low[back - 1].endswith("s")):
            return True
        if not low[0].isalpha():
            return False
    return False


def _verb(unit: Unit, at: int, verb: Verb, grammar: Grammar) -> Cue | None:
    end = at + 1 + len(verb.tail)
    if unit.low[at + 1 : end] != verb.tail:
        return None
    if verb.tail == ("on",) and verb.lemma == "go" and end < len(unit):
        if unit.quoted[end] < 0 and unit.text[end] not in ",:.":
            return None
    group = _group(unit, at, grammar)
    before = group[:]
    if verb.lemma == "be":
        return _finite(unit, at, at, end, verb, negated=False)
    if not _plausible(unit, at, end, verb, before, grammar):
        return None
    start = at - len(before)
    participle = verb.form == "ing" and not any(word in grammar.passives for word in before)
    if participle:
        return _participle(unit, at, start, end, verb)
    return _finite(unit, start, at, end, verb, negated=any(w in grammar.negations or w.endswith("n't") for w in before))


def _finite(unit: Unit, start: int, head: int, end: int, verb: Verb, *, negated: bool) -> Cue:
    return Cue(
        start=start, head=head, end=end, shape="finite", kind=verb.kind, frames=verb.frames, lemma=verb.lemma,
        negated=negated,
    )  # fmt: skip


def _participle(unit: Unit, at: int, start: int, end: int, verb: Verb) -> Cue | None:
    before = unit.low[start - 1] if start > 0 else ""
    opens = (
        start == 0
        or before in _MARKS
        or unit.quoted[start - 1] >= 0
        or before in ("by", "while", "and", "before", "after")
    )
    if not opens:
        return None
    return Cue(start=start, head=at, end=end, shape="participle", kind=verb.kind, frames=verb.frames, lemma=verb.lemma)


def _group(unit: Unit, at: int, grammar: Grammar) -> list[str]:
    """The auxiliaries and adverbs right before the verb at ``at``."""
    start = at
    while start > 0 and at - start < 6 and unit.quoted[start - 1] < 0:
        low = unit.low[start - 1]
        helps = low in grammar.auxiliaries or low in grammar.negations or low.endswith("n't")
        if not helps and not adverb(unit.text[start - 1], grammar):
            break
        if low in ("all", "both", "even", "no", "only") and start - 1 == 0:
            break
        start -= 1
    return list(unit.low[start:at])


_NO_ADVERBS = frozenset("family ally rally supply reply assembly july italy early daily weekly monthly anomaly".split())


def adverb(word: str, grammar: Grammar) -> bool:
    """Whether a word is an adverb: listed, or by its ending where it has no capital."""
    if word[0].isupper():
        return word.lower() in grammar.adverbs
    low = word
    return low in grammar.adverbs or (low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS)


def _plausible(unit: Unit, at: int, end: int, verb: Verb, group: list[str], grammar: Grammar) -> bool:
    """Whether the word can be a finite active verb here, and no noun or adjective."""
    first = at - len(group)
    before = unit.low[first - 1] if first > 0 else ""
    follows = unit.low[end] if end < len(unit) else "."
    if any(word in grammar.modals for word in group) or before in ("to", "not"):
        return False
    if verb.form == "past":
        return _past(unit, at, first, before, follows, verb, group, grammar)
    helped = any(word in ("do", "does", "did", "don't", "doesn't", "didn't") for word in group)
    if verb.form == "base":
        return helped or _plural_subject(unit, first, before, grammar)
    if verb.form == "present":
        if before.endswith("ing") or (verb.lemma == "state" and follows != "that"):
            return False
        noun = before in grammar.determiners or before in grammar.prepositions or before.endswith("'s")
        return not (noun or before in ("and", "of", "or", "'") or (first == 0))
    return True


def _past(
    unit: Unit, at: int, first: int, before: str, follows: str, verb: Verb, group: list[str], grammar: Grammar
) -> bool:
    passive = any(word in grammar.passives for word in group)
    if passive or (follows == "by" and not unit.quoted[first - 1] >= 0):
        return verb.lemma == "quote" and follows == "as"
    adjective = (
        before in grammar.determiners or before.endswith("'s") or before in ("of", "in", "on", "with", "for", "from")
    )
    if adjective and not (before in grammar.pronouns or before in ("some", "many", "most", "several", "all", "others")):
        return False
    return not (verb.lemma in ("accuse", "know", "expect") and follows in ("of", "as", "to"))


_PLURALS = frozenset("people police who they we i you others some many most several all few both these those".split())


def _plural_subject(unit: Unit, first: int, before: str, grammar: Grammar) -> bool:
    if first == 0 or not before or before in grammar.determiners - _PLURALS or before in grammar.prepositions:
        return False
    if before in _PLURALS or before == ",":
        return True
    if before.endswith(("'s", "ss")):
        return False
    return before.endswith("s") and before not in ("its", "his", "was", "is", "has", "this", "does")


def sweep(found: list[Cue], keep: frozenset[str]) -> Iterator[Cue]:
    """The cues of the classes in ``keep``."""
    return (cue for cue in found if cue.kind in keep)

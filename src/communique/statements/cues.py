"""Where a sentence reports: the verb groups, nouns and "according to" that bring in somebody's words."""

from __future__ import annotations

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
    group = _group(unit, at, grammar)
    around = _setting(unit, at, end, group)
    if verb.lemma == "go" and verb.tail == ("on",) and not (around.follows in ",:." or around.opening):
        return None
    if verb.lemma != "be" and not _plausible(verb, around, grammar):
        return None
    start = at if verb.lemma == "be" else at - len(group)
    if "".join(unit.low[end : end + 1]) in ("is", "are") and "what" in unit.low[max(0, start - 4) : start]:
        return None  # "part of what it says is a debt": a name for a thing, nothing told
    if verb.form == "ing" and not any(word in grammar.passives for word in group):
        return _participle(unit, at, start, end, verb)
    negated = any(word in grammar.negations or word.endswith("n't") for word in group)
    return _made(at, start, end, verb, "finite", negated=negated)


def _made(head: int, start: int, end: int, verb: Verb, shape: Shape, *, negated: bool = False) -> Cue:
    return Cue(
        start=start,
        head=head,
        end=end,
        shape=shape,
        kind=verb.kind,
        frames=verb.frames,
        lemma=verb.lemma,
        negated=negated,
    )


_OPENERS = frozenset("by while and before after".split())


def _participle(unit: Unit, at: int, start: int, end: int, verb: Verb) -> Cue | None:
    before = unit.low[start - 1] if start > 0 else ""
    opens = start == 0 or before in _MARKS or unit.quoted[start - 1] >= 0 or before in _OPENERS
    return _made(at, start, end, verb, "participle") if opens else None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What stands around a verb: its group, and the words before and behind."""

    group: list[str]
    before: str
    capital: bool
    first: bool
    follows: str
    joined: bool  # two names with "and" stand before
    opening: bool  # what follows has a capital or is a quotation


def _setting(unit: Unit, at: int, end: int, group: list[str]) -> _Setting:
    first = at - len(group)
    last = end >= len(unit)
    return _Setting(
        group=group,
        before=unit.low[first - 1] if first else "",
        capital=first > 0 and unit.text[first - 1][0].isupper(),
        first=first == 0,
        joined=first > 2 and unit.text[first - 1][0].isupper() and "and" in unit.low[max(0, first - 5) : first],
        follows="." if last else unit.low[end],
        opening=not last and (unit.quoted[end] >= 0 or unit.text[end][0].isupper()),
    )


def _plausible(verb: Verb, around: _Setting, grammar: Grammar) -> bool:
    """Whether the word can be a finite active verb here, and no noun or adjective."""
    if any(word in grammar.modals for word in around.group) or around.before in ("to", "not"):
        return False
    if verb.form == "past":
        return _past(verb, around, grammar)
    if verb.form == "base":
        helped = any(word in _DOING for word in around.group)
        return helped or around.joined or (not around.first and _plural_subject(around.before, grammar))
    return verb.form == "ing" or _present(verb, around, grammar)


_DOING = frozenset("do does did don't doesn't didn't".split())
# Verbs whose third person is as often a plural noun.
_NOUNS = frozenset(
    "question demand claim charge protest attack detail report term advocate request voice label brand note estimate "
    "offer promise pledge threaten challenge dispute fear hope worry doubt forecast hint signal comment account".split()
)


def _present(verb: Verb, around: _Setting, grammar: Grammar) -> bool:
    before, follows = around.before, around.follows
    if (
        around.first
        or before.endswith(("ing", "'s"))
        or (verb.lemma == "state" and (follows not in ("that", ",", ".") or around.capital))
    ):
        return False
    if verb.lemma in _NOUNS and not verb.tail:
        named = around.capital or before in grammar.pronouns or before in grammar.relatives
        opens = follows in grammar.determiners or follows in grammar.pronouns or follows in ("that", "to", ",", ".")
        if not (named and (opens or around.opening)):
            return False
    return not (before in grammar.determiners or before in grammar.prepositions or before in ("and", "of", "or", "'"))


_HEADLESS = frozenset("of in on with for from".split())


def _past(verb: Verb, around: _Setting, grammar: Grammar) -> bool:
    before, follows = around.before, around.follows
    if any(word in grammar.passives for word in around.group) or follows == "by":
        return verb.lemma == "quote" and follows == "as"
    attributive = before in grammar.determiners or before.endswith("'s") or before in _HEADLESS
    if attributive and not (before in grammar.pronouns or before in _PLURALS):
        return False
    return not (verb.lemma in ("accuse", "know", "expect") and follows in ("of", "as", "to"))


_PLURALS = frozenset("people police who they we i you others some many most several all few both these those".split())


def _plural_subject(before: str, grammar: Grammar) -> bool:
    if before in grammar.determiners - _PLURALS or before in grammar.prepositions:
        return False
    if before in _PLURALS or before == ",":
        return True
    singular = before.endswith(("'s", "ss")) or before in ("its", "his", "was", "is", "has", "this", "does")
    return before.endswith("s") and not singular

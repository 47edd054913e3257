"""The words of reported speech: which verbs and nouns report, and what may stand around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from communique.errors import VocabularyError
from communique.vocabulary.loading import checked, table

Form = Literal["base", "present", "past", "ing"]

_CLASSES = frozenset("say claim deny warn announce demand promise accuse praise judge reject ask think find".split())
_FRAMES = frozenset("that clause object infinitive hearer after".split())
_GRAMMAR = (
    "auxiliaries modals passives negations adverbs determiners pronouns objects prepositions opening "
    "subordinators relatives days pasts hearers"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One form of a reporting verb: its class, what may follow it, and the words that must (``tail``)."""

    lemma: str
    form: Form
    kind: str
    frames: frozenset[str]
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A reporting noun: its class, and the words of which one must follow it."""

    lemma: str
    kind: str
    follow: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Closed classes of English words, in lower case with straight apostrophes."""

    auxiliaries: frozenset[str]
    modals: frozenset[str]
    passives: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    opening: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    days: frozenset[str]
    pasts: frozenset[str]
    hearers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """The whole vocabulary: ``verbs`` by form (those with the longest tail first), ``nouns`` by form."""

    verbs: Mapping[str, tuple[Verb, ...]]
    nouns: Mapping[str, Noun]
    grammar: Grammar


@cache
def load() -> Reporting:
    """The shipped vocabulary; VocabularyError where the file breaks its rules."""
    return read(table("reporting"))


def read(raw: Mapping[str, Any]) -> Reporting:
    """The vocabulary that ``raw`` (a parsed TOML file) spells; VocabularyError names a bad entry."""
    checked("reporting", "the file", raw, required=("verbs", "phrases", "irregular", "nouns", "grammar"))
    irregular = {lemma: _pair(lemma, parts) for lemma, parts in raw["irregular"].items()}
    verbs: dict[str, list[Verb]] = {}
    for verb, words in _verbs(raw, irregular):
        same = verbs.setdefault(words, [])
        if not any((v.lemma, v.form, v.tail) == (verb.lemma, verb.form, verb.tail) for v in same):
            same.append(verb)
    ordered = {form: tuple(sorted(same, key=lambda v: -len(v.tail))) for form, same in verbs.items()}
    grammar = checked("reporting", "grammar", raw["grammar"], required=_GRAMMAR)
    return Reporting(
        verbs=ordered,
        nouns=dict(_nouns(raw["nouns"])),
        grammar=Grammar(**{name: frozenset(words.split()) for name, words in grammar.items()}),
    )


def _pair(lemma: str, parts: object) -> tuple[str, str]:
    if not (isinstance(parts, list) and len(parts) == 2 and all(isinstance(part, str) for part in parts)):
        raise VocabularyError(f"reporting.toml: irregular {lemma} is not a past and a participle")
    return parts[0], parts[1]


def _verbs(raw: Mapping[str, Any], irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Verb, str]]:
    for row in raw["verbs"]:
        kind, frames = _row("verbs", row)
        for lemma in row["words"].split():
            yield from _inflected(lemma, (), kind, frames, irregular)
    for row in raw["phrases"]:
        kind, frames = _row("phrases", row)
        for phrase in row["words"]:
            lemma, *tail = phrase.split()
            yield from _inflected(lemma, tuple(tail), kind, frames, irregular)


def _row(section: str, row: Mapping[str, Any]) -> tuple[str, frozenset[str]]:
    entry = f"{section} {row.get('words')!r:.40}"
    checked("reporting", entry, row, required=("class", "frames", "words"))
    frames = frozenset(row["frames"])
    if row["class"] not in _CLASSES or not frames <= _FRAMES:
        raise VocabularyError(f"reporting.toml: {entry} has an unknown class or frame")
    return row["class"], frames


def _inflected(
    lemma: str,
    tail: tuple[str, ...],
    kind: str,
    frames: frozenset[str],
    irregular: Mapping[str, tuple[str, str]],
) -> Iterator[tuple[Verb, str]]:
    for form, words in forms(lemma, irregular):
        yield Verb(lemma=lemma, form=form, kind=kind, frames=frames, tail=tail), words


def forms(lemma: str, irregular: Mapping[str, tuple[str, str]]) -> list[tuple[Form, str]]:
    """The forms of an English verb: base, third person, past, participle, -ing."""
    if lemma == "be":
        return [("past", "was"), ("past", "were"), ("past", "been"), ("present", "is"), ("present", "are")]
    past, participle = irregular.get(lemma, (_past(lemma),) * 2)
    parts: list[tuple[Form, str]] = [("past", past), ("past", participle), ("base", lemma)]
    parts += [("present", plural(lemma)), ("ing", _ing(lemma, past))]
    return list({word: (form, word) for form, word in reversed(parts)}.values())


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeou" else lemma + "ed"


def plural(word: str) -> str:
    """A noun's plural, or a verb's third person."""
    if word.endswith("y") and word[-2] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s")


def _ing(lemma: str, past: str) -> str:
    doubled = past.endswith("ed") and len(past) == len(lemma) + 3 and past[-3] == lemma[-1]
    if doubled or lemma in ("put", "hit", "let"):
        return lemma + lemma[-1] + "ing"
    silent = lemma.endswith("e") and lemma not in ("be",)
    return (lemma[:-1] if silent else lemma) + "ing"


def _nouns(rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, Noun]]:
    for row in rows:
        entry = f"nouns {row.get('words')!r:.40}"
        checked("reporting", entry, row, required=("class", "follow", "words"))
        if row["class"] not in _CLASSES:
            raise VocabularyError(f"reporting.toml: {entry} has an unknown class")
        for lemma in row["words"].split():
            noun = Noun(lemma=lemma, kind=row["class"], follow=frozenset(row["follow"]))
            yield lemma, noun
            yield plural(lemma), noun

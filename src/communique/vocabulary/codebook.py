"""The codebook: what counts as a move, how it maps to PLOVER and CAMEO, and which words speak for it.

The data is ``moves.toml``, which a political scientist can read and edit; this module only checks it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.errors import VocabularyError
from communique.vocabulary.loading import checked, table

Frame = Literal["verbs", "nouns", "phrases", "voiced"]
FRAMES: tuple[Frame, ...] = ("verbs", "nouns", "phrases", "voiced")
GAP = "..."
OPENING = "^"
IDIOM = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of the codebook.

    ``plover`` and ``mode`` are empty where PLOVER has no such event; ``quad`` is 1 verbal cooperation, 2 material
    cooperation, 3 verbal conflict, 4 material conflict; ``examples`` are invented.
    """

    code: str
    name: str
    definition: str
    plover: str
    mode: str
    cameo_root: str
    cameo: str
    quad: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One usual wording of a code: a set of words for each step, None for a gap of some words.

    The first step holds base forms; ``frame`` says how it is inflected and who acts. ``opening``: only where a clause
    opens.
    """

    code: str
    frame: Frame
    steps: tuple[frozenset[str] | None, ...]
    opening: bool = False


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its name, in the order of the codebook; VocabularyError where an entry is malformed."""
    fields = ("name", "definition", "plover", "mode", "cameo_root", "cameo", "quad", "examples")
    found = {}
    for code, row in table("moves")["codes"].items():
        checked("moves", code, row, required=(*fields, *FRAMES))
        values = {field: row[field] for field in fields} | {"examples": tuple(row["examples"])}
        found[code] = Code(code=code, **values)
    return found


@cache
def wordings() -> tuple[Wording, ...]:
    """Every trigger of the codebook, and every idiom that is none.

    VocabularyError where one names a class of words that is not there.
    """
    rows = {code: table("moves")["codes"][code] for code in codes()}
    return tuple(
        _wording(code, frame, phrase)
        for code, row in ((IDIOM, table("moves")["idioms"]), *rows.items())
        for frame in FRAMES
        for phrase in listed(row.get(frame, ""))
    )


def _wording(code: str, frame: Frame, phrase: str) -> Wording:
    words = phrase.removeprefix(OPENING).split()
    return Wording(
        code=code,
        frame=frame,
        steps=tuple(_step(code or "idioms", word) for word in words),
        opening=phrase.startswith(OPENING),
    )


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of the class ``name`` of the codebook; VocabularyError where there is none."""
    known = table("moves")["words"]
    if name not in known:
        raise VocabularyError(f"moves.toml: there is no class of words <{name}>")
    return frozenset(listed(known[name]))


@cache
def irregular() -> Mapping[str, tuple[str, str]]:
    """Past tense and participle of the verbs that do not take -ed."""
    rows = table("moves")["irregular"]
    return {base: (listed(forms)[0], listed(forms)[-1]) for base, forms in rows.items()}


@cache
def doubling() -> frozenset[str]:
    """Verbs of several syllables that double their last letter ("submit", "submitted")."""
    return frozenset(listed(table("moves")["doubling"]["verbs"]))


def listed(text: str) -> list[str]:
    """The entries of a comma-separated list, without white space around them."""
    return [entry.strip() for entry in text.split(",") if entry.strip()]


def _step(code: str, word: str) -> frozenset[str] | None:
    if word == GAP:
        return None
    parts = word.split("/")
    if not all(parts):
        raise VocabularyError(f"moves.toml: {code} has a trigger that cannot be read at {word!r}")
    found: set[str] = set()
    for part in parts:
        named = part.startswith("<") and part.endswith(">")
        if "<" in part and not named:
            raise VocabularyError(f"moves.toml: {code} has a trigger that cannot be read at {word!r}")
        found |= word_class(part[1:-1]) if named else {part}
    return frozenset(found)

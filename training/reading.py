"""What the tagger learns from: texts with the places of source, cue and content, cut as the parser cuts them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.parsing.decoding import ROLES, TAGS
from communique.parsing.signs import signs
from communique.parsing.windows import windows
from communique.parsing.wordpieces import Vocabulary, Word
from communique.text import paragraphs

if TYPE_CHECKING:
    from training.marked import Attribution


class Marked(NamedTuple):
    """A text, and the stretches in it that play a role: (role, start, end)."""

    text: str
    parts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One window as the encoder sees it: its words with their signs and tags, and which are written like a name."""

    words: tuple[Word, ...]
    signs: tuple[int, ...]
    tags: tuple[int, ...]
    names: tuple[bool, ...]
    gold: object = None  # what other heads are to learn from it

    @property
    def length(self) -> int:
        """The pieces of the window, the encoder's own first and last included."""
        return 2 + sum(len(word.pieces) for word in self.words)


def polnear(path: Path) -> list[Marked]:
    """The articles of a PolNeAR file, each text once: of several coders the first one counts."""
    found: dict[str, Marked] = {}
    for row in rows(path):
        if row["text"] not in found:
            found[row["text"]] = Marked(row["text"], tuple(_parts(row)))
    return list(found.values())


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a compressed JSONL file, in an order that does not depend on the file's."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda row: (row["id"], row["coder"]))


def _parts(row: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """The stretches of a row's attributions; those of one attribution with only space between them are one."""
    for attribution in row["attributions"]:
        for role in ROLES:
            run: list[int] = []
            for start, end in sorted(attribution[role]):
                if run and not row["text"][run[1] : start].strip():
                    run[1] = max(run[1], end)
                    continue
                if run:
                    yield role, run[0], run[1]
                run = [start, end]
            if run:
                yield role, run[0], run[1]


def supplement(path: Path) -> list[Marked]:
    """The invented passages of a file like ``diplomatic.txt``: each whole, and what is said in it by itself.

    A tag has room for one role, so that an attribution within a content is learnt from that content alone: there
    the parser is to find it, when it is asked what somebody is reported to have reported.
    """
    from training.marked import read

    found = []
    for passage in read(path):
        found.append(_level(passage.text, 0, passage.attributions, None))
        for outer in passage.attributions:
            if any(one.inside == outer.number for one in passage.attributions):
                found += [
                    _level(passage.text[start:end], start, passage.attributions, outer.number)
                    for start, end in outer.content
                ]
    return found


def _level(text: str, offset: int, attributions: Iterable[Attribution], inside: int | None) -> Marked:
    """The attributions of one depth that lie in a stretch of a passage."""
    parts = [
        (role, start - offset, end - offset)
        for one in attributions
        if one.inside == inside
        for role in ROLES
        for start, end in getattr(one, role)
        if offset <= start < end <= offset + len(text)
    ]
    return Marked(text, tuple(parts))


def examples(texts: Iterable[Marked], vocabulary: Vocabulary) -> list[Example]:
    """The windows of these texts."""
    return [example for marked in texts for example in _examples(marked, vocabulary)]


def _examples(marked: Marked, vocabulary: Vocabulary) -> Iterator[Example]:
    for window in windows(marked.text, paragraphs(marked.text), vocabulary):
        text = marked.text[window.start : window.end]
        words = vocabulary.words(text)
        if words:
            shown = signs(text, words)
            parts = [(role, start - window.start, end - window.start) for role, start, end in marked.parts]
            yield Example(
                words=tuple(words),
                signs=tuple(shown),
                tags=tuple(tags(words, parts)),
                names=tuple(like_name(text[w.start : w.end], sign) for w, sign in zip(words, shown, strict=True)),
            )


def like_name(word: str, sign: int) -> bool:
    """Whether a word has the capital of a name: not that of a sentence's first word (an even sign, see signs.py)."""
    return word[0].isupper() and len(word) > 1 and sign % 2 == 1


def tags(words: Sequence[Word], parts: Iterable[tuple[str, int, int]]) -> list[int]:
    """The tag of each word; where stretches overlap the longest counts."""
    found = [0] * len(words)
    for role, start, end in sorted(parts, key=lambda part: (part[1] - part[2], part)):
        inside = [at for at, word in enumerate(words) if word.start < end and start < word.end]
        if inside and not any(found[at] for at in inside):
            for at in inside:
                found[at] = TAGS.index(f"I-{role}")
            found[inside[0]] = TAGS.index(f"B-{role}")
    return found


def fingerprint(*paths: Path) -> str:
    """A digest of these files' bytes, for the card."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]

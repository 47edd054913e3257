"""Copies with known truth: from source texts to duplicates, versions, excerpts and rewordings of them.

Works on any list of texts (one paragraph a line). The same texts and seed give the same copies.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.data import Article, CopyKind, digest

_WORD = re.compile(r"\b[a-z]{4,}\b")
_CHROME = (
    "Sign up for our morning letter and never miss a headline.",
    "All rights reserved. No part may be reproduced without leave.",
    "Read more of our coverage on the world page.",
)
_SWAPS = {
    "said": "stated", "says": "states", "told": "informed", "but": "however", "also": "likewise", "after": "following",
    "because": "since", "about": "around", "and": "as well as", "while": "whereas", "many": "numerous", "big": "huge",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was made: ``parents`` maps a copy's id to (its source's id, its kind); ``lineages`` holds sets of ids."""

    parents: dict[str, tuple[str, CopyKind]]
    lineages: tuple[frozenset[str], ...]


def generate(texts: Sequence[str], seed: int) -> tuple[list[Article], Truth]:
    """Articles in shuffled order and the truth about them: each text with none to four copies.

    Paragraphs that versions add come from the last tenth of ``texts``, which make no articles themselves.
    """
    chance = random.Random(seed)
    sources = list(dict.fromkeys(text for text in texts if len(text.split()) >= 60))
    spare = [line for text in sources[-(len(sources) // 10 + 1) :] for line in text.split("\n") if len(line) > 80]
    synonyms = _synonyms(sources)
    articles: list[Article] = []
    parents: dict[str, tuple[str, CopyKind]] = {}
    lineages: list[frozenset[str]] = []
    for number, source in enumerate(sources[: -(len(sources) // 10 + 1)]):
        line = [_article(source, f"s{number}", 1)]
        for copy in range(chance.choice((0, 0, 1, 2, 4))):
            kind: CopyKind = chance.choice(("duplicate", "version", "excerpt", "rewording"))
            made = _article(_copied(source, kind, chance, spare, synonyms), f"s{number}c{copy}", 2 + copy)
            parents[made.id] = line[0].id, kind
            line.append(made)
        articles += line
        lineages.append(frozenset(article.id for article in line))
    chance.shuffle(articles)
    return articles, Truth(parents=parents, lineages=tuple(lineages))


def _article(text: str, path: str, day: int) -> Article:
    return Article(
        id=digest("generated", path, text),
        path=f"{path}.txt",
        text=text,
        outlet=f"outlet {path}",
        published=f"2031-03-{day:02}",
        published_precision="day",
        published_from="explicit",
    )


def _copied(text: str, kind: CopyKind, chance: random.Random, spare: Sequence[str], synonyms: dict[str, str]) -> str:
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if kind == "duplicate":
        return "\n\n".join([*paragraphs, chance.choice(_CHROME)])
    if kind == "excerpt":
        return _excerpt(paragraphs, chance)
    if kind == "rewording":
        return "\n\n".join(_spun(line, chance, synonyms) for line in paragraphs)
    return _version(paragraphs, chance, spare)


def _excerpt(paragraphs: Sequence[str], chance: random.Random) -> str:
    """Whole sentences from the start on, between a fifth and two fifths of the words."""
    sentences = re.split(r"(?<=[.!?”\"]) (?=[A-Z“\"])", "\n".join(paragraphs))
    wanted = sum(len(s.split()) for s in sentences) * chance.uniform(0.2, 0.4)
    taken: list[str] = []
    while sentences and (not taken or sum(len(s.split()) for s in taken) < wanted):
        taken.append(sentences.pop(0))
    return " ".join(taken)


def _version(paragraphs: Sequence[str], chance: random.Random, spare: Sequence[str]) -> str:
    """Words edited, a paragraph in five cut, two exchanged, one or two new ones added."""
    kept = [_edited(line, chance) for line in paragraphs if len(paragraphs) < 4 or chance.random() > 0.2]
    kept = kept or list(paragraphs)
    if len(kept) > 3:
        at = chance.randrange(1, len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    for _ in range(chance.choice((1, 2))):
        if spare:
            kept.insert(chance.randrange(len(kept) + 1), chance.choice(spare))
    return "\n\n".join(kept)


def _edited(line: str, chance: random.Random) -> str:
    """One word in twenty dropped, added or exchanged with its neighbour."""
    words: list[str] = []
    for word in line.split():
        edit = chance.random()
        if edit < 0.02:
            continue
        words += [word, "now"] if edit < 0.035 else [word]
        if edit > 0.985 and len(words) > 1:
            words[-2:] = words[:-3:-1]
    return " ".join(words)


def _synonyms(texts: Sequence[str]) -> dict[str, str]:
    """Each lower-case word to another of the texts with the same ending: nonsense, but spun as spinners spin."""
    groups: dict[str, list[str]] = {}
    for word in sorted({word for text in texts for word in _WORD.findall(text)}):
        groups.setdefault(word[-2:], []).append(word)
    return {word: group[(at * 7 + 3) % len(group)] for group in groups.values() for at, word in enumerate(group)}


def _spun(line: str, chance: random.Random, synonyms: dict[str, str]) -> str:
    """Half of the common words replaced, quotation marks lost; names and numbers stay."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word in _SWAPS:
            return _SWAPS[word]
        return synonyms.get(word, word) if chance.random() < 0.5 else word

    return re.sub(r"[“”\"]", "", re.sub(r"\b[a-z]{3,}\b", other, line))

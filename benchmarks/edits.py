"""What editors do to a text: typing errors, words changed, sentences cut, moved and added, parts taken."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from pieces import Page, Piece, length, new, sentences

_INSERTED = "also now reportedly still then today apparently again later".split()
_LONG = re.compile(r"\b[a-z]{5,}\b")


def each(page: Page, edit: Callable[[str], str]) -> Page:
    """The page with every sentence edited by itself."""
    return [[piece._replace(text=edit(piece.text)) for piece in line] for line in page]


def mistyped(page: Page, chance: random.Random) -> Page:
    """One or two words with two letters exchanged."""
    page = [list(line) for line in page]
    places = [(i, j) for i, line in enumerate(page) for j, piece in enumerate(line) if _LONG.search(piece.text)]
    for i, j in chance.sample(places, min(len(places), chance.choice((1, 2)))):
        word = chance.choice(list(_LONG.finditer(page[i][j].text)))
        at = chance.randrange(word.start() + 1, word.end() - 1)
        old = page[i][j].text
        page[i][j] = page[i][j]._replace(text=old[:at] + old[at + 1] + old[at] + old[at + 2 :])
    return page


def restyled(page: Page, chance: random.Random) -> Page:
    """Other quotation marks, dashes and dots, and paragraphs joined: what another house's software does."""
    straight = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-", "…": "."})
    styled = each(page, lambda line: line.translate(straight))
    joined: Page = []
    for line in styled:
        if joined and chance.random() < 0.4:
            joined[-1] = joined[-1] + line
        else:
            joined.append(line)
    return joined


def worded(page: Page, chance: random.Random, share: float, other: Callable[[str], str | None]) -> Page:
    """The share of words dropped, inserted or put in other words: ``other`` gives a word's synonym, if any."""

    def edit(line: str) -> str:
        words = []
        for word in line.split():
            if chance.random() >= share:
                words.append(word)
                continue
            synonym = other(word)
            if synonym:
                words.append(synonym)
            elif chance.random() < 0.5 or not word.islower():
                words += [word, chance.choice(_INSERTED)] if word[-1].isalnum() else [word]
        return " ".join(words)

    return each(page, edit)


def cut(page: Page, chance: random.Random, share: float) -> Page:
    """The share of the words gone, in whole sentences, the first one never."""
    goes = length(sentences(page)) * share
    places = [(i, j) for i, line in enumerate(page) for j in range(len(line))][1:]
    chance.shuffle(places)
    gone: set[tuple[int, int]] = set()
    lost = 0
    for i, j in places:
        size = length([page[i][j]])
        if lost + size <= goes:
            gone.add((i, j))
            lost += size
    kept = [[piece for j, piece in enumerate(line) if (i, j) not in gone] for i, line in enumerate(page)]
    return [line for line in kept if line]


def moved(page: Page, chance: random.Random, times: int) -> Page:
    """A paragraph taken out and put in elsewhere, so many times."""
    page = list(page)
    for _ in range(times if len(page) > 3 else 0):
        line = page.pop(chance.randrange(1, len(page)))
        page.insert(chance.randrange(len(page)), line)
    return page


def added(page: Page, chance: random.Random, facts: Iterator[str], words: int) -> Page:
    """New paragraphs between those of the page, so many words or a few more; each takes the next of the ``facts``."""
    page = list(page)
    told = 0
    while told < words:
        line = f"{next(facts)} {next(facts)}"
        page.insert(chance.randrange(len(page) + 1), [Piece(line)])
        told += len(line.split())
    return page


def part(page: Page, chance: random.Random, share: float, *, middle: bool = False) -> Page:
    """Neighbouring sentences of about the share of the words: from the start, or from somewhere after it."""
    wanted = length(sentences(page)) * share
    flat = [(i, piece) for i, line in enumerate(page) for piece in line]
    sizes = [length([piece]) for _, piece in flat]
    first = 0
    if middle:
        starts = [at for at in range(2, len(flat)) if sum(sizes[at:]) >= wanted]
        first = chance.choice(starts or [0])
    taken = [flat[first]]
    for at, piece in flat[first + 1 :]:
        if length(one for _, one in taken) >= wanted:
            break
        taken.append((at, piece))
    lines: dict[int, list[Piece]] = {}
    for at, piece in taken:
        lines.setdefault(at, []).append(piece)
    return list(lines.values())


def scattered(page: Page, chance: random.Random, share: float) -> Page:
    """Stretches of two to four sentences from all over, in order, about the share of the words."""
    flat = sentences(page)
    blocks: list[list[Piece]] = []
    while flat:
        size = chance.choice((2, 3, 4))
        blocks.append(flat[:size])
        flat = flat[size:]
    wanted = length(sentences(page)) * share
    order = chance.sample(range(len(blocks)), len(blocks))
    taken: list[int] = []
    for at in order:
        if not taken or sum(length(blocks[i]) for i in taken) + length(blocks[at]) / 2 < wanted:
            taken.append(at)
    return [blocks[at] for at in sorted(taken)]


def broken_off(page: Page, chance: random.Random, share: float) -> Page:
    """The start, ending in the middle of a sentence as feeds do, with a pointer to the whole."""
    page = part(page, chance, share)
    last = page[-1][-1]
    words = list(re.finditer(r"\S+", last.text))
    if len(words) > 8:
        end = words[chance.randrange(5, len(words) - 1)].end()
        page[-1][-1] = Piece(last.text[:end], last.start, last.start + end)
    return page + new(chance.choice(("... Read more", "[...] Continue reading", "… (more)", "… Read the full story")))

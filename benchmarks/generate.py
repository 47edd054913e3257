"""Copies with known truth: families of copies made from source texts, among independent reports that look alike.

The same texts and seed give the same articles and the same truth. ``recipes`` says how each sort of copy is made and
labelled. Every article is read as a text file is read, so that it has the furniture that a real one would have.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import edits
import newsroom
from communique.articles import read
from communique.data import Article, CopyKind, Document, digest
from pieces import Passage, cut_up, length, new, printed, sentences
from recipes import RECIPES, Desk, Strength

_LEAST = 120  # words of a source: of less no clear excerpt can be made
_HOUSES = 60
_TITLES = "Post Herald Courier Gazette Times Tribune Wire Mail Observer Dispatch".split()
_KINDS: tuple[CopyKind, ...] = ("duplicate", "version", "excerpt", "rewording")
_FIRST_HAND = 0.7  # of the copies are taken from the source, the rest from any of its copies
_CREDITED = 0.3  # of the copies say where they are from
_LIFTED = 0.03  # of the sources lend a passage to a report of another's own
_OF_ONE_HOUSE = frozenset({"one_house", "formulaic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One copy: of which article, of which kind, by which recipe, how strongly edited, and which passages it took."""

    parent: str
    kind: CopyKind
    recipe: str
    strength: Strength
    credited: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A report of its own that has a passage of another in it: neither a copy nor independent, so not judged as one."""

    parent: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was made: each copy by its id, the lineages as sets of ids, and groups of look-alikes of different lineages.

    ``negatives`` maps what makes a group hard to groups of ids, no two of one group from one report.
    """

    made: Mapping[str, Made]
    lineages: tuple[frozenset[str], ...]
    negatives: Mapping[str, tuple[frozenset[str], ...]]
    lifted: Mapping[str, Lifted]


def generate(
    texts: Sequence[str], seed: int, *, dates: bool = True, outlets: bool = True, negatives: bool = True
) -> tuple[list[Article], Truth]:
    """Articles in shuffled order and the truth about them: each text with up to five copies, some of them of copies.

    Without ``dates`` nobody knows when anything was published; without ``outlets`` neither where nor whom it credits.
    The texts and their ids are the same with and without.
    """
    chance = random.Random(seed)
    press = _Press(chance, dates=dates, outlets=outlets)
    for source in dict.fromkeys(map(_clean, texts)):
        if len(source.split()) >= _LEAST:
            press.family(source)
    for why, group in newsroom.negatives(chance) if negatives else ():
        press.group(why, group)
    articles = [one for line in press.lines for one in line]
    chance.shuffle(articles)
    return articles, Truth(
        made=press.made,
        lineages=tuple(frozenset(one.id for one in line) for line in press.lines),
        negatives={why: tuple(groups) for why, groups in press.negatives.items()},
        lifted=press.lifted,
    )


def _clean(text: str) -> str:
    """The text as its article will hold it: line ends alike, nothing around it."""
    return "\n".join(line.strip() for line in text.replace("\x00", "").replace("\ufeff", "").splitlines()).strip()


class _Press:
    """Prints articles and keeps the books about them."""

    def __init__(self, chance: random.Random, *, dates: bool, outlets: bool) -> None:
        self.chance, self.dates, self.outlets = chance, dates, outlets
        self.houses = list(dict.fromkeys(f"{newsroom.name(chance)} {chance.choice(_TITLES)}" for _ in range(_HOUSES)))
        self.facts = newsroom.facts(chance)
        self.came: dict[str, tuple[str, int]] = {}  # which outlet published each article, and on which day
        self.made: dict[str, Made] = {}
        self.lines: list[list[Article]] = []
        self.negatives: dict[str, list[frozenset[str]]] = {}
        self.lifted: dict[str, Lifted] = {}

    def family(self, source: str) -> None:
        """A source with its copies, now and then lifted from by a report of its own."""
        line = [self.printed(source, self.chance.choice(self.houses), self.chance.randrange(60))]
        for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2, 3, 5))):
            line.append(self._copy(line))
        self.lines.append(line)
        if self.chance.random() < _LIFTED:
            self._lift(line[0])

    def group(self, why: str, texts: Sequence[str]) -> None:
        """Reports that are independent of each other: pages of one outlet on as many days, or each of another.

        What an outlet has on one page it has on all: where that is what the group shares, it prints nothing else.
        """
        houses = self.chance.sample(self.houses, len(texts))
        if why == "one_house":
            houses[0] = f"{newsroom.name(self.chance)} Mirror"
        day = self.chance.randrange(50)
        line = [
            self.printed(text, houses[0], day + nth)
            if why in _OF_ONE_HOUSE
            else self.printed(text, house, day + nth % 2)
            for nth, (text, house) in enumerate(zip(texts, houses, strict=True))
        ]
        self.lines += [[one] for one in line]
        self.negatives.setdefault(why, []).append(frozenset(one.id for one in line))

    def printed(self, text: str, house: str, day: int, credit: str | None = None) -> Article:
        """The text as ``house`` publishes it on a day, read as a text file is read."""
        path = f"{len(self.came)}.txt"
        given = {"outlet": house} if self.outlets else {}
        found = read(Document(path=path, raw=text.encode(), media="text", given=given))
        if found.text != text:
            raise ValueError(f"reading changed the text of {path}, so that no place in it is known")
        when = (date(2031, 3, 1) + timedelta(days=day)).isoformat() if self.dates else None
        one = replace(
            found,
            id=digest("generated", path, text),
            outlet=house if self.outlets else None,
            credit=(credit or found.credit) if self.outlets else None,
            published=when,
            published_precision="day" if when else "unknown",
            published_from="explicit" if when else "unknown",
        )
        self.came[one.id] = house, day
        return one

    def _copy(self, line: Sequence[Article]) -> Article:
        kind = self.chance.choice(_KINDS)
        name = self.chance.choice([name for name, recipe in RECIPES.items() if recipe.kind == kind])
        parent = self._parent(line, kind)
        house, day = self._house(parent, kind), self.came[parent.id][1] + self.chance.choice((1, 1, 2, 3))
        page = RECIPES[name].make(cut_up(parent.text), Desk(self.chance, self.facts, house))
        credit = self.came[parent.id][0] if self.chance.random() < _CREDITED else None
        if credit == house:
            credit = None
        if credit:
            page = page + new(f"This report was first published by {credit}.")
        text, passages = printed(page, parent.text)
        one = self.printed(text, house, day, credit)
        self.made[one.id] = Made(
            parent=parent.id,
            kind=kind,
            recipe=name,
            strength=RECIPES[name].strength,
            credited=credit is not None,
            passages=passages,
        )
        return one

    def _parent(self, line: Sequence[Article], kind: CopyKind) -> Article:
        """Mostly the source; else a copy that is long enough and, where it is to be reworded, never was."""
        if self.chance.random() < _FIRST_HAND:
            return line[0]
        fit = [one for one in line if len(one.text.split()) >= _LEAST and not self._spent(one, kind)]
        return self.chance.choice(fit or line[:1])

    def _spent(self, one: Article, kind: CopyKind) -> bool:
        above = self.made.get(one.id)
        while above:
            if above.kind == "excerpt" or kind == above.kind == "rewording":
                return True
            above = self.made.get(above.parent)
        return False

    def _house(self, parent: Article, kind: CopyKind) -> str:
        """A third of the versions are the outlet's own; nobody reprints or respins himself."""
        own = self.came[parent.id][0]
        if kind == "version" and self.chance.random() < 1 / 3:
            return own
        return self.chance.choice([house for house in self.houses if house != own])

    def _lift(self, source: Article) -> None:
        """A report with 60 to 250 words of ``source`` in it and twice as many of its own: partly derived."""
        page = cut_up(source.text)
        share = min(0.6, self.chance.uniform(60, 250) / length(sentences(page)))
        taken = edits.part(page, self.chance, share, middle=True)
        page = edits.added(taken, self.chance, self.facts, 2 * length(sentences(taken)))
        text, passages = printed(page, source.text)
        one = self.printed(text, self._house(source, "excerpt"), self.came[source.id][1] + 1)
        self.lines.append([one])
        self.lifted[one.id] = Lifted(parent=source.id, passages=passages)

"""Invented reports that are independent of each other, however alike: the hard negatives of copy finding.

A report is put together from facts, each of which can be told in many ways: ``[this|that]`` is a choice. Outlets that
report one crisis share its names, figures, dates and set phrases, as real ones do, and tell them each in its own way.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_ONSETS = "b br d dr f g h k kr l m n p r s st t tr v z sh ch y kh".split()
_CORES = "a e i o u ai ei ou".split()
_CODAS = ["l", "n", "r", "s", "k", "v", "sk", "nd", "rk", "lm", "", "n"]
_RUN = 12  # words that no two people who write on their own put in the same order
_TRIES = 12
_FIRST = "Maren Tomas Ilya Dorota Kasim Yelena Pavel Amina Sergo Lidia Viktor Nadia Andris Selma Orhan Mila".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
_MONTHS = "January February March April May June September October".split()


class Crisis:
    """The names, figures and dates of one invented crisis."""

    def __init__(self, chance: random.Random) -> None:
        names = iter(dict.fromkeys(name(chance) for _ in range(60)))
        people = [f"{first} {next(names)}" for first in chance.sample(_FIRST, 6)]
        self.slots = {key: next(names) for key in ("A", "B", "C", "city", "town", "river", "port", "hills")}
        for key, person in zip("pqrstu", people, strict=True):
            self.slots |= {key: person, f"{key}_": person.split()[1]}
        days = chance.sample(_DAYS, 3)
        self.slots |= {"d1": days[0], "d2": days[1], "d3": days[2], "month": chance.choice(_MONTHS)}
        self.slots |= {"date": str(chance.randrange(2, 28)), "year": str(chance.randrange(1994, 2029))}
        self.said: set[tuple[str, ...]] = set()
        self.slots |= {"since": str(chance.randrange(1994, 2029)), "percent": str(chance.randrange(11, 60))}
        self.slots |= {f"n{at}": f"{chance.randrange(11, 99) * 10 ** (at % 4):,}" for at in range(1, 7)}

    def tell(self, fact: Sequence[str], chance: random.Random) -> str | None:
        """The fact in words of its own: no run of ``_RUN`` of them was told of this crisis before. None at a loss."""
        for _ in range(_TRIES):
            line = told(chance.choice(fact), self.slots, chance)
            words = line.split()
            runs = {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
            if not runs & self.said:
                self.said |= runs
                return line
        return None


def name(chance: random.Random) -> str:
    """The name of an invented place or person."""
    middle = "".join(chance.choice(_ONSETS) + chance.choice(_CORES) for _ in range(chance.choice((1, 2, 2))))
    return (chance.choice(_ONSETS) + chance.choice("aeiou") + middle + chance.choice(_CODAS)).capitalize()


def told(line: str, slots: dict[str, str], chance: random.Random) -> str:
    """One wording of a line: its choices made from the inside out, its slots filled."""
    while _CHOICE.search(line):
        line = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), line)
    line = re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", line.format(**slots))).strip()
    return re.sub(r"^([“]?)([a-z])", lambda found: found[1] + found[2].upper(), line)


@cache
def _sections() -> dict[str, list[list[str]]]:
    """The parts of ``newsroom.txt``: for each heading its items, an item being the lines between two blank ones."""
    text = Path(__file__).with_name("newsroom.txt").read_text("utf-8")
    parts = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)[1:]
    return {
        heading: [item.split("\n") for item in re.split(r"\n{2,}", body.strip())]
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }


def reports(crisis: Crisis, count: int, chance: random.Random) -> list[str]:
    """So many reports of one crisis by as many outlets: most of its facts each, in words of their own, and what was
    said before them all.
    """
    said = [told(chance.choice(item), crisis.slots, chance) for item in chance.sample(_sections()["quotes"], 4)]
    return ["\n\n".join(_quoting(_report(crisis, chance, 12), said, crisis, chance)) for _ in range(count)]


def _quoting(lines: list[str], said: Sequence[str], crisis: Crisis, chance: random.Random) -> list[str]:
    for quote in chance.sample(said, 2):
        lines.insert(chance.randrange(1, len(lines)), told(f"{quote} {chance.choice(_TAGS)}", crisis.slots, chance))
    return lines


def _report(crisis: Crisis, chance: random.Random, size: int) -> list[str]:
    """The weightier facts first, as reporters put them, though each weighs a little otherwise."""
    weighed = sorted((at + chance.gauss(0, 3), fact) for at, fact in enumerate(_sections()["facts"]))
    kept = sorted(chance.sample(range(len(weighed)), min(size, len(weighed))))
    lines = [line for at in kept if (line := crisis.tell(weighed[at][1], chance))]
    for line in _asides(chance, 5):
        lines.insert(chance.randrange(len(lines) + 1), told(line, crisis.slots | _own(chance), chance))
    return _paragraphs(lines, chance)


def reported(slots: dict[str, str], more: Sequence[str], chance: random.Random) -> str:
    """One report with these names and figures: a few of the facts, what its reporter saw, and ``more``."""
    facts = chance.sample(_sections()["facts"], 6)
    lines = [told(chance.choice(fact), slots, chance) for fact in facts] + list(more)
    chance.shuffle(lines)
    for line in _asides(chance, 4):
        lines.insert(chance.randrange(1, len(lines) + 1), told(line, slots | _own(chance), chance))
    return "\n\n".join(_paragraphs(lines, chance))


def _own(chance: random.Random) -> dict[str, str]:
    """What one reporter alone saw: people and figures that no other report has."""
    slots = {key: f"{chance.choice(_FIRST)} {name(chance)}" for key in ("v", "w")}
    return slots | {"m1": str(chance.randrange(19, 80)), "m2": str(chance.randrange(3, 30)), "spot": name(chance)}


def _asides(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(item) for item in chance.sample(_sections()["asides"], count)]


def _paragraphs(lines: Sequence[str], chance: random.Random) -> list[str]:
    made: list[str] = []
    for line in lines:
        if made and chance.random() < 0.4:
            made[-1] += " " + line
        else:
            made.append(line)
    return made


def press_conference(chance: random.Random) -> list[str]:
    """Two reports of one press conference: the same long quotations word for word, all else each in its own words."""
    crisis = Crisis(chance)
    quotes = [told(chance.choice(item), crisis.slots, chance) for item in chance.sample(_sections()["quotes"], 4)]
    made = []
    for _ in range(2):
        said = [told(f"{quote} {chance.choice(_TAGS)}", crisis.slots, chance) for quote in quotes]
        facts = chance.sample(_sections()["facts"], 6)
        own = [line for fact in facts if (line := crisis.tell(fact, chance))]
        own += [told(line, crisis.slots | _own(chance), chance) for line in _asides(chance, 3)]
        chance.shuffle(own)
        if chance.random() < 0.5:
            chance.shuffle(said)
        lines = [line for at, quote in enumerate(said) for line in (*own[2 * at : 2 * at + 2], quote)] + own[8:]
        made.append("\n\n".join(lines))
    return made


_TAGS = (
    "{p} [said|told reporters|told a news conference|said at the briefing]",
    "[said|declared|replied] {p_} [in {city}|after the session|on {d1}|].",
    "the {A} minister [said|added|went on].",
    "{p_} said[ in answer to a question| when asked about the crossing| to a crowded hall|].",
)
_TAGS = tuple(tag if tag.endswith(".") else f"{tag}." for tag in _TAGS)


def background(chance: random.Random) -> list[str]:
    """Three reports of three events that end with the same background, each in its own words."""
    crisis = Crisis(chance)
    shared = chance.sample(_sections()["facts"], 5)
    made = []
    for _ in range(3):
        own = Crisis(chance)
        lines = _report(own, chance, 8)
        past = " ".join(line for fact in shared if (line := crisis.tell(fact, chance)))
        made.append("\n\n".join([*lines, past]))
    return made


def one_house(chance: random.Random) -> list[str]:
    """Six pages of one outlet on six subjects, with the same chrome above, between and below."""
    above, below = (chance.sample(_sections()["chrome"], 4) for _ in range(2))
    house = {"house": name(chance), "desk": name(chance).lower()}
    top = [told(line, house, chance) for item in above for line in item]
    foot = [told(line, house, chance) for item in below for line in item]
    return ["\n\n".join([*top, *_report(Crisis(chance), chance, 5), *foot]) for _ in range(6)]


def formulaic(form: Sequence[str], chance: random.Random) -> list[str]:
    """The same form filled in on six days, as for markets, weather and results."""
    places = {f"x{at}": name(chance) for at in range(10)}
    return ["\n\n".join(told(line, places | _figures(chance), chance) for line in form) for _ in range(6)]


def _figures(chance: random.Random) -> dict[str, str]:
    figures = {f"f{at}": f"{chance.uniform(0.1, 9.9):.1f}" for at in range(12)}
    figures |= {f"i{at}": f"{chance.randrange(101, 9999):,}" for at in range(12)}
    figures |= {f"s{at}": str(chance.randrange(1, 35)) for at in range(12)}
    return figures | {f"y{at}": name(chance) for at in range(8)}


def negatives(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Groups of independent reports, each with what makes it hard."""
    for _ in range(8):
        yield "press_conference", press_conference(chance)
        yield "background", background(chance)
    for _ in range(4):
        yield "one_house", one_house(chance)
    for form in _sections()["forms"]:
        yield "formulaic", formulaic(form, chance)
    for _ in range(2):
        yield "crisis", reports(Crisis(chance), 20, chance)


def facts(chance: random.Random) -> Iterator[str]:
    """Sentences of ever new crises, without end."""
    while True:
        crisis = Crisis(chance)
        yield told(chance.choice(chance.choice(_sections()["facts"])), crisis.slots, chance)
        yield told(_asides(chance, 1)[0], crisis.slots | _own(chance), chance)


def furniture(house: str, chance: random.Random, count: int) -> list[str]:
    """Lines of page chrome as the outlet ``house`` prints them."""
    items = chance.sample(_sections()["chrome"], min(count, len(_sections()["chrome"])))
    return [told(line, {"house": house, "desk": "world"}, chance) for item in items for line in item]

"""A long case of ordinary density: one invented crisis over two years, several stories a day, three articles each.

The states stay the same; people, towns and ports come back from a limited cast, figures and bystanders are each
story's own. Every story is told once and copied by other outlets as ``recipes`` has it: a third of the articles are
first reports, the rest reprints, versions, excerpts and rewordings of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import load
import newsroom
from pieces import cut_up, printed
from recipes import RECIPES, Desk

_DAYS = 730
_COPIES = (0, 0, 1, 1, 2, 3, 4, 5)  # of one story: two on average
_OUTLETS = 60
_PLACES = {"town": 40, "river": 6, "port": 8, "hills": 12, "city": 6}
_ROLES, _HOLDERS = "pqrstu", 12  # roles that the facts speak of, and people who come to hold each


def rows(count: int, seed: int = 11) -> Iterator[dict[str, str]]:
    """So many articles as lines of JSON hold them, in order of publication, the same for the same numbers."""
    chance = random.Random(seed)
    told = sorted(_told(count, chance), key=lambda row: (row["published"], row["id"]))
    yield from told[:count]


def _told(count: int, chance: random.Random) -> list[dict[str, str]]:
    world, facts = _World(chance), newsroom.facts(chance)
    houses = list(dict.fromkeys(f"{newsroom.name(chance)} Herald" for _ in range(_OUTLETS)))
    found: list[dict[str, str]] = []
    while len(found) < count:
        day = len(found) * _DAYS // count
        line = [_row(len(found), world.story(chance), chance.choice(houses), day)]
        for _ in range(chance.choice(_COPIES)):
            house = chance.choice([house for house in houses if house != line[0]["outlet"]])
            recipe = chance.choice(list(RECIPES.values()))
            page = recipe.make(cut_up(line[0]["text"]), Desk(chance, facts, house))
            text = printed(page, line[0]["text"])[0]
            line.append(_row(len(found) + len(line), text, house, day + chance.choice((0, 0, 1, 2))))
        found += line
    return found


def _row(number: int, text: str, outlet: str, day: int) -> dict[str, str]:
    published = (date(2031, 3, 1) + timedelta(days=day)).isoformat()
    return {"id": f"{number:06d}", "outlet": outlet, "published": published, "text": text}


class _World:
    """Who and what the crisis is about, for as long as it lasts."""

    def __init__(self, chance: random.Random) -> None:
        self.slots = newsroom.Crisis(chance).slots
        self.places = {key: [newsroom.name(chance) for _ in range(many)] for key, many in _PLACES.items()}
        people = list(dict.fromkeys(newsroom.name(chance) for _ in range(2 * _HOLDERS * len(_ROLES))))
        self.people = {
            role: [f"{newsroom.name(chance)} {family}" for family in people[at :: len(_ROLES)][:_HOLDERS]]
            for at, role in enumerate(_ROLES)
        }

    def story(self, chance: random.Random) -> str:
        """One report: some of the facts, with this day's people, places and figures, and what its reporter saw."""
        slots = dict(self.slots)
        slots |= {key: chance.choice(places) for key, places in self.places.items()}
        for role, holders in self.people.items():
            slots[role] = chance.choice(holders)
            slots[f"{role}_"] = slots[role].split()[1]
        slots |= {f"n{at}": f"{chance.randrange(11, 99) * 10 ** (at % 4):,}" for at in range(1, 7)}
        slots |= {"percent": str(chance.randrange(11, 60)), "date": str(chance.randrange(2, 28))}
        people = [chance.choice(holders).split() for holders in self.people.values()]
        names = [slots[key] for key in "ABC"] + [first for first, _ in people[:3]]
        names += [family for _, family in people[:4]] + [slots["city"], slots["town"]]
        return newsroom.reported(slots, [load.sentence(chance, names) for _ in range(6)], chance)

"""Many invented articles for load: sentences put together from parts, names of their own, and copies among them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

_ONSETS = "b br d dr f g gr h k kr l m n p r s st t tr v z".split()
_CORES = "a e i o u ai ea ou".split()
_CODAS = "l n r s th x nd rk lm".split()
_SENTENCES = """
{State}'s {office} {person} said {time} that {his} country would never accept {thing} {where}.
“We will not {act} while {other} keeps {force} {where},” {person} told reporters in {place}.
{Other} demanded that {state} {act} {deadline}, according to {source}.
{Source} said {number} {people} had been {harmed} {where} since {month}, a figure that {other} disputes.
The {body} invited both sides to {talks} in {place} {time}.
{Person} denied that {state} planned to {act}, calling the report {epithet}.
“If {other} agrees to {act}, we are ready to {act2},” the {office} said, “but {thing} is a red line.”
{Other} rejected the proposal, saying that {thing} could not be discussed before {month}.
{State} moved {number} {force} {where} {time}, witnesses and {source} said.
{Person}, who took office in {month}, described the {talks} as {epithet} and {epithet2}.
The {talks} were postponed until {day} after {other} objected to {thing}.
{Source} warned that {other} would face {harm} unless it agreed to {act} {deadline}.
Rain fell over {place} as {people} waited for news of the {talks}.
{State} and {other} signed a memorandum on {thing} in {month}, but neither has carried it out.
Analysts in {place} doubted that {state} would {act}, given {thing} and the cost of {harm}.
{State} will send {aid} to {people} {where}, its {office} announced {time}.
""".strip().split("\n")
_PARTS = {
    "office": "foreign minister|defence minister|president|prime minister|interior minister|trade minister|envoy",
    "time": "on Monday|on Tuesday evening|late on Wednesday|on Thursday|early on Friday|on Saturday|on Sunday morning",
    "thing": "the status of the river|a shared customs post|foreign bases|the release of detained crews|"
    "the pipeline fee|an inspection of the reactor|the line of control|fishing rights in the strait|"
    "the return of refugees|grain tariffs",
    "act": "withdraw its troops|reopen the crossing|lift the tariffs|free the prisoners|stop the exercises|"
    "sign the draft|pay the arrears|admit the inspectors|pull back its patrol boats|publish the maps",
    "force": "armoured brigades|patrol boats|two air squadrons|border guards|missile units|engineers|reservists",
    "where": "along the northern border|near the strait|in the eastern valleys|around the port|on the high plateau|"
    "at the three crossings|in the disputed zone|close to the reservoir",
    "source": "a senior official|two diplomats|the defence ministry|a spokeswoman for the president|the state agency|"
    "officials who asked not to be named|the head of the delegation",
    "people": "villagers|fishermen|truck drivers|prisoners|miners|soldiers|families|traders",
    "harmed": "killed|wounded|detained|displaced|turned back",
    "month": "January|February|April|June|last spring|the first week of March|2019|the end of November",
    "talks": "talks|negotiations|a second round of talks|consultations|a working dinner",
    "epithet": "useful|a fabrication|frank|premature|the most serious so far|absurd|difficult|businesslike",
    "harm": "new sanctions|a naval blockade|the loss of its credits|grave consequences|a response in kind",
    "deadline": "by the end of the week|before the summit|within ten days|by March 14|at once",
    "aid": "medical supplies|two hundred tents|40,000 tonnes of wheat|generators|a field hospital",
    "number": "12|some 90|more than 400|about 2,500|nearly 8,000|at least 31|15,000",
    "day": "Monday|Wednesday|14 March|the following Friday",
    "body": "Regional Council|Basin Commission|High Court of Arbitration|Contact Group",
    "his": "his|her",
}


def write(folder: Path, count: int, *, copied: float = 0.4, seed: int = 7) -> None:
    """Write ``count`` articles as JSON Lines into ``folder``; the share ``copied`` are copies with a few cuts."""
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for row in rows(count, copied=copied, seed=seed):
            stream.write(json.dumps(row) + "\n")


def rows(count: int, *, copied: float = 0.4, seed: int = 7) -> Iterator[dict[str, str]]:
    """The articles as columns: about 600 words each, over sixty days and forty outlets, a new crisis every fifty."""
    chance = random.Random(seed)
    originals: list[list[str]] = []
    names: list[str] = []
    for number in range(count):
        if number % 50 == 0:
            names = [_name(chance) for _ in range(12)]
        if originals and chance.random() < copied:
            paragraphs = [p for p in chance.choice(originals[-200:]) if chance.random() > 0.1]
        else:
            paragraphs = [" ".join(sentence(chance, names) for _ in range(2)) for _ in range(14)]
            originals.append(paragraphs)
        yield {
            "id": f"{number:07d}",
            "outlet": f"Outlet {chance.randrange(40)}",
            "published": f"2031-{3 + number % 2:02d}-{1 + chance.randrange(30):02d}",
            "text": "\n\n".join(paragraphs),
        }


def sentence(chance: random.Random, names: list[str]) -> str:
    """A sentence about three states, then three first and four family names, then places."""
    parts = {key: chance.choice(options.split("|")) for key, options in _PARTS.items()}
    parts |= {f"{key}2": chance.choice(options.split("|")) for key, options in _PARTS.items()}
    state, other = chance.sample(names[:3], 2)
    person = f"{chance.choice(names[3:6])} {chance.choice(names[6:10])}"
    parts |= {"state": state, "other": other, "person": person, "place": chance.choice(names[10:])}
    parts |= {key.capitalize(): value[0].upper() + value[1:] for key, value in parts.items()}
    return chance.choice(_SENTENCES).format(**parts)


def _name(chance: random.Random) -> str:
    syllables = (chance.choice(_ONSETS) + chance.choice(_CORES) for _ in range(chance.choice((2, 3))))
    return ("".join(syllables) + chance.choice(_CODAS)).capitalize()

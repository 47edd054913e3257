"""Acts marked by hand in real news, as ``news_acts.jsonl`` holds them: places and codes, without a word of the text.

A line is a window of an article of PolNeAR's training part: ``{"article", "start", "end", "acts": [{"code", "modality",
"actors", "recipients", "words"}]}``; ``article`` is a digest of the id that it has in the set, places are code points,
half-open, within the window. The text comes from the set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.acts import Act, Passage
from training.reading import rows


def read(path: Path, articles: Path) -> Iterator[Passage]:
    """The windows with their acts; a ``KeyError`` names an article that the set does not hold."""
    texts: dict[str, str] = {}
    for row in rows(articles):
        texts.setdefault(named(row["id"]), row["text"])
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        told = json.loads(line)
        yield Passage(
            text=texts[told["article"]][told["start"] : told["end"]],
            acts=[_act(n, act) for n, act in enumerate(told["acts"], start=1)],
            group="news",
            line=number,
        )


def named(id_: str) -> str:
    """What an article is called here: the ids of the set are made of headlines."""
    return hashlib.sha256(id_.encode()).hexdigest()[:16]


def _act(number: int, told: dict[str, Any]) -> Act:
    places = {part: [(a, b) for a, b in told[part]] for part in ("actors", "recipients", "words")}
    return Act(number=number, code=told["code"], modality=told["modality"], issue=None, **places)

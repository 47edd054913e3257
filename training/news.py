"""Acts marked by hand in real news: places and codes, without a word of the text, which comes from the published sets.

A line of ``news_acts.jsonl`` is a window of an article of PolNeAR's training part: ``{"article", "start", "end",
"acts": [{"code", "modality", "actors", "recipients", "words"}]}``; ``article`` is a digest of the id that it has in the
set, places are code points, half-open, within the window. A line of ``world_acts.jsonl`` is a sentence of PLV or
cameo_ner: ``{"sentence", "acts"}``, with a digest of its letters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training.acts import Act, Passage
from training.reading import rows


def read(path: Path, articles: Path) -> Iterator[Passage]:
    """The windows with their acts; a ``KeyError`` names an article that the set does not hold."""
    texts: dict[str, str] = {}
    for row in rows(articles):
        texts.setdefault(named(row["id"]), row["text"])
    for number, told in _lines(path):
        yield _passage(texts[told["article"]][told["start"] : told["end"]], told, "news", number)


def read_sentences(path: Path, texts: Mapping[str, str]) -> Iterator[Passage]:
    """The sentences with their acts, of ``texts`` by name; a ``KeyError`` names one that is not among them."""
    for number, told in _lines(path):
        yield _passage(texts[told["sentence"]], told, "world", number)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        yield number, json.loads(line)


def _passage(text: str, told: dict[str, Any], group: str, number: int) -> Passage:
    acts = [_act(n, act) for n, act in enumerate(told["acts"], start=1)]
    return Passage(text=text, acts=acts, group=group, line=number)


def named(id_: str) -> str:
    """What an article or a sentence is called here: the ids of the set are made of headlines."""
    return hashlib.sha256(id_.encode()).hexdigest()[:16]


def _act(number: int, told: dict[str, Any]) -> Act:
    places = {part: [(a, b) for a, b in told[part]] for part in ("actors", "recipients", "words")}
    return Act(number=number, code=told["code"], modality=told["modality"], issue=None, **places)

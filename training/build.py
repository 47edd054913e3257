"""Build the weights that ship: learn, write, score. ``make weights`` runs it; each step is kept and reused."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from communique.parsing import Options
from communique.parsing.wordpieces import read
from training import folds
from training.calibration import temperatures
from training.encoder import Encoder, between, placed
from training.export import save
from training.learning import Course, finished, keep, learn, shares
from training.moves import ACTS as ACTED
from training.moves import KEPT_BACK, NEWS, WHO, WORLD, sets, split
from training.pupils import ALONE, BESIDE, LAST, LASTS, TEACHERS, School, plain, pupils
from training.reading import Marked, examples, fingerprint, polnear, supplement
from training.scoring import scores
from training.train import Recipe, base, restored, started, train

CARD = "card.toml"
RECIPE = Recipe()
SMALL = Recipe(epochs=1.0, rate=2e-4, layers=3)  # the first layers of it, taught by the whole: twice as fast
ACTS = Course(epochs=12.0, rate=2e-4, given=0.67, news=0.25, early=1.0, news_weight=20.0)
# Two more courses with more news, each from a share of the way from the first stage to where the last one ended.
SETTLE = Course(epochs=2.0, rate=8e-5, head_rate=3e-4, given=0.67, news=0.5, early=1.0, hidden=0.05)
REST = Course(epochs=1.2, rate=6e-5, head_rate=2e-4, given=0.67, news=1.0, early=1.0, news_weight=60.0)
# What was written and marked last; the shipped weights read the passages of the first courses' time only in those.
WIDE = Course(epochs=3.0, rate=1.2e-4, head_rate=5e-4, given=0.33, news=0.3, early=1.0, news_weight=40.0, hidden=0.03)
COURSES = {
    "acts": (1.0, ACTS),
    "settled": (0.6, SETTLE),
    "rested": (0.8, REST),
    "widened": (1.0, WIDE),
    "again": (0.8, REST),
}
MEAN = 0.35  # the share of the last course in the mean of the last two: one knows acts better, the other attributions
REPEAT = 3  # how often an epoch reads each invented passage: they are few beside the news


def build(
    data: Path, own: Path, kept: Path, weights: Path, *, small: bool = False, device: str = "cpu"
) -> dict[str, object]:
    """Everything from the data to the weights in their folder; answers the card.

    ``data`` holds the published sets, ``own`` our own passages. The ``small`` encoder has no heads for acts. The
    ``device`` is where the stage of acts is computed.
    """
    kept.mkdir(parents=True, exist_ok=True)
    marked = reported(data, own)
    whole = last = kept / "learn.pt"
    _step(whole, None, marked, RECIPE)
    if small:
        last = kept / "small.pt"
        _step(last, whole, marked, SMALL)
    acting: dict[str, dict[str, Any]] = {}
    encoder = restored(last)
    if not small:
        encoder, acting = _acting(data, own, marked, whole, kept, device)
    name = save(encoder, weights, base() / "vocab.txt", temperatures=acting.get("temperatures"))
    card: dict[str, object] = {
        **stamp(name, sources(data, own)[: 2 if small else None]),
        "recipe": asdict(RECIPE) | {"repeat": REPEAT},
        **({"small": asdict(SMALL)} if small else {}),
        **acting,
        "polnear_dev": on_polnear(data, weights),
    }
    (weights / CARD).write_text(as_toml(card), "utf-8")
    return card


def sources(data: Path, own: Path) -> list[Path]:
    """The files that are learnt from; the small encoder learns from the first two."""
    published = ("plv_train.jsonl.gz", "cameo_ner_train.jsonl.gz")
    first = [data / "polnear_train.jsonl.gz", own / "diplomatic.txt"]
    return [*first, *(data / name for name in published), *(own / name for name in (ACTED, NEWS, WORLD, WHO))]


def reported(data: Path, own: Path) -> list[Marked]:
    """The texts that tell who said what."""
    first, second, *_ = sources(data, own)
    return polnear(first) + supplement(second) * REPEAT


def stamp(name: str, files: Sequence[Path]) -> dict[str, object]:
    """What a card begins with: the weights' name, when and with what they were built, from which files."""
    return {
        "name": name,
        "built": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "torch": torch.__version__,
        "data": {path.name: fingerprint(path) for path in files},
    }


def on_polnear(data: Path, weights: Path) -> dict[str, float]:
    """F1 of the weights in a folder on PolNeAR's development articles, by role."""
    found = scores(data / "polnear_dev.jsonl.gz", Options(weights=weights))
    return {role: round(value, 1) for role, value in found.items()}


def _acting(
    data: Path, own: Path, marked: list[Marked], start: Path, kept: Path, device: str
) -> tuple[Encoder, dict[str, dict[str, Any]]]:
    """The stage of the heads for acts: the encoder, and what the card says of it.

    First they are learnt, and the encoder forgets some of the news; then it goes back some of the way, and learns both
    together, twice; the same once more with what was written and marked last, and the mean of where these two ended.
    From there the pupils of many teachers of who and whom go on; what ships is their mean.
    """
    vocabulary = read(base() / "vocab.txt")
    known, news = sets(data, own, vocabulary), examples(marked, vocabulary)
    learnt, held = split([*known.passages, *known.world], 0, count=KEPT_BACK)
    last = start
    for name, (share, course) in COURSES.items():
        out = kept / f"{name}.pt"
        if not finished(out, course):
            torch.manual_seed(course.seed)
            encoder = placed(between(restored(start), restored(last), share), device)
            epoch = shares(([*known.published, *known.parties], course.given), (learnt, course.rehearsed))
            learn(encoder, epoch, news, vocabulary, course, out)
        last = out
    mixed = kept / "mixed.pt"
    keep(between(restored(kept / "widened.pt"), restored(last), MEAN), REST, mixed, 1, 1)
    unmarked = plain(data / "polnear_train.jsonl.gz", vocabulary)
    school = School(folds.begun(known, start, kept, vocabulary, device), unmarked, vocabulary, device)
    told = kept / "folds.json"
    if not told.exists():
        folds.validated(known, kept, school)
    encoder = pupils(known._replace(invented=learnt, news=[], world=[]), news, mixed, kept / "last", school)
    return encoder, {
        "temperatures": temperatures(encoder, held, vocabulary),
        **{name: asdict(course) | {"share": share} for name, (share, course) in COURSES.items()},
        "mean": {"share": MEAN},
        "teachers": asdict(ALONE) | {"count": TEACHERS},
        "teachers_beside": asdict(BESIDE),
        "pupils": asdict(LAST) | {"rate": [course.rate for course in LASTS]},
        "five_folds": {name: round(value, 1) for name, value in json.loads(told.read_text("utf-8")).items()},
    }


def _step(out: Path, start: Path | None, marked: list[Marked], recipe: Recipe) -> None:
    """Train, unless a run of this recipe has ended here; a start is its teacher too."""
    if out.exists():
        kept = torch.load(out, weights_only=True)
        if kept["recipe"] == asdict(recipe) and kept["step"] == kept["of"]:
            return
    torch.manual_seed(recipe.seed)
    vocabulary = read(base() / "vocab.txt")
    teacher = restored(start).eval() if start else None
    train(started(recipe, start), examples(marked, vocabulary), vocabulary, recipe, out, teacher)


def as_toml(card: dict[str, object]) -> str:
    """The card as TOML: plain values first, then a table a group."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in card.items() if not isinstance(value, dict)]
    for key, value in card.items():
        if isinstance(value, dict):
            lines += _table(key, value)
    return "\n".join(lines) + "\n"


def _table(name: str, values: dict[str, object]) -> list[str]:
    deeper = {key: value for key, value in values.items() if isinstance(value, dict)}
    lines = ["", f"[{name}]"] if len(deeper) < len(values) else []
    lines += [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in values.items() if key not in deeper]
    for key, value in deeper.items():
        lines += _table(f"{name}.{key}", value)
    return lines


def main() -> None:
    """Build, and print the card."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder with PolNeAR, PLV and cameo_ner")
    ask.add_argument("--own", type=Path, required=True, help="the folder with our own passages (training/)")
    ask.add_argument("--kept", type=Path, required=True, help="the folder that keeps the states of the steps")
    ask.add_argument("--weights", type=Path, required=True, help="the folder for the weights")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--small", action="store_true", help="ship the three-layer encoder, twice as fast")
    ask.add_argument("--device", default="cpu", help="for the stage of acts: cuda, where there is a graphics card")
    asked = ask.parse_args()
    torch.set_num_threads(asked.threads)
    made = build(asked.data, asked.own, asked.kept, asked.weights, small=asked.small, device=asked.device)
    print(as_toml(made))


if __name__ == "__main__":
    main()

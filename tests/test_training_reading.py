"""What the tagger learns from, and how its spans are counted: the same cuts and places as the parser's own."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from communique.parsing.decoding import TAGS
from encoders import vocabulary

sys.path.append(str(Path(__file__).resolve().parent.parent))

from training import reading, scoring

KNOWN = vocabulary()
TEXT = "Lund said that the talks had failed.\nOstra told a b."


def row(**fields: Any) -> dict[str, Any]:
    """A row as the files hold them: Lund's attribution."""
    base = {
        "id": "n",
        "coder": "x",
        "text": TEXT,
        "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 18], [19, 35]]}],
    }
    return base | fields


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The file of these rows."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(each) + "\n" for each in rows)
    return path


def test_a_text_is_learnt_once(tmp_path: Path) -> None:
    """Of several coders' readings of a text the first counts, in whatever order the file has them."""
    rows = [row(), row(coder="w", attributions=[]), row(id="m", text="a b.", attributions=[])]
    found = [reading.polnear(written(tmp_path / f"{at}.gz", rows[::step])) for at, step in enumerate((1, -1))]
    assert found[0] == found[1]
    assert {(m.text, m.parts) for m in found[0]} == {("a b.", ()), (TEXT, ())}


def test_stretches_with_a_blank_between_them_are_one() -> None:
    """A span is a maximal run: pieces of one attribution that only a blank parts are together."""
    assert list(reading._parts(row()))[-1] == ("content", 10, 35)


def test_examples_are_windows_with_tags() -> None:
    """Each paragraph is an example, each word has a tag, and names are known by their capital."""
    marked = reading.Marked(TEXT, (("source", 0, 4), ("cue", 5, 9), ("content", 10, 35), ("source", 37, 42)))
    one, two = reading.examples([marked], KNOWN)
    assert [TAGS[tag] for tag in one.tags] == [
        "B-source",
        "B-cue",
        "B-content",
        *["I-content"] * 4,
        "O",
    ]
    assert [TAGS[tag] for tag in two.tags][:2] == ["B-source", "O"]
    assert one.length == 2 + 8
    assert not any(one.names)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("source", 0, 1)], "B-source O O"),
        ([("content", 0, 5), ("source", 2, 3)], "B-content I-content I-content"),
        ([("cue", 0, 1), ("cue", 2, 3)], "B-cue B-cue O"),
        ([("cue", 1, 2)], "O O O"),
    ],
)
def test_tags(parts: list[tuple[str, int, int]], expected: str) -> None:
    """Where stretches overlap the longest counts; neighbours stay apart."""
    assert " ".join(TAGS[tag] for tag in reading.tags(KNOWN.words("a b c"), parts)) == expected


def test_runs_end_at_gaps_and_line_ends() -> None:
    """A stretch over a token that it does not cover, or over a line's end, is two runs."""
    of = {"text": "a b c\na b", "tokens": [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]}
    assert list(scoring._runs(of, [("cue", [(0, 1), (4, 9)]), ("source", [(2, 3)])])) == [
        ("cue", 0, 1),
        ("cue", 2, 3),
        ("cue", 3, 5),
        ("source", 1, 2),
    ]

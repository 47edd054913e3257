"""A case as files: complete or absent, and the same for the same case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.case import Case
from communique.errors import InputError
from communique.export import LISTS, jsonl, objects, write_jsonl

REPORTS = Path(__file__).parent.parent / "golden" / "fishing-strait" / "articles"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of nine invented reports."""
    with Case(tmp_path_factory.mktemp("case") / "a.communique") as made:
        made.add(REPORTS)
        yield made


def test_each_list_is_a_file(case: Case, tmp_path: Path) -> None:
    """There is one file for each list, empty where the list is, and nothing else is left in the folder."""
    written = write_jsonl(case, tmp_path / "new" / "out")
    assert sorted(p.name for p in (tmp_path / "new" / "out").iterdir()) == sorted(f"{name}.jsonl" for name in LISTS)
    assert sorted(written) == sorted((tmp_path / "new" / "out").iterdir())


@pytest.mark.parametrize("name", LISTS)
def test_lines_are_sorted(case: Case, tmp_path: Path, name: str) -> None:
    """Lines are in order of id and keys in order of the alphabet; text stands in plain characters."""
    write_jsonl(case, tmp_path)
    lines = (tmp_path / f"{name}.jsonl").read_bytes().decode("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
    assert [list(row) for row in rows] == [sorted(row) for row in rows]
    assert not any("\\u20" in line for line in lines)


def test_anchors_quote_their_articles(case: Case) -> None:
    """Every anchor anywhere in the export quotes its article exactly."""
    texts = {row["id"]: row["text"] for row in objects(case, "articles")}

    def anchors(value: object) -> Iterator[dict[str, object]]:
        if isinstance(value, dict):
            if "exact" in value:
                yield value
            for item in value.values():
                yield from anchors(item)
        elif isinstance(value, list):
            for item in value:
                yield from anchors(item)

    found = [a for name in LISTS for row in objects(case, name) for a in anchors(row)]
    assert len(found) > 100
    assert all(texts[a["article"]][a["start"] : a["end"]] == a["exact"] for a in found)  # type: ignore[index, misc]


def test_what_points_somewhere_points_at_something(case: Case) -> None:
    """Every id that a line names is the id of a line."""
    ids = {name: {row["id"] for row in objects(case, name)} for name in LISTS}
    for move in objects(case, "moves"):
        assert {*move["actors"], *move["recipients"], move["speaker"]} - {None} <= ids["actors"]
        assert move["event"] in ids["events"]
        assert move["responds_to"] is None or move["responds_to"] in ids["moves"]
        assert move["reported_by"] is None or move["reported_by"] in ids["statements"]
    for event in objects(case, "events"):
        assert set(event["moves"]) <= ids["moves"]
        assert event["first_reported_by"] in ids["articles"]


def test_names_stand_beside_ids(case: Case) -> None:
    """Each party is named beside its id, so that a line can be read alone."""
    names = {row["id"]: row["name"] for row in objects(case, "actors")}
    moves = objects(case, "moves")
    assert moves
    assert all(move["actors_name"] == [names[actor] for actor in move["actors"]] for move in moves)


def test_a_failed_export_leaves_what_was_there(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails half way, the files of the last export stay whole and no half file is left."""
    write_jsonl(case, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def failing(of: Case, name: str) -> str:
        if name == "moves":
            raise OSError(28, "No space left on device")
        return "half"

    monkeypatch.setattr(jsonl, "_lines", failing)
    with pytest.raises(InputError, match="No space left"):
        write_jsonl(case, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_is_no_folder(case: Case, tmp_path: Path) -> None:
    """An export into something that is no folder is told in words."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="could not be written"):
        write_jsonl(case, tmp_path / "out")


def test_positions_and_answers_can_be_read_alone(case: Case) -> None:
    """A position names its code, and each answer of a dispute is shown with its hedge beside its number."""
    codes = {e["code"] for e in objects(case, "events")}
    assert {p["code"] for p in objects(case, "positions")} <= codes
    shown = {a["shown"] for d in objects(case, "disputes") for a in d["answers"]}
    assert {"12", "38"} <= shown

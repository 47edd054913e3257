"""A vocabulary file that breaks its own rules is refused, with the place named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.errors import VocabularyError
from communique.vocabulary import loading


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for the shipped vocabulary."""
    monkeypatch.setattr(loading, "files", lambda _: tmp_path)
    loading.table.cache_clear()
    yield tmp_path
    loading.table.cache_clear()


def test_a_file_is_read_as_it_stands(shipped: Path) -> None:
    """A table comes as nested dictionaries, in any script."""
    (shipped / "bodies.toml").write_text('[a."strait council"]\nwords = ["Sund", "海峡"]\n', "utf-8")
    assert loading.table("bodies") == {"a": {"strait council": {"words": ["Sund", "海峡"]}}}


@pytest.mark.parametrize(
    "content", [b"words = [", b"a = 1\na = 2\n", b"\xff\xfe", b"a\n", None], ids="open twice bytes bare none".split()
)
def test_a_broken_file_is_named(shipped: Path, content: bytes | None) -> None:
    """A file that is missing or does not parse is an error that names it."""
    if content is not None:
        (shipped / "bodies.toml").write_bytes(content)
    with pytest.raises(VocabularyError, match=r"^bodies\.toml: "):
        loading.table("bodies")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"name": "x"}, None),
        ({"name": "x", "code": "X"}, None),
        ({"code": "X"}, "lacks name"),
        ({"name": "x", "colour": 1, "age": 2}, "has unknown age, has unknown colour"),
        ({}, "lacks name"),
    ],
)
def test_rows_are_checked(row: dict[str, object], complaint: str | None) -> None:
    """A row needs its keys and has no others; the error names the file, the entry and the keys."""
    if complaint is None:
        assert loading.checked("bodies", "the council", row, required=["name"], optional=["code"]) is row
    else:
        with pytest.raises(VocabularyError, match=f"^bodies.toml: the council {complaint}$"):
            loading.checked("bodies", "the council", row, required=["name"], optional=["code"])

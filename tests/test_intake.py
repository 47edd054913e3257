"""Files are read into the case."""

from __future__ import annotations

from pathlib import Path

from communique import articles
from communique.engine import SerialEngine
from communique.intake import Intake, fault, take_in
from communique.store import Store


def test_what_is_read_is_kept_once(tmp_path: Path) -> None:
    """A file is added when it is first read, and known from then on; one that cannot be read is a problem."""
    (tmp_path / "a.txt").write_text("date 2031-03-07\n\nThe envoys met at Norva and said little.\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
    told = []
    with Store(tmp_path / "case.communique") as store:
        for _ in range(2):
            made = take_in(
                store,
                [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")],
                published=None,
                engine=SerialEngine(),
                options=articles.Options(),
                progress=lambda *_: None,
            )
            told.append(made)
        assert isinstance(told[0], Intake)
        assert [made.added for made in told] == [1, 0]
        assert len(told[0].problems) == len(store.problems())


def test_a_fault_says_where() -> None:
    """A fault of ours is told as a line with its kind and its place."""
    try:
        [][1]
    except IndexError as error:
        assert "IndexError" in fault(error)
        assert "please report it" in fault(error)

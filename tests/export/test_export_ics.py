"""The calendar file: as calendar programs read it, and the same for the same case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from communique import Case
from communique.cli import main
from communique.cli.commands import FORMATS as NAMED
from communique.errors import InputError
from communique.export.formats import FORMATS
from communique.export.ics import calendar, write_ics
from straits import empty, meeting, snapshot


def entries(now: Any = None) -> list[Any]:
    """The entries, as a calendar program reads them."""
    return list(Calendar.from_ical(calendar(now or snapshot())).walk("VEVENT"))


def test_a_meeting_is_a_whole_day() -> None:
    """With its id, its place, its parties, and what became of it."""
    one = next(e for e in entries() if e["uid"] == "t2@communique.invalid")
    assert one.decoded("dtstart") == date(2031, 3, 14)
    assert "DTSTART;VALUE=DATE:20310314" in calendar(snapshot()).decode()
    assert (str(one["location"]), int(one["sequence"])) == ("Vell", 1)
    assert str(one["summary"]) == "Strait talks (Norland, Sudmark)"
    assert "2031-03-12 put off to 2031-03-14" in one["description"]
    assert "(The Courier, 2031-03-10)" in one["description"]


@pytest.mark.parametrize(
    ("status", "told"),
    [("announced", "TENTATIVE"), ("held", "CONFIRMED"), ("postponed", "CANCELLED"), ("cancelled", "CANCELLED")],
)
def test_the_status_is_told(status: Any, told: str) -> None:
    """What is put off does not take place on its old day."""
    (one,) = entries(snapshot(meetings=[meeting("x", "2031-03-14", status)]))
    assert str(one["status"]) == told


def test_only_days_have_a_place() -> None:
    """A month, a year and no date at all are left out."""
    given = [meeting("a", "2031-03"), meeting("b", "2031"), meeting("c", None)]
    assert entries(snapshot(meetings=given)) == []


def test_the_stamp_is_the_day_of_the_last_report() -> None:
    """Never the clock: the same case gives the same bytes."""
    assert {e.decoded("dtstamp") for e in entries()} == {datetime(2031, 3, 10, tzinfo=UTC)}
    assert calendar(snapshot()) == calendar(snapshot())


@pytest.mark.parametrize("words", ["a,b;c\\d", "line\nbreak", "\x00\x07bell", "‮turned", "é" * 200, "BEGIN:VEVENT"])
def test_any_words_make_a_file_that_can_be_read(words: str) -> None:
    """Commas, breaks, control characters and long lines."""
    now = snapshot(meetings=[meeting("x", "2031-03-14", forum=words, place=words)])
    (one,) = entries(now)
    assert all(len(line) <= 75 for line in calendar(now).split(b"\r\n"))
    assert str(one["location"]) == "".join(c for c in words if c == "\n" or c.isprintable())


def test_an_empty_case_has_an_empty_calendar() -> None:
    """A calendar program can subscribe before there is anything to see."""
    assert entries(empty()) == []


def test_the_command_writes_it(tmp_path: Path) -> None:
    """One file, the same as that of the function, and none left half written."""
    file = tmp_path / "talks.communique"
    Case(file).close()
    result = CliRunner().invoke(main, ["export", str(file), "--format", "ics", "-o", str(tmp_path / "out")])
    assert (result.exit_code, result.stdout) == (0, f"1 file in {tmp_path / 'out'}\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["meetings.ics"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the place of the folder is told in one line."""
    (tmp_path / "taken").write_text("")
    with Case(tmp_path / "talks.communique") as case, pytest.raises(InputError, match="taken"):
        write_ics(case, tmp_path / "taken")


def test_the_command_line_offers_every_format() -> None:
    """The names that the command takes are those that can be written."""
    assert tuple(FORMATS) == NAMED

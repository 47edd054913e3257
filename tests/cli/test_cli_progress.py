"""Bars on long work: only on a terminal, and never over what comes after."""

from __future__ import annotations

import io
import sys
import time

import pytest

from communique.cli.progress import shown


class _Terminal(io.StringIO):
    """A stderr at which somebody looks."""

    def isatty(self) -> bool:
        return True


def _screen(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """The terminal that stderr is from now on; a fixture would come too early, before the test's own capture."""
    made = _Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm")
    return made


def _at_rest(screen: _Terminal) -> bool:
    """Whether nothing more is drawn, though a bar is drawn ten times a second, and the cursor is there."""
    drawn = screen.getvalue()
    time.sleep(0.25)
    return screen.getvalue() == drawn and drawn.rfind("\x1b[?25h") >= drawn.rfind("\x1b[?25l")


def test_a_bar_goes_with_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a task is done nothing more is drawn: a list or a question may follow."""
    screen = _screen(monkeypatch)
    with shown() as report:
        assert _at_rest(screen)
        for what, words in (("coding", "Coding articles"), ("reconciling", "Reconciling the record")):
            report(what, 0, 2)
            assert not _at_rest(screen)
            report(what, 2, 2)
            assert _at_rest(screen)
            assert words in screen.getvalue()
        report("reading", 5, 5)
        assert "Reading files" not in screen.getvalue()


def test_a_bar_goes_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task of unknown length, and one that nobody finished, leave no bar behind."""
    screen = _screen(monkeypatch)
    with shown() as report:
        report("reading", 0, None)
        report("coding", 0, 7)
        assert not _at_rest(screen)
    assert _at_rest(screen)


def test_nothing_is_drawn_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """Into a file or a pipe goes no bar."""
    with shown() as report:
        report("coding", 1, 2)
    assert capsys.readouterr().err == ""

"""What goes on in another process comes to what it would come to here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

import pytest

from communique import Case, comparing
from communique.engine import Beside, Engine, LocalEngine, SerialEngine
from communique.export import LISTS, objects

REPORTS = sorted((Path(__file__).parent / "golden" / "fishing-strait" / "articles").iterdir())
Memory = TypeVar("Memory")


class Watched(LocalEngine):
    """An engine that tells how often it was asked for a process, and can kill those that it started."""

    def __init__(self, *, killed: bool = False) -> None:
        super().__init__(workers=2)
        self.killed = killed
        self.asked = 0
        self.started: set[BaseProcess] = set()

    def beside(self, memory: Memory, ready: Callable[[], None] | None = None) -> Beside[Memory] | None:
        """A process, which may be killed at once."""
        self.asked += 1
        before = {*multiprocessing.active_children()}
        made = super().beside(memory, ready)
        self.started |= {*multiprocessing.active_children()} - before
        if self.killed:
            self.kill()
        return made

    def kill(self) -> None:
        """End what was started."""
        for process in self.started:
            process.kill()


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case of some articles is as large as one of thousands."""
    monkeypatch.setattr(comparing, "_MANY", 2)


def told(
    path: Path,
    engine: Engine,
    progress: Callable[[str, int, int | None], None] | None = None,
    between: Callable[[], None] = lambda: None,
) -> list[Any]:
    """All that a case holds: of all reports but two, one more, the last, and once a copy was rejected."""
    states = []
    with Case(path, engine=engine, progress=progress) as case:
        for added in (REPORTS[:-2], REPORTS[-2:-1], REPORTS[-1:]):
            case.add(*added)
            states.append({name: objects(case, name) for name in LISTS})
            between()
        case.judge(case.copies()[0].id, "reject", by="ann", why="another report")
        states.append({name: objects(case, name) for name in LISTS if name != "judgements"})
    return states


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The same, all in this process."""
    return told(tmp_path_factory.mktemp("here") / "a.communique", SerialEngine())


def test_a_case_is_the_same_whether_compared_here_or_beside(here: list[Any], tmp_path: Path) -> None:
    """Also what is added later, which rests on what the other process remembers, and dates that copies lend."""
    engine = Watched()
    assert told(tmp_path / "a.communique", engine) == here
    assert engine.asked == 1


def test_where_the_other_process_is_killed_this_one_does_its_work(here: list[Any], tmp_path: Path) -> None:
    """Nothing is lost but time."""
    engine = Watched(killed=True)
    assert told(tmp_path / "a.communique", engine) == here
    assert engine.asked == 1


def test_what_the_other_process_remembered_may_be_lost(here: list[Any], tmp_path: Path) -> None:
    """What is asked for after its end is worked out here, from the beginning."""
    engine = Watched()
    assert told(tmp_path / "a.communique", engine, between=engine.kill) == here
    assert engine.asked == 1


def test_the_other_process_stays_for_as_long_as_the_case_is_open(tmp_path: Path) -> None:
    """What comes later is compared there, where all the rest is remembered; nothing stays behind."""
    engine = Watched()
    with Case(tmp_path / "a.communique", engine=engine) as case:
        for report in (REPORTS[:-2], REPORTS[-2:-1], REPORTS[-1:]):
            case.add(*report)
            assert [process.is_alive() for process in engine.started] == [True]
    for process in engine.started:
        process.join(10)
        assert not process.is_alive()


def test_a_small_case_is_compared_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To start a process would take longer."""
    monkeypatch.setattr(comparing, "_MANY", 100)
    engine = Watched()
    with Case(tmp_path / "a.communique", engine=engine) as case:
        case.add(*REPORTS[:2])
    assert engine.asked == 0


def test_progress_ends_where_it_began(tmp_path: Path) -> None:
    """Each stage that is shown comes to its end, in either way of working."""
    seen: dict[str, tuple[int, int | None]] = {}
    told(tmp_path / "a.communique", Watched(), lambda what, done, total: seen.update({what: (done, total)}))
    assert {what for what, (done, total) in seen.items() if done != total} == set()

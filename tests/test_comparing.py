"""What goes on in another process comes to what it would come to here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from communique import Case, comparing
from communique.engine import Beside, Engine, LocalEngine, SerialEngine
from communique.export import LISTS, objects

REPORTS = sorted((Path(__file__).parent / "golden" / "fishing-strait" / "articles").iterdir())
Memory = TypeVar("Memory")


class Watched(LocalEngine):
    """An engine that tells how often it was asked for a process, and what became of that."""

    def __init__(self, *, killed: bool = False) -> None:
        super().__init__(workers=2)
        self.killed = killed
        self.asked = 0

    def beside(self, memory: Memory, ready: Callable[[], None] | None = None) -> Beside[Memory] | None:
        """A process, which may be killed at once."""
        self.asked += 1
        before = {*multiprocessing.active_children()}
        made = super().beside(memory, ready)
        for process in {*multiprocessing.active_children()} - before if self.killed else ():
            process.kill()
        return made


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case of some articles is as large as one of thousands."""
    monkeypatch.setattr(comparing, "_MANY", 2)


def told(path: Path, engine: Engine, progress: Callable[[str, int, int | None], None] | None = None) -> list[Any]:
    """All that a case holds: of all reports but two, one more, the last, and once a copy was rejected."""
    states = []
    with Case(path, engine=engine, progress=progress) as case:
        for added in (REPORTS[:-2], REPORTS[-2:-1], REPORTS[-1:]):
            case.add(*added)
            states.append({name: objects(case, name) for name in LISTS})
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
    assert engine.asked == 1  # the rest is compared with what was remembered


def test_where_the_other_process_is_killed_this_one_does_its_work(here: list[Any], tmp_path: Path) -> None:
    """Nothing is lost but time."""
    engine = Watched(killed=True)
    assert told(tmp_path / "a.communique", engine) == here
    assert engine.asked == 1


def test_what_the_other_process_remembered_may_be_lost(
    here: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked for later is then worked out here, from the beginning."""
    monkeypatch.setattr(Beside, "memory", lambda _: lambda: None)
    engine = Watched()
    assert told(tmp_path / "a.communique", engine) == here
    assert engine.asked == 1


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

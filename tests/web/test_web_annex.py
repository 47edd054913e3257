"""The process beside the server: it stays, ends, dies and comes again, and nothing is lost by it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from communique import Case
from communique.errors import DamagedCase, NotACase, UnknownName
from communique.web.annex import Annex
from web.desk import built, vanish, within


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two reports."""
    return built(tmp_path_factory.mktemp("annex"))


@pytest.fixture
def annex(path: Path) -> Iterator[Annex]:
    """A process beside us, with two doors."""
    made = Annex(path, doors=2)
    yield made
    made.close()


def alive(pid: int) -> bool:
    """Whether there is a process of this number that has not ended."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_it_stays_and_keeps_the_case_open(annex: Annex) -> None:
    """Two pieces of work are done by one process, on one open case."""
    first, second = annex.do(place), annex.do(place)
    assert first == second
    assert first[0] == annex.pid != os.getpid()


def place(case: Case) -> tuple[int, int]:
    """Which process this is, and which object the case is in it."""
    return os.getpid(), id(case)


def test_one_door_does_not_wait_for_another(annex: Annex) -> None:
    """What is asked at the second is answered while the first is at work."""
    annex.do(place)
    slow = threading.Thread(target=annex.do, args=(partial(sleep, seconds=3),))
    slow.start()
    annex.do(place, door=1)
    assert slow.is_alive()
    slow.join()


def sleep(_: Case, seconds: float) -> None:
    """Take some time."""
    time.sleep(seconds)


def test_it_tells_how_far_it_has_come(annex: Annex, path: Path, tmp_path: Path) -> None:
    """Steps arrive while the work goes on."""
    heard: list[tuple[str, int, int | None]] = []
    own = Annex(Path(shutil.copy(path, tmp_path / "judged.communique")))
    with Case(tmp_path / "judged.communique") as case:
        case.judge(case.moves()[0], "reject")
    own.do(refresh, tell=lambda *step: heard.append(step))
    own.close()
    assert "reconciling" in {what for what, _, _ in heard}


def refresh(case: Case) -> None:
    """Make the record again."""
    case.refresh()


def test_it_ends_when_nobody_asks_and_comes_again(path: Path) -> None:
    """After its time, and only then."""
    annex = Annex(path, stays=0.3)
    annex.do(partial(sleep, seconds=0.6))
    first = annex.pid
    assert first is not None
    assert within(5, lambda: not alive(first))
    assert annex.pid is None
    assert annex.do(place)[0] != first
    annex.close()


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGTERM])
def test_one_that_was_killed_while_it_waited_is_begun_again(annex: Annex, signalled: int) -> None:
    """Who asks next notices nothing."""
    first = annex.do(place)[0]
    os.kill(first, signalled)
    assert annex.do(place)[0] not in (first, os.getpid())


def test_work_that_ends_its_process_is_broken_off_and_the_next_is_done(annex: Annex) -> None:
    """It is tried in a new process once, where the old one may have ended for another reason."""
    first = annex.do(place)[0]
    with pytest.raises(EOFError, match="the work was broken off"):
        annex.do(vanish)
    assert annex.do(place)[0] not in (first, os.getpid())


def test_what_the_work_raises_is_raised_here(annex: Annex, tmp_path: Path) -> None:
    """Our own errors as they are, any other in words with its place; the process goes on."""
    first = annex.do(place)[0]
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        annex.do(divide)
    with pytest.raises(RuntimeError, match="pickle"):
        annex.do(vars)
    with pytest.raises(UnknownName, match="no such article"):
        annex.do(partial(article, name="no such article"))
    assert annex.do(place)[0] == first
    with pytest.raises(NotACase):
        Annex(tmp_path / "none.communique").do(place)


def divide(_: Case) -> float:
    """Do what cannot be done."""
    return 1 / 0


def article(case: Case, name: str) -> str:
    """The id of an article."""
    return case.article(name).id


def test_another_file_at_the_place_is_opened(path: Path, tmp_path: Path) -> None:
    """What was open is let go; a damaged one is told, and the good one after it is read again."""
    here = Path(shutil.copy(path, tmp_path / "here.communique"))
    annex = Annex(here)
    assert annex.do(count) == 2
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))
    spoilt.replace(here)
    with pytest.raises(DamagedCase):
        annex.do(count)
    Path(shutil.copy(path, tmp_path / "good")).replace(here)
    assert annex.do(count) == 2
    annex.close()


def count(case: Case) -> int:
    """How many articles there are."""
    return len(case.articles())


def test_closing_ends_it_in_the_middle_of_its_work(path: Path) -> None:
    """Whoever waits is told at once, and nobody is let in any more."""
    annex = Annex(path)
    pid = annex.do(place)[0]
    told: list[Exception] = []

    def wait() -> None:
        with pytest.raises(EOFError) as broken:
            annex.do(partial(sleep, seconds=60))
        told.append(broken.value)

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.2)
    begin = time.monotonic()
    annex.close()
    waiting.join(5)
    assert time.monotonic() - begin < 5
    assert told
    assert not alive(pid)
    with pytest.raises(EOFError):
        annex.do(place)


OWNER = """
import signal
import sys
from pathlib import Path
from communique.web.annex import Annex
from jobs import sleep, place
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born deaf to it
annex = Annex(Path(sys.argv[1]))
print(annex.do(place)[0], flush=True)
annex.do(sleep)
"""
JOBS = """
import os, time
def place(case): return os.getpid(), 0
def sleep(case): time.sleep(60)
"""


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_server_however_that_ends(path: Path, tmp_path: Path, signalled: int) -> None:
    """Also where the server is killed while work is being done: no process is left."""
    (tmp_path / "jobs.py").write_text(JOBS)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        start_new_session=True,
    ) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        time.sleep(0.3)
        if signalled == signal.SIGINT:
            os.killpg(owner.pid, signalled)  # as a terminal sends it: to all of them
        else:
            owner.kill()
        owner.wait(20)
        assert within(10, lambda: not alive(pid))

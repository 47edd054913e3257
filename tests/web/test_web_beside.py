"""A large case while it is served: its record is made in another process, and only what has changed is read again."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique import Case
from communique.errors import DamagedCase
from communique.store import DERIVED, Store
from communique.web import Served, following
from communique.web.dealing import dealt
from communique.web.rereading import Rereader
from web.desk import built, reader, vanish, within


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two reports."""
    return built(tmp_path_factory.mktemp("beside"))


@pytest.fixture
def path(case: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(case, tmp_path / "copy.communique"))


@pytest.fixture
def served(path: Path) -> Iterator[Served]:
    """It, served as a large one."""
    with Served(path, by="ines", small=0) as made:
        yield made


def decide(served: Served, move: str, verdict: Any = "reject") -> None:
    """Decide something, and wait until the record that follows is shown."""
    before = served.snapshot.key
    asyncio.run(served.judge([move], verdict))
    assert within(30, lambda: served.snapshot.key != before)


def test_the_record_is_that_of_the_case_and_what_stayed_is_the_same_object(served: Served) -> None:
    """After a decision every list is as the case has it; a row that did not change is not made again."""
    before, gone = served.snapshot, served.snapshot.moves()[0].id
    decide(served, gone)
    now = served.snapshot
    with Case(served.path) as case:
        theirs = case.snapshot()
        for name in DERIVED:
            assert now.listed(name) == theirs.listed(name), name
        assert (now.key, now.articles(), now.judgements) == (theirs.key, theirs.articles(), theirs.judgements)
    assert gone not in now.moves_by_id
    kept = [m for m in now.moves() if m == before.moves_by_id[m.id]]
    assert kept
    assert all(m is before.moves_by_id[m.id] for m in kept)


def test_what_is_read_is_of_one_moment(path: Path) -> None:
    """Where the record is made anew between the articles and the lists, both are read again."""
    with Case(path) as case, Rereader(path) as shelf:
        first = shelf.snapshot(case)
        with Case(path) as other:
            other.judge(first.moves()[0], "reject")
            old = case.snapshot(renew=False)
            other.refresh()
        assert old.key == first.key
        now = shelf.snapshot(case)
        assert now.key != first.key
        assert len(now.moves()) == len(first.moves()) - 1
        assert shelf.snapshot(case) is now


def test_a_row_that_cannot_be_read_is_a_damaged_case(path: Path) -> None:
    """As everywhere."""
    with Store(path) as store:
        store.connection.execute("UPDATE moves SET evidence = 'no list'")
    with Case(path) as case, Rereader(path) as shelf, pytest.raises(DamagedCase):
        shelf.snapshot(case)


def test_a_process_killed_between_decisions_is_not_missed(served: Served) -> None:
    """The next decision begins another."""
    first, second = (m.id for m in served.snapshot.moves()[:2])
    decide(served, first)
    pid = served._follower._annex.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    decide(served, second)
    assert served._follower._annex.pid not in (None, pid)
    assert served.stalled is None


def test_a_process_that_dies_at_its_work_is_told_and_tried_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages go on, what was decided is kept, every page says what is missing, and the next try works."""
    move = served.snapshot.moves()[0].id
    heard: list[dict[str, Any]] = []

    async def listening() -> None:
        stream = served.listen()
        heard.append(await anext(stream))
        await served.judge([move], "reject")
        async for message in stream:
            heard.append(message)
            if message["kind"] == "trouble":
                return

    with monkeypatch.context() as patched:
        patched.setattr(following, "refreshed", vanish)
        asyncio.run(asyncio.wait_for(listening(), 30))
        assert "are kept" in heard[-1]["what"]
        page = reader(served).get("/moves")
        assert page.status_code == 200
        assert "not in the record yet" in page.text
        assert move in page.text
        assert reader(served).json("/review.json")["last"]["told"].startswith("rejected")
        with Case(served.path) as case:
            assert [j.about for j in case.judgements()] == [move]
    assert within(60, lambda: served.stalled is None)
    assert move not in served.snapshot.moves_by_id
    assert "not in the record yet" not in reader(served).get("/moves").text


def test_a_blind_coder_has_the_record_of_one_alone(served: Served, path: Path) -> None:
    """As it is in a small case, and sharing with the record of all what both have."""
    first, second = (m.id for m in served.snapshot.moves()[:2])
    asyncio.run(served.judge([second], "reject", by="otto"))
    decide(served, first)
    alone = asyncio.run(served.sitting("otto", blind=True)).deck
    with Case(path) as case:
        same = dealt(case, "otto")
    assert (alone.cards, alone.known) == (same.cards, same.known)
    assert {n: alone.now.listed(n) for n in DERIVED} == {n: same.now.listed(n) for n in DERIVED}
    assert first in alone.now.moves_by_id
    shared = [m for m in alone.now.moves() if m.id in served.snapshot.moves_by_id]
    assert any(m is served.snapshot.moves_by_id[m.id] for m in shared)


def test_nothing_is_left_when_it_ends(path: Path) -> None:
    """Every process has ended, also one in the middle of its work, and what was decided is in the file."""
    with Served(path, by="ines", small=0) as served:
        decide(served, served.snapshot.moves()[0].id)
        reader(served).get("/conflict")
        asyncio.run(served.judge([served.snapshot.moves()[0].id], "reject"))
        pids = [served._follower._annex.pid, served.modeller._annex.pid if served.modeller._annex else None]
    for pid in pids:
        if pid is not None:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
    with Case(path) as case:
        assert len(case.judgements()) == 2


LEAN = """
import asyncio, json, sys, time
from pathlib import Path
from communique.web import Served
from web.desk import reader, within
if __name__ == "__main__":
    with Served(Path(sys.argv[1]), by="ines", small=0) as served:
        at, before = reader(served), served.snapshot.key
        pages = [at.get("/conflict.json").json(), at.get("/conflict.toml").text, at.get("/changes.json").json()]
        asyncio.run(served.judge([served.snapshot.moves()[0].id], "reject"))
        assert within(60, lambda: served.snapshot.key != before)
        print(json.dumps({"loaded": [n for n in ("numba", "llvmlite", "onnxruntime") if n in sys.modules]}))
"""


def test_the_server_loads_no_compiler(path: Path) -> None:
    """Neither for the conflict and its files nor for the record: the processes beside it do."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    script = path.with_name("lean.py")
    script.write_text(LEAN)
    done = subprocess.run(
        [sys.executable, script, path], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"loaded": []}

"""A case while it is served: others write to it, build it, damage it, take it away, and bring it back."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from communique import Case
from communique.errors import CaseBusy, DamagedCase, NewerCase, NotACase, StaleJudgement
from communique.store import Store, Working
from communique.web import Served
from communique.web.working import SMALL
from web.desk import REPORT, built, reader, within


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two reports."""
    return built(tmp_path_factory.mktemp("served"))


@pytest.fixture
def path(case: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(case, tmp_path / "copy.communique"))


@pytest.fixture(params=[SMALL, 0], ids=["here", "beside"])
def served(path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """It, served; as a small case, of which the record is made in this process, and as a large one."""
    with Served(path, by="ines", small=request.param) as made:
        yield made


def heard(served: Served, until: Callable[[dict[str, Any]], bool], do: Callable[[], Any]) -> list[dict[str, Any]]:
    """What a page hears while something is done, up to a message."""
    found: list[dict[str, Any]] = []

    async def listening() -> None:
        stream = served.listen()
        found.append(await anext(stream))
        do()
        async for message in stream:
            found.append(message)
            if until(message):
                return

    asyncio.run(asyncio.wait_for(listening(), 30))
    return found


def test_what_another_process_adds_is_shown(served: Served, path: Path, tmp_path: Path) -> None:
    """A new report is in the next snapshot, which is announced."""
    key = served.snapshot.key

    def add() -> None:
        (tmp_path / "new.txt").write_text(REPORT.format(day=7))
        with Case(path) as other:
            other.add(tmp_path / "new.txt")

    told = heard(served, lambda m: m["kind"] == "snapshot" and m["key"] != key, add)
    assert told[0] == {"kind": "snapshot", "key": key, "ours": False}
    assert told[-1]["ours"] is False
    assert len(served.snapshot.articles()) == 3


def test_a_new_record_says_whether_it_is_of_decisions_here(served: Served, path: Path) -> None:
    """A page with a card on it need not be told of its own decisions."""
    move, other = (m.id for m in served.snapshot.moves()[:2])
    asyncio.run(served.judge([move], "accept"))
    key = served.snapshot.key
    assert within(20, lambda: served.snapshot.key != key)
    served.snapshot.load()

    def decide() -> None:
        asyncio.get_running_loop().create_task(served.judge([move], "reject"))

    assert heard(served, lambda m: m["kind"] == "snapshot", decide)[-1]["ours"] is True

    def elsewhere() -> None:
        with Case(path) as case:
            case.judge(other, "reject")

    assert heard(served, lambda m: m["kind"] == "snapshot", elsewhere)[-1]["ours"] is False


def test_progress_of_another_process_is_told_and_nothing_is_worked_out_meanwhile(served: Served, path: Path) -> None:
    """While a build keeps a note of its work, the reader waits; when it is gone, it reads at once."""
    key = served.snapshot.key
    with Store(path) as store:
        building = Working(store, lambda *_: None)
        building("coding", 0, 40)
        building._told -= 2

        def build() -> None:
            building("coding", 12, 40)
            with Case(path) as other:
                other.judge(served.snapshot.moves()[0], "reject")

        told = heard(served, lambda m: m["kind"] == "progress", build)
        assert told[-1]["text"] == "Coding articles 12 of 40"
        assert not within(3, lambda: served.snapshot.key != key)
        assert heard(served, lambda m: m["kind"] == "idle", building.over)[0]["kind"] == "progress"
    assert within(20, lambda: served.snapshot.key != key)


def damage(path: Path) -> None:
    """Write over the pages of the database."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


def age(path: Path) -> None:
    """Say that a newer version wrote it."""
    with path.open("r+b") as file:
        file.seek(60)
        file.write((999).to_bytes(4, "big"))


def replaced(path: Path, spoil: Callable[[Path], None]) -> None:
    """Put a spoilt copy in the place of a case."""
    copy = path.with_name("spoilt")
    shutil.copy(path, copy)
    spoil(copy)
    copy.replace(path)


AWAY: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "gone": (lambda p: p.unlink(), NotACase),
    "another file": (lambda p: replaced(p, lambda copy: copy.write_text("Dear diary") and None), NotACase),
    "a folder": (lambda p: (p.unlink(), p.mkdir()), NotACase),
    "damaged": (lambda p: replaced(p, damage), DamagedCase),
    "newer": (lambda p: replaced(p, age), NewerCase),
}


@pytest.mark.parametrize("how", AWAY)
def test_trouble_is_told_and_over_when_the_case_is_back(served: Served, path: Path, how: str, case: Path) -> None:
    """A page says what is wrong; nothing is decided into a lost file; what comes back is served again."""
    spoil, kind = AWAY[how]
    move = served.snapshot.moves()[0]
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    spoil(path)
    assert within(20, lambda: isinstance(served.trouble, kind)), served.trouble
    answer = reader(served).get("/moves")
    assert answer.status_code == 503
    assert str(served.trouble).split(":")[0] in answer.text
    assert reader(served).get("/api/v1/moves").json()["error"]
    with pytest.raises(kind):
        asyncio.run(served.judge([move.id], "reject"))
    if path.is_dir():
        path.rmdir()
    shutil.copy(case, path.with_name("back"))
    path.with_name("back").replace(path)
    assert within(20, lambda: served.trouble is None)
    asyncio.run(served.judge([move.id], "reject"))
    with Case(path) as again:
        assert [j.verdict for j in again.judgements()] == ["reject"]


def test_a_decision_never_goes_into_a_file_that_was_replaced(served: Served, path: Path, case: Path) -> None:
    """Between two looks of the reader, too, it is written to the file that lies there."""
    move = served.snapshot.moves()[0].id
    asyncio.run(served.judge([move], "accept"))
    shutil.copy(case, path.with_name("other"))
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.with_name("other").replace(path)
    asyncio.run(served.judge([move], "reject"))
    with Case(path) as now:
        assert [j.verdict for j in now.judgements()] == ["reject"]


def test_a_case_that_cannot_be_opened_is_not_served(tmp_path: Path) -> None:
    """The trouble is raised, and every thread ends."""
    before = threading.active_count()
    with pytest.raises(NotACase), Served(tmp_path / "none.communique"):
        pass
    assert threading.active_count() == before


def test_a_decision_waits_for_another_writer(served: Served, path: Path) -> None:
    """What is decided while another process holds the file is kept when that lets go."""
    other = Store(path)
    with ThreadPoolExecutor(1) as pool:
        other.connection.execute("BEGIN IMMEDIATE")
        deciding = pool.submit(lambda: asyncio.run(served.judge([served.snapshot.moves()[0].id], "accept")))
        assert not within(0.5, deciding.done)
        other.connection.execute("COMMIT")
        assert deciding.result(10)
    other.close()
    with Case(path) as now:
        assert len(now.judgements()) == 1


def test_a_file_that_is_held_for_long_is_told(served: Served, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that a write waits, the decision is refused as one to be tried again."""
    move = served.snapshot.moves()[0].id
    asyncio.run(served.judge([move], "accept"))
    assert within(20, lambda: len(served.snapshot.judgements) == 1)
    asyncio.run(served._written(lambda c: c._store.connection.execute("PRAGMA busy_timeout = 50")))
    other = Store(path)
    other.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseBusy):
        asyncio.run(served.judge([move], "reject"))
    other.connection.execute("COMMIT")
    other.close()
    asyncio.run(served.judge([move], "reject"))
    with Case(path) as now:
        assert [j.verdict for j in now.judgements()] == ["accept", "reject"]


def test_many_decide_at_once_and_none_is_lost(served: Served, path: Path) -> None:
    """Four readers of the page and four other processes, each with five decisions: forty in the file."""
    moves = [m.id for m in served.snapshot.moves()]

    def on_the_page(n: int) -> None:
        for i in range(5):
            asyncio.run(served.judge([moves[i % len(moves)]], "accept", by=f"page {n}"))

    def elsewhere(n: int) -> None:
        with Case(path) as other:
            for i in range(5):
                other.judge_all([moves[i % len(moves)]], "reject", by=f"other {n}", seen=served.snapshot)

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(work, n) for n in range(4) for work in (on_the_page, elsewhere)]
        for one in done:
            one.result()
    with Case(path) as now:
        found = now.judgements()
    assert len(found) == 40
    assert {sum(j.by == by for j in found) for by in {j.by for j in found}} == {5}


def test_of_two_who_saw_the_same_one_is_refused(served: Served, path: Path) -> None:
    """Whoever comes second is told, however close behind."""
    move = served.snapshot.moves()[0].id
    with Case(path) as other:
        other.judge_all([move], "reject", by="otto", seen=served.snapshot)
        with pytest.raises(StaleJudgement) as refused:
            asyncio.run(served.judge([move], "accept", seen=""))
        assert refused.value.judgement_id == other.judgements()[0].id
        asyncio.run(served.judge([move], "accept", seen=refused.value.judgement_id))
        assert len(other.judgements()) == 2


def test_a_case_out_of_date_is_shown_at_once_and_then_made_again(path: Path) -> None:
    """What was last worked out is served while the new record is being made."""
    with Case(path) as case:
        case.judge(case.moves()[0], "reject")
        before = case.snapshot(renew=False)
        assert not case.current()
    with Served(path) as served:
        assert served.snapshot.key == before.key
        assert within(20, lambda: served.snapshot.key != before.key)
        assert len(served.snapshot.moves()) == len(before.moves()) - 1

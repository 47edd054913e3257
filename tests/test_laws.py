"""The laws of the house, over whole cases."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.case import Case
from communique.export import write_jsonl

REPORTS = Path(__file__).parent / "golden/ceasefire-valley/articles"


def exported(case: Case, folder: Path, *, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The bytes of every file of the export."""
    return {p.name: p.read_bytes() for p in write_jsonl(case, folder) if p.stem not in without}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A case of ten articles, and its export."""
    folder = tmp_path_factory.mktemp("built")
    with Case(folder / "a.communique") as case:
        case.add(REPORTS)
        return folder / "a.communique", exported(case, folder / "out")


def test_running_twice_changes_nothing(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """Adding the same files again, and building them in another file, gives the same bytes."""
    path, before = built
    again = tmp_path / "again.communique"
    shutil.copy(path, again)
    with Case(again) as case:
        assert case.add(REPORTS).added == 0
        assert exported(case, tmp_path / "one") == before
    with Case(tmp_path / "fresh.communique") as case:
        case.add(REPORTS)
        assert exported(case, tmp_path / "two") == before


@pytest.mark.parametrize("seed", range(3))
def test_order_of_input_changes_nothing(built: tuple[Path, dict[str, bytes]], tmp_path: Path, seed: int) -> None:
    """Files added one at a time in any order give the same record as the folder at once."""
    files = sorted(REPORTS.iterdir())
    random.Random(seed).shuffle(files)
    with Case(tmp_path / "b.communique") as case:
        for start in range(0, len(files), 4):
            case.add(*files[start : start + 4])
        assert exported(case, tmp_path / "out") == built[1]


def test_two_processes_may_take_turns(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """Cases open on one file in turn, each remembering what it saw last, give the same record as the folder at once."""
    files = sorted(REPORTS.iterdir())
    random.Random(7).shuffle(files)
    path = tmp_path / "t.communique"
    with Case(path) as one, Case(path) as other:
        for number, start in enumerate(range(0, len(files), 3)):
            (one, other)[number % 2].add(*files[start : start + 3])
        assert exported(one, tmp_path / "one") == built[1]
        assert exported(other, tmp_path / "other") == built[1]


def test_judging_between_changes_nothing(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """What is judged and taken back while articles arrive leaves no trace but the judgements."""
    files = sorted(REPORTS.iterdir(), reverse=True)
    with Case(tmp_path / "j.communique") as case:
        for file in files:
            case.add(file)
            for datum in (*case.moves()[:1], *case.actors()[:1]):
                case.judge(datum, "reject", by="Ines")
                case.undo(by="Ines")
        without = {k: v for k, v in exported(case, tmp_path / "out").items() if not k.startswith("judgements")}
        assert without == {k: v for k, v in built[1].items() if not k.startswith("judgements")}


def test_every_anchor_quotes_its_article(built: tuple[Path, dict[str, bytes]]) -> None:
    """The check of a sound case finds nothing, and it looks at every anchor."""
    with Case(built[0]) as case:
        assert case.check() == []
        assert case.moves()
        assert case.statements()


def test_a_copy_adds_no_voice(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """A reprint of a report by another outlet adds a report to what it carries, and no voice anywhere."""
    original = next(p for p in sorted(REPORTS.glob("*.txt")) if p.read_text("utf-8").startswith("---"))
    text = original.read_text("utf-8").split("---", 2)[2].lstrip()
    (tmp_path / "reprint.txt").write_text(f"---\noutlet: The Copying Gazette\n---\n\n{text}", "utf-8")
    shutil.copy(built[0], tmp_path / "c.communique")
    with Case(tmp_path / "c.communique") as case:
        voices = len(case.lineages())
        before = {e.id: e.support for e in case.events()}
        case.add(tmp_path / "reprint.txt")
        assert len(case.lineages()) == voices
        more = [e for e in case.events() if e.id in before and e.support.reports > before[e.id].reports]
        assert more
        assert all(e.support.voices == before[e.id].voices for e in case.events() if e.id in before)


def test_a_judgement_survives_a_rerun(built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """A rejected move stays away and an edited one stays edited when everything is made again; undo restores."""
    shutil.copy(built[0], tmp_path / "d.communique")
    with Case(tmp_path / "d.communique") as case:
        moves = case.moves()
        gone, changed = moves[0], moves[-1]
        rejection = case.judge(gone, "reject", why="reported as a rumour", by="Ines")
        case.judge(changed, "edit", changes={"code": "ASSESS", "issue": "status of talks"}, by="Ines")
    (tmp_path / "more.txt").write_text("date 2022-10-20\n\nRain fell on the valley all day.\n", "utf-8")
    with Case(tmp_path / "d.communique") as case:
        case.add(tmp_path / "more.txt")
        now = {m.id: m for m in case.moves()}
        assert gone.id not in now
        assert (now[changed.id].code, now[changed.id].issue) == ("ASSESS", "status of talks")
        case.undo(rejection.id)
        assert gone.id in {m.id for m in case.moves()}
        assert [j.verdict for j in case.judgements()] == ["reject", "edit", "undo"]


def test_a_build_killed_at_any_moment_and_repeated_is_whole(
    built: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """After kill -9 the case is sound, and building again gives the same bytes as an undisturbed build."""
    path = tmp_path / "k.communique"
    code = f"from communique import Case; Case({str(path)!r}).add({str(REPORTS)!r})"
    for pause in (0.35, 0.6, 0.9, 1.3):
        process = subprocess.Popen([sys.executable, "-c", code])
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if path.exists() and path.stat().st_size:
            with Case(path) as case:
                assert case.check() == []
    with Case(path) as case:
        case.add(REPORTS)
        assert exported(case, tmp_path / "out") == built[1]


def test_the_record_of_an_earlier_day_knows_nothing_later(built: tuple[Path, dict[str, bytes]]) -> None:
    """As of a day, only what was published up to it counts."""
    with Case(built[0]) as case:
        days = sorted({a.published for a in case.articles() if a.published})
        early = {a.id for a in case.articles() if a.published and a.published <= days[0]}
        record = case.record(as_of=days[0])
        assert record.moves
        assert {m.article_id for m in record.moves} <= early
        assert len(record.events) < len(case.events())

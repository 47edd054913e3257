"""The order of the rooms: what is known is not done again, and one article never stops a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique import actors, copies, moves, pipeline, statements
from communique.case import Case
from communique.parsing import available

STORY = "date 2031-03-07\n\nVELM - Norland demanded the release of its crew, Minister Ana Velmar said on Friday.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with three reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, act in enumerate(("demanded", "offered", "discussed")):
        (folder / f"{number}.txt").write_text(STORY.replace("demanded", act), "utf-8")
    return folder


class Counting:
    """A room that counts how often it is asked."""

    def __init__(self, room: Any) -> None:
        self.room = room
        self.times = 0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """What the room says, counted."""
        self.times += 1
        return self.room(*arguments, **options)


def test_only_what_is_new_is_done(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding one article to a case has the rooms read one article."""
    asked = Counting(moves.code)
    monkeypatch.setattr(moves, "code", asked)
    with Case(tmp_path / "a.communique") as case:
        case.add(reports)
        first = asked.times
        case.add(reports)
        case.moves()
        again = asked.times
        (reports / "new.txt").write_text(STORY.replace("demanded", "refused"), "utf-8")
        case.add(reports)
        assert (first, again, asked.times) == (3, 3, 4)


def test_a_fault_in_a_room_is_a_problem(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that a room fails on is kept with a problem that says where; the others are read."""
    room = statements.extract

    def failing(article: Any, parse: Any, **options: Any) -> Any:
        if "offered" in article.text:
            raise RuntimeError("no such thing")
        return room(article, parse, **options)

    monkeypatch.setattr(statements, "extract", failing)
    with Case(tmp_path / "a.communique") as case:
        case.add(reports)
        (problem,) = case.problems()
        assert (problem.path, len(case.articles())) == ("1.txt", 3)
        assert "RuntimeError: no such thing" in problem.what
        assert {m.article_id for m in case.moves()} <= {a.id for a in case.articles() if a.path != "1.txt"}


def test_a_mended_fault_is_forgotten(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the room that failed has been mended, the article is read after all and its problem is gone."""
    path = tmp_path / "a.communique"
    with monkeypatch.context() as broken, Case(path) as case:
        broken.setattr(actors, "resolve", lambda *_, **__: 1 // 0)
        case.add(reports)
        assert len(case.problems()) == 3
    monkeypatch.setattr(pipeline, "edition", lambda: "mended")
    with Case(path) as case:
        assert case.moves()
        assert case.problems() == []


def test_other_options_are_other_work(reports: Path, tmp_path: Path) -> None:
    """A case keeps the options that it was made with, and is made again when they change."""
    strict = pipeline.Options(record=pipeline.record.Options(events=pipeline.record.events.Options(least=20.0)))
    with Case(tmp_path / "a.communique") as case:
        case.add(reports)
    with Case(tmp_path / "a.communique", options=strict) as case:
        case.refresh()
        assert '"least": 20.0' in str(case._store.meta("options"))


def test_progress_is_told(reports: Path, tmp_path: Path) -> None:
    """Whoever wants to know is told what is being done, in the order of the work."""
    told: list[str] = []
    with Case(tmp_path / "a.communique", progress=lambda what, *_: told.append(what)) as case:
        case.add(reports)
    parsing = ["parsing"] if available() else []
    assert list(dict.fromkeys(told)) == [
        "reading",
        "wording",
        "comparing",
        *parsing,
        "casting",
        "coding",
        "reconciling",
    ]


def test_a_wording_is_read_once(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How machine-made a wording looks is asked of new articles only."""
    read: list[str] = []
    wording = copies.wording
    monkeypatch.setattr(copies, "wording", lambda article: (read.append(article.path), wording(article))[1])
    with Case(tmp_path / "a.communique") as case:
        case.add(reports)
        before = len(read)
        (tmp_path / "late.txt").write_text("date 2031-03-09\n\nThe envoys will meet again at Norva on Friday.")
        case.add(tmp_path / "late.txt")
        assert (before, read[before:]) == (len(case.articles()) - 1, ["late.txt"])


def test_an_unchanged_case_is_not_read(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking again reads no row of the articles and the judgements; what another process adds is seen."""
    path = tmp_path / "a.communique"
    with Case(path) as case, Case(path) as other:
        case.add(reports)
        keys = Counting(pipeline.derived_key)
        monkeypatch.setattr(pipeline, "derived_key", keys)
        case.refresh()
        case.moves()
        assert keys.times == 0
        (reports / "new.txt").write_text(STORY.replace("demanded", "refused"), "utf-8")
        other.add(reports)
        assert len(case.articles()) == 4
        gone = case.moves()[0]
        case.judge(gone, "reject", by="Ines")
        assert gone.id not in {move.id for move in case.moves()}
        assert keys.times > 0

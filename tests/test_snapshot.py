"""A snapshot: a case as it stood, asked without the case."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import Case, Filter
from communique.errors import UnknownName
from communique.snapshot import Snapshot

REPORT = """date 2031-03-0{day}

Ordune, 0{day} March 2031 - Ordune will close the strait on {day} May unless Quellis withdraws its ships, foreign
minister Hanna Brask said on Tuesday. The government of Quellis rejected the
ultimatum and threatened sanctions. Quellis offered talks in Lindhamn on 9 May.
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of one report."""
    (tmp_path / "one.txt").write_text(REPORT.format(day=4))
    with Case(tmp_path / "strait.communique") as made:
        made.add(tmp_path / "one.txt")
        yield made


def test_a_snapshot_stays_while_the_case_goes_on(case: Case, tmp_path: Path) -> None:
    """What is added later is in the next snapshot, and only there."""
    before = case.snapshot().load()
    (tmp_path / "two.txt").write_text(REPORT.format(day=5))
    case.add(tmp_path / "two.txt")
    assert len(before.articles()) == 1
    assert len(case.snapshot().articles()) == 2
    assert before.key != case.snapshot().key


def test_a_loaded_snapshot_can_be_asked_from_another_thread(case: Case) -> None:
    """Nothing of it is read from the file any more."""
    now = case.snapshot().load()
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(len(_everything(now))))
    thread.start()
    thread.join()
    assert found == [len(_everything(case.snapshot()))]


def _everything(now: Snapshot) -> list[object]:
    return [*now.moves(), *now.events(), *now.positions(), *now.meetings(), *now.disputes(), *now.actors()]


def test_an_unchanged_case_gives_the_same_snapshot(case: Case) -> None:
    """Asking twice reads once."""
    assert case.snapshot() is case.snapshot()


def test_a_snapshot_refuses_what_it_does_not_know(case: Case) -> None:
    """An unknown party is told, with those that there are."""
    with pytest.raises(UnknownName):
        case.snapshot().moves(Filter(party="Atlantis"))


def test_the_moves_of_an_article_stand_in_order_of_their_place(case: Case) -> None:
    """As one reads them."""
    now = case.snapshot()
    found = now.moves_by_article[now.articles()[0].id]
    assert [m.trigger.start for m in found] == sorted(m.trigger.start for m in found)
    assert len(found) > 1


def test_what_was_asked_is_nobody_elses_list(case: Case) -> None:
    """Each list without a filter is put in order once, and whoever asks has a copy to change."""
    now = case.snapshot()
    for ask in (now.moves, now.events, now.figures, now.positions, now.meetings):
        first = ask()
        kept = list(first)
        first.clear()
        assert ask() == kept
        assert ask(Filter(limit=1)) == kept[:1]

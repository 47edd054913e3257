"""What a process remembers."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from communique.memory import Attendance, Follower, Ledger, Notebook, Values, turned, undisturbed


def test_a_thing_is_made_again_when_what_it_rests_on_changes() -> None:
    """The same key with the same things given is made once; with others it is made again."""
    made: list[str] = []
    notebook: Notebook[str] = Notebook()

    def ask(given: str) -> str:
        found = notebook.of("key", given, lambda: (made.append(given), given.upper())[1])
        notebook.settle()
        return found

    assert [ask("a"), ask("a"), ask("b"), ask("b")] == ["A", "A", "B", "B"]
    assert made == ["a", "b"]


def test_what_nobody_asks_for_is_forgotten() -> None:
    """What was not asked for between two settlings is gone."""
    notebook: Notebook[int] = Notebook()
    assert notebook.of("a", 1, lambda: 1) == 1
    notebook.settle()
    notebook.settle()
    assert notebook.of("a", 1, lambda: 2) == 2


def test_who_comes_and_goes_is_heard_once() -> None:
    """Only who is new is heard, who left or was replaced is taken back, and who stays is not heard again."""
    told: list[tuple[str, int]] = []
    there: Attendance[str, str] = Attendance(lambda one, times: told.append((one, times)))
    there.now({"a": "Ada", "b": "Bo"})
    there.now({"a": "Ada", "b": "Bob", "c": "Cy"})
    there.now({"c": "Cy"})
    assert told == [("Ada", 1), ("Bo", 1), ("Bo", -1), ("Bob", 1), ("Cy", 1), ("Ada", -1), ("Bob", -1)]


def test_nothing_looks_for_circles_in_the_meantime() -> None:
    """The search is off while much is made, also where that fails, and as it was before afterwards."""
    assert gc.isenabled()
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_turned_has_come_or_gone_or_is_another() -> None:
    """Another object counts, even where it is equal; the same one does not."""
    same, one, other = ["same"], ["one"], ["one"]
    assert turned({"a": same, "b": one, "c": one}, {"a": same, "b": other, "d": one}) == {"b", "c", "d"}


ROWS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2))


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=8))
def test_whoever_follows_is_told_of_all_that_turned(rounds: list[tuple[dict[str, int], bool]]) -> None:
    """What was another thing the last time is told, be it shown in the ledger of now, or by itself this time."""
    ledger: Ledger[str, int] = Ledger()
    by_itself, follower = Follower[str](), Follower[str]()
    last: dict[str, int] = {}
    for now, shown in rounds:
        changed = turned(ledger, now)
        ledger.change([key for key in changed if key in ledger], {key: now[key] for key in changed if key in now})
        assert ledger == now
        assert by_itself.turned(ledger) == turned(last, now)
        assert follower.turned(ledger if shown else dict(now)) >= turned(last, now)
        last = now


def test_whoever_follows_misses_nothing() -> None:
    """A ledger that was changed several times in between tells of all of that; who leaves it is told of all it held."""
    ledger: Ledger[str, int] = Ledger()
    follower = Follower[str]()
    assert follower.turned(ledger) == set()
    ledger.change((), {"a": 1, "b": 1})
    ledger.change(["a"], {"c": 1})
    assert follower.turned(ledger) == {"a", "b", "c"}
    assert follower.turned(ledger) == set()
    ledger.change(["b"], {})
    assert follower.turned({"d": 1}) == {"b", "c", "d"}
    ledger.change(["c"], {})
    assert follower.turned({"d": 1}) == set()


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=8))
def test_equal_values_have_not_turned(rounds: list[tuple[dict[str, int], bool]]) -> None:
    """Of values only those that are others are told, also where they are shown in a ledger of now, or by themselves."""
    ledger: Ledger[str, tuple[int]] = Ledger()
    known = Values[str, tuple[int]]()
    last: dict[str, int] = {}
    for now, shown in rounds:
        fresh = {key: (number,) for key, number in now.items()}
        ledger.change([key for key in ledger if key not in now], fresh)
        assert known.turned(ledger if shown else fresh) == {k for k in {*last, *now} if last.get(k) != now.get(k)}
        last = now

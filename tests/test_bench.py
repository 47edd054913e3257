"""The bench: judgements are written against the record as it was when one looked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from communique import Case
from communique.data import Judgement
from communique.errors import JudgementError
from web.desk import built


def test_a_decision_about_what_was_seen_does_not_make_the_record_again(tmp_path: Path) -> None:
    """With the snapshot at hand nothing is derived, and what is not in it is not looked up anywhere else."""
    with Case(built(tmp_path)) as case:
        seen = case.snapshot().load()
        case.judge_all([seen.moves()[0].id], "reject", seen=seen)
        case.judge_all([seen.moves()[1].id], "accept", seen=seen)
        assert not case.current()
        with pytest.raises(JudgementError):
            case.judge_all(["nothing-of-the-kind"], "accept", seen=seen)
        assert not case.current()
        assert len(case.snapshot().moves()) == len(seen.moves()) - 1


def test_a_check_sees_all_that_was_given_and_can_refuse(tmp_path: Path) -> None:
    """What it raises keeps the decision out of the file, and the file open for the next."""
    heard: list[int] = []

    def check(given: Sequence[Judgement]) -> None:
        heard.append(len(given))
        if given:
            raise JudgementError("there is one already")

    with Case(built(tmp_path)) as case:
        move = case.moves()[0]
        case.judge_all([move], "accept", check=check)
        with pytest.raises(JudgementError, match="already"):
            case.judge_all([move], "reject", check=check)
        assert heard == [0, 1]
        assert [j.verdict for j in case.judgements()] == ["accept"]
        case.judge(move, "reject")
        assert len(case.judgements()) == 2

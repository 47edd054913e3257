"""Judgements that lost what they are about, and those that did not."""

from __future__ import annotations

from pathlib import Path

from communique.case import Case

REPORTS = Path(__file__).parent / "golden/fishing-strait/articles"


def test_an_added_move_that_is_rejected_is_no_orphan(tmp_path: Path) -> None:
    """Who rejects a move that a person added has lost nothing; with its article both judgements have."""
    with Case(tmp_path / "c.communique") as case:
        case.add(REPORTS)
        article = case.articles()[0]
        before = {m.id for m in case.moves()}
        added = case.judge(article.path, "add", changes={"start": "0", "end": "40", "code": "DEMAND"}, by="ana")
        (move,) = (m for m in case.moves() if m.id not in before)
        rejected = case.judge(move, "reject", by="ben")
        assert {m.id for m in case.moves()} == before
        assert case.orphans() == []
        case.judge(article, "reject", by="ana")
        assert {(j.id, j.quote) for j in case.orphans()} == {(j.id, article.text[:40]) for j in (added, rejected)}

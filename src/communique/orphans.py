"""Which judgements have lost what they are about: asked of what the rooms found before people judged it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique import record
from communique.data import Article, Judgement
from communique.noting import noted
from communique.one_article import Coded, Heard
from communique.pipeline import ARTICLE, CAST
from communique.store import Store


def orphans(store: Store, standing: Mapping[str, Judgement], data: Mapping[str, Any]) -> list[Judgement]:
    """The judgements in force about something that is no longer in ``data``, the record by id.

    What people rejected is no orphan, be it of the machine's finding or added by a person; all that was said of the
    moves, figures and statements of an article that was left out is.
    """
    present = {d.id: d for d in data.values() if isinstance(d, Article)}
    lost = {j.article_id for j in standing.values() if j.article_id in present and j.about not in data}
    found = {said.id for heard in noted(store, CAST, Heard, lost) for said in heard.statements}
    read = [coded.reading for coded in noted(store, ARTICLE, Coded, lost)]
    found |= {d.id for reading in read for d in (*reading.moves, *reading.figures)}  # type: ignore[attr-defined]
    found |= {move.id for move in record.additions(standing, present)}
    known = set(store.article_ids())
    found |= {j.about for j in standing.values() if j.kind == "article" and j.about in known}
    return record.orphaned(standing, data, found=found)

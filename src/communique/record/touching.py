"""Which judgements bear on a datum: by them one tells whether anything was decided since it was last looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from communique.data import Judgement


def touching(judgements: Iterable[Judgement], items: Collection[str], *, by: str | None = None) -> list[Judgement]:
    """The judgements about any of these ids, and whatever took one of those back or gave it back, oldest first.

    ``by`` asks for those of one coder alone.
    """
    known = set(items)
    found = []
    for judgement in sorted(judgements, key=lambda j: j.at):
        if judgement.about in known and by in (None, judgement.by):
            found.append(judgement)
            known.update(filter(None, (judgement.id, judgement.batch)))
    return found

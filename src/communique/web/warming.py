"""What every list costs when it is first asked for after a change, paid by the reader before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.snapshot import Snapshot
from communique.views import (
    agreement,
    article,
    articles,
    calendar,
    disputes,
    figures,
    moves,
    positions,
    sources,
    state,
    timeline,
)
from communique.views.asked import Asked
from communique.web import picturing

_LISTS = (state, moves, positions, disputes, figures, articles, sources, calendar, agreement)


def warmed(now: Snapshot) -> Iterator[None]:
    """Ask a snapshot for the first part of every list, one at each step, so that what they share is kept of it."""
    for view in _LISTS:
        view.objects(now, Asked())
        yield
    picturing.timeline(timeline.objects(now, Asked())["lanes"], {}, now)
    yield
    first: Sequence[str] = [a.id for a in now.articles()[:1]]
    for name in first:
        article.objects(now, Asked(names={"id": name}))

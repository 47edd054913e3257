"""What a filter lets through."""

from __future__ import annotations

import pytest

from communique.filters import Filter, from_outlet, in_time
from factories import article


@pytest.mark.parametrize(
    ("day", "fields", "fits"),
    [
        ("2031-03-07", {}, True),
        (None, {}, True),
        ("2031-03-07", {"since": "2031-03-07"}, True),
        ("2031-03-06", {"since": "2031-03-07"}, False),
        ("2031-03", {"since": "2031-03-07"}, True),
        ("2031-02", {"since": "2031-03-07"}, False),
        (None, {"since": "2031-03-07"}, False),
        ("2031-03-07", {"until": "2031-03-07"}, True),
        ("2031-03-31", {"until": "2031-03"}, True),
        ("2031-04-01", {"until": "2031-03"}, False),
        (None, {"until": "2031-03"}, False),
    ],
)
def test_in_time(day: str | None, fields: dict[str, str], fits: bool) -> None:
    """Dates count whole days, months or years, as precisely as both sides say; what has no day is in no span."""
    assert in_time(day, Filter(**fields)) is fits


@pytest.mark.parametrize(("outlet", "asked", "fits"), [("The Velm Post", "velm", True), (None, "velm", False)])
def test_from_outlet(outlet: str | None, asked: str, fits: bool) -> None:
    """A part of the outlet's name is enough."""
    assert from_outlet(article("Talks go on.", outlet=outlet), Filter(outlet=asked)) is fits

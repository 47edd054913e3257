"""Pages that were drawn are kept."""

from __future__ import annotations

import os
import socket

import pytest

from communique.web.drawn import Drawn
from communique.web.pages import json_of
from communique.web.serving import _listen
from straits import empty


def test_a_page_is_drawn_once() -> None:
    """The same question about the same snapshot gets the page that was drawn; any other is drawn."""
    drawn, made = Drawn(), []
    one, other = empty(), empty()

    def draw() -> str:
        made.append(1)
        return f"page {len(made)} “ö”"

    pages = [drawn.page(now, asked, draw) for now, asked in ((one, "/"), (one, "/"), (one, "/a"), (other, "/"))]
    assert [page.decode() for page in pages] == ["page 1 “ö”", "page 1 “ö”", "page 2 “ö”", "page 3 “ö”"]


def test_pages_take_no_more_than_their_room() -> None:
    """Those not asked for longest go; one that has no room is drawn each time."""
    drawn, now = Drawn(most=4000), empty()
    made: list[int] = []

    def page(n: int, size: int = 1000) -> None:
        drawn.page(now, n, lambda: (made.append(n), os.urandom(size).hex())[1])

    for n in (0, 1, 0, 2, 3, 0, 1):
        page(n)
    assert made == [0, 1, 2, 3, 1]
    page(9, size=20_000)
    page(9, size=20_000)
    assert made[5:] == [9, 9]


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ({}, "{}"),
        ({"b": [], "a": None}, '{"a": null, "b": []}'),
        (
            {"a": [{"z": 1, "y": "ö"}, 2], "b": {"d": [1], "c": 2}},
            '{"a": [{"y": "ö", "z": 1}, 2], "b": {"c": 2, "d": [1]}}',
        ),
    ],
)
def test_a_long_list_is_written_in_pieces(made: dict[str, object], text: str) -> None:
    """Which together are the same text."""
    assert json_of(made).body.decode() == text


def test_short_answers_are_sent_at_once() -> None:
    """What listens is told to be TCP: without it asyncio lets the end of an answer wait for word of its beginning."""
    with _listen(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP

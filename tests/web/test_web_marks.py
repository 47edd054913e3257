"""The small pieces of a page."""

from __future__ import annotations

import pytest

from communique.web import marks

EVIL = {"article": 'a"/../<b>', "outlet": None, "path": "<i>one</i>.txt"}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (marks.place("a1"), "/articles/a1"),
        (marks.place("a/1", 0), "/articles/a%2F1#at-0"),
        (
            marks.article_link(EVIL, 3),
            '<a href="/articles/a%22%2F..%2F%3Cb%3E#at-3"><bdi>&lt;i&gt;one&lt;/i&gt;.txt</bdi></a>',
        ),
        (
            marks.article_link({"article": "a", "outlet": "Post", "path": "p"}),
            '<a href="/articles/a"><bdi>Post</bdi></a>',
        ),
        (marks.people(["A & B", "C"]), "<bdi>A &amp; B</bdi>, <bdi>C</bdi>"),
        (marks.people([]), '<span class="quiet">somebody</span>'),
        (marks.code_chip("THREATEN"), '<span class="chip red">threaten</span>'),
        (marks.code_chip("DE_ESCALATE"), '<span class="chip green">de-escalate</span>'),
        (marks.code_chip("<X>"), '<span class="chip">&lt;x&gt;</span>'),
        (marks.said("It <is>."), '<q class="said" dir="auto">It &lt;is&gt;.</q>'),
        (marks.said("“It is.”"), '<span class="said" dir="auto">“It is.”</span>'),
        (marks.said(""), '<q class="said" dir="auto"></q>'),
    ],
)
def test_a_piece_is_escaped(made: str, expected: str) -> None:
    """Whatever words it is made of."""
    assert str(made) == expected

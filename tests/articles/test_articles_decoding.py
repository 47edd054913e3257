"""From bytes to text, in every encoding and with every kind of damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles.decoding import decode
from communique.errors import UnreadableArticle

STORY = (
    "“We will not yield,” said Foreign Minister Élise Grønvold — in Søndervik, after talks with the café owners’ union."
)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)  # fmt: skip
def test_known_encodings_are_read_without_loss(charset: str) -> None:
    """UTF-8, UTF-16 and UTF-32 with or without a mark, and the old Western charset, come out as they went in."""
    assert decode((STORY * 12).encode(charset))[::2] == (STORY * 12, 0)


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        ("<meta charset=windows-1251><p>Переговоры</p>".encode("cp1251"), "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">“x”'.encode("cp1252"), "cp1252"),
        ("<meta charset='iso-8859-1'><p>Grønvold</p>".encode(), "utf-8"),
        (b"<meta charset=utf-16><p>plain</p>", "utf-8"),
        (b"<meta charset=no-such-set><p>plain</p>", "utf-8"),
        ("<meta charset=shift_jis><p>交渉</p>".encode("shift_jis"), "shift_jis"),
    ],
)
def test_a_page_names_its_charset(raw: bytes, charset: str) -> None:
    """What a page declares counts, except where the bytes say that it cannot be."""
    assert decode(raw, html=True)[1:] == (charset, 0)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"a\r\nb\rc\n", "a\nb\nc\n"), (b"\xef\xbb\xbfa", "a"), (b"a\x00b" + b"c" * 900, "ab" + "c" * 900),
     (b" a \t", " a \t")],
)  # fmt: skip
def test_only_line_ends_marks_and_nul_are_touched(raw: bytes, text: str) -> None:
    """Line ends become one sign, byte order marks and stray NUL go; nothing else is altered."""
    assert decode(raw).text == text


@pytest.mark.parametrize("raw", [b"", b" \n\t", b"\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_no_article(raw: bytes) -> None:
    """Nothing but white space, NUL or a mark is empty."""
    with pytest.raises(UnreadableArticle, match="empty"):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04abc", b"\x1f\x8b\x08", bytes(range(256)) * 40, b"\x01\x02\x03" * 50]
)  # fmt: skip
def test_a_binary_file_is_no_article(raw: bytes) -> None:
    """Other formats and bytes that are no text are refused in one sentence."""
    with pytest.raises(UnreadableArticle, match=r"binary|not readable"):
        decode(raw)


def test_a_few_lost_characters_are_counted() -> None:
    """A text that is UTF-8 but for one bad byte keeps its words, and says how many were lost."""
    raw = (STORY * 30).encode()
    assert decode(raw[:5000] + b"\xff" + raw[5000:]).replaced >= 1
    assert decode((STORY.rstrip(".") + " é").encode()[:-1]).replaced == 1


def test_a_text_of_lost_characters_is_no_article() -> None:
    """Where more than a few in a thousand are lost the article is unreadable."""
    with pytest.raises(UnreadableArticle, match="not readable"):
        decode(("Minist\ufffdrs m\ufffdt. " * 20).encode())


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused(raw: bytes, html: bool) -> None:
    """Whatever the bytes, there is a text without NUL and carriage returns, or one clear error."""
    try:
        text = decode(raw, html=html).text
    except UnreadableArticle:
        return
    assert text.strip()
    assert "\x00" not in text
    assert "\r" not in text

"""From bytes to text: byte order mark, declared charset, UTF-8, then a guess; damage is counted, never hidden."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from communique.articles import language
from communique.errors import UnreadableArticle

REPLACEMENT = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")
_SAMPLE = 65_536  # bytes that a guess looks at
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """The text of some bytes, the charset it was read in, and how many characters were lost on the way."""

    text: str
    charset: str
    replaced: int


def decode(raw: bytes, *, html: bool = False, damage: float = 0.005) -> Decoded:
    """The text in ``raw`` with line ends as ``\\n``, without byte order mark and NUL.

    UnreadableArticle where it is empty, binary, or where more than the share ``damage`` of it is lost.
    """
    if not raw.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableArticle("the file is empty")
    if raw.startswith(_MAGIC):
        raise UnreadableArticle("this is a binary file, not text")
    text, charset = _text(raw, html=html)
    controls = len(_CONTROLS.findall(text))
    if controls > max(4, len(text) // 200):
        raise UnreadableArticle("this is a binary file, not text")
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableArticle("the file is empty")
    replaced = text.count(REPLACEMENT)
    if replaced > 1 and replaced > damage * len(text):
        raise UnreadableArticle(f"{replaced} of its {len(text)} characters are not readable in any known encoding")
    return Decoded(text, charset, replaced)


def _text(raw: bytes, *, html: bool) -> tuple[str, str]:
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace"), charset
    charset = _declared(raw) if html else ""
    # A page that declares one charset and is sound UTF-8 beyond ASCII lies: the bytes cannot be both.
    if charset and (raw.isascii() or not _is_utf8(raw)):
        try:
            return raw.decode(charset), charset
        except UnicodeDecodeError:
            pass
    if _is_utf8(raw):
        return raw.decode("utf-8"), "utf-8"
    charset = _wide(raw) or _guess(raw)
    return raw.decode(charset, "replace"), charset


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(raw: bytes) -> str:
    """The charset that a page names, where Python knows it; UTF-16 cannot be declared in ASCII, so it is ignored."""
    found = _META.search(raw[:4096])
    if found is None:
        return ""
    try:
        info = codecs.lookup(found[1].decode("ascii", "replace"))
    except LookupError:
        return ""
    if info.name.startswith(("utf-16", "utf-32", "utf-7")) or not getattr(info, "_is_text_encoding", True):
        return ""
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name  # as every browser does


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: NUL in nearly every second byte, and hardly any in the others."""
    even, odd = raw[:_SAMPLE:2], raw[1:_SAMPLE:2]
    if not odd:
        return ""
    zeros = (even.count(0) / len(even), odd.count(0) / len(odd))
    if zeros[0] < 0.05 and zeros[1] > 0.4:
        return "utf-16-le"
    return "utf-16-be" if zeros[1] < 0.05 and zeros[0] > 0.4 else ""


def _guess(raw: bytes) -> str:
    """Damaged UTF-8 stays UTF-8 where most of its longer characters are whole; else a detector decides."""
    text = raw.decode("utf-8", "replace")
    lost = text.count(REPLACEMENT)
    whole = len(text) - lost - sum(1 for byte in raw if byte < 128)
    if whole >= 2 * lost or (lost == 1 and text.endswith(REPLACEMENT)):
        return "utf-8"
    # Detectors mix up the charsets of one script where accents are rare; English comes in the Western one.
    if language.guess(raw[:_SAMPLE].decode("cp1252", "replace")) == "en":
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(raw[:_SAMPLE]).best()
    return "cp1252" if best is None else best.encoding

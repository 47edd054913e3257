"""What is kept whole: the bytes of documents and texts under their hashes, and the notes of the rooms."""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from communique.data import Document
from communique.errors import DamagedCase
from communique.store import codec

Noun = TypeVar("Noun")


def sha256(text: str) -> str:
    """The hash under which a text is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_key(document: Document) -> tuple[str, str]:
    """What makes two documents one: the bytes, how to read them, and what is said about them."""
    return hashlib.sha256(document.raw).hexdigest(), document.media + codec.dump(document.given)


def raw_row(article_id: str, document: Document) -> dict[str, Any]:
    """A document as a row of its table."""
    return {
        "article_id": article_id,
        "media": document.media,
        "given": codec.dump(document.given),
        "bytes": document.raw,
        "sha256": document_key(document)[0],
    }


def pack(value: Any) -> bytes:  # noqa: ANN401 - any noun
    """A noun as the body of a note."""
    try:
        told = _TOLD.encode(value)
    except UnicodeEncodeError:  # half a character, which JSON of other programs may hold
        told = codec.dump(value).encode("utf-8", "surrogatepass")
    return zlib.compress(told, 1)


_TOLD = msgspec.json.Encoder(enc_hook=codec.as_number)


def unpack(kind: type[Noun], body: bytes) -> Noun:
    """The noun that :func:`pack` packed; DamagedCase where it is no longer whole."""
    try:
        told = zlib.decompress(body)
        try:
            made: Noun = _maker(cast(Any, kind)).decode(told)
        except (msgspec.DecodeError, UnicodeDecodeError):  # as former versions wrote it, or with half a character
            made = codec.build(kind, json.loads(told.decode("utf-8", "surrogatepass")))
    except (zlib.error, *codec.UNFIT) as error:
        raise DamagedCase(f"a note of a room is damaged ({error}); see: communique check FILE") from error
    return made


@cache
def _maker(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401
    return msgspec.json.Decoder(kind)

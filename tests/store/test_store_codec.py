"""Nouns to rows and back."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import data
from communique.data import Answer, Article, Judgement, Problem, Support
from communique.errors import DamagedCase
from communique.store import DERIVED, codec
from communique.store.bodies import pack, unpack
from communique.store.opening import _statements
from strategies import nouns

NOUNS = [kind for _, kind in sorted(inspect.getmembers(data, inspect.isclass)) if kind.__module__ == data.__name__]
IN_JSON = [kind for kind in NOUNS if kind is not data.Document]  # a document's bytes have a column of their own
FEW = 8  # examples of each of the two dozen nouns
IN_TABLES = {"articles": Article, "problems": Problem, "judgements": Judgement, **DERIVED}


@pytest.mark.parametrize("kind", IN_JSON, ids=lambda kind: kind.__name__)
@settings(max_examples=FEW)
@given(st.data())
def test_what_goes_into_a_row_comes_out(kind: type, draw: st.DataObject) -> None:
    """A noun taken apart into columns is put together again as it was."""
    noun = draw.draw(nouns(kind))
    row = codec.row(noun)
    assert all(isinstance(value, (str, int, float, type(None))) for value in row.values())
    assert codec.noun(kind, row) == noun


@pytest.mark.parametrize("kind", IN_JSON, ids=lambda kind: kind.__name__)
@settings(max_examples=FEW)
@given(st.data())
def test_what_goes_into_a_note_comes_out(kind: type, draw: st.DataObject) -> None:
    """A noun packed as the body of a note is unpacked as it was."""
    noun = draw.draw(nouns(kind))
    assert unpack(kind, pack(noun)) == noun


@pytest.mark.parametrize("kind", IN_JSON, ids=lambda kind: kind.__name__)
@settings(max_examples=FEW)
@given(st.data())
def test_a_note_of_a_former_version_is_read(kind: type, draw: st.DataObject) -> None:
    """A note as versions before wrote it, or with half a character in it, is unpacked too."""
    noun = draw.draw(nouns(kind))
    assert unpack(kind, zlib.compress(codec.dump(noun).encode("utf-8", "surrogatepass"))) == noun


def test_a_number_of_numpy_is_a_number() -> None:
    """What the encoder says of a word comes as numpy's numbers, and out as Python's."""
    part = data.Part(role="source", start=1, end=2, score=np.float64(0.5))
    parse = data.Parse(article_id="1", parts=(part,))
    assert unpack(data.Parse, pack(parse)) == parse
    assert codec.noun(data.Parse, codec.row(parse)) == parse


def test_half_a_character_is_kept() -> None:
    """Text with half a surrogate pair goes into a note and a column, and comes out."""
    told = Article(id="1", path="a.json", text="\ud83d", extra={"mood": "\ude00"})
    assert unpack(Article, pack(told)) == told
    assert codec.noun(Article, codec.row(told)) == told


@pytest.mark.parametrize("body", [b"", b"no zlib", zlib.compress(b"{}"), zlib.compress(b"{"), zlib.compress(b"\xff")])
def test_a_note_that_is_not_whole_is_damage(body: bytes) -> None:
    """What cannot be unpacked is reported as damage, in words."""
    with pytest.raises(DamagedCase, match="communique check"):
        unpack(Article, body)


@given(st.data())
def test_one_noun_has_one_line_of_json(draw: st.DataObject) -> None:
    """The same noun is always the same single line, whatever order its mappings were made in."""
    noun = draw.draw(nouns(Article))
    turned = dataclasses.replace(noun, extra=dict(reversed(noun.extra.items())))
    assert codec.dump(noun) == codec.dump(turned)
    assert "\n" not in codec.dump(noun)
    assert json.loads(codec.dump(noun))["text"] == noun.text


@pytest.mark.parametrize(
    ("value", "kind"),
    [(5.0, float), (0.5, float), ("5", str), ("the deputy minister", str)],
)
def test_an_answer_stays_a_number_or_words(value: float | str, kind: type) -> None:
    """An answer that is a number comes back as a number, and one in words as words."""
    answer = Answer(value=value, support=Support(anchors=(), voices=1, reports=1))
    back = codec.noun(Answer, codec.row(answer))
    assert back == answer
    assert type(back.value) is kind


@pytest.mark.parametrize("kind", IN_JSON, ids=lambda kind: kind.__name__)
@settings(max_examples=FEW)
@given(st.data())
def test_nonsense_is_refused(kind: type, draw: st.DataObject) -> None:
    """A row that lacks a column is an error, never a noun with a hole."""
    row = codec.row(draw.draw(nouns(kind)))
    if row:
        row.pop(sorted(row)[0])
        with pytest.raises(KeyError):
            codec.noun(kind, row)


@pytest.mark.parametrize("table", sorted(IN_TABLES))
def test_a_table_has_the_columns_of_its_noun(table: str) -> None:
    """The fields of each noun are the columns of its table, and nothing else is, but for our own bookkeeping."""
    layout = next(s for s in _statements() if re.search(rf"CREATE TABLE {table} \(", s))
    columns = set(re.findall(r'^  "?(\w+)"? +(?:TEXT|INTEGER|REAL|BLOB)\b', layout, re.MULTILINE))
    fields = {field.name for field in dataclasses.fields(IN_TABLES[table])}
    ours = {"articles": {"number", "text_sha256"}, "judgements": {"number"}, "problems": {"id"}}
    assert columns == fields | ours.get(table, set())

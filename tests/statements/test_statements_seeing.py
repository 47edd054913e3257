"""Statements from what the encoder sees, beside those that the rules find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.data import Parse, Part, Role, Statement
from communique.statements import extract
from factories import article

SIGNS: dict[str, Role] = {"s": "source", "c": "cue", "q": "content"}


def read(marked: str, score: float = 0.9) -> tuple[Statement, ...]:
    """The statements of a text in which "{s …}", "{c …}" and "{q …}" mark what the encoder saw."""
    text, parts, opened = "", [], []
    at = 0
    while at < len(marked):
        if marked[at] == "{":
            opened.append((SIGNS[marked[at + 1]], len(text)))
            at += 3
        elif marked[at] == "}":
            role, start = opened.pop()
            parts.append(Part(role=role, start=start, end=len(text), score=score))
            at += 1
        else:
            text += marked[at]
            at += 1
    parts.sort(key=lambda part: part.start)
    return extract(article(text), Parse(article_id=article(text).id, parts=tuple(parts), model="marks"))


def told(statement: Statement) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Source, cue and content as words."""
    source, cue = statement.source, statement.cue
    return source and source.exact, cue and cue.exact, tuple(part.exact for part in statement.content)


@pytest.mark.parametrize(
    ("marked", "statements"),
    [
        (
            "{s The harbour master} {c let it be known} {q that the boom would stay}.",
            [("The harbour master", "let it be known", ("that the boom would stay",))],
        ),
        (
            "{q The boom stays}, {c went the word} from {s the pilots}, and {s Brenn} {c shrugged} {q that he knew}.",
            [("the pilots", "went the word", ("The boom stays",)), ("Brenn", "shrugged", ("that he knew",))],
        ),
        (
            "{s Dovelle} {c signalled} {q a truce} and {c floated} {q a date for it}.",
            [("Dovelle", "signalled", ("a truce",)), ("Dovelle", "floated", ("a date for it",))],
        ),
        (
            "{s Dovelle} {c put it} {q to the council}. The road is shut.\n{s Brenn} {c put it} {q to the pilots}.",
            [("Dovelle", "put it", ("to the council",)), ("Brenn", "put it", ("to the pilots",))],
        ),
        ("{s Dovelle}: {q no truce}.", [("Dovelle", None, ("no truce",))]),
        ("{s Dovelle} {c said}.", []),
    ],
    ids=["one", "two", "shared", "paragraphs", "no cue", "no content"],
)
def test_parts_go_with_the_nearest_cue(
    marked: str, statements: list[tuple[str | None, str | None, tuple[str, ...]]]
) -> None:
    """Of what the encoder saw each source and each content goes with the cue that is nearest to it."""
    assert [told(statement) for statement in read(marked)] == statements


def test_what_both_find_is_surer() -> None:
    """A statement that the rules find too is surer than one that the encoder found alone."""
    (both,) = read("{s The envoy of Astrel} {c said} {q the pass would stay shut}.")
    (alone,) = read("{s The envoy of Astrel} {c let slip} {q the pass would stay shut}.")
    assert both.confidence > alone.confidence


def test_quotations_that_only_the_rules_find_stay() -> None:
    """A quotation that the encoder overlooked is still somebody's."""
    (said,) = read("“Nobody will guard the Lime pass before the winter is over,” said Mira Dovelle.")
    assert said.source is not None
    assert said.source.exact == "Mira Dovelle"


def test_what_only_the_rules_report_is_left_out() -> None:
    """Where the encoder sees no attribution, the rules alone make none of plain words."""
    assert read("The council said the road was shut.") == ()


def test_a_report_within_a_report_stays() -> None:
    """What somebody is reported to have reported is kept, by way of who reports it."""
    outer, inner = read("{s Delta Press} {c reported} {q that Brenn had said the pass was shut}.")
    assert (outer.via, inner.via) == (None, outer.id)


def test_without_a_parse_the_rules_read_alone() -> None:
    """An empty parse of no weights is as none."""
    text = article("The council said the road was shut.")
    assert extract(text, Parse(article_id=text.id)) == extract(text)


@given(
    st.text(alphabet="ab “”said.\n", max_size=120),
    st.lists(st.tuples(st.sampled_from(list(SIGNS.values())), st.integers(0, 120), st.integers(1, 30)), max_size=8),
)
@settings(deadline=None)
def test_every_place_quotes_its_article(text: str, raw: list[tuple[Role, int, int]]) -> None:
    """Whatever the encoder saw, every anchor of a statement quotes the article exactly."""
    parts: list[Part] = []
    for role, start, size in sorted(raw, key=lambda each: each[1]):
        end = min(len(text), start + size)
        if (not parts or parts[-1].end <= start) and start < end and text[start:end].strip() == text[start:end]:
            parts.append(Part(role=role, start=start, end=end, score=0.5))
    made = article(text)
    for statement in extract(made, Parse(article_id=made.id, parts=tuple(parts), model="marks")):
        for place in (*statement.content, statement.source, statement.cue):
            assert place is None or text[place.start : place.end] == place.exact


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        (
            "{q “It is regrettable,” Brunn said at a meeting}, {c according to} {s the agency Borealis}.",
            ("Brunn", "said", ("“It is regrettable,”",)),
        ),
        (
            "{q “It is regrettable,”} Brunn said at a meeting, {c according to} {s an unofficial translation}.",
            ("Brunn", "said", ("“It is regrettable,”",)),
        ),
        (
            "{q “Talks are the only way,”} {s Borealis} {c quoted} officials {q as saying}.",
            ("officials", "as saying", ("“Talks are the only way,”",)),
        ),
    ],
)
def test_grammar_tells_who_says_what_comes_by_way_of_a_report(marked: str, said: tuple[str, str, tuple[str]]) -> None:
    """Where the encoder takes the agency for the speaker, the verb of speech beside the quotation tells better."""
    assert said in [told(statement) for statement in read(marked)]

"""Sentences, tokens and quotations: tables of cases, then laws over any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.text import anchor, fold, quotations, sentences, story_sentences, tokens, trimmed, words
from effort import grows_straight
from factories import article, furniture

SENTENCES = [
    ("One fact. Two facts.", ["One fact.", "Two facts."]),
    ("Mr. Dale met Gen. Orrin. He left.", ["Mr. Dale met Gen. Orrin.", "He left."]),
    ("Envoy Petra V. Marsh spoke. She sat.", ["Envoy Petra V. Marsh spoke.", "She sat."]),
    ("The U.S. Senators stayed.", ["The U.S. Senators stayed."]),
    ("They flew to the U.S. The talks went on.", ["They flew to the U.S.", "The talks went on."]),
    ("The answer was no. Nobody moved.", ["The answer was no.", "Nobody moved."]),
    ("It was paper No. 5 that failed.", ["It was paper No. 5 that failed."]),
    ("On Feb. 27 it rained. In Feb. Ostra won.", ["On Feb. 27 it rained.", "In Feb.", "Ostra won."]),
    ("There is no plan B. The envoy knows.", ["There is no plan B.", "The envoy knows."]),
    ("Fish, grain etc. The list is long.", ["Fish, grain etc.", "The list is long."]),
    ("It rose 3.5 percent. 12 ships left.", ["It rose 3.5 percent.", "12 ships left."]),
    ("We wait … if they come. Good.", ["We wait … if they come.", "Good."]),
    ("We wait... Then we go.", ["We wait...", "Then we go."]),
    ("“We go. We stay,” he said.", ["“We go.", "We stay,” he said."]),
    ("“Is it so?” he asked. Yes.", ["“Is it so?” he asked.", "Yes."]),
    ("(The page was blank.) He signed.", ["(The page was blank.)", "He signed."]),
    ("Ostra (O.S.) Marines came.", ["Ostra (O.S.) Marines came."]),
    ("A headline\nA line below. And more", ["A headline", "A line below.", "And more"]),
    ("停火。谈判。", ["停火。", "谈判。"]),
]

QUOTATIONS = [
    ("“We go,” he said. “We stay.”", ["“We go,”", "“We stay.”"]),
    ('"We go," he said. "We stay."', ['"We go,"', '"We stay."']),
    ("'We don't know,' the ministers' aide said.", ["'We don't know,'"]),
    ("‘Osmia’s boats,’ she said, ‘aren’t lost.’", ["‘Osmia’s boats,’", "‘aren’t lost.’"]),
    ("'Keep the states' rights,' he said.", ["'Keep the states' rights,'"]),
    ("The ministers' boats and the states' rights", []),
    ("In the '90s they said \"never\" to the dogs' owners", ['"never"']),
    ("Give 'em a day, said the boys' father", []),
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’"]),
    ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
    ('"He said "no" to me," she said.', ['"He said "no" to me,"']),
    ("“A lost mark, he said. “Here,” she said.", ["“Here,”"]),
    ('We go," he said. "We stay."', ['"We stay."']),
    ("We go,” he said. “We stay.”", ["“We stay.”"]),
    ("It serves “a closed door “.", ["“a closed door “"]),
    ("“It goes on.\n“And ends,” he said.", ["“It goes on.", "“And ends,”"]),
    ("“It goes on.\nNobody knows.", ["“It goes on."]),
    ("''We go,'' he said of ``them''.", ["''We go,''", "``them''"]),
    ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
    ("« Nous allons », dit-elle.", ["« Nous allons »"]),
    ("”Vi går,” sade hon.", ["”Vi går,”"]),
    ('A 6\'2" man said "yes" to it', ['"yes"']),
    ('He said,"We go," and went', ['"We go,"']),
    ("It was l ‘Envoy who came", []),
    ('"', []),
    ("“", []),
]

TOKENS = [
    ("Ostra’s well-known U.S. envoy", ["Ostra’s", "well-known", "U.S.", "envoy"]),
    ("100,000 or 3.5%", ["100,000", "or", "3.5", "%"]),
    ("don't “go”…", ["don't", "“", "go", "”", "…"]),
    ("the states' men", ["the", "states", "'", "men"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    """Sentences end where a reader would end them."""
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations(text: str, expected: list[str]) -> None:
    """Quotation marks pair as a reader pairs them, apostrophes never do."""
    assert [text[start:end] for start, end in quotations(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(text: str, expected: list[str]) -> None:
    """Words keep inner apostrophes and hyphens, numbers their points, marks stand alone."""
    assert [token.text for token in tokens(text)] == expected


def test_words_are_folded() -> None:
    """Words compare without case, full stops, curly apostrophes and the possessive."""
    assert [word.text for word in words("Ostra’s U.S. Envoy!")] == ["ostra", "us", "envoy"]
    assert fold("States’") == "states"


def test_story_sentences_cut_furniture_off() -> None:
    """Sentences of the story lie between the furniture."""
    text = "OSTRA (Wire) - The talks ended. They resume. Read more"
    of = article(
        text, furniture=(furniture("dateline", text, "OSTRA (Wire) - "), furniture("share", text, "Read more"))
    )
    assert [text[start:end] for start, end in story_sentences(of)] == ["The talks ended.", "They resume."]


def test_an_anchor_outside_the_text_is_refused() -> None:
    """An anchor that quotes nothing is a mistake of the caller."""
    of = article("Short.")
    for start, end in ((0, 0), (3, 2), (-1, 2), (0, 7)):
        with pytest.raises(ValueError, match="no such place"):
            anchor(of, start, end)


PIECES = [*"aAbs .,;:!?\n\"'“”‘’„«»`-—…()19", "U.S.", "Mr."]
NEWS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


@given(st.one_of(NEWS, st.text()))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    """Sentences are in order, disjoint, trimmed, within one line, and leave only white space out."""
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert start < end
        assert "\n" not in text[start:end]
        assert trimmed(text, start, end) == (start, end)
        at = end
    assert not text[at:].strip()


@given(st.one_of(NEWS, st.text()))
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    """Tokens quote the text exactly, in order, and leave only white space out."""
    at = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()


@given(st.one_of(NEWS, st.text()))
def test_quotations_are_disjoint_and_in_one_line(text: str) -> None:
    """Quotations are in order, disjoint, within one line, and begin with a mark."""
    at = 0
    for start, end in quotations(text):
        assert at <= start < end <= len(text)
        assert text[start] in "“”„«‹\"‘'`"
        assert "\n" not in text[start:end]
        at = end


@given(NEWS, NEWS)
def test_lines_are_read_by_themselves(first: str, second: str) -> None:
    """What a line holds does not depend on the lines before it."""
    shift = len(first) + 1
    for read in (sentences, quotations):
        alone = [(start + shift, end + shift) for start, end in read(second)]
        together = [tuple(span) for span in read(f"{first}\n{second}") if span.start >= shift]
        assert together == alone


HARD = ['"', '" ', "'", "' ", " 'a", "s' a", "“", "“a” ", " “a", ".", ". ", ",", "a.", "!” ", "1,", "a-", "«", ".'"]


@pytest.mark.parametrize("piece", HARD)
@pytest.mark.parametrize("read", [sentences, tokens, quotations])
def test_reading_is_linear(read: Callable[[str], object], piece: str) -> None:
    """Eight times as much of the hardest text takes about eight times the work (a square would take 64)."""
    assert grows_straight(lambda size: read(piece * (size // len(piece))), small=1_000, large=8_000)


@pytest.mark.parametrize("text", ["." * 200_000 + "x", "." + " " * 200_000, '."' * 100_000 + "x", "A." + "’" * 200_000])
def test_long_runs_of_marks_are_linear(text: str) -> None:
    """A run of stops, spaces or closing marks is passed once."""
    assert grows_straight(lambda size: sentences(text[:size]), small=1_000, large=8_000)
    assert len(sentences(text)) <= 2

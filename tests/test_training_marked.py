"""Marked passages: what is written is what is read, and a slip of the pen is found."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))

import marked

ROOT = Path(__file__).resolve().parent.parent
SUPPLEMENT = ROOT / "training" / "diplomatic.txt"
HELD_BACK = ROOT / "benchmarks" / "diplomatic_test.txt"


def told(line: str) -> list[tuple[list[str], ...]]:
    """Source, cue and content of each attribution of a line, as text."""
    read = marked.passage(line)
    return [
        tuple([read.text[a:b] for a, b in spans] for spans in (one.source, one.cue, one.content))
        for one in read.attributions
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Snow fell.", []),
        ("{s1 She} {c1 said} {q1 no}.", [(["She"], ["said"], ["no"])]),
        ("{q1 “No,”} {s1 she} {c1 said}. {q1 “Never.”}", [(["she"], ["said"], ["“No,”", "“Never.”"])]),
        ("{c1 It was said} {q1 to be so}.", [([], ["It was said"], ["to be so"])]),
        (
            "{s1,s2 He} {c1 said} {q1 no}, {c2 adding} {q2 “never”}.",
            [(["He"], ["said"], ["no"]), (["He"], ["adding"], ["“never”"])],
        ),
        (
            "{s1 A} {c1 said} {q1 {s2 B} {c2 denied} {q2 it}}.",
            [(["A"], ["said"], ["B denied it"]), (["B"], ["denied"], ["it"])],
        ),
    ],
)
def test_marks_are_read(line: str, expected: list[tuple[list[str], ...]]) -> None:
    """A mark gives its words to the source, cue or content of each attribution that it names."""
    assert told(line) == expected


def test_a_line_break_is_escaped() -> None:
    """A passage over several lines is one line in the file, and its offsets count the break once."""
    read = marked.passage(r"{s1 She} {c1 wrote:}\n{q1 “No.”}")
    assert read.text == "She wrote:\n“No.”"
    assert read.attributions[0].content == [(11, 16)]


def test_what_is_reported_within_knows_where() -> None:
    """An attribution within the content of another names the closest one around it."""
    read = marked.passage("{s1 A} {c1 said} {q1 {s2 B} {c2 heard} {q2 that {s3 C} {c3 denied} {q3 it}}}.")
    assert [one.inside for one in read.attributions] == [None, 1, 2]


def test_a_note_says_who_a_pronoun_is() -> None:
    """A note at the end of a line is no text but the full names of the sources that it numbers."""
    read = marked.passage(
        "{s1 She} {c1 said} {q1 no}; {s2 Orr} {c2 agreed with} {q2 her}.  => s1: Ada Brun; s2: Pim Orr"
    )
    assert read.text == "She said no; Orr agreed with her."
    assert read.resolved == {1: "Ada Brun", 2: "Pim Orr"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{s1 She {c1 said} {q1 no}.", "never closed"),
        ("{s1 She}} {c1 said} {q1 no}.", "nothing is open"),
        ("{x1 She} {c1 said} {q1 no}.", "unknown mark"),
        ("{s She} {c1 said} {q1 no}.", "unknown mark"),
        ("{s1  She} {c1 said} {q1 no}.", "unknown mark"),
        (r"{s1 She} {c1 said} {q1 n\o}.", "unknown mark"),
        ("{s1 She } {c1 said} {q1 no}.", "blank"),
        (" {s1 She} {c1 said} {q1 no}.", "blank"),
        ("{s1 } {c1 said} {q1 no}.", "holds nothing"),
        ("{s1 She} {c1 said} no.", "no cue or no content"),
        ("{s2 She} {c2 said} {q2 no}.", "numbered"),
        ("{q1 {s1 She} {c1 said} no}.", "overlap"),
        ("{s1 She} {c1 said} {q1 no}.  => s2: Ada Brun", "resolves no source"),
        ("{c1 It was said} {q1 so}.  => s1: Ada Brun", "resolves no source"),
        ("{s1 She} {c1 said} {q1 no}.  => Ada Brun", "resolves no source"),
    ],
)
def test_a_wrong_mark_is_an_error(line: str, complaint: str) -> None:
    """A mark that is unbalanced, unknown, empty or without its fellows is refused."""
    with pytest.raises(ValueError, match=complaint):
        marked.passage(line)


def test_an_error_names_its_place(tmp_path: Path) -> None:
    """The error of a file names the file and the line."""
    path = tmp_path / "some.txt"
    path.write_text("# [one]\nSnow fell.\n\n{s1 She} {c1 said} no.\n", "utf-8")
    with pytest.raises(ValueError, match=r"^some\.txt:4: "):
        marked.read(path)


def test_a_comment_names_the_group(tmp_path: Path) -> None:
    """A comment is no passage, and one in square brackets names the group of what follows."""
    path = tmp_path / "some.txt"
    path.write_text("# about\n# [snow]\nSnow fell.\n# [rain]\nRain fell.\n", "utf-8")
    assert [(one.text, one.group, one.line) for one in marked.read(path)] == [
        ("Snow fell.", "snow", 3),
        ("Rain fell.", "rain", 5),
    ]


@pytest.mark.parametrize(("path", "least"), [(SUPPLEMENT, 600), (HELD_BACK, 150)], ids=["supplement", "held back"])
def test_the_shipped_passages_are_enough(path: Path, least: int) -> None:
    """Each file reads without an error, is large enough, says nothing twice, and a fifth of it reports nobody."""
    passages = marked.read(path)
    assert len(passages) >= least
    assert len({one.text for one in passages}) == len(passages)
    assert sum(not one.attributions for one in passages) >= len(passages) / 5
    assert all(one.group for one in passages)


def test_who_is_meant_stands_in_the_passage() -> None:
    """At least 50 passages of the held-back test say who a pronoun or short name is, by a name that they hold."""
    noted = [one for one in marked.read(HELD_BACK) if one.resolved]
    assert len(noted) >= 50
    assert [(one.line, name) for one in noted for name in one.resolved.values() if name not in one.text] == []


def test_the_held_back_test_stays_apart() -> None:
    """No eight words in a row, names masked, stand both in the supplement and in the held-back test."""
    left, right = ({run for one in marked.read(path) for run in frames(one.text)} for path in (SUPPLEMENT, HELD_BACK))
    assert sorted(left & right) == []


def frames(text: str) -> set[str]:
    """The runs of eight words of a text, with what is written with a capital letter or in digits masked."""
    words = [word if word.islower() else "*" for word in re.findall(r"[^\W_]+", text)]
    return {" ".join(run) for at in range(len(words) - 7) if (run := words[at : at + 8]).count("*") < 4}

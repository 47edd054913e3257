"""The brief: everything with its source, the same in Markdown, HTML and Word."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree, html

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "benchmarks"))

import conflict_quality as quality
from communique import Case
from communique.errors import InputError
from communique.report import ENDINGS, write
from communique.report.blocks import Brief, Heading, Paragraph, Picture, Run, Table
from communique.report.brief import brief
from communique.report.markdown import escaped
from communique.report.standing import standing_alone

REPORTS = Path(__file__).parent.parent / "golden" / "fishing-strait" / "articles"
HOSTILE = "<script>x</script> [a](javascript:x) | `b` *c* _d_ \x00 \ud800"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of nine invented reports."""
    with Case(tmp_path_factory.mktemp("report") / "strait.communique") as made:
        made.add(REPORTS)
        yield made


@pytest.fixture(scope="module")
def made(case: Case) -> Brief:
    """Its brief."""
    return brief(case)


def runs(of: Brief) -> Iterator[Run]:
    """All words of a brief."""
    for block in of.blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for run in cell)


def test_every_note_has_its_source_and_every_source_a_note(made: Brief) -> None:
    """Numbers run from 1 in the order of the sources, and none is without an article."""
    numbers = [source.number for source in made.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {note for run in runs(made) for note in run.notes} == set(numbers)


def test_every_quotation_stands_in_an_article(case: Case, made: Brief) -> None:
    """What is printed as the words of a stance is nobody's paraphrase."""
    texts = [_flat(article.text) for article in case.articles()]
    titles = [n for n, block in enumerate(made.blocks) if isinstance(block, Heading) and block.level == 2]
    stances = [b for b in made.blocks[titles[0] : titles[1]] if isinstance(b, Paragraph)]
    told = [_flat(run.words.strip('“”" ')) for block in stances for run in block.runs if run.kind == "quote"]
    assert told
    assert [words for words in told if not any(words.split("…")[0] in text for text in texts)] == []


def test_the_parts_of_a_brief_stand_in_order(made: Brief) -> None:
    """From where they stand to how it was made."""
    titles = [block.words for block in made.blocks if isinstance(block, Heading) and block.level == 2]
    assert titles[0] == "Where they stand"
    assert titles[-1] == "How this was made"
    assert any(title.startswith("What changed since ") for title in titles)
    assert "In dispute" in titles


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_each_kind_of_file_holds_all_words(case: Case, made: Brief, tmp_path: Path, ending: str) -> None:
    """What one says the others say."""
    write(case, tmp_path / f"brief{ending}")
    text = _words(tmp_path / f"brief{ending}")
    wanted = [block.words for block in made.blocks if isinstance(block, Heading)]
    wanted += [run.words for run in runs(made)]
    assert [words for words in wanted if _flat(words) not in text] == []


def _words(path: Path) -> str:
    if path.suffix == ".docx":
        opened = docx.Document(str(path))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        return _flat("".join([*(paragraph.text for paragraph in opened.paragraphs), *cells]))
    if path.suffix == ".html":
        return _flat(html.fromstring(path.read_text("utf-8")).text_content())
    return _flat(path.read_text("utf-8").replace("\\", ""))


def _flat(words: str) -> str:
    return "".join(words.split())


def test_markdown_puts_its_pictures_beside_it(case: Case, tmp_path: Path) -> None:
    """Each is a whole SVG, named after the brief, and nothing else is left in the folder."""
    written = write(case, tmp_path / "brief.md")
    assert sorted(tmp_path.iterdir()) == sorted(written)
    pictures = [path for path in written if path.suffix == ".svg"]
    assert pictures
    assert all(etree.parse(path).getroot().tag.endswith("svg") for path in pictures)
    assert all(f"({path.name})" in (tmp_path / "brief.md").read_text("utf-8") for path in pictures)


def test_html_loads_nothing(case: Case, tmp_path: Path) -> None:
    """One file without scripts, images or styles from elsewhere."""
    write(case, tmp_path / "brief.html")
    tree = html.parse(tmp_path / "brief.html")
    assert tree.xpath("//script | //link | //img | //iframe | //object") == []
    assert "@import" not in (tmp_path / "brief.html").read_text("utf-8")


def test_word_describes_its_pictures(case: Case, made: Brief, tmp_path: Path) -> None:
    """For those who do not see them."""
    write(case, tmp_path / "brief.docx")
    told = [shape._inline.docPr.get("descr") for shape in docx.Document(str(tmp_path / "brief.docx")).inline_shapes]
    assert told == [block.words for block in made.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_hostile_words_stay_words(tmp_path: Path, ending: str) -> None:
    """No script, link or broken file comes of what an article says."""
    made = Brief(
        title=HOSTILE,
        blocks=(Heading(1, HOSTILE), Paragraph((Run(HOSTILE, "quote"),)), Table((HOSTILE,), (((Run(HOSTILE),),),))),
        sources=(),
        newest=None,
    )
    path = tmp_path / f"brief{ending}"
    ENDINGS[ending](made, path)
    if ending == ".md":
        assert not re.search(r"(?<!\\)<script|(?<!\\)\[a|(?<!\\)`b", path.read_text("utf-8"))
    elif ending == ".html":
        assert "<script" not in path.read_text("utf-8")
    else:
        assert "<script>" in _words(path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 * 3 < 7", r"2 \* 3 \< 7"),
        ("- not a list", r"\- not a list"),
        ("1. not one either", r"\1. not one either"),
        ("two\nlines", "two lines"),
        ("a | b", r"a \| b"),
    ],
)
def test_markdown_escapes(words: str, expected: str) -> None:
    """Nothing in the words is taken for a sign of Markdown."""
    assert escaped(words) == expected


def test_a_picture_stands_alone() -> None:
    """Without the stylesheet it has the colours of paper, and no property that only browsers know."""
    picture = (
        '<svg class="picture" viewBox="0 0 9 9"><g class="conflict-deeds"><rect class="mark conflict-deeds"/></g></svg>'
    )
    alone = standing_alone(picture)
    assert "var(" not in alone
    assert 'fill="#a3211c"' in alone


def test_an_unknown_ending_is_refused(case: Case, tmp_path: Path) -> None:
    """With those that there are."""
    with pytest.raises(InputError, match=r"\.docx"):
        write(case, tmp_path / "brief.pdf")


def test_a_place_that_cannot_be_written_is_told(case: Case, tmp_path: Path) -> None:
    """A file in the way of a folder."""
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="could not be written"):
        write(case, tmp_path / "file" / "brief.md")


def test_an_empty_case_has_a_brief(tmp_path: Path) -> None:
    """It says that nothing was read."""
    with Case(tmp_path / "empty.communique") as empty:
        write(empty, tmp_path / "brief.md")
    assert "Nothing has been read yet" in (tmp_path / "brief.md").read_text("utf-8")


def test_the_brief_says_what_would_hold_and_what_that_rests_on(tmp_path: Path) -> None:
    """With what is unconfirmed and what an equilibrium is not."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, _, text in quality.reports(quality.CRISES[0]):
        (reports / name).write_text(text, "utf-8")
    with Case(tmp_path / "dam.communique") as dam:
        dam.add(reports)
        words = " ".join(run.words for run in runs(brief(dam)))
    assert "UNCONFIRMED: no person has confirmed" in words
    assert "an equilibrium is not a forecast" in words
    assert "What this rests on most:" in words


def test_a_brief_without_a_model_says_nothing_of_one(tmp_path: Path) -> None:
    """The section is left out."""
    with Case(tmp_path / "empty.communique") as none:
        assert "an equilibrium is not a forecast" not in " ".join(run.words for run in runs(brief(none)))

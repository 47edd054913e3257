"""Parsing: what the encoder sees, at the very places of the article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import parsing
from communique.data import Parse
from communique.errors import WeightsMissing
from communique.parsing import Options, assemble, available, model_name, parse, parse_texts, reading, windows_of
from encoders import model
from factories import article, furniture

TEXT = "Lund said that the talks had failed. Ostra told Lund.\n\nThe talks had failed."
NONE = Options(weights=Path("nowhere"))


@pytest.fixture(scope="module", autouse=True)
def _stand_in() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "load", lambda folder, threads: model())
        yield


def shown(found: Parse, text: str) -> list[tuple[str, str]]:
    """The parts of a parse, in words."""
    return [(part.role, text[part.start : part.end]) for part in found.parts]


def test_parts_have_the_places_of_the_article() -> None:
    """Each part is where it stands, in order, and the parse says whose sight it is."""
    found = parse(article(TEXT))
    assert found.model == "tiny"
    assert shown(found, TEXT) == [
        ("source", "Lund"),
        ("cue", "said"),
        ("content", "that the talks had failed"),
        ("source", "Ostra"),
        ("cue", "told"),
        ("source", "Lund"),
        ("content", "The talks had failed"),
    ]
    assert all(0.5 < part.score <= 1 for part in found.parts)


def test_other_languages_are_left() -> None:
    """An article known not to be English is not read; one of no known language is, where it may be."""
    assert parse(article(TEXT, language="de")) == Parse(article_id=article(TEXT, language="de").id, model="tiny")
    assert windows_of(article(TEXT, language="de")) == []
    assert parse(article(TEXT, language=None)).parts
    assert parse(article(TEXT, language="en-GB")).parts


def test_furniture_is_not_read() -> None:
    """What is not the story has no parts."""
    of = article(TEXT, furniture=(furniture("headline", TEXT, "Lund said that the talks had failed."),))
    assert shown(parse(of), TEXT)[0] == ("source", "Ostra")


def test_windows_can_be_kept_and_put_together() -> None:
    """An article from windows read one by one is the article read at once."""
    of = article(TEXT)
    cut = windows_of(of)
    kept = [parse_texts([TEXT[w.start : w.end]])[0] for w in cut]
    assert assemble(of, cut, kept, model_name()) == parse(of)


def test_what_a_window_cut_in_two_is_one_again() -> None:
    """A content that is longer than any window is one part."""
    text = "Lund said that " + "the talks had failed " * 400 + "."
    found = shown(parse(article(text)), text)
    assert [role for role, _ in found] == ["source", "cue", "content"]
    assert found[-1][1] == text[len("Lund said ") : -2]


def test_of_a_text_too_long_for_a_window_the_first_is_read() -> None:
    """The batch kernel reads no more than a window of each text."""
    ((*_, last),) = (sight.parts for sight in parse_texts(["Lund said that " + "the talks " * 400]))
    assert 0 < last.end < 2000


@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from([*"“”\"'.\n ", "said ", "Lund ", "that "])).map("".join))
)
def test_parts_of_any_text(text: str) -> None:
    """Parts lie in the text, in order and apart, each begins and ends with a word, and twice is the same."""
    found = parse(article(text))
    at = 0
    for part in found.parts:
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        assert 0 < part.score <= 1
        at = part.end
    assert found == parse(article(text))


@pytest.mark.parametrize(
    "text",
    ["", " ", "said", "“" * 5000, "”" * 5000, "🕊️" * 3000, "\u200f\u202e" * 3000, "Lund said " * 20000, "x" * 200000],
    ids=["empty", "blank", "word", "open", "close", "emoji", "direction", "endless", "letters"],
)
def test_bad_texts_are_read(text: str) -> None:
    """No text is too strange, and none too long."""
    assert all(0 <= part.start < part.end <= len(text) for part in parse(article(text)).parts)


def test_without_weights_there_is_one_clear_line(tmp_path: Path) -> None:
    """Where the weights are not, that can be asked, and reading says what happens and what to do."""
    from communique.parsing.model import load

    assert not available(Options(weights=tmp_path))
    with pytest.raises(WeightsMissing, match="read by rules alone"):
        load(tmp_path, 1)
    assert "\n" not in parsing.ABSENT


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin sagte am Montag in der Hauptstadt, dass die Gespräche an der Grenze im Herbst fortgesetzt "
        "werden sollen und dass niemand auf dem alten Weg zurückkehren wird, was in allen Dörfern erwartet wurde.",
        "De minister zei maandag in de hoofdstad dat de gesprekken over de grens in het najaar worden hervat en dat "
        "niemand de oude weg op zal gaan, wat in alle dorpen was verwacht of gehoopt.",
        "Ministeren sagde mandag i hovedstaden, at samtalerne ved grænsen bliver genoptaget til efteråret, og at ingen "
        "for alvor kan vende tilbage ad den gamle vej, som var lukket for alle.",
        "La ministre a dit lundi dans la capitale que les pourparlers sur la frontière reprendraient en automne et que "
        "personne ne reviendrait par l'ancienne route, ce qui a été bien reçu.",
        "Министр заявила в понедельник, что переговоры о границе возобновятся осенью и что никто не вернётся старой "
        "дорогой, чего и ждали во всех деревнях по обе стороны реки и в столице.",
    ],
    ids=["de", "nl", "da", "fr", "ru"],
)
def test_pages_in_other_languages_are_known_by_their_words(text: str) -> None:
    """A page of twenty words or more whose words are not English is left unread, though nobody says what it is in."""
    assert windows_of(article(text, language=None)) == []

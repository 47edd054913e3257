"""Who appears in an article, as tables of invented news."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import actors
from communique.data import Polity
from effort import grows_straight
from factories import article, statement

VELMAR = (
    Polity(name="Velmark", kind="state", demonyms=("Velmarki",), capitals=("Sorrin",)),
    Polity(name="Tesk", kind="state", demonyms=("Teskan",)),
    Polity(name="Upland Front", kind="organisation"),
    Polity(name="Delta Union", kind="organisation"),
    Polity(name="Delta Commission", kind="organisation"),
)


def cast(text, statements=()):
    """The cast of a text in which the invented polities are known."""
    return actors.resolve(article(text), statements, polities=VELMAR)


def sides(text):
    """Name to side by name, of everybody in the text."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    return {a.name: names.get(a.side) for a in found.actors}


def mentioned(text, form=None):
    """(exact words, name) of every mention."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    return [(m.anchor.exact, names[m.actor]) for m in found.mentions if form in (None, m.form)]


@pytest.mark.parametrize(
    "text, name, side",
    [
        ("Velmarki Foreign Minister Ana Brisk said no.", "Ana Brisk", "Velmark"),
        ("Velmark's foreign minister, Ana Brisk, said no.", "Ana Brisk", "Velmark"),
        ("Ana Brisk, Velmark's foreign minister, said no.", "Ana Brisk", "Velmark"),
        ("Ana Brisk, the foreign minister of Velmark, said no.", "Ana Brisk", "Velmark"),
        ("President Oto Brisk of Velmark said no.", "Oto Brisk", "Velmark"),
        ("Oto Brisk, who leads the Teskan delegation, said no.", "Oto Brisk", "Tesk"),
        ("Oto Brisk, for the Upland Front, said no.", "Oto Brisk", "Upland Front"),
        ("The Upland Front met. Front spokesman Oto Brisk said no.", "Oto Brisk", "Upland Front"),
        ("Under Secretary of State Oto Brisk said no.", "Oto Brisk", "United States"),
        ("Oto Brisk, the State Department spokesman, said no.", "Oto Brisk", "United States"),
        ("Kremlin spokesman Oto Brisk said no.", "Oto Brisk", "Russia"),
        ("NATO Secretary General Oto Brisk said no.", "Oto Brisk", "NATO"),
        ("Her Teskan counterpart, Deputy Foreign Minister Oto Brisk, said no.", "Oto Brisk", "Tesk"),
        ("Oto Brisk, a Velmark expert at the Harbour Institute, said no.", "Oto Brisk", None),
        ("Oto Brisk, a former adviser to Velmark, said no.", "Oto Brisk", None),
        (
            "Velmark said it would wait. “We have time,” Trade Minister Oto Brisk told lawmakers.",
            "Oto Brisk",
            "Velmark",
        ),
        ("In Sorrin the interior minister, Ana Brisk, told parliament no.", "Ana Brisk", "Velmark"),
        ("Delta Commission spokeswoman Ana Brisk said no.", "Ana Brisk", "Delta Union"),
        ("Col. Ana Brisk of the Teskan defence ministry said no.", "Ana Brisk", "Tesk"),
        ("Minister Ana Brisk-Varn of Tesk came. Brisk-Varn said no.", "Ana Brisk-Varn", "Tesk"),
    ],
)
def test_side_of_a_person(text, name, side):
    """A person's side is read from title, apposition, the clause beside the name, or the state that acts."""
    assert sides(text)[name] == side


@pytest.mark.parametrize(
    "text, titles",
    [
        ("Deputy Foreign Minister Oto Brisk, Velmark's chief negotiator, said no.",
         ["Deputy Foreign Minister", "chief negotiator"]),
        ("Deputy Secretary of State Ana Brisk spoke. Later Under Secretary of State Ana Brisk left.",
         ["Deputy Secretary of State", "Under Secretary of State"]),
        ("The ministry's spokeswoman, Colonel Ana Brisk, said no.", ["spokeswoman", "Colonel"]),
        ("Salt Commissioner Oto Brisk said no.", ["Salt Commissioner"]),
    ],
)  # fmt: skip
def test_every_title_is_kept(text, titles):
    """All titles of a person are kept, each with the place where it was read, also where they differ."""
    person = next(a for a in cast(text).actors if a.kind == "person")
    assert sorted(title for title, _ in person.offices) == sorted(titles)
    assert all(place.exact == title for title, place in person.offices)


@pytest.mark.parametrize(
    "text, words, kind, side",
    [
        ("A senior Velmarki official said no.", "A senior Velmarki official", "unnamed", "Velmark"),
        ("US officials said no.", "US officials", "unnamed", "United States"),
        ("Western diplomats said no.", "Western diplomats", "unnamed", None),
        ("A spokesman for the Teskan government said no.", "A spokesman for the Teskan government", "unnamed", "Tesk"),
        ("The foreign ministry in Sorrin said no.", "The foreign ministry in Sorrin", "organisation", "Velmark"),
        ("Officials in Sorrin said no.", "Officials in Sorrin", "unnamed", "Velmark"),
        ("Western officials in Sorrin said no.", "Western officials", "unnamed", None),
        ("The Evening Herald said no.", "Evening Herald", "organisation", None),
        ("The Teskan agency Tolk said no.", "Tolk", "organisation", None),
        ("The Southern Salt Forum said no.", "Southern Salt Forum", "organisation", "Southern Salt Forum"),
        ("Some analysts said no.", "Some analysts", "group", None),
        ("The Teskan defence ministry said no.", "The Teskan defence ministry", "organisation", "Tesk"),
        ("The Russian military moved.", "The Russian military", "organisation", "Russia"),
        ("The Teskan prime minister said no.", "The Teskan prime minister", "office", "Tesk"),
        ("Rebels of the Upland Front said no.", "Rebels of the Upland Front", "group", "Upland Front"),
        ("The Harbour Institute said no.", "Harbour Institute", "organisation", "Harbour Institute"),
    ],
)
def test_somebody_without_a_name(text, words, kind, side):
    """Offices, unnamed sources, organs and groups are actors of their own with a side where one is said."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    mention = next(m for m in found.mentions if m.anchor.exact == words)
    actor = next(a for a in found.actors if a.id == mention.actor)
    assert (actor.kind, names.get(actor.side)) == (kind, side)


@pytest.mark.parametrize(
    "text, words, state",
    [
        ("Moscow said it would wait.", "Moscow", "Russia"),
        ("The talks were held in Moscow on Monday.", "Moscow", None),
        ("MOSCOW — The talks went on.", "MOSCOW", None),
        ("Threats from Moscow did not help.", "Moscow", "Russia"),
        ("He flew to Tehran on Monday.", "Tehran", None),
        ("They met in Brussels and Vienna.", "Vienna", None),
        ("The White House declined.", "White House", "United States"),
        ("Sorrin rejected the map.", "Sorrin", "Velmark"),
        ("EU envoys met. The EU was firm. Brussels said no.", "Brussels", "European Union"),
        ("NATO allies met. NATO was firm. Brussels said no.", "Brussels", "NATO"),
        ("The Moscow-led bloc met.", "Moscow", "Russia"),
        ("Mike Jordan smiled.", "Jordan", None),
        ("The Moscow Times wrote it.", "Moscow", None),
    ],
)
def test_place_or_government(text, words, state):
    """A capital acts as its government where it does something, and is a place behind "in" or in a dateline."""
    assert dict(mentioned(text)).get(words) == state


@pytest.mark.parametrize(
    "text, pronoun, name",
    [
        ("Ms. Brisk met Mr. Halloran. She said no.", "She", "Brisk"),
        ("Ms. Brisk met Mr. Halloran. He said no.", "He", "Halloran"),
        ("Minister Ana Brisk spoke to Oto Varn, a deputy. She said no.", "She", "Ana Brisk"),
        ("Velmark sent a note. It wants the map back.", "It", "Velmark"),
        ("Teskan officials left. They said no.", "They", "Teskan officials"),
        ("It is clear that Velmark waits.", "It", None),
    ],
)
def test_pronouns(text, pronoun, name):
    """A pronoun goes back to the nearest fitting subject; one that stands for nothing stays out."""
    assert dict(mentioned(text, "pronoun")).get(pronoun) == name


def test_we_in_a_quotation_is_its_speaker():
    """First persons inside a quotation stand for whoever says it."""
    text = "“We will wait,” said Oto Brisk, the Velmarki prime minister."
    base = article(text)
    said = statement(base, "We will wait", source="Oto Brisk, the Velmarki prime minister", cue="said")
    found = actors.resolve(base, (said,), polities=VELMAR)
    speaker = found.speakers[said.id]
    assert next(m for m in found.mentions if m.anchor.exact == "We").actor == speaker
    assert next(a for a in found.actors if a.id == speaker).name == "Oto Brisk"


@pytest.mark.parametrize(
    "text, source, name",
    [
        ("Velmarki Foreign Minister Ana Brisk said no deal.", "Velmarki Foreign Minister Ana Brisk", "Ana Brisk"),
        ("Ana Brisk, an envoy, came. She said no deal.", "She", "Ana Brisk"),
        ("The Kremlin said no deal.", "The Kremlin", "Russia"),
        ("A senior Teskan official said no deal.", "A senior Teskan official", "senior Teskan official"),
        ("Prime Minister Oto Brisk came. The prime minister said no deal.", "The prime minister", "Oto Brisk"),
    ],
)
def test_speakers(text, source, name):
    """A statement's speaker is the person in its source, else the office, body or state."""
    base = article(text)
    said = statement(base, "no deal", source=source, cue="said")
    found = actors.resolve(base, (said,), polities=VELMAR)
    assert {a.id: a.name for a in found.actors}[found.speakers[said.id]] == name


def test_both_sides_are_the_two_most_mentioned():
    """ "The two governments" mentions both parties of a story about two."""
    text = "Velmark and Tesk met. Velmark and Tesk argued. The two governments will meet again."
    assert {n for w, n in mentioned(text) if w == "The two governments"} == {"Velmark", "Tesk"}


@pytest.mark.parametrize(
    "text", ["Norsel Lines lost. Norsel said no.", "The Evening Herald said no.", "On Monday Tuesday said no."]
)
def test_no_person(text):
    """Companies, outlets and days are no people."""
    assert all(a.kind != "person" for a in cast(text).actors)


def test_short_names_and_initials_are_one_person():
    """A surname, an honorific and a middle initial lead back to the full name."""
    found = cast("Oto A. Brisk, a Teskan envoy, came. Mr. Brisk said no. Brisk left. Oto Brisk returned.")
    assert [a.name for a in found.actors if a.kind == "person"] == ["Oto Brisk"]


def test_ids_need_no_shared_state():
    """The same name has the same id in two articles."""
    one, two = cast("Velmarki envoy Ana Brisk said no."), cast("Ana Brisk, a Velmarki envoy, came.")
    person = {a.id for a in one.actors if a.kind == "person"}
    assert person and person == {a.id for a in two.actors if a.kind == "person"}


WORDS = st.sampled_from(
    "Velmark Tesk Moscow the The Foreign Minister Ana Brisk said , . “ ” her She it It they US-led Front's U.S. "
    "officials President of and capital ( ) — \n in In Mr. NATO-Russia Council 's ’ both sides who leads Ünal 北".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_laws_on_any_text(text):
    """Any text resolves; anchors quote exactly, mentions name actors of the cast, twice gives the same."""
    base = article(text)
    found = actors.resolve(base, (), polities=VELMAR)
    ids = {a.id for a in found.actors}
    assert all(text[m.anchor.start : m.anchor.end] == m.anchor.exact for m in found.mentions)
    assert {m.actor for m in found.mentions} <= ids
    assert found == actors.resolve(base, (), polities=VELMAR)
    actors.evidence(base)


@pytest.mark.parametrize(
    "part",
    [
        "Oto Brisk said he ",
        "Ana ",
        "Velmark, ",
        "the two sides ",
        "“",
        "Minister ",
        "it. ",
        "A-",
        "Brisk’s envoy, ",
        "(LBC) ",
        "Oto Varn saw it. He ",
        "In his Ana Varn, ",
        "Tarn said it ",
        "The envoy. Kesh Orlan came. ",
        "he ",
    ],
)
def test_linear(part):
    """Eight times the text takes about eight times the work, whatever stands in it."""

    def work(size):
        base = article(part * (size // len(part)))
        actors.resolve(base, (), polities=VELMAR)
        actors.evidence(base)

    work(100)
    assert grows_straight(work, small=1_000, large=8_000)


@pytest.mark.parametrize(
    "outlet, dateline, side",
    [
        ("Sorrin Courier", None, "Velmark"),
        ("The Velmark Post", "SORRIN", "Velmark"),
        ("Tesk Post", "Sorrin", None),
        ("Evening Post", None, None),
    ],
)
def test_bare_title_in_a_paper_at_home(outlet, dateline, side):
    """A bare title is that of the town or state in the dateline and the name of the outlet, where the two agree."""
    base = replace(article("Foreign Minister Oto Brisk said no."), outlet=outlet, dateline=dateline)
    found = actors.resolve(base, (), polities=VELMAR)
    names = {a.id: a.name for a in found.actors}
    assert [names.get(a.side) for a in found.actors if a.kind == "person"] == [side]


@pytest.mark.parametrize(
    "text",
    ["Velmark said it would wait. The two governments met.", "The Upland Front said no. The army left."],
)
def test_organs_of_nobody_in_particular(text):
    """Two governments are not those of the state before them, and an army is not a movement's."""
    assert not any(a.name.endswith(("governments", "army")) for a in cast(text).actors)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Mrs May said no.", "May"), ("Prime Minister Ana May said no.", "Ana May"), ("In May 2031 they said no.", None)],
)
def test_a_month_may_be_a_name(text, name):
    """ "Mrs May" and "Ana May" are people; "May 2031" is none."""
    found = actors.resolve(article(text), ())
    assert next((a.name for a in found.actors if a.kind == "person"), None) == name

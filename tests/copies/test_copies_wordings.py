"""Machine-made wording."""

from __future__ import annotations

import pytest

from communique.copies import find
from communique.data import Wording
from effort import grows_straight
from factories import article, furniture

CLEAN = (
    "The envoys of Astrel and Corvane met for five hours on Wednesday. Mr. Brenn said the talks were useful, e.g. on "
    "roads.\n\n“We will come back,” said Mira Dovelle, the envoy, on Sept. 4. “It is not over,” she added.\n\n"
    "I said so a year ago, and I was right."
)


def worded(text: str) -> Wording:
    """The wording of one article."""
    (wording,) = find([article(text)]).wordings
    return wording


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("The road to l 'Est was shut on Monday by the guards.", "l 'Est"),
        ("The envoys left the valley. as the snow began to fall.", ". as the"),
        ("The envoys left the valley in the evening.. Snow fell.", ".."),
        ("The envoys left the valley in the evening. . Snow fell.", ". ."),
        ("The envoys left the valley in the evening . Snow fell.", " ."),
        ("We had no plan to leave the table, Dovelle said on Monday.", "We had no plan"),
        ("The minister told reporters that we had no plan of leaving.", "no plan"),
        ("The envoy did not expect He told reporters that it was over.", "He told"),
        ("The talks between Ms. Dovelle and M. Brenn ended early.", "M. Brenn"),
        ("The guards saw many sheep in it's hold near the gate.", "it's hold"),
        ("It was the first meeting of the two since six months.", "since six months"),
        ("The spring gives 40 litres by minute, the council says.", "s by minute"),
        ("The tank holds nine metres cubes of water from the lake.", "metres cubes"),
        ("The two envoys came for to sign, and they did not sign.", "for to sign"),
        ("Despite of the snow the guards kept the gate open to all.", " of the"),
        ("The envoy accused Corvane to hide the maps of the pass.", "accused Corvane to hide"),
        ("The envoy accused his neighbour to have hidden the maps.", "accused his neighbour to have"),
        ("That what the council wants is an open road, he added.", "That what the"),
        ("The envoy left early, neither he will come back in May.", ", neither he will"),
        ("The spokesman did not wish to comment the report of guards.", "comment the"),
        ("Corvane denies to hold the wagons at the southern gate.", "denies to hold"),
        ("Brenn, who presided the meeting, closed it before noon.", "presided the"),
        ("The guards will be back on Monday at evening, he said.", "at evening"),
        ("The two armies watch the one the other from the slopes.", "the one the other"),
        ("The level of the lake is fallen to a mark of 1990.", "is fallen"),
        ("The wagons wait in province of Lime, the chamber said.", "in province of Lime"),
        ("The road will be shut until the June, the council said.", "the June"),
        ("The summit of the two was put off to the 14 June.", "the 14 June"),
        ("The envoys had sat together until the 31. December.", "the 31. December"),
        ("The envoys will come back to the table on thursday.", "thursday"),
        ("The talks in the old mill lasted for seven hour.", "seven hour"),
        ("He say the lake belongs to all who drink from it.", "He say"),
        ("The envoys of both side left by the same gate.", "both side"),
        ("The guards opened an large gate on the eastern wall.", "an large"),
        ("The council put the the question to the envoys.", "the the"),
        ("The envoys stayed away, what led to anger in the hall.", "what led"),
        ("The envoys spoke of the grain tax, has he declared.", "has he declared"),
        ("The prime clergyman of Astrel will open the dam himself.", "prime clergyman"),
        ("The White Residence had no word for the envoys.", "White Residence"),
        ("The Assembled Countries sent four tents and a cook.", "Assembled Countries"),
        ("The council of Astrel is accused of war wrongdoings.", "war wrongdoings"),
        ("Dovelle told newshounds that the dam would hold.", "told newshounds"),
        ("The ministerâ€™s guards slept in the old mill.", "â€™"),
        ("At tbe gate the guards counted nine wagons.", "tbe"),
    ],
)
def test_marks_of_machine_wording(sentence: str, mark: str) -> None:
    """Each mark raises the score and is shown where it stands."""
    wording = worded(f"{CLEAN}\n\n{sentence}")
    assert wording.score > 0
    assert any(mark in place.exact for place in wording.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two have not met since two years ago, and since 40 weeks of snow shut the road nobody has tried.",
        "The envoy accused Corvane of hiding the maps, and denied to nobody that he was angry.",
        "Neither side moved, neither would comment, and the judge commented that it was late.",
        "The fee rose by second quarter prices, and the June deadline passed in the City of Lime.",
        "“We are here since two days and nobody is coming for to speak with us,” the old envoy said in English.",
        "Union Minister R. Sahai said 2.5 lakh farmers would get relief, and lashed out at mediapersons.",
        "He told me later that we had passed his house, and I said that we should go back.",
        "A white home by the lake, a joined-up plan and a chief cleric of the old church were on his mind.",
        "The two-day talks, a one-off, drew an MP, an FBI man, a European and a united front of 12-year-old boys.",
        "The pope kept a top minister waiting in the outside office; the deal, Ms. M. Orde said, was for the best.",
        "The 7 July bombings, the 10 May accord and the two country houses were in the news in the last days of May.",
        "Mr Callow, aged 40, said: 'We buried two on Friday.' The lorry driver's colleagues agreed.",
        "Some 22,000 troops and 1,500 firefighters, one in five of them women, have been told to wait . . . for now.",
        "What they demand to know is who the envoys are, and what made them come; the guards will do all they should.",
        "ADVISER: We have a text. Is it finished? No. I told the president that we were close.",
    ],
)
def test_sound_english_is_no_mark(sentence: str) -> None:
    """What resembles a mark and is good English, or is quoted, raises no score."""
    assert worded(f"{CLEAN}\n\n{sentence}").evidence == ()


def test_clean_text_scores_nothing() -> None:
    """Edited news has no marks."""
    wording = worded(CLEAN)
    assert (wording.score, wording.evidence) == (0.0, ())


def test_two_plain_marks_make_a_machine_likelier_than_not() -> None:
    """A short report with two marks of different kinds scores above one half."""
    assert worded(f"{CLEAN} He has waited since two months. In press conference he was silent.").score > 0.5


def test_damage_alone_is_no_machine_wording() -> None:
    """A text that was badly scanned, decoded and laid out stays below one half, however often."""
    damaged = (
        "Tbe envoys and men went to thc hall , for itâ€™s late . The gov-\nernment &nbsp; slept . “So be it ” . "
        "The end of it. "
    )
    assert 0 < worded(damaged * 20).score < 0.5


def test_a_habit_counts_little() -> None:
    """A text that is spaced oddly throughout scores below one with many different marks."""
    spaced = worded("The envoys left early .\n" * 30)
    broken = worded(
        "The road to l 'Est was shut. as planned by all.. The envoy did not expect He told reporters . "
        "We had no plan to leave, Dovelle said. Ms. Dovelle and M. Brenn spoke of it."
    )
    assert spaced.score < broken.score


def test_the_author_may_say_we() -> None:
    """Where the author speaks in the first person all along, a cued sentence has lost no quotation marks."""
    own = "We went up the valley. My guide was silent.\n" * 3
    assert worded(f"{own}\nWe had no plan to leave the table, Dovelle said on Monday.").evidence == ()


def test_another_language_is_not_judged() -> None:
    """A text that is not English bears no marks of English that went wrong."""
    text = "Le ministre de la Défense a déclaré mardi que l’accord n’est pas prêt. Il a reçu M. Roque le 14 juillet . "
    assert worded(text * 5) == Wording(article_id=article(text * 5).id, score=0.0, evidence=())


def test_furniture_bears_no_marks() -> None:
    """What a page puts around the story says nothing about its wording."""
    text = f"{CLEAN}\n\nLog in since two months"
    (wording,) = find([article(text, furniture=(furniture("page", text, "Log in since two months"),))]).wordings
    assert wording.evidence == ()


@pytest.mark.parametrize("unit", [", ", "a. a. a. ", '"', "“we said, ", " M. ", "the the ", "İ since ", "we "])
def test_work_grows_with_the_length(unit: str) -> None:
    """Text made to be slow is read in time that grows with its length alone."""

    def read(size: int) -> object:
        return worded(f"The men of the valley and the road. {unit * (size // len(unit))}")

    assert grows_straight(read, small=4_000, large=40_000)

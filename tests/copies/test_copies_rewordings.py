"""Rewordings: what tells them from independent reports."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import Options, find, rewordings
from communique.copies.fingerprints import quoted, stream
from communique.copies.profiles import Lexicon, Profile
from communique.copies.retellings import Common, Retelling, aligned, retelling
from communique.copies.sentences import sound
from factories import article

NOTHING = Common(np.zeros(0, np.uint64), np.zeros(0, np.uint64))
SOURCE = (
    "The harbour masters of Belmora and Tash broke off their meeting in Corrin on Wednesday without settling who "
    "may dredge the Sound of Ilse, and neither side named a date for another round.",
    "Belmoran envoy Petra Vandel had arrived with a map that gave each country 14 kilometres of the channel, a "
    "division her ministry first drew up after the storms of 1987.",
    "Tashite negotiators folded the map after ten minutes and asked instead for a joint company that would sell "
    "dredging rights to the highest bidder.",
    "Fishermen on both shores say silt has already cost them a third of their catch, and 62 boats from the village of "
    "Marrow lay idle through the spring.",
    "A surveyor hired by the port of Corrin warned last month that the deepest lane would close to freighters within "
    "three winters unless work begins before the ice.",
    "“We did not come here to sell the sea by the metre,” Vandel told reporters on the steps of the customs house.",
    "Her counterpart, Oskar Lind, answered that nobody could own mud, and left by a side door for the evening ferry.",
    "Insurers in Tash have doubled their premiums for the passage, according to two brokers, and a grain shipper moved "
    "its cargoes to the longer northern route.",
    "The quarrel is older than either government: a treaty signed in 1921 shares the water but never mentions the "
    "bottom beneath it.",
)
SPUN = (
    "Harbour bosses of Belmora and Tash abandoned their gathering in Corrin Wednesday with no settlement on who can "
    "dredge the Sound of Ilse. and no side set a day for a further round.",
    "Belmoran emissary Petra Vandel came with a chart that handed every nation 14 kilometres of the channel, a split "
    "her department initially sketched following the storms of 1987.",
    "Tashite mediators closed the chart after ten minutes and requested in its place a shared firm that would vend "
    "dredging rights to the top bidder.",
    "Anglers on the two shores state silt has by now cost them a third of their haul and 62 vessels from the hamlet of "
    "Marrow remained idle during spring.",
    "A surveyor employed by the Corrin port cautioned last month that the deepest path would shut to freighters inside "
    "three winters if work does not start ahead of the ice.",
    "We didn't come to sell the sea by the metre, Vandel informed journalists on the stairs of the customs house.",
    "Her opposite number, Oskar Lind, replied that no one could possess mud and departed by a side door for the night "
    "ferry.",
    "Insurance firms in Tash have doubled premiums for the crossing, two agents say, and a shipper of grain shifted "
    "cargo to the lengthier northern way.",
    "The dispute is more ancient than both governments: a pact signed in 1921 divides the water yet never names the "
    "bottom under it.",
)
# What a second reporter in the same hall wrote: the same people, figures, places and quotations.
WITNESS = (
    "“We did not come here to sell the sea by the metre,” Petra Vandel said outside the customs house in Corrin, and "
    "that was the end of a day on which little else had been said aloud.",
    "The treaty of 1921 is silent on who owns the sea bed, which is why two small countries with large fishing fleets "
    "have spent a decade arguing over what lies under the Sound of Ilse.",
    "Marrow shows the price. Its 62 boats stayed tied up all spring, the nets drying on the wall of the school where "
    "Agda Stenn teaches eleven children whose fathers now look for jobs at the cannery in Pell.",
    "Belmora wanted to cut the channel in two halves of 14 kilometres. Oskar Lind, who speaks for Tash, would rather "
    "auction the right to dig, a thought that his finance ministry has pushed since the budget of November.",
    "“Nobody can own mud,” he said.",
    "Wednesday's session lasted less than four hours. There will be more, diplomats from the Straits Union believe, "
    "because the alternative is 9 million crowns a year in lost tolls.",
)


def profile(of: str, lexicon: Lexicon) -> Profile:
    """The profile of a text."""
    made = article(of)
    words = stream(made, len(of))
    return lexicon.profile(made, words, quoted(made, words))


def compared(one: str, other: str, least: float = -99) -> Retelling | None:
    """How one text retells the other."""
    lexicon = Lexicon()
    return retelling(profile(one, lexicon), profile(other, lexicon), NOTHING, least)


def links(*texts: str) -> list[tuple[str, str]]:
    """The kinds of the copies among reports of as many outlets, with the outlets of the copies."""
    made = [
        article(text, id=f"{n:03}", outlet=f"Outlet {n}", published=f"2031-03-{n % 28 + 1:02}")
        for n, text in enumerate(texts)
    ]
    return [(copy.kind, copy.article_id) for copy in find(made).copies]


@pytest.mark.parametrize(
    "copy",
    [SPUN, SPUN[:6], SPUN[1:8], [line.replace("Vandel", "Wandell").replace("Oskar", "Oscar") for line in SPUN]],
    ids=["whole", "its beginning", "its middle", "names spelled anew"],
)
def test_a_spun_text_is_a_rewording(copy: tuple[str, ...]) -> None:
    """A text of which most words were exchanged is linked to its source, also in part and with other spellings."""
    assert links("\n".join(SOURCE), "\n".join(copy)) == [("rewording", "001")]


def test_two_reports_of_one_press_conference_are_no_rewording() -> None:
    """The same people, figures, places and quotations in another order and selection join nobody."""
    assert links("\n".join(SOURCE), "\n".join(WITNESS)) == []


@pytest.mark.parametrize(
    "places", [range(8, -1, -1), (2, 7, 0, 5, 8, 3, 1, 6, 4), (4, 3, 7, 1, 0, 8, 6, 5, 2)], ids=str
)
def test_the_same_facts_in_another_order_are_no_rewording(places: Sequence[int]) -> None:
    """Sentence for sentence the same in other words, but shuffled: nobody rewords like that."""
    assert links("\n".join(SOURCE), "\n".join(SPUN[at] for at in places)) == []


def test_who_has_facts_of_his_own_rewords_nobody() -> None:
    """Each new name and number in the shorter text speaks against a rewording."""
    own = "The Hask Mail counted 31 barges there and 17 off Pell, where Ruda Maunt and Sten Ohl keep watch."
    plain, added = (compared("\n".join(SOURCE), "\n".join((*SPUN[:6], extra))) for extra in ("", own))
    assert plain is not None
    assert added is not None
    assert plain.new < 0.01
    assert added.new > plain.new + 0.04
    assert added.score < Options().reworded < plain.score


def test_a_statement_printed_without_marks_is_nobodys() -> None:
    """A statement that speaks of "us" and stands word for word in two reports counts like a quotation."""
    statement = (
        "We regret that the other side has chosen to walk away from a fair division of these waters. We remain ready "
        "to meet at any hour and in any port that our neighbours care to name. Our fleets have shared this channel "
        "for longer than our ministries have shared a telephone line, and we trust that patience will carry us."
    )
    one = f"{WITNESS[0]}\n{WITNESS[1]}\n{WITNESS[2]}\n{statement}\n{WITNESS[3]}\n{WITNESS[5]}"
    other = f"{SOURCE[2]}\n{SOURCE[3]}\n{statement}\n{SOURCE[4]}\n{SOURCE[6]}\n{SOURCE[7]}\n{SOURCE[8]}"
    found = compared(one, other)
    assert found is not None
    assert found.score < Options().reworded
    with_marks = compared(one.replace(statement, f"“{statement}”"), other.replace(statement, f"“{statement}”"))
    assert with_marks is not None
    assert found.score < with_marks.score + 0.1


def test_a_retelling_is_the_same_from_both_sides() -> None:
    """Which text is given first changes nothing but the sides of the matched sentences."""
    here, there = "\n".join(SOURCE), "\n".join(SPUN[:7])
    one, other = compared(here, there), compared(there, here)
    assert one is not None
    assert other is not None
    assert one.score == pytest.approx(other.score)
    assert one.matched == tuple((j, i) for i, j in other.matched)


def test_an_alignment_never_crosses_itself() -> None:
    """Matched sentences go on in both texts, and nothing in order sums up to more."""
    same = np.array([[0.0, 3.0, 0.0], [2.0, 0.0, 0.0], [0.0, 1.0, 2.0]])
    assert aligned(same) == [(0, 1), (2, 2)]


def test_passages_of_a_rewording_are_stretches() -> None:
    """Sentences that go on in both texts are one passage, and its anchors quote their articles."""
    texts = {"a": "\n".join(SOURCE), "b": "\n".join(SPUN)}
    made = [article(text, id=name, outlet=name, published=None) for name, text in texts.items()]
    (copy,) = find(made).copies
    assert copy.kind == "rewording"
    assert len(copy.shared) <= 2
    for one, other in copy.shared:
        assert texts[one.article_id][one.start : one.end] == one.exact
        assert texts[other.article_id][other.start : other.end] == other.exact
    covered = sum(one.end - one.start for one, _ in copy.shared)
    assert covered > 0.8 * len(texts[copy.article_id])


def test_a_rewording_of_a_story_with_many_reprints_is_found() -> None:
    """Sixty reprints of a story do not hide it from its rewording."""
    story = "\n".join(SOURCE)
    found = links(*(f"{story}\nPaper number {n}." for n in range(60)), "\n".join(SPUN))
    assert ("rewording", "060") in found


def test_many_rewordings_of_one_story_are_all_found() -> None:
    """What ten rewordings of one story share is not taken for set phrases of a crisis."""
    chance = random.Random(5)
    swaps = {"dredge": "clear", "channel": "fairway", "silt": "sand", "freighters": "ships", "idle": "unused"}
    texts = []
    for _ in range(10):
        chosen = [word for word in swaps if chance.random() < 0.5]
        lines = [" ".join(swaps[w] if w in chosen else w for w in line.split()) for line in SPUN]
        texts.append("\n".join(lines))
    assert len(links("\n".join(SOURCE), *texts)) == 10


def _bulletins(count: int) -> list[str]:
    """Reports put together from the same parts, in any order: a service's daily bulletins."""
    chance = random.Random(11)
    who = ("The harbour office", "A pilot of Corrin", "The coast guard", "A broker", "The ferry company")
    did = ("counted a dozen barges", "measured the deepest lane", "closed the northern gate", "raised its tolls")
    why = ("because of the silt", "after the storm", "before the ice came", "at the ministry's request")
    when = ("in the morning.", "for a second week.", "towards evening.", "as it had in spring.", "once more.")
    return [
        "\n".join(" ".join(chance.choice(part) for part in (who, did, why, when)) for _ in range(20))
        for _ in range(count)
    ]


def test_bulletins_of_the_same_parts_are_no_rewordings() -> None:
    """Reports that say the same things in the same words, each in its own order, reword nobody."""
    lexicon = Lexicon()
    profiles = [profile(text, lexicon) for text in _bulletins(12)]
    orders = [
        found.order
        for at, one in enumerate(profiles)
        for other in profiles[:at]
        if (found := retelling(one, other, NOTHING, -99)) is not None
    ]
    assert len(orders) == 66
    assert sum(order > 0.24 for order in orders) <= 1


def test_candidates_grow_with_the_articles() -> None:
    """Of articles that all share their phrases each is compared with its best partners only."""
    made = [article(text, id=f"{n:04}", outlet=f"o{n}") for n, text in enumerate(_bulletins(120))]
    found = rewordings.candidates(made, Options())
    assert 0 < len(found) <= 10 * len(made)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sergei", "sergey", True),
        ("kyiv", "kiev", True),
        ("vandel", "wandell", True),
        ("oskar", "oscar", True),
        ("vandel", "lind", False),
        ("marrow", "moran", False),
    ],
)
def test_a_name_sounds_the_same_however_it_is_spelled(one: str, other: str, *, same: bool) -> None:
    """Spellings of one name sound alike, names of two people do not."""
    assert (sound(one) == sound(other)) is same


@pytest.mark.parametrize("bare", ["", "1987", "ea", "“"])
def test_what_is_no_name_has_no_sound(bare: str) -> None:
    """Numbers and words of one consonant or none sound like nothing."""
    assert sound(bare) == ""


@pytest.mark.parametrize("text", ["", "word", "会谈。" * 50_000, "a. " * 100_000, "A b c. " * 50_000, "“" * 300_000])
def test_poor_texts_retell_nothing(text: str) -> None:
    """Empty, tiny and repetitive texts are profiled in bounded time and are nobody's rewording."""
    found = compared(text, "\n".join(SOURCE), Options().reworded)
    assert found is None


@given(st.lists(st.text(max_size=200), min_size=2, max_size=2))
@settings(deadline=None, max_examples=60)
def test_any_two_texts_can_be_compared(texts: list[str]) -> None:
    """Any text has a profile, and its sentences are matched in order."""
    found = compared(texts[0], texts[1])
    if found is not None:
        assert list(found.matched) == sorted(found.matched)
        assert set(found.clear) <= set(found.matched)

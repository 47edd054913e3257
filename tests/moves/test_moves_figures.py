"""Figures: values, hedges, units, what is counted, and what is no figure at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.data import Actor, Anchor, Cast, Mention
from communique.moves.coding import code
from communique.moves.figures import find_figures
from communique.moves.quantities import find_numbers
from factories import article, statement


def cast(of, *names, speakers=None):
    """A cast of states, each mentioned wherever its name stands."""
    actors = tuple(Actor(id=name, name=name, kind="state", side=name) for name in names)
    mentions = []
    for name in names:
        at = of.text.find(name)
        while at >= 0:
            place = Anchor(article_id=of.id, start=at, end=at + len(name), exact=name)
            mentions.append(Mention(anchor=place, actor=name, form="name", reason="test"))
            at = of.text.find(name, at + 1)
    return Cast(article_id=of.id, actors=actors, mentions=tuple(mentions), speakers=speakers or {})


def figures(text, *names):
    """The figures of a text of one article."""
    of = article(text)
    return find_figures(of, (), cast(of, *names))


def test_a_crowd_is_of_people():
    """ "Put the crowd at 9,000, the police at 5,000" counts people twice."""
    found = figures("Organisers put the crowd at 9,000, the police at 5,000.")
    assert [(f.value, f.unit) for f in found] == [(9000.0, "people"), (5000.0, "people")]


def test_a_crowd_is_of_those_who_were_counted():
    """What "put the crowd at 150" counts is what the sentence before it has counted."""
    found = figures("Some 300 Norse and Sudmark farmers, by their own count, marched. Police put the crowd at 150.")
    assert [(f.value, f.unit) for f in found] == [(300.0, "farmer"), (150.0, "farmer")]
    found = figures("The fair cost 300 crowns. Police put the crowd at 150.")
    assert [(f.value, f.unit) for f in found] == [(300.0, "crown"), (150.0, "people")]


def test_a_count_stood_by_is_of_what_was_counted_last():
    """ "Its count of seven" is of the dead of which another paragraph speaks."""
    found = figures(
        "The coastguard had until Friday spoken of 11 dead.\n\nSarn said that it stood by its count of seven."
    )
    assert [(f.value, f.unit, f.status) for f in found] == [(11.0, "dead", "past"), (7.0, "dead", "present")]


def test_who_calls_a_number_its_own_claims_it():
    """The number behind "its estimate" is the speaker's, also where it stands outside what is reported of him."""
    of = article("The board admitted that it had erred, lowering its estimate from 2.4 billion crowns to 1.6 billion.")
    said = statement(of, "that it had erred")
    found = find_figures(of, (said,), cast(of, speakers={said.id: "board"}))
    assert [(f.value, f.who) for f in found] == [(2.4e9, "board"), (1.6e9, "board")]
    other = article(of.text.replace("its estimate", "the estimate"))
    said = statement(other, "that it had erred")
    assert {f.who for f in find_figures(other, (said,), cast(other, speakers={said.id: "board"}))} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland moved 90,000 troops.", [(90000.0, None)]),
        ("It costs 2.5 million crowns.", [(2.5e6, None)]),
        ("They lost 3bn marks.", [(3e9, None)]),
        ("Two hundred and five villages burned.", [(205.0, None)]),
        ("Half a million people fled.", [(500000.0, None)]),
        ("A dozen ships sailed.", [(12.0, None)]),
        ("Between 90,000 and 100,000 soldiers wait.", [(90000.0, 100000.0)]),
        ("Some 10-15 boats were held.", [(10.0, 15.0)]),
        ("From 2 to 3 million tonnes of grain.", [(2e6, 3e6)]),
        ("Dozens of villagers fled.", [(12.0, 120.0)]),
        ("The tariff rises to 22 percent.", [(22.0, None)]),
        ("They met on 12 March 2031 at 10:30.", []),
        ("Resolution 1402 and Article 5 apply.", []),
        ("The 5th Fleet sailed in 2029.", []),
        ("One of them left.", []),
    ],
)
def test_find_numbers_reads_values(text, expected):
    """Digits, words, scales and ranges have their values; dates, times and names hold no quantity."""
    assert [(q.value, q.upper) for q in find_numbers(text)] == expected


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("more than 400 troops", "more than", 400.0, None),
        ("at least 400 troops", "at least", 400.0, None),
        ("as many as 400 troops", "as many as", None, 400.0),
        ("fewer than 400 troops", "fewer than", None, 400.0),
        ("up to 400 troops", "up to", None, 400.0),
        ("nearly 400 troops", "nearly", 360.0, 400.0),
        ("400 troops", None, 400.0, 400.0),
        ("400 or more troops", "or more", 400.0, None),
    ],
)
def test_a_hedge_opens_a_side(text, hedge, low, high):
    """A hedge is kept as printed, and says how far the value may lie to either side."""
    (found,) = find_numbers(text)
    assert (found.hedge, found.low, found.high) == (hedge, low, high)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Norland massed 90,000 soldiers at the border.", "troops"),
        ("The war has left 9,000 dead.", "dead"),
        ("The clash killed 40 people.", "dead"),
        ("The ministry puts the death toll at 19.", "dead"),
        ("A clinic took in 40 wounded.", "wounded"),
        ("The front would free 120 captives.", "prisoner"),
        ("A ship unloaded 85 tonnes of flour.", "tonne"),
        ("The talks lasted six hours.", "hour"),
        ("They spoke after a six-hour meeting.", "hour"),
        ("The duty is 30 percent.", "percentage"),
        ("The bond is 200,000 crowns.", "crown"),
        ("Twelve of 34 hostages will walk out.", "hostage"),
    ],
)
def test_units_are_normalised(text, unit):
    """What is counted has one name, whatever word was printed."""
    assert figures(text)[0].unit == unit


def test_a_bare_number_counts_what_the_one_before_it_counts():
    """ "Norland admits to 18,000" after an estimate of soldiers is a number of soldiers."""
    found = figures("Sudmark counts 26,000 soldiers in the valley. Norland admits to 18,000.")
    assert [(f.value, f.unit) for f in found] == [(26000.0, "troops"), (18000.0, "troops")]


def test_ages_lapses_of_time_and_small_counts_are_no_figures():
    """Ages, "two weeks ago" and "two officials" are not worth a record."""
    assert figures("The 44-year-old envoy left two weeks ago with two officials.") == ()


def test_planned_counts_are_apart_from_present_ones():
    """A force that could come is planned; one that stands there is present."""
    found = figures("Norland has 90,000 troops there. An attack could involve as many as 170,000 troops.")
    assert [f.status for f in found] == ["present", "planned"]


def test_two_reports_of_one_thing_say_the_same_what():
    """The counted thing and the place are named alike, however the sentence is built."""
    one = figures("Norland has massed more than 90,000 troops around Sudmark.", "Norland", "Sudmark")
    other = figures("Norland keeps around 90,000 soldiers near Sudmark, officials said.", "Norland", "Sudmark")
    assert one[0].what == other[0].what == "troops, Sudmark"


def test_the_speaker_of_the_statement_claims_the_figure():
    """A figure inside a statement is claimed by who speaks it."""
    of = article("Norland says 61 people were killed there.")
    said = statement(of, "61 people were killed there", source="Norland", cue="says")
    (found,) = find_figures(of, (said,), cast(of, "Norland", speakers={said.id: "Norland"}))
    assert (found.who, found.unit, found.anchor.exact) == ("Norland", "dead", "61 people")


def test_only_a_date_beside_a_figure_is_its_date():
    """A year in another clause of the sentence does not date the figure."""
    found = figures("Norland, which seized the isle in 2029, has 90,000 troops there.")
    assert [f.when for f in found] == [None]


@given(st.text(alphabet="0123456789 ,.-$%abdhikmnorst’\n", max_size=200))
def test_anchors_quote_exactly(text):
    """Any text can be read, and every anchor says what stands there."""
    of = article(text)
    for figure in find_figures(of, (), cast(of)):
        assert of.text[figure.anchor.start : figure.anchor.end] == figure.anchor.exact


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Norland speaks of 34 dead, the Sudrians of 19.", [(34.0, "Norland"), (19.0, "the Sudrians")]),
        ("There were about 40 boats, say the Sudrians.", [(40.0, "the Sudrians")]),
        ("It answered a statement from Norland that 90 boats had come.", [(90.0, "Norland")]),
        ("Norland, whose staff came late, counts 14 huts there.", [(14.0, "Norland")]),
        ("Norland spoke of 3,000 marchers, the organisers of 9,000.", [(3000.0, "Norland"), (9000.0, None)]),
        ("Norland waited, and the clerks counted 14 huts there.", [(14.0, None)]),
        ("In Norland 40 boats were seen.", [(40.0, None)]),
    ],
    ids="and-the-others say-the-others a-statement-from counts unknown-others somebody-counts a-place".split(),
)
def test_who_is_named_beside_a_number_claims_it(text, claims):
    """Who counts, or is named right before or behind a number, claims it; a place and somebody else's count do not."""
    assert [(f.value, f.who) for f in figures(text, "Norland", "the Sudrians")] == claims


def test_members_of_a_named_body_are_counted():
    """ "212 of the Front's members" are members, and soldiers who died are dead, at the place just told."""
    assert [(f.value, f.unit) for f in figures("He said 212 of the Front's members were held.")] == [(212.0, "member")]
    (found,) = figures("A post at Sareko was overrun. The army said 14 of its soldiers had died.")
    assert (found.unit, found.what) == ("dead", "dead, Sareko")


def test_the_number_of_what_is_told_before_it():
    """ "Puts the number of boats at 26, and that of fishermen at 187" counts boats and fishermen."""
    found = figures("He puts the number of Norse boats now in custody at 26, and that of detained fishermen at 187.")
    assert [(f.value, f.unit) for f in found] == [(26.0, "vessel"), (187.0, "fisherman")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They need 4.5 cubic metres of water per second.", "cubic metre per second"),
        ("It loses €85 million each day.", "euro per day"),
        ("It puts the daily damage at no more than €30 million.", "euro per day"),
        ("They earn 3,650 euros gross a month.", "euro per month"),
        ("Seven fishermen drowned.", "dead"),
        ("The rate is 66 per 40 million people.", "people"),
    ],
)
def test_rates_and_tolls(text, unit):
    """A rate may be told before the sum or behind the thing; who drowned is dead; what a rate is "per" is no count."""
    assert {f.unit for f in figures(text)} - {"people"} == {unit} - {"people"}


def test_a_sentence_may_open_with_the_time_that_it_tells_of():
    """ "In 2019 a quarrel became a battle in which 23 people died" counts the dead of 2019; May is no "may"."""
    (found,) = figures("In 2019 a quarrel about a pump became a battle in which 23 people died.")
    assert found.when == "2019"
    (since,) = figures("Since May, 40 boats have come.")
    assert since.status == "present"


def test_the_length_of_talks_has_their_day():
    """How long talks took is told with the day and the place of the talks."""
    of = article("Norland and Sudria held six hours of talks in Velm on Thursday.")
    (found,) = code(of, (), cast(of, "Norland", "Sudria")).figures
    assert (found.what, found.when) == ("hour of talks, Velm", "2031-03-06")

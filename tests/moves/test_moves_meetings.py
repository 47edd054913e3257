"""Meetings: day, place, forum, parties, length and status, and one meeting from many sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.data import Actor, Anchor, Cast, Mention
from communique.moves.meetings import find_meetings
from factories import article, statement


def cast(of, *names):
    """A cast of states, each mentioned where its name first stands."""
    actors = tuple(Actor(id=name.lower(), name=name, kind="state", side=name.lower()) for name in names)
    mentions = tuple(
        Mention(
            anchor=Anchor(article_id=of.id, start=of.text.index(n), end=of.text.index(n) + len(n), exact=n),
            actor=n.lower(),
            form="name",
            reason="test",
        )
        for n in names
    )
    return Cast(article_id=of.id, actors=actors, mentions=mentions, speakers={})


def meetings(text, *names, **fields):
    """The meetings of a text published on Friday 7 March 2031."""
    of = article(text, **fields)
    return find_meetings(of, (), cast(of, *names))


@pytest.mark.parametrize(
    ("text", "status", "when", "place"),
    [
        ("The ministers met on Wednesday in Sarn.", "held", "2031-03-05", "Sarn"),
        ("The talks will resume next Tuesday in Sarn.", "announced", "2031-03-11", "Sarn"),
        ("The envoys are due to meet again on June 27 in Port Varn.", "announced", "2031-06-27", "Port Varn"),
        ("A summit in Sarn planned for 14 March was cancelled.", "cancelled", "2031-03-14", "Sarn"),
        ("The delegations are expected back in Sarn on Sunday.", "announced", "2031-03-09", "Sarn"),
        ("Monday’s talks ended without a deal.", "held", "2031-03-03", None),
        ("The leaders spoke by telephone on Thursday.", "held", "2031-03-06", None),
        ("The technical group sits on Monday in Sarn.", "announced", "2031-03-10", "Sarn"),
        ("She will brief diplomats in Sarn on Tuesday.", "announced", "2031-03-11", "Sarn"),
        ("Negotiators sat down in Sarn on Monday.", "held", "2031-03-03", "Sarn"),
        (
            "The talks, held under the auspices of an old and respected league of the salt basin, lasted long and will "
            "resume on Tuesday.",
            "announced",
            "2031-03-11",
            None,
        ),
        ("The ministers adjourned talks in Sarn on Wednesday.", "held", "2031-03-05", "Sarn"),
    ],
)
def test_a_meeting_has_status_day_and_place(text, status, when, place):
    """What is behind was held, what is ahead is announced, at the place that stands beside its day."""
    assert [(m.status, m.when, m.place) for m in meetings(text)] == [(status, when, place)]


def test_talks_put_off_are_next_weeks_and_keep_their_place():
    """ "Sunday's session" that is moved back lies ahead, and the new day has the same place."""
    found = meetings("Sunday's session in Sarn has been moved back to Monday.")
    assert [(m.status, m.when, m.place) for m in found] == [
        ("postponed", "2031-03-09", "Sarn"),
        ("announced", "2031-03-10", "Sarn"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume on Tuesday in Sarn, when envoys meet allies, and on Wednesday in Varn, at a session of the OSCE.",
        "Envoys will join talks in Sarn on Tuesday and a session of the OSCE in Varn on Wednesday.",
    ],
)
def test_two_days_in_one_sentence_are_two_meetings(text):
    """Each day of a sentence takes its own place and forum."""
    assert [(m.when, m.place, m.forum) for m in meetings(text)] == [
        ("2031-03-11", "Sarn", None),
        ("2031-03-12", "Varn", "OSCE"),
    ]


def test_a_postponed_round_keeps_both_days():
    """The old day is postponed, the new one announced."""
    found = meetings("A round of talks planned for 14 March was postponed to 19 March.")
    assert [(m.status, m.when) for m in found] == [("postponed", "2031-03-14"), ("announced", "2031-03-19")]


def test_talks_without_a_body_are_named_by_their_parties():
    """Talks that no body holds are named by who talks, and where."""
    (found,) = meetings("Norland and Sudmark held talks in Sarn on Monday.", "Norland", "Sudmark")
    assert (found.forum, found.parties) == ("Norland-Sudmark talks, Sarn", ("norland", "sudmark"))


def test_mentions_of_one_meeting_become_one():
    """Length and place told elsewhere in the article belong to the dated meeting."""
    (found,) = meetings(
        "Norland and Sudmark held talks on Monday.\nShe spoke after the seven-hour meeting.\nThe Sarn talks failed. "
        "The mediator of the talks in Sarn was silent.",
        "Norland",
        "Sudmark",
    )
    assert (found.when, found.hours, found.place) == ("2031-03-03", 7.0, "Sarn")


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Wednesday that talks would be hard.",
        "She told a news conference on Monday that it was over.",
        "The demands were not met on Monday.",
        "Norland must meet the conditions by Friday.",
        "It is not clear whether the talks will go on.",
    ],
)
def test_the_day_of_a_statement_is_no_meeting(text):
    """Speaking of talks, or meeting a demand, is not meeting."""
    assert meetings(text) == ()


def test_a_day_behind_what_is_said_of_a_meeting_is_the_meetings():
    """ "Said they would meet on April 10" dates the meeting, not what was said."""
    (found,) = meetings("The envoy said Norland and Sudmark would meet on April 10.", "Norland", "Sudmark")
    assert (found.when, found.status) == ("2031-04-10", "announced")


def test_a_news_agency_has_no_seat():
    """An agency that tells of talks is no party to them, and not in their name."""
    (found,) = meetings(
        "Norland and Sudmark met on Wednesday in Sarn, Reuters reported.", "Norland", "Sudmark", "Reuters"
    )
    assert (found.parties, found.forum) == (("norland", "sudmark"), "Norland-Sudmark talks, Sarn")


def test_a_statements_cue_takes_its_day():
    """The day beside a cue is the statement's, though the talks are near."""
    of = article("The envoy explained on Monday why the talks had failed.")
    said = statement(of, "why the talks had failed", source="The envoy", cue="explained")
    assert find_meetings(of, (said,), cast(of)) == ()


@given(st.text(alphabet="talksmeing on Monday in Sarn.,5 hours\n", max_size=200))
def test_evidence_quotes_exactly(text):
    """Any text can be read, and every anchor says what stands there."""
    of = article(text)
    for meeting in find_meetings(of, (), cast(of)):
        assert all(of.text[a.start : a.end] == a.exact for a in meeting.evidence)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Norland called off the Sarn summit with Sudmark on Thursday.", [("cancelled", None)]),
        ("The summit of Norland and Sudmark planned for 14 March was called off on Thursday.",
         [("cancelled", "2031-03-14")]),
        ("Norland and Sudmark put off the 14 March summit on Thursday.", [("postponed", "2031-03-14")]),
        ("Thursday's session of Norland and Sudmark was cancelled.", [("cancelled", "2031-03-06")]),
        ("The second round of the talks between Norland and Sudmark, for which halls and rooms at the lake had long "
         "been booked, was put off until Thursday, 13 March.", [("announced", "2031-03-13")]),
    ],
)  # fmt: skip
def test_the_day_of_a_decision_is_not_that_of_the_talks(text, rows):
    """The day on which talks are called off dates the decision; "Thursday's session" was to be on Thursday."""
    text = f"The leaders wait in Sarn. {text}"
    assert [(m.status, m.when) for m in meetings(text, "Norland", "Sudmark")] == rows


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met in Port Varn, Norland, on Monday.",
        "The ministers of Sudmark and Ostel met at the Norland summit on Monday. They stayed in Norland.",
        "Sudmark's minister departed for Norland and will meet Ostel's envoy there on Monday.",
    ],
)
def test_a_venue_is_no_party(text):
    """A state that only says where talks are held has no seat at them."""
    names = [name for name in ("Norland", "Sudmark", "Ostel") if name in text]
    assert all("norland" not in m.parties for m in meetings(text, *names))


@pytest.mark.parametrize(
    "text",
    [
        "On Monday lawmakers grappled with what potential talks of Norland and Sudmark might bring.",
        "Norland's premier on Wednesday hailed the prospect of a summit with Sudmark.",
    ],
)
def test_a_day_on_which_talks_are_only_spoken_of_is_none(text):
    """Where somebody does something else that day, no talks were held."""
    assert [m.when for m in meetings(text, "Norland", "Sudmark")] == []


def test_under_whose_auspices_they_meet():
    """Who only brings the parties together, or tells of the talks, does not sit at them."""
    of = article("Talks between Arn and Bel, brokered by Cor, resume on Tuesday, Dun told reporters.")
    found = find_meetings(of, (), cast(of, "Arn", "Bel", "Cor", "Dun"))
    assert [m.parties for m in found] == [("arn", "bel")]


def test_talks_of_a_told_length_were_held_on_the_day_of_their_sentence():
    """The day may stand far ahead of "after nine hours of talks"; one behind it dates something else."""
    text = (
        "Norland and Sudmark failed on Tuesday to settle a dispute over the fields and the quotas of the Corran shelf, "
        "but agreed to meet again on March 21, mediators said after nine hours of talks."
    )
    found = meetings(text, "Norland", "Sudmark")
    assert [(m.status, m.when) for m in found] == [("held", "2031-03-04"), ("announced", "2031-03-21")]
    text = (
        "The envoys of Norland and Sudmark spoke after nine hours of talks, the first that there were since the two "
        "governments closed the border between the provinces of the south to all trade on March 1."
    )
    assert meetings(text, "Norland", "Sudmark") == ()

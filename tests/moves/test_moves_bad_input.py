"""Texts in which little is done at any table: few moves, or none, come of them."""

from __future__ import annotations

import re

import pytest

from communique import actors, moves, statements
from communique.data import Actor, Anchor, Cast, Mention, Move
from factories import article

STATES = ("Norland", "Southmark", "Eastmere")

HOPES = """Hopes for a summit between Norland and Southmark next month rose on Sunday. Preparations for the talks go on.
There is speculation that Norland may lift the levy. Few expect that Southmark will sign. Norland’s allies doubt that
Southmark will agree to the plan."""

MARKETS = """Shares in Norland rallied on Tuesday after Southmark spoke of the levy. The crown hit a record high.
Traders said purchases by Southmark would hit 50 billion crowns. Norland’s orders to importers to find other suppliers
fell."""

COLUMN = """I have never believed in the quota. Does Norland really think that Southmark will sign? Suppose that Norland
cut its duties: who would gain? The duties on Southmark’s timber are a tax on carpenters, and a threat to the economy
of Norland. If I were the minister of Norland, I would sleep badly."""

WARS = """The first war between Norland and Southmark was fought in 1861. A truce brokered in Ansel in 1864 held for
nine years. The duties imposed in 1902 were never lifted."""

BLOG = """14:05 Still no white smoke from the hall in Port Ansel. 14:20 The delegation of Norland is having lunch.
14:45 More on this as we get it. 15:10 Rain in Port Ansel. 15:30 Here is what to watch for when Norland and Southmark
meet: fish, money and time."""

SATIRE = """In a bold step, the gulls of Norland have asked the gulls of Southmark to keep the noise down. “Chips are
not a currency,” a gull said."""

INTERVIEW = """Q: Would Norland ever agree to a smaller quota? A: You know, that is one way to see it. Q: Could
Southmark close the strait? A: We are watching. Q: Will Norland attack? A: I love the position we are in."""


def read(text: str) -> tuple[Move, ...]:
    """The moves of ``text`` through the rooms before the coding, published in the middle of a year."""
    of = article(text, published="2031-06-11")
    said = statements.extract(of)
    return moves.code(of, said, actors.resolve(of, said)).moves


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param(HOPES, 1, id="hopes"),
        pytest.param(MARKETS, 0, id="markets"),
        pytest.param(COLUMN, 1, id="column"),
        pytest.param(WARS, 1, id="past wars"),
        pytest.param(BLOG, 1, id="live blog"),
        pytest.param(SATIRE, 1, id="satire"),
        pytest.param(INTERVIEW, 1, id="interview"),
    ],
)
def test_where_nothing_is_done_few_moves_are_found(text, most):
    """Speculation, markets, columns, old wars, live blogs, satire and interviews give at most a stray move."""
    found = read(text)
    assert len(found) <= most, [(move.code, move.trigger.exact) for move in found]


def told(text: str) -> list[tuple[str, str]]:
    """The code and modality of what three states do in a sentence of the outlet's own."""
    of = article(text)
    people = tuple(Actor(id=name, name=name, kind="state", side=name) for name in STATES)
    mentions = tuple(
        Mention(
            anchor=Anchor(article_id=of.id, start=found.start(), end=found.end(), exact=found[0]),
            actor=name,
            form="name",
            reason="test",
        )
        for name in STATES
        for found in re.finditer(name, text)
    )
    cast = Cast(article_id=of.id, actors=people, mentions=mentions, speakers={})
    return [(move.code, move.modality) for move in moves.code(of, (), cast).moves]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland regretted the decision of Southmark.", [("CRITICISE", "stated")]),
        ("Norland regretted the loss of the crew.", [("CONCEDE", "stated")]),
        ("Norland has yet to confirm the figure.", []),
        ("Norland suggested it was too late for the ferry.", []),
        ("Norland suggested a pause of nine days.", [("PROPOSE", "stated")]),
        ("Norland is sceptical that Southmark will agree to the plan.", []),
        ("Norland attacked Southmark in a tweet.", [("CRITICISE", "stated")]),
        ("Norland began efforts to hold a meeting with Southmark.", []),
        ("Norland held a meeting on prisoners with Southmark.", [("MEET", "stated")]),
        ("Norland called the meeting with Southmark a farce.", [("CRITICISE", "stated")]),
        ("The truce brokered in Ansel helped Norland.", []),
        ("The meeting with Southmark would have been held by Norland.", []),
        ("Norland agreed to finish the text as soon as possible.", [("ACCEPT", "stated")]),
        ("Norland should withdraw its forces.", []),
        ("Will Norland attack Southmark?", []),
        ("Norland sees Southmark as a threat to its trade.", []),
        ("Norland rallied on the markets.", []),
        ("Norland pushed the price to a record high.", []),
        ("Norland charges Southmark massive tariffs.", []),
        ("Norland is prepared to retaliate.", [("THREATEN", "stated")]),
        ("Norland seized on the rain.", []),
        ("Norland fired back in a letter.", [("CRITICISE", "stated")]),
        ("Norland did not know if the plan was rejected by Southmark.", []),
        ("Norland has close ties to Southmark.", []),
        ("Norland accepted the limits that were agreed on Saturday.", [("ACCEPT", "stated")]),
        ("Norland urged Southmark to sign as soon as next week.", [("REQUEST", "stated")]),
        ("Norland entered the hall with little if any fear.", []),
        ("Norland rejected warnings that it would face ruin if it attacked Southmark.", [("REJECT", "stated")]),
        ("Norland told Southmark it had flown to Ansel.", []),
        ("Norland said no missiles had been found.", []),
        ("Norland said no.", [("REJECT", "stated")]),
        ("Norland signed the death warrants.", []),
        ("Norland questioned why the port was closed.", []),
        ("Norland freed the two expelled envoys of Southmark.", [("DE_ESCALATE", "stated")]),
        ("Norland broke off from Southmark nine years ago.", []),
        ("Norland threatens the peace of Southmark.", []),
        ("Norland, accused of piracy, rejected the plan.", [("REJECT", "stated")]),
        ("It is unclear what Norland is willing to accept.", []),
        ("Norland would meet Southmark in Ansel.", [("MEET", "future")]),
        ("Norland has received a letter from the port.", []),
        ("Norland is seeking to reopen the port.", []),
        ("Norland withdrew its envoy from the treaty with Southmark.", [("REJECT", "stated")]),
        ("Norland engaged in a long dialogue with Southmark.", [("MEET", "stated")]),
    ],
)
def test_what_is_and_what_is_no_act(text, expected):
    """A verb counts with its own object and as a fact; what is supposed, asked, wished or undone does not."""
    assert told(text) == expected

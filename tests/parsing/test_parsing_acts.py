"""Acts: what the heads for acts say of a word, as nouns of the house."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from communique.data import Parse, Party, Sight, Trigger
from communique.parsing import assemble, parse, reading, windows_of
from communique.parsing.acts import Labels, sides, triggers
from communique.parsing.decoding import Run
from communique.parsing.wordpieces import Word
from communique.store import codec
from encoders import LABELS, model
from factories import article

TEXT = "The talks had failed.\n\nOstra told Lund that the talks had failed."
WIDE = replace(LABELS, codes=("DEMAND", "OFFER", "REJECT"))


def seen(rows: list[list[float]], *, labels: Labels = WIDE) -> tuple[Trigger, ...]:
    """The triggers among words of two letters whose codes have these probabilities, none of them first."""
    words = [Word(3 * at, 3 * at + 2, (4,)) for at in range(len(rows))]
    plain, links = np.zeros((len(rows), 2)), np.zeros((len(rows), 4)) - 9
    scores = {
        "act": np.log(np.array(rows) + 1e-9),
        "modality": plain,
        "root": plain,
        "link": links,
    }
    return triggers(words, scores, labels)


def test_an_act_is_read_with_its_parties(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is an act has its place in the article, its codes, and who does it to whom."""
    monkeypatch.setattr(reading, "load", lambda *_: model(LABELS))
    (act,) = parse(article(TEXT)).triggers
    assert TEXT[act.start : act.end] == "told"
    assert act.codes[0][0] == "DEMAND"
    assert act.modalities[0][0] == "stated"
    assert act.roots[0][0] == "REQUEST"
    assert [TEXT[party.start : party.end] for party in act.actors] == ["Ostra"]
    assert [TEXT[party.start : party.end] for party in act.recipients] == ["Lund"]
    assert act.score > 0.98


def test_weights_without_the_heads_see_no_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights of the time before heads for acts read on."""
    monkeypatch.setattr(reading, "load", lambda *_: model())
    found = parse(article(TEXT))
    assert (found.triggers, found.who, found.whom) == ((), (), ())
    assert found.parts


def test_a_parse_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes into a case comes out the same."""
    monkeypatch.setattr(reading, "load", lambda *_: model(LABELS))
    found = parse(article(TEXT))
    assert codec.build(Parse, codec.plain(found)) == found


def test_what_two_windows_see_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of windows that overlap, each act is told of by the one in which it has context on both sides."""
    monkeypatch.setattr(reading, "load", lambda *_: model(LABELS))
    text = "Ostra told Lund that " * 300
    acts = parse(article(text)).triggers
    assert len(windows_of(article(text))) > 2
    assert [text[act.start : act.end] for act in acts] == ["told"] * 300
    assert list(acts) == sorted(acts, key=lambda act: act.start)


def test_only_what_is_likely_is_listed() -> None:
    """Words below one in ten are no acts, codes below one in twenty are not named, and the best comes first."""
    found = seen([[0.93, 0.03, 0.02, 0.02], [0.5, 0.07, 0.4, 0.03], [0.86, 0.08, 0.03, 0.03]])
    assert [(act.start, act.codes, act.score) for act in found] == [
        (3, (("OFFER", 0.4), ("DEMAND", 0.07)), 0.5),
        (6, (("DEMAND", 0.08),), 0.14),
    ]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([[0.2, 0.8, 0, 0], [0.4, 0.6, 0, 0]], [0]),
        ([[0.4, 0.6, 0, 0], [0.2, 0.8, 0, 0]], [3]),
        ([[0.2, 0.8, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0.4, 0.6, 0, 0]], [0]),
        ([[0.2, 0.8, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0.4, 0.6, 0, 0]], [0, 12]),
        ([[0.2, 0.8, 0, 0], [0.4, 0, 0.6, 0]], [0, 3]),
    ],
    ids=["the first is surer", "the second is surer", "two words apart", "three words apart", "another code"],
)
def test_words_of_one_act_are_one(rows: list[list[float]], places: list[int]) -> None:
    """Of neighbours with one code the surest stands for the act."""
    assert [act.start for act in seen(rows)] == places


def test_a_temperature_flattens() -> None:
    """The higher a head's temperature, the less it claims."""
    rows = [[0.1, 0.9, 0, 0]]
    (cool,), (warm,) = (seen(rows, labels=replace(WIDE, temperatures={**WIDE.temperatures, "act": t})) for t in (1, 2))
    assert warm.score == pytest.approx(0.75, abs=0.01)
    assert warm.score < cool.score


def test_nothing_holds_no_acts() -> None:
    """A window without words, and an article without windows, are answered."""
    assert triggers([], {}, LABELS) == ()
    of = article("")
    assert assemble(of, [], [], "tiny") == Parse(article_id=of.id, model="tiny")
    assert Sight() == Sight(parts=(), triggers=(), who=(), whom=())


@pytest.mark.parametrize(
    ("role", "code", "who", "whom"),
    [("who", "DEMAND", 1, 0), ("whom", "DEMAND", 0, 1), ("both", "DEMAND", 1, 1), ("who", "MEET", 1, 1)],
)
def test_those_who_meet_are_both(role: str, code: str, who: int, whom: int) -> None:
    """A party is who, whom or either, as tagged; one that meets somebody is met as well, unless kept apart."""
    met = Party(start=0, end=2, score=0.9)
    act = Trigger(
        start=3,
        end=5,
        score=1.0,
        codes=((code, 1.0),),
        modalities=(("stated", 1.0),),
        roots=(("AID", 1.0),),
        actors=(met,),
    )
    found = sides([Word(0, 2, (4,)), Word(3, 5, (4,))], [Run(role, 0, 1, 0.5)], [act])
    assert [len(side) for side in found] == [who, whom]
    kept = sides([Word(0, 2, (4,)), Word(3, 5, (4,))], [Run(role, 0, 1, 0.5)], [act], apart=True)
    assert [len(side) for side in kept] == [role != "whom", role != "who"]
    assert sides([], [], [act]) == ((), ())

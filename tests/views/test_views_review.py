"""The cards of the review as objects: what each kind shows, and what is left while people decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique import Case, Filter
from communique.data import Card, Judgement
from communique.errors import UnknownName
from communique.views import review
from communique.views.deck import PILES, Decided, Deck, Sitting, pile, told
from communique.views.review import FIELDS, Place

REPORTS = Path(__file__).parent.parent / "golden/fishing-strait/articles"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of nine articles."""
    with Case(tmp_path_factory.mktemp("cards") / "talks.communique") as made:
        made.add(REPORTS)
        yield made


@pytest.fixture(scope="module")
def deck(case: Case) -> Deck:
    """All its cards, and one of each kind that this case has none of."""
    now = case.snapshot().load()
    one, other = now.moves()[0].id, now.moves()[-1].id
    more = (
        Card(about=one, kind="pair", reason="two acts that may be one", moves=(one,), other=other),
        Card(about="~lobster pots", kind="issue", reason="an issue that the machine proposed", moves=(one, other)),
    )
    return Deck(now, (*case.queue(now=now), *more), now.judgements)


def sitting(deck: Deck, *given: Judgement, by: str = "ines", blind: bool = False, **more: Any) -> Sitting:
    """Somebody before the deck, with what was decided since."""
    return Sitting(deck=deck, by=by, blind=blind, given=[*deck.now.judgements, *given], **more)


def shown(deck: Deck, kind: str) -> dict[str, Any]:
    """The first card of a kind, drawn."""
    here = sitting(deck)
    return review.drawn(here, next(card for card in deck.cards if card.kind == kind))


def said(about: str, verdict: Any = "accept", **fields: Any) -> Judgement:
    """A judgement of Ines's."""
    base: dict[str, Any] = {"by": "ines", "at": "2031-03-09T10:00:00+00:00", "kind": "move"} | fields
    base.setdefault("id", f"{about} {verdict} {base['by']} {base['at']}")
    return Judgement(about=about, verdict=verdict, **base)


def test_every_card_is_drawn(deck: Deck) -> None:
    """Whatever its kind: with its reason, what it is about, and nothing that JSON does not know."""
    import json

    here = sitting(deck)
    for card in deck.cards:
        made = review.drawn(here, card)
        assert made["items"]
        assert made["pile"] in PILES
        assert json.loads(json.dumps(made)) == made


def test_a_card_shows_the_sentence_with_its_neighbours_the_words_marked(deck: Deck) -> None:
    """The pieces together stand in the article as they are, and the marked ones are the evidence."""
    made = shown(deck, "move")["acts"][0]
    article = deck.now.articles_by_id[made["article"]["id"]]
    assert "".join(piece["words"] for piece in made["context"]) in article.text
    marked = [piece["words"] for piece in made["context"] if piece["marked"]]
    assert marked == [anchor["exact"] for anchor in made["evidence"]]
    assert "% sure" in made["because"]
    assert set(made["fields"]) == set(FIELDS)


def test_the_other_reports_of_an_act_are_told_once_each(deck: Deck) -> None:
    """Every other move of the event is behind one of the wordings."""
    card = next(c for c in deck.cards if c.kind == "move" and len(c.moves) > 1)
    made = review.drawn(sitting(deck), card)
    event = deck.now.events_by_id[deck.now.moves_by_id[card.about].event or ""]
    others = {deck.now.moves_by_id[m].article_id for m in event.moves if m != card.about}
    assert {a["id"] for report in made["reports"] for a in report["articles"]} == others
    assert all(report["together"] and not report["judged"] for report in made["reports"])
    judged = review.drawn(sitting(deck, *(said(m) for m in event.moves)), card)["reports"]
    assert all(report["judged"] for report in judged)


def test_a_dispute_shows_each_answer_in_its_words(deck: Deck) -> None:
    """With who says it, and each wording once."""
    for answer in shown(deck, "dispute")["dispute"]["answers"]:
        contexts = [str(said["context"]) for said in answer["said"]]
        assert contexts
        assert len(contexts) == len(set(contexts))


LEFT: list[tuple[str, list[tuple[str, str]], bool]] = [
    ("move", [("about", "accept")], True),
    ("move", [("about", "reject")], True),
    ("move", [("about", "edit")], True),
    ("dispute", [("about", "accept")], True),
    ("pair", [("about", "merge")], True),
    ("pair", [("about", "split")], True),
    ("pair", [("about", "accept")], False),
]


@pytest.mark.parametrize(("kind", "decisions", "gone"), LEFT)
def test_what_was_decided_since_is_not_asked_again(
    deck: Deck, kind: str, decisions: list[tuple[str, str]], gone: bool
) -> None:
    """Cards go with their decision and come back with its undo, though the record is not made again."""
    card = next(c for c in reversed(deck.cards) if c.kind == kind)
    link = {"merge": {"with": card.other or ""}, "split": {"from": card.other or ""}}
    names = card.moves if kind == "move" else (card.about,)
    given = [said(name, verdict, changes=link.get(verdict, {})) for name in names for _, verdict in decisions]
    after = sitting(deck, *given)
    assert (card in after.left) is not gone
    assert after.piles.total() == len(after.left)
    undone = [said(j.id, "undo", at="2031-03-09T11:00:00+00:00") for j in given]
    assert card in sitting(deck, *given, *undone).left


def test_of_some_reports_those_are_left_that_nobody_judged(deck: Deck) -> None:
    """A card about several moves shrinks; it shows one of those that are left."""
    card = next(c for c in deck.cards if c.kind == "move" and len(c.moves) > 1)
    left = sitting(deck, said(card.about)).left[deck.cards.index(card)]
    assert left.moves == tuple(m for m in card.moves if m != card.about)
    assert left.about in left.moves


def test_a_blind_coder_hears_nobody_else(deck: Deck) -> None:
    """What others decide leaves the cards of one who works blind, and is not the last decision either."""
    card = next(c for c in deck.cards if c.kind == "move")
    given = [said(move) for move in card.moves]
    assert card in sitting(deck, *given, by="otto", blind=True).left
    assert card not in sitting(deck, *given, by="otto").left
    assert sitting(deck, *given, by="otto", blind=True).last is None
    assert review.seen_of(sitting(deck, *given, by="otto", blind=True), card.moves) == ""
    assert review.seen_of(sitting(deck, *given, by="otto"), card.moves) == given[-1].id


def test_the_queue_is_filtered(deck: Deck) -> None:
    """By kind and by the filters of the lists; an unknown name is told."""
    here = sitting(deck)
    for kind in PILES:
        assert {pile(card) for card in here.asked(Filter(), kind)} <= {kind}
    demands = here.asked(Filter(code="DEMAND"), "")
    moves = deck.now.moves_by_id
    assert demands
    assert all(any(moves[m].code == "DEMAND" for m in (*c.moves, c.about) if m in moves) for c in demands)
    assert len(here.asked(Filter(code="DEMAND", limit=1), "")) == 1
    with pytest.raises(UnknownName):
        here.asked(Filter(party="Atlantis"), "")


PLACES = [(Place(), 0), (Place(at=2), 2), (Place(at=9999), -1), (Place(card="none", at=1), 1)]


@pytest.mark.parametrize(("place", "at"), PLACES)
def test_a_card_that_is_gone_gives_way_to_the_one_in_its_place(deck: Deck, place: Place, at: int) -> None:
    """Or to the last one."""
    made = review.objects(sitting(deck), Filter(), place)
    assert made["card"]["about"] == deck.cards[at].about
    assert made["at"] == at % len(deck.cards)


def test_each_card_knows_its_neighbours(deck: Deck) -> None:
    """The one before and the one after."""
    second = deck.cards[1]
    made = review.objects(sitting(deck), Filter(), Place(card=second.about))
    assert (made["previous"], made["next"]) == (deck.cards[0].about, deck.cards[2].about)


def test_nothing_left_is_said(deck: Deck) -> None:
    """No card, no neighbours, nothing to accept."""
    made = review.objects(sitting(deck), Filter(since="2099"), Place())
    assert (made["card"], made["left"], made["next"], made["bulk"]["moves"]) == (None, 0, None, 0)


def test_the_last_decision_is_known_after_a_restart(deck: Deck) -> None:
    """From the judgements in the file, by whole batches; of a sitting still remembered with its card."""
    one, other = said("m1", batch="b", quote="some words"), said("m2", batch="b")
    after = sitting(deck, one, other)
    assert after.last is not None
    assert after.last.ids == ("b",)
    kept = Decided(by="ines", ids=("b",), told="accepted", card={"about": "m1", "items": ["m1"], "kind": "move"})
    assert sitting(deck, one, other, decided=[kept]).last is kept
    undone = said("b", "undo", at="2031-03-09T11:00:00+00:00")
    back = sitting(deck, one, other, undone, decided=[kept])
    assert back.last is None
    assert back.put_back("m1") == kept.card
    assert back.put_back("m2") is None


@pytest.mark.parametrize(
    ("verdict", "count", "words"), [("accept", 1, "accepted: “a b”"), ("merge", 3, "merged, 3 reports: “a b”")]
)
def test_a_decision_is_told_in_a_few_words(verdict: str, count: int, words: str) -> None:
    """What, how many, and about which words."""
    assert told(said("m", verdict, quote=" a\n b "), count) == words


def test_nine_codes_have_a_key(deck: Deck) -> None:
    """The commonest of the case, in the order of the codebook, and nine even where the case has fewer."""
    from communique.vocabulary.codebook import codes

    assert len(deck.codes) == 9
    assert list(deck.codes) == [code for code in codes() if code in deck.codes]


def test_the_queue_has_a_row_for_each_card(deck: Deck) -> None:
    """The same as CSV."""
    made = review.objects(sitting(deck), Filter(), Place(), whole=True)
    assert [row["about"] for row in review.rows(made)] == [card.about for card in deck.cards]


def test_orphans_and_coders_are_cards_too(tmp_path: Path) -> None:
    """A lost judgement shows what it was about and who may inherit it; coders who differ stand side by side."""
    with Case(tmp_path / "talks.communique") as case:
        case.add(REPORTS)
        first, second = case.moves()[:2]
        case.judge(first, "accept", by="otto", blind=True)
        case.judge(first, "reject", by="eva", why="no", blind=True)
        lost = case.judge(second, "edit", by="otto", changes={"code": "MEET"})
        now = case.snapshot().load()
        deck = Deck(now, case.queue(now=now), now.judgements)
        coders = review.drawn(sitting(deck), Card(about=second.id, kind="coders", reason="", moves=(second.id,)))
        assert [c["by"] for c in coders["coders"]] == ["otto"]
        orphan = review.drawn(sitting(deck), Card(about=lost.id, kind="orphan", reason=""))["orphan"]
        assert second.id in [heir["id"] for heir in orphan["heirs"]]
        assert orphan["decision"].startswith("edit")

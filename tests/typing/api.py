"""User code that must type-check: the public face as its users write it."""

from __future__ import annotations

from communique import Case, Filter, Options, actors, articles, conflict, copies, moves, record, statements
from communique.data import Card, Dispute, Document, Equilibrium, Judgement, Move, Position, Proposal
from communique.engine import LocalEngine
from communique.errors import CommuniqueError


def use_a_case() -> None:
    """What interfaces promise of a case."""
    with Case("talks.communique", engine=LocalEngine(), options=Options()) as case:
        case.add("reports/", published="2031-03-07")
        positions: list[Position] = case.positions(party="Sulmara")
        disputes: list[Dispute] = case.disputes()
        of_then = case.record(as_of="2031-03-07")
        move: Move = case.moves(Filter(code="DEMAND", limit=1))[0]
        judgement: Judgement = case.judge(move, "reject", why="reported as hypothetical")
        case.undo(judgement.id)
        batch: list[Judgement] = case.judge_all(case.moves(code="REJECT"), "edit", changes={"issue": "borders"})
        cards: tuple[Card, ...] = case.queue(by="ines", blind=True)
        alphas: list[float | None] = [row.alpha for row in case.agreement("ines", "ana")]
        outlook = case.conflict(as_of="2031-03-07")
        held: tuple[Equilibrium, ...] = outlook.believing({"close-canal": "bluff"}).equilibria(concept="R")
        left: int = outlook.proposal.unconfirmed
        print(len(held), left, outlook.banner, len(outlook.turns()))
        print(len(batch), len(cards), alphas, case.merge("other.communique").judgements)
        print(len(positions), len(disputes), len(of_then.events))


def use_the_rooms() -> None:
    """Every room is a function that needs no case."""
    try:
        article = articles.read(Document(path="a.txt", raw=b"QUELLIS - The minister said no.", media="text"))
    except CommuniqueError as error:
        print(error)
        return
    found = copies.find([article])
    said = statements.extract(article)
    cast = actors.resolve(article, said)
    reading = moves.code(article, said, cast)
    made = record.reconcile(
        record.Evidence(articles=(article,), lineages=copies.lineages([article], found.copies), moves=reading.moves)
    )
    print(made.events)
    proposal: Proposal = conflict.model(made, cast.actors, articles=[article])
    print(conflict.banner(proposal))

"""How much of a known conflict comes back from reports that tell it.

    python benchmarks/conflict_quality.py [--only NAME] [--show]

Each crisis below is a conflict in option form whose facts are told in invented reports, by templates. A case is built
of them, and the model that it suggests is compared with the conflict: F1 of the options (right owner, issue and act)
and of the statements (right maker and meaning), before anybody has judged anything. Then an analyst who knows the truth
confirms what is right, parks the rest and adds what is missing; the equilibria must then be those of the conflict.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from communique import Case
from communique.conflict import CONCEPTS, Solved, solve
from communique.data import Conflict, DecisionMaker, Option, Preference, Proposal, ProposedOption, ProposedPreference


class Act(NamedTuple):
    """An option: its issue, whether it gives way or presses, and how reports word it.

    ``base`` follows "to" or "must"; ``past`` tells that it is done already.
    """

    issue: str
    act: str
    base: str
    past: str = ""


class Told(NamedTuple):
    """One statement of a maker: about an option, perhaps only if another is done (or left).

    ``meant`` is how the analyst puts it where that says more than reports do. What is "untold" no report has.
    """

    maker: str
    what: str
    done: bool = True
    kind: str = "demand"
    when: str = ""
    met: bool = True
    meant: str = ""


class Crisis(NamedTuple):
    """A conflict and its sides, each with its adjective and who speaks for it; statements as each maker ranks them."""

    name: str
    sides: Mapping[str, tuple[str, str]]
    options: Mapping[str, tuple[str, Act]]
    told: Sequence[Told]
    infeasible: Sequence[str] = ()
    lasting: Sequence[str] = ()


WATER = Act("water and rivers", "give", "open the sluices of the upper dam")
TROOPS = Act("troops and deployments", "give", "withdraw its troops from the border")
INSPECTORS = Act("nuclear programme", "give", "admit inspectors to its reactors")
TARIFF = Act("trade and tariffs", "press", "double its tariffs on imported steel")
SANCTIONS = Act("sanctions", "press", "impose sanctions on the banks")
PRISONERS = Act("hostages and prisoners", "give", "release the captured sailors")
STRIKE = Act("use of force", "press", "attack the islands")
MISSILES = Act("missiles and arms control", "give", "remove its missiles from the coast")
WHEAT = Act("trade and tariffs", "give", "lower its duty on wheat")
BRIGADES = Act("troops and deployments", "press", "keep two brigades on the border", "moved two brigades to the border")
WALK_OUT = Act("status of talks", "press", "walk out of the talks")

CRISES = (
    Crisis(
        "the prisoner's dilemma",
        {
            "Ostravia": ("Ostravian", "Foreign Minister Lena Havel"),
            "Merrinia": ("Merrinian", "Foreign Minister Tobias Quent"),
        },
        {"first": ("Ostravia", TROOPS), "second": ("Merrinia", MISSILES)},
        (
            Told("Ostravia", "second", kind="demand"),
            Told("Ostravia", "first", done=False, kind="rejection"),
            Told("Merrinia", "first", kind="demand"),
            Told("Merrinia", "second", done=False, kind="rejection"),
        ),
    ),
    Crisis(
        "the river, after Syria and Iraq 1975",
        {
            "Tarsia": ("Tarsian", "Foreign Minister Elam Dorrit"),
            "Bakresh": ("Bakreshi", "Foreign Minister Yusra Nadim"),
        },
        {"release": ("Tarsia", WATER), "escalate": ("Tarsia", SANCTIONS), "attack": ("Bakresh", STRIKE)},
        (
            Told("Tarsia", "escalate", kind="threat", when="attack", meant="escalate IF attack"),
            Told("Tarsia", "release", done=False, kind="rejection"),
            Told("Tarsia", "attack", done=False, kind="demand"),
            Told("Tarsia", "escalate", done=False, kind="untold"),
            Told("Bakresh", "attack", kind="threat", when="release", met=False),
            Told("Bakresh", "escalate", done=False, kind="inferred"),
            Told("Bakresh", "attack", done=False, kind="untold"),
            Told("Bakresh", "release", kind="demand"),
        ),
        infeasible=("release AND escalate",),
    ),
    Crisis(
        "the plant, after Elmira 1991",
        {
            "Locria": ("Locrian", "Foreign Minister Edith Call"),
            "Modria": ("Modrian", "Foreign Minister Orla Benn"),
            "Unigia": ("Unigian", "Foreign Minister Hugo Prand"),
        },
        {
            "insist": ("Locria", SANCTIONS),
            "modify": ("Modria", WHEAT),
            "delay": ("Unigia", BRIGADES),
            "accept": ("Unigia", MISSILES),
            "abandon": ("Unigia", WALK_OUT),
        },
        (
            Told("Modria", "abandon", done=False, kind="inferred"),
            Told("Modria", "accept", kind="demand", meant="accept OR abandon"),
            Told("Modria", "modify", done=False, kind="rejection", meant="NOT modify OR abandon"),
            Told("Modria", "insist", kind="untold", meant="(insist IFF NOT modify) OR abandon"),
            Told("Locria", "abandon", done=False, kind="inferred"),
            Told("Locria", "modify", done=False, kind="demand", meant="NOT modify OR abandon"),
            Told("Locria", "modify", kind="untold", meant="accept OR modify OR abandon"),
            Told("Locria", "insist", kind="threat", when="accept", met=False, meant="insist OR abandon"),
            Told("Locria", "accept", kind="demand", meant="accept OR abandon"),
            Told("Unigia", "accept", kind="offer", when="modify", meant="(accept IFF modify) AND NOT abandon"),
            Told("Unigia", "abandon", kind="threat", when="insist", meant="abandon"),
            Told("Unigia", "insist", kind="untold", meant="NOT insist OR accept OR abandon"),
            Told("Unigia", "modify", kind="untold", meant="(accept IF modify) OR abandon"),
            Told("Unigia", "insist", done=False, kind="inferred", meant="NOT insist OR abandon"),
            Told("Unigia", "modify", done=False, kind="untold", meant="NOT modify OR abandon"),
        ),
        infeasible=("delay AND accept AND NOT abandon", "NOT (delay OR accept OR abandon)"),
        lasting=("modify", "accept", "abandon"),
    ),
    Crisis(
        "water against trade",
        {
            "Corvania": ("Corvanian", "Foreign Minister Ida Strand"),
            "Lesmondia": ("Lesmondian", "Foreign Minister Pavel Orr"),
        },
        {"water": ("Corvania", WATER), "tariff": ("Lesmondia", TARIFF), "troops": ("Lesmondia", TROOPS)},
        (
            Told("Corvania", "water", done=False, kind="rejection"),
            Told("Corvania", "troops", kind="demand"),
            Told("Corvania", "tariff", done=False, kind="inferred"),
            Told("Lesmondia", "water", kind="demand"),
            Told("Lesmondia", "tariff", kind="threat", when="water", met=False),
            Told("Lesmondia", "troops", kind="offer", when="water"),
        ),
    ),
    Crisis(
        "sanctions and inspectors",
        {
            "Ardellia": ("Ardellian", "Foreign Minister Greta Mohn"),
            "Sarkand": ("Sarkandi", "Foreign Minister Ilyas Beck"),
        },
        {
            "inspectors": ("Sarkand", INSPECTORS),
            "sanctions": ("Ardellia", SANCTIONS),
            "prisoners": ("Sarkand", PRISONERS),
        },
        (
            Told("Ardellia", "inspectors", kind="red line"),
            Told("Ardellia", "prisoners", kind="demand"),
            Told("Ardellia", "sanctions", kind="threat", when="inspectors", met=False),
            Told("Sarkand", "inspectors", done=False, kind="rejection"),
            Told("Sarkand", "prisoners", done=False, kind="rejection"),
            Told("Sarkand", "sanctions", done=False, kind="inferred"),
        ),
    ),
    Crisis(
        "three on one strait",
        {
            "Velsundia": ("Velsundian", "Foreign Minister Karin Aske"),
            "Torrania": ("Torranian", "Foreign Minister Bruno Sall"),
            "Edirka": ("Edirkan", "Foreign Minister Nadia Ferro"),
        },
        {"missiles": ("Velsundia", MISSILES), "troops": ("Torrania", TROOPS), "tariff": ("Edirka", TARIFF)},
        (
            Told("Velsundia", "missiles", done=False, kind="rejection"),
            Told("Velsundia", "troops", kind="demand"),
            Told("Torrania", "missiles", kind="demand"),
            Told("Torrania", "troops", kind="offer", when="missiles"),
            Told("Edirka", "troops", kind="demand"),
            Told("Edirka", "tariff", kind="threat", when="troops", met=False),
            Told("Torrania", "tariff", done=False, kind="inferred"),
        ),
    ),
)

PHRASES: Mapping[str, Sequence[str]] = {
    "demand": (
        "{maker} demanded on Tuesday that {other} {base}.",
        "“{other} must {base},” {adjective} {speaker} said in a speech to parliament.",
    ),
    "demand not": (
        "{maker} demanded on Tuesday that {other} not {base}.",
        "“{other} must not {base},” {adjective} {speaker} said in a speech to parliament.",
    ),
    "red line": (
        "“{other} must {base}. That is a red line for us,” {adjective} {speaker} said in a speech to parliament.",
        "{maker} demanded on Tuesday that {other} {base}, and called it a red line.",
    ),
    "rejection": (
        "{maker} refused on Wednesday to {base}, {adjective} {speaker} said.",
        "“We will not {base},” {adjective} {speaker} told reporters, and rejected the demand.",
    ),
    "offer": (
        "{maker} offered on Thursday to {base} if {other} {third}.",
        "“We are ready to {base} if {other} {third},” {adjective} {speaker} told reporters.",
    ),
    "threat": (
        "{maker} threatened on Thursday to {base} {condition}.",
        "“We will {base} {condition},” {adjective} {speaker} warned in a television interview.",
    ),
}
"""How a statement is told, in two reports that have nothing from each other."""
ASIDES = (
    "Rain fell on the capital through most of the afternoon.",
    "Shops near the ministry closed an hour earlier than usual.",
    "The hall had been repainted for the occasion.",
    "A brass band was playing in the square outside.",
    "Trams were late again because of works on the bridge.",
    "The building dates from the last century and has a clock tower.",
    "Students had hung paper lanterns along the embankment.",
    "The cafeteria ran out of soup before noon.",
    "Photographers waited on the stairs for most of the morning.",
    "A school choir rehearsed in the next room.",
    "The harbour master's dog slept through the whole event.",
    "Snow was still lying on the hills to the north.",
    "The lift was out of order and everyone took the stairs.",
    "Chestnut sellers stood at the gate until dark.",
    "The translators drank their tea standing up.",
    "A power cut delayed the start by ten minutes.",
    "The curtains had been drawn against the low sun.",
    "Bicycles were chained to every railing in the street.",
    "The evening papers led with the football results.",
    "An old ferry served as the press centre.",
)
BACKGROUND = (
    "The governments of {one} and {two} have been at odds since the spring.",
    "The president of {one} received the {other} ambassador last week, and neither side said much.",
    "Diplomats from {two} and {one} have not sat at one table for two months.",
    "The {first} parliament debates the quarrel with {two} on Friday.",
    "The prime minister of {two} has not visited the {first} capital for three years.",
    "Relations between the {first} government and the {other} government have seldom been colder.",
    "Both {one} and {two} hold elections in the autumn, and the {other} opposition is ahead.",
)
OUTLETS = ("The Lantern", "Harbour Post")


KINDS = ("demand", "red line", "rejection", "offer", "threat")  # what is told; the rest follows, or is not known


def reports(crisis: Crisis) -> Iterator[tuple[str, Told, str]]:
    """The reports of a crisis: a name, which statement it tells, and its text."""
    number = 0
    for told in crisis.told:
        for at, outlet in enumerate(OUTLETS if told.kind in KINDS else ()):
            head = f"---\noutlet: {outlet}\npublished: 2033-05-{10 + number // 3:02}\ntitle: Report {number}\n---\n\n"
            asides = [ASIDES[(2 * number + k) % len(ASIDES)] for k in range(2)]
            behind = _background(crisis, told, number)
            text = f"{head}{asides[0]} {behind}\n\n{_sentence(crisis, told, at)}\n\n{asides[1]}\n"
            yield f"{number:03}.txt", told, text
            number += 1
    for owner, act in crisis.options.values():
        if act.past:
            head = (
                f"---\noutlet: {OUTLETS[0]}\npublished: 2033-05-{10 + number // 3:02}\ntitle: Report {number}\n---\n\n"
            )
            told = Told(owner, "")
            behind = _background(crisis, told, number)
            yield f"{number:03}.txt", told, f"{head}{ASIDES[number % len(ASIDES)]} {behind}\n\n{owner} {act.past}.\n"
            number += 1


def _background(crisis: Crisis, told: Told, number: int) -> str:
    """Who is quarrelling, as every report says again in its own words."""
    others = [side for side in crisis.sides if side != told.maker]
    two = others[number % len(others)]
    return BACKGROUND[number % len(BACKGROUND)].format(
        one=told.maker, two=two, first=crisis.sides[told.maker][0], other=crisis.sides[two][0]
    )


def _sentence(crisis: Crisis, told: Told, at: int) -> str:
    owner, act = crisis.options[told.what]
    kind = "demand not" if told.kind == "demand" and not told.done else told.kind
    other = crisis.options[told.when][0] if told.when else owner
    third = _third(crisis.options[told.when][1].base) if told.when else ""
    return PHRASES[kind][at].format(
        maker=told.maker,
        other=other,
        adjective=crisis.sides[told.maker][0],
        speaker=crisis.sides[told.maker][1],
        base=act.base,
        third=third,
        condition=f"{'if' if told.met else 'unless'} {other} {third}",
    )


def _third(base: str) -> str:
    """The verb as he, she or it has it."""
    verb, _, rest = base.partition(" ")
    return f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch')) else 's'} {rest}"


def conflict(crisis: Crisis) -> Conflict:
    """The conflict itself, each statement in a tier of its own."""
    return Conflict(
        name=crisis.name,
        makers=tuple(
            DecisionMaker(
                name=maker,
                options=tuple(
                    Option(name=name, irreversible="yes" if name in crisis.lasting else "")
                    for name, (owner, _) in crisis.options.items()
                    if owner == maker
                ),
                preferences=tuple(
                    Preference(statement=told.meant or statement(told), tier=tier)
                    for tier, told in enumerate(t for t in crisis.told if t.maker == maker)
                ),
            )
            for maker in sorted(crisis.sides)
        ),
        infeasible=tuple(crisis.infeasible),
    )


def statement(told: Told) -> str:
    """A statement in the words of the model."""
    head = told.what if told.done else f"NOT {told.what}"
    if not told.when:
        return head
    return f"{head} {'IFF' if told.kind == 'threat' else 'IF'} {told.when if told.met else f'NOT {told.when}'}"


class Found(NamedTuple):
    """What of a crisis came back, and what the analyst had to do."""

    options: tuple[int, int, int]
    statements: tuple[int, int, int]
    confirmed: int
    edited: int
    added: int
    parked: int
    same: bool


def measured(crisis: Crisis, folder: Path, *, show: bool = False) -> Found:
    """The case is built, its model compared, judged by who knows the truth, and solved."""
    kept = folder / "reports"
    kept.mkdir()
    for name, _, text in reports(crisis):
        (kept / name).write_text(text, "utf-8")
    with Case(folder / "crisis.communique") as case:
        case.add(kept)
        return Analyst(crisis, case, show=show).judge()


class Analyst:
    """Somebody who knows the conflict and judges what the machine made of its reports."""

    def __init__(self, crisis: Crisis, case: Case, *, show: bool = False) -> None:
        self.crisis, self.case = crisis, case
        self.proposal = case.conflict().proposal
        self.names = {party.actor: party.name for party in self.proposal.parties}
        if show:
            _show(self.proposal)

    def judge(self) -> Found:
        """Confirm what is right, park the rest, add what is missing; then compare the equilibria."""
        crisis, case = self.crisis, self.case
        live = [option for option in self.proposal.options if not option.parked]
        every = self.proposal.options
        known = self._known(every)
        wishes = sorted(self.proposal.preferences, key=lambda wish: (bool(wish.parked), wish.tier))
        truths = {key: told for key, told, _ in _truths(crisis)}
        said = {wish.id: (self.names.get(wish.maker, ""), self._said(wish, every, known)) for wish in wishes}
        right = [wish for wish in wishes if said[wish.id] in truths]
        counts = [0, 0, 0, 0]
        for option in every:
            name = known.get(option.id)
            if name is None:
                counts[3] += bool(not option.parked and case.judge(option.id, "reject", by="analyst"))
            else:
                changes = {"name": name, "irreversible": "yes" if name in crisis.lasting else ""}
                counts[1] += bool(case.judge(option.id, "edit", changes=changes, by="analyst"))
        for name in set(crisis.options) - set(known.values()):
            changes = {"kind": "option", "owner": crisis.options[name][0]}
            changes |= {"irreversible": "yes"} if name in crisis.lasting else {}
            counts[2] += bool(case.judge(name, "add", changes=changes, by="analyst"))
        tiers = {key: tier for key, _, tier in _truths(crisis)}
        taken = set()
        for wish in wishes:
            key = said[wish.id]
            if wish in right and key not in taken:
                taken.add(key)
                meant = truths[key].meant or key[1]
                changes = {"tier": str(tiers[key]), "credibility": "credible", "statement": meant}
                counts[0 if wish.tier == tiers[key] and meant == key[1] else 1] += 1
                case.judge(wish.id, "edit", changes=changes, by="analyst")
            else:
                counts[3] += bool(case.judge(wish.id, "reject", by="analyst") and not wish.parked)
        for key in truths.keys() - taken:
            changes = {"kind": "preference", "maker": key[0], "tier": str(tiers[key])}
            counts[2] += bool(case.judge(truths[key].meant or key[1], "add", changes=changes, by="analyst"))
        for text in crisis.infeasible:
            case.judge(text, "add", changes={"kind": "exclusion"}, by="analyst")
        same = _held(case.conflict().solved) == _held(solve(conflict(crisis)))
        return Found(
            options=(sum(option.id in known for option in live), len(live), len(crisis.options)),
            statements=_counted(wishes, said, set(truths)),
            confirmed=counts[0],
            edited=counts[1],
            added=counts[2],
            parked=counts[3],
            same=same,
        )

    def _known(self, live: Sequence[ProposedOption]) -> dict[str, str]:
        """The options that are those of the crisis, each once: of the right owner, issue and act."""
        wanted = {(owner, act.issue, act.act): name for name, (owner, act) in self.crisis.options.items()}
        keys = {option.id: (self.names.get(option.owner, ""), option.issue, option.act) for option in live}
        return {key: wanted[place] for key, place in keys.items() if place in wanted}

    def _said(self, wish: ProposedPreference, live: Sequence[ProposedOption], known: Mapping[str, str]) -> str:
        words = wish.statement
        for option in sorted(live, key=lambda o: -len(o.name)):
            words = words.replace(option.name, known.get(option.id, "?"))
        return words


def _truths(crisis: Crisis) -> Iterator[tuple[tuple[str, str], Told, int]]:
    """Every statement: its maker and what it says (as it is told, if it is), and its tier."""
    for maker in crisis.sides:
        for tier, told in enumerate(t for t in crisis.told if t.maker == maker):
            yield (maker, statement(told) if told.kind != "untold" or not told.meant else told.meant), told, tier


def _counted(
    wishes: Sequence[ProposedPreference], said: Mapping[str, tuple[str, str]], truths: set[tuple[str, str]]
) -> tuple[int, int, int]:
    """How many statements in the model are right, how many there are, how many there should be."""
    live = [said[wish.id] for wish in wishes if not wish.parked]
    return len(truths & set(live)), len(live), len(truths)


def _held(solved: Solved) -> set[tuple[frozenset[str], str]]:
    """What is done in each equilibrium, with each concept by which it is one."""
    names = [option.name for option in solved.model.options]
    return {
        (frozenset(name for name, letter in zip(names, row.state, strict=True) if letter == "Y"), concept)
        for concept in CONCEPTS
        for row in solved.equilibria(concept=concept)
    }


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def scores(crises: Sequence[Crisis] = CRISES, *, show: bool = False) -> Mapping[str, float]:
    """F1 of options and statements over all crises, and the share whose equilibria come back once judged."""
    totals = [[0, 0, 0], [0, 0, 0]]
    same = 0
    for crisis in crises:
        with tempfile.TemporaryDirectory() as folder:
            found = measured(crisis, Path(folder), show=show)
        for total, row in zip(totals, (found.options, found.statements), strict=True):
            total[:] = map(sum, zip(total, row, strict=True))
        same += found.same
        print(f"{crisis.name:<42} options {f1(*found.options):.2f} {found.options}", end="  ")
        print(f"statements {f1(*found.statements):.2f} {found.statements}  kept {found.confirmed},", end=" ")
        print(f"edited {found.edited}, added {found.added}, parked {found.parked}, equal {found.same}")
    return {
        "options_f1": 100 * f1(*totals[0]),
        "statements_f1": 100 * f1(*totals[1]),
        "equilibria_equal": 100 * same / len(crises),
    }


def _show(proposal: Proposal) -> None:
    for option in proposal.options:
        print(f"    {option.name} [{option.issue}, {option.act}] {option.parked}")
    for wish in proposal.preferences:
        print(f"      {wish.tier} {wish.statement} {wish.credibility} {wish.parked}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print each proposal")
    given = parser.parse_args()
    for name, value in scores([c for c in CRISES if given.only in c.name], show=given.show).items():
        print(f"{name:<42} {value:.1f}")


if __name__ == "__main__":
    main()

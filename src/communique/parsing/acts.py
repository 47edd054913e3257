"""Acts: which words of a window are acts, what each may be, and which words are its parties.

A head scores each word's codes (none of them comes first), another its modality, a third its PLOVER root; a fourth
gives each word four vectors: what it asks for as an act, of an actor and of a recipient, and what it answers as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.data import Party, Trigger
from communique.parsing.decoding import Run
from communique.parsing.wordpieces import Word

if TYPE_CHECKING:
    from numpy import ndarray

    Numbers = ndarray[Any, Any]

ACT = 0.1  # a word is told of if it is an act with this probability
LISTED = 0.05  # ... and a code, a modality or a root with this
LINKED = 0.3  # a word belongs to a party with this
_MUTUAL = frozenset(("MEET", "CONSULT"))  # the code and the root of what its parties do to each other
_APART = 2  # words between two that are one act, if they have the same code ("put the plan on the table")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the heads tell of, in the order of their scores, and how far each is to be believed.

    ``temperatures`` (a head each) divide scores before they become probabilities; a word's scores are those of its
    first piece. The vectors of ``link`` are as wide as a quarter of it.
    """

    codes: Sequence[str]
    modalities: Sequence[str]
    roots: Sequence[str]
    temperatures: Mapping[str, float]


def triggers(words: Sequence[Word], scores: Mapping[str, Numbers], labels: Labels) -> tuple[Trigger, ...]:
    """The acts among these words, in order."""
    if not words:
        return ()
    codes = _shares(scores["act"], labels.temperatures["act"])
    sure = 1 - codes[:, 0]
    likely = [int(at) for at in (sure >= ACT).nonzero()[0]]
    if not likely:
        return ()
    kinds = _shares(scores["modality"][likely], labels.temperatures["modality"])
    roots = _shares(scores["root"][likely], labels.temperatures["root"])
    links = _links(scores["link"], likely, labels.temperatures["link"])
    made = [
        Trigger(
            start=words[at].start,
            end=words[at].end,
            score=round(float(sure[at]), 3),
            codes=_listed(labels.codes, codes[at, 1:]),
            modalities=_listed(labels.modalities, kinds[row]),
            roots=_listed(labels.roots, roots[row]),
            actors=_parties(words, links[0][row]),
            recipients=_parties(words, links[1][row]),
        )
        for row, at in enumerate(likely)
    ]
    return tuple(_apart(made, likely))


def sides(
    words: Sequence[Word], runs: Sequence[Run], acts: Sequence[Trigger], *, apart: bool = False
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who does it and to whom, of runs of words that are "who", "whom" or "both".

    Those who meet are both, unless they are to be kept ``apart``: one may also call on another.
    """
    found: tuple[list[Party], list[Party]] = ([], [])
    for run in runs:
        party = Party(start=words[run.first].start, end=words[run.last - 1].end, score=round(run.score, 3))
        both = run.role == "both" or (not apart and _mutual(party, acts))
        for side, role in zip(found, ("who", "whom"), strict=True):
            if both or run.role == role:
                side.append(party)
    return tuple(found[0]), tuple(found[1])


def _mutual(party: Party, acts: Sequence[Trigger]) -> bool:
    """Whether the act that a party most likely has a part in is one that its parties do to each other."""
    linked = [(act.score * _share(party, (*act.actors, *act.recipients)), -act.start, act) for act in acts]
    best = max(linked, key=lambda item: item[:2], default=None)
    return best is not None and best[0] > 0 and bool(_MUTUAL & {best[2].codes[0][0], best[2].roots[0][0]})


def _share(party: Party, others: Sequence[Party]) -> float:
    return max((p.score for p in others if p.start < party.end and party.start < p.end), default=0.0)


def _shares(scores: Numbers, temperature: float) -> Numbers:
    """Scores as probabilities, a row each."""
    import numpy as np

    raised = np.exp((scores - scores.max(-1, keepdims=True)) / temperature)
    shares: Numbers = raised / raised.sum(-1, keepdims=True)
    return shares


def _listed(names: Sequence[str], shares: Numbers) -> tuple[tuple[Any, float], ...]:
    """The names that are likely, best first; the best one even where it is not."""
    kept = (shares >= LISTED).nonzero()[0].tolist() or [int(shares.argmax())]
    listed = sorted((-float(shares[at]), at) for at in kept)
    return tuple((names[at], round(-share, 3)) for share, at in listed)


def _links(vectors: Numbers, likely: Sequence[int], temperature: float) -> tuple[Numbers, Numbers]:
    """How probably each word belongs to an actor, and to a recipient, of each of the likely acts."""
    import numpy as np

    width = vectors.shape[1] // 4
    asked, answer = vectors[likely, : 2 * width], vectors[:, 2 * width :]
    scale = width**-0.5 / temperature
    of_actor = asked[:, :width] @ answer[:, :width].T
    of_recipient = asked[:, width:] @ answer[:, width:].T
    return 1 / (1 + np.exp(-scale * of_actor)), 1 / (1 + np.exp(-scale * of_recipient))


def _parties(words: Sequence[Word], sure: Numbers) -> tuple[Party, ...]:
    """The runs of words that belong to a party, the surest first."""
    inside = (sure >= LINKED).nonzero()[0].tolist()
    runs: list[list[int]] = []
    for at in inside:
        if runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    found = [
        Party(start=words[a].start, end=words[b - 1].end, score=round(float(sure[a:b].mean()), 3)) for a, b in runs
    ]
    return tuple(sorted(found, key=lambda party: (-party.score, party.start)))


def _apart(made: Sequence[Trigger], places: Sequence[int]) -> Iterator[Trigger]:
    """The acts, of neighbours that are words of one act only the surest."""
    best, last = made[0], places[0]
    for trigger, at in zip(made[1:], places[1:], strict=True):
        same = at - last <= _APART + 1 and trigger.codes[0][0] == best.codes[0][0]
        if not same:
            yield best
        if not same or trigger.score > best.score:
            best = trigger
        last = at
    yield best

"""How far coders agree: Krippendorff's alpha, Cohen's kappa and percent agreement, field by field.

Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability; Cohen, J. (1960), A Coefficient of Agreement for
Nominal Scales, Educational and Psychological Measurement 20(1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.data import Agreement, Judgement
from communique.errors import UnknownName
from communique.record.judging import PARTIES, parts, stances

FIELDS = ("verdict", "code", "actors", "recipients", "issue", "modality")
"""What coders can agree on: whether to keep a datum, and for moves how each part of it is coded."""
_KEPT, _REJECTED = "keep", "reject"


class Disagreement(NamedTuple):
    """A datum of which coders say different things: in which fields, and each coder's last word."""

    about: str
    fields: tuple[str, ...]
    coders: Mapping[str, Judgement]


def agreement(judgements: Iterable[Judgement], *, coders: Sequence[str] = ()) -> tuple[Agreement, ...]:
    """How far the coders (all of them unless named) agree on each field of :data:`FIELDS`.

    Raises UnknownName for a coder without any judgement.
    """
    said, chosen = _chosen(judgements, coders)
    found = []
    for field in FIELDS:
        units = []
        for row in said.values():
            values = {coder: value_of(row[coder], field) for coder in chosen if coder in row}
            units.append({coder: value for coder, value in values.items() if value is not None})
        shared = [unit for unit in units if len(unit) > 1]
        pair = [(unit[chosen[0]], unit[chosen[1]]) for unit in shared] if len(chosen) == 2 else []
        rows = [list(unit.values()) for unit in shared]
        found.append(
            Agreement(
                field=field,
                coders=chosen,
                units=len(shared),
                values=sum(map(len, rows)),
                percent=percent(rows),
                kappa=kappa(pair),
                alpha=alpha(rows),
            )
        )
    return tuple(found)


def disagreements(judgements: Iterable[Judgement], *, coders: Sequence[str] = ()) -> list[Disagreement]:
    """The data of which the coders (all unless named) say different things, each with the fields in question, by id.

    What the record holds of them is the word that was given last. Raises UnknownName as :func:`agreement` does.
    """
    found = []
    said, chosen = _chosen(judgements, coders)
    for about, everybody in sorted(said.items()):
        row = {coder: judgement for coder, judgement in everybody.items() if coder in chosen}
        fields = tuple(field for field in FIELDS if len({value_of(j, field) for j in row.values()} - {None}) > 1)
        if fields:
            found.append(Disagreement(about, fields, dict(sorted(row.items()))))
    return found


def _chosen(
    judgements: Iterable[Judgement], coders: Sequence[str]
) -> tuple[Mapping[str, Mapping[str, Judgement]], tuple[str, ...]]:
    """What each coder says of each datum, and which coders are asked for."""
    given = list(judgements)
    known = sorted({judgement.by for judgement in given})
    for coder in coders:
        if coder not in known:
            raise UnknownName(f"{coder}: no such coder; known: {', '.join(known) or 'none yet'}")
    said = stances(given)
    return said, tuple(sorted(set(coders) or {coder for row in said.values() for coder in row}))


def value_of(judgement: Judgement, field: str) -> str | None:
    """What a judgement says of a field, or None where it says nothing: a rejected move has no code."""
    if field == "verdict":
        return _REJECTED if judgement.verdict == "reject" else _KEPT
    if judgement.verdict == "reject" or judgement.kind != "move":
        return None
    value = judgement.changes.get(field, judgement.seen.get(field))
    if value is None:
        return None
    return ";".join(sorted(parts(value))) if field in PARTIES else value.strip()


def percent(units: Iterable[Sequence[Hashable]]) -> float | None:
    """The share (0..1) of the pairs of values given to one unit that are equal; None without such a pair."""
    same = pairs = 0
    for values in units:
        pairs += len(values) * (len(values) - 1)
        same += sum(count * (count - 1) for count in Counter(values).values())
    return same / pairs if pairs else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two coders; None without a unit, or where chance alone would make them agree always."""
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    observed = sum(a == b for a, b in pairs) / len(pairs)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: any number of coders, units with missing values.

    Each unit is the values that coders gave it; a unit with fewer than two counts for nothing. None where no two
    values are paired, or all are the same, so that nothing could have differed.
    """
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for values in units:
        if len(values) > 1:
            counts = Counter(values)
            totals += counts
            observed += (len(values) ** 2 - sum(c * c for c in counts.values())) / (len(values) - 1)
    n = totals.total()
    expected = n * n - sum(c * c for c in totals.values())
    return None if expected == 0 else 1 - (n - 1) * observed / expected

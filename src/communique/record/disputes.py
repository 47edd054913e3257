"""Questions to which the reports give answers that cannot all hold: figures of one thing, facts about one person.

Two answers are a dispute only when independent reports give them, or different sides claim them: versions of one
story change their mind, they do not disagree.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.data import Actor, Anchor, Answer, Dispute, Figure, digest
from communique.record.support import Voices
from communique.text import fold

_WORD = re.compile(r"\w+")
_PLAIN = frozenset("the a an of in on at to by for from with near around about and or its their his her s".split())
_RANKS = frozenset(
    "deputy under vice assistant acting interim former first second chief senior junior permanent".split()
)


def figure_disputes(figures: Iterable[Figure], voices: Voices, sides: Mapping[str, str] | None = None) -> list[Dispute]:
    """Figures that count the same thing, at the same time, and do not fit each other's hedges.

    ``sides`` maps an actor's id to that of its side: two sides that claim different figures disagree even where
    one report tells of both.
    """
    questions: dict[tuple[str, str], list[list[Figure]]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.anchor.article_id, f.anchor.start, f.id)):
        if figure.unit is None:
            continue
        cells = questions[figure.unit, figure.status]
        home = next((cell for cell in cells if all(_same_question(figure, other) for other in cell)), None)
        if home is None:
            cells.append([figure])
        else:
            home.append(figure)
    joined = (cell for cells in questions.values() for cell in _by_values(cells))
    return [d for cell in joined if (d := _figure_dispute(cell, voices, sides or {}))]


def _by_values(cells: Iterable[list[Figure]]) -> list[list[Figure]]:
    """Questions of one unit that have two values in common are one question in other words."""
    joined: list[list[Figure]] = []
    for cell in cells:
        values = {f.value for f in cell}
        home = next((other for other in joined if len(values & {f.value for f in other}) > 1), None)
        if home is None:
            joined.append(list(cell))
        else:
            home.extend(cell)
    return joined


def _same_question(a: Figure, b: Figure) -> bool:
    """Whether two figures of one unit count the same: much the same words say what, and the size is near."""
    ours, theirs = _about(a), _about(b)
    if not ours or not theirs:
        return ours == theirs
    alike = len(ours & theirs) / min(len(ours), len(theirs))
    near = 0.2 <= (a.value or 1) / (b.value or 1) <= 5
    return alike >= 0.6 and near and _times_fit(a.when, b.when)


def _about(figure: Figure) -> frozenset[str]:
    unit = set(_WORD.findall(fold(figure.unit or "")))
    words = (fold(w) for w in _WORD.findall(figure.what))
    return frozenset(w[:6] for w in words if w not in _PLAIN and w not in unit and not w.isdigit())


def _times_fit(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def _figure_dispute(cell: Sequence[Figure], voices: Voices, sides: Mapping[str, str]) -> Dispute | None:
    answers: list[list[Figure]] = []
    for figure in sorted(cell, key=lambda f: (f.value, f.id)):
        home = next((answer for answer in answers if all(_fit(figure, other) for other in answer)), None)
        if home is None:
            answers.append([figure])
        else:
            home.append(figure)
    told = [{f.article_id for f in answer} for answer in answers]
    claimed = [{sides.get(f.who, f.who) for f in answer if f.who} for answer in answers]
    if len(answers) < 2 or not (_independent(told, voices) or _disagree(claimed)):
        return None
    unit = cell[0].unit or ""
    about = min((f.what for f in cell), key=lambda w: (len(w), w))
    return Dispute(
        id=digest("dispute", "figure", unit, cell[0].status, *sorted(min(cell, key=_what).what.split())),
        kind="figure",
        question=f"How many: {about}" if unit in about else f"How many {unit}: {about}",
        answers=tuple(
            Answer(
                value=max(answer, key=lambda f: (_count(f, answer), -f.value)).value,
                support=voices.support(f.anchor for f in answer),
                who=tuple(sorted({f.who for f in answer if f.who})),
            )
            for answer in answers
        ),
    )


def _what(figure: Figure) -> tuple[int, str]:
    return (len(figure.what), figure.what)


def _count(figure: Figure, answer: Sequence[Figure]) -> int:
    return sum(f.value == figure.value for f in answer)


def _fit(a: Figure, b: Figure) -> bool:
    """Whether two figures can both hold, each as widely as its hedge allows."""
    (low, high), (other_low, other_high) = _range(a), _range(b)
    return low <= other_high and other_low <= high


def _range(figure: Figure) -> tuple[float, float]:
    """What a figure can mean: an open end ("more than 13,000") reaches to just below the next figure as round."""
    if figure.low is None and figure.high is None:
        return figure.value, figure.value
    reach = _roundness(figure.value) * 0.99
    low = figure.value - reach if figure.low is None else figure.low
    high = figure.value + reach if figure.high is None else figure.high
    return low, high


def _roundness(value: float) -> float:
    """The place of the last digit that is not nought (13,000 is round to 1,000); 0.1 for a broken number."""
    if value == 0 or not math.isfinite(value) or value != int(value):
        return 0.1
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return float(step)


def _independent(groups: Sequence[set[str]], voices: Voices) -> bool:
    """Whether at least two answers come from different reports, and not merely from versions of one."""
    reports = [{voices.of(article) for article in group} for group in groups]
    return any(a - b and b - a for n, a in enumerate(reports) for b in reports[n + 1 :])


def _disagree(claimed: Sequence[set[str]]) -> bool:
    """Whether at least two answers are claimed by different sides."""
    return any(a and b and not a & b for n, a in enumerate(claimed) for b in claimed[n + 1 :])


def office_disputes(actors: Iterable[Actor], voices: Voices) -> list[Dispute]:
    """Persons to whom independent reports give offices of different rank in one institution."""
    found = []
    for actor in actors:
        if actor.kind != "person":
            continue
        for family in _families(actor.offices):
            dispute = _office_dispute(actor, family, voices)
            if dispute is not None:
                found.append(dispute)
    return found


def _families(offices: Iterable[tuple[str, Anchor]]) -> list[Mapping[str, list[tuple[str, Anchor]]]]:
    """Offices by what they are without their rank ("secretary of state"), and within that by the whole."""
    families: dict[str, dict[str, list[tuple[str, Anchor]]]] = defaultdict(lambda: defaultdict(list))
    for title, anchor in offices:
        words = [fold(w) for w in _WORD.findall(title)]
        bare = " ".join(w for w in words if w not in _RANKS)
        if "former" not in words and bare:
            families[bare][" ".join(words)].append((title, anchor))
    return [family for _, family in sorted(families.items()) if len(family) > 1]


def _office_dispute(actor: Actor, family: Mapping[str, list[tuple[str, Anchor]]], voices: Voices) -> Dispute | None:
    rows = [family[key] for key in sorted(family)]
    if not _independent([{anchor.article_id for _, anchor in row} for row in rows], voices):
        return None
    return Dispute(
        id=digest("dispute", "fact", actor.id, *sorted(family)),
        kind="fact",
        question=f"What office does {actor.name} hold?",
        answers=tuple(
            Answer(value=min(title for title, _ in row), support=voices.support(a for _, a in row)) for row in rows
        ),
    )

"""The moves of a record as acts of sides: whose act, towards whom, on what, how firm, and by how many voices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.conflict.sides import Sides
from communique.conflict.topics import topic
from communique.data import Anchor, Article, Event, Lineage, Move, Record, Support
from communique.text import fold
from communique.vocabulary.firmness import essential_pattern, red_line_pattern

Kind = Literal[
    "ask",
    "proposal",
    "refusal",
    "offer",
    "threat",
    "pressing",
    "giving",
    "denial",
    "position",
    "blame",
    "mediation",
    "meeting",
]
SURE = 0.5
"""The confidence from which one report of a move is enough; below it takes two independent ones."""
PRESSING = frozenset({"DEPLOY", "SANCTION", "COERCE", "ATTACK", "SUSPEND_TALKS", "VIOLATE"})
_GIVING = frozenset({"CONCEDE", "DE_ESCALATE", "SIGN", "COOPERATE"})
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("DEMAND", "REQUEST"), "ask"),
    **dict.fromkeys(("OFFER", "ACCEPT"), "offer"),
    **dict.fromkeys(("THREATEN", "ULTIMATUM"), "threat"),
    **dict.fromkeys(PRESSING, "pressing"),
    **dict.fromkeys(_GIVING, "giving"),
    **dict.fromkeys(("ACCUSE", "CRITICISE"), "blame"),
    "PROPOSE": "proposal",
    "REJECT": "refusal",
    "DENY": "denial",
    "STATE_POSITION": "position",
    "MEDIATE": "mediation",
    "MEET": "meeting",
}
TALKS = "status of talks"
"""The issue of the vocabulary that is about whether there are talks at all."""
_FIRM: frozenset[Kind] = frozenset({"ask", "refusal", "position"})
_NOT_YET = frozenset({"future", "conditional"})
# Words that lean on what stands before them.
_LEANS = re.compile(
    r"[“\"'‘]?(?:that\s+)?(?:he|she|it|they|this|that|these|those|there|his|her|its|their|nor|not)\b", re.I
)
# What is asked: up to the first mark that ends a clause.
_GIST = re.compile(
    r"\s*(?:(?:on|that|to|for|from)\s+)?(?:\w+day\s+)?(?:that\s+|to\s+)?(?!\s*(?:but|and|or|as|so|if|unless|because)\b)"
    r"(?P<words>(?:[^,;:.!?—–“”\"]|(?<=\d)[,.](?=\d)){1,140})"
)
_BREAKS = re.compile(r"\b(?:never|not|that|and|or|of|the|a|to|in|if|for|with|which|who|whose)$", re.I)
_FEWEST, _MOST = 3, 14  # words that say what is asked and can be read at a glance
_SHORTEST, _LONGEST = 25, 240  # characters of words that can be shown as a quote by themselves


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Act:
    """One act of one side, however many reports tell of it.

    ``own``: at least one report has it from the side itself or in the outlet's own voice. ``sure``: that the machine
    read it right. ``red`` and ``essential`` say in which words it was put. ``day`` is "" where it is not known.
    """

    kind: Kind
    by: str
    to: frozenset[str]
    code: str
    issue: str | None
    day: str
    condition: str
    red: bool
    essential: bool
    own: bool
    moves: tuple[Move, ...]


class Sources:
    """What the moves of a case rest on: which report each article comes from, and when it was published.

    ``garbled`` are articles reworded by a machine: their words are nobody's, and are shown where there are no others.
    """

    def __init__(self, articles: Iterable[Article], lineages: Iterable[Lineage], garbled: Iterable[str] = ()) -> None:
        self._days = {article.id: article.published or "" for article in articles}
        self._lines = {article: line.id for line in lineages for article in line.articles}
        self.garbled = frozenset(garbled)

    def day(self, move: Move) -> str:
        """When a move was made: its own day where that is not still to come, else that of its report."""
        published = self._days.get(move.article_id, "")
        when = move.when or ""
        to_come = published and when[: len(published)] > published[: len(when)]
        return published if not when or to_come or len(when) < len("2031-03") <= len(published) else when

    def line(self, move: Move) -> str:
        """The report that the article of a move comes from."""
        return self._lines.get(move.article_id, move.article_id)

    def support(self, moves: Iterable[Move]) -> Support:
        """The words of these moves, and how many independent reports have them."""
        found = {a for move in moves for a in move.evidence[:1]}
        places = tuple(sorted(found, key=lambda a: (a.article_id, a.start, a.end)))
        articles = {a.article_id for a in places}
        voices = {self._lines.get(article, article) for article in articles}
        return Support(anchors=places, voices=len(voices), reports=len(articles))

    def sure(self, moves: Iterable[Move]) -> bool:
        """Whether these moves can be built on: one that the machine is sure of, or two independent reports.

        What only somebody else alleges is no report.
        """
        given = list(moves)
        if any(move.confidence >= SURE for move in given):
            return True
        return len({self.line(move) for move in given if move.reported_by is None and move.evidence}) > 1


def acts(record: Record, sides: Sides, sources: Sources, as_of: str | None = None) -> list[Act]:
    """The acts of a record that tell what somebody wants or does, in order of time.

    Background history, what is only imagined, and what is dated after ``as_of`` are left out.
    """
    events = {event.id: event for event in record.events}
    grouped: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in record.moves:
        if move.code in _KINDS and _present(move) and not _later(sources.day(move), as_of):
            for side in sorted({side for actor in move.actors if (side := sides.of(actor)) is not None}):
                grouped[move.event or move.id, side].append(move)
    answered = {move.id: move for move in record.moves}
    made = (
        act
        for (event, side), moves in grouped.items()
        for act in _acts(side, moves, events.get(event), sides, sources, answered)
    )
    return sorted(made, key=lambda act: (act.day, act.by, act.kind, act.issue or "", act.moves[0].id))


def quote(moves: Iterable[Move], garbled: Container[str] = ()) -> str:
    """The words that say it best: those that stand by themselves, surest first; copies change nothing."""
    told = (
        (_rank(move, anchor, garbled), " ".join(anchor.exact.split())) for move in moves for anchor in move.evidence[:1]
    )
    words = min(told, default=(None, ""))[1]
    return words.strip('“”"‘,; ')


def gist(moves: Iterable[Move], garbled: Container[str] = ()) -> str:
    """What is asked, offered or done, in the few words that stand behind the verb; empty where these are none."""
    found = []
    for move in moves:
        behind = _GIST.match(after(move))
        words = " ".join(behind["words"].split()) if behind is not None else ""
        if _FEWEST <= len(words.split()) <= _MOST and not _LEANS.match(words) and not _BREAKS.search(words):
            found.append((move.article_id in garbled, -move.confidence, len(words), words))
    return min(found)[-1] if found else ""


def after(move: Move) -> str:
    """The words of a move that stand behind the one that gave it away."""
    cut = move.trigger.end
    return " ".join(a.exact[max(0, cut - a.start) :] for a in move.evidence if a.end > cut)


def _rank(move: Move, anchor: Anchor, garbled: Container[str]) -> tuple[bool, bool, bool, float, int]:
    fitting = _SHORTEST <= len(anchor.exact) <= _LONGEST
    vague = _LEANS.match(anchor.exact) is not None
    return move.article_id in garbled, not fitting, vague, -move.confidence, len(anchor.exact)


def _present(move: Move) -> bool:
    if move.history or move.modality == "hypothetical":
        return False
    if move.code == "ACCEPT" and move.responds_to is None:  # what is accepted is not told
        return False
    return move.modality != "negated" or move.code in PRESSING


def _later(day: str, as_of: str | None) -> bool:
    return as_of is not None and day[: len(as_of)] > as_of


def _acts(
    side: str,
    moves: list[Move],
    event: Event | None,
    sides: Sides,
    sources: Sources,
    answered: Mapping[str, Move],
) -> Iterator[Act]:
    """The acts that the reports of one event tell of: one for each kind and issue."""
    parts: dict[tuple[Kind, str | None], list[Move]] = defaultdict(list)
    apart = _apart(moves, event, sources)
    for move in moves:
        issue = move.issue if move.issue in apart else _issue(move, event, answered)
        parts[_kind(move), issue].append(move)
    for (kind, issue), told in parts.items():
        told.sort(key=lambda move: (-move.confidence, move.trigger.exact, move.id))
        conditions = sorted({m.condition for m in told if m.condition}, key=lambda text: (len(text), text))
        yield Act(
            kind=kind,
            by=side,
            to=frozenset(s for m in told for a in m.recipients if (s := sides.of(a)) is not None and s != side),
            code=told[0].code,
            issue=issue,
            day=min(sources.day(move) for move in told),
            condition=conditions[0] if conditions else "",
            red=kind in _FIRM and _says(told, issue, red_line_pattern()),
            essential=told[0].code == "ULTIMATUM" or (kind in _FIRM and _says(told, issue, essential_pattern())),
            own=any(_own(move, side, sides) for move in told),
            moves=tuple(told),
        )


def _kind(move: Move) -> Kind:
    if move.modality == "negated":
        return "denial"
    if move.modality in _NOT_YET:
        if move.code in PRESSING:
            return "threat"
        if move.code in _GIVING:
            return "offer"
    return _KINDS[move.code]


def _issue(move: Move, event: Event | None, answered: Mapping[str, Move]) -> str | None:
    """What a move is about: as its event has it, or else what it answers."""
    if move.code == "SUSPEND_TALKS":
        return TALKS
    reply = answered.get(move.responds_to or "")
    return (event.issue if event is not None else None) or move.issue or (reply.issue if reply is not None else None)


def _apart(moves: Sequence[Move], event: Event | None, sources: Sources) -> set[str | None]:
    """The issues of an event that are acts of their own: sure reports of their own name them."""
    if event is None or event.issue is None:
        return set()
    main = {sources.line(move) for move in moves if move.issue in (event.issue, None)}
    others: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        if move.issue and move.issue != event.issue:
            others[move.issue].append(move)
    return {
        issue
        for issue, told in others.items()
        if main.isdisjoint(map(sources.line, told))
        and sources.sure(move for move in told if move.reported_by is None)
        and all(topic(_words(move)) == issue for move in told)
    }


def _words(move: Move) -> str:
    return " ".join(anchor.exact for anchor in move.evidence)


def _says(moves: Iterable[Move], issue: str | None, firm: re.Pattern[str]) -> bool:
    """Whether some words are so firm and say themselves what they are about: else they might be about anything."""
    for words in map(_words, moves):
        named = issue is None or issue.startswith("~") or topic(words) == issue
        if named and firm.search(" ".join(map(fold, words.split()))):
            return True
    return False


def _own(move: Move, side: str, sides: Sides) -> bool:
    """Whether a move is told by its own side or by the outlet, and not by somebody else."""
    if move.reported_by is not None:
        return False
    return move.speaker is None or sides.of(move.speaker) in (None, side)

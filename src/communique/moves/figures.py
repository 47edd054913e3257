"""Figures: the numbers of an article that count something, with what is counted, who claims it, and when.

``what`` is built to be compared: the unit's name, what it happened to or belongs to, and the place
("dead, Koram market", "troops, Ukraine"). Two reports of one thing come to the same or nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from communique import dates, text
from communique.data import Article, Cast, Figure, Mention, Statement, digest
from communique.moves.quantities import Quantity, find_numbers
from communique.vocabulary import units

Status = Literal["present", "planned", "past"]

# Units that measure a time span or an age count only where the length is the news: a truce, a meeting, a ban.
_SPANS = frozenset("second minute hour day week month year decade century".split())
_TALKS = re.compile(
    r"\b(?:meeting|talks|negotiations?|discussions?|session|dinner|round|summit|consultations?)\b", re.I
)
_DEAD = re.compile(r"\b(?:dead|deaths?|killed|killing|died|fatalit\w{1,5}|toll|slain|lives)\b", re.IGNORECASE)
_WOUNDED = re.compile(r"\b(?:wounded|injured|injuries|hurt)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|would|could|may|might|shall|plan(?:s|ned|ning)?|propos(?:e|es|ed|ing)|offer(?:s|ed|ing)?|expect(?:s|ed)?|"
    r"set\sto|due\sto|to\sbe|intends?|pledged?|promis(?:es|ed)|vow(?:s|ed)|demand(?:s|ed)?|should|must)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|at|near|around|along|outside|inside|into|on|to|from|off|across|of)\s(?:the\s)?"
    r"(?:(?:eastern|western|northern|southern|central|nearby|neighbou?ring|border|disputed|occupied)\s)?"
    r"(?P<name>[A-Z][\w’'-]{1,24}(?:\s[A-Z][\w’'-]{1,24}){0,2})"
)
_NOT_PLACES = frozenset((*dates.MONTHS, *dates.WEEKDAYS))


def find_figures(article: Article, statements: Sequence[Statement], cast: Cast) -> tuple[Figure, ...]:
    """The figures of the article's story, in order.

    Bare numbers without unit or context, ages, and lengths of time that no event has are left out.
    """
    found: list[Figure] = []
    for sentence in text.story_sentences(article):
        for quantity in find_numbers(article.text, sentence.start, sentence.end):
            unit = _unit(article.text, sentence, quantity)
            if unit is not None:
                found.append(_figure(article, statements, cast, sentence, quantity, unit, found))
    return tuple(found)


def _figure(
    article: Article,
    statements: Sequence[Statement],
    cast: Cast,
    sentence: text.Span,
    quantity: Quantity,
    unit: str,
    earlier: Sequence[Figure],
) -> Figure:
    status = _status(article.text, sentence, quantity)
    what = _what(article, cast, sentence, quantity, unit, earlier)
    who = _claimant(statements, cast, quantity)
    upper = quantity.upper
    return Figure(
        id=digest("figure", article.id, quantity.start, what, quantity.value, upper),
        article_id=article.id,
        what=what,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=unit,
        hedge=quantity.hedge,
        anchor=text.anchor(article, *_anchored(article.text, sentence, quantity)),
        status=status,
        who=who,
        when=_when(article, sentence, quantity),
    )


def _anchored(story: str, sentence: text.Span, quantity: Quantity) -> tuple[int, int]:
    """The place of the number with its hedge, where the hedge stands before it."""
    if quantity.hedge is None:
        return quantity.start, quantity.end
    at = story.rfind(quantity.hedge, max(sentence.start, quantity.start - 48), quantity.start)
    return (quantity.start if at < 0 else at), quantity.end


def _unit(story: str, sentence: text.Span, quantity: Quantity) -> str | None:
    """The name of what is counted, or None where the number is not a figure worth comparing."""
    unit = quantity.unit
    around = story[max(sentence.start, quantity.start - 60) : min(sentence.end, quantity.end + 40)]
    if unit == "year of age" or (unit is None and quantity.value < 5 and not _DEAD.search(around)):
        return None
    if unit in _SPANS:
        return unit if _lasting(story, sentence, quantity) else None
    if unit is None or unit.rsplit(" ", 1)[-1] in ("people", "civilian", "other", "citizen", "name", "villager", "resident", "person"):
        if _DEAD.search(around):
            return "dead"
        if _WOUNDED.search(around):
            return "wounded"
    if unit is None:
        return None
    return _class(unit)


def _class(unit: str) -> str:
    """The head of a counted noun phrase by the name of what it is a word for ("jailed fighters" -> "fighter")."""
    if unit in units.load().measures or unit in units.load().currencies:
        return unit
    head = unit.rsplit(" ", 1)[-1]
    return units.load().counted.get(head, head)


def _lasting(story: str, sentence: text.Span, quantity: Quantity) -> bool:
    """Whether a length of time is that of an event: "a 72-hour truce", "seven hours of talks", "after seven hours"."""
    follows = story[quantity.end : min(sentence.end, quantity.end + 40)]
    if re.match(r"\s(?:ago|earlier|later|old|before|after)\b", follows):
        return False
    hyphened = "-" in story[quantity.start : quantity.end]
    return hyphened or _TALKS.search(story, sentence.start, sentence.end) is not None or follows.startswith(" of ")


def _what(
    article: Article, cast: Cast, sentence: text.Span, quantity: Quantity, unit: str, earlier: Sequence[Figure]
) -> str:
    parts = [unit]
    story = article.text
    if unit in _SPANS:
        match = _TALKS.search(story, sentence.start, sentence.end)
        parts = [f"{unit} of talks" if match else f"{unit} {_next_word(story, sentence, quantity)}".strip()]
    elif unit in units.load().measures or unit in units.load().currencies:
        parts.append(_next_word(story, sentence, quantity))
    place = _place(article, cast, sentence, quantity)
    if place is None:
        place = next((f.what.partition(", ")[2] for f in reversed(earlier) if f.unit == unit), None)
    return ", ".join(part for part in (*parts, place) if part)


def _next_word(story: str, sentence: text.Span, quantity: Quantity) -> str:
    """The thing measured: the word behind the unit ("tonnes of flour" -> "flour", "72-hour truce" -> "truce")."""
    match = re.match(
        r"[\s-](?:of\s|in\s)?(?:the\s|a\s)?([a-z]{3,20})\b", story[quantity.end : min(sentence.end, quantity.end + 40)]
    )
    return match[1] if match and match[1] not in ("and", "that", "from", "for", "the", "with", "after", "which") else ""


def _place(article: Article, cast: Cast, sentence: text.Span, quantity: Quantity) -> str | None:
    """The place nearest to a number, after it first: the actor it is a name of, or the name as printed."""
    named = list(_places(article.text, cast, sentence))
    after = [p for p in named if p[0] >= quantity.start and p[0] - quantity.end < 80]
    if after:
        return after[0][1]
    before = [p for p in named if p[0] < quantity.start]
    return before[-1][1] if before else None


def _places(story: str, cast: Cast, sentence: text.Span) -> Iterator[tuple[int, str]]:
    """Places named in a sentence, in order: after "in", "near" and the like, and adjectives of a state at a border."""
    inside = [m for m in cast.mentions if sentence.start <= m.anchor.start < sentence.end]
    for match in _PLACED.finditer(story, sentence.start, sentence.end):
        name = match["name"].removesuffix("’s").removesuffix("'s")
        if name.lower().split()[0] not in _NOT_PLACES:
            yield match.start("name"), _named(cast, inside, match.start("name"), match.end("name")) or name
    for match in re.compile(r"\b(?:border|frontier|front)\b").finditer(story, sentence.start, sentence.end):
        near = [m for m in inside if match.start() - 24 <= m.anchor.start < match.end() + 12]
        if near:
            yield near[0].anchor.start, _side(cast, near[0].actor)


def _named(cast: Cast, mentions: Sequence[Mention], start: int, end: int) -> str | None:
    hit = next((m for m in mentions if m.anchor.start < end and start < m.anchor.end), None)
    return _side(cast, hit.actor) if hit else None


def _side(cast: Cast, actor_id: str) -> str:
    """The name of the state or body that an actor belongs to."""
    by_id = {actor.id: actor for actor in cast.actors}
    actor = by_id.get(actor_id)
    if actor is None:
        return actor_id
    side = by_id.get(actor.side) if actor.side else None
    return (side or actor).name


def _status(story: str, sentence: text.Span, quantity: Quantity) -> Status:
    """Planned where the verb before it looks ahead; past where the sentence tells of what had been."""
    before = story[max(sentence.start, quantity.start - 90) : quantity.start]
    clause = re.split(r"[;:]|,\s(?:and|but|which|who)\s", before)[-1]
    if _PLANNED.search(clause):
        return "planned"
    return "past" if re.search(r"\bhad\s(?:\w+\s){0,2}$|\bonce\s|\bformerly\b", clause) else "present"


def _claimant(statements: Sequence[Statement], cast: Cast, quantity: Quantity) -> str | None:
    """The speaker of the smallest statement that holds the number."""
    holding = [
        (part.end - part.start, statement.id)
        for statement in statements
        for part in statement.content
        if part.start <= quantity.start < part.end and statement.id in cast.speakers
    ]
    return cast.speakers[min(holding)[1]] if holding else None


def _when(article: Article, sentence: text.Span, quantity: Quantity) -> str | None:
    """The date nearest to the number in its sentence, or else the publication day."""
    dated = [w for w in dates.find(article.text, article.published, sentence.start, sentence.end) if w.value]
    nearest = min(dated, key=lambda w: min(abs(w.start - quantity.end), abs(quantity.start - w.end)), default=None)
    return article.published if nearest is None else nearest.value

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
from communique.moves.claimants import claimant
from communique.moves.quantities import Quantity, counted_noun, find_numbers
from communique.vocabulary import units

Status = Literal["present", "planned", "past"]

# Units that measure a time span or an age count only where the length is the news: a truce, a meeting, a ban.
_SPANS = frozenset("second minute hour day week month year decade century".split())
_TALKS = re.compile(
    r"\b(?:meeting|talks|negotiations?|discussions?|session|dinner|round|summit|"
    r"consultations?|delegations?|table|talked|met|ministers|call|arguing)\b",
    re.I,
)
_OPENING = 20  # code points in which a sentence that tells of another time says so
_SITTINGS = frozenset("talks session sessions meeting meetings round rounds negotiations discussions summit".split())
_FEW = 3  # "two officials", "three batches": counts this small are worth a record only of what is _TOLD
_TOLD = units.load().measured | frozenset(units.load().counted.values())
_MEASURED = units.load().measured | _SPANS | {"percentage"}
_PERSONS = frozenset(
    "people civilian other citizen name villager resident person conscript fisherman man woman child sailor worker "
    "miner passenger".split()
)
_MORE = re.compile(r"\s(?:more|fewer|less)\sthan\b")  # "27 more than a week ago"
_TOLLS = ("dead", "wounded", "missing", "casualty")
_WHOLE = frozenset(units.load().counted.values())  # there are no half soldiers
_DEAD = re.compile(
    r"\b(?:dead(?!\s(?:even|heat|end|set|wrong|line))|deaths?|killed|killing|died|drowned|perished|fatalit\w{1,5}|toll|"
    r"slain|lives)\b",
    re.IGNORECASE,
)
_FELL = re.compile(r"\s(?:(?:had|have|were|was|been|are)\s){0,2}(?:died|killed|dead|slain)\b")
_WOUNDED = re.compile(r"\b(?:wounded|injured|injuries|hurt)\b", re.IGNORECASE)
_PUT = re.compile(  # "organisers put the crowd at some 9,000"
    r"\b(?:crowd|turnout|attendance|gathering|rally|march)\s(?:in\s[A-Z]\w+\s)?at\s(?:\w+\s){0,2}$", re.IGNORECASE
)
_NUMBER_OF = re.compile(  # "puts the number of vessels in custody at 26, … and that of fishermen at 187"
    r"\b(?:number\sof|that\sof)\s(?:the\s)?(?P<counted>(?:[\w’'-]{2,20}\s){0,5}[\w’'-]{2,20})(?:\s|,\s[^,;.]{1,60},\s(?:which\s)?)(?:at|was|is|to|stood\sat|stands\sat|stands\sat|totals)\s"
    r"(?:\w+\s){0,3}$"
)
_COUNT_OF = re.compile(  # "stood by its count of seven": of what the article counted last
    r"\b(?:count|toll|tally|figure|estimate|total)\sof\s(?:\w+\s){0,2}$", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|shall|plan(?:s|ned|ning)?|propos(?:e|es|ed|ing)|offer(?:s|ed|ing)?|expect(?:s|ed)?|"
    r"set\sto|due\sto|to\sbe|intends?|pledged?|promis(?:es|ed)|vow(?:s|ed)|demand(?:s|ed)?|should|must)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|at|near|around|along|outside|inside|into|on|to|from|off|across|of)\s(?:the\s)?"
    r"(?:(?:eastern|western|northern|southern|central|nearby|neighbou?ring|border|disputed|occupied)\s)?"
    r"(?P<name>[A-Z][\w’'-]{1,24}(?:\s[A-Z][\w’'-]{1,24}){0,2})"
)
_NOT_PLACES = frozenset((*dates.MONTHS, *dates.WEEKDAYS, "west", "east", "north", "south"))


def find_figures(article: Article, statements: Sequence[Statement], cast: Cast) -> tuple[Figure, ...]:
    """The figures of the article's story, in order.

    A bare number counts what the one before it in its paragraph counts ("its count of seven": what the figure before it
    does), or the dead where the sentence speaks of them. Numbers of nothing, ages, small counts of ordinary things, and
    lengths of time that no event has are left out.
    """
    found: list[Figure] = []
    previous: tuple[text.Span, Quantity] | None = None
    last: Quantity | None = None
    for sentence in text.story_sentences(article):
        if previous is not None and "\n" in article.text[previous[0].end : sentence.start]:
            previous = None
        for quantity in find_numbers(article.text, sentence.start, sentence.end):
            before = (
                last if _COUNT_OF.search(article.text, sentence.start, quantity.start) else previous and previous[1]
            )
            full = _completed(article.text, sentence, quantity, before)
            unit = _unit(article.text, sentence, full)
            if unit is None:
                continue
            previous = (sentence, full)
            if full.value > _FEW or unit in _TOLD:
                last = full
                found.append(_figure(article, statements, cast, sentence, full, unit, found))
    return tuple(found)


def _completed(story: str, sentence: text.Span, quantity: Quantity, before: Quantity | None) -> Quantity:
    """A bare number with the unit that it leaves out: that of the number before it, where their sizes are near."""
    if quantity.unit is not None:
        return quantity
    told = _NUMBER_OF.search(story, max(sentence.start, quantity.start - 100), quantity.start)
    if told is not None:
        return quantity._replace(unit=counted_noun(told["counted"]))
    crowd = _PUT.search(story, max(sentence.start, quantity.start - 60), quantity.start)
    near = before is not None and 0.02 <= (quantity.value or 1) / (before.value or 1) <= 50
    if before is None or not near or (crowd and before.unit in _MEASURED):
        return quantity._replace(unit="people") if crowd else quantity
    return quantity if _toll(story, sentence, quantity, 60) else quantity._replace(unit=before.unit)


def _toll(story: str, sentence: text.Span, quantity: Quantity, reach: int) -> str | None:
    """Whether the words around a number speak of the dead or the wounded."""
    around = story[max(sentence.start, quantity.start - reach) : min(sentence.end, quantity.end + min(reach, 40))]
    return "dead" if _DEAD.search(around) else "wounded" if _WOUNDED.search(around) else None


def _figure(
    article: Article,
    statements: Sequence[Statement],
    cast: Cast,
    sentence: text.Span,
    quantity: Quantity,
    unit: str,
    earlier: Sequence[Figure],
) -> Figure:
    what = _what(article, cast, sentence, quantity, unit, earlier)
    return Figure(
        id=digest("figure", article.id, quantity.start, what, quantity.value, quantity.upper),
        article_id=article.id,
        what=what,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=unit,
        hedge=quantity.hedge,
        anchor=text.anchor(article, *_anchored(article.text, sentence, quantity)),
        status=_status(article.text, sentence, quantity),
        who=claimant(article.text, statements, cast, sentence, quantity),
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
    if unit == "year of age" or story[max(0, quantity.start - 4) : quantity.start] == "per ":
        return None
    if _MORE.match(story, quantity.end):
        return None
    if unit in _SPANS:
        return unit if _lasting(story, sentence, quantity) else None
    if unit is None:
        counts = quantity.value >= 5 and quantity.value.is_integer()
        return _toll(story, sentence, quantity, 200) if counts else None
    name = _class(unit)
    if name in _WHOLE and not quantity.value.is_integer():
        return None
    of_a_nation = story[quantity.start : quantity.end].split()[-1][0].isupper()  # "13,000 Sulmarans"
    fell = name == "troops" and _FELL.match(story, quantity.end)
    persons = name in _PERSONS or fell or (of_a_nation and name not in _TOLD)
    return (_toll(story, sentence, quantity, 60) or name) if persons else name


def _class(unit: str) -> str:
    """The head of a counted noun phrase by the name of what it is a word for ("jailed fighters" -> "fighter")."""
    base, per, rate = unit.partition(" per ")
    known = units.load()
    if base not in known.measures and base not in known.currencies:
        head = base.rsplit(" ", 1)[-1]
        base = known.counted.get(head, head)
    return base + per + rate


def _lasting(story: str, sentence: text.Span, quantity: Quantity) -> bool:
    """Whether a length of time is that of an event: "a 72-hour truce", "seven hours of talks", "met for six hours"."""
    follows = story[quantity.end : min(sentence.end, quantity.end + 40)]
    if re.match(r"\s(?:ago|earlier|later|old|before|after)\b", follows):
        return False
    if "-" in story[quantity.start : quantity.end] or follows.startswith(" of "):
        return True
    hours = quantity.unit in ("hour", "minute")
    return hours and _TALKS.search(story, sentence.start, sentence.end) is not None


def _what(
    article: Article, cast: Cast, sentence: text.Span, quantity: Quantity, unit: str, earlier: Sequence[Figure]
) -> str:
    parts = [unit]
    story = article.text
    if unit in _SPANS:
        match = _TALKS.search(story, sentence.start, sentence.end)
        of = story[quantity.end : quantity.end + 4] == " of " or "-" in story[quantity.start : quantity.end]
        after = _next_word(story, sentence, quantity) if of else ""
        after = "talks" if after in _SITTINGS else after
        parts = [f"{unit} of talks" if match and not after else f"{unit} of {after}" if after else unit]
    elif unit.partition(" per ")[0] in {*units.load().measures, *units.load().currencies}:
        parts.append(_next_word(story, sentence, quantity))
    place = _place(article, cast, sentence, quantity) or _whose(cast, sentence, quantity)
    if place is None and unit in _TOLLS:
        place = _told_before(article, cast, sentence)
    if place is None:
        before = next((f.what for f in reversed(earlier) if f.unit == unit), "")
        place = before.partition(", ")[2] if len([part for part in parts if part]) < 2 else _placed(before)
    return ", ".join(part for part in (*parts, place) if part)


def _told_before(article: Article, cast: Cast, sentence: text.Span) -> str | None:
    """The place of which the sentence before, in the same paragraph, told last."""
    opening = article.text.rfind("\n", 0, sentence.start) + 1
    start = max(opening, article.text.rfind(". ", opening, max(opening, sentence.start - 2)) + 1)
    named = list(_places(article.text, cast, text.Span(start, sentence.start)))
    return named[-1][1] if named else None


def _placed(what: str) -> str:
    """The place at the end of what is counted, "" where there is none: places are written with a capital."""
    return ", ".join(part for part in what.split(", ")[1:] if part[:1].isupper())


def _whose(cast: Cast, sentence: text.Span, quantity: Quantity) -> str | None:
    """The people counted, where the sentence names them before the number: "the number of Sulmarans killed rose to"."""
    ahead = [m for m in cast.mentions if sentence.start <= m.anchor.start and m.anchor.end <= quantity.start]
    before = [m for m in ahead if m.form == "demonym" and m.anchor.exact.endswith("s")]
    return _side(cast, before[-1].actor) if before else None


_NO_THING = frozenset(
    "and that from for the with after which would will should could may might must can was were are has had have "
    "into onto over under against off away out their its his her them this these those before since until than but "
    "while when where who about per each every more less already without gross net lost worth higher lower dearer "
    "cheaper paid only".split()
)


def _next_word(story: str, sentence: text.Span, quantity: Quantity) -> str:
    """The thing measured: the word behind the unit ("tonnes of flour" -> "flour", "72-hour truce" -> "truce")."""
    match = re.match(
        r"[\s-](?:of\s|in\s)?(?:the\s|a\s)?([a-z]{3,20})\b", story[quantity.end : min(sentence.end, quantity.end + 40)]
    )
    return match[1] if match and match[1] not in _NO_THING else ""


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


_NOT_SO = re.compile(r",\snot\s(?:the\s)?\d")  # "would cost 2,100 jobs, he said, not 1,200"
_FORMERLY = re.compile(
    r"\bhad\s(?:\w+\s){0,2}$|\bhad\s(?:\w+\s){0,3}(?:spoken\sof|reported|counted|listed|given|claimed|estimated)\s(?:\w+\s){0,2}$"
    r"|\bonce\s|\bformerly\b"
)


def _status(story: str, sentence: text.Span, quantity: Quantity) -> Status:
    """Planned where the verb before it looks ahead; past where the sentence tells of what had been."""
    before = story[max(sentence.start, quantity.start - 90) : quantity.start]
    if _NOT_SO.search(story, quantity.end, sentence.end):
        return "present"
    clause = re.split(r"[;:]|,\s(?:and|but|which|who)\s", before)[-1]
    if _PLANNED.search(clause):
        return "planned"
    return "past" if _FORMERLY.search(clause) else "present"


def _when(article: Article, sentence: text.Span, quantity: Quantity) -> str | None:
    """The date that stands right beside a number, in its own clause; None where there is none."""
    for when in dates.find(article.text, article.published, sentence.start, sentence.end):
        first, last = (when.end, quantity.start) if when.start < quantity.start else (quantity.end, when.start)
        between = article.text[first:last]
        if when.value and last - first < 40 and not re.search(r"[,;:—–(]|\b(?:and|but|while|which|who)\b", between):
            return when.value
        if when.value and when.start - sentence.start < _OPENING and len(when.value) < len("2031-03-07"):
            return when.value  # "In the spring of 2030 a quarrel grew into a battle in which"
    return None

"""What a sentence about talks says of them: the words for talks, the forum, the place, the parties, the length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique import dates, text
from communique.data import Article, Cast
from communique.vocabulary import forums

_VERBS = (
    r"(?:(?<!not\s)(?<!been\s)(?<!were\s)(?<!be\s)met|meets?|meeting\swith|reconvenes?|reconvened|convenes?|convened|sat\sdown|sit\sdown|sits\sdown|"
    r"(?:will|would|is\sto|are\sto)\sbrief|(?:group|committee|panel|council|delegations)\ssits?(?=\s(?:on|in|at|again)\b)|"
    r"(?:to|will|would)\ssee\s(?:his|her|the|their)\s(?:\w{1,20}\s){0,3}?(?:counterpart|minister|president|premier|leader|envoy|king|"
    r"chancellor|secretary)|"
    r"(?:be|are|is|expected|due)\sback|gather(?:ed|s)?\sin|assemble[sd]?|"
    r"(?:come|comes|came|coming)\sback|return(?:s|ed|ing)?\s(?:to|at)\sthe\s(?:same\s|negotiating\s)?table|"
    r"talked\s(?:for|with|on)|sat\sacross|(?:will|would|is\sto|are\sto|to)\shost|hosted|telephoned|phoned|rang|"
    r"spoke\s(?:again\s)?(?:by|on\sthe)\s(?:tele)?phone|spent\s(?:\w+\s){1,3}hours)"
)


_NOT_MET = (
    r"(?!\s(?:(?:the|its|his|her|their|all|those|these|our|with|every|a|any)\s)?(?:\w+\s)?"
    r"(?:demands?|conditions?|deadlines?|needs?|requirements?|obligations?|target|targets|goals?|halfway|"
    r"criteria|commitments?|resistance|terms|standards?|challenge|silence)\b)"
)


@cache
def talks_pattern() -> re.Pattern[str]:
    """The words and verbs that say that somebody holds talks."""
    words = forums.load()
    nouns = "|".join(sorted(map(re.escape, words.talks), key=len, reverse=True)).replace(r"\ ", r"\s")
    unlike = "".join(rf"(?<!\b{word}\s)" for word in words.not_before)
    return re.compile(rf"\b(?:{unlike}(?:{nouns})|{_VERBS})\b{_NOT_MET}", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """A forum where it is one: "a meeting of the X", "at the X", "the X meets"."""
    words = forums.load()
    named = "|".join(sorted(map(re.escape, words.names), key=len, reverse=True)).replace(r"\ ", r"\s")
    heads = "|".join(words.heads).replace(" ", r"\s")
    nouns = "|".join(sorted(map(re.escape, words.talks), key=len, reverse=True)).replace(r"\ ", r"\s")
    general = rf"(?:[A-Z][\w–-]{{1,20}}\s){{1,4}}(?:{heads})"
    return re.compile(
        rf"(?:\b(?:{nouns})\s(?:of|at|in|with|within)\s(?:the\s)?|\b(?:at|in|before)\s(?:an?\s|the\s)?)"
        rf"(?P<after>{named}|{general})\b"
        rf"|\b(?P<before>{named}|{general})\s(?=(?:{nouns}|meets?|met|convenes?|convened|will\smeet|would\smeet|is\sto\smeet)\b)"
    )


PLACE = re.compile(
    r"\b(?:in|at|on\sthe\sisland\sof)\s(?:the\s)?(?:(?:city|town|village|resort|port|island|islands)\sof\s)?"
    r"(?P<name>[A-Z][\w-]{1,24}(?:['’][A-Z]\w{1,20})?(?:\s[A-Z][\w-]{1,24}){0,2})\b"
    r"(?!['’]|\s[A-Z]|\s(?!(?:on|for|at|in|and|or|after|with|to|by|when|where|while|as|from|that|which|who|were|was|is|are|has|had|have|"
    r"will|would|said|last|this|next|later|late|early|earlier|since|before|between|over|about|but|again|until|under|near|"
    r"ahead|during|if|because|without|today|tomorrow|yesterday|led|hosted|aimed|ended|began|broke|[a-z]+ed)\b)[a-z])"
)


_WIDE = frozenset("europe asia africa america eastern western northern southern central".split())


_HERE = re.compile(r"\bhere\b")


_HOURS = re.compile(
    rf"(?<![\w-])(?P<n>\d{{1,2}}(?:\.\d)?|(?:twenty|thirty|forty|fifty)-(?:one|two|three|four|five|six|seven|eight|nine)|half\san|{'|'.join(dates.CARDINALS)})(?P<half>\sand\sa\shalf)?[\s-](?P<u>hours?|minutes?)\b"
    r"(?![\s-](?:truce|cease-?fire|deadline|ultimatum|notice|pause|window|warning|drive|flight|ago|later|before))",
    re.IGNORECASE,
)


def forum_name(match: re.Match[str]) -> str:
    """The name of the forum that a match of :func:`forums_in` prints."""
    name = match[match.lastgroup or 0]
    return forums.load().names.get(name, name)


def labels(story: str, talks: Sequence[tuple[int, int]], known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """A place that labels talks ("the Sarn talks"), where the article elsewhere is "in" it."""
    for start, _ in talks:
        match = re.search(r"([A-Z][\w-]{1,24})\s$", story[max(0, start - 26) : start])
        if match and match[1] in known:
            yield start, match[1]


def forums_in(story: str, sentence: text.Span) -> Iterator[re.Match[str]]:
    """The forums that a sentence names as such."""
    return _bodies().finditer(story, sentence.start, sentence.end)


def gap(place: int, talks: Sequence[tuple[int, int]]) -> int:
    """How far a place is from the nearest of the words for talks, in code points; 0 inside one."""
    return min((max(a - place, place - b, 0) for a, b in talks), default=10**6)


def places(article: Article, sentence: text.Span) -> Iterator[tuple[int, str]]:
    """Towns and the like named in a sentence after "in" or "at"; "here" is where the article was filed."""
    bodies = [m.span() for m in forums_in(article.text, sentence)]
    for match in PLACE.finditer(article.text, sentence.start, sentence.end):
        name = match["name"]
        inside = any(a <= match.start("name") < b for a, b in bodies)
        first = name.split()[0].lower()
        if not inside and first not in dates.MONTHS and first not in dates.WEEKDAYS and first not in _WIDE:
            yield match.start("name"), name
    if article.dateline:
        for match in _HERE.finditer(article.text, sentence.start, sentence.end):
            yield match.start(), article.dateline.split(",")[0].title()


_TOPIC = re.compile(
    r"\b(?:over|about|around|on|against|in|at|near|into|from|to|toward|towards|regarding|concerning|of|by)\s"
    r"(?:the\s|a\s|an\s|its\s|any\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)


# On the way there, or in a town of it: no party.
_BOUND = re.compile(
    r"(?:\b(?:depart(?:ed|ing|s)?|leaving|left|leaves?|head(?:ed|ing|s)?|bound)\sfor\s|"
    r"\b(?:in|at|near|to|from|for)\s(?:[A-Z][\w’'-]{1,20}\s){0,2}[A-Z][\w’'-]{1,20},\s)$"
)


_THING = re.compile(r"['’]s?\s|\s[a-z]{2,14}(?:ion|ment|ship|ance|ence|ity|ing)\b")


_SUMMIT = re.compile(r"\s(?:summit|conference|round|venue)\b", re.IGNORECASE)
"""Named after the place where they are held: "the Norland summit"."""


_TELLS = re.compile(
    r"(?:['’]s(?:\s[a-z]{1,15}){1,3})?(?:,?\s[A-Z][\w’'-]{0,20}){0,3},?\stold\s(?:reporters|journalists)\b"
)
"""Behind who only tells of the talks."""
_AUSPICES = re.compile(
    r"\b(?:auspices\sof|(?:hosted|mediated|brokered|chaired|convened|sponsored|facilitated|organised|organized)\sby)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
"""Before who only brings the parties together."""


def parties_in(
    story: str, cast: Cast, sentence: text.Span, talks: Sequence[tuple[int, int]], placed: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The states and bodies whose people a sentence brings to the talks, sorted.

    Not those that are only what the talks are about ("over Norland's exports", "the invasion of Sudmark"), nor where
    they are held: names that the article says somebody is "in" are ``placed``.
    """
    by_id = {actor.id: actor for actor in cast.actors}
    found = set()
    for mention in cast.mentions:
        at, end = mention.anchor.start, mention.anchor.end
        actor = by_id.get(mention.actor)
        if actor is None or not sentence.start <= at < min(sentence.end, talks[-1][1] + 110):
            continue
        side = actor.side or (actor.id if actor.kind in ("state", "organisation") else None)
        if (
            side is not None
            and not _TOPIC.search(story[max(sentence.start, at - 30) : at])
            and not _BOUND.search(story[max(sentence.start, at - 60) : at])
            and not _THING.match(story, end)
            and not _TELLS.match(story, end)
            and not _AUSPICES.search(story[max(sentence.start, at - 40) : at])
            and not (mention.form == "name" and _SUMMIT.match(story, end) and story[at:end] in placed)
        ):
            found.add(side)
    return tuple(sorted(found))


def length(story: str, sentence: text.Span, talks: Sequence[tuple[int, int]]) -> float | None:
    """How many hours talks took, where the sentence says so near the word for them."""
    for match in _HOURS.finditer(story, sentence.start, sentence.end):
        if gap(match.start(), talks) > 60:
            continue
        number = match["n"].lower()
        value = 0.5 if number.startswith("half") else _number(number)
        value += 0.5 if match["half"] else 0
        hours = value / 60 if match["u"].lower().startswith("minute") else value
        if hours <= 48:
            return round(hours, 2)
    return None


def _number(words: str) -> float:
    tens, _, ones = words.partition("-")
    return float(dates.CARDINALS[tens] + dates.CARDINALS.get(ones, 0)) if tens in dates.CARDINALS else float(words)

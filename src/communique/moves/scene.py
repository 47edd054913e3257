"""One sentence set out for coding: its words, who is mentioned where, and whose statement each word is in."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique import text
from communique.data import Actor, Article, Cast, Mention, Statement
from communique.moves.homes import Homes
from communique.vocabulary.offices import offices
from communique.vocabulary.outlets import agencies

FIRST_PERSON = frozenset("we i our my us ours me ourselves".split())
BOTH = frozenset(
    "sides parties countries delegations nations capitals governments leaders neighbours neighbors".split()
)

ONLOOKERS = frozenset(
    "analyst analysts expert experts reporter reporters journalist journalists observer observers critic critics "
    "scholar scholars professor researcher researchers historian economist economists specialist fellow commentator "
    "commentators doctor doctors nurse nurses witness witnesses editor editors correspondent trader traders investor "
    "investors strategist people former ex retired economist source sources columnist readers customers respondent "
    "respondents poll polls survey surveys pollster pollsters".split()
)
CIVILIANS = frozenset(
    "residents resident villagers inhabitants wives mothers relatives families protesters demonstrators fishermen "
    "farmers students workers shopkeepers worshippers civilians passengers children survivors locals "
    "townspeople".split()
)
"""Crowds that act for no party: they protest, and do nothing else that is a move."""
_LAWMAKERS = frozenset("lawmakers lawmaker senators senator congressmen legislators mps".split())
PRESS = frozenset(
    "news times post herald tribune gazette radio television tv telegraph guardian newspaper courier journal press "
    "newsroom chronicle magazine".split()
)
"""Last words of the names of newspapers and broadcasters."""
_SCHOOL = re.compile(
    r",?\s(?:(?:an?|the)\s)?(?!who\b|which\b)(?:[a-z][a-z-]{1,18}\s){0,5}(?:of|from|at|with|for)\s(?:the\s)?"
    r"(?:[A-Z][\w'’-]{0,24}\s|(?:of|for|and|on)\s(?:the\s)?){0,6}"
    r"(?:Institute|Institution|(?:Strategic|Policy|Research)\sForum|University|College|Centre|Center|"
    r"Foundation|Studies|School|Observatory|Academy|Research|Endowment|Analytics|Advisers|Associates)\b"
)
_WATCHING = re.compile(
    r"\b(?:analyst|expert|professor|scholar|researcher|historian|economist|columnist|commentator|correspondent|editor"
    r"|fellow|strategist),?\s$"
)
_TALKS = ("interview", "transcript")
_TITLE = 20  # code points before a name in which a title ends
_GO_BETWEEN = re.compile(
    r"\b(?:mediat|shuttle|broker|convened|hosted|hosting|host\s|brought\stogether|good\soffices)", re.IGNORECASE
)
_THREE = re.compile(
    r"\b(?:three-way|trilateral|tripartite|each\sof\sthe\sthree|all\sthree|the\sthree\s(?:heads|countries|states|sides|parties|"
    r"governments|capitals|leaders|ministers|delegations|neighbours|neighbors))\b",
    re.IGNORECASE,
)
OFFICES = frozenset(
    "minister president premier chancellor secretary commissioner ambassador envoy negotiator diplomat spokesman "
    "spokeswoman spokesperson general commander chief chair chairman chairwoman mediator king queen emir prince "
    "governor senator lawmaker official deputy head leader director representative commander admiral colonel marshal "
    "speaker counsellor prime foreign defence defense".split()
)


_SENTENCE = 120  # code points: a sentence of news, on average
_LONG = 1500  # code points: a report longer than a brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence: ``low`` are its folded words, ``who[i]`` the mention that token i belongs to, or None."""

    start: int
    end: int
    tokens: tuple[text.Token, ...]
    low: tuple[str, ...]
    who: tuple[Mention | None, ...]
    owns: frozenset[int] = frozenset()

    def first(self, at: int) -> int:
        """The first token of the mention that holds token ``at``."""
        while at > 0 and self.who[at - 1] is not None and self.who[at - 1] is self.who[at]:
            at -= 1
        return at

    def last(self, at: int) -> int:
        """The last token of the mention that holds token ``at``."""
        while at + 1 < len(self.who) and self.who[at + 1] is not None and self.who[at + 1] is self.who[at]:
            at += 1
        return at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One article set out for coding: its actors, mentions in order, statements, and the main parties."""

    article: Article
    actors: Mapping[str, Actor]
    mentions: Sequence[Mention]
    starts: Sequence[int]
    contents: Sequence[tuple[int, int, Statement]]
    content_starts: Sequence[int]
    cues: Mapping[int, Statement]
    speakers: Mapping[str, str]
    parties: tuple[str, ...] = ()
    longest: int = 0
    together: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    adopted: Mapping[str, str] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    homes: Homes = field(default_factory=lambda: Homes({}, ()))
    around: dict[tuple[int, int], Mapping[str, float]] = field(default_factory=dict)  # worked out once a stretch

    def side(self, actor: str) -> str | None:
        """The party that ``actor`` acts for: its side, or itself where it is a state, a body or a movement.

        An official whose side this article does not tell stands for itself; an expert or a private person for
        nobody.
        """
        known = self.actors.get(actor)
        if known is None or _onlooker(known) or actor in self.outside:
            return None
        if known.side is not None:
            return known.side
        if actor in self.adopted:
            return self.adopted[actor]
        if known.kind in ("state", "organisation", "group", "office") or not _LAWMAKERS.isdisjoint(_words(known)):
            return known.id
        return known.id if known.kind == "person" and _may_hold_office(known) else None

    def party(self, actor: str) -> str | None:
        """The party that ``actor`` acts for, or itself where it has none, if it does more than watch or report."""
        known = self.actors.get(actor)
        if known is None or _onlooker(known) or actor in self.outside:
            return None
        nobody = known.kind == "unnamed" and " " not in known.name  # "ministers", of whom is not told
        return self.side(actor) or (None if nobody else actor)

    def official(self, actor: str) -> bool:
        """Whether ``actor`` speaks for more than itself: a side, a body, or an office that somebody holds."""
        known = self.actors.get(actor)
        return known is not None and (
            known.kind != "person" or known.side not in (None, known.id) or bool(known.offices)
        )

    def acting(self, mention: Mention) -> tuple[str, ...]:
        """The actors that a mention stands for: two for "both sides"."""
        return self.together.get((mention.anchor.start, mention.anchor.end), (mention.actor,))

    def statements_in(self, start: int, end: int) -> list[Statement]:
        """The statements with content in ``start:end``, in order of their content."""
        found: dict[str, Statement] = {}
        first = bisect_left(self.content_starts, start - self.longest)
        for _, high, statement in self.contents[first : bisect_left(self.content_starts, end)]:
            if high > start:
                found.setdefault(statement.id, statement)
        return list(found.values())

    def statement_at(self, place: int) -> Statement | None:
        """The innermost statement whose content holds ``place``, one with a known speaker before others."""
        best: tuple[bool, int, Statement] | None = None
        for at in range(bisect_right(self.content_starts, place) - 1, -1, -1):
            start, end, statement = self.contents[at]
            if place - start > self.longest:
                break
            rank = (not self.speakers.get(statement.id), end - start)
            if place < end and (best is None or rank < best[:2]):
                best = (*rank, statement)
        return None if best is None else best[2]


def _sided(actor: Actor | None) -> bool:
    """Whether it is known for whom somebody speaks: a person does so for a side, or for nobody but itself."""
    return actor is not None and (actor.side is not None or actor.kind in ("state", "organisation", "person"))


def _words(actor: Actor) -> set[str]:
    names = " ".join((actor.name, *(title for title, _ in actor.offices)))
    return set(re.findall(r"[a-z]+", names.lower()))


def _onlooker(actor: Actor) -> bool:
    """Whether somebody watches from outside: an expert, a reporter, a former official."""
    if actor.kind in ("state", "organisation"):
        return False
    if len(actor.offices) > 1:  # a former president whom a government appointed as mediator watches no longer
        offices = (set(re.findall(r"[a-z]+", title.lower())) for title, _ in actor.offices)
        return all(not ONLOOKERS.isdisjoint(words) for words in offices)
    return not ONLOOKERS.isdisjoint(_words(actor))


def _may_hold_office(actor: Actor) -> bool:
    return not actor.offices or not OFFICES.isdisjoint(_words(actor))


def stage(article: Article, statements: Sequence[Statement], cast: Cast) -> Stage:
    """Everything about one article that the coding of its sentences needs."""
    mentions = _outermost(cast.mentions)
    contents = sorted(
        ((a.start, a.end, statement) for statement in statements if not _acted(statement) for a in statement.content),
        key=lambda row: (row[0], row[1], row[2].id),
    )
    actors = {actor.id: actor for actor in cast.actors}
    homes = Homes(actors, mentions)
    speakers = {s.id: cast.speakers.get(s.id) or s.actor or "" for s in statements}
    sided = {s.id for s in statements if _sided(actors.get(speakers[s.id]))}
    found = {s.id: homes.speaking(s) for s in statements if s.id not in sided}
    adopted = {speakers[s.id]: side for s in statements if (side := found.get(s.id)) and speakers[s.id]}
    bare = Stage(
        article=article,
        actors=actors,
        mentions=mentions,
        starts=[mention.anchor.start for mention in mentions],
        contents=contents,
        content_starts=[row[0] for row in contents],
        cues={s.cue.start: s for s in sorted(statements, key=lambda s: s.id) if s.cue is not None},
        speakers={key: actor or found.get(key) or "" for key, actor in speakers.items()},
        adopted=adopted,
        homes=homes,
        outside=_outside(article, actors, mentions),
    )
    longest = max((end - start for start, end, _ in contents), default=0)
    together = defaultdict(list)
    for mention in sorted(cast.mentions, key=lambda m: (m.anchor.start, m.anchor.end, m.actor)):
        together[mention.anchor.start, mention.anchor.end].append(mention.actor)
    pairs = {place: tuple(dict.fromkeys(found)) for place, found in together.items() if len(found) > 1}
    fields = {name: getattr(bare, name) for name in bare.__slots__}
    return Stage(**(fields | {"parties": _parties(bare), "longest": longest, "together": pairs}))


def _acted(statement: Statement) -> bool:
    """Whether what is taken for a statement is only what somebody did: "Norland | granted asylum to the pilot"."""
    source = statement.source
    if statement.kind != "indirect" or statement.cue is not None:
        return False
    return source is None or any(0 <= a.start - source.end <= 1 for a in statement.content)


def _outside(article: Article, actors: Mapping[str, Actor], mentions: Sequence[Mention]) -> frozenset[str]:
    """Who acts for no party: crowds of private people, and persons that the article places at a school or institute."""
    found = {key for key, actor in actors.items() if actor.kind == "group" and _crowd(actor)}
    found |= {
        key for key, actor in actors.items() if actor.kind == "organisation" and actor.side is None and _press(actor)
    }
    if article.extra.get("genre") in _TALKS:  # who speaks there without an office or a side is a guest, and no party
        found |= {key for key, a in actors.items() if a.kind == "person" and a.side is None and not a.offices}
    for mention in mentions:
        known = actors.get(mention.actor)
        lone = known is not None and known.kind == "person" and known.side is None
        ahead = article.text[max(0, mention.anchor.start - _TITLE) : mention.anchor.start]
        if lone and (_SCHOOL.match(article.text, mention.anchor.end) or _WATCHING.search(ahead)):
            found.add(mention.actor)
    return frozenset(found)


def _press(actor: Actor) -> bool:
    """Whether a body reports the news: it tells what others do, and does nothing itself."""
    return actor.name in agencies() or actor.name.casefold().split()[-1] in PRESS


def _crowd(actor: Actor) -> bool:
    return actor.name.islower() and not CIVILIANS.isdisjoint(actor.name.split())


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.anchor.start, -m.anchor.end, m.actor)):
        if not found or mention.anchor.start >= found[-1].anchor.end:
            found.append(mention)
    return found


def _parties(stage: Stage) -> tuple[str, ...]:
    """The two sides that the article speaks of most: who "both sides" are."""
    counts: Counter[str] = Counter()
    between: Counter[str] = Counter()
    story = stage.article.text
    for mention in stage.mentions:
        side = stage.side(mention.actor)
        known = stage.actors.get(side or "")
        if side and known is not None and known.kind in ("state", "group", "organisation") and known.name != "soldiers":
            start, end = mention.anchor.start, mention.anchor.end
            counts[side] += 1
            between[side] += _GO_BETWEEN.search(story, max(0, start - 40), end + 40) is not None
    heard = {stage.side(speaker) for speaker in stage.speakers.values() if speaker}
    for side in [s for s in counts if stage.actors[s].kind == "organisation" and not _together(stage, s)]:
        del counts[side]  # it stands in the report beside the talks
    silent = {side for side in counts if side not in heard and stage.actors[side].kind == "organisation"}
    names, firms = {side: stage.actors[side].name for side in counts}, offices().words["names.companies"]
    silent |= {side for side, name in names.items() if name.islower() or name.split()[-1].lower() in firms}
    silent |= {side for side in between if 3 * between[side] >= counts[side]}
    ranked = sorted(counts, key=lambda side: (side in silent, -counts[side], side))
    some = 3 if len(ranked) > 2 and counts[ranked[2]] > 2 and _THREE.search(story) else 2
    return tuple(sorted(ranked[:some])) if len(ranked) > 1 else ()


def _together(stage: Stage, body: str) -> bool:
    """Whether a body stands beside another side within a sentence's length, more than once in a long report."""
    places = [(m.anchor.start, stage.side(m.actor)) for m in stage.mentions]
    near = sum(
        body in (one, two) and one != two and None not in (one, two) and there - here < _SENTENCE
        for (here, one), (there, two) in itertools.pairwise(places)
    )
    return near > (len(stage.article.text) > _LONG)


def scene(stage: Stage, start: int, end: int) -> Scene:
    """The sentence ``start:end`` of the article, set out."""
    tokens = tuple(text.tokens(stage.article.text, start, end))
    who: list[Mention | None] = [None] * len(tokens)
    owns = set()
    places = [token.start for token in tokens]
    low_at = max(0, bisect_left(stage.starts, start) - 1)
    for mention in stage.mentions[low_at : bisect_right(stage.starts, end)]:
        first = bisect_right(places, mention.anchor.start) - 1
        if first < 0 or tokens[first].end <= mention.anchor.start:
            first += 1
        last = bisect_left(places, mention.anchor.end) - 1
        for at in range(first, last + 1):
            who[at] = mention
        if first <= last and _possessive(tokens[last].text):
            owns.add(last)
    return Scene(
        start=start, end=end, tokens=tokens, low=tuple(_low(t.text) for t in tokens), who=tuple(who),
        owns=frozenset(owns),
    )  # fmt: skip


def _low(word: str) -> str:
    return word.lower().replace("’", "'") if "’" in word else word.lower()


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’")) or word.lower() in ("his", "her", "its", "their", "whose")

"""The sides that words of a sentence stand for, and who speaks for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.data import Mention, Move, Statement
from communique.moves.acts import Act
from communique.moves.scene import OFFICES, Scene, Stage
from communique.moves.subjects import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, REPORTING, SUBORDINATORS

_THEIR = frozenset("its his her their".split())
_BETWEEN = frozenset("and the both".split())
_ARTICLES = frozenset("a an the".split())
_ANYBODYS = frozenset("diplomat official deputy director representative chief head".split())
_VAGUE = frozenset(
    "senior top western unnamed anonymous other some many several current high-ranking officials official leaders "
    "leader politicians politician people persons judges judge source sources aides aide lawmakers members".split()
)
_NOBODYS = frozenset("former ex ex-minister diplomat diplomats one retired anonymous".split())
_MOUTHS = OFFICES | frozenset(
    "ministry office palace army presidency chancellery embassy headquarters aide adviser advisor lieutenant major "
    "captain consul attache attaché lawyer whip staff delegation delegate treasurer chancery court".split()
)
"""Last words for those who speak in the name of a party, with nothing but an article before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The parties of one act.

    ``own`` is True where the actor itself speaks, None where the outlet tells it. ``sure`` weighs the confidence.
    ``unsure`` is True where an official speaks whose own side this article does not tell. ``met`` are those of the
    actors whom the others meet.
    """

    actors: tuple[str, ...]
    speaker: str | None
    recipients: tuple[str, ...]
    own: bool | None
    sure: float
    first: int
    unsure: bool = False
    met: tuple[str, ...] = ()

    @property
    def apart(self) -> Roles:
        """The same where they do not meet: who refuses to does so alone, towards the others."""
        actors = tuple(actor for actor in self.actors if actor not in self.met)
        return replace(self, actors=actors, recipients=self.met) if actors and self.met else self


def jointly(stage: Stage, moves: Iterable[Move]) -> Iterator[Move]:
    """The moves, what "Norland and Southmark said" as the act of both."""
    told = {statement.id: statement for _, _, statement in stage.contents}
    for move in moves:
        both = _joint(stage, told.get(move.statement or "")) if len(move.actors) == 1 and not move.reported_by else ()
        rest = tuple(side for side in move.recipients if side not in both)
        ours = bool(both) and move.actors[0] in both
        yield replace(move, actors=tuple(sorted(both)), recipients=rest) if ours else move


def _joint(stage: Stage, statement: Statement | None) -> tuple[str, ...]:
    """The sides that a source names with nothing but "and" between them."""
    source = statement.source if statement is not None else None
    if source is None or " and " not in source.exact:
        return ()
    found: dict[str, None] = {}
    rest, at = "", source.start
    for mention in stage.mentions[bisect_left(stage.starts, source.start) : bisect_left(stage.starts, source.end)]:
        anchor = mention.anchor
        if anchor.start >= at and (side := stage.side(mention.actor)) is not None:
            rest += stage.article.text[at : anchor.start] + " "
            found[side], at = None, anchor.end
    plain = set(f"{rest}{stage.article.text[at : source.end]}".replace(",", " ").casefold().split()) <= _BETWEEN
    return tuple(found) if plain and len(found) > 1 else ()


def sides_of(stage: Stage, scene: Scene, places: Iterable[int]) -> tuple[str, ...]:
    """The sides of those mentioned at ``places``, in order, each once."""
    found: dict[str, None] = {}
    for place in places:
        mention = scene.who[place]
        for actor in () if mention is None else stage.acting(mention):
            side = stage.side(actor)
            if side is not None:
                found[side] = None
    return tuple(found)


def parties_of(stage: Stage, scene: Scene, places: Iterable[int]) -> tuple[str, ...]:
    """Those mentioned at ``places`` themselves, of whose side nothing tells ("rebel commanders")."""
    mentions = (scene.who[place] for place in places)
    told = (m for m in mentions if m is not None and m.form in ("unnamed", "group") and not _unsaid(m.anchor.exact))
    found = (_itself(stage, scene, m, actor) for m in told for actor in stage.acting(m))
    return tuple(dict.fromkeys(actor for actor in found if actor is not None))


def _itself(stage: Stage, scene: Scene, mention: Mention, actor: str) -> str | None:
    known = stage.actors.get(actor)
    if known is None or known.kind != "unnamed" or " " in known.name:
        return stage.party(actor)
    words = set(mention.anchor.exact.lower().split()) - _ARTICLES
    described = len(words) > 1 or _described(scene, mention)
    return actor if described and actor not in stage.outside else None


def _described(scene: Scene, mention: Mention) -> bool:
    """ "Rebel commanders", "both ministers": of a kind that the word before tells, unlike mere "officials"."""
    at = next((n for n, token in enumerate(scene.tokens) if token.end > mention.anchor.start), 0) - 1
    word = scene.low[at] if at >= 0 else ""
    plain = DETERMINERS | PREPOSITIONS | SUBORDINATORS | REPORTING | CONJUNCTIONS | AUXILIARIES | _VAGUE
    several = mention.anchor.exact.lower() not in _VAGUE
    return several and word[:1].isalpha() and scene.who[at] is None and word not in plain


def _unsaid(words: str) -> bool:
    """ "One Western diplomat", "a former minister": nobody's act."""
    return not _NOBODYS.isdisjoint(words.lower().split())


def person_of(stage: Stage, scene: Scene, places: Iterable[int]) -> str | None:
    """Who of the actors named is somebody that speaks for a side."""
    for place in places:
        mention = scene.who[place]
        if mention is None or len(stage.acting(mention)) > 1:
            continue
        known = stage.actors[mention.actor]
        if known.kind == "person" or stage.side(known.id) not in (None, known.id):
            return known.id
    return None


def spoken_for(stage: Stage, act: Act) -> tuple[str | None, str | None]:
    """The one who speaks the statement that the act stands in, and the side spoken for."""
    statement = act.inside or act.opens
    if statement is None:
        return None, None
    speaker = stage.speakers.get(statement.id) or None
    return speaker, stage.side(speaker) if speaker else None


def mouthpiece(stage: Stage, act: Act) -> bool:
    """ "…, its envoy said", "a spokesman said": who speaks only for the party that is spoken of, and has no name."""
    statement = act.inside
    source = statement.source if statement is not None else None
    if statement is None or source is None or statement.kind == "direct":
        return False
    words = source.exact.replace("’", "'").split()
    if not words or any(word[0].isupper() for word in words[1:]):
        return False
    own = words[0].lower() in _THEIR
    if words[-1].lower() not in (_MOUTHS if own else _MOUTHS - _ANYBODYS) or not (own or words[0].lower() in _ARTICLES):
        return False
    speaker = stage.speakers.get(statement.id)
    return own or stage.side(speaker or "") in (None, speaker)


def akin(stage: Stage, one: str | None, other: str) -> bool:
    """Whether two bodies are of one house ("the Coastal Commission", "the Coastal Union")."""
    first, second = stage.actors.get(one or ""), stage.actors.get(other)
    if first is None or second is None or {first.kind, second.kind} <= {"person", "unnamed"}:
        return False
    shared = first.name.split()[0]
    return shared == second.name.split()[0] and shared.lower() not in ("the", "united", "world", "international")

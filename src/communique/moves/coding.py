"""The coding of one article: every act of every sentence as a :class:`~communique.data.Move`.

Rules over the words of each sentence, in five steps: triggers (``lexicon``), which of them are acts (``acts``),
who does them (``roles``), how they are meant (``modality``), what and when (``topics``, ``times``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique import text
from communique.data import Anchor, Article, Cast, Figure, Meeting, Move, Parse, Reading, Statement, digest
from communique.moves import topics
from communique.moves.acts import Act, acts, idioms, spotted
from communique.moves.answers import answers
from communique.moves.clauses import bounds
from communique.moves.doubles import single
from communique.moves.figures import find_figures
from communique.moves.lexicon import Entry, Hit
from communique.moves.meanings import Meaning, meaning
from communique.moves.meetings import find_meetings
from communique.moves.pieces import admitted, invented
from communique.moves.roles import others_named, roles
from communique.moves.scene import Scene, Stage, scene, stage
from communique.moves.sessions import by_sentence, sat
from communique.moves.sides import Roles, jointly
from communique.moves.sighting import act_at, named, of_itself, parties, understood
from communique.moves.stances import stance
from communique.moves.times import bygone, is_history, nearest, stamp, times
from communique.moves.views import charges, views
from communique.moves.weighing import Seen, alone, settled, weighed
from communique.vocabulary import units

_HARM = frozenset(("SANCTION", "ATTACK", "COERCE", "DEPLOY"))
_LONGEST = 1500
_LOOSE_ENDS = frozenset(',.;:"“”')
_SCRAP = 7  # words: less is no clause that a reader understands
_SHORT = 200  # code points: a sentence short enough to show whole
_AIMED = 0.5  # how sure the encoder is of a recipient that the grammar does not tell
_BESIDE = 4  # code points: a word that near belongs to the act that a rule reads
_ADJOINING = 300  # code points: the next sentence
_TELLING = 0.5  # how sure the encoder is of an act that stands at a mere "said"
_SAID = frozenset("said says told tells added noted notes reported reports thinks thought reckons termed".split())
_STATES = frozenset("war wars conflict conflicts crisis tension tensions unrest standoff".split())  # nobody's act
_PLAIN = frozenset(("SUPPORT", "MEET", "ASSESS", "CRITICISE", "ACCUSE", "CONFIRM", "DENY", "STATE_POSITION"))
_UNREAL = 0.6  # what only the encoder sees as not done or on a condition: none of nine such in real reports was right
_SURER = 0.2  # of two readings of one act in a sentence the first counts, unless the other is surer by this
_BASE = {"verbs": 0.9, "phrases": 0.85, "voiced": 0.75, "nouns": 0.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be chosen: the least ``confidence`` kept, how old (in days) is history, whether to propose issues."""

    confidence: float = 0.2
    history_days: int = 200
    propose_issues: bool = True


def code(
    article: Article,
    statements: Sequence[Statement],
    cast: Cast,
    *,
    parse: Parse | None = None,
    options: Options | None = None,
) -> Reading:
    """Every move, figure and meeting that one article reports.

    ``statements`` are those of the article, ``cast`` who appears in it. The same input gives the same reading;
    the order of ``statements`` and of the cast does not matter. Never fails on odd text.
    """
    chosen = Options() if options is None else options
    if invented(article):
        return Reading(article_id=article.id)
    set_out = stage(article, statements, cast)
    meetings = find_meetings(article, statements, cast, set_out.parties)
    held = by_sentence(meetings)
    numbers: Counter[tuple[int, int]] = Counter()
    seen = Seen(parse)
    found = []
    for span in _pieces(article):
        moves = list(_sentence(set_out, span, chosen, seen))
        if span.start in held and not any(move.code == "MEET" for move in moves):
            moves += sat(set_out, span, held[span.start])  # also where they "agreed to meet again"
        found += moves
    told = {(move.code, move.statement, move.modality) for move in found}
    said = [move for move in answers(set_out) if (move.code, move.statement, move.modality) not in told]
    plain = {move.trigger.start for move in said}
    found = [move for move in found if move.trigger.start not in plain] + said
    found = [*jointly(set_out, [*found, *charges(set_out, found), *views(set_out, found, seen)])]
    found = sorted(_inherited(found), key=lambda move: move.trigger.start)
    numbered = []
    sure = ((move, settled(move.code, move.confidence)) for move in found)
    kept = (replace(move, confidence=one) for move, one in sure if one >= chosen.confidence)
    for move in single([*admitted(kept, article, chosen.confidence)]):
        place = (move.trigger.start, move.trigger.end)
        numbered.append(replace(move, id=digest("move", article.id, *place, numbers[place])))
        numbers[place] += 1
    return Reading(
        article_id=article.id,
        moves=tuple(numbered),
        figures=tuple(_of_talks(figure, meetings) for figure in find_figures(article, statements, cast)),
        meetings=meetings,
    )


def _of_talks(figure: Figure, meetings: Sequence[Meeting]) -> Figure:
    """A length of talks with the day and the place of the meeting that it is of."""
    if not figure.what.startswith(units.LENGTH_OF_TALKS):
        return figure
    for meeting in meetings:
        inside = any(a.start <= figure.anchor.start and figure.anchor.end <= a.end for a in meeting.evidence)
        if inside and meeting.when is not None and meeting.hours is not None:
            what = ", ".join(part for part in (figure.what.partition(", ")[0], meeting.place) if part)
            return replace(figure, when=meeting.when, what=what)
    return figure


def _inherited(moves: Sequence[Move]) -> list[Move]:
    """The moves, those without an issue with that of their neighbour in the same statement or by the same actors."""
    found = list(moves)
    for at, move in enumerate(found):
        if move.issue is None:
            beside = (found[n] for n in (at - 1, at + 1) if 0 <= n < len(found))
            near = next((other.issue for other in beside if other.issue and _beside(move, other)), None)
            found[at] = replace(move, issue=near)
    return found


def _beside(move: Move, other: Move) -> bool:
    if move.statement is not None and move.statement == other.statement:
        return True
    gap = max(move.trigger.start, other.trigger.start) - min(move.trigger.end, other.trigger.end)
    return gap < _ADJOINING and move.actors == other.actors


def _pieces(article: Article) -> Iterator[text.Span]:
    """The sentences of the story; one that never ends is cut at white space, so that time stays linear."""
    for start, end in text.story_sentences(article):
        while end - start > _LONGEST:
            cut = max(article.text.rfind(" ", start + 1, start + _LONGEST), start + _LONGEST // 2)
            yield text.Span(start, cut)
            start = cut
        yield text.Span(start, end)


def _sentence(set_out: Stage, span: text.Span, options: Options, seen: Seen) -> Iterator[Move]:
    """The moves of one sentence: what rules read, weighed with what the encoder sees there; then what only it sees."""
    set_scene = scene(set_out, span.start, span.end)
    kept: dict[tuple[object, ...], Move] = {}
    used = spotted(set_scene)
    found = acts(set_out, set_scene, used)
    when = times(set_out.article, set_scene) if found or seen.within(*span) else ()
    read = _read(set_out, set_scene, found, when, options)
    taken = [*_taken(set_scene, found, used, read), *idioms(set_scene, used)] if seen.within(*span) else []
    for move in (
        *_weighed(set_out, set_scene, read, seen), *_seen_only(set_out, set_scene, taken, when, options, seen)
    ):  # fmt: skip
        same: tuple[object, ...] = (move.code, move.actors, move.issue, move.modality)
        same = same[:2] if move.code == "ULTIMATUM" else same
        if move.code == "PROTEST" and move.trigger.exact.lower().startswith("walk"):
            leaving = not _AT_THE_TABLE.isdisjoint(set_scene.low)
            move = replace(move, code="SUSPEND_TALKS" if leaving else move.code)
        if move.code == "PROTEST" and "police" in set_scene.low and _states(set_out, move):
            continue  # "police said, some 2,000 people marched"
        if move.confidence >= max(options.confidence, kept[same].confidence + _SURER if same in kept else 0.0):
            kept[same] = move
    yield from kept.values()
    for statement in _unheard(set_out, span, [(move.trigger.start, move.trigger.end) for move in kept.values()]):
        declared = _declared(set_out, set_scene, statement)
        for move in () if declared is None else _weighed(set_out, set_scene, [(declared, None)], seen):
            if move.confidence >= options.confidence:
                yield move


_AT_THE_TABLE = frozenset(
    "delegation delegations delegates negotiators envoys talks negotiations session meeting round room table".split()
)
"""Who walks out of these leaves talks; others leave work."""


def _states(set_out: Stage, move: Move) -> bool:
    """Whether none but states act."""
    return all(actor in set_out.actors and set_out.actors[actor].kind == "state" for actor in move.actors)


def _read(
    set_out: Stage, set_scene: Scene, found: Sequence[Act], when: tuple[tuple[int, str], ...], options: Options
) -> list[tuple[Move, Entry]]:
    """The moves that the rules read, each with the trigger that gave it."""
    moves: list[tuple[Move, Entry]] = []
    for at, act in enumerate(found):
        who = roles(set_out, set_scene, act)
        meant = None if who is None else meaning(set_scene, act, who)
        if meant is not None and meant.condition is not None and _of_next(found[at + 1 :], act, meant.condition):
            meant = replace(meant, condition=None, modality="stated" if meant.code not in _HARM else meant.modality)
        if who is not None and meant is not None:
            who = who if meant.code == "MEET" else who.apart
            moves.append((_move(set_out, set_scene, act, who, meant, when, options), act.hit.entry))
    return moves


def _weighed(set_out: Stage, set_scene: Scene, read: Sequence[tuple[Move, Entry | None]], seen: Seen) -> Iterator[Move]:
    """What rules read, with the code and the confidence that the encoder leaves them, and a recipient it may add."""
    for move, entry in read:
        if not seen.triggers:
            yield move
            continue
        trigger = seen.at(move.trigger.start, move.trigger.end, move.code)
        told, plain = (entry.frame != "voiced", entry.code) if entry is not None else (True, "")
        verdict = weighed(move.code, move.confidence, trigger, told=told, plain=plain)
        recipients = move.recipients
        if trigger is not None and not recipients and move.code != "MEET":
            sure = [party for party in trigger.recipients if party.score >= _AIMED]
            recipients = tuple(sorted(set(named(set_out, set_scene, sure)) - {*move.actors}))
        yield replace(move, code=verdict.code, confidence=round(verdict.confidence, 3), recipients=recipients)


def _seen_only(
    set_out: Stage, set_scene: Scene, taken: Sequence[tuple[int, int]], when: tuple[tuple[int, str], ...],
    options: Options, seen: Seen,
) -> Iterator[Move]:  # fmt: skip
    """The moves that only the encoder sees, away from the words that are ``taken``."""
    for trigger in seen.within(set_scene.start, set_scene.end):
        sure = alone(trigger.codes[0][1])
        word = set_out.article.text[trigger.start : trigger.end].lower()
        adverb = (word.endswith("ly") and word != "jointly") or (word in _SAID and trigger.codes[0][1] < _TELLING)
        if (
            adverb
            or sure < options.confidence
            or any(s - _BESIDE < trigger.end and trigger.start < e + _BESIDE for s, e in taken)
        ):
            continue
        act = act_at(set_out, set_scene, trigger)
        if word in _SAID and of_itself(set_scene, act):
            continue  # "said it had killed nine": a deed of one's own, and no charge
        who = parties(set_out, set_scene, act, trigger)
        if who is None:
            continue
        meant = understood(set_scene, act, who, trigger)
        if meant is None:
            continue
        made = _move(set_out, set_scene, act, who, meant, when, options)
        doubt = _UNREAL if meant.modality == "hypothetical" else 1.0
        if (sure := round(sure * who.sure * doubt, 3)) >= options.confidence:
            yield replace(made, confidence=sure)


def _taken(
    set_scene: Scene, found: Sequence[Act], used: Sequence[Hit], read: Sequence[tuple[Move, Entry]]
) -> list[tuple[int, int]]:
    """The words that the rules have read as acts ("reiterated … warnings") or as none, and those that name a state."""
    spots = [(move.trigger.start, move.trigger.end) for move, _ in read]
    starts = {start for start, _ in spots}
    told = [act.hit for act in found if set_scene.tokens[act.hit.start].start in starts]
    within = [  # "announced that it was imposing sanctions" is one act
        set_scene.tokens[inner.start]
        for hit in told
        for inner in used
        if inner.entry.code == hit.entry.code and hit.start < inner.start < hit.end
    ]
    ends = [set_scene.tokens[hit.end - 1] for hit in told]
    states = [token for token, word in zip(set_scene.tokens, set_scene.low, strict=True) if word in _STATES]
    return spots + [(token.start, token.end) for token in (*within, *ends, *states)]


def _of_next(later: Sequence[Act], act: Act, condition: tuple[int, int]) -> bool:
    """Whether an "if" hangs on a second verb of the same subject: "thanked them and offered to talk if …"."""
    return act.hit.entry.code in _PLAIN and any(
        other.inside is act.inside and act.hit.end <= other.hit.start < condition[0] for other in later
    )


def _unheard(set_out: Stage, span: text.Span, covered: list[tuple[int, int]]) -> Iterator[Statement]:
    """The statements of the sentence in which no trigger counted, each stretch of text once."""
    taken = list(covered)
    for statement in set_out.statements_in(span.start, span.end):
        spots = [(a.start, a.end) for a in (*statement.content, *((statement.cue,) if statement.cue else ()))]
        if not any(first < end and start < last for start, end in spots for first, last in taken):
            taken += spots
            yield statement


def _declared(set_out: Stage, set_scene: Scene, statement: Statement) -> Move | None:
    """The move of a statement that declares a stance without any trigger; None where its speaker has no side."""
    speaker = set_out.speakers.get(statement.id)
    side = set_out.side(speaker) if speaker and set_out.official(speaker) else None
    found = stance(set_out, set_scene, statement, side) if side is not None else None
    if side is None or found is None:
        return None
    article, tokens = set_out.article, set_scene.tokens
    issue = topics.about(set_out, set_scene, (found.low, found.high), (found.low, found.high))
    condition = None
    if found.condition is not None:
        condition = article.text[tokens[found.condition[0]].start : tokens[found.condition[1] - 1].end]
    first, last = min(found.low, *(found.condition or (found.low,))), max(found.high, *(found.condition or (0,)))
    last = _tight(tokens, first, last)
    return Move(
        id="",
        article_id=article.id,
        code=found.code,
        actors=(side,),
        trigger=text.anchor(article, tokens[found.at].start, tokens[found.at].end),
        evidence=(text.anchor(article, tokens[first].start, tokens[last - 1].end),),
        speaker=speaker,
        recipients=others_named(set_out, set_scene, range(found.low, found.high), side),
        issue=issue or (topics.TALKS if found.code == "ASSESS" else None),
        modality=found.modality,
        condition=condition,
        statement=statement.id,
        confidence=round(0.9 * found.weight, 3),
    )


def _move(
    set_out: Stage, set_scene: Scene, act: Act, who: Roles, meant: Meaning, when: tuple[tuple[int, str], ...],
    options: Options,
) -> Move:  # fmt: skip
    article = set_out.article
    tokens = set_scene.tokens
    hit = act.hit
    low, high = bounds(set_scene, act)
    trigger = text.anchor(article, tokens[hit.start].start, tokens[hit.head_end - 1].end)
    first = min(max(low, who.first), hit.start)
    last = _clause_end(set_scene, hit.end, high)
    at = nearest(set_scene, when, hit.start) or stamp(article, set_scene.start)
    modality = meant.modality
    if meant.code == "MEET" and modality == "stated" and at and article.published and at > article.published:
        modality = "future"
    voiced_in = act.inside or act.opens
    alleger = act.inside or (act.alleged.opens if act.alleged is not None else None)
    condition = None
    if meant.condition is not None:
        condition = article.text[tokens[meant.condition[0]].start : tokens[meant.condition[1] - 1].end]
    issue = topics.about(set_out, set_scene, (low, high), (hit.start, last))
    if meant.code == "MEET":
        issue = issue or topics.TALKS
    if issue is None and options.propose_issues and hit.entry.frame in ("verbs", "nouns"):
        issue = topics.proposed(set_out, set_scene, hit.head_end)
    return Move(
        id="",
        article_id=article.id,
        code=meant.code,
        actors=tuple(sorted(who.actors)),
        trigger=trigger,
        evidence=(_shown(article, set_scene, act, first, last),),
        speaker=who.speaker,
        recipients=tuple(sorted(who.recipients)),
        issue=issue,
        when=at,
        modality=modality,
        condition=condition,
        history=is_history(at, article.published, options.history_days) or (at is None and bygone(set_scene)),
        reported_by=alleger.id if alleger is not None and who.own is False else None,
        statement=voiced_in.id if voiced_in is not None else None,
        confidence=round(_BASE[hit.entry.frame] * who.sure * meant.weight, 3),
    )


def _tight(tokens: Sequence[text.Token], first: int, last: int) -> int:
    """``last`` without the marks that end a stretch; a closing mark stays with the opening one inside."""
    while last > first + 1 and tokens[last - 1].text in _LOOSE_ENDS:
        inside = [token.text for token in tokens[first : last - 1]]
        closes = tokens[last - 1].text == "”" and inside.count("“") > inside.count("”")
        if closes or (tokens[last - 1].text == '"' and inside.count('"') % 2):
            break
        last -= 1
    return last


def _shown(article: Article, set_scene: Scene, act: Act, first: int, last: int) -> Anchor:
    """The words that show an act: the whole of what was said, or its clause; a short sentence rather than a scrap."""
    tokens = set_scene.tokens
    low, high = bounds(set_scene, act)
    if act.hit.entry.frame == "voiced" or (act.hit.entry.frame == "phrases" and act.inside is not None):
        first = low
    last = _tight(tokens, first, last)
    while first < last - 1 and tokens[first].text in _LOOSE_ENDS:
        first += 1
    if sum(token.text[0].isalnum() for token in tokens[first:last]) < _SCRAP:
        if set_scene.end - set_scene.start <= _SHORT:
            return text.anchor(article, set_scene.start, set_scene.end)
        first, last = min(low, first), max(high, last)
    return text.anchor(article, tokens[first].start, tokens[last - 1].end)


def _clause_end(set_scene: Scene, at: int, high: int) -> int:
    for place in range(at, high):
        if set_scene.low[place] in (";", "—"):
            return max(place, at)
    return max(high, at)

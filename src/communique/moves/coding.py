"""The coding of one article: every act of every sentence as a :class:`~communique.data.Move`.

Rules over the words of each sentence, in five steps: triggers (``lexicon``), which of them are acts (``acts``),
who does them (``roles``), how they are meant (``modality``), what and when (``topics``, ``times``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique import text
from communique.data import Anchor, Article, Cast, Meeting, Move, Parse, Reading, Statement, digest
from communique.moves import topics
from communique.moves.acts import Act, acts
from communique.moves.figures import find_figures
from communique.moves.meanings import Meaning, meaning
from communique.moves.meetings import find_meetings
from communique.moves.roles import Roles, bounds, others_named, roles
from communique.moves.scene import Scene, Stage, scene, stage
from communique.moves.sighting import act_at, named, parties, understood
from communique.moves.sittings import sits
from communique.moves.stances import stance
from communique.moves.times import is_history, nearest, times
from communique.moves.venues import talks_pattern
from communique.moves.weighing import Seen, alone, weighed

_HARM = frozenset(("SANCTION", "ATTACK", "COERCE", "DEPLOY"))
_LONGEST = 1500
_BODY = re.compile(
    r"\bthe\s(?:[\w-]{1,20}\s){0,2}(?:body|board|panel|committee|bloc)\s(?:is\sto|will|would|was\sto)\s(?:meet|convene|sit)\b",
    re.IGNORECASE,
)
_LOOSE_ENDS = frozenset(',.;:"“”')
_SCRAP = 7  # words: less is no clause that a reader understands
_SHORT = 200  # code points: a sentence short enough to show whole
_AIMED = 0.5  # how sure the encoder is of a recipient that the grammar does not tell
_BESIDE = 4  # code points: a word that near belongs to the act that a rule reads
_ADJOINING = 300  # code points: the next sentence
_MEETINGS = frozenset(("MEET", "INVITE", "ACCEPT"))
_PLAIN = frozenset(("SUPPORT", "MEET", "ASSESS", "CRITICISE", "ACCUSE", "CONFIRM", "DENY", "STATE_POSITION"))
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
    set_out = stage(article, statements, cast)
    meetings = find_meetings(article, statements, cast, set_out.parties)
    held = _talks(meetings)
    numbers: Counter[tuple[int, int]] = Counter()
    seen = Seen(parse)
    found = []
    for span in _pieces(article):
        moves = list(_sentence(set_out, span, chosen, seen))
        if span.start in held and not any(move.code in _MEETINGS for move in moves):
            moves += _met(set_out, span, held[span.start])
        found += moves
    numbered = []
    for move in _inherited(found):
        place = (move.trigger.start, move.trigger.end)
        numbered.append(replace(move, id=digest("move", article.id, *place, numbers[place])))
        numbers[place] += 1
    return Reading(
        article_id=article.id,
        moves=tuple(numbered),
        figures=find_figures(article, statements, cast),
        meetings=meetings,
    )


def _talks(meetings: Sequence[Meeting]) -> dict[int, Meeting]:
    """The meetings with a day, by where the sentences that tell of them begin."""
    found: dict[int, Meeting] = {}
    for meeting in sorted(meetings, key=lambda m: m.status == "postponed"):
        for anchor in meeting.evidence:
            if meeting.when is not None and meeting.status != "cancelled":
                found.setdefault(anchor.start, meeting)
    return found


def _met(set_out: Stage, span: text.Span, meeting: Meeting) -> Iterator[Move]:
    """The talks of a sentence that no verb of the codebook tells, where it names their day."""
    article = set_out.article
    words = talks_pattern().search(article.text, span.start, span.end)
    here = scene(set_out, span.start, span.end)
    if (
        words is None
        or _recalled(article.text, words)
        or not sits(article.text, span.start, span.end, words, held=meeting.status == "held")
        or not any(value == meeting.when for _, value in times(article, here))
    ):
        return
    parties = _sitting(set_out, span) or tuple(
        p for p in meeting.parties if p in set_out.parties or set_out.actors[p].kind == "state"
    )
    if len(parties) < 2 and not _sitting(set_out, span):
        parties = ()
    if not parties and set(meeting.parties) <= set(set_out.parties):
        parties = set_out.parties
    if parties:
        yield Move(
            id="",
            article_id=article.id,
            code="MEET",
            actors=tuple(sorted(parties)),
            trigger=text.anchor(article, *words.span()),
            evidence=(text.anchor(article, span.start, span.end),),
            issue=topics.issue(here.low, (0, len(here.low))) or topics.TALKS,
            when=meeting.when,
            modality="stated" if meeting.status == "held" else "future",
            confidence=0.5,
        )


def _recalled(whole: str, words: re.Match[str]) -> bool:
    """ "Called its envoy home for consultations": no talks between parties."""
    return words[0].lower() == "consultations" and whole[max(0, words.start() - 4) : words.start()] == "for "


def _sitting(set_out: Stage, span: text.Span) -> tuple[str, ...]:
    """The body that "the nine-member body is to meet" speaks of: the one named last."""
    if not _BODY.search(set_out.article.text, span.start, span.end):
        return ()
    found = set_out.homes.before(span.start, state=False)
    return () if found is None else (found,)


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
    known: set[tuple[object, ...]] = set()
    covered: list[tuple[int, int]] = []
    found = acts(set_out, set_scene)
    when = times(set_out.article, set_scene) if found or seen.within(*span) else ()
    read = _read(set_out, set_scene, found, when, options)
    for move in (*_weighed(set_out, set_scene, read, seen), *_seen_only(set_out, set_scene, read, when, options, seen)):
        same: tuple[object, ...] = (move.code, move.actors, move.issue, move.modality)
        same = same[:2] if move.code == "ULTIMATUM" else same
        if move.confidence >= options.confidence and same not in known:
            known.add(same)
            covered.append((move.trigger.start, move.trigger.end))
            yield move
    for statement in _unheard(set_out, span, covered):
        declared = _declared(set_out, set_scene, statement)
        for move in () if declared is None else _weighed(set_out, set_scene, [declared], seen):
            if move.confidence >= options.confidence:
                yield move


def _read(
    set_out: Stage, set_scene: Scene, found: Sequence[Act], when: tuple[tuple[int, str], ...], options: Options
) -> list[Move]:
    """The moves that the rules read."""
    moves = []
    for at, act in enumerate(found):
        who = roles(set_out, set_scene, act)
        meant = None if who is None else meaning(set_scene, act, who)
        if meant is not None and meant.condition is not None and _of_next(found[at + 1 :], act, meant.condition):
            meant = replace(meant, condition=None, modality="stated" if meant.code not in _HARM else meant.modality)
        if who is not None and meant is not None:
            moves.append(_move(set_out, set_scene, act, who, meant, when, options))
    return moves


def _weighed(set_out: Stage, set_scene: Scene, read: Sequence[Move], seen: Seen) -> Iterator[Move]:
    """What rules read, with the code and the confidence that the encoder leaves them, and a recipient it may add."""
    for move in read:
        if not seen.triggers:
            yield move
            continue
        trigger = seen.at(move.trigger.start, move.trigger.end, move.code)
        verdict = weighed(move.code, move.confidence, trigger)
        recipients = move.recipients
        if trigger is not None and not recipients and move.code != "MEET":
            sure = [party for party in trigger.recipients if party.score >= _AIMED]
            recipients = tuple(sorted(set(named(set_out, set_scene, sure)) - {*move.actors}))
        yield replace(move, code=verdict.code, confidence=round(verdict.confidence, 3), recipients=recipients)


def _seen_only(
    set_out: Stage, set_scene: Scene, read: Sequence[Move], when: tuple[tuple[int, str], ...], options: Options,
    seen: Seen,
) -> Iterator[Move]:  # fmt: skip
    """The moves that only the encoder sees."""
    taken = [(move.trigger.start, move.trigger.end) for move in read]
    for trigger in seen.within(set_scene.start, set_scene.end):
        sure = alone(trigger.codes[0][1])
        if sure < options.confidence or any(
            s - _BESIDE < trigger.end and trigger.start < e + _BESIDE for s, e in taken
        ):
            continue
        act = act_at(set_out, set_scene, trigger)
        who = parties(set_out, set_scene, act, trigger)
        if who is None:
            continue
        meant = understood(set_scene, act, who, trigger)
        made = _move(set_out, set_scene, act, who, meant, when, options)
        yield replace(made, confidence=round(sure * who.sure, 3))


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
    at = nearest(set_scene, when, hit.start)
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
        issue = topics.proposed(set_scene, hit.head_end)
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
        history=is_history(at, article.published, options.history_days),
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

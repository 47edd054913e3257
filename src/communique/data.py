"""The nouns: every type that crosses a floor of the house.

All are frozen, slotted, keyword-only dataclasses without behaviour beyond derived properties. Ids are
hashes of meaning (:func:`digest`), so running twice changes nothing. Intervals are half-open and count
code points. Dates are ISO prefixes ("2031", "2031-03", "2031-03-04"): as precise as what is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CopyKind = Literal["duplicate", "version", "excerpt", "rewording"]
StatementKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["state", "organisation", "office", "person", "group", "unnamed"]
Modality = Literal["stated", "negated", "conditional", "future", "hypothetical", "reported"]
MeetingStatus = Literal["announced", "held", "postponed", "cancelled"]
Precision = Literal["day", "month", "year", "unknown"]
DateOrigin = Literal["explicit", "metadata", "leading line", "dateline", "lineage", "unknown"]
Verdict = Literal["accept", "reject", "edit", "merge", "split", "add", "undo"]
Role = Literal["source", "cue", "content"]
ChangeKind = Literal["position", "act", "meeting", "dispute", "correction"]
ChangeHow = Literal[
    "new", "changed", "announced", "moved", "held", "cancelled", "opened", "widened", "settled", "corrected"
]


def digest(*parts: object) -> str:
    """The id of what ``parts`` mean: 16 hexadecimal digits of SHA-256 over their texts.

    ``None`` and the empty string differ; nested tuples count by their ``repr``.
    """
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in one article, with the exact words that stand there: ``text[start:end] == exact``."""

    article_id: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of an article's text that is not the story: what it is, and where.

    ``kind`` is one of: site, headline, credit, byline, dateline, date, caption, related, share, notice, comment; and in
    interviews, transcripts and live pages: question (what is asked), speaker (a bare "A:"), time (an entry's clock).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as it was published.

    ``text`` is kept whole; ``furniture`` says which stretches of it are not the story (sorted, disjoint).
    ``credit`` names the agency or outlet that the article itself credits. ``published`` is an ISO prefix or
    None; ``published_from`` says where it came from. ``extra`` holds unknown columns of the input, and under "genre"
    what the article is where it is no report: opinion, satire, interview, transcript or live.
    """

    id: str
    path: str
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_precision: Precision = "unknown"
    published_from: DateOrigin = "unknown"
    language: str | None = None
    credit: str | None = None
    dateline: str | None = None
    furniture: tuple[Furniture, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article's bytes as they were found, before anything is read into them.

    ``path`` is relative to what the user named ("file.jsonl#id" for a line of a file). ``media`` says how to
    read ``raw``; ``given`` holds what a manifest, a named column or the command line says about it (outlet,
    published, title, byline, url, language and any other column).
    """

    path: str
    raw: bytes
    media: Literal["text", "html"]
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article took text from another: ``article_id`` is derived from ``original_id``.

    ``original_id`` is None where both derive from a report that is not in the case. ``similarity`` is the
    share (0..1) of the shorter one's own words that the other holds, quotations masked. ``direction_confidence``
    is 0.5 where either may be first; ``reason`` says in words why this direction. ``shared`` pairs the passages.
    """

    id: str
    article_id: str
    original_id: str | None
    kind: CopyKind
    similarity: float
    direction_confidence: float
    reason: str
    shared: tuple[tuple[Anchor, Anchor], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The articles that come from one report, in order of version (a singleton for an independent one).

    ``origin`` is the id of the article that the others derive from, or None when it is not in the case.
    """

    id: str
    articles: tuple[str, ...]
    origin: str | None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction notice: what was wrong, what is right, and every article that still carries the error."""

    id: str
    article_id: str
    notice: Anchor
    wrong: str
    right: str
    mended: Anchor | None = None
    stale: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How machine-made an article's wording looks: ``score`` 0..1, and the spans that speak for it."""

    article_id: str
    score: float
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What ``copies.find`` found in a set of articles: who took text from whom, corrections, wording."""

    copies: tuple[Copy, ...] = ()
    corrections: tuple[Correction, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of text that the encoder takes for one part of an attribution, and how sure it is (0..1)."""

    role: Role
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A stretch of text that the encoder takes for one who acts or is acted upon, and how sure it is (0..1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that the encoder takes for an act, and what that act may be.

    ``score`` is how probable it is that the word is an act at all. ``codes`` are the codes of the codebook with
    their probabilities, best first, none below 0.05; together they make up ``score``. ``modalities`` and ``roots``
    (PLOVER event types as PLOVER folds modality, YIELD for CONCEDE and RETREAT) suppose that it is an act: all of
    them would add up to 1. ``actors`` and ``recipients`` are whose act it is and whom it is aimed at, surest first.
    """

    start: int
    end: int
    score: float
    codes: tuple[tuple[str, float], ...]
    modalities: tuple[tuple[Modality, float], ...]
    roots: tuple[tuple[str, float], ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the shipped encoder sees in one window of text, with places in that window (see :class:`Parse`)."""

    parts: tuple[Part, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    who: tuple[Party, ...] = ()
    whom: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What the shipped encoder sees in one article: the parts of attributions and the acts, sorted.

    ``triggers`` has every word that is an act with a probability of 0.1 or more. ``who`` and ``whom`` are the source
    and the target of a sentence's main act, of sentences whose act the encoder need not name. ``model`` names the
    weights that saw all this, so that what others saw is never mistaken for it; weights without the heads for acts
    see no triggers and nobody.
    """

    article_id: str
    parts: tuple[Part, ...] = ()
    model: str = ""
    triggers: tuple[Trigger, ...] = ()
    who: tuple[Party, ...] = ()
    whom: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody is reported to have said something.

    ``source`` is who (None for a quotation without one), ``cue`` the reporting words, ``content`` what was said
    (several stretches where it is broken up). ``via`` is the id of the outer statement of a chain ("Interfax
    reported that the minister said"). ``actor`` is filled in by ``actors.resolve``.
    """

    id: str
    article_id: str
    kind: StatementKind
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    via: str | None = None
    confidence: float = 1.0
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody: a state, an organisation, an office, a person, a group or an unnamed source.

    ``side`` is the id of the state or body that the actor belongs to (a state's side is itself). ``country``
    is an ISO 3166-1 alpha-2 code. ``offices`` are the titles read from apposition, each with where it was read.
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[tuple[str, Anchor], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Polity:
    """A state, bloc or armed movement as words: its name, and every word that stands for it.

    Shipped in the vocabulary for the world's states and bodies; learned from the text for the rest, so that a
    case about states or movements that no list knows can be read.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that stands for an actor, and why we think so.

    ``form`` is one of: name, office, pronoun, metonym, demonym, group, unnamed.
    """

    anchor: Anchor
    actor: str
    form: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who appears in one article: its actors, where each is mentioned, and who speaks each statement.

    ``speakers`` maps a statement's id to an actor's id. A mention that stays ambiguous is left out. ``presumed`` are
    the actors whose side only the surroundings of a bare title suggest: any article that tells it is believed first.
    """

    article_id: str
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    speakers: Mapping[str, str]
    presumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The actors of a whole case, and which local actor is which: ``same`` maps a local id to a case-wide id.

    ``told`` are the sides that articles really tell, by case-wide id: those that are not only presumed.
    """

    actors: tuple[Actor, ...]
    same: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One act of one party in the negotiation, said or done, as one article reports it.

    ``code`` is of the codebook. ``actors`` are the parties whose act it is, ``speaker`` who voiced it.
    ``modality`` never changes the code. ``condition`` quotes the "if …". ``history`` marks background that is
    not part of the present talks. ``trigger`` is the word that gave the code; ``evidence`` the clause or clauses.
    ``reported_by`` is the id of the statement in which somebody else alleges the act. ``event`` and
    ``responds_to`` are filled in by ``record.reconcile``.
    """

    id: str
    article_id: str
    code: str
    actors: tuple[str, ...]
    trigger: Anchor
    evidence: tuple[Anchor, ...]
    speaker: str | None = None
    recipients: tuple[str, ...] = ()
    issue: str | None = None
    when: str | None = None
    forum: str | None = None
    modality: Modality = "stated"
    condition: str | None = None
    history: bool = False
    reported_by: str | None = None
    statement: str | None = None
    responds_to: str | None = None
    confidence: float = 1.0
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that counts something: ``value`` (the point named), ``low``..``high`` as the hedge allows.

    ``what`` is what is counted, normalised ("dead in the border clash"); ``unit`` a singular noun; ``hedge`` the
    words as printed ("more than"), None where there are none. ``who`` is the actor who claims it.
    ``status`` tells present, planned or past counts apart, so that they are never one question.
    """

    id: str
    article_id: str
    what: str
    value: float
    low: float | None
    high: float | None
    unit: str | None
    hedge: str | None
    anchor: Anchor
    status: Literal["present", "planned", "past"] = "present"
    who: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Talks held or planned: where, when, between whom. ``hours`` is how long they lasted, where said.

    ``revisions`` is what became of the plan, oldest first: "2031-03-10 put off to 2031-03-12", "2031-03-12 called off".
    """

    id: str
    forum: str | None
    place: str | None
    when: str | None
    parties: tuple[str, ...]
    status: MeetingStatus
    evidence: tuple[Anchor, ...]
    hours: float | None = None
    revisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What ``moves.code`` found in one article."""

    article_id: str
    moves: tuple[Move, ...] = ()
    figures: tuple[Figure, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a datum rests on: its anchors, how many independent reports (voices), how many articles (reports)."""

    anchors: tuple[Anchor, ...]
    voices: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act, however many articles report it. ``reason`` says why its moves were taken for one act."""

    id: str
    code: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    issue: str | None
    when: str | None
    moves: tuple[str, ...]
    support: Support
    first_reported_by: str
    modality: Modality = "stated"
    history: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party holds on an issue now, in its own words; ``history`` lists earlier stances, oldest first."""

    id: str
    actor: str
    issue: str
    stance: str
    code: str
    red_line: bool
    since: str | None
    until: str | None
    history: tuple[str, ...]
    events: tuple[str, ...]
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a disputed question: ``value`` is a number or the words of a fact."""

    value: float | str
    support: Support
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A question to which the reports give answers that cannot all hold."""

    id: str
    kind: Literal["figure", "fact"]
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The reconciled case: what was done, who holds what, what is disputed, when they meet.

    ``moves`` carry their event and what they respond to. All tuples are sorted by id, except ``events`` and
    ``meetings``, which are in order of time.
    """

    moves: tuple[Move, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    figures: tuple[Figure, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something in a record that is new since a moment, or no longer what it was.

    ``about`` is the id of the position, act, meeting, dispute or correction (of a settled dispute: the id it had).
    Acts and positions have ``code`` and ``issue``; ``what`` is the forum of a meeting, the question of a dispute.
    ``before`` and ``after`` tell from what to what, in words; ``before`` is empty for what is new. ``day`` is that of
    the first new report, and ``support`` counts the new reports alone.
    """

    id: str
    kind: ChangeKind
    how: Literal[
        "new", "changed", "announced", "moved", "held", "cancelled", "opened", "widened", "settled", "corrected"
    ]
    about: str
    support: Support
    day: str | None = None
    actors: tuple[str, ...] = ()
    code: str | None = None
    issue: str | None = None
    what: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about a datum: by whom, when, why. Judgements are only ever added.

    ``about`` is the id of any datum, or the name of an issue; for the verdict "undo" it is the id of the judgement,
    or of the batch of judgements, that is taken back. ``changes`` maps field names to new values, and says with
    what a datum is merged, or from what it is split. ``kind`` says what ``about`` names (move, figure, issue, …).
    ``quote`` and ``article_id`` keep the words that were judged, so that it can be shown what a judgement was about
    when the datum is gone; ``seen`` keeps its coding as the coder saw it. ``blind`` says that the coder did not see
    what others had decided. Judgements given at once share a ``batch``.
    """

    id: str
    about: str
    verdict: Verdict
    by: str
    at: str
    why: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    quote: str = ""
    article_id: str | None = None
    seen: Mapping[str, str] = field(default_factory=dict)
    blind: bool = False
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one field of what they all judged.

    ``units`` counts the data that at least two of the ``coders`` gave a value, ``values`` what they gave. ``alpha``
    is Krippendorff's alpha for nominal data; ``kappa`` is Cohen's, for two coders only. Both are None where they
    say nothing, because nothing was judged twice or only one value was ever given.
    """

    field: str
    coders: tuple[str, ...]
    units: int
    values: int
    percent: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question to a reviewer: what to look at (``about``, of ``kind``), and why it is asked.

    ``moves`` are those on which the answer is given: all reports of one act that nobody judged yet. ``other`` is
    the second of two acts that may be one. ``confidence`` is how sure the machine is of the least sure of them.
    """

    about: str
    kind: Literal["move", "dispute", "coders", "issue", "pair", "orphan"]
    reason: str
    moves: tuple[str, ...] = ()
    other: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read or trusted: which room found it, in which article or file, and what."""

    room: str
    article_id: str | None
    path: str
    what: str

    @property
    def id(self) -> str:
        """Its id: the same trouble with the same file is one problem."""
        return digest("problem", self.room, self.article_id, self.path, self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An act that one decision maker can do or leave, yes or no.

    ``irreversible`` is "yes" where it cannot be taken back once done, "no" where it cannot be done once left, and
    empty where both are possible. ``moves`` are ids of the moves that it rests on.
    """

    name: str
    text: str = ""
    irreversible: Literal["", "yes", "no"] = ""
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What a decision maker would rather see: a statement about options, in words of AND, OR, NOT, IF and IFF.

    Tier 0 matters most. Which of several statements of one tier matters more is not known. ``quote`` and ``moves``
    (ids) are what it rests on.
    """

    statement: str
    tier: int
    quote: str = ""
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """Somebody who owns options and ranks the states: by ``preferences``, or by chains like "a > b = c"."""

    name: str
    options: tuple[Option, ...]
    preferences: tuple[Preference, ...] = ()
    ranking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Decision makers with their options and preferences, and which states cannot be.

    A state is written as one Y or N for each option, in the order of makers and their options; "-" fits both.
    ``infeasible`` holds patterns and statements. ``states`` names states as (name, pattern); where it is not empty
    no other states are possible. ``status_quo`` is a pattern without "-", or the name of a state.
    """

    name: str
    makers: tuple[DecisionMaker, ...]
    infeasible: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    status_quo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equilibrium:
    """A state that no decision maker would leave: by which concept in how many ``readings`` of the preferences.

    ``counts`` has one number for each of R, GMR, SMR, SEQ and SSEQ, in this order.
    """

    state: str
    name: str
    counts: tuple[int, ...]
    readings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One decision maker changes options of its own, and with them the state."""

    by: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A state that somebody prefers and can bring about, and the answer of the others that takes the gain away.

    ``better`` is the statement that decides for it. ``answer`` is empty where nothing stops it; else ``worse`` is
    the statement by which the state it ends in is no better than the first, empty for a tie.
    """

    to: str
    better: str
    answer: tuple[Transition, ...]
    worse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Whether a state is stable for one decision maker by one concept, and why.

    ``improvements`` counts the states that it prefers and can bring about. ``deviations`` has the best of them, and
    one that nothing stops where there is any.
    """

    state: str
    maker: str
    concept: str
    stable: bool
    improvements: int
    deviations: tuple[Deviation, ...]

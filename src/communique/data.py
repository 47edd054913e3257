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
Gate = Literal["proposed", "confirmed", "edited", "added", "parked"]
Basis = Literal["red line", "essential demand", "demand", "rejection", "offer", "threat", "inferred"]
ChangeKind = Literal["position", "act", "meeting", "dispute", "correction"]
PreferenceKind = Literal["", "red line", "demand", "offer", "threat", "inferred"]
Credibility = Literal["", "credible", "unknown", "bluff"]
Wanted = Literal["for", "against", "open"]
DilemmaKind = Literal["persuasion", "rejection", "trust"]
Altered = Literal["dropped", "negated", "swapped", "credible", "unknown", "bluff"]
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
    """One answer to a disputed question: ``value`` is a number or the words of a fact.

    ``shown`` is the answer with its hedge as printed ("more than 13,000"), empty where ``value`` says it all.
    """

    value: float | str
    support: Support
    who: tuple[str, ...] = ()
    shown: str = ""


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
    (ids) are what it rests on. ``kind`` is the kind of move that it comes from. ``credibility`` says whether it is
    meant: a credible one counts, a bluff does not, and an unknown one does in some readings; empty is unknown for a
    threat and credible for all else.
    """

    statement: str
    tier: int
    quote: str = ""
    moves: tuple[str, ...] = ()
    kind: PreferenceKind = ""
    credibility: Credibility = ""


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
class ProposedParty:
    """A side in the record: a decision maker (``maker``), or context, and why.

    ``gate`` says what a person has decided about it, as with the other proposed elements of a model: nothing yet
    (proposed), confirmed, edited, added or parked. ``moves`` (ids) and ``support`` are what it rests on.
    """

    id: str
    name: str
    actor: str
    maker: bool
    reason: str
    gate: Gate
    moves: tuple[str, ...]
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedOption:
    """What one side could do on one issue, as the record suggests it.

    ``owner`` is the id of an actor. ``act`` is "give" (it does what is asked of it, or what it offers), "press" (it
    acts against others, or carries out a threat) or "own" (a person added it). ``name`` is how statements call it.
    ``present`` is "yes" where it is done now; ``disputed``: some reports say so and others deny it. ``parked`` says
    why it is left out of the model, and is empty where it is in. ``quote`` are the words that say it best.
    """

    id: str
    name: str
    text: str
    owner: str
    issue: str
    act: Literal["give", "press", "own"]
    gate: Gate
    irreversible: Literal["", "yes", "no"] = ""
    present: Literal["yes", "no"] = "no"
    disputed: bool = False
    parked: str = ""
    quote: str = ""
    moves: tuple[str, ...] = ()
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPreference:
    """What one side would rather see, as the record suggests it: a ``statement`` about options by their names.

    ``basis`` is what it comes from, ``tier`` how much that side makes of it (0 is most). ``credibility`` says whether
    it is meant: credible, bluff or unknown (both are run). ``options`` are the ids of those it speaks of. ``parked``
    says why it is left out of the model, and is empty where it is in.
    """

    id: str
    maker: str
    statement: str
    tier: int
    basis: Basis
    credibility: Credibility
    gate: Gate
    options: tuple[str, ...]
    parked: str = ""
    quote: str = ""
    moves: tuple[str, ...] = ()
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedExclusion:
    """What cannot be by definition: a ``statement`` that is true of no possible state."""

    id: str
    statement: str
    reason: str
    gate: Gate
    parked: str = ""


Premise = ProposedParty | ProposedOption | ProposedPreference | ProposedExclusion
"""What a proposed model is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A conflict model as a record suggests it and people judged it: every element with what it rests on.

    What is parked stays listed, with the reason. ``as_of`` is the day up to which the record was read.
    """

    name: str
    parties: tuple[ProposedParty, ...]
    options: tuple[ProposedOption, ...]
    preferences: tuple[ProposedPreference, ...]
    exclusions: tuple[ProposedExclusion, ...] = ()
    as_of: str | None = None

    @property
    def elements(self) -> tuple[Premise, ...]:
        """All that is in the model: decision makers, options, preferences and exclusions that are not parked."""
        options = (one for one in self.options if not one.parked)
        preferences = (one for one in self.preferences if not one.parked)
        exclusions = (one for one in self.exclusions if not one.parked)
        return (*(party for party in self.parties if party.maker), *options, *preferences, *exclusions)

    @property
    def unconfirmed(self) -> int:
        """How many elements of the model no person has confirmed."""
        return sum(1 for one in self.elements if one.gate == "proposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A day whose reports changed what would hold.

    ``gained`` and ``lost`` are states, each as the names of the options that are done in it, that hold by Nash in some
    reading since that day, or no longer do. ``new`` and ``gone`` are the preferences that came into the model or left
    it, and ``moves`` (ids) what the new ones rest on that was not known before.
    """

    day: str
    gained: tuple[tuple[str, ...], ...]
    lost: tuple[tuple[str, ...], ...]
    new: tuple[ProposedPreference, ...]
    gone: tuple[ProposedPreference, ...]
    moves: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One change to what a decision maker is said to prefer: to a statement of it, by its words.

    ``how`` is "dropped", "negated", "swapped" (with the place of ``other``), or what is now held of its credibility.
    """

    maker: str
    statement: str
    how: Altered
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A state that is an equilibrium by a concept in more or fewer readings than before."""

    state: str
    name: str
    concept: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What alterations do to the equilibria.

    ``gained`` and ``lost`` count, for R, GMR, SMR, SEQ and SSEQ, the states that hold in more and in fewer readings.
    ``shifts`` are the first of them, the strictest concepts first.
    """

    alterations: tuple[Alteration, ...]
    gained: tuple[int, ...]
    lost: tuple[int, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A statement, and how much of the conclusion rests on it: the verdicts that each change of it turns.

    A verdict is a state that holds by R, or by SEQ, unless another concept was asked for. ``lost`` counts those that
    hold in fewer readings once the statement is dropped; ``dropped``, ``negated`` and ``swapped`` (the most of all
    swaps) count all that change.
    """

    maker: str
    statement: str
    quote: str
    moves: tuple[str, ...]
    lost: int
    dropped: int
    negated: int
    swapped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What every single change of a statement does to the equilibria, and the statements that carry them.

    Both go from what matters most to what matters least. Each effect counts the same ``readings``. ``verdicts`` are
    those that hold now in some reading, by R and by SEQ or by the concept that was asked for.
    """

    readings: int
    sampled: bool
    verdicts: int
    carriers: tuple[Carrier, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The smallest changes that make a state an equilibrium by a concept, with every tier as it is written.

    Each of ``ways`` has one alteration, or two where no single one will do. ``holds``: it is one already. ``tried``
    counts the combinations that were looked at; where not ``complete``, there were more.
    """

    state: str
    name: str
    concept: str
    holds: bool
    ways: tuple[tuple[Alteration, ...], ...]
    tried: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What somebody wants of an option, or says that it will do: for it, against it, or open.

    ``because`` is the statement that decides, ``quote`` and ``moves`` what that rests on. ``doubted``: it is not
    known whether that is meant.
    """

    maker: str
    wants: Wanted
    because: str = ""
    quote: str = ""
    moves: tuple[str, ...] = ()
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One option on the board: whose it is, whether it is done now, and what everybody wants of it.

    ``intention`` is what its owner would do with it if none of the others did what it wants.
    """

    option: str
    text: str
    owner: str
    now: bool | None
    positions: tuple[Stance, ...]
    intention: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Dilemma:
    """A difficulty that one decision maker (``of``) has with another (``towards``) over an option, in a sentence.

    ``because`` are the statements that it comes from.
    """

    kind: DilemmaKind
    of: str
    towards: str
    option: str
    sentence: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Who wants what of every option, what each intends, and the dilemmas that this puts them in."""

    makers: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    dilemmas: tuple[Dilemma, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A state that nobody likes less than now and somebody more, that crosses no red line and can be reached.

    ``better`` are those who gain in every reading in which it is a deal. ``counts`` says for R, GMR, SMR, SEQ and
    SSEQ in how many of the ``readings`` it is such a deal and stable. ``path`` leads there from now.
    """

    state: str
    name: str
    better: tuple[str, ...]
    counts: tuple[int, ...]
    readings: int
    path: tuple[Transition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Red lines that open a deal if they are given up together, and the states that are then deals."""

    red_lines: tuple[Alteration, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deals:
    """The deals of a conflict; where there are none, the smallest sets of red lines whose relaxation opens one.

    ``total`` counts the deals where only some are told: those that hold by most concepts and readings first, of equal
    ones those that change least. ``red_lines`` are all there are. ``searched`` is the largest size of a set that was
    tried in full.
    """

    status_quo: str
    deals: tuple[Deal, ...]
    total: int
    red_lines: tuple[Alteration, ...]
    relaxations: tuple[Relaxation, ...]
    searched: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A party of a deal space: its points for each option of each issue, and the points below which it refuses.

    Where it has a ``veto`` nothing is agreed without it.
    """

    name: str
    scores: tuple[tuple[int, ...], ...]
    threshold: int
    veto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSpace:
    """A negotiation in points: issues (each a name and its options), parties, and how many of them must accept."""

    name: str
    issues: tuple[tuple[str, tuple[str, ...]], ...]
    parties: tuple[Scorer, ...]
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredDeal:
    """One option of each issue, the points of each party, and who accepts."""

    choices: tuple[str, ...]
    scores: tuple[int, ...]
    accepted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """How many deals of a deal space there are, how many all accept, how many enough of them do, and the best ones.

    ``by_party`` counts, of the deals that enough accept, those that each party does.
    """

    deals: int
    by_all: int
    by_enough: int
    by_party: tuple[tuple[str, int], ...]
    best: tuple[ScoredDeal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A transition as it is drawn: who makes it, from where to where, and whether it prefers where it leads."""

    by: str
    start: str
    end: str
    better: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A state as it is drawn: its name, the concepts by which it holds in some reading, and whether it is now."""

    state: str
    name: str
    concepts: tuple[str, ...]
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """States, the transitions between them, and who makes these. Where not ``whole``, states were left out.

    Nodes are told for all ``readings`` together, arrows for that in which every tier is as it is written.
    """

    makers: tuple[str, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    whole: bool
    readings: int = 1

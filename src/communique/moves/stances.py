"""What a statement declares where no trigger of the codebook stands in it: read from its grammar alone.

"The islands are not for sale" and "we do not pay ransom" name no verb of diplomacy, yet the negated copula, the
modal and the first person tell a position, a refusal, a denial, a demand or a promise. Such readings weigh little.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.data import Modality, Statement
from communique.moves.modality import NEGATIONS
from communique.moves.scene import FIRST_PERSON, Scene, Stage

_FUTURE = frozenset("will would shall 'll won't wouldn't".split())
_DUTY = frozenset("must should ought".split())
_PRESENT = frozenset("is are isn't aren't am".split())
_PAST = frozenset("was were wasn't weren't has have had hasn't haven't hadn't did didn't".split())
_DO = frozenset("do does don't doesn't".split())
_IGNORANT = frozenset(
    "know think believe see understand remember expect want need doubt mind recall hear feel say mean care have "
    "like worry".split()
)
_FELT = frozenset("felt seen heard known thought believed expected understood wanted needed".split())
_SECRETS = frozenset("public say comment disclose reveal elaborate speculate divulge confirm".split())
_OPENERS = frozenset("if unless should were provided".split())
_KIND = (
    "withdr", "pull", "releas", "lift", "stop", "eas", "remov", "accept", "agree", "open", "sign", "return", "halt",
    "free", "hand", "move", "take", "took", "leav", "cease", "disarm", "honour", "honor", "cooperat", "allow", "let",
    "drop", "restor", "recogni", "answer", "guarant", "negotiat", "talk", "compromis",
)  # fmt: skip
_TALKS = frozenset(
    "talks negotiations dialogue meeting summit round deal agreement discussions diplomacy peace".split()
)
_OUTLOOK = frozenset(
    "hope hopes hopeful hoping optimistic progress step door window path road beginning start chance opening "
    "atmosphere mood patient patience bridge gap better worse distance closer difficult easy useful opportunity moment "
    "hard tough good great slow serious".split()
)
_CUES = {
    "STATE_POSITION": "insist stress reiterat reaffirm maintain emphasis underlin underscor declar repeat restat clear",
    "OFFER": "promis pledg vow undert offer",
    "CRITICISE": "complain lament protest grumbl bemoan deplor scoff",
    "CONFIRM": "confirm acknowledg admit conced",
    "DENY": "deni deny",
    "REQUEST": "urg appeal plead",
    "REJECT": "refus reject rebuff",
}
_DEADLINES = frozenset("by until midnight noon deadline".split())
_POINTERS = frozenset("this that there it".split())
_QUESTIONS = frozenset("why what how whether who nobody".split())
_ASKING = ("demand", "seek", "want", "call", "ask", "urg", "guarant", "wonder")
_SHORTEST = 4
_OPENING = 6  # words in which a clause names whom it speaks of
_OWN = ("STATE_POSITION", "CONFIRM", "DENY", "OFFER")
_UNSAID = frozenset("yet refused refuses declined declines failed fails unable".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A code read from grammar: the tokens that show it, its condition's tokens, and how much it weighs."""

    code: str
    at: int
    low: int
    high: int
    weight: float
    modality: Modality = "stated"
    condition: tuple[int, int] | None = None


def stance(stage: Stage, scene: Scene, statement: Statement, side: str) -> Stance | None:
    """What ``statement`` of a speaker of ``side`` declares in this sentence; None for mere telling."""
    parts = stretches(scene, statement)
    if not parts:
        return None
    conditions = [part for part in parts if scene.low[part[0]] in _OPENERS]
    asked = statement.cue is not None and statement.cue.exact.lower().split()[-1].startswith(_ASKING)
    for low, high in parts:
        if (low, high) not in conditions and not asked:
            found = _hanging(stage, scene, (low, high), conditions, side) or _plain(stage, scene, low, high, side)
            if found is not None:
                return found
    low, high = parts[0]
    return _by_cue(stage, scene, statement, low, high, side) or _quoted(scene, statement, low, high)


def stretches(scene: Scene, statement: Statement) -> list[tuple[int, int]]:
    """The stretches of the statement that lie in this sentence, without quotation marks and opening "that"."""
    found = []
    for anchor in statement.content:
        inside = [at for at, token in enumerate(scene.tokens) if anchor.start <= token.start < anchor.end]
        while inside and (not scene.low[inside[0]][0].isalnum() or scene.low[inside[0]] in ("that", "but", "and")):
            inside.pop(0)
        if inside:
            found += _split(scene, inside[0], inside[-1] + 1)
    return found


def hung(scene: Scene, statement: Statement, place: int) -> tuple[int, int] | None:
    """The "if …" of a statement that stands in another stretch of it than the act at code point ``place``."""
    for low, high in stretches(scene, statement):
        end = scene.tokens[high - 1].end
        if scene.low[low] in _OPENERS and not scene.tokens[low].start <= place < end:
            return low, high
    return None


def _split(scene: Scene, low: int, high: int) -> list[tuple[int, int]]:
    """A stretch that opens with "if …," in two: the condition and what hangs on it."""
    if scene.low[low] not in _OPENERS:
        return [(low, high)]
    comma = next((at for at in range(low, high) if scene.low[at] == ","), high - 1)
    return [(low, comma), (comma + 1, high)] if low < comma < high - 2 else [(low, high)]


def _hanging(
    stage: Stage, scene: Scene, part: tuple[int, int], conditions: list[tuple[int, int]], side: str
) -> Stance | None:
    """ "Unless the names are published, nobody will leave": a threat; an offer where the condition asks a kindness."""
    low, high = part
    at = next((p for p in range(low, high) if scene.low[p] in _FUTURE), None)
    condition = conditions[0] if conditions else None
    if condition is None:
        condition = next(((p, high) for p in range(low, high) if scene.low[p] in ("if", "unless")), None)
    if at is None or condition is None or condition[0] == at or about_others(stage, scene, low, at, side):
        return None
    if not _QUESTIONS.isdisjoint(scene.low[max(low, at - 2) : at]) and scene.low[at - 1] != "nobody":
        return None
    words = scene.low[condition[0] : condition[1]]
    kind = words[0] != "unless" and _negation(words) is None and any(word.startswith(_KIND) for word in words)
    exact = words[0] == "unless" or not _DEADLINES.isdisjoint(words)
    code = "OFFER" if kind and _negation(scene.low[low:high]) is None else "ULTIMATUM" if exact else "THREATEN"
    return Stance(code=code, at=at, low=low, high=high, weight=0.6, modality="conditional", condition=condition)


def _plain(stage: Stage, scene: Scene, low: int, high: int, side: str) -> Stance | None:
    """The first clause of the stretch that a modal or a negation makes a stance."""
    for at in range(low, high):
        word = scene.low[at]
        code = _code(stage, scene, low, at, high, side) if word in _FUTURE | _DUTY | _PRESENT | _PAST | _DO else None
        if code is not None:
            return Stance(code=code, at=at, low=low, high=high, weight=0.6)
        if word in (";", ":", "that", "which", "who", "because", "when", "while", "if", "whether", "what"):
            return None
    never = next((p for p in range(low, min(high, low + 8)) if scene.low[p] == "never"), None)
    if never is not None and "," not in scene.low[low:never] and not about_others(stage, scene, low, never, side):
        return Stance(code="DENY", at=never, low=low, high=high, weight=0.5)
    return None


def _code(stage: Stage, scene: Scene, low: int, at: int, high: int, side: str) -> str | None:
    word = scene.low[at]
    if word in _PRESENT and at > low and scene.low[at - 1] in _POINTERS:
        return None  # "this is not over", "there is no date": of no party
    if about_others(stage, scene, low, at, side):
        return None
    own = _own(stage, scene, low, at, side)
    if word in _DUTY:
        past = "have" in scene.low[at + 1 : at + 3]  # "should not have been held": nobody demands what is past
        return None if past or own or not _QUESTIONS.isdisjoint(scene.low[low:at]) else "DEMAND"
    near = scene.low[at + 1 : at + 3]
    negated = word.endswith("n't") or not NEGATIONS.isdisjoint(near) or _negation(scene.low[low:at]) is not None
    if not negated:
        return None
    if word in _FUTURE:
        return "REJECT" if _SECRETS.isdisjoint(scene.low[at + 1 : at + 5]) else "DECLINE_COMMENT"
    if word in _DO:
        return "REJECT" if own and _IGNORANT.isdisjoint(scene.low[at + 1 : at + 4]) else None
    if word in _PRESENT:
        return "STATE_POSITION" if not any(w.endswith("ing") for w in near) else "DENY" if own else None
    felt = near[:1] == ("no",) or not _FELT.isdisjoint(scene.low[at + 1 : at + 4])
    return "DENY" if own and scene.low[high - 1] != "?" and not felt else None


def _negation(words: tuple[str, ...]) -> int | None:
    return next((at for at, word in enumerate(words) if word in NEGATIONS or word in ("no", "nothing")), None)


def _own(stage: Stage, scene: Scene, low: int, at: int, side: str) -> bool:
    """Whether the words before the verb speak of the speaker's own side."""
    for place in range(low, at):
        mention = scene.who[place]
        if scene.low[place] in FIRST_PERSON or (mention is not None and stage.side(mention.actor) == side):
            return True
    return False


def about_others(stage: Stage, scene: Scene, low: int, at: int, side: str, *, himself: bool = False) -> bool:
    """Whether another party is the subject: what it does or does not do is no stance of the speaker.

    "He" is another, but where the speaker may be meant ``himself``: "said he would".
    """
    for place in range(low, at):
        mention = scene.who[place]
        if scene.low[place] in ("you", "they", "he", "she"):
            if himself and mention is not None and stage.side(mention.actor) == side:
                continue
            return True
        if mention is not None and place not in scene.owns and stage.side(mention.actor) not in (None, side):
            return True
    return False


def _by_cue(stage: Stage, scene: Scene, statement: Statement, low: int, high: int, side: str) -> Stance | None:
    if statement.cue is None or high - low < _SHORTEST or _unsaid(scene, statement.cue.start):
        return None
    words = statement.cue.exact.lower().split()
    near = range(low, min(high, low + _OPENING))
    for code, stems in _CUES.items():
        if any(word.startswith(stem) for word in words for stem in stems.split()):
            if code in _OWN and about_others(stage, scene, low, near.stop, side):
                return None  # "insisted that Southmark was slow" is no position
            return Stance(code=code, at=low, low=low, high=high, weight=0.5)
    return None


def _unsaid(scene: Scene, cue: int) -> bool:
    """Whether what the cue at code point ``cue`` tells was not said: "has yet to confirm", "refused to admit"."""
    at = next((n for n, token in enumerate(scene.tokens) if token.start >= cue), len(scene.low))
    ahead = scene.low[max(0, at - 3) : at]
    return any(word in NEGATIONS or word.endswith("n't") for word in ahead) or not _UNSAID.isdisjoint(ahead)


def _quoted(scene: Scene, statement: Statement, low: int, high: int) -> Stance | None:
    """A whole sentence quoted that judges the talks: what is said of other things is no move."""
    words = scene.low[low:high]
    if statement.kind != "direct" or len(words) < _SHORTEST or "?" in words or words[0] in _OPENERS:
        return None
    if _TALKS.isdisjoint(words) or _OUTLOOK.isdisjoint(words):
        return None
    return Stance(code="ASSESS", at=low, low=low, high=high, weight=0.4)

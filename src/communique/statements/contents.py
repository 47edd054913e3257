"""What is said: where the words that a cue brings in begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from communique.statements.cues import Cue
from communique.statements.sources import Place, Reader
from communique.statements.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cue with its source's place, and how they stand: left, inverted, shared, owner or according."""

    cue: Cue
    source: Place | None
    stance: str

    @property
    def first(self) -> int:
        """The first token of source and cue together."""
        if self.source is None or self.stance == "shared":
            return self.cue.start
        return min(self.cue.start, self.source[0])

    @property
    def last(self) -> int:
        """The token behind source and cue together."""
        if self.source is None or self.stance == "shared":
            return self.cue.end
        return max(self.cue.end, self.source[1])


_OPENERS = frozenset("that whether how why what if when where who".split())
_CLAUSE = frozenset("there if people no nobody everyone nothing such as despite".split())
_CIRCUMSTANCE = frozenset(
    "on in at during after before to by from through via ahead following with late early over".split()
)


def limit(unit: Unit) -> int:
    """The token behind the last one that can be content: without the unit's own full stop."""
    end = len(unit)
    while end and unit.quoted[end - 1] < 0 and unit.text[end - 1] in ".?!…":
        end -= 1
    return end


def begin(unit: Unit, placed: Placed, reader: Reader, end: int) -> int | None:
    """The first token of what follows the cue as its content, or None where nothing does."""
    cue = placed.cue
    at = placed.last if placed.stance == "inverted" else cue.end
    if placed.stance == "owner":
        return at if at < end else None
    if "hearer" in cue.frames:
        at = _hearer(unit, at, end, reader)
    at = _circumstances(unit, at, end, cue, reader)
    if at >= end:
        return None
    if unit.quoted[at] >= 0:
        return at
    if unit.text[at] in ",:—–―-":
        return _behind_mark(unit, at, end)
    return at if _fits(unit, at, end, cue, reader) else None


def _fits(unit: Unit, at: int, end: int, cue: Cue, reader: Reader) -> bool:
    low = unit.low[at]
    if low in (";", ")", "."):
        return False
    if low == "that" or (low in _OPENERS and ("that" in cue.frames or "object" in cue.frames)):
        return bool(cue.frames & {"that", "clause", "object"})
    if low in ("to", "not"):
        return bool(cue.frames & {"infinitive", "hearer", "object"})
    if "object" in cue.frames:
        return cue.kind in ("accuse", "judge", "demand", "promise", "deny", "reject", "praise") or _clausal(
            unit, at, end, reader
        ) or low not in _CIRCUMSTANCE  # fmt: skip
    if "clause" in cue.frames:
        return _clausal(unit, at, end, reader)
    return "that" in cue.frames and (low in reader.grammar.pronouns) and _clausal(unit, at, end, reader)


def _clausal(unit: Unit, at: int, end: int, reader: Reader) -> bool:
    """Whether a clause with a verb of its own can begin at ``at``."""
    if end - at < 2:
        return False
    grammar = reader.grammar
    low = unit.low[at]
    opens = (
        unit.text[at][0].isupper()
        or low[0].isdigit()
        or low in grammar.determiners
        or low in grammar.pronouns
        or low in _CLAUSE
    )
    for place in range(at, min(end, at + 25)):
        low = unit.low[place]
        if low in grammar.auxiliaries or low in grammar.pasts or low.endswith(("'re", "'ll", "'m", "n't", "'d", "'ve")):
            return True
        if opens and low.endswith(("ed", "s")) and place > at:
            return True
    return False


def _behind_mark(unit: Unit, at: int, end: int) -> int | None:
    mark, nxt = unit.text[at], at + 1
    if nxt >= end:
        return None
    if unit.quoted[nxt] >= 0 or unit.low[nxt] == "that":
        return nxt
    if mark == ":":
        return nxt
    return None


def _hearer(unit: Unit, at: int, end: int, reader: Reader) -> int:
    """Behind who is told: at "that", a mark, a quotation, "to"; or behind a short noun phrase."""
    grammar = reader.grammar
    if at >= end or unit.quoted[at] >= 0 or unit.low[at] in ("that", ",", ":", "of"):
        return at
    for place in range(at, min(end, at + 12)):
        low = unit.low[place]
        if unit.quoted[place] >= 0 or low in ("that", ":", ",", "how", "why", "whether", "what"):
            return place
        if low in grammar.auxiliaries or low in grammar.subordinators:
            break
    if unit.low[at] in grammar.objects or unit.low[at] in grammar.hearers:
        return at + 1
    place = at + 1
    while place < min(end, at + 8):
        low, text = unit.low[place], unit.text[place]
        before_upper = unit.text[place - 1][0].isupper()
        if low in grammar.pronouns or low in grammar.determiners or low in ("to", "not"):
            return place
        if text[0].isupper() and not before_upper and unit.low[place - 1] not in grammar.determiners:
            return place
        if low in grammar.prepositions:
            return place
        place += 1
    return end if place >= end else at


def _circumstances(unit: Unit, at: int, end: int, cue: Cue, reader: Reader) -> int:
    """Behind "on Monday", "in a statement", "to reporters after the meeting", adverbs."""
    grammar = reader.grammar
    while at < end and unit.quoted[at] < 0:
        low = unit.low[at]
        if low in grammar.days or low in grammar.adverbs - {"all", "both", "only", "even", "no", "first", "long"}:
            at += 1
            if at < end and unit.text[at - 1][0].isupper() and unit.text[at].isdigit():
                at += 1
            continue
        if low in ("last", "this", "earlier") and at + 1 < end and unit.low[at + 1] in _SPANS:
            at += 2
            continue
        if low not in _CIRCUMSTANCE or (low == "to" and cue.frames & {"infinitive"}):
            return at
        far = _phrase_end(unit, at, end, cue, reader)
        if far is None:
            return at
        at = far
    return at


_SPANS = frozenset("weekend week month year night evening morning afternoon day spring summer autumn winter".split())


def _phrase_end(unit: Unit, at: int, end: int, cue: Cue, reader: Reader) -> int | None:
    """Where an adverbial that starts at ``at`` is over, and content (or nothing) follows; None if it is content."""
    grammar = reader.grammar
    nxt = unit.low[at + 1] if at + 1 < end else ""
    if nxt in grammar.days:
        return at + 2
    for place in range(at + 1, min(end, at + 24)):
        low = unit.low[place]
        if unit.quoted[place] >= 0 or low in ("that", ":", ","):
            if low == "," and "object" in cue.frames and "after" not in cue.frames:
                return None
            return place
        if low in grammar.auxiliaries or low in grammar.pasts:
            break
        if place > at + 1 and (low in ("he", "she", "it", "they", "we", "there")):
            return place
    else:
        if end - at < 24 and ("object" not in cue.frames or cue.kind in ("say", "claim", "announce", "promise")):
            return end
        return None
    if cue.kind not in ("say", "claim", "announce", "warn"):
        return None
    # "said in a statement the talks were over": the second noun phrase opens the content
    return reader.after_preposition(at, min(end, at + 12))


def finish(unit: Unit, start: int, end: int, placed: Placed, later: list[Placed]) -> int:
    """Where content that starts at ``start`` ends: the sentence's end, or before the next cue that is not inside it."""
    end = _unlinked(unit, start, end, placed)
    for other in later:
        if other.first <= start or other.first >= end:
            continue
        at = other.first
        before = unit.low[at - 1]
        if unit.quoted[at - 1] >= 0 and (_ahead(placed, other) or (unit.quoted[start] >= 0 and other.stance == "left")):
            return at
        if before in ("and", "but", "while", "nor", "although"):
            light = other.cue.kind in ("think", "judge", "praise", "find") and other.stance != "shared"
            if light and unit.low[at - 2] != ",":
                continue
            at -= 1
            return _back(unit, at, start)
        if before in (",", ";", "—", "–", "―", "-") and (_leaves(unit, other, end) or _ahead(placed, other)):
            return _back(unit, at, start)
    return end


def _leaves(unit: Unit, other: Placed, end: int) -> bool:
    """Whether a cue behind a comma stands outside: a participle, "according to", a closing ", X said"."""
    if other.cue.shape in ("participle", "according"):
        return True
    if other.cue.shape == "noun" or "after" not in other.cue.frames:
        return unit.low[other.first - 1] == ";"
    return unit.low[other.first - 1] == ";" or terminal(unit, other.last, end)


_LINKS = frozenset("which who whose but while though although".split())


def _unlinked(unit: Unit, start: int, end: int, placed: Placed) -> int:
    """The object of "praised" or "wants" ends where a comma adds what is not part of it."""
    if placed.cue.kind in ("say", "claim", "warn", "announce") or unit.quoted[start] >= 0 or unit.low[start] == "that":
        return end
    for at in range(start + 1, end - 1):
        if unit.quoted[at] < 0 and (
            unit.text[at] == ";" or (unit.text[at] == "," and unit.quoted[at + 1] < 0 and unit.low[at + 1] in _LINKS)
        ):
            return at
    return end


def _ahead(placed: Placed, other: Placed) -> bool:
    """Whether ``placed`` is a participle before the main verb: "Russia, accusing the West of ..., proposed"."""
    return placed.cue.shape == "participle" and other.cue.shape == "finite" and (
        placed.cue.start <= 1 or other.source == placed.source
    )  # fmt: skip


def _back(unit: Unit, at: int, start: int) -> int:
    while at > start + 1 and unit.quoted[at - 1] < 0 and unit.text[at - 1] in ",;—–―-":
        at -= 1
    return at


_ENDERS = frozenset("in on at during after before to as when while by from ahead following with speaking of a".split())


def terminal(unit: Unit, at: int, end: int) -> bool:
    """Whether only circumstances (or a mark) follow at ``at``, so that the content stands before."""
    if at >= end or unit.quoted[at] >= 0:
        return True
    if unit.text[at] in ",;—–―-:(":
        return True
    for place in range(at, end):
        low = unit.low[place]
        if low == "that":
            return False
        if unit.quoted[place] >= 0:
            return unit.text[place - 1] in ",:—–―-"
        if low in (",", ";"):
            return True
    return unit.low[at] in _ENDERS or unit.text[at][0].isupper() or unit.low[at][-2:] == "ly" or end - at <= 4

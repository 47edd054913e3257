"""Who speaks: the noun phrase before a cue, behind an inverted one, or that opens the sentence.

There is no part-of-speech tagger: closed classes of words, capitals and commas carry the rules.
"""

from __future__ import annotations

from communique.statements.units import Unit
from communique.vocabulary.reporting import Grammar, Reporting

Place = tuple[int, int]

_BREAKS = frozenset(",—–―-;:")
_HARD = frozenset(";:")
_WHEN = frozenset("after before during despite amid following since".split())
_SAID = frozenset("said says told tells added wrote asked claimed denied warned insisted announced argued".split())
_APPOSED = frozenset("who which whose whom where".split())


_ABOUT = frozenset("about around over near under".split())
_PERSONAL = frozenset("he she they it we i you who".split())
_TIMES = (("week",), ("month",), ("year",), ("night",), ("morning",), ("weekend",))
_SAYING = frozenset("speaking adding referring warning citing saying urging calling describing announcing".split())
_PEOPLE = frozenset(
    "officials sources analysts experts diplomats aides witnesses residents officers police people doctors activists "
    "campaigners lawyers prosecutors authorities organisers organizers rebels mediators negotiators observers "
    "investigators critics ministers lawmakers scientists researchers state government farmers traders".split()
)


_OPENING = 80  # how far into a sentence its first main verb is looked for


class Reader:
    """Finds noun phrases in one unit."""

    __slots__ = ("grammar", "stops", "unit", "verbs")

    def __init__(self, unit: Unit, words: Reporting) -> None:
        self.unit = unit
        self.verbs = words.verbs
        self.grammar: Grammar = words.grammar

    def before(self, at: int, floor: int = 0) -> Place | None:
        """The subject that ends right before token ``at`` (commas of an apposition allowed), or None."""
        unit, grammar = self.unit, self.grammar
        while at - 1 > floor and (unit.low[at - 1] in grammar.adverbs or unit.low[at - 1] in grammar.auxiliaries):
            at -= 1
        start = at
        while start > floor and at - start < 70 and unit.quoted[start - 1] < 0 and unit.text[start - 1] not in _HARD:
            start -= 1
        pieces = self.pieces(start, at)
        if not pieces:
            return None
        loose = unit.text[at - 1] in _BREAKS
        return self._apposed(pieces) if loose else self._abutting(pieces, at)

    def pieces(self, start: int, end: int) -> list[Place]:
        """The stretches between commas and dashes (brackets are not opened)."""
        found: list[Place] = []
        at, depth = start, 0
        for place in range(start, end):
            mark = self.unit.text[place]
            depth += (mark in "([") - (mark in ")]")
            if depth <= 0 and mark in _BREAKS:
                if place > at:
                    found.append((at, place))
                at = place + 1
        if end > at:
            found.append((at, end))
        return found

    def opens(self, at: int) -> bool:
        """Whether only a noun phrase stands between the start of the sentence and token ``at``."""
        return at <= 12 and not any(self._verbal(place) for place in range(1, at))

    def _abutting(self, pieces: list[Place], at: int) -> Place | None:
        first = self._phrase_start(*pieces[-1])
        return None if first is None else self._trimmed(first, at)

    def _apposed(self, pieces: list[Place]) -> Place | None:
        """The head before its appositions: "Ilse Brandor, who heads the team, said"."""
        for index in range(len(pieces) - 1, max(-1, len(pieces) - 6), -1):
            start, end = pieces[index]
            if index and self._apposition(start) and not self._clause(*pieces[index - 1]):
                continue
            named = index and index == len(pieces) - 1 and not self._lead(*pieces[index - 1])
            if named and not self._clause(*pieces[index - 1]):
                continue  # a name in apposition: "The foreign minister, Tomas Averil, said"
            first = self._phrase_start(start, end)
            if first is not None and self._nominal(first):
                return (first, self._without_adverbials(pieces, index))
            return None
        return None

    def _without_adverbials(self, pieces: list[Place], index: int) -> int:
        """The end of the last apposition behind the head that is more than "ahead of the talks"."""
        last = len(pieces) - 1
        while last > index:
            low = self.unit.text[pieces[last][0]]
            if low not in self.grammar.prepositions or low in ("of", "from", "for"):
                break
            last -= 1
        return pieces[last][1]

    def _apposition(self, start: int) -> bool:
        low = self.unit.low[start]
        grammar = self.grammar
        return (
            low in _APPOSED
            or low in ("a", "an", "the", "his", "her", "its", "their", "now", "then", "also", "led", "one")
            or low in grammar.prepositions
            or low[0].isdigit()
            or self.unit.text[start][0].islower()
        )

    def _lead(self, start: int, end: int) -> bool:
        """Whether a stretch only leads into the sentence: an adverbial, a participle, a conjunction."""
        low = self.unit.low[start]
        grammar = self.grammar
        if low in _APPOSED or (low in grammar.prepositions and self._holds_subject(start, end)):
            return False
        leading = low in grammar.prepositions or low in grammar.opening or low in grammar.adverbs or low.endswith("ing")
        return leading or low in grammar.days or self._finite(start, end) is not None

    def _holds_subject(self, start: int, end: int) -> bool:
        """Whether an adverbial without a comma runs into the subject: "In Vesk the minister, Pavla Dorun, said"."""
        inner = self.after_preposition(start, end)
        return inner is not None and self.unit.low[inner] in ("the", "his", "her", "its", "their")

    def _clause(self, start: int, end: int) -> bool:
        """Whether a stretch is a sentence of its own, so that no apposition belongs to it."""
        low = self.unit.low[start]
        if low in _APPOSED or end - start < 2:
            return False
        subject = low in ("this", "it", "he", "she", "they", "there", "we", "i")
        return subject or self._finite(start, end) is not None

    def _finite(self, start: int, end: int) -> int | None:
        """The last token of the stretch that is clearly a finite verb, outside a relative clause."""
        unit, grammar = self.unit, self.grammar
        for place in range(end - 1, start - 1, -1):
            low = unit.low[place]
            if low in grammar.auxiliaries or low in grammar.pasts or low.endswith("n't"):
                return place
            if place > start and any(v.form == "past" and not v.tail for v in self.verbs.get(low, ())):
                return place
        return None

    def _phrase_start(self, start: int, end: int) -> int | None:
        """Where the noun phrase that ends at ``end`` begins; None where there is none."""
        unit, grammar = self.unit, self.grammar
        place = end
        alone = unit.low[end - 1]
        if alone in grammar.pronouns - grammar.determiners and (
            end - 2 < start or unit.low[end - 2] not in ("and", "or")
        ):
            return end - 1
        while place > start:
            low = unit.low[place - 1]
            if low in grammar.relatives and place < end:
                place -= 1
                continue
            if self._stops(place - 1, start, end):
                break
            place -= 1
        place = self._skip(place, end)
        if place >= end:
            return None
        counted = unit.low[place] in _ABOUT and place + 1 < end and unit.text[place + 1][0].isdigit()
        if unit.low[place] in grammar.prepositions and not counted:
            inner = self.after_preposition(place, end)
            if inner is None:
                return None
            place = inner
        return place

    def _stops(self, at: int, start: int, end: int) -> bool:
        """Whether the token at ``at`` cannot belong to a noun phrase that goes on behind it."""
        unit, grammar = self.unit, self.grammar
        low = unit.low[at]
        if unit.quoted[at] >= 0:
            return True
        if low == "that" and at == start and (at == 0 or unit.quoted[at - 1] >= 0):
            return False
        if (low in grammar.subordinators and low not in grammar.relatives) or low in _WHEN:
            return True
        if low in _SAID and (at == start or unit.low[at - 1] not in grammar.determiners):
            return True
        if low in ("and", "but", "or", "nor"):
            return low in ("but", "nor") or self._finite(start, at) is not None
        if (
            low in _PERSONAL
            and at < end - 1
            and unit.low[at + 1] not in ("and", "or", "of", "in", "who", "from", "on", "at", "with")
        ):
            return True
        verbal = low.endswith("ed") and at > start and unit.text[at][0].islower() and unit.text[at - 1][0].isupper()
        return verbal or low in grammar.auxiliaries or low.endswith("n't") or low in grammar.pasts

    def sentence(self, start: int, end: int) -> bool:
        """Whether the stretch holds a finite verb of its own, outside a relative clause behind a comma."""
        for first, last in self.pieces(start, end):
            if self.unit.low[first] not in _APPOSED and self._finite(first, last) is not None:
                return True
        return False

    def _skip(self, place: int, end: int) -> int:
        """Past conjunctions, adverbs, marks and "last month" at the start of a phrase."""
        unit, grammar = self.unit, self.grammar
        if unit.low[place : place + 1] in (("last",), ("this",)) and unit.low[place + 1 : place + 2] in _TIMES:
            place += 2
        while place < end and (
            unit.low[place] in grammar.opening
            or (unit.low[place] in grammar.adverbs and unit.low[place] not in ("all", "both", "first"))
            or not (unit.text[place][0].isalnum() or unit.text[place][0] in "'$£€")
        ):
            place += 1
        return place

    def after_preposition(self, start: int, end: int) -> int | None:
        """Where the subject begins behind an adverbial without a comma: "In Vesk the minister"."""
        unit, grammar = self.unit, self.grammar
        for place in range(start + 2, end):
            before = unit.low[place - 1]
            if before in grammar.prepositions or before in grammar.determiners or before in ("of", "and"):
                continue
            opens = unit.low[place] in grammar.determiners or unit.low[place] in grammar.pronouns
            named = unit.text[place][0].isupper() and unit.low[place] not in grammar.days
            fresh = not unit.text[place - 1][0].isupper() or before in grammar.days
            if opens or (named and fresh and not before.endswith("'s")):
                return place
        return None

    def _nominal(self, place: int) -> bool:
        low = self.unit.low[place]
        return low not in self.grammar.prepositions and low not in self.grammar.auxiliaries

    def _trimmed(self, start: int, end: int) -> Place | None:
        """Without a trailing "on Monday", "last week", adverbs."""
        unit, grammar = self.unit, self.grammar
        while end > start:
            low = unit.low[end - 1]
            day = low in grammar.days and (
                low.endswith("day") or (end - start > 1 and not unit.text[end - 2][0].isupper())
            )
            if (
                low in grammar.adverbs
                or (day and unit.text[end - 1] != "Today")
                or (low in ("on", "meanwhile") and end - start > 1)
            ):
                end -= 1
            elif (
                low in ("night", "week", "month", "year") and end - start > 2 and unit.low[end - 2] in ("last", "this")
            ):
                end -= 2
            else:
                break
        if end <= start or (not any(c.isalpha() for c in unit.text[start]) and end - start < 2):
            return None
        if end - start > 30 or unit.low[end - 1] in grammar.prepositions:
            return None
        return (start, end)

    def behind(self, at: int, limit: int) -> Place | None:
        """The subject of an inverted cue, from token ``at`` on, its apposition included."""
        unit, grammar = self.unit, self.grammar
        if at >= limit or unit.quoted[at] >= 0 or not self._opens(at):
            return None
        if unit.low[at] in grammar.pronouns and unit.low[at + 1 : at + 2] != ("of",):
            return (at, at + 1)
        end = self._run(at, limit)
        while end + 1 < limit and unit.text[end] == "," and self._continues(end + 1):
            far = self._until_comma(end + 1, limit)
            if far >= limit and unit.text[min(limit, len(unit)) - 1] not in ".?!" and far - end > 25:
                break
            end = far
        return self._trimmed(at, end)

    def _opens(self, at: int) -> bool:
        low, text = self.unit.low[at], self.unit.text[at]
        grammar = self.grammar
        if text[0].islower() and low.endswith("s") and low not in grammar.determiners | grammar.pronouns:
            return low in _PEOPLE or self._titled(at)
        dated = low in grammar.days and (low != "May" or "".join(self.unit.text[at + 1 : at + 2]).isdigit())
        if dated or low in grammar.prepositions or (low in grammar.subordinators and low not in ("one",)):
            return False
        if low in ("that", "this", "it", "there", "i", "what"):
            return False
        if text[0].isupper() or low in grammar.determiners or low in grammar.pronouns or low in _PEOPLE:
            return True
        return text[0].isalpha() and self._titled(at)

    def _titled(self, at: int) -> bool:
        """Whether lower-case words lead up to a name: "said senior campaign adviser Ada Brunn"."""
        unit, grammar = self.unit, self.grammar
        for place in range(at, min(len(unit), at + 6)):
            low = unit.low[place]
            if unit.text[place][0].isupper():
                return place > at
            if (
                not low[0].isalpha()
                or low in grammar.auxiliaries
                or low in grammar.adverbs
                or low in grammar.prepositions
            ):
                return False
        return False

    def _run(self, at: int, limit: int) -> int:
        unit, grammar = self.unit, self.grammar
        end = at
        while end < limit and unit.quoted[end] < 0:
            low = unit.low[end]
            if unit.text[end] in ",;:—–―-" or (unit.text[end] in ".?!" and end == limit - 1):
                break
            stop = low in grammar.subordinators and low not in grammar.relatives
            if stop or (low in grammar.prepositions and low not in ("of", "for", "from", "near")):
                break
            if low in grammar.days or (low in grammar.adverbs and end > at) or (low in _SAYING and end > at + 1):
                break
            end += 1
        return end

    def _continues(self, at: int) -> bool:
        unit = self.unit
        low = unit.low[at]
        if unit.quoted[at] >= 0:
            return False
        return low in _APPOSED or low in ("a", "an", "the", "his", "her", "its", "their", "of") or (
            unit.text[at][0].isupper() and low not in self.grammar.days
            and low not in self.grammar.pronouns and low not in self.grammar.opening
        ) or unit.low[at].isdigit()  # fmt: skip

    def _until_comma(self, at: int, limit: int) -> int:
        unit = self.unit
        end = at
        while end < limit and unit.quoted[end] < 0 and unit.text[end] not in ",;:—–―-":
            if unit.text[end] in ".?!" and end == limit - 1:
                break
            end += 1
        return end

    def opening(self, limit: int | None = None) -> Place | None:
        """The subject of the sentence's first main verb before token ``limit``."""
        unit = self.unit
        end = min(_OPENING, len(unit) if limit is None else limit)
        for at in range(1, end):
            if unit.quoted[at] >= 0:
                continue
            if self._verbal(at) and not self._verbal(at - 1):
                place = self.before(at)
                if place is not None and self._main(place):
                    return place
        return self._first(end)

    def ahead(self, at: int) -> Place | None:
        """The subject that begins at ``at`` and ends before its verb."""
        for verb in range(at + 1, min(len(self.unit), at + 25)):
            if self.unit.quoted[verb] >= 0:
                return None
            if self._verbal(verb):
                return self.before(verb, at)
        return None

    def _main(self, place: Place) -> bool:
        """Whether a subject is the sentence's, not that of a clause in it."""
        unit, grammar = self.unit, self.grammar
        start = place[0]
        if unit.low[start] in grammar.relatives or unit.text[start] == "." or place[1] - start > 25:
            return False
        before = unit.low[start - 1] if start > 1 else ""
        return not (before in grammar.subordinators or before in grammar.prepositions or before in _WHEN)

    def _first(self, end: int) -> Place | None:
        """The words that the sentence opens with, where they look like a noun phrase before a mark."""
        first = self._skip(0, end)
        if first >= end or self.unit.quoted[first] >= 0 or not self._nominal(first):
            return None
        at = first
        while at < end and self.unit.quoted[at] < 0 and self.unit.text[at] not in ",;:—–―-.":
            at += 1
        return self._trimmed(first, at) if at - first <= 8 else None

    def _verbal(self, at: int) -> bool:
        """Whether the token is likely a finite verb."""
        low = self.unit.low[at]
        grammar = self.grammar
        if low in grammar.auxiliaries or low in grammar.pasts:
            return True
        if self.unit.text[at][0].isupper():
            return False
        if low.endswith("ed") and self.unit.low[at - 1] not in grammar.determiners:
            return True
        return any(verb.form in ("past", "present") and not verb.tail for verb in self.verbs.get(low, ()))

"""The side of a person by what stands beside the name: owners, clauses, pronouns, the seat of a parliament."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors import bodies, conflict
from communique.actors.clauses import MEN
from communique.actors.entities import Entity, Found
from communique.actors.lexicon import Hit, Lexicon
from communique.actors.names import Run
from communique.actors.people import People
from communique.actors.roles import singular
from communique.actors.words import Word
from communique.vocabulary.offices import offices

_LEADING = frozenset(
    "heads headed leads led leading represents represented commands commanded runs chairs speaks spoke negotiates for "
    "the".split()
)
_STATELY = frozenset("government state army".split())
_CHAMBERS = frozenset("parliament lawmakers cabinet deputies mps senators".split())
_OF_STATES = frozenset(
    "minister ministers ministry president premier army government parliament ambassador embassy".split()
)
_VERBS = frozenset("has had have is was will would did does can could may might must".split())
_COMMON_BODIES = frozenset(
    "bank company firm agency union court fund council commission party league association federation board".split()
)
_RULED = frozenset("regime government administration".split())
_COUNTRIES = frozenset("country nation".split())
_REACH = 2  # sentences back that "his" and "its" may reach
_GO_BETWEENS = frozenset("mediator envoy negotiator facilitator".split())
_TOLD_OF = 18  # words behind a name in which it is told as what somebody was appointed
_MANY = 40  # mentions looked at for one pronoun

_BEHIND = frozenset("controlled owned backed funded based allied aligned friendly supported sponsored".split())


class Beside:
    """One article's row, its hits, and the sides that it takes for granted.

    ``movement`` is its only movement, ``ruling`` the state that this movement fights, ``runs`` are its names.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        words: Sequence[Word],
        hits: Sequence[Hit],
        taken: Sequence[int],
        movement: str | None,
        ruling: str | None,
        runs: Sequence[Run],
    ) -> None:
        self.lexicon = lexicon
        self.words = words
        self.hits = hits
        self.taken = taken
        self.movement = movement
        self.ruling = ruling
        self.bodies = bodies.short_for(words, runs)
        self.at: dict[int, str] = {}
        """The side at each word of a body's name, or of what is short for it."""

    def read(self, found: Found) -> None:
        """Sides that stand beside a name: "President N of X", "N, for the X,", "who led the X delegation"."""
        person = found.entity
        at = found.last
        before = found.opening - 1
        if before >= 0 and self.words[before].owner and not person.offices:  # "Norland's N met"
            self._side_at(person, self.hits[self.taken[before]].first if self.taken[before] >= 0 else before)
        if not person.offices and before > 1 and self.words[before].text == ",":  # "The union's lawyer, N, met"
            owner = next((i for i in (before - 2, before - 3) if i in self.at and self.words[i].owner), None)
            person.sides += [] if owner is None else [self.at[owner]]
        if self.words[at - 1].owner or at >= len(self.words):
            return
        low = self.words[at].low
        if low in ("of", "from") and (person.offices or self._organ_at(at + 1)):
            self._side_at(person, at + 1)
        elif low == "," and at + 2 < len(self.words):
            after = self.words[at + 1].low
            if after in ("for", "of"):
                self._side_at(person, at + 2)
            elif after in ("who", "leading", "heading", "representing", "speaking"):
                self._clause(person, at + 2)
            else:
                self._described(person, at + 1)

    def _described(self, person: Entity, at: int) -> None:
        """The side behind a description: "N, a former teacher who leads for the X"."""
        for i in range(at, min(at + 8, len(self.words) - 1)):
            if not self.words[i].verbal or self.taken[i] >= 0:
                return
            if self.words[i].low == "who":
                self._clause(person, i + 1)
                return

    def appointed(self, found: Found) -> int | None:
        """The word for what somebody is told, in the same sentence, to be appointed as: "whom they named mediator"."""
        sentence = self.words[found.first].sentence
        for i in range(found.last, min(found.last + _TOLD_OF, len(self.words) - 2)):
            if self.words[i].sentence != sentence:
                return None
            if self.words[i].low in ("appointed", "named"):
                behind = range(i + 1, len(self.words))
                at = next((k for k in behind if self.words[k].low not in ("as", "a", "the", "its")), None)
                return at if at is not None and self.words[at].low in _GO_BETWEENS else None
        return None

    def _organ_at(self, at: int) -> bool:
        """Whether "the X ministry" stands there: what somebody is of who has no title."""
        while at < len(self.words) and self.words[at].low == "the":
            at += 1
        if at >= len(self.words) or self.taken[at] < 0:
            return False
        end = self.hits[self.taken[at]].last
        organs = offices().words["organs.words"]
        return any(word.low in organs for word in self.words[end : end + 2])

    def _side_at(self, person: Entity, at: int, *, capital: bool = False) -> None:
        while at < len(self.words) and self.words[at].low in ("the", "both"):
            at += 1
        if at < len(self.words) and self.taken[at] >= 0:
            hit = self.hits[self.taken[at]]
            if len(hit.senses) == 1 and (capital or hit.senses[0].form != "capital"):
                person.sides.append(self.lexicon.sides[hit.senses[0].polity])
        elif at in self.at:
            person.sides.append(self.at[at])

    def _clause(self, person: Entity, at: int) -> None:
        """The side in ", who heads the X team": a hit within a few words, before the clause ends."""
        if self.words[at].low not in _LEADING and self.words[at - 1].low == "who":
            return
        for i in range(at, min(at + 7, len(self.words))):
            if self.words[i].text == ",":
                return
            if self.taken[i] >= 0 and self._only_behind(self.hits[self.taken[i]].last):
                return  # "who leads the Norland-backed channel"
            if self.taken[i] >= 0:
                organ = any(w.low in offices().words["organs.words"] for w in self.words[max(at, i - 3) : i])
                self._side_at(person, i, capital=organ)
                return
            side = self.party(i)
            inside = i in self.at or i + 2 > len(self.words) or self.words[i + 1].low not in ("in", "of")
            if side is not None and inside:
                person.sides.append(side)
                return

    def _only_behind(self, at: int) -> bool:
        """Whether a name tells who stands behind something: "X-controlled", "X-backed"."""
        return at < len(self.words) and self.words[at].joined and self.words[at].low in _BEHIND

    def owns(self, i: int, head: str) -> bool:
        """Whether word ``i`` tells whose is what follows: "N's spokesman", "the N regime"; his office is himself."""
        return head != "office" and (self.words[i].owner or (head in _RULED and self.words[i].capital))

    def owner(self, i: int, people: People) -> str | None:
        """The side of word ``i``, whose ministry or spokesman follows: "N's", "the country's", "the separatists'"."""
        if self.words[i].low in _COUNTRIES:
            return self._of_party(i)
        owner = next((found.entity for found in people.before(i + 1, 1) if found.last == i + 1), None)
        return owner.side if owner is not None else self.party(i)

    def party(self, i: int) -> str | None:
        """The side that "the separatists" or "the government" is in a conflict of two, or the body at word ``i``."""
        word = self.words[i]
        if i in self.at:
            return self.at[i]
        named = self.bodies.get(word.low, [])
        if len(named) == 1:
            return Entity(kind="organisation", name=named[0], key=named[0]).id
        if self.movement is None:
            return None
        if word.low in conflict.REBELS or singular(word.low) in conflict.REBELS:
            return self.movement
        return self.ruling if word.low in _STATELY else None

    def chamber(self, found: Found) -> str | None:
        """The side of who speaks to a parliament in a capital: "told lawmakers in C"."""
        sentence = self.words[found.first].sentence
        for i in range(found.last, min(found.last + 30, len(self.words) - 2)):
            if self.words[i].sentence != sentence:
                return None
            if self.words[i].low in _CHAMBERS and self.words[i + 1].low == "in" and self.taken[i + 2] >= 0:
                senses = self.hits[self.taken[i + 2]].senses
                return self.lexicon.sides[senses[0].polity] if len(senses) == 1 else None
        return None

    def possessor(self, at: int, people: Sequence[Found]) -> str | None:
        """The side of whom the pronoun ``words[at]`` stands for: the last fitting person, or state, before it."""
        low = self.words[at].low
        if low in ("his", "her"):
            return self._of_person(at, "m" if low in MEN else "f", people)
        return self._of_party(at) if low in ("its", "their") else None

    def _of_person(self, at: int, gender: str, people: Sequence[Found]) -> str | None:
        before = [f for f in people if f.last <= at][-_MANY:]
        for found in reversed(before):
            if self.words[at].sentence - self.words[found.first].sentence > _REACH:
                return None
            if found.entity.gender in ("", gender) and found.entity.kind == "person":
                return found.entity.sides[0] if found.entity.sides else found.entity.side
        return None

    def _of_party(self, at: int) -> str | None:
        """The state or body that is a subject here or in the sentence before, the nearest one.

        Only a state has a minister or an army.
        """
        here = self.words[at].sentence
        stately = any(word.low in _OF_STATES for word in self.words[at : at + 5])
        best: tuple[bool, bool, str] | None = None
        told: set[int] = set()  # sentences before this one that are not only a quotation
        for i in range(at - 1, max(-1, at - 80), -1):
            sentence = self.words[i].sentence
            if sentence != here and self.words[i].quoted < 0 and self.words[i].verbal:
                told.add(sentence)
                if not (best and best[1]) and self._opens_with_a_body(i):
                    return None  # "The bank … Its president": the bank's
            if len(told) > 1:
                break
            side, last = self._party_from(i, stately=stately)
            if side is not None:
                one = (sentence == here, self._subject(i, last), side)
                best = one if best is None or one[:2] > best[:2] else best
        return best[2] if best is not None else None

    def _opens_with_a_body(self, i: int) -> bool:
        """Whether "the bank" stands at the head of a sentence."""
        body = self.words[i + 1].low if i + 1 < len(self.words) else ""
        return self.words[i].low == "the" and self.words[i].opens and body in _COMMON_BODIES

    def _party_from(self, i: int, *, stately: bool) -> tuple[str | None, int]:
        """The side whose name begins at word ``i`` outside quotations, of a state where it must be; where it ends."""
        if self.words[i].quoted >= 0:
            return None, i
        hit = self.hits[self.taken[i]] if self.taken[i] >= 0 else None
        form = hit.senses[0].form if hit is not None and hit.first == i and len(hit.senses) == 1 else ""
        if hit is not None and (form == "name" or (form == "capital" and stately and self._subject(i, hit.last))):
            number = hit.senses[0].polity
            fits = not stately or self.lexicon.polities[number].kind == "state"
            return (self.lexicon.sides[number] if fits else None), hit.last
        last = i
        while self.at.get(last) is not None and self.at.get(last) == self.at.get(i):
            last += 1
        begins = last > i and self.at.get(i - 1) != self.at[i]
        return (self.at[i] if begins and not stately else None), last

    def _subject(self, first: int, last: int) -> bool:
        """Whether a name opens its sentence or a verb follows it."""
        i = first - 1 if first and self.words[first - 1].low == "the" else first
        if self.words[last - 1].owner:
            return False
        after = self.words[last].low if last < len(self.words) else ""
        return (
            self.words[i].opens or after in offices().words["names.speaking"] or after in _VERBS or after[-2:] == "ed"
        )

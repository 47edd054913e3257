"""Noun phrases that name somebody by what they are: offices, officials, organs of a state, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique import text as texts
from communique.actors.lexicon import Hit
from communique.actors.words import Word, inner
from communique.vocabulary.offices import Offices, offices
from communique.vocabulary.polities import polities

Kind = Literal["office", "unnamed", "neutral", "group", "organ"]

_DEFINITE = frozenset("the this his her its their our my".split())
_INDEFINITE = frozenset(
    "a an one two three four five six seven eight nine ten several some other many another few most any no".split()
)
_POSSESSIVE = frozenset("his her its their our my".split())
_ANONYMOUS = frozenset("official diplomat source aide insider lawmaker person participant leader delegate".split())
# What a government has in its capital: "the foreign ministry in C", but "Western diplomats in C".
_SEATED = frozenset("ministry government cabinet parliament official".split())
_ABROAD = frozenset("western european arab african asian foreign latin un relief aid".split())
_IRREGULAR = {"spokesmen": "spokesman", "spokeswomen": "spokeswoman", "congressmen": "congressman"}
_ADJECTIVAL = frozenset("executive major chief principal representative private general deputy".split())
_FIRMS = frozenset("motors electric dynamics mills assembly".split())  # behind a "General" that is no rank
_NO_NOUN = frozenset(
    "of in on at to with by for from and or but who that was is had has said told says will would could may might "
    "as".split()
)
_ADJECTIVES, _ORGAN, _TASK = 2, 5, 7  # words before an office; in which an organ's name ends; in which a task is told
_SERVICES = frozenset("service guard guards force forces agency".split())
ELSEWHERE = frozenset("minister premier chancellor king queen emir sultan".split())  # offices of no American
_BEFORE_GENERAL = frozenset("secretary director attorney consul governor".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A phrase such as "a senior Velmari official" at ``words[start:end]``.

    ``core`` to ``end`` is the office itself; ``head`` its main word, singular. ``owner`` is the number of the
    hit that it belongs to, ``possessive`` a pronoun in its place. ``determiner`` is "the", "a", or "".
    """

    start: int
    core: int
    end: int
    head: str
    kind: Kind
    owner: int | None = None
    possessive: int | None = None
    determiner: str = ""
    plural: bool = False
    former: bool = False


def singular(low: str) -> str:
    """A noun of ours without its plural ending."""
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def find(words: Sequence[Word], hits: Sequence[Hit]) -> list[Role]:
    """All such phrases of the row, in order."""
    finder = _Finder(words, hits, offices())
    roles: list[Role] = []
    main = _main_words()
    for i, word in enumerate(words):
        if word.low in main and finder.hit_at[i] < 0:
            role = finder.role(i)
            if role is not None:
                while roles and roles[-1].start >= role.start:
                    roles.pop()
                roles.append(role)
    return roles


@cache
def _main_words() -> frozenset[str]:
    """Every word that may be the main word of such a phrase, plurals included."""
    sets = offices().words
    keys = ("people.unnamed", "people.neutral", "people.groups", "organs.words")
    heads = offices().heads.union(*(sets[key] for key in keys))
    plurals = {head + "s" for head in heads} | {head[:-1] + "ies" for head in heads if head.endswith("y")}
    return heads | plurals | set(_IRREGULAR)


class _Finder:
    """The row with what is known about each word."""

    def __init__(self, words: Sequence[Word], hits: Sequence[Hit], vocabulary: Offices) -> None:
        self.words = words
        self.hits = hits
        self.vocabulary = vocabulary
        self.sets = vocabulary.words
        self.hit_at = [-1] * len(words)
        for number, hit in enumerate(hits):
            for i in range(hit.first, hit.last):
                self.hit_at[i] = number

    def role(self, i: int) -> Role | None:
        """The phrase whose main word is ``i``, or None where it is no such word."""
        word = self.words[i]
        head = word.low if self._heads(word.low) else singular(word.low)
        joined = word.joined and not (head == "general" and self._low(i - 1) in _BEFORE_GENERAL)
        if not self._heads(head) or joined or (head == "number" and self._low(i - 1) != "opposite"):
            return None
        if self._inside(i, head) or self._named(i, head) or self._adjective(i):
            return None
        plural = head != word.low
        end = self._right(i, head)
        core = self._left(i, head)
        owner, possessive, start = self._owner(self._praised(core), head)
        if owner is None and possessive is None:
            owner, end = self._of(i, end, head)
        start, determiner = self._determiner(start)
        if determiner in _POSSESSIVE:
            possessive, determiner = start, "the"
        kind = self._kind(head, plural, determiner, owner is not None or possessive is not None)
        bare = owner is None and not determiner and not plural
        if kind is None or self._thing(i) or (bare and kind in ("group", "neutral")):
            return None
        former = any(self.words[k].low in ("former", "ex", "retired", "onetime") for k in range(start, i))
        return Role(
            start=start, core=core, end=end, head=head, kind=kind, owner=owner, possessive=possessive,
            determiner=determiner, plural=plural, former=former,
        )  # fmt: skip

    def _thing(self, i: int) -> bool:
        """Whether the word only describes what follows: "military build-up", "troop movements"."""
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        if following is None or self.words[i].owner or not self._near(i, i + 1):
            return False
        return following.low in self.sets["organs.things"] or following.low.startswith("build")

    def _adjective(self, i: int) -> bool:
        """Whether a word for a rank only describes a noun: "an executive order", "a major step", "General Motors"."""
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        word = self.words[i]
        if following is None or word.low not in _ADJECTIVAL or not self._near(i, i + 1):
            return False
        if word.capital:
            return word.low == "general" and following.low in _FIRMS
        plain = following.text.islower() and following.low not in _NO_NOUN and not self._heads(following.low)
        return plain and not following.low.endswith(("ed", "ly"))

    def _heads(self, low: str) -> bool:
        sets = self.sets
        return (
            low in self.vocabulary.heads
            or low in sets["people.unnamed"]
            or low in sets["people.neutral"]
            or low in sets["people.groups"]
            or low in sets["organs.words"]
        )

    def _inside(self, i: int, head: str) -> bool:
        """Whether a later word of the same phrase is its main word: the "defence" or "chief" of "chief negotiator"."""
        if i + 1 >= len(self.words) or not self._near(i, i + 1):
            return False
        following = self.words[i + 1]
        if self.words[i].owner or self.hit_at[i + 1] >= 0:
            return False
        after = following.low if self._heads(following.low) else singular(following.low)
        if not self._heads(after):
            return False
        if head in _BEFORE_GENERAL and after == "general":
            return True
        titles = head in self.vocabulary.heads and after in self.vocabulary.heads
        return not (titles and following.capital and head not in self.vocabulary.modifiers)

    def _named(self, i: int, head: str) -> bool:
        """Whether the word ends the name of a body: the "Commission" of "the Salt Commission"."""
        before = self.words[i - 1] if i else None
        if head not in self.sets["organs.words"] or head in self.vocabulary.heads or before is None:
            return False
        unknown = before.capital and self.hit_at[i - 1] < 0 and not before.owner and not before.opens
        return self.words[i].capital and unknown and before.low not in self.sets["organs.modifiers"]

    def _near(self, i: int, k: int) -> bool:
        return self.words[k].sentence == self.words[i].sentence and self.words[k].verbal

    def _right(self, i: int, head: str) -> int:
        """Where the office ends: behind "of State", "of Foreign Affairs", "to the United Nations" not included."""
        end = i + 1
        if self._low(end) in ("elect", "designate") and self.words[end].joined:
            return end + 1
        if (
            head in ("secretary", "undersecretary", "minister", "department", "ministry", "chief", "director")
            and self._low(end) == "of"
        ):
            at = end + 1
            while self._low(at) in ("the", "national", "foreign") or self._low(at) in self.vocabulary.modifiers:
                if self._low(at) in self.vocabulary.departments and self._low(at + 1) not in ("affairs", "security"):
                    break
                at += 1
            if self._low(at) in self.vocabulary.departments or self._low(at) in ("affairs", "security"):
                at += 1
            elif at == end + 1 or self._low(at - 1) == "the":
                return end
            return at + (self._low(at) in _SERVICES)
        return end

    def _low(self, i: int) -> str:
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def _left(self, i: int, head: str) -> int:
        """Where the office begins: before "deputy foreign", and before any portfolio of a minister."""
        core = i
        extra = self.sets["organs.modifiers"] if head in self.sets["organs.words"] else frozenset()
        while core and self._belongs(core - 1, core, extra):
            core -= 1
        if head in self.vocabulary.open_heads and core == i:
            core = self._portfolio(i)
            if core == i and self._mission(i):
                core = i - 1
            while core and self._belongs(core - 1, core, extra):
                core -= 1
        while core and self._low(core - 1) in self.sets["people.describing"] and self._free(core - 1, core):
            core -= 1
        return core

    def _mission(self, i: int) -> bool:
        """Whether a name tells what a negotiator is for: "its chief Brexit negotiator"."""
        named = i > 1 and self.words[i - 1].capital and not self.words[i].capital and self._free(i - 1, i)
        return named and self._belongs(i - 2, i - 1, frozenset())

    def _praised(self, core: int) -> int:
        """Before one or two adjectives of any kind that an owner precedes: "Tarn's newly elected president"."""
        k = core
        small = _NO_NOUN | self.sets["names.ordinary"]
        while k > 1 and core - k < _ADJECTIVES and self._free(k - 1, k) and self.words[k - 1].text.islower():
            if self._low(k - 1) in small:
                break
            k -= 1
        return k if k < core and self.words[k - 1].owner and self.hit_at[k - 1] >= 0 and self._near(k, k - 1) else core

    def _free(self, k: int, right: int) -> bool:
        word = self.words[k]
        return self.hit_at[k] < 0 and not word.owner and self._near(right, k)

    def _belongs(self, k: int, right: int, extra: frozenset[str]) -> bool:
        if not self._free(k, right):
            return False
        low = self.words[k].low
        if low in _BEFORE_GENERAL and self._low(right) == "general":
            return True
        if low == "under" and not self._low(right).startswith("secretary"):
            return False
        return low in self.vocabulary.modifiers or low in extra or (low in ("and",) and self._low(k - 1) in extra)

    def _portfolio(self, i: int) -> int:
        """One or two words of any kind before "minister", where a determiner, an owner or a capital vouches."""
        ordinary = self.sets["names.ordinary"]
        k = i
        while k and i - k < 2 and self._free(k - 1, k):
            word = self.words[k - 1]
            usual = word.low in ordinary and word.low not in self.vocabulary.modifiers
            if usual or word.low in self.sets["names.speaking"] or not word.low.isalpha():
                break
            if word.capital != self.words[i].capital and word.capital:
                break
            k -= 1
        if k == i:
            return i
        before = k - 1
        vouched = before >= 0 and (
            self._low(before) in _DEFINITE
            or self._low(before) in ("a", "an")
            or self.words[before].owner
            or self.hit_at[before] >= 0
        )
        if vouched or (self.words[i].capital and all(self.words[n].capital for n in range(k, i))):
            return k
        return i

    def _owner(self, core: int, head: str) -> tuple[int | None, int | None, int]:
        """The hit or possessive pronoun right before the office, and where the phrase starts with it."""
        if core and self._near(core, core - 1):
            number = self.hit_at[core - 1]
            if number >= 0:
                first = self.hits[number].first
                outer = self._outer(first)
                if outer is not None:
                    return outer, None, self._describing(self.hits[outer].first)
                return None if self._abroad(number, head) else number, None, self._describing(first)
            if self._low(core - 1) in _POSSESSIVE:
                return None, core - 1, core - 1
            if self.words[core - 1].capital and self.words[core - 1].owner:
                return None, None, self._unknown(core - 1)
        return None, None, core

    def _outer(self, first: int) -> int | None:
        """Whose man at another he is: "Tarn's UN ambassador", "the Tarnish UN envoy", "the UN's Tarn envoy"."""
        while first and self._low(first - 1) in self.vocabulary.modifiers and self._near(first, first - 1):
            first -= 1  # "Tarn's deputy UN ambassador"
        number = self.hit_at[first - 1] if first and self._near(first, first - 1) else -1
        owns = number >= 0 and (self.words[first - 1].owner or self.hits[number].senses[0].form == "demonym")
        return number if owns else None

    def _abroad(self, number: int, head: str) -> bool:
        """Whether the hit is not whose the office is: the UN's of "UN ambassador N", what ends in "U.S. Premier N"."""
        known, at = polities(), self.hits[number].senses[0].polity
        of = known[at] if at < len(known) else None
        american = of is not None and of.country == "US" and head in ELSEWHERE
        return american or (head == "ambassador" and of is not None and of.kind != "state")

    def _unknown(self, start: int) -> int:
        """Where an owner begins that no list knows: "the Salt League's envoy"."""
        while start and self._near(start, start - 1) and self.words[start - 1].capital and self.hit_at[start - 1] < 0:
            start -= 1
        return start

    def _describing(self, start: int) -> int:
        while start and self._near(start, start - 1) and self.hit_at[start - 1] < 0:
            low = self._low(start - 1)
            if low not in self.sets["people.describing"] and low not in ("then", "former"):
                break
            start -= 1
        return start

    def _determiner(self, start: int) -> tuple[int, str]:
        if start and self._near(start, start - 1):
            low = self._low(start - 1)
            if low in _DEFINITE:
                return start - 1, low if low in _POSSESSIVE else "the"
            if low in _INDEFINITE:
                return start - 1, "a"
        if self._low(start) in _INDEFINITE:
            return start, "a"
        return start, ""

    def _of(self, i: int, end: int, head: str) -> tuple[int | None, int]:
        """The hit in "the president of X", "a spokesman for the X", and where the phrase then ends."""
        seated = head in _SEATED and not (head == "official" and self._low(i - 1) in _ABROAD)
        wide = seated or head in self.sets["people.unnamed"]
        prepositions = ("of", "for", "from", "with", "in") if wide else ("of", "for")
        if self._low(end) in prepositions and not self.words[i].owner:
            at = inner(self.words, end + 1)
            if at < len(self.words) and self.hit_at[at] >= 0 and self._near(i, at):
                hit = self.hits[self.hit_at[at]]
                form = hit.senses[0].form
                seat = self._low(end) in ("of", "from", "for") or seated
                organ = self._organ(hit.last)
                within = self.words[hit.last - 1].owner and organ == hit.last and not seat  # "in Tarn's rail strike"
                named = form in ("name", "metonym") and not within
                if named or (form == "capital" and seat) or (form == "demonym" and organ > hit.last):
                    return self.hit_at[at], organ
        return self._at(i, end) if head in self.vocabulary.heads else (None, end)

    def _organ(self, last: int) -> int:
        """Where the phrase ends that goes on with an organ of the owner: "of Tarn's Salt Guard", else ``last``."""
        found = last
        for k in range(last, min(last + _ORGAN, len(self.words))):
            if self.hit_at[k] >= 0 and k == last and self.words[k - 1].owner:
                found = self.hits[self.hit_at[k]].last  # "Tarn's Salt Guard", known by its name
            if self.hit_at[k] >= 0 or not self._near(last - 1, k) or self._low(k) in _NO_NOUN:
                break
            if self._low(k) in self.sets["organs.words"] or self._low(k) in self.sets["names.bodies"]:
                found = k + 1
        return found

    def _at(self, i: int, end: int) -> tuple[int | None, int]:
        """The hit in "the director of planning at the X department", and where the phrase then ends."""
        for k in range(end, min(end + _TASK, len(self.words) - 2)):
            if not self._near(i, k) or self.hit_at[k] >= 0 or self.words[k].capital:
                break
            at = k + 2 if self._low(k + 1) == "the" else k + 1
            if self._low(k) == "at" and self.hit_at[at] >= 0 and self._near(i, at):
                hit = self.hits[self.hit_at[at]]
                return (self.hit_at[at], hit.last) if hit.senses[0].form == "metonym" else (None, end)
        return None, end

    def _kind(self, head: str, plural: bool, determiner: str, owned: bool) -> Kind | None:
        sets = self.sets
        if head in sets["people.neutral"] and head not in self.vocabulary.heads:
            return "neutral"
        if head in sets["people.groups"]:
            return "group"
        if head in sets["people.unnamed"] and (plural or determiner == "a" or head in _ANONYMOUS):
            return "unnamed"
        if head in self.vocabulary.heads and not (plural and not owned):
            return "office"
        if head in sets["organs.words"]:
            return "organ"
        return None


def title_words(office: str) -> set[str]:
    """The words of an office; a premier is a prime minister."""
    words = set(texts.fold(office).split())
    return (words - {"premier"}) | {"prime", "minister"} if "premier" in words else words

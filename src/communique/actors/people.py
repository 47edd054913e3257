"""Who the people of an article are: full names by title, apposition and speech; then their short names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from communique import text as texts
from communique.actors.adopting import adopted
from communique.actors.bodies import called_it
from communique.actors.clauses import told_gender
from communique.actors.entities import Entity, Found
from communique.actors.full_names import core, families, gender_of, gender_of_noun, in_front
from communique.actors.names import Run
from communique.actors.roles import Role
from communique.actors.words import Word
from communique.vocabulary.offices import offices

_BEFORE_NAME = frozenset("said says added wrote tweeted replied".split())
_RANKS = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "maj": "major", "capt": "captain", "adm": "admiral",
    "brig": "brigadier", "sen": "senator", "rep": "congressman", "gov": "governor", "prof": "professor",
    "dr": "doctor",
}  # fmt: skip
_BETWEEN = frozenset(
    "also later has had have meanwhile then again himself herself who however once would never".split()
)

_DESCRIBED = frozenset("elected appointed named ousted jailed exiled deposed tasked charged credited based".split())
"""How a clause goes on that describes somebody: "N, the president elected in May"."""


class People:
    """The people found so far: by full name, and by surname."""

    def __init__(
        self,
        words: Sequence[Word],
        runs: Sequence[Run],
        roles: Sequence[Role],
        taken: Sequence[int],
        sources: Collection[int],
    ) -> None:
        self.words = words
        self.runs = runs
        self.roles = roles
        self.taken = taken
        self.sources = sources
        self.by_end = {role.end: role for role in reversed(roles)}  # the longer of two that end together
        self.by_start: dict[int, Role] = {}
        for role in roles:
            self.by_start.setdefault(role.start, role)
        self.by_name: dict[str, Entity] = {}
        self.by_last: dict[str, list[Entity]] = {}
        self.by_given: dict[str, dict[int, Entity]] = {}
        self.introduced: dict[int, int] = {}  # where the full name of each stands first, by id()
        self.bound: dict[str, Entity] = {}  # whom a short name stood for first
        self.attached: dict[int, Entity] = {}
        self.titles: list[tuple[Entity, Role]] = []
        self.found: list[Found] = []
        self.places = _place_words(words) | {words[run.first].low for run in runs if run.body}
        self.things = called_it(words, runs)
        self.starts: set[int] = set()
        self.alone = {words[run.last - 1].low for run in runs if self._single(run) and self._unplaced(run)}

    def gather(self) -> list[Found]:
        """All mentions of people by name."""
        full = [run for run in self.runs if not self._single(run) and not run.body]
        for run in full:
            roles = self._roles(run)
            if self._is_person(run, roles):
                self._add(run, roles)
        self._shorts()
        self._adopt()
        self._shorts()  # a headline names people before they are introduced
        self.found.sort(key=lambda f: (f.first, f.last))
        return self.found

    def _shorts(self) -> None:
        self.starts = {f.first for f in self.found}
        for run in self.runs:
            if not run.body:
                self._short(run)

    def before(self, i: int, most: int) -> list[Found]:
        """The last mentions of people before word ``i``, once all are gathered."""
        at = bisect_left(self.found, i, key=lambda f: f.first)
        return self.found[max(0, at - most) : at]

    def after(self, i: int, most: int) -> list[Found]:
        """The first mentions of people from word ``i`` on, once all are gathered."""
        at = bisect_left(self.found, i, key=lambda f: f.first)
        return self.found[at : at + most]

    def previous(self, found: Found) -> Found | None:
        """The mention of somebody by name that stands before this one in its sentence, once all are gathered."""
        before = self.before(found.first, 1)
        same = before and self.words[before[0].first].sentence == self.words[found.first].sentence
        return before[0] if same and before[0].entity is not found.entity else None

    def named(self, i: int) -> bool:
        """Whether word ``i`` belongs to the name of a person, once all are gathered."""
        return any(f.first <= i < f.last for f in self.before(i + 1, 1))

    def of_its(self) -> set[int]:
        """Who is "its president", by id(): of something that was told before."""
        theirs = ((person, role.possessive) for person, role in self.titles)
        return {id(person) for person, at in theirs if at is not None and self.words[at].low == "its"}

    def one(self, name: Sequence[Word]) -> Entity | None:
        """The only person of the article of this full name or surname."""
        key = texts.fold(" ".join(word.text for word in name))
        found = self.by_name.get(key)
        if found is not None or " " in key:
            return found
        same = self.by_last.get(key, ())
        return same[0] if len(same) == 1 else None

    def _adopt(self) -> None:
        """Makes people of names that "he", "she" or "the envoy" must stand for."""
        for run in adopted(self.words, self.runs, self.roles, self.found, self.places):
            self._add(run, (), "a name that he, she or an office goes back to")

    def _single(self, run: Run) -> bool:
        """Whether a run is one name, or two that a hyphen makes one."""
        return all(word.joined for word in self.words[run.first + 1 : run.last])

    def _unplaced(self, run: Run) -> bool:
        """Whether a word stands alone as a surname would: no article or preposition of place before it."""
        return self._low(run.first - 1) not in ("the", "in", "at", "near", "from", "off", "on") and not run.place

    def _left(self, run: Run) -> int:
        """The first word of the name's honorifics."""
        i = run.first
        while i and (
            self.words[i - 1].low in _all_honorifics()
            or (self.words[i - 1].text == "." and i > 1 and self.words[i - 2].low in _all_honorifics())
        ):
            i -= 1
        return i

    def _roles(self, run: Run) -> list[Role]:
        """The titles and appositions of a name, nearest first."""
        found: list[Role] = []
        left = self._left(run)
        role = self.by_end.get(run.first) or self.by_end.get(left)
        while role is not None and self._same(role, run) and not role.plural:
            found.append(role)
            left = role.start
            role = self.by_end.get(left)  # "Tarn's Supreme Leader Ayatollah N"
        if left and self.words[left - 1].text == ",":
            role = self.by_end.get(left - 1) or self._envoy(left - 1)
            if role is not None and self._same(role, run) and self._apposed(role, run):
                found.append(role)
        if not found and (role := self._heading(run)) is not None:
            found.append(role)
        at = run.last
        if at < len(self.words) and self.words[at].text == "," and not self.words[at - 1].owner:
            at += 1
            if at < len(self.words) and self.words[at].text.isdigit():
                at += 2  # an age
            role = self.by_start.get(at) or self._based(at)
            if role is not None and self.words[role.end - 1].owner:
                role = self.by_start.get(role.end)  # "the government's envoy"
            named = role is not None and self._same(role, run) and not role.plural and role.kind != "organ"
            if role is not None and named and not self._of_another(role):
                found.append(role)
        return found

    def _based(self, at: int) -> Role | None:
        """The title behind where its holder lives: "the Tarn-based consul"."""
        if self._low(at) not in ("the", "a"):
            return None
        end = next((i + 1 for i in range(at + 2, min(at + 5, len(self.words))) if self._low(i) == "based"), None)
        return self.by_start.get(end) if end is not None and self.words[end - 1].joined else None

    def _of_another(self, role: Role) -> bool:
        """ "According to N, the Tarnish envoy left", "after a call with N, Tarnish President M": somebody else's."""
        following = self.words[role.end] if role.end < len(self.words) else None
        if following is None or following.sentence != self.words[role.start].sentence:
            return False
        acts = following.low.endswith("ed") and following.low not in _DESCRIBED
        return acts or following.low in offices().words["names.speaking"] or (following.capital and following.verbal)

    def _heading(self, run: Run) -> Role | None:
        """The title before the body that its holder heads: "the vice chairman of the Salt and Grain Commission N"."""
        if self._low(run.first - 1) not in offices().words["names.bodies"]:
            return None
        for i in range(run.first - 1, max(run.first - 9, 1), -1):
            word = self.words[i]
            if word.low == "of" and i in self.by_end and self._same(self.by_end[i], run):
                return self.by_end[i]
            if not (word.capital or word.low in ("and", "the", "of", "for", "on")):
                return None
        return None

    def _envoy(self, at: int) -> Role | None:
        """The title before a comma whose mission stands between: "the X envoy for Y, N", "the spokeswoman of Z, N"."""
        for i in range(at - 2, max(at - 11, 0), -1):
            if not self.words[i].verbal:
                return None
            if self.words[i].low in ("for", "to", "on", "of") and i in self.by_end:
                return self.by_end[i]
        return None

    def _same(self, role: Role, run: Run) -> bool:
        return self.words[role.start].sentence == self.words[run.first].sentence

    def _apposed(self, role: Role, run: Run) -> bool:
        """Whether "the prime minister, N," is closed by a comma or is followed by a verb: one thing, not a list."""
        if role.plural or role.kind == "organ":
            return False
        if run.last >= len(self.words):
            return True
        return self.words[run.last].text in ",.)" or self.words[run.last].low in offices().words["names.speaking"]

    def _is_person(self, run: Run, roles: Sequence[Role]) -> bool:
        before = self._low(self._left(run) - 1)
        if any(role.kind in ("office", "unnamed", "neutral") and role.head != "person" for role in roles):
            return (not run.place or run.last - run.first == 2) and before not in ("in", "at", "near")
        last = self.words[run.last - 1].text
        if run.place or before in ("in", "at", "near") or (last[-1] == "s" and last[:-1].isupper()):
            return False  # "Green MPs" are several
        sets = offices().words
        first = self.words[run.first].low
        if run.honorific or first in sets["given.men"] or first in sets["given.women"] or self._told(run):
            return True
        if in_front(texts.fold(run.name).split()) and run.last - run.first < 4:
            return True
        if self._speaks(run) or self._relative(run) or self.words[run.first].start in self.sources:
            return True
        return run.last - run.first <= 3 and self.words[run.last - 1].low in self.alone and before != "the"

    def _told(self, run: Run) -> str:
        return told_gender(self.words, self._left(run), run.last)

    def _relative(self, run: Run) -> bool:
        """Whether a clause about a person follows: "N, who", "N whose", "N, for the X," with a known side."""
        after, at = self._low(run.last), run.last + 1
        if after in ("who", "whose") or (after == "," and self._low(at) in ("who", "whose")):
            return True
        if after == "," and self._low(at) in ("a", "an") and run.last - run.first > 1:
            ahead = [word.low for word in self.words[at : at + 8]]
            return "who" in ahead and "," not in ahead[: ahead.index("who")]
        at += 2 if self._low(at + 1) == "the" else 1
        return after == "," and self._low(run.last + 1) == "for" and at < len(self.words) and self.taken[at] >= 0

    def _speaks(self, run: Run) -> bool:
        if self.words[run.last - 1].owner:
            return False
        at = run.last
        while at < run.last + 2 and (self._low(at) in _BETWEEN or self._low(at).endswith("ly")):
            at += 1
        if self._low(at) in offices().words["names.speaking"]:
            return True
        return run.first > 0 and self._low(self._left(run) - 1) in _BEFORE_NAME

    def _low(self, i: int) -> str:
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def _add(self, run: Run, roles: Sequence[Role], reason: str = "full name") -> None:
        name = core(run.name)
        key = texts.fold(name)
        entity = self.by_name.get(key) or self._variant(name)
        if entity is None:
            entity = Entity(kind="person", name=name, key=name)
            self.by_name[key] = entity
            self.by_given.setdefault(key.split()[0], {})[id(entity)] = entity
            for family in families(key):
                self.by_last.setdefault(family, []).append(entity)
            self.introduced[id(entity)] = run.first
        entity.aliases.add(run.name)
        self._mark(entity, run, roles, reason)

    def _variant(self, name: str) -> Entity | None:
        """The same person with or without a middle or, where the family name is of two words, a first name."""
        key = texts.fold(name)
        parts = key.split()
        named = [e for e in self.by_last.get(parts[-1], ()) if texts.fold(e.key).endswith(f" {key}")]
        if len(named) == 1 and len(parts) > 1:
            if named[0].key.split()[0].isupper():  # "WATCH Dan Marlow"
                named[0].name = named[0].key = name
            return named[0]
        same = [e for e in self.by_last.get(parts[-1], ()) if texts.fold(e.key).split()[0] == parts[0]]
        return same[0] if len(same) == 1 else None

    def _mark(self, entity: Entity, run: Run, roles: Sequence[Role], reason: str) -> None:
        entity.gender = (
            entity.gender
            or (run.honorific if run.honorific in ("m", "f") else "")
            or gender_of(entity.name)
            or self._told(run)
        )
        entity.ranks.update(_RANKS[w.low] for w in self.words[self._left(run) : run.first] if w.low in _RANKS)
        lead = min([self._left(run), *(role.start for role in roles if role.end <= run.first)])
        for role in roles:
            self.attached[role.start] = entity
            self.titles.append((entity, role))
            entity.gender = entity.gender or gender_of_noun(role.head)
            reason = f"{reason} with {'title' if role.end <= run.first else 'apposition'}"
        self.found.append(Found(first=run.first, last=run.last, entity=entity, form="name", reason=reason, lead=lead))

    def _short(self, run: Run) -> None:
        """A surname, a full name seen again, or a surname that a title or honorific introduces."""
        if run.first in self.starts:
            return
        roles = self._roles(run)
        last = self.words[run.last - 1].low
        known = self.by_last.get(last, []) or self._given(run)
        if run.last - run.first > 1:
            full = self.by_name.get(texts.fold(core(run.name)))
            ending = " " + texts.fold(run.name)
            known = [e for e in known if texts.fold(e.key).endswith(ending)] if full is None else [full]
        if run.honorific in ("m", "f") and len(known) > 1:
            known = [e for e in known if e.gender in (run.honorific, "")]
        several = len(known) > 1
        if several and self._single(run):
            known = self._meant(run, last, known)
        if len(known) == 1:
            self.bound.setdefault(last, known[0])
            known[0].aliases.add(run.name)
            self._mark(known[0], run, roles, "surname of a full name in the article")
        elif not known and not several and self._single(run) and self._alone(run, roles):
            entity = Entity(kind="person", name=run.name, key=run.name)
            self.by_last[last] = [entity]
            self.by_name[texts.fold(run.name)] = entity
            self._mark(entity, run, roles, "surname alone")

    def _meant(self, run: Run, last: str, known: list[Entity]) -> list[Entity]:
        """Of several who share a family name, the one that it stood for before, else the only one introduced so far.

        Reporters shorten the first name that they introduce, and go on writing the later ones in full.
        """
        if self.bound.get(last) in known:
            return [self.bound[last]]
        places = {id(e): self.introduced.get(id(e), run.first) for e in known}
        before = [e for e in known if places[id(e)] < run.first]
        if not before:  # a headline, or a lead
            return [min(known, key=lambda e: places[id(e)])]
        full = Counter(id(f.entity) for f in self.found if f.last - f.first > 1)
        most = max((full[id(e)] for e in before), default=0)
        return before if len(before) == 1 else [e for e in before if full[id(e)] == most and most > 1]

    def _given(self, run: Run) -> list[Entity]:
        """The only person whose first name stands there alone, as where people go by it: "Mr N", "N said"."""
        if run.last - run.first > 1 or run.place:
            return []
        fits = self.by_given.get(texts.fold(self.words[run.first].text), {})
        return list(fits.values()) if len(fits) == 1 else []

    def _alone(self, run: Run, roles: Sequence[Role]) -> bool:
        word = self.words[run.first]
        if word.low in self.things and not (run.honorific or roles):
            return False
        if run.place or word.low in self.places or len(word.text) < 3 or word.text.isupper():
            return False
        offices_held = [role for role in roles if role.kind == "office"]
        if run.honorific or any(role.end == run.first or _told_of(role, run) for role in offices_held):
            return True
        before = self._low(run.first - 1)
        return self._speaks(run) and before not in ("the", "agency", "newspaper", "channel", "outlet", "site")


def _told_of(role: Role, run: Run) -> bool:
    """Whether an office stands behind a name and tells of whom: "N, the Norlandic foreign minister"."""
    return role.start > run.last and role.determiner == "the" and role.owner is not None


@cache
def _all_honorifics() -> frozenset[str]:
    sets = offices().words
    return sets["honorifics.men"] | sets["honorifics.women"] | sets["honorifics.either"]


def _place_words(words: Sequence[Word]) -> set[str]:
    """Words that the article uses as places: "in Tarn"."""
    return {w.low for i, w in enumerate(words) if i and w.capital and words[i - 1].low in ("in", "at", "near")}

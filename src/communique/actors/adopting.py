"""Names that nothing introduces as people, but that a later "he", "she" or "the envoy" must stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from communique.actors.clauses import gender_of_pronoun, place
from communique.actors.entities import Entity, Found
from communique.actors.names import Run
from communique.actors.roles import Role
from communique.actors.words import Word

_REACH = 2  # sentences back
_MANY = 6  # names looked at for one pronoun
_PLACED = frozenset("the in at near from off on of a an".split())
_ACTS = frozenset("is was has had will would could can may might must should does did".split())
_TOWNS = frozenset("new san santa saint los las fort port mount cape lake rio".split())  # how names of places begin
_COUNTED = frozenset("percent per million billion".split())
_LEADING = frozenset(("opening", "subject", "owner", "joined"))


def adopted(
    words: Sequence[Word], runs: Sequence[Run], roles: Sequence[Role], found: Sequence[Found], places: Collection[str]
) -> list[Run]:
    """The runs that must be people: subjects or owners shortly before a pronoun that no known person fits.

    ``found`` are the people known so far, ``places`` the words that the article uses as places.
    """
    search = _Search(words, runs, found, places)
    starts = {role.start: role for role in roles}
    more: list[Run] = []
    for i, word in enumerate(words):
        gender = gender_of_pronoun(word.low)
        role = starts.get(i)
        if gender or (role is not None and _definite(role)):
            more.extend(search.need(i, gender))
    return more


def _definite(role: Role) -> bool:
    bare = role.owner is None and role.possessive is None and not role.plural
    return bare and role.determiner == "the" and role.kind in ("office", "unnamed")


class _Search:
    """Known people and free names by place."""

    def __init__(
        self, words: Sequence[Word], runs: Sequence[Run], found: Sequence[Found], places: Collection[str]
    ) -> None:
        self.words = words
        self.places = places
        self.inner = {word.low for word in words if word.capital and not word.opens}
        self.taken = {mention.first for mention in found}
        self.late: list[tuple[int, str]] = []  # those that have become people
        self.known = sorted((mention.first, mention.entity.gender) for mention in found)
        self.free = [run for run in runs if run.first not in self.taken and self._nameable(run)]

    def _nameable(self, run: Run) -> bool:
        if run.body or run.place or (run.first and self.words[run.first - 1].low in _PLACED):
            return False
        if run.last - run.first > 1:
            return self._full(run)
        word = self.words[run.first]
        return len(word.text) > 2 and not word.text.isupper() and word.low not in self.places

    def _full(self, run: Run) -> bool:
        """Whether a name of several words may be a person's: no headline, no town, and something follows."""
        own = self.words[run.first : run.last]
        if len(own) > 4 or own[0].low in _TOWNS or own[-1].low in self.places or any(w.text == "I" for w in own):
            return False
        if all(word.text.isupper() for word in own) or run.last >= len(self.words):
            return False
        after = self.words[run.last]
        return own[-1].owner or after.text in ",(" or (after.text.islower() and after.low not in _COUNTED)

    def need(self, i: int, gender: str) -> list[Run]:
        """The names that become people because of the pronoun or, without ``gender``, the office at ``words[i]``."""
        sentence = self.words[i].sentence
        at = bisect_left(self.known, (i, ""))
        for first, known in self.known[max(0, at - _MANY) : at] + self.late[-_MANY:]:
            if self.words[first].sentence >= sentence - _REACH and (not gender or known in ("", gender)):
                return []
        fits = self._fitting(i, sentence, bool(gender))
        self.late.extend((run.first, "") for run in fits)
        self.taken.update(run.first for run in fits)
        return fits

    def _fitting(self, i: int, sentence: int, short: bool) -> list[Run]:
        """All full names of the nearest sentence that has one as its subject, else its nearest short name."""
        at = bisect_left(self.free, i, key=lambda run: run.first)
        near = [
            run for run in self.free[max(0, at - _MANY) : at] if self.words[run.first].sentence >= sentence - _REACH
        ]
        leading = [run for run in near if run.last <= i and self._place(run) in _LEADING]
        full = [run for run in leading if run.last - run.first > 1]
        if full:
            last = self.words[full[-1].first].sentence
            return [run for run in full if self.words[run.first].sentence == last]
        return [run for run in leading if self._short(run, i)][-1:] if short else []

    def _near(self, run: Run, sentence: int) -> bool:
        return run.first not in self.taken and self.words[run.first].sentence >= sentence - _REACH

    def _short(self, run: Run, i: int) -> bool:
        """Whether a word alone is surely a name: it acts, and is no word that only opens its sentence."""
        word, after = self.words[run.first], self.words[run.last]
        if word.quoted >= 0 or not (word.owner or after.low in _ACTS or after.low.endswith("ed")):
            return False
        if word.low in self.inner:
            return True
        if word.owner or word.sentence != self.words[i].sentence:
            return False
        nobody = bisect_left(self.known, (i, "")) == 0
        return nobody or self.words[i - 1].verbal

    def _place(self, run: Run) -> str:
        nobody = Entity(kind="person", name=run.name, key=run.name)
        return place(self.words, Found(first=run.first, last=run.last, entity=nobody, form="name", reason=""))

"""Pronouns back to who they stand for, by recency, gender, and place in the sentence."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence

from communique.actors import antecedents
from communique.actors.antecedents import Known
from communique.actors.clauses import fronted, gender_of_pronoun, place, told_gender
from communique.actors.entities import Entity, Found
from communique.actors.words import Word

THINGS = frozenset("it its itself".split())
MANY = frozenset("they them their theirs themselves".split())
OURS = frozenset("i me my mine myself we us our ours ourselves".split())
_MARKS = ("“", '"', "‘")
_SUBJECTS = frozenset("he she it they".split())
_REACH = 3  # sentences back; 12 sentences hold no more right antecedents than these in news
_MANY = 40  # mentions looked at in one sentence: no sentence of a report holds more
# What speaks for an antecedent, set on the development rows of GAP one at a time.
_BY_SENTENCE, _BY_WORD, _SUBJECT, _OFTEN = -0.5, -0.02, 1.5, 0.6
_BEFORE = 1.0  # a name that opens the sentence before
_NAMELESS = 1.0  # an office or somebody unnamed is less often told on about than a person
_STILL = 3.0  # who spoke in the sentence before a quotation; set by hand, as GAP holds no news
_LEADING = 2.2  # whose plan is the subject: "Norland's plan is Sudmark's loss, and it knows"; set by hand
_HERE = 1.5  # what is the subject of the same sentence, for "it"; set by hand
_PARTS = {"opening": "subject", "subject": "subject", "pronoun": "subject", "owner": "owner", "object": "object"}
_EMPTY_IT = frozenset(
    "clear unclear likely unlikely possible impossible time necessary important difficult hard easy too not expected "
    "unknown mandatory absolutely up worth".split()
)


def resolve(
    words: Sequence[Word],
    found: Sequence[Found],
    speakers: Mapping[int, Entity],
    turns: tuple[Mapping[int, Entity], Mapping[int, int]] = ({}, {}),
) -> list[Found]:
    """The pronoun mentions of the row.

    ``speakers`` maps a quotation's number to who speaks in it; ``turns`` is what :func:`speaking.turns` finds.
    """
    search = _Search(words, found, turns)
    more: list[Found] = []
    for i, word in enumerate(words):
        entity: Entity | None = None
        if (word.low in OURS and word.quoted >= 0 and not word.text.isupper()) or word.text == "I":
            entity = speakers.get(word.quoted)
            reason = "the speaker in a quotation"
        elif gender := gender_of_pronoun(word.low):
            entity, reason = search.person(i, gender, speakers.get(word.quoted)) or (None, "")
        elif word.low in THINGS and not _empty(words, i):
            entity, reason = search.side(i, several=False), "nearest state or body as subject"
        elif word.low in MANY:
            entity, reason = search.side(i, several=True), "nearest group as subject"
        else:
            continue
        if entity is not None:
            mention = Found(first=i, last=i + 1, entity=entity, form="pronoun", reason=reason)
            search.add(mention)
            more.append(mention)
    return more


def _empty(words: Sequence[Word], i: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that"."""
    after = [w.low for w in words[i + 1 : i + 4]]
    return (
        bool(after)
        and after[0] in ("is", "was", "would", "will", "remains", "may", "seems", "s", "had", "has")
        and any(low in _EMPTY_IT for low in after[1:])
    )


class _Search:
    """Mentions by sentence, and how often each actor has been mentioned so far."""

    def __init__(
        self, words: Sequence[Word], found: Sequence[Found], turns: tuple[Mapping[int, Entity], Mapping[int, int]]
    ) -> None:
        self.words = words
        self.spoke, self.again = dict(turns[0]), turns[1]
        self.by_sentence: dict[int, list[Found]] = {}
        for mention in found:
            self.add(mention)
        self.counts: Counter[int] = Counter()
        self.counted = 0
        self.order = sorted(found, key=lambda f: f.first)
        named = [f.entity for f in self.order if f.entity.kind == "person" and f.form == "name"]
        self.totals = Counter(map(id, named))
        self.people = len(named)
        self.first = named[0] if named else None
        for mention in self.order:
            if mention.entity.kind == "person" and not mention.entity.gender and mention.form == "name":
                mention.entity.gender = told_gender(words, mention.opening, mention.last)

    def add(self, mention: Found) -> None:
        """Takes a mention into account for pronouns that come later."""
        row = self.by_sentence.setdefault(self.words[mention.first].sentence, [])
        insort(row, mention, key=lambda m: m.first)

    def _count(self, i: int) -> None:
        while self.counted < len(self.order) and self.order[self.counted].first < i:
            self.counts[id(self.order[self.counted].entity)] += 1
            self.counted += 1

    def person(self, i: int, gender: str, speaker: Entity | None = None) -> tuple[Entity, str] | None:
        """Who "he" or "she" is, and why: the best person around it; learns the gender of one that had none.

        Never the ``speaker`` in whose words it stands, and nobody where "N and M" stand there together and both are
        known to fit.
        """
        self._count(i)
        rows = self.candidates(i, gender)
        still = self.spoke.get(self.again[i]) if i in self.again else None
        acting = {id(m.entity) for clues, m in rows if any(name == "clause object" for name, _ in clues)}
        ranked: list[tuple[float, int, Found]] = []
        for clues, mention in rows:
            if id(mention.entity) in acting or mention.entity is speaker:
                continue  # "N did not answer her": not N
            total = antecedents.weigh(clues) - (0.0 if mention.entity.kind == "person" else _NAMELESS)
            total += _STILL if mention.entity is still else 0.0
            ranked.append((total, mention.first, mention))
        if not ranked:
            return None
        best = max(ranked, key=lambda row: row[:2])
        entity = best[2].entity
        if any(self._paired(best[2], row[2], i) for row in ranked):
            return None
        entity.gender = entity.gender or gender
        if i in self.again:
            self.spoke[self.words[i].sentence] = entity
        self.counts[id(entity)] += 1
        return entity, self._reason(best[2], i)

    def _paired(self, mention: Found, other: Found, i: int) -> bool:
        """Whether two people of one gender are named as a pair in a sentence before: "N and M met. He said"."""
        first, second = sorted((mention, other), key=lambda m: m.first)
        if mention.entity is other.entity or not mention.entity.gender == other.entity.gender != "":
            return False
        pair = first.form == second.form == "name" and second.opening - first.last == 1
        earlier = self.words[second.first].sentence < self.words[i].sentence
        return pair and earlier and self.words[first.last].low == "and"

    def _reason(self, mention: Found, i: int) -> str:
        """In words, where the mention stands that a pronoun was put to."""
        if mention.first > i:
            return "fits best: named behind the phrase that opens the sentence"
        back = self.words[i].sentence - self.words[mention.first].sentence
        where = ("this sentence", "the sentence before", "two sentences before", "three sentences before")[min(back, 3)]
        return f"fits best: {_PARTS.get(place(self.words, mention), 'named')} in {where}"

    def candidates(self, i: int, gender: str) -> list[tuple[list[tuple[str, float]], Found]]:
        """The mentions that the pronoun ``words[i]`` may stand for, each with its clues."""
        fits = [(m, d) for m, d in self._before(i) if self._fits(m.entity, gender)]
        fits += [(m, 0) for m in self._ahead(i, gender)]
        seen: dict[int, int] = {}
        for mention, _ in sorted(fits, key=lambda f: -f[0].first):
            seen.setdefault(id(mention.entity), len(seen))
        return [(list(antecedents.clues(self.words, m, i, self._known(m, d, gender, seen))), m) for m, d in fits]

    def _known(self, mention: Found, distance: int, gender: str, seen: Mapping[int, int]) -> Known:
        key = id(mention.entity)
        return Known(
            gender=gender,
            distance=distance,
            between=seen[key],
            count=self.counts[key],
            topic=self.totals[key] / max(1, self.people),
            first=self.first is mention.entity,
        )

    def _fits(self, entity: Entity, gender: str) -> bool:
        if entity.kind not in ("person", "office", "unnamed"):
            return False
        return entity.gender in ("", gender)

    def _ahead(self, i: int, gender: str) -> list[Found]:
        """The names that follow a phrase with the pronoun in front of its sentence: "In his speech, N said"."""
        if not fronted(self.words, i):
            return []
        row = self.by_sentence.get(self.words[i].sentence, [])
        at = bisect_left(row, i + 1, key=lambda m: m.first)
        after = (m for m in row[at : at + 3] if m.form == "name" and not self.words[m.last - 1].owner)
        return [m for m in after if self._fits(m.entity, gender) and self._comma(i, m)]

    def _comma(self, i: int, mention: Found) -> bool:
        return any(word.text == "," for word in self.words[max(i + 1, mention.opening - 2) : mention.opening])

    def side(self, i: int, *, several: bool) -> Entity | None:
        """Which state, body or group "it" or "they" is: a subject of this or the sentence before."""
        self._count(i)
        kinds = ("state", "organisation") if not several else ("unnamed", "group", "organisation", "state")
        best: tuple[float, int, Entity] | None = None
        for mention, distance in self._before(i):
            entity = mention.entity
            if entity.kind not in kinds or distance > 1 or mention.form == "demonym":
                continue
            if several and entity.kind in ("unnamed", "group") and entity.gender != "p":
                continue
            if distance == 1 and not self._subject(mention):
                continue
            score = self._score(mention, distance, i) + (0.8 if several and entity.gender == "p" else 0.0)
            if distance == 0 and not several and self.words[i].quoted < 0 and self._subject(mention):
                score += _HERE
            if distance == 0 and not several and self._leads(mention):
                score += _LEADING
            if several and entity.kind in ("state", "organisation"):
                score -= 1.2
            if best is None or (score, mention.first) > best[:2]:
                best = (score, mention.first, entity)
        return best[2] if best is not None else None

    def _leads(self, mention: Found) -> bool:
        """Whether a possessive opens its sentence, but for a "but"."""
        at = mention.opening
        opens = at == 0 or self.words[at].opens or (self.words[at - 1].opens and self.words[at - 1].verbal)
        return self.words[mention.last - 1].owner and opens

    def _before(self, i: int) -> list[tuple[Found, int]]:
        sentence = self.words[i].sentence
        rows: list[tuple[Found, int]] = []
        for distance in range(_REACH + 1):
            nearest = self.by_sentence.get(sentence - distance, [])[-_MANY:] if distance else self._current(i)
            rows.extend((m, distance) for m in nearest)
        return rows

    def _current(self, i: int) -> list[Found]:
        """The mentions before word ``i`` in its own sentence."""
        row = self.by_sentence.get(self.words[i].sentence, [])
        at = bisect_left(row, i, key=lambda m: m.first)
        return [m for m in row[max(0, at - _MANY) : at] if m.last <= i]

    def _score(self, mention: Found, distance: int, i: int) -> float:
        score = _BY_SENTENCE * distance + _BY_WORD * min(i - mention.first, 40)
        score += _SUBJECT if self._subject(mention) else 0.0
        score += _BEFORE if distance == 1 and mention.form == "name" and self.words[mention.opening].opens else 0.0
        score += _OFTEN * min(self.counts[id(mention.entity)], 4)
        last = self.words[mention.last - 1]
        quoted_here, quoted_there = self.words[i].quoted >= 0, last.quoted >= 0
        if quoted_here != quoted_there:
            score -= 2.5 if quoted_there and distance <= 1 else 0.7
        if distance == 0 and self.words[i].low in ("him", "her") and mention.last >= i - 2:
            score -= 0.5
        return score

    def _subject(self, mention: Found) -> bool:
        """Whether a mention is likely a subject: a verb follows, and no preposition stands before."""
        if mention.form == "pronoun":
            return self.words[mention.first].low in _SUBJECTS
        i = mention.opening
        opening = i == 0 or self.words[i - 1].sentence != self.words[i].sentence
        if opening:
            return not self.words[mention.last - 1].owner
        before = self.words[i - 1].low
        if before in (
            "of",
            "to",
            "with",
            "by",
            "for",
            "from",
            "against",
            "on",
            "in",
            "at",
            "between",
            "about",
            "told",
            "and",
        ):
            return False
        quoting = mention.last < len(self.words) and self.words[mention.last].text in _MARKS  # "N “has done nothing”"
        after = self.words[mention.last + quoting] if mention.last + quoting < len(self.words) else None
        if after is None or self.words[mention.last - 1].owner:
            return False
        return after.text == "," or (
            after.text.islower() and after.low not in ("of", "to", "with", "by", "for", "from", "in", "at")
        )

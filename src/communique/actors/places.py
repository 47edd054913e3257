"""Which hits of the lexicon stand for a state or body, and which only name a place or are part of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set

from communique.actors.entities import Entity, Found
from communique.actors.lexicon import Hit, Lexicon, Sense
from communique.actors.words import Word
from communique.vocabulary.offices import offices

_IN = frozenset("in at near outside around across inside through throughout toward towards via beyond off".split())
_TO = frozenset("to from into for leave left leaving visited visiting visit reached reaching".split())
_MOVING = frozenset(
    "flew fly travel travelled traveled travelling traveling went go going gone came come coming return returned "
    "returning reported reporting trip visit visited arrive arrived arriving left move moved head headed heading drove "
    "driving taken brought sent send back flight train road bus sailed journey home invited fled based born".split()
)
_MOVEMENTS = frozenset("coalition front movement resistance brotherhood alliance".split())
_DASHES = "—–-"
_DIRECTIONS = frozenset("north south east west".split())
_KINDS = frozenset(
    "military western regional political defence defense trade economic transatlantic european security armed".split()
)
_TREATIES = frozenset("agreement accord accords protocol convention treaty summit talks conference declaration".split())

_REASONS = {"name": "its name", "demonym": "its people or adjective", "metonym": "its government by another name"}


def clean(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that are part of a person's or an outlet's name, each with one sense where one fits."""
    kept = [hit for hit in hits if not _named_so(words, hit)]
    counts = Counter(s.polity for hit in kept if len(hit.senses) == 1 for s in hit.senses)
    return [hit._replace(senses=_senses(lexicon, hit, counts)) for hit in kept]


def _named_so(words: Sequence[Word], hit: Hit) -> bool:
    sets = offices().words
    given = sets["given.men"] | sets["given.women"]
    after = words[hit.last] if hit.last < len(words) else None
    owner = words[hit.last - 1].owner
    if after is not None and not owner and after.capital and after.sentence == words[hit.first].sentence:
        if after.low in ("times", "post", "herald", "gazette", "telegraph", "university", "review", "mirror"):
            return True
        if words[hit.first].low in given and hit.last == hit.first + 1 and after.low not in sets["names.ordinary"]:
            return True
    if hit.senses[0].form == "demonym" and _of_a_movement(words, hit):
        return True
    before = words[hit.first - 1] if hit.first else None
    if before is None or not before.capital or before.sentence != words[hit.first].sentence:
        return False
    return before.low in given and not before.owner and hit.senses[0].form in ("name", "capital")


def _of_a_movement(words: Sequence[Word], hit: Hit) -> bool:
    """ "The Norlandic National Coalition", "the Norlandic Salvation Front": no state, nor anything of a state."""
    at = hit.last
    while at < len(words) and words[at].sentence == words[hit.first].sentence and words[at].capital:
        at += 1
    return at - hit.last > 1 and words[at - 1].low in _MOVEMENTS


def _senses(lexicon: Lexicon, hit: Hit, counts: Counter[int]) -> tuple[Sense, ...]:
    """One sense where only one is right: the polity that the article mentions most by other words."""
    if len(hit.senses) == 1:
        return hit.senses
    ranked = sorted(hit.senses, key=lambda s: (-counts[s.polity], s.polity))
    if counts[ranked[0].polity] > counts[ranked[1].polity]:
        return (ranked[0],)
    names = [lexicon.polities[s.polity].name for s in ranked]
    if "Democratic Republic of the Congo" in names or not counts[ranked[0].polity]:
        capital = [s for s in hit.senses if s.form == "capital"]
        return tuple(capital[:1]) or hit.senses
    return hit.senses


def is_place(words: Sequence[Word], hits: Sequence[Hit], number: int) -> bool:
    """Whether a capital or building is only where something is: "in X", "X —" at the head of a report."""
    hit = hits[number]
    first = words[hit.first]
    after = words[hit.last] if hit.last < len(words) else None
    if first.opens and _dateline(words, hit):
        return True
    if after is not None and not words[hit.last - 1].owner and after.low in _TREATIES:
        return True
    i = hit.first - 1
    if i >= 0 and words[i].low == "the":
        i -= 1
    if i < 0 or words[i].sentence != first.sentence:
        return False
    low = words[i].low
    if low in _IN:
        return True
    if low in _TO:
        return any(words[k].low in _MOVING for k in range(max(0, i - 4), i + 1))
    if low in ("and", ",") and number and hits[number - 1].last == i:
        return hits[number - 1].senses[0].form in ("capital", "metonym") and is_place(words, hits, number - 1)
    return False


def _dateline(words: Sequence[Word], hit: Hit) -> bool:
    """Whether a hit at the head of a sentence is followed by a dash, a bracket, or a comma and a date."""
    ahead = words[hit.last : hit.last + 4]
    if not ahead or ahead[0].owner:
        return False
    if ahead[0].text in _DASHES and ahead[0].start > words[hit.last - 1].end:
        return True
    if ahead[0].text == "(":
        return True
    months = offices().words["names.calendar"]
    return (ahead[0].text == "," and len(ahead) > 1 and ahead[1].low in months) or (
        words[hit.first].text.isupper() and len(words[hit.first].text) > 4
    )


def short_forms(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], shipped: int) -> list[Hit]:
    """The hits with "the Front", "the alliance": generic words that only one polity of the article can mean.

    "The Commission" is that of the only body of the article that has one, though nothing more is said of it.
    """
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    seen: dict[int, int] = {}
    for hit in hits:
        for sense in hit.senses:
            seen.setdefault(sense.polity, hit.first)
    more: list[Hit] = []
    for i, word in enumerate(words):
        if word.low in lexicon.short and i not in taken and _may_be_short(words, i):
            fits = [n for n in lexicon.short[word.low] if seen.get(n, len(words)) < i]
            if not fits and word.capital:
                fits = [n for n in lexicon.short[word.low] if n in seen or n >= shipped]
            if not fits and word.capital and not _of_another(words, taken, word.low):
                owners = {lexicon.ids[n] for n in seen}
                organs = (n for n in lexicon.short[word.low] if lexicon.sides[n] != lexicon.ids[n])
                fits = [n for n in organs if lexicon.sides[n] in owners]
            if len(fits) == 1:
                more.append(Hit(i, i + 1, (Sense(fits[0], "name"),)))
    return sorted([*hits, *more])


def _of_another(words: Sequence[Word], taken: Set[int], low: str) -> bool:
    """Whether a body that no list knows is called so: "Northern Shelf Commission"."""
    return any(
        word.low == low and word.capital and i and i not in taken and words[i - 1].capital and not words[i - 1].opens
        for i, word in enumerate(words)
    )


def _of_what_kind(words: Sequence[Word], i: int) -> bool:
    """ "The military alliance", "the 12-nation bloc"."""
    before = [word.low for word in words[max(0, i - 4) : i]]
    sized = before[-2:-1] == ["-"] and before[-1] in ("nation", "member", "country", "state")
    kind = before[-2:-1] == ["the"] and (before[-1] in _KINDS or before[-1].endswith(("-nation", "-member", "-state")))
    return before[:1] == ["the"] if sized else kind


def _may_be_short(words: Sequence[Word], i: int) -> bool:
    if words[i].low in _DIRECTIONS:
        pair = [word.low for word in words[i + 1 : i + 3]]
        if not words[i].capital or (pair[:1] == ["and"] and _DIRECTIONS.intersection(pair)):
            return words[i].capital  # "North and South Korea"
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.capital and not words[i].owner and after.sentence == words[i].sentence:
        return False
    if after is not None and after.low == "of" and not words[i].capital:
        return False
    before = words[i - 1] if i else None
    if _of_what_kind(words, i):
        return True
    if i > 1 and words[i - 2].low == "of" and words[i].capital and words[i - 2].sentence == words[i].sentence:
        return words[i - 3].capital is False if i > 2 else True
    if before is not None and before.low in ("the", "both") and before.sentence == words[i].sentence:
        return True
    if before is not None and before.low in ("a", "an") and words[i].capital and after is not None:
        return after.low in offices().words["people.unnamed"]  # "a Commission spokeswoman"
    return (
        words[i].capital
        and (before is None or not before.capital or before.sentence != words[i].sentence)
        and (after is not None and after.verbal and after.text.islower())
    )


def standing(words: Sequence[Word], hits: Sequence[Hit], entity: Callable[[int], Entity]) -> Iterator[Found]:
    """Where states and bodies are mentioned, not only as places; ``entity`` makes a polity an actor."""
    for number, hit in enumerate(hits):
        if len(hit.senses) != 1:
            continue
        sense = hit.senses[0]
        if sense.form in ("capital", "metonym") and is_place(words, hits, number):
            continue
        form = {"capital": "metonym"}.get(sense.form, sense.form)
        if hit.last < len(words) and words[hit.last].joined and words[hit.last].text.islower():
            form = "demonym"
        yield Found(first=hit.first, last=hit.last, entity=entity(sense.polity), form=form, reason=_REASONS[form])

"""Runs of capitalised words: which are people, which are bodies, which are neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from communique.actors.words import Word, sentence_case
from communique.vocabulary.offices import offices

_DIRECTIONS = frozenset("northern southern eastern western central north south east west".split())
_ADJECTIVES = frozenset("led run born made held wide area era type like free only rich poor bent".split())
_ALSO_NAMES = frozenset("jan jun may april june august".split())  # months that people are called, too
_UNIONS = frozenset("union federation association guild confederation brotherhood".split())
_OPENING = _UNIONS | frozenset("league chamber council alliance society syndicate committee".split())
_WITHIN = frozenset("of and for the".split())
_LONGEST = 10  # words of a body's name
_SHORTENED = frozenset("mr mrs ms dr gen col st lt sen rep gov".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Capitalised words at ``words[first:last]`` that read as one name. ``body`` says that it names an organisation."""

    first: int
    last: int
    name: str
    body: bool = False
    place: bool = False
    honorific: str = ""


def runs(words: Sequence[Word], taken: Sequence[int], titles: frozenset[int]) -> list[Run]:
    """All runs of the row that no hit has taken (``taken[i] < 0``) and that are no words of a title."""
    lowered = {w.text for w in words if w.text.islower()}
    words = sentence_case(words)
    found: list[Run] = []
    unions = bodies(words, taken)
    stops = titles | unions.keys()
    i = 0
    while i < len(words):
        if i in unions:
            name = " ".join(word.text for word in words[i : unions[i]] if word.verbal)
            found.append(Run(first=i, last=unions[i], name=name, body=True))
            i = unions[i]
            continue
        if taken[i] >= 0 or not words[i].capital or i in titles:
            i += 1
            continue
        last = _extent(words, taken, stops, i)
        for first, end in _parts(words, i, last):
            run = _run(words, first, end, lowered, titled=first - 1 in titles)
            if run is not None:
                found.append(run)
        i = max(last, i + 1)
    return found


def bodies(words: Sequence[Word], taken: Sequence[int]) -> dict[int, int]:
    """Where names of bodies with small words in them begin and end: "Dockers' and Stevedores' Union"."""
    found = _unions(words, taken)
    for first, last in (*_of_many(words, taken), *_confirmed(words, taken)):
        if all(first >= end or last <= start for start, end in found.items()):
            found[first] = last
    return found


def _of_many(words: Sequence[Word], taken: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names of bodies of many: "Federation of Rail and Port Workers"."""
    for first, word in enumerate(words[:-2]):
        if word.capital and word.low in _OPENING and taken[first] < 0 and words[first + 1].low == "of":
            last = _whole(words, taken, first)
            if last - first > 2 and words[last - 1].low.endswith("s"):
                yield first, last


def _whole(words: Sequence[Word], taken: Sequence[int], first: int) -> int:
    """Where a name that goes on behind small words ends."""
    last = at = first + 1
    while at < min(len(words), first + _LONGEST) and words[at].sentence == words[first].sentence and taken[at] < 0:
        if words[at].capital and words[at].text[0].isalpha():
            last = at + 1
        elif words[at].low not in _WITHIN:
            break
        if words[at].owner:
            break
        at += 1
    return last


def _confirmed(words: Sequence[Word], taken: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names with small words in them that the initials in brackets behind them spell."""
    for last in range(3, len(words)):
        spelt, at = initials(words, last), last
        while spelt and at and last - at < _LONGEST:
            before = words[at - 1]
            if taken[at - 1] >= 0 or before.sentence != words[last].sentence:
                break
            if before.capital and before.low[0] == spelt[-1]:
                spelt = spelt[:-1]
            elif before.low not in _WITHIN:
                break
            at -= 1
        if at < last and not spelt and any(word.low in _WITHIN for word in words[at:last]):
            yield at, last


def initials(words: Sequence[Word], at: int) -> str:
    """The initials in brackets at ``at``, or ""."""
    if at + 2 >= len(words) or words[at].text != "(" or words[at + 2].text != ")":
        return ""
    text = words[at + 1].text
    return words[at + 1].low if text.isupper() and len(text) > 1 else ""


def _unions(words: Sequence[Word], taken: Sequence[int]) -> dict[int, int]:
    """Where the names of unions begin and end: "Dockers' and Stevedores' Union", "Port Workers Federation"."""
    found = {}
    for end, word in enumerate(words):
        if word.low not in _UNIONS or not word.capital or taken[end] >= 0:
            continue
        start = end
        while start and taken[start - 1] < 0 and words[start - 1].low != "the" and _unites(words, start - 1):
            start -= 1
        many = words[end - 1] if words[end - 1].verbal else words[end - 2]
        if start < end and words[start].capital and many.low.endswith("s"):
            found[start] = end + 1
    return found


def _unites(words: Sequence[Word], i: int) -> bool:
    """Whether word ``i`` belongs to the name of a union that ends behind it."""
    if words[i].sentence != words[i + 1].sentence:
        return False
    if words[i].capital:
        return words[i].text[0].isalpha()
    return i > 0 and (
        words[i - 1].owner if words[i].text in "'’" else words[i].low == "and" and not words[i - 1].verbal
    )


def _extent(words: Sequence[Word], taken: Sequence[int], titles: Set[int], first: int) -> int:
    """Where the run that starts at ``first`` ends."""
    particles, ordinary = offices().words["names.particles"], offices().words["names.ordinary"]
    i = first + 1
    while i < len(words) and words[i].sentence == words[first].sentence and taken[i] < 0 and i not in titles:
        if words[i - 1].owner or (words[i].opens and i > first):
            break
        plain = words[i].low in ordinary and len(words[i].low) > 1
        if words[i].capital and words[i].text[0].isalpha() and (not plain or _month_named(words, i)):
            i += 1
        elif _capital_at(words, i + 1) and (
            words[i].low in particles or (words[i].text == "." and len(words[i - 1].text) == 1)
        ):
            i += 1  # a particle, or the stop of an initial
        elif (
            (words[i].text == "." and words[i - 1].low in _SHORTENED)
            or (words[i].text == "-" and words[i - 1].end == words[i].start)
            or _second(words, i)
        ):
            i += 1
        else:
            break
    return i


def _month_named(words: Sequence[Word], i: int) -> bool:
    """Whether a word that is a month, too, ends a name: "Mrs May", "Ana May"."""
    before = words[i - 1].low
    given = offices().words["given.men"] | offices().words["given.women"]
    dated = i + 1 < len(words) and words[i + 1].text[:1].isdigit()
    return (
        words[i].low in _ALSO_NAMES and words[i].capital and not dated and (bool(_honorific(before)) or before in given)
    )


def _parts(words: Sequence[Word], first: int, last: int) -> list[tuple[int, int]]:
    """A run of capitals cut where a rank introduces a name, or where a body stands before the name of its head.

    "Tarn Sen. Orla Venn", "the Salt Commission Lin Jize said".
    """
    for i in range(last - 3, first, -1):
        if words[i].low in _SHORTENED - {"st", "mr", "mrs", "ms", "dr"} and words[i + 1].text == ".":
            return [(i, last)]
    sets = offices().words
    for i in (last - 3, last - 4):
        if i > first and words[i].low in sets["names.bodies"] and not any(_bodily(w.low) for w in words[i + 1 : last]):
            speaks = last < len(words) and words[last].low in sets["names.speaking"]
            given = words[i + 1].low in sets["given.men"] | sets["given.women"] | sets["names.families"]
            return [(first, i + 1), (i + 1, last)] if speaks or given else [(first, last)]
    return [(first, last)]


def _second(words: Sequence[Word], i: int) -> bool:
    """Whether a small word belongs to a double first name: the "ho" of "Min-ho", not the "led" of "Tarn-led"."""
    word = words[i]
    bound = word.joined and word.start == words[i - 1].end + 1
    return bound and word.text.islower() and len(word.text) <= 4 and word.low not in _ADJECTIVES


def _capital_at(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].capital


def _run(words: Sequence[Word], first: int, last: int, lowered: set[str], *, titled: bool = False) -> Run | None:
    sets = offices().words
    honorific = ""
    while first < last:
        word = words[first]
        low = word.low
        if honorific and low in _ALSO_NAMES and last - first == 1:
            break
        kind = _honorific(low) or (_gendered(low) if word.opens and last - first > 2 else "")
        if kind and last - first > 1:
            honorific = honorific or kind
        elif low in _DIRECTIONS and last - first > 2 and _bodily(words[last - 1].low):
            break  # "Southern Salt Forum"
        elif not (low in sets["names.ordinary"] or (word.opens and low in lowered) or word.text == "." or (
            low.endswith("day") and low in sets["names.calendar"] and last - first > 1
        )):  # fmt: skip
            break
        first += 1
    dated = last < len(words) and words[last].text[:1].isdigit()
    many = last - first == 2 if titled else _month_named(words, last - 1) if last > 1 else False
    named = many and not dated and words[last - 1].low in _ALSO_NAMES
    while first < last and not named and (not words[last - 1].verbal or words[last - 1].low in sets["names.calendar"]):
        last -= 1
    if first >= last or (words[first].low in sets["names.calendar"] and not named):
        return None
    if last - first == 1 and words[first].low in _SHORTENED:
        return None  # "Mr" is nobody's name
    lows = [words[i].low for i in range(first, last)]
    name = " ".join(w.text for w in words[first:last] if w.verbal)
    many = last - first > 1
    return Run(
        first=first,
        last=last,
        name=name,
        body=many and any(_bodily(low) for low in (lows[-1], lows[0])),
        place=lows[-1] in sets["names.places"] or lows[0] in sets["names.places"],
        honorific=honorific,
    )


def _bodily(low: str) -> bool:
    sets = offices().words
    return any(low in sets[key] for key in ("names.bodies", "names.movements", "names.companies", "names.outlets"))


def _gendered(low: str) -> str:
    """The gender of "Actress" before a full name."""
    sets = offices().words
    return "m" if low in sets["people.men"] else "f" if low in sets["people.women"] else ""


def _honorific(low: str) -> str:
    sets = offices().words
    if low in sets["honorifics.men"]:
        return "m"
    if low in sets["honorifics.women"]:
        return "f"
    return "?" if low in sets["honorifics.either"] else ""

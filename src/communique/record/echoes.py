"""Counts that independent reports tell in much the same words, whatever they are counted in.

"Norland is holding 214 soldiers, by its list" and, elsewhere, "is holding 241 soldiers, by the list": what is counted
is the same because the sentences are. What is done daily, with the same words each time, is told apart by its day.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from communique.data import Article, Figure
from communique.record.comparing import MONEY, PEOPLE_AND_ARMS, counted_as, fit, things
from communique.record.happenings import fates
from communique.record.likeness import Bag, ordinal, stems
from communique.record.support import Voices, independent
from communique.record.vouching import sentence_of

_NEAR = 7  # days between two reports of one state of affairs
_SHARED = 3  # words of content that two sentences share ...
_FEW = 2  # ... or so many, where they share a name as well
_RATIO = 5  # by which two answers to one question differ at most
_EVENT = re.compile(
    r"\b(?:shot|struck|hit|fired|launched|arrested|killed|attacked|destroyed|crossed|arrived|landed|fell|rose|gained|"
    r"climbed|dropped|jumped|slipped|marched|gathered|opened|closed|traded|won|lost|freed|released|carried|intercepted|"
    r"downed|now|currently|so\sfar|waiting)\b"
)
# What differs between two askings or two days.
_OTHER = re.compile(
    r"\b(?:polls?|surveys?|respondents|votes?|voters|turnout|shares|stocks|index|futures|yields?)\b", re.IGNORECASE
)
_FORMER = re.compile(  # "up from 40", "after 60 on Monday"
    r"\b(?:from|after|previously|initially|originally|compared\s(?:with|to))\s(?:[a-z]+\s){0,2}$", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:demand|ask|offer|propos|seek|want|request|bill|bid|would|could|(?-i:may)|might|will|should|plan)\w{0,5}\b",
    re.I,
)
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w’-]{2,}")
# Who says so contradicts another count.
_DENIED = re.compile(
    r"\bnot\sthe\s(?:figure|number|amount|sum)\b|\b(?:fraction|half|third)\sof\swhat\b|\b(?:inflated|exaggerated)\b|"
    r"\b(?:not|never)\sconfirm\w{0,3}\sth(?:e|at)\s(?:figure|number)|\bdeni\w{2,3}\shaving\b|\bcontrary\sto\b",
    re.IGNORECASE,
)
_AT_MOST = ("no more than", "not more than", "at most")
_PLAIN = stems(
    "according claim claims claimed count counts counted estimate estimated estimates put puts figure figures number "
    "official officials ministry minister government spokesman spokeswoman percent million billion thousand hundred "
    "least since still only reports report reported total year years month months week weeks day days today "
    "yesterday people dead statement authorities agency including include includes items item"
)
_HEAD = 10  # words before a sum in which it is told what it is for
_BESIDE = 40  # code points before a count in which its verb stands, half as many behind it
_LINES = 1 << 15  # sentences remembered: those of the copies of one story come one after another
_SHORT = 6  # words of content: a sentence with fewer leans on the one before it


class _Told(NamedTuple):
    """A count, the day of its report, the words and names of its sentence, and what it speaks of."""

    figure: Figure
    day: int
    words: Bag
    names: Bag
    opening: Bag
    event: bool
    asked: bool
    denied: bool
    fates: Bag
    head: Bag


class Echoes:
    """The counts of one unit by the words around them; what is known of an article stays until it is taken again."""

    def __init__(self, unit: str) -> None:
        self._rate = " per " in unit  # rates are few, and names tell them apart
        self._told: dict[str, _Told] = {}
        self._of: dict[str, list[str]] = {}
        self._lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._denied: set[str] = set()
        self._beside: dict[str, set[str]] = {}
        self._linked: set[str] = set()

    def take(self, article_id: str, article: Article | None, figures: Iterable[Figure]) -> None:
        """Take what an article claims in this unit for what it claimed."""
        for name in self._of.pop(article_id, ()):
            told = self._told.pop(name)
            self._denied.discard(name)
            for word in self._keys(told):
                line = self._lines[word]
                del line[bisect_left(line, (told.day, name))]
            self._linked.discard(name)
            for other in self._beside.pop(name):
                self._beside[other].discard(name)
                if not self._beside[other]:
                    self._linked.discard(other)
        for told in () if article is None else _all_told(article, figures):
            name = told.figure.id
            beside = self._beside[name] = {other for other in self._near(told) if _one_thing(told, self._told[other])}
            for other in beside:
                self._beside[other].add(name)
            self._linked |= beside | ({name} if beside else set())
            self._told[name] = told
            self._of.setdefault(article_id, []).append(name)
            if told.denied:
                self._denied.add(name)
            for word in self._keys(told):
                insort(self._lines[word], (told.day, name))

    def _keys(self, told: _Told) -> Bag:
        return told.words | told.names if self._rate else told.words

    def _near(self, told: _Told) -> Iterable[str]:
        """The counts so far that may be told in much the same words."""
        if told.denied:
            return list(self._told)
        shared: Counter[str] = Counter()
        for word in self._keys(told):
            line = self._lines.get(word, [])
            first = bisect_left(line, (told.day - _NEAR, ""))
            shared.update([name for _, name in line[first : bisect_left(line, (told.day + _NEAR + 1, ""))]])
        return {name for name, many in shared.items() if many >= _FEW} | self._denied

    def pairs(self, voices: Voices, told: Callable[[str], Set[float]]) -> Iterator[tuple[Figure, Figure]]:
        """Pairs that cannot both hold, by independent reports; ``told`` gives all values that an article tells.

        Those that others join already are left out: what hangs together is one question.
        """
        above: dict[str, str] = {}

        def top(name: str) -> str:
            while name in above:
                name = above[name]
            return name

        for name in sorted(self._linked):
            one = self._told[name].figure
            for other in sorted(self._beside[name]):
                figure = self._told[other].figure
                if other < name or top(name) == top(other):
                    continue
                apart = independent([{one.article_id}, {figure.article_id}], voices)
                if apart and one.value not in told(figure.article_id) and figure.value not in told(one.article_id):
                    above[top(other)] = top(name)
                    yield one, figure


class _Line(NamedTuple):
    """What a sentence tells by itself: copies share most of theirs."""

    words: Bag
    names: Bag
    opening: Bag
    fates: Bag
    asked: bool
    denied: bool


@lru_cache(maxsize=_LINES)
def _line(sentence: str) -> _Line:
    return _Line(
        words=_content(sentence),
        names=frozenset(match[0][:6].casefold() for match in _NAME.finditer(sentence)),
        opening=stems(sentence.split(maxsplit=1)[0]),
        fates=fates(sentence),
        asked=_ASKED.search(sentence) is not None,
        denied=_DENIED.search(sentence) is not None,
    )


def _all_told(article: Article, figures: Iterable[Figure]) -> Iterator[_Told]:
    day = ordinal(article.published)
    told = [] if day is None else [f for f in figures if not _FORMER.search(article.text, *_ahead(f, _BESIDE))]
    sentences = [sentence_of(article.text, figure) for figure in told]
    many = Counter(sentences)
    for figure, sentence in zip(told, sentences, strict=True):
        if many[sentence] > 1 or _OTHER.search(sentence) is not None:
            continue  # of a list each counts something else
        line = _line(sentence.lstrip('. \n“"'))
        unit = stems(figure.anchor.exact) | stems(figure.unit or "")
        words = line.words - unit
        if len(words) < _SHORT:
            words |= _content(_before(article.text, figure)) - unit
        start, end = _ahead(figure, _BESIDE)
        beside = article.text[start:end], article.text[figure.anchor.end : figure.anchor.end + _BESIDE // 2]
        people = counted_as(figure.unit or "") in PEOPLE_AND_ARMS
        most = (figure.hedge or "").casefold() in _AT_MOST and (people or " per " in (figure.unit or ""))
        yield _Told(
            figure=figure,
            day=day or 0,
            words=words,
            names=line.names,
            opening=line.opening,
            event=any(_EVENT.search(some) for some in beside),
            asked=line.asked,
            denied=most or line.denied,
            fates=line.fates,
            head=_content("~ " + " ".join(article.text[slice(*_ahead(figure, 2 * _BESIDE))].split()[-_HEAD:])),
        )


def _ahead(figure: Figure, many: int) -> tuple[int, int]:
    """So much of the text before a figure."""
    return max(0, figure.anchor.start - many), figure.anchor.start


def _content(sentence: str) -> Bag:
    """The words of a sentence that tell of things, without names: the first one is none."""
    lower = (word for at, word in enumerate(sentence.split()) if not at or not word[:1].isupper())
    return frozenset(word for word in stems(" ".join(lower)) - _PLAIN if not word[0].isdigit())


def _before(story: str, figure: Figure) -> str:
    """The sentence before that of a figure, in its paragraph."""
    ahead = story[: story.rfind(". ", 0, figure.anchor.start) + 1]
    return ahead[max(ahead.rfind(". ", 0, -1), ahead.rfind("\n")) + 1 :].lstrip()


def _one_thing(a: _Told, b: _Told) -> bool:
    """Whether two counts are of one thing: so much is said alike, and no name, day or size speaks against it."""
    if abs(a.day - b.day) > _NEAR or fit(a.figure, b.figure):
        return False
    if a.names and b.names and a.names.isdisjoint(b.names) and not (a.denied or b.denied):
        return False
    named = not things(a.figure).isdisjoint(things(b.figure)) or len(a.head & b.head) >= _FEW
    if (a.figure.unit or "") in MONEY and not named:
        return False
    if not _enough(a, b, len(a.words & b.words), len((a.names | a.opening) & (b.names | b.opening))):
        return False
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    days = a.figure.when is None or b.figure.when is None or a.figure.when == b.figure.when
    return high <= _RATIO * low and days and (a.day == b.day or not (a.event or b.event))


def _enough(a: _Told, b: _Told, words: int, names: int) -> bool:
    """Whether so many words and names in common are enough: of sums that are asked or offered it takes more."""
    unit = a.figure.unit or ""
    fate = bool(a.fates & b.fates)
    if a.denied or b.denied:  # "not the figure that Norland gave"
        people = counted_as(unit) in PEOPLE_AND_ARMS or " per " in unit
        return words + names + fate >= (1 if people else _FEW)
    if " per " in unit and not (a.asked or b.asked):
        return words + names >= _FEW and (words > 0 or unit.partition(" per ")[0] not in MONEY)
    if a.asked or b.asked:
        return words >= _SHARED and names > 0
    return words >= (_FEW if names else _SHARED)

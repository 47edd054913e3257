"""Which tellings stand beside each other, and how likely each pair is one act: what ``kinship`` and ``weighing`` tell
of one pair, for all pairs at once.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from communique.compiling import Array, compiled

# What a sheet has of each telling: numbers, -1 for none; flags; from the articles on, and of the beginnings of its
# time, which row. Its date is the rank of the day that it stands under; "since" is that of the first day from which
# another may tell the same act. It is vague where it may do so at any time. Its day is the ordinal of its report's day.
# Of what was known on that day, which row tells how much words weigh, and how much those of sentences.
(
    _DATE, _SINCE, _VAGUE, _DAY, _WHEN, _BEGINNINGS, _FAMILY, _WORDY, _CODE, _MODALITY, _NEGATED, _HISTORY, _ISSUE,
    _NAMED, _SPEAKER, _PERSON, _ALONE, _ARTICLES, _WORDS, _SENTENCE, _CONTEXT, _SAID, _ADDRESSED, _SIDES, _RECIPIENTS,
    _NUMBERS, _KNOWN, _KNOWN_SENTENCES,
) = range(COLUMNS := 28)  # fmt: skip

OF_TALKS, SAME_WORDS, TOLD_TWICE = -1, 4, 5
"""Why two are one act: of talks, which are not weighed here, much the same words, told twice by one author; from 0 to 3
words alike, and with 1 the issue, with 2 the day, with 3 both."""


class Rows(NamedTuple):
    """Sorted rows of numbers: the n-th is ``items[begins[n] : begins[n + 1]]``."""

    begins: Array
    items: Array


class Weights(NamedTuple):
    """How much each number that is a word weighs on a day, up to ``begin`` what it weighs on that one.

    It has ``reached`` so many counts by then; ``worth`` has a column for each count, and a row for each number of bags.
    """

    reached: Rows
    worth: Array
    begin: int


class Grounds(NamedTuple):
    """What pairs are weighed by: ``words``, and those of ``sentences``, by their weights.

    ``near`` says which families are taken
    for each other, ``talks`` is the family of talks, or -1. ``signs`` are the weights of what speaks for and against
    one act (:class:`communique.record.kinship.Signs`).
    """

    words: Weights
    sentences: Weights
    near: Array
    talks: int
    signs: Any
    bias: float
    little: float
    around: float
    window: int
    least: float
    on_issue: float
    within_article: float


@compiled
def pairs(
    sheet: Array, rows: Rows, grounds: Grounds, keys: Rows, free: Array, back: int
) -> tuple[Array, Array, Array, Array]:
    """The pairs of tellings that may be one act: the earlier, the later, how likely (log-odds) and why.

    Each telling, in order of time, stands beside the last ``back`` before it under each of its ``keys``; under one
    that is not ``free`` only those near in time. What can be no act weighs -inf. Talks are told of, not weighed.
    """
    lengths = _lengths(sheet, rows, grounds)
    found = _beside(sheet, rows, keys, free, back)
    likely, why = np.empty(len(found), np.float64), np.empty(len(found), np.int8)
    kept = 0
    for at in range(len(found)):
        one, other = found[at, 0], found[at, 1]
        a, b, long = sheet[one], sheet[other], lengths[one] * lengths[other]
        if a[_FAMILY] == grounds.talks and b[_FAMILY] == grounds.talks:
            why[kept], likely[kept] = OF_TALKS, 0.0
        elif _meet(rows, a[_ARTICLES], b[_ARTICLES]):
            why[kept], likely[kept] = TOLD_TWICE, _told_twice(a, b, rows, grounds, long)
        elif _can_be(a, b, rows, grounds.near, grounds.window):
            why[kept], likely[kept] = _weighed(a, b, rows, grounds, long)
        else:
            continue
        found[kept] = found[at]
        kept += 1
    return found[:kept, 0], found[:kept, 1], likely[:kept], why[:kept]


@compiled
def _beside(sheet: Array, rows: Rows, keys: Rows, free: Array, back: int) -> Array:
    """Each telling after those that it stands beside, in order."""
    begins = np.zeros(len(free) + 1, np.int64)
    for key in keys.items:
        begins[key + 1] += 1
    begins = np.cumsum(begins)
    ends, line = begins.copy(), np.empty(len(keys.items), np.int32)
    asked = np.full(len(sheet), -1, np.int32)
    found, size = np.empty((4 * len(sheet) + 16, 2), np.int32), 0
    for b in range(len(sheet)):
        under = keys.items[keys.begins[b] : keys.begins[b + 1]]
        for key in under:
            for a in line[max(begins[key], ends[key] - back) : ends[key]]:
                if asked[a] == b:
                    continue
                near = free[key] or sheet[a, _VAGUE] or sheet[a, _DATE] >= sheet[b, _SINCE]
                if near or _meet(rows, sheet[a, _ARTICLES], sheet[b, _ARTICLES]):
                    asked[a] = b
                    if size == len(found):
                        found = _longer(found, 2 * size)
                    found[size, 0], found[size, 1] = a, b
                    size += 1
        for key in under:
            line[ends[key]] = b
            ends[key] += 1
    return found[:size]


@compiled
def _longer(some: Array, room: int) -> Array:
    made = np.empty((room, *some.shape[1:]), some.dtype)
    made[: len(some)] = some
    return made


@compiled
def _meet(rows: Rows, one: int, other: int) -> bool:
    """Whether two rows have a number in common."""
    i, j = rows.begins[one], rows.begins[other]
    while i < rows.begins[one + 1] and j < rows.begins[other + 1]:
        if rows.items[i] == rows.items[j]:
            return True
        if rows.items[i] < rows.items[j]:
            i += 1
        else:
            j += 1
    return False


@compiled
def _empty(rows: Rows, row: int) -> bool:
    return bool(rows.begins[row + 1] == rows.begins[row])


@compiled
def _holds(rows: Rows, row: int, one: int) -> bool:
    begin, end = rows.begins[row], rows.begins[row + 1]
    while begin < end:
        middle = (begin + end) // 2
        if rows.items[middle] < one:
            begin = middle + 1
        else:
            end = middle
    return bool(begin < rows.begins[row + 1] and rows.items[begin] == one)


@compiled
def _days_fit(a: Array, b: Array, rows: Rows) -> bool:
    if a[_WHEN] < 0 or b[_WHEN] < 0:
        return True
    return _holds(rows, a[_BEGINNINGS], b[_WHEN]) or _holds(rows, b[_BEGINNINGS], a[_WHEN])


@compiled
def _can_be(a: Array, b: Array, rows: Rows, near: Array, window: int) -> bool:
    if not near[a[_FAMILY], b[_FAMILY]] or a[_NEGATED] != b[_NEGATED]:
        return False
    far = a[_DAY] >= 0 and b[_DAY] >= 0 and abs(a[_DAY] - b[_DAY]) > window
    if far and not (a[_HISTORY] and b[_HISTORY]) and (a[_WHEN] < 0 or a[_WHEN] != b[_WHEN]):
        return False
    if not _meet(rows, a[_SIDES], b[_SIDES]) or not _days_fit(a, b, rows):
        return False
    if _empty(rows, a[_RECIPIENTS]) or _empty(rows, b[_RECIPIENTS]) or _meet(rows, a[_RECIPIENTS], b[_RECIPIENTS]):
        return True
    return _meet(rows, a[_SENTENCE], b[_ADDRESSED]) and _meet(rows, b[_SENTENCE], a[_ADDRESSED])


@compiled
def _weight(weights: Weights, word: int, on: tuple[int, int]) -> int:
    """How much a word weighs on a day, of which it was known how many bags there were."""
    day, known = on
    count = 0
    for at in range(weights.reached.begins[word], weights.reached.begins[word + 1]):
        if weights.reached.items[at] > day:
            break
        count += 1
    return int(weights.worth[known, count])


@compiled
def _on(telling: Array, weights: Weights, known: int) -> tuple[int, int]:
    """As of when words weigh in a telling."""
    return max(telling[_DAY], weights.begin), telling[known]


@compiled
def _lengths(sheet: Array, rows: Rows, grounds: Grounds) -> Array:
    """The roots of the weights of the words of each telling, of those of its sentence, and of those around it."""
    lengths = np.empty((len(sheet), 3), np.float64)
    for at in range(len(sheet)):
        telling = sheet[at]
        lengths[at, 0] = _length(rows, grounds.words, telling[_WORDS], _on(telling, grounds.words, _KNOWN))
        on = _on(telling, grounds.sentences, _KNOWN_SENTENCES)
        lengths[at, 1] = _length(rows, grounds.sentences, telling[_SENTENCE], on)
        lengths[at, 2] = _length(rows, grounds.sentences, telling[_CONTEXT], on)
    return lengths


@compiled
def _length(rows: Rows, weights: Weights, row: int, on: tuple[int, int]) -> float:
    total = 0
    for word in rows.items[rows.begins[row] : rows.begins[row + 1]]:
        total += _weight(weights, word, on)
    return float(np.sqrt(total))


@compiled
def _alike(rows: Rows, weights: Weights, a: Array, b: Array, bag: int, known: int, long: float) -> float:
    """The weight of what two tellings both hold, where it is less, over the geometric mean of their weights.

    The product of the two lengths is how ``long`` they are.
    """
    here, there = _on(a, weights, known), _on(b, weights, known)
    i, j, both = rows.begins[a[bag]], rows.begins[b[bag]], 0
    while i < rows.begins[a[bag] + 1] and j < rows.begins[b[bag] + 1]:
        if rows.items[i] == rows.items[j]:
            both += min(_weight(weights, rows.items[i], here), _weight(weights, rows.items[i], there))
            i += 1
            j += 1
        elif rows.items[i] < rows.items[j]:
            i += 1
        else:
            j += 1
    return both / long if both else 0.0


@compiled
def _besides(a: Array, b: Array, rows: Rows, weights: Weights, bag: int) -> float:
    """How alike two tellings are in a bag of the words around them, but for the words of what is said to be done."""
    here, there = _on(a, weights, _KNOWN_SENTENCES), _on(b, weights, _KNOWN_SENTENCES)
    both = first = second = 0
    for word in rows.items[rows.begins[a[bag]] : rows.begins[a[bag] + 1]]:
        if not (_holds(rows, a[_SAID], word) or _holds(rows, b[_SAID], word)):
            weight = _weight(weights, word, here)
            first += weight
            both += min(weight, _weight(weights, word, there)) if _holds(rows, b[bag], word) else 0
    for word in rows.items[rows.begins[b[bag]] : rows.begins[b[bag] + 1]]:
        if not (_holds(rows, a[_SAID], word) or _holds(rows, b[_SAID], word)):
            second += _weight(weights, word, there)
    return both / (np.sqrt(first) * np.sqrt(second)) if both else 0.0


@compiled
def _told_twice(a: Array, b: Array, rows: Rows, grounds: Grounds, long: Array) -> float:
    if a[_FAMILY] != b[_FAMILY] or not _meet(rows, a[_SIDES], b[_SIDES]) or not _days_fit(a, b, rows):
        return -np.inf
    alike = _alike(rows, grounds.words, a, b, _WORDS, _KNOWN, long[0])
    same = a[_CODE] == b[_CODE] and a[_ISSUE] >= 0 and a[_ISSUE] == b[_ISSUE] and a[_SPEAKER] == b[_SPEAKER]
    least = grounds.on_issue if same and not _other_number(a, b, rows) else grounds.within_article
    return alike if alike >= least else -np.inf


@compiled
def _other_number(a: Array, b: Array, rows: Rows) -> bool:
    one, other = a[_NUMBERS], b[_NUMBERS]
    return not (_empty(rows, one) or _empty(rows, other) or _meet(rows, one, other))


@compiled
def _weighed(a: Array, b: Array, rows: Rows, grounds: Grounds, long: Array) -> tuple[int, float]:
    words = _alike(rows, grounds.words, a, b, _WORDS, _KNOWN, long[0])
    issue = a[_ISSUE] >= 0 and a[_ISSUE] == b[_ISSUE]
    speaker = a[_SPEAKER] >= 0 and a[_SPEAKER] == b[_SPEAKER]
    code = a[_CODE] == b[_CODE]
    sentences, signs = grounds.sentences, grounds.signs
    if words < grounds.little and not (speaker and issue and code):
        near = _besides(a, b, rows, sentences, _SENTENCE)
        if near < grounds.around:
            near = _besides(a, b, rows, sentences, _CONTEXT)
        if near < grounds.around:
            return 0, -np.inf
    if a[_HISTORY] and b[_HISTORY]:
        between = 0
    elif a[_DAY] < 0 or b[_DAY] < 0:
        between = grounds.window
    else:
        between = min(abs(a[_DAY] - b[_DAY]), 7)
    day = a[_WHEN] >= 0 and a[_WHEN] == b[_WHEN]
    odds = signs.words * words
    odds += signs.sentence * _alike(rows, sentences, a, b, _SENTENCE, _KNOWN_SENTENCES, long[1])
    odds += signs.context * _alike(rows, sentences, a, b, _CONTEXT, _KNOWN_SENTENCES, long[2])
    odds += signs.code * code
    odds += signs.family * (a[_FAMILY] == b[_FAMILY])
    odds += signs.issue * issue
    odds += signs.other_issue * (a[_NAMED] and b[_NAMED] and a[_ISSUE] != b[_ISSUE])
    odds += signs.speaker * speaker
    odds += signs.other_speaker * (a[_PERSON] and b[_PERSON] and a[_SPEAKER] != b[_SPEAKER])
    odds += signs.day * day
    odds += signs.days_between * between
    odds += signs.alone * (a[_ALONE] and b[_ALONE])
    odds += signs.number * _meet(rows, a[_NUMBERS], b[_NUMBERS])
    odds += signs.other_number * _other_number(a, b, rows)
    odds += signs.of_words * (a[_WORDY] and b[_WORDY])
    odds += signs.manner * (a[_MODALITY] == b[_MODALITY])
    odds += grounds.bias
    if odds < grounds.least:
        return 0, -np.inf
    return SAME_WORDS if words >= 0.5 else int(issue) + 2 * int(day), odds

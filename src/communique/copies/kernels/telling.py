"""What two stories tell alike, sentence by sentence."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


@compiled
def told(
    stems: Array,
    owners: Array,
    own: Array,
    weights: Array,
    other: tuple[Array, Array, Array, Array, Array],
    shape: tuple[int, int],
) -> tuple[Array, Array, Array]:
    """For each sentence of one story and each of another the weight of the stems of both, and how many these are.

    The stems of the one stand in its sentences ``owners``, with their ``weights``; only its ``own`` count. The
    ``other`` is told by ``known, begins, order, others, open``: it has the stem ``known[k]`` at the places
    ``order[begins[k] : begins[k + 1]]``, in its sentences ``others``. What is not ``open`` there goes into the third
    table, by its weight.
    """
    known, begins, order, others, open_ = other
    same, words, said = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for k in range(len(stems)):
        at = np.searchsorted(known, stems[k])
        if not own[k] or at == len(known) or known[at] != stems[k]:
            continue
        i = owners[k]
        for place in order[begins[at] : begins[at + 1]]:
            j = others[place]
            if open_[place]:
                same[i, j] += weights[k]
                words[i, j] += 1
            else:
                said[i, j] += weights[k]
    return same, words, said


@compiled
def strange(facts: Array, sounds: Array, known: Array, heard: Array) -> int:
    """How many names and numbers of one story the other lacks under any spelling.

    The one has the stems ``facts``, which sound like ``sounds`` (-1 for a number); the other has the stems ``known``,
    and what is ``heard`` in it.
    """
    found = 0
    for k in range(len(facts)):
        if _holds(known, facts[k]):
            continue
        alike = False
        for sound in heard:
            alike |= sound == sounds[k] and sound >= 0
        found += not alike
    return found


@compiled
def weights(
    stems: Array,
    one: tuple[Array, Array, Array],
    other: tuple[Array, Array, Array],
    sentences: int,
    named: float,
) -> Array:
    """What each of the ``stems`` of one story weighs: the more the fewer ``sentences`` of the two stories hold it.

    Each story tells by ``known, begins, facts`` that ``begins[k + 1] - begins[k]`` of its sentences hold the stem
    ``known[k]``, and which stems are its names and numbers, which weigh a share as ``named``.
    """
    known, begins, facts = one
    theirs, others, beside = other
    weight = np.empty(len(known), np.float64)
    for k in range(len(known)):
        held = begins[k + 1] - begins[k]
        at = np.searchsorted(theirs, known[k])
        if at < len(theirs) and theirs[at] == known[k]:
            held += others[at + 1] - others[at]
        weight[k] = np.log(sentences / held)
        if _holds(facts, known[k]) or _holds(beside, known[k]):
            weight[k] *= named
    found = np.empty(len(stems), np.float64)
    for k in range(len(stems)):
        found[k] = weight[np.searchsorted(known, stems[k])]
    return found


@compiled
def _holds(known: Array, one: int) -> bool:
    at = np.searchsorted(known, one)
    return bool(at < len(known) and known[at] == one)

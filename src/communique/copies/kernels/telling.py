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

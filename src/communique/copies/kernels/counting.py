"""How much sets of hashes have in common."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


@compiled
def common(hashes: Array, begins: Array, first: Array, second: Array, distinct: Array, shared: Array) -> None:
    """How many distinct members each pair of the multisets ``hashes[begins[i]:begins[i + 1]]`` has in common.

    The pairs must be sorted by ``second``, whose members are put in a hash table once. To ``distinct`` is added the
    number of distinct members of each set in a pair, to ``shared`` that of each pair.
    """
    slots = _slots(np.max(np.diff(begins))) if len(begins) > 1 else 1
    table = np.empty(slots, hashes.dtype)
    filled = np.full(slots, -1, np.int32)  # which set filled a slot last, so that nothing needs to be cleared
    seen = np.full(slots, -1, np.int32)  # which pair has counted a slot
    paired = np.zeros(len(begins) - 1, np.bool_)
    for pair in range(len(first)):
        paired[first[pair]] = paired[second[pair]] = True
    pair = 0
    for owner in range(len(paired)):
        if not paired[owner]:
            continue
        mask = _slots(begins[owner + 1] - begins[owner]) - 1
        for k in range(begins[owner], begins[owner + 1]):
            at = _slot(table, filled, owner, hashes[k], mask)
            distinct[owner] += filled[at] != owner
            filled[at] = owner
            table[at] = hashes[k]
        while pair < len(second) and second[pair] == owner:
            for k in range(begins[first[pair]], begins[first[pair] + 1]):
                at = _slot(table, filled, owner, hashes[k], mask)
                if filled[at] == owner and seen[at] != pair:
                    seen[at] = pair
                    shared[pair] += 1
            pair += 1


@compiled
def holders(hashes: Array, begins: Array, wanted: Array) -> Array:
    """How many of the multisets ``hashes[begins[i]:begins[i + 1]]`` hold each of the ``wanted``, which are distinct."""
    slots = _slots(len(wanted))
    table = np.empty(slots, hashes.dtype)
    filled = np.full(slots, -1, np.int32)
    which = np.empty(slots, np.int32)
    seen = np.full(slots, -1, np.int32)  # which set has counted a slot
    for k in range(len(wanted)):
        at = _slot(table, filled, 0, wanted[k], slots - 1)
        filled[at], table[at], which[at] = 0, wanted[k], k
    count = np.zeros(len(wanted), np.int64)
    for owner in range(len(begins) - 1):
        for k in range(begins[owner], begins[owner + 1]):
            at = _slot(table, filled, 0, hashes[k], slots - 1)
            if filled[at] == 0 and seen[at] != owner:
                seen[at] = owner
                count[which[at]] += 1
    return count


@compiled
def _slots(members: int) -> int:
    """How many slots a table for so many members has: a power of two, at most half of them used."""
    slots = 16
    while slots < 2 * members:
        slots *= 2
    return slots


@compiled
def _slot(table: Array, filled: Array, owner: int, value: np.unsignedinteger, mask: int) -> np.int64:
    """The slot of ``owner``'s table that holds ``value``, or the free one where it belongs."""
    at = np.int64(value) & mask
    while filled[at] == owner and table[at] != value:
        at = (at + 1) & mask
    return at

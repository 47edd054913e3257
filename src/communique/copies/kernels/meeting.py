"""Which owners of postings meet."""

from __future__ import annotations

import numpy as np

from communique.copies.kernels.compiling import Array, compiled


@compiled
def packed(hashes: Array, begins: Array, first: int, bits: int) -> Array:
    """The first 33 bits of each hash, and its owner in the last ``bits``.

    The hashes ``hashes[begins[n]:begins[n + 1]]`` are those of the owner ``first + n``.
    """
    out = np.empty(len(hashes), np.uint64)
    for owner in range(len(begins) - 1):
        for k in range(begins[owner], begins[owner + 1]):
            out[k] = (hashes[k] >> np.uint64(31) << np.uint64(bits)) | np.uint64(first + owner)
    return out


@compiled
def grouped(postings: Array, bits: int) -> Array:
    """The postings sorted by their hash: a radix sort, stable, three passes over the 33 bits above the owner's."""
    other = np.empty_like(postings)
    for shift in (bits, bits + 11, bits + 22):
        ends = np.zeros(2049, np.int64)
        for k in range(len(postings)):
            ends[(postings[k] >> np.uint64(shift) & np.uint64(2047)) + np.uint64(1)] += 1
        ends = np.cumsum(ends)
        for k in range(len(postings)):
            digit = postings[k] >> np.uint64(shift) & np.uint64(2047)
            other[ends[digit]] = postings[k]
            ends[digit] += 1
        postings, other = other, postings
    return postings


@compiled
def runs(postings: Array, bits: int, owners: int) -> tuple[Array, Array, Array]:
    """Of sorted postings: where the run of equal hashes begins in which each stands, its owner, how many each has."""
    begins, held = np.empty(len(postings), np.int32), np.empty(len(postings), np.int32)
    counts = np.zeros(owners, np.int64)
    begin = np.int32(0)
    for k in range(len(postings)):
        if k and postings[k] >> np.uint64(bits) != postings[k - 1] >> np.uint64(bits):
            begin = np.int32(k)
        owner = np.int32(postings[k] & np.uint64((1 << bits) - 1))
        begins[k], held[k] = begin, owner
        counts[owner] += 1
    return begins, held, counts


@compiled
def places(owners: Array, begins: Array, out: Array) -> None:
    """Where each posting of each owner stands in the sorted postings, of which ``owners`` are the owners."""
    cursor = begins[:-1].copy()
    for place in range(len(owners)):
        owner = owners[place]
        out[cursor[owner]] = place
        cursor[owner] += 1


@compiled
def met(
    index: tuple[Array, Array, Array, Array],
    since: Array,
    days: Array,
    who: Array,
    hits: int,
    near: int,
    star: bool,
    share: float,
    best: int,
) -> Array:
    """Rows (earlier, later, shared grams): the owners ``who`` with those before them.

    ``index`` holds the postings in order of gram and owner: where the run of equal grams begins in which each stands,
    the owner of each, the places of each owner's postings, and where those begin. For the rest see
    :func:`communique.copies.candidates.pairs`.
    """
    begins = index[3]
    count = np.zeros(len(begins) - 1, np.int32)
    touched = np.empty(len(begins) - 1, np.int32)
    found = np.empty((1024, 3), np.int32)
    total = 0
    for owner in who:
        many = _count(index, since, days, owner, near, star, count, touched)
        mine = begins[owner + 1] - begins[owner]
        kept = 0
        for k in range(many):
            one = touched[k]
            if count[one] >= hits and count[one] >= share * min(mine, begins[one + 1] - begins[one]):
                touched[kept] = one
                kept += 1
            else:
                count[one] = 0
        partners = _best(np.sort(touched[:kept]), count, begins, mine, best)
        if total + len(partners) > len(found):
            grown = np.empty((2 * (total + len(partners)), 3), np.int32)
            grown[:total] = found[:total]
            found = grown
        for one in partners:
            found[total, 0], found[total, 1], found[total, 2] = one, owner, count[one]
            total += 1
        for one in touched[:kept]:
            count[one] = 0
    return found[:total]


@compiled
def _count(
    index: tuple[Array, Array, Array, Array],
    since: Array,
    days: Array,
    owner: int,
    near: int,
    star: bool,
    count: Array,
    touched: Array,
) -> int:
    """Count for each earlier owner the grams by which ``owner`` meets it; how many are ``touched``."""
    runs, owners, places, begins = index
    many = 0
    for k in range(begins[owner], begins[owner + 1]):
        place = places[k]
        begin = runs[place]
        if place - begin > near and not star:
            continue
        nearest = max(begin, place - near)
        for other in range(nearest, place):
            one = owners[other]
            if count[one] == 0:
                touched[many] = one
                many += 1
            count[one] += 1
        if nearest > begin:
            first = _first(owners, days, begin, nearest, since[owner])
            if first < nearest:
                one = owners[first]
                if count[one] == 0:
                    touched[many] = one
                    many += 1
                count[one] += 1
    return many


@compiled
def _first(owners: Array, days: Array, low: int, high: int, since: int) -> int:
    """The first place from ``low`` on whose owner is not of before the day ``since``; ``high`` where there is none."""
    while low < high:
        middle = (low + high) // 2
        if days[owners[middle]] < since:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _best(partners: Array, count: Array, begins: Array, mine: int, best: int) -> Array:
    """The ``best`` of the partners by the share of the shorter one's grams that is shared, in their order.

    Of equal shares the earliest partner comes first.
    """
    if len(partners) <= best:
        return partners
    shares = np.empty(len(partners), np.float64)
    for k in range(len(partners)):
        one = partners[k]
        shares[k] = -count[one] / min(mine, begins[one + 1] - begins[one])
    return np.sort(partners[np.argsort(shares, kind="mergesort")[:best]])

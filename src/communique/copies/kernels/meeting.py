"""Which owners of postings meet."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


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
def without_doubles(postings: Array, bits: int, first: int, owners: int) -> tuple[Array, Array]:
    """Sorted postings, each once, and how many are left to each of so many owners from ``first`` on."""
    counts = np.zeros(owners, np.int64)
    kept = 0
    for k in range(len(postings)):
        if k == 0 or postings[k] != postings[k - 1]:
            postings[kept] = postings[k]
            counts[np.int64(postings[k] & np.uint64((1 << bits) - 1)) - first] += 1
            kept += 1
    return postings[:kept], counts


@compiled
def runs(postings: Array, bits: int, owners: int) -> tuple[Array, Array, Array, Array]:
    """Of sorted postings: where the run of equal hashes begins in which each stands, and the owner of each.

    Also the places of those of each owner which have another before them in their run, one owner after the other, and
    where those of each owner begin among these.
    """
    begins, held = np.empty(len(postings), np.int32), np.empty(len(postings), np.int32)
    ends = np.zeros(owners + 1, np.int64)
    begin = np.int32(0)
    for k in range(len(postings)):
        if k and postings[k] >> np.uint64(bits) != postings[k - 1] >> np.uint64(bits):
            begin = np.int32(k)
        owner = np.int32(postings[k] & np.uint64((1 << bits) - 1))
        begins[k], held[k] = begin, owner
        ends[owner + 1] += begin < k
    ends = np.cumsum(ends)
    cursor = ends.copy()
    places = np.empty(ends[-1], np.int32)
    for k in range(len(postings)):
        if begins[k] < k:
            places[cursor[held[k]]] = k
            cursor[held[k]] += 1
    return begins, held, places, ends


@compiled
def met(
    index: tuple[Array, Array, Array, Array],
    sizes: Array,
    since: Array,
    days: Array,
    hits: int,
    near: int,
    star: bool,
    share: float,
    best: int,
) -> Array:
    """Rows (earlier, later, shared grams): each owner with those before it.

    ``index`` is what :func:`runs` made, ``sizes`` is how many postings each owner has. For the rest see
    :func:`communique.copies.candidates.pairs`.
    """
    count = np.zeros(len(sizes), np.int32)
    touched = np.empty(len(sizes), np.int32)
    found = np.empty((1024, 3), np.int32)
    total = 0
    for owner in range(len(sizes)):
        many = _count(index, since, days, owner, near, star, count, touched)
        kept = 0
        for k in range(many):
            one = touched[k]
            if count[one] >= hits and count[one] >= share * min(sizes[owner], sizes[one]):
                touched[kept] = one
                kept += 1
            else:
                count[one] = 0
        partners = _best(np.sort(touched[:kept]), count, sizes, owner, best)
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
def _best(partners: Array, count: Array, sizes: Array, owner: int, best: int) -> Array:
    """The ``best`` of the partners by the share of the shorter one's grams that is shared, in their order.

    Of equal shares the earliest partner comes first.
    """
    if len(partners) <= best:
        return partners
    shares = np.empty(len(partners), np.float64)
    for k in range(len(partners)):
        one = partners[k]
        shares[k] = -count[one] / min(sizes[owner], sizes[one])
    return np.sort(partners[np.argsort(shares, kind="mergesort")[:best]])

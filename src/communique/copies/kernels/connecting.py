"""What hangs together by pairs of numbers."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


@compiled
def connected(first: Array, second: Array, count: int) -> Array:
    """For each number below ``count`` the least of those that it is connected with by any number of pairs."""
    least = np.arange(count)
    for pair in range(len(first)):
        one, other = first[pair], second[pair]
        while least[one] != one:
            least[one] = one = least[least[one]]
        while least[other] != other:
            least[other] = other = least[least[other]]
        least[max(one, other)] = min(one, other)
    for number in range(count):
        least[number] = least[least[number]]  # of a lesser number it is known by now
    return least

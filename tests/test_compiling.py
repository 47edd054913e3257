"""Kernels that are compiled when they are first called."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


def test_a_compiled_function_gives_what_the_plain_one_gives() -> None:
    """Compiling changes nothing but the time."""

    def total(numbers: Array) -> int:
        found = 0
        for number in numbers:
            found += number
        return found

    numbers = np.arange(7)
    assert compiled(total)(numbers) == total(numbers) == 21

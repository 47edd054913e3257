"""Kernels that are compiled when they are first called."""

from __future__ import annotations

import subprocess
import sys

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


@compiled
def doubled(number: int) -> int:
    """A number twice."""
    return 2 * number


@compiled
def fourfold(number: int) -> int:
    """Twice twice."""
    return doubled(doubled(number))


def test_a_compiled_function_calls_another() -> None:
    """Whichever is called first."""
    assert (fourfold(3), doubled(3)) == (12, 6)


def test_numba_is_loaded_by_the_first_call() -> None:
    """Who only shows a case does not load it: it is large."""
    asked = "import sys, communique.web; print('numba' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"

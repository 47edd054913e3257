"""The loops over every sign, gram and posting, compiled by numba: nothing here knows an article, only arrays.

Compiled once a machine, when first called, and kept beside the package or in numba's own cache folder. Import this
inside the functions that call it: numba takes a third of a second to load, which only those who compare should pay.
"""

from communique.copies.kernels.aligning import equal_runs
from communique.copies.kernels.connecting import connected
from communique.copies.kernels.counting import common, holders, merged
from communique.copies.kernels.hashing import fingerprint, read, rolled
from communique.copies.kernels.meeting import grouped, met, packed, runs, without_doubles
from communique.copies.kernels.telling import told

__all__ = [
    "common",
    "connected",
    "equal_runs",
    "fingerprint",
    "grouped",
    "holders",
    "merged",
    "met",
    "packed",
    "read",
    "rolled",
    "runs",
    "told",
    "without_doubles",
]

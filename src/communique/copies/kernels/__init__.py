"""The loops over every sign, gram and posting, compiled by numba: nothing here knows an article, only arrays.

Compiled once a machine, when first called, and kept beside the package or in numba's own cache folder. Until then
numba is not loaded, which takes a third of a second.
"""

from communique.copies.kernels.aligning import equal_runs
from communique.copies.kernels.connecting import connected
from communique.copies.kernels.counting import common, holders
from communique.copies.kernels.hashing import fingerprint, read, rolled
from communique.copies.kernels.meeting import grouped, met, packed, runs, without_doubles
from communique.copies.kernels.profiling import facts, neighbours, places, stems
from communique.copies.kernels.seriating import cheapest, inserted
from communique.copies.kernels.telling import strange, told, weights

__all__ = [
    "cheapest",
    "common",
    "connected",
    "equal_runs",
    "facts",
    "fingerprint",
    "grouped",
    "holders",
    "inserted",
    "met",
    "neighbours",
    "packed",
    "places",
    "read",
    "rolled",
    "runs",
    "stems",
    "strange",
    "told",
    "weights",
    "without_doubles",
]

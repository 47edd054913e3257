"""The loops over every pair of tellings, compiled by numba: nothing here knows a telling, only arrays."""

from communique.record.kernels.pairing import COLUMNS, OF_TALKS, SAME_WORDS, TOLD_TWICE, Grounds, Rows, Weights, pairs

__all__ = ["COLUMNS", "OF_TALKS", "SAME_WORDS", "TOLD_TWICE", "Grounds", "Rows", "Weights", "pairs"]

"""What hangs together by pairs: for asking who may carry an error or what is one story, never for lineages."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from communique.copies import kernels
from communique.copies.known import taken_apart


def connected(codes: Collection[int], count: int) -> list[int]:
    """For each article number below ``count`` the least that it is connected with by pairs, given by their codes."""
    found: list[int] = kernels.connected(*taken_apart(np.fromiter(codes, np.int64, len(codes))), count).tolist()
    return found

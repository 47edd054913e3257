"""What the heads for acts tell of: codes, modalities, and the PLOVER roots into which PLOVER folds the two."""

from __future__ import annotations

from typing import get_args

from communique.data import Modality
from communique.vocabulary.codebook import codes

QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
VERBAL = ("REQUEST", "REJECT", "ACCUSE")  # roots that an announced act keeps
CODES = tuple(codes())
MODALITIES: tuple[str, ...] = get_args(Modality)
ROOTS = tuple(sorted(QUAD))


def folded(code: str, modality: str) -> str | None:
    """The PLOVER root of a code with a modality, as PLOVER folds it; None where it has none."""
    row = codes()[code]
    if not row.plover:
        return None
    root = "YIELD" if row.plover in ("CONCEDE", "RETREAT") else row.plover
    if modality in ("future", "conditional", "hypothetical") and root not in VERBAL:
        return "AGREE" if row.quad in (1, 2) else "THREATEN"
    if modality == "negated" and row.quad in (1, 2):
        return "REJECT"
    return root


FOLDED = tuple(tuple(folded(code, modality) for modality in MODALITIES) for code in CODES)
"""The root of each code (rows) with each modality."""

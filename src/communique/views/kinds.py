"""The four kinds of acts: cooperation or conflict, in words or in deeds (the quad classes of the codebook)."""

from __future__ import annotations

from communique.vocabulary.codebook import codes

KINDS = ("cooperation-words", "cooperation-deeds", "conflict-words", "conflict-deeds")
"""In the order of the quad classes 1 to 4."""


def kind_of(code: str) -> str:
    """What kind of act a code is; what a newer codebook calls by another name is taken for words."""
    known = codes().get(code)
    return KINDS[known.quad - 1] if known else KINDS[0]

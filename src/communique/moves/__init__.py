"""moves: what each statement and each sentence does at the table."""

from communique.moves.coding import Options, code

__all__ = ["Options", "code"]

"""The case file: one SQLite database, plain tables, and the way in and out of them."""

from communique.store.checking import Damage, damages
from communique.store.file import DERIVED, Merged, Store

__all__ = ["DERIVED", "Damage", "Merged", "Store", "damages"]

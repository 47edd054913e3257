"""The case file: one SQLite database, plain tables, and the way in and out of them."""

from communique.store.checking import Damage, damages
from communique.store.file import DERIVED, Store

__all__ = ["DERIVED", "Damage", "Store", "damages"]

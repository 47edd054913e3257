"""The case file: one SQLite database, plain tables, and the way in and out of them."""

from communique.store.checking import Damage, damages
from communique.store.file import DERIVED, Merged, Store
from communique.store.working import Work, Working, work_of

__all__ = ["DERIVED", "Damage", "Merged", "Store", "Work", "Working", "damages", "work_of"]

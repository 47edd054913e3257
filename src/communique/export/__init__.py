"""A case as files."""

from communique.export.jsonl import write_jsonl
from communique.export.objects import LISTS, objects

__all__ = ["LISTS", "objects", "write_jsonl"]

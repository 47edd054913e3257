"""Parsing: what the shipped encoder sees in each paragraph, read once."""

from communique.parsing.model import ABSENT
from communique.parsing.reading import Options, assemble, available, parse, parse_texts, sight, windows_of

__all__ = ["ABSENT", "Options", "assemble", "available", "parse", "parse_texts", "sight", "windows_of"]

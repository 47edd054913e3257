"""Parsing: what the shipped encoder sees in each paragraph, read once."""

from communique.parsing.model import ABSENT
from communique.parsing.reading import Options, assemble, available, model_name, parse, parse_texts, windows_of

__all__ = ["ABSENT", "Options", "assemble", "available", "model_name", "parse", "parse_texts", "windows_of"]

"""Statements: who is reported to have said what, as source, cue and content."""

from communique.statements.extracting import Options, extract

__all__ = ["Options", "extract"]

"""The sourced brief: one text about the state of the talks, as Markdown, HTML or a Word document."""

from communique.report.writing import ENDINGS, write

__all__ = ["ENDINGS", "write"]

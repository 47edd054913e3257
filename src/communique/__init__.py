"""Communique reads the overlapping news coverage of a negotiation and keeps one sourced record of it.

>>> from communique import Case
>>> case = Case("talks.communique")  # doctest: +SKIP
>>> case.add("reports/")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.case import Case
    from communique.filters import Filter
    from communique.pipeline import Options

__all__ = ["Case", "Filter", "Options"]

_HOMES = {"Case": "communique.case", "Filter": "communique.filters", "Options": "communique.pipeline"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """The public names, imported when first asked for: ``communique --help`` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

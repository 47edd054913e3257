"""The web page of a case, on this machine only."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.web.app import application
    from communique.web.served import Served
    from communique.web.serving import serve

__all__ = ["Served", "application", "serve"]

_HOMES = {
    "Served": "communique.web.served",
    "application": "communique.web.app",
    "serve": "communique.web.serving",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """The public names, imported when first asked for: the processes beside the server need none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

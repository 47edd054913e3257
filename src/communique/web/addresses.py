"""The addresses of the pages."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def address(path: str, /, *parts: str, **asked: object) -> str:
    """A link on the page: ``path`` with further ``parts``, and what is asked for, where anything is."""
    full = "/".join([path.rstrip("/"), *(quote(part, safe="") for part in parts)]) or "/"
    query = urlencode({name: value for name, value in asked.items() if value not in (None, "", False)})
    return f"{full}?{query}" if query else full

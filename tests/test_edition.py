"""Which edition of Communique this is."""

from __future__ import annotations

from importlib.resources import files

import pytest

from communique import edition


class _Folder:
    """A folder of sources, as ``importlib.resources`` shows one."""

    def __init__(self, name: str, inside: list[_Folder] | bytes) -> None:
        self.name, self.inside = name, inside

    def is_dir(self) -> bool:
        return isinstance(self.inside, list)

    def iterdir(self) -> list[_Folder]:
        assert isinstance(self.inside, list)
        return self.inside

    def read_bytes(self) -> bytes:
        assert isinstance(self.inside, bytes)
        return self.inside


def made(rule: bytes, story: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """The edition of a package with one rule and one article of the demo."""
    package = _Folder("communique", [_Folder("rule.py", rule), _Folder("demo", [_Folder("story.toml", story)])])
    monkeypatch.setattr(edition, "files", lambda _: package)
    edition.edition.cache_clear()
    found = edition.edition()
    monkeypatch.setattr(edition, "files", files)
    edition.edition.cache_clear()
    return found


def test_a_changed_rule_is_another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition changes with any rule, and with nothing in the demo."""
    first = made(b"one", b"a story", monkeypatch)
    assert made(b"two", b"a story", monkeypatch) != first
    assert made(b"one", b"another", monkeypatch) == first

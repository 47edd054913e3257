"""At which table an act was done."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Meeting
from communique.record import Evidence, reconcile
from factories import article, meeting, move

OF = article("Norland demanded the herring back at the Velm Council in Osk. Later Sudria refused.")
COUNCIL: dict[str, Any] = {"forum": "Velm Council", "place": "Osk", "when": "2031-03-06", "status": "held"}


@pytest.mark.parametrize(
    ("words", "fields", "meetings", "forum"),
    [
        ("demanded the herring back at the Velm Council", {}, [COUNCIL], "Velm Council, Osk"),
        ("Sudria refused", {"when": "2031-03-06"}, [COUNCIL | {"parties": ("n",)}], "Velm Council, Osk"),
        ("Sudria refused", {"when": "2031-03-06"}, [COUNCIL | {"parties": ("x",)}], None),
        ("Sudria refused", {"when": "2031-03-05"}, [COUNCIL | {"parties": ("n",)}], None),
        ("Sudria refused", {}, [COUNCIL | {"parties": ("n",)}], None),
        ("Sudria refused", {"forum": "a phone call"}, [COUNCIL], "a phone call"),
        ("demanded the herring back at the Velm Council", {}, [], None),
    ],
)
def test_forum(words: str, fields: dict[str, Any], meetings: list[dict[str, Any]], forum: str | None) -> None:
    """A move has the forum of the meeting its words tell of, or of the one its party held that day."""
    met: list[Meeting] = [meeting(OF, "at the Velm Council in Osk", **m) for m in meetings]
    found = reconcile(Evidence(articles=(OF,), moves=(move(OF, words, **fields),), meetings=tuple(met)))
    assert [m.forum for m in found.moves] == [forum]

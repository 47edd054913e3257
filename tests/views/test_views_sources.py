"""Sources as objects: trees, shares, corrections."""

from __future__ import annotations

from communique.data import Copy
from communique.filters import Filter
from communique.views import sources
from communique.views.asked import Asked
from factories import article
from straits import COPY, FIRST, LATER, empty, snapshot


def test_a_lineage_is_a_tree() -> None:
    """Each article tells what it was taken from, how, and how machine-made its wording is."""
    made = sources.objects(snapshot(), Asked())
    (line,) = made["lineages"]
    assert [(n["article"], n["original"], n["kind"]) for n in line["articles"]] == [
        (FIRST.id, None, "original"),
        (COPY.id, FIRST.id, "version"),
    ]
    assert line["articles"][1]["machine_worded"] == 0.7


def test_ten_reprints_are_one_voice() -> None:
    """The reports of a lineage count as one voice."""
    made = sources.objects(snapshot(), Asked())
    assert (made["voices"], made["reports"]) == (2, 3)


def test_the_share_of_an_outlet() -> None:
    """Original, taken from itself, copied from another, reworded; and how much a machine worded."""
    own = article("A later version.", id="own", outlet="The Courier")
    reworded = article("In other words.", id="reworded", outlet="The Mirror")
    copies = [
        Copy(
            id=name,
            article_id=name,
            original_id=FIRST.id,
            kind=kind,
            similarity=0.8,
            direction_confidence=1.0,
            reason="",
        )
        for name, kind in (("own", "version"), ("reworded", "rewording"))
    ]
    now = snapshot([FIRST, COPY, LATER, own, reworded], copies=[*snapshot().copies(), *copies])
    rows = {row["outlet"]: row for row in sources.objects(now, Asked())["outlets"]}
    kinds = ("reports", "original", "own version", "copied", "reworded", "machine_worded")
    assert [rows["The Courier"][kind] for kind in kinds] == [3, 2, 1, 0, 0, 0]
    assert [rows["The Post"][kind] for kind in kinds] == [1, 0, 0, 1, 0, 1]
    assert [rows["The Mirror"][kind] for kind in kinds] == [1, 0, 0, 0, 1, 0]


def test_a_correction_tells_who_still_carries_the_error() -> None:
    """With the words, in the article where they stand."""
    (one,) = sources.objects(snapshot(), Asked())["corrections"]
    assert (one["wrong"], one["right"]) == ("40 boats", "60 boats")
    assert [(at["article"], at["exact"]) for at in one["stale"]] == [(FIRST.id, "40 boats")]


def test_an_outlet_is_asked_for() -> None:
    """Its lineages, its share, its corrections; nothing of the others."""
    made = sources.objects(snapshot(), Asked(where=Filter(outlet="Post")))
    assert [row["outlet"] for row in made["outlets"]] == ["The Post"]
    assert len(made["lineages"]) == len(made["corrections"]) == 1
    none = sources.objects(snapshot(), Asked(where=Filter(since="2031-03-09")))
    assert (none["lineages"], none["corrections"], none["reports"]) == ([], [], 1)


def test_one_row_an_article_of_a_lineage() -> None:
    """The table names the lineage in each row."""
    rows = list(sources.rows(sources.objects(snapshot(), Asked(page=None))))
    assert [(row["lineage"], row["article"]) for row in rows] == [("l1", FIRST.id), ("l1", COPY.id)]


def test_an_article_of_a_lineage_may_be_gone() -> None:
    """What was left out of the case is named by its id."""
    (line,) = sources.objects(snapshot([COPY, LATER]), Asked())["lineages"]
    assert line["articles"][0]["path"] == FIRST.id


def test_an_empty_case_has_no_sources() -> None:
    """Nothing read, nothing shown."""
    made = sources.objects(empty(), Asked())
    assert (made["lineages"], made["outlets"], made["voices"], made["reports"]) == ([], [], 0, 0)

"""The pictures: well formed, quiet, escaped, in proportion."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from lxml import etree
from markupsafe import Markup

from communique import pictures
from communique.filters import Filter
from communique.pictures.axis import Axis
from communique.pictures.drawing import element, picture
from communique.views import disputes, sources, timeline
from communique.views.asked import Asked
from factories import article
from straits import DEMAND, FIRST, event, snapshot

HOSTILE = "<script>alert(1)</script>\"'&]]>‮"
ALLOWED = {"svg", "g", "a", "title", "text", "line", "rect", "path", "circle"}
QUIET = {
    "class",
    "viewBox",
    "role",
    "aria-label",
    "focusable",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "width",
    "height",
    "d",
}
QUIET |= {"cx", "cy", "r", "href", "tabindex", "transform", "text-anchor", "unicode-bidi"}


def many(count: int) -> list[Any]:
    """So many acts over one year."""
    return [
        event(
            f"x{n}",
            DEMAND,
            code=("OFFER", "AID", "DEMAND", "ATTACK")[n % 4],
            when=f"2031-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        )
        for n in range(count)
    ]


def lanes(*acts: Any, link: bool = True, **asked: Any) -> Markup:
    """The picture of some acts."""
    made = timeline.objects(snapshot(events=list(acts)) if acts else snapshot(), Asked(**asked))
    return pictures.timeline(made["lanes"], (lambda lane, one: f"#{one.get('id', one.get('from'))}") if link else None)


def tree(**changed: Any) -> Markup:
    """The picture of the one lineage."""
    line = sources.objects(snapshot(**changed), Asked())["lineages"][0]
    return pictures.lineage(line, lambda node: f"/articles/{node['article']}")


def interval(*values: Any, **fields: Any) -> Markup:
    """The picture of answers with these values."""
    base = {"low": None, "high": None, "hedges": [], "voices": 1, "reports": 2}
    return pictures.intervals([{"value": value} | base | fields for value in values])


def parsed(made: Markup) -> Any:
    """The picture as a tree of elements."""
    return etree.fromstring(str(made))


DRAWN = {
    "marks": lanes,
    "marks without links": lambda: lanes(link=False),
    "bars": lambda: lanes(*many(2000), where=Filter(since="2031", until="2031")),
    "tree": tree,
    "tree without links": lambda: pictures.lineage(sources.objects(snapshot(), Asked())["lineages"][0]),
    "intervals": lambda: interval(40, 60, low=38, high=65),
    "powers": lambda: interval(40, 60_000),
    "dispute": lambda: pictures.intervals(disputes.objects(snapshot(), Asked())["disputes"][0]["answers"]),
    "sample": lambda: picture(34, 10, "an excerpt", pictures.sample("excerpt")),
}


@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_is_well_formed_and_quiet(name: str) -> None:
    """Nothing but shapes, words and links, with classes and presentation attributes."""
    for node in parsed(DRAWN[name]()).iter():
        assert node.tag in ALLOWED
        assert set(node.attrib) <= QUIET


@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_says_what_it_shows(name: str) -> None:
    """A label for those who do not see it; one with links is a group, and else an image."""
    root = parsed(DRAWN[name]())
    assert root.attrib["aria-label"]
    assert root.attrib["role"] == ("group" if root.findall(".//a") else "img")


@pytest.mark.parametrize("name", DRAWN)
def test_no_place_is_outside_of_the_picture(name: str) -> None:
    """Every point and every length is a number within the frame."""
    root = parsed(DRAWN[name]())
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for node in root.iter():
        for key, value in node.attrib.items():
            if key in ("x", "x1", "x2", "cx"):
                assert -1 <= float(value) <= width + 1
            elif key in ("y", "y1", "y2", "cy"):
                assert -8 <= float(value) <= height + 1
            elif key in ("width", "height", "r"):
                assert 0 < float(value) <= max(width, height)
            elif key == "d":
                assert not re.search(r"nan|inf|e[-+]", value)


def test_what_colour_tells_shape_tells_too() -> None:
    """The four kinds of acts have four shapes."""
    kinds = ("cooperation-words", "cooperation-deeds", "conflict-words", "conflict-deeds")
    shapes = {re.sub(r'class="[^"]*"', "", str(pictures.mark(kind))) for kind in kinds}
    assert len(shapes) == 4
    assert "open" in pictures.mark("conflict-words", done=False)


def test_words_of_the_case_are_escaped() -> None:
    """Hostile names come out as text."""
    hostile = article(FIRST.text, id=FIRST.id, outlet=HOSTILE, published="2031-03-05")
    made = tree(articles=[hostile, *snapshot().articles()[1:]])
    assert "<script" not in made
    assert HOSTILE in [node.text for node in parsed(made).iter("text")] or "…" in made


@pytest.mark.parametrize("words", ["<b>", "a\"b'c", "&amp;", "‮abc"])
def test_an_element_keeps_words_as_words(words: str) -> None:
    """In text and in attributes."""
    node = parsed(element("text", words, x=1.25, y=2, class_=words, stroke_width=None))
    assert (node.text, node.attrib["class"], node.attrib["x"]) == (words, words, "1.2")
    assert "stroke-width" not in node.attrib


def test_ten_thousand_acts_make_a_small_picture() -> None:
    """Their bars are counted, not their marks."""
    made = lanes(*many(10_000), where=Filter(since="2031", until="2031"))
    assert len(made) < 100_000
    told = [node.text or "" for node in parsed(made).iter("title")]
    counted = [
        int(n.replace(",", "")) for words in told for n in re.findall(r"([\d,]+) (?:cooperation|conflict)", words)
    ]
    assert sum(counted) == 10_000


def test_marks_do_not_lie_upon_one_another() -> None:
    """Two acts of one day and lane stand beside or beneath each other."""
    made = lanes(*many(200), where=Filter(since="2031", until="2031"))
    places = [
        (float(n.attrib["cx"]), float(n.attrib["cy"]))
        for n in parsed(made).iter("circle")
        if "mark" in n.attrib["class"]
    ]
    assert len(places) == len(set(places)) == 50


@pytest.mark.parametrize(
    ("values", "powers"),
    [((40, 60), False), ((40, 800), False), ((40, 900), True), ((-40, 900), False), ((0, 900), False)],
)
def test_far_apart_values_get_a_scale_of_powers(values: tuple[int, ...], powers: bool) -> None:
    """A scale of powers of ten from twenty times on, where all values are above nought."""
    assert ("powers of ten" in interval(*values)) == powers


@pytest.mark.parametrize(
    "values",
    [(5,), (0,), (0, 0), (1e-300, 1e300), (-5, -5), (1e308, 1.7e308), (0.1, 0.2), (float("inf"), 5), (float("nan"), 1)],
)
def test_any_numbers_can_be_drawn(values: tuple[float, ...]) -> None:
    """One value, nought, the largest and the smallest; what is no number is left out."""
    for node in parsed(interval(*values)).iter("circle"):
        assert 0 <= float(node.attrib["cx"]) <= 640


@pytest.mark.parametrize("values", [(), ("the north",), (float("nan"),)])
def test_without_a_number_there_is_no_picture(values: tuple[Any, ...]) -> None:
    """Answers in words are not drawn."""
    assert interval(*values) == ""


def test_the_largest_value_lies_furthest_right() -> None:
    """Order on the page is order of size."""
    places = [float(n.attrib["cx"]) for n in parsed(interval(3, 20, 100, 5000)).iter("circle")]
    assert places == sorted(places)


@pytest.mark.parametrize("days", [1, 2, 10, 40, 200, 800, 4000, 40_000, 700_000])
def test_an_axis_has_labels_that_do_not_touch(days: int) -> None:
    """From one day to two thousand years."""
    axis = Axis(first=2_000, last=2_000 + days - 1, left=100, right=900)
    places = sorted(float(n.attrib["x"]) for n in parsed(element("g", axis.drawn(0, 50))).iter("text"))
    assert all(b - a >= 40 for a, b in itertools.pairwise(places))
    assert len(places) <= 20


def test_copies_of_copies_stand_beneath_their_original() -> None:
    """A circle of copies and a missing original end the tree, not the page."""
    nodes = [
        {"article": name, "original": original, "kind": "version", "published": day, "outlet": name, "path": name}
        | {"similarity": 0.5, "machine_worded": 0.9 if name == "c" else 0.0}
        for name, original, day in (
            ("a", None, "2031-03"),
            ("b", "a", "2031-03-02"),
            ("c", "b", None),
            ("d", "gone", "2031"),
        )
    ]
    made = pictures.lineage({"articles": nodes}, lambda node: "#")
    assert [n.text for n in parsed(made).iter("text") if n.attrib["class"] == "name"] == ["a", "b", "c", "d"]
    assert "machine-worded" in made


def test_a_very_long_lineage_is_cut() -> None:
    """The picture says how many more the list has."""
    nodes = [
        {"article": f"a{n}", "original": "a0" if n else None, "kind": "duplicate", "published": "2031-03-01"}
        | {"outlet": None, "path": f"{n}.txt", "similarity": 1.0, "machine_worded": 0.0}
        for n in range(200)
    ]
    made = pictures.lineage({"articles": nodes}, lambda node: "#")
    assert "and 170 more in the list" in made
    assert len(made) < 30_000

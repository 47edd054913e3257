"""Who came first, how sure that is, and why."""

from __future__ import annotations

import pytest

from communique.copies import find
from communique.data import Article, Copy
from factories import article

LEAD = (
    "The coast republics of Orlan and Veskar broke off their harbour talks in Tolm with no word on when the ferry "
    "line between the two shores would open to lorries again, a Tolm official said after the last of three sittings."
)
ENVOY = (
    "Veskar's envoy Ilda Marrow, a former judge who has led the delegation since the spring, told reporters that her "
    "side had asked for nothing but the berths that the old treaty names, and would put the same paper down again."
)
QUAY = (
    "Dockers at the northern quay in Orlan stood about their idle cranes from dawn, and the owners of two cold stores "
    "said that most of the herring of the week would have to be sold as meal if no lorry came before the weekend."
)
MARROW = (
    "Marrow called the charge that her country had blocked the buoys a tale for children, and said that the pilots of "
    "both shores had marked the channel together on the same morning and in the same boat for the past eleven years."
)
TOLL = (
    "Rescuers on the Orlan side pulled a sunken launch from the fairway where at least {} people were killed when it "
    "ran into the boom that was laid across the harbour mouth on the night that the talks were first called off."
)
PLAN = (
    "Ministers of the two republics {} in the lighthouse town of Pell to hear a report of the harbour commission on "
    "who paid for the boom and who gave the order to stretch it across the mouth of the harbour without a lamp."
)
STORY = (LEAD, ENVOY, QUAY, MARROW, TOLL.format("12"), PLAN.format("will meet"))
STRANGE = (
    "Readers of our gardening letter learn every Thursday how tulips, roses and beans thrive on balconies; subscribe "
    "with your telephone number and receive seeds, gloves, coupons and a calendar free of charge."
)


def told(first: str, second: str, one: dict[str, str], other: dict[str, str]) -> Copy:
    """The link between two articles, in whose ids nothing can be read about which comes first."""
    base = {"published": None}
    (copy,) = find(
        [article(first, id="zz", **(base | one)), article(second, id="aa", **(base | other))]  # type: ignore[arg-type]
    ).copies
    return copy


def text(*paragraphs: str) -> str:
    """Paragraphs as a story."""
    return "\n\n".join(paragraphs)


WHOLE = text(*STORY)
EDITED = WHOLE.replace("a Tolm official", "an official in Tolm")
HELD = text(*STORY[:5], PLAN.format("met on Friday"))
HIGHER = text(*STORY[:4], TOLL.format("14"), STORY[5])
NOTICE = text(*STORY, "Correction: An earlier version of this story said 12 people were killed. It was 14 people.")
MENDED = NOTICE.replace("at least 12 people", "at least 14 people")
TWO_HOUSES = {"outlet": "Orlan Post"}, {"outlet": "Veskar Mail"}


@pytest.mark.parametrize(
    ("first", "second", "one", "other", "reason"),
    [
        (WHOLE, EDITED, {"published": "2031-03-04"}, {"published": "2031-03-05"}, "published later"),
        (
            WHOLE,
            EDITED,
            {"title": "UPDATE 1-Talks fail", "published": "2031-03-06"},
            {"title": "UPDATE 2-Talks fail", "published": "2031-03-05"},
            "stamp",
        ),
        (WHOLE, MENDED, {"published": "2031-03-06"}, {"published": "2031-03-05"}, "correction notice mends"),
        (
            WHOLE,
            HELD,
            {"published": "2031-03-06", "outlet": "A"},
            {"published": "2031-03-05", "outlet": "B"},
            "as done",
        ),
        (WHOLE, HIGHER, {"outlet": "A"}, {"outlet": "B"}, "“14” where the other has “12”"),
        (WHOLE, EDITED, {"outlet": "Delta Press"}, {"outlet": "B", "credit": "Delta Press"}, "credits the outlet"),
        (WHOLE, text(LEAD, ENVOY), *TWO_HOUSES, "part of the other"),
        (WHOLE, text(LEAD, QUAY, MARROW, *STORY[4:]), *TWO_HOUSES, "gives “Ilda Marrow” in full"),
        (WHOLE, text(*STORY, STRANGE), *TWO_HOUSES, "strange to the story"),
        (WHOLE, text(*STORY[:4], "Read the full story on our page"), *TWO_HOUSES, "breaks off"),
        (WHOLE, text(*STORY, QUAY.replace("Dockers", "Porters")), {"outlet": "A"}, {"outlet": "A"}, "has and more"),
    ],
    ids=[
        "day", "stamp", "notice", "held", "toll", "credit", "excerpt", "name cut", "strange", "broken off", "grown",
    ],
)  # fmt: skip
def test_a_direction_is_found_and_told(
    first: str, second: str, one: dict[str, str], other: dict[str, str], reason: str
) -> None:
    """What tells the later of two is found, is better than a guess, and is told in words."""
    copy = told(first, second, one, other)
    assert copy.article_id == "aa"
    assert reason in copy.reason
    assert copy.direction_confidence > 0.5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PLAN.format("will meet"), PLAN.format("are going to meet")),
        (TOLL.format("12"), TOLL.format("a dozen")),
        (QUAY, QUAY.replace("two cold stores", "three cold stores")),
        (QUAY, QUAY.replace("most of the", "300px of the")),
    ],
    ids=["still ahead", "no number", "no toll", "no count"],
)
def test_not_every_edit_tells_a_direction(first: str, second: str) -> None:
    """Other words for the same, and numbers that may go either way, tell nothing about which came first."""
    copy = told(text(*STORY[:4], first), text(*STORY[:4], second), {}, {})
    assert copy.direction_confidence <= 0.6
    assert "count" not in copy.reason
    assert "expects" not in copy.reason


def test_a_spun_text_is_the_later() -> None:
    """A text that lost quotation marks and small words in its rewording is taken from the other."""
    said = (
        "The ferry dispute between Orlan and Veskar went into its second month after the envoys left Tolm.",
        "“We have asked for the four berths that are named in the old treaty,” said Ilda Marrow of Veskar.",
        "“Nobody in Orlan has read that treaty to the end,” said Petr Hollin, who speaks for the port of Orlan.",
        "The owners of the cold stores in Orlan count 900 tons of herring that nobody came to take away.",
        "“On Monday the pilots go out again, with us or without us,” Marrow told the reporters in Tolm.",
        "The harbour commission of Tolm wants to hear both of the envoys on the 14th of November.",
        "The last ferry left the pier with 31 passengers and a load of timber that was meant for the school at Pell.",
        "Its captain, Jon Sarre, said that he had seen the queue of carts grow longer with each of his crossings.",
    )
    spun = (
        "Ferry quarrel between Orlan and Veskar entered second month following envoys leaving Tolm.",
        "We requested four berths named in old treaty, stated Ilda Marrow from Veskar.",
        "No one in Orlan perused that treaty until end, stated Petr Hollin, speaking for port of Orlan.",
        "Proprietors of cold stores in Orlan reckon 900 tons of herring no one collected.",
        "Monday pilots sail anew, with us or lacking us, Marrow informed reporters in Tolm.",
        "Harbour commission of Tolm desires hearing both envoys 14th of November.",
        "Final ferry departed pier with 31 passengers plus load of timber intended for school at Pell.",
        "Captain Jon Sarre stated he observed queue of carts growing longer with every crossing.",
    )
    copy = told(text(*said), text(*spun), *TWO_HOUSES)
    assert (copy.article_id, copy.kind) == ("aa", "rewording")
    assert "lost" in copy.reason
    assert copy.direction_confidence > 0.7


def test_siblings_of_an_absent_report_say_so() -> None:
    """Of two papers that credit an agency whose report is not there neither is said to have it from the other."""
    credit = {"credit": "Delta Press"}
    copy = told(WHOLE, EDITED, {"outlet": "Orlan Post"} | credit, {"outlet": "Veskar Mail"} | credit)
    assert copy.reason == "both credit Delta Press, whose report is not in this case"
    assert copy.direction_confidence == 0.5


def test_the_agency_in_the_case_is_the_source() -> None:
    """With the agency's own report in the case both papers have it from there."""
    credit = {"credit": "Delta Press", "published": None}
    papers = [
        article(said, id=name, outlet=name, **credit)  # type: ignore[arg-type]
        for name, said in (("Orlan Post", EDITED), ("Veskar Mail", WHOLE.replace("a tale for children", "a fable")))
    ]
    wire = article(WHOLE, id="wire", outlet="Delta Press", published=None)
    assert {copy.original_id for copy in find([*papers, wire]).copies} == {"wire"}


def _chain() -> list[Article]:
    return [article(text(*STORY[: size + 2]), id=f"{9 - size}", outlet="A", published=None) for size in range(5)]


def test_directions_do_not_hang_on_the_order_of_input() -> None:
    """The same articles turned round give the same links."""
    assert find(_chain()).copies == find(_chain()[::-1]).copies


@pytest.mark.parametrize("mark", ["Ab Cd ", "A.", "A-", "will 12 ", "“x” ", "killed 7, ", "… [...] (more) "], ids=str)
def test_long_tails_take_little_time(mark: str) -> None:
    """Signs are read from a story with a long tail of anything in bounded time, and no text breaks them."""
    tail = "".join(f"{mark}{number}" for number in range(40_000))
    long, other = (text(*STORY, tail + end) for end in ("x", "yz"))
    find([article(long, id="zz", published=None), article(other, id="aa", published=None)])

"""What is furniture and what is story: tables of cases both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles.furniture import Marks, mark

LEDE = "Ministers from Ilmar and Tovia met in Marabad on Monday and agreed to meet again within a week."
MORE = "“We have not moved an inch,” Foreign Minister Jana Brel told reporters after six hours of talks."
LAST = "The next round is due on Thursday, officials from both delegations said."


def spans(text: str, **known: str) -> list[tuple[str, str]]:
    """The furniture of a text as (kind, words)."""
    return [(f.kind, text[f.start : f.end]) for f in mark(text, **known).furniture]


def amid(line: str) -> list[tuple[str, str]]:
    """The furniture found where ``line`` stands between paragraphs of a story."""
    return spans("\n\n".join((LEDE, MORE, line, LAST, MORE, LEDE, LAST, MORE, LAST, LAST)))


def last(line: str) -> list[tuple[str, str]]:
    """The furniture found where ``line`` ends a story."""
    return spans("\n\n".join((LEDE, MORE, LAST, MORE, LEDE, LAST, MORE, LAST, LAST, line)))


def first(*lines: str, **known: str) -> Marks:
    """The marks of an article that opens with ``lines``."""
    return mark("\n\n".join((*lines, LEDE, MORE, LAST)), **known)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tovia masses tanks on border as talks falter", "headline"),
        ("Who blinked first: six days in Marabad", "headline"),
        ("‘No deal’: Brel leaves Marabad", "headline"),
        ("A long road", "headline"),
        ("TALKS EXPLAINED: WHO OWNS THE BRIDGE?", "headline"),
        ("* * *", "site"),
        ("Updated at 4:09 p.m.", "date"),
        ("(PHOTOS: Six days in Marabad)", "related"),
        ("Correction, July 2: The bridge is in Tovia.", "notice"),
        ("%d bloggers like this:", "share"),
        ("Share this:", "share"),
        ("Share this story: Email | Print", "share"),
        ("Sign up for our newsletter", "share"),
        ("Sign up for the Lantern’s morning briefing.", "share"),
        ("Subscribe to our weekly digest.", "share"),
        ("Advertisement", "share"),
        ("Story continues below", "share"),
        ("Follow us on Telegram", "share"),
        ("Click here for the full list.", "share"),
        ("Home | World | Sport | Weather", "share"),
        ("Comments (14)", "comment"),
        ("Leave a comment", "comment"),
        ("Read more:", "related"),
        ("Read more: How the Tovian line was drawn", "related"),
        ("READ ALSO: Bread queues in Marabad", "related"),
        ("Related: What the nine points say", "related"),
        ("See also: The history of the strait", "related"),
        ("Most read", "related"),
        ("Also in this section: Ferry fares to rise", "related"),
        ("Read or Share this story: https://lantern.example/2ok", "share"),
        ("Please upgrade your browser to view this content.", "share"),
        ("Interested in Tovia? Add Tovia as an interest to stay up to date.", "share"),
        ("With Lantern wires", "credit"),
        ("Map 1 of 5", "caption"),
        ("Jana Brel leaves the hall in Marabad, Tovia, on June 25. REUTERS/Ada Brenn", "caption"),
        ("Jana Brel and Oto Varn during a meeting in Marabad. Photographer: Ada Brenn/Newsline", "caption"),
        ("CLOSE The bridge at Marabad has two owners, and neither of them paints it. Lantern Video", "caption"),
        ("The border in six maps Map 2 of 6", "caption"),
        ("Photo: Soldiers at the bridge", "caption"),
        ("A Tovian soldier on the bridge on Monday. (Ada Brenn/AFP/Getty Images)", "caption"),
        ("Jana Brel arrives for the talks. [Ada Brenn/Reuters]", "caption"),
        ("Ada Brenn / AP – Getty Images", "caption"),
        ("Ada Brenn via Getty Images", "caption"),
        ("Hide Caption 3 of 12 Photos: Six days in Marabad – Jana Brel leaves the hall.", "caption"),
        ("“It is on hold,” the minister said of the ban. | Ada Brenn/Getty Images Tovia lifts its ban", "caption"),
        ("Chart: exports of barley. Source: Statistical Office", "caption"),
        ("Delegates from Ilmar and Tovia at the table in Marabad on Monday, Jan.", "caption"),
        ("An earlier version of this story gave the wrong number of buses.", "notice"),
        ("Correction: The talks lasted six hours, not nine.", "notice"),
        ("CLARIFICATION: The treaty has not been ratified.", "notice"),
        ("Editor’s note: Jana Brel is not related to the author.", "notice"),
        ("This story has been updated.", "notice"),
        ("This article was amended on 4 March to correct a name.", "notice"),
        ("(Corrects paragraph 4 to show that 40 trucks, not 400, are allowed)", "notice"),
        ("(Reuters)", "credit"),
        ("© 2031 The Marabad Lantern. All rights reserved.", "credit"),
        ("This report was first published by the Marabad Lantern.", "credit"),
    ],
)
def test_furniture_is_found_amid_a_story(line: str, kind: str) -> None:
    """A line of this kind between paragraphs is marked as a whole, and nothing else is."""
    assert amid(line) == [(kind, line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Brenn and Oster reported from Marabad. Piet Morel in Zarith contributed to this report.", "byline"),
        ("Piet Morel contributed to this report.", "byline"),
        ("(Reporting by Ada Brenn; Editing by Piet Morel)", "byline"),
        ("Ada Brenn is a correspondent for the Lantern.", "byline"),
        ("Ada Brenn writes on diplomacy.", "byline"),
        ("Ada Brenn is a contributing editor of the Lantern.", "byline"),
        ("The Associated Press contributed to this report.", "credit"),
        ("(Marabad Post)", "credit"),
        ("— Reuters", "credit"),
        ("AFP", "credit"),
        ("Source: NPA", "credit"),
        ("With inputs from agencies", "credit"),
        ("Northern Press", "credit"),
        ("Next brief: Lake ferry timetable changes", "related"),
        ("Donate | About us | Corrections", "share"),
        ("Join the Lantern’s readers. Subscribe today.", "share"),
        ("ENDS", "site"),
    ],
)
def test_furniture_is_found_at_the_end(line: str, kind: str) -> None:
    """Credits and contributors close an article and are marked as a whole."""
    assert last(line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Not assurances, but guarantees.”",
        "“There is no plan B,” she said.",
        "She paused.",
        "“NO MORE GUNS ON THE RIDGE”",
        "We stand with the captives of the bridge — Jana Brel (@janabrel) March 2",
        "Updated maps of the border were handed to both sides.",
        "But who fired first?",
        "It was not enough.",
        "“Never again”",
        "Brel said the talks had been useful",
        "Close to the bridge, Tovian officers counted the trucks.",
        "With the wires cut, nobody in Marabad knew of the truce.",
        "The two sides were no closer to an agreement on the bridge",
        "- the withdrawal of all heavy guns from the ridge",
        "• An exchange of prisoners",
        "Share prices fell in Marabad on Monday after the talks broke up.",
        "Related negotiations in Zarith will resume on Friday, the ministry said.",
        "Support our troops, the placards read, but few people had come to the square to hold them up in the rain, "
        "and those who had come were mostly the families of men who had been called up the week before last.",
        "Correction of the border would take ten years, the engineers said.",
        "An earlier version of the draft treaty had left the bridge to Tovia.",
        "The report has been changed after pressure from Zarith, two diplomats said.",
        "More in common than they admit, the two ministers shared a car to the airport.",
        "Comments by the Tovian president had angered the delegation.",
        "Photographs of the bridge were shown to reporters.",
        "By Monday, the army had left the bridge.",
        "He spoke to reporters outside the hall (the talks were closed).",
        "The ministry (Brel leads it) did not comment.",
        "Now for a few words about the money.",
        "Watching from the hills, Tovian officers counted the trucks.",
        "Sources: none of the three diplomats would be named, but all of them had seen the paper.",
        "Tovia’s delegation contributed to this outcome.",
        "NATO — an alliance that neither belongs to — was not mentioned.",
        "Sign up to the truce or face sanctions, the council told both sides on Monday, and it named a day for that.",
    ],
)
def test_story_is_left_alone(line: str) -> None:
    """Short quotations, one-sentence paragraphs, list items and look-alikes are story."""
    if line.startswith(("Sign up to", "Support our")):
        line += " It gave no reasons." + " The council will meet again on Friday to hear the answers of both sides." * 4
    assert amid(line) == []


@pytest.mark.parametrize(
    ("line", "kind", "tail"),
    [
        ("The war has left 14,000 dead.Ada Brenn / AFP – Getty Images", "caption", "Ada Brenn / AFP – Getty Images"),
        ("The envoys stood before their flags. Ada Brenn / AP", "caption", "Ada Brenn / AP"),
        ("The talks will resume on Friday, the ministry said. (Reuters)", "credit", "(Reuters)"),
        (
            "It lies on the eastern shore. An earlier version of this story said the western shore. We regret it.",
            "notice",
            "An earlier version of this story said the western shore. We regret it.",
        ),
    ],
)
def test_only_the_tail_of_a_line_of_story_is_marked(line: str, kind: str, tail: str) -> None:
    """A credit or a notice stuck to a paragraph leaves the paragraph story."""
    assert amid(line) == [(kind, tail)]


def test_the_headlines_under_a_label_belong_to_it() -> None:
    """A bare "Read more:" takes the title-like lines below it, questions too, up to the next paragraph."""
    lines = ("Read more:", "How we got here", "Who owns the bridge?", LAST)
    assert spans("\n\n".join((LEDE, MORE, LAST, *lines))) == [("related", line) for line in lines[:3]]


def test_a_notice_may_stand_below_its_label() -> None:
    """A bare "Correction" takes the paragraph below it."""
    assert amid("Correction\n\nThe bridge is in Tovia.") == [
        ("notice", "Correction"),
        ("notice", "The bridge is in Tovia."),
    ]


@pytest.mark.parametrize(
    ("lines", "kinds", "says"),
    [
        (["Envoys fail to agree in Marabad"], ["headline"], ("Envoys fail to agree in Marabad", None, None)),
        (
            ["Envoys Leave Marabad Without Agreement On Eastern Bridge."],
            ["headline"],
            ("Envoys Leave Marabad Without Agreement On Eastern Bridge.", None, None),
        ),
        (["Who owns the bridge?"], ["headline"], ("Who owns the bridge?", None, None)),
        (
            ["The Marabad PostAll That Matters", "Envoys fail to agree", "By Ada Brenn and Piet Morel, in Marabad"],
            ["site", "headline", "byline"],
            ("Envoys fail to agree", "Ada Brenn and Piet Morel", "The Marabad Post"),
        ),
        (["The Relief Ledger - notes on crises"], ["site"], (None, None, "The Relief Ledger")),
        (["Envoys fail to agree", "March 4, 2031", "By Ada Brenn"], ["headline", "date", "byline"],
         ("Envoys fail to agree", "Ada Brenn", None)),
        (["BY ADA BRENN"], ["byline"], (None, "ADA BRENN", None)),
        (["By Monday the army had left the bridge."], [], (None, None, None)),
        (["Ministers met."], [], (None, None, None)),
    ],
)  # fmt: skip
def test_the_top_of_an_article_is_read(
    lines: list[str], kinds: list[str], says: tuple[str | None, str | None, str | None]
) -> None:
    """Site name, headline, byline and date before the story are marked and say title, author and outlet."""
    marks = first(*lines)
    assert [f.kind for f in marks.furniture] == kinds
    assert (marks.title, marks.byline, marks.outlet) == says


def test_a_given_title_outlet_and_byline_are_known_again() -> None:
    """What a manifest says is recognised where the text repeats it, and never overruled."""
    marks = first("Lantern", "Talks!", "Ada Brenn", title="Talks!", outlet="Lantern", byline="Ada Brenn")
    assert [f.kind for f in marks.furniture] == ["site", "headline", "byline"]
    assert first("Envoys fail", title="Another title").title == "Another title"


@pytest.mark.parametrize(
    ("start", "prefix", "place", "credit"),
    [
        ("GENEVA — The envoys met.", "GENEVA —", "Geneva", None),
        ("MARABAD—The envoys met.", "MARABAD—", "Marabad", None),
        ("MARABAD, March 3 (NPA) - The envoys met.", "MARABAD, March 3 (NPA) -", "Marabad", "NPA"),
        ("NEW MARABAD, Ilmar (AP) -- The envoys met.", "NEW MARABAD, Ilmar (AP) --", "New Marabad", "Associated Press"),
        ("MARABAD, Oct. 6. /NTB/. The envoys met.", "MARABAD, Oct. 6. /NTB/.", "Marabad", "NTB"),
        ("Marabad (AFP) – The envoys met.", "Marabad (AFP) –", "Marabad", "Agence France-Presse"),
        ("(Reuters) - The envoys met.", "(Reuters) -", None, "Reuters"),
        ("MARABAD: The envoys met.", "MARABAD:", "Marabad", None),
        ("MARABAD The envoys met.", "MARABAD", "Marabad", None),
        ("MARABAD Ilmar’s envoys met in Marabad.", "MARABAD", "Marabad", None),
        ("NATO Secretary General Jon Oster spoke.", None, None, None),
        ("THE United States and Ilmar met.", None, None, None),
        ("UNESCO The envoys met.", None, None, None),
        ("The envoys — all six — met.", None, None, None),
        ("Monday — The envoys met.", None, None, None),
        ("FILE - The envoys met.", None, None, None),
        ("Sen. Ada Brenn (D-N.Y.) — The senator — met them.", None, None, None),
        ("Ilmar and Tovia (both want the bridge) met.", None, None, None),
    ],
)  # fmt: skip
def test_datelines(start: str, prefix: str | None, place: str | None, credit: str | None) -> None:
    """Only the prefix is furniture; it says the place and the agency."""
    marks = mark(f"{start}\n\n{MORE}")
    assert [f for f in marks.furniture if f.kind == "dateline"] == (
        [] if prefix is None else [f for f in marks.furniture if start[f.start : f.end] == prefix]
    )
    assert (marks.dateline, marks.credit) == (place, credit)


def test_a_leading_date_leaves_the_rest_of_its_line() -> None:
    """The marker "date 2031-03-04" is furniture; what follows on its line is story."""
    text = f" date 2031-03-04 {LEDE}\n\n{MORE}"
    marks = mark(text)
    assert [(f.kind, text[f.start : f.end]) for f in marks.furniture] == [("date", "date 2031-03-04")]
    assert marks.leading_date == "2031-03-04"


@pytest.mark.parametrize(
    "head",
    [
        "The Lantern Observer\n\nThe count of prisoners was wrong, a list shows, as talks slip to Thursday",
        "CHANNEL SIX ONLINE – LIVE\n\nTalks in Marabad: envoys return to the table",
    ],
)
def test_what_stands_above_the_date_is_no_story(head: str) -> None:
    """The lines above one that is only a date are the head of the article, whatever verbs and dashes they have."""
    marks = mark(f"{head}\n\n date 2031-03-04\n\n{LEDE}\n\n{MORE}")
    assert (marks.leading_date, marks.dateline) == ("2031-03-04", None)
    assert [f.kind for f in marks.furniture][1:] == ["headline", "date"]


def test_a_text_of_short_lines_is_not_all_headlines() -> None:
    """Verse, lists and hard-wrapped text keep their lines as story."""
    verse = "\n\n".join(f"The river number {n} runs on" for n in "one two three four five six seven".split())
    assert len(spans(f"{LEDE}\n\n{verse}")) == 0
    wrapped = "Ministers from Ilmar and Tovia\nmet in Marabad on Monday\nand agreed to meet again."
    assert spans(f"{wrapped}\n\nThe next\nround is near.") == []


@given(
    st.lists(
        st.sampled_from([LEDE, MORE, "Read more:", "A long road", "GENEVA — x", "(AP)", "", "\x0b", "date 2031-01-01"])
    )
)
def test_spans_are_sorted_disjoint_and_inside(lines: list[str]) -> None:
    """Whatever the lines, the spans are in order, apart from each other and within the text."""
    text = "\n\n".join(lines)
    at = 0
    for piece in mark(text).furniture:
        assert at <= piece.start < piece.end <= len(text)
        at = piece.end


@given(st.text(max_size=400))
def test_any_text_can_be_marked(text: str) -> None:
    """No text makes the rules fail, and marking it twice says the same."""
    assert mark(text) == mark(text)

"""What kind of piece an article is: by what it is filed under, what it says of itself, its layout and its prose."""

from __future__ import annotations

import time

import pytest

from communique.articles import read
from communique.data import Article, Document

REPORT = """ANSEL — Norland rejected the plan on Tuesday. The minister said the quota was too low. Southmark took it.
The talks go on in Ansel, officials said. Nine boats were held, the ministry said. The two sides meet again on Monday.
“We must wait,” the envoy told reporters. Rain was forecast. The mediator said both texts were close. He left on
Wednesday, an aide said."""

COLUMN = """Why do we wait? Our government must lift the embargo, and it must do so now. I have watched this quarrel
for ten years. The fishermen are poor. Nobody gains from it. We should ask who profits from the empty harbours. Is it
the minister? I doubt it. The islands lie where they lay. The sea is wide enough. We owe the crews an answer. What
would a grown-up country do? It would talk. Let us talk."""

QUESTIONS = """The minister spoke to us in Ansel.

Q: Will you withdraw your ships?

A: No. We stay where we are.

Q: Do you accept the plan?

A: Yes, if the quota is kept.
"""

NAMED = """Foreign Minister Ada Kole met the press in Ansel.

REPORTER: Minister, will you sign?

KOLE: We will not sign a text that we have not read.

REPORTER: Did your navy fire?

KOLE: It did not. You know that.
"""

BOLD = """A quarrel over islands

Foreign Minister Ada Kole of Norland spoke to the Ansel Post.

**Minister, will you withdraw your ships?**

No. That is out of the question.

**Do you trust the mediator?**

I do. She has always been fair to us.

**Would you meet your neighbour?**

Yes, if the shelling stops.
"""

DEBATE = """The two candidates met on Tuesday.

Kole: I will never give up the islands, and you know it.

Oren: You gave them up when you signed.

Kole: I signed what my parliament asked me to sign.

Oren: Then we agree that you signed.
"""

EXPLAINER = """Norland and Southmark have agreed on a quota.

What is in the deal?

The quota falls by a third over nine years, and both navies withdraw.

Who wins?

The fishermen of the outer islands, most of all.

When does it begin?

On the first of May, if both parliaments agree.
"""

LIVE = """Norland and Southmark meet in Ansel.

2:05 p.m.

The delegation of Norland has arrived.

2:20 p.m.

Southmark rejects the draft.

3:10 p.m.

The two sides break for lunch.
"""


def published(text: str, **given: str) -> Article:
    """An article of ``text`` with what a manifest may say of it."""
    return read(Document(path="piece.txt", raw=text.encode(), media="text", given=given))


@pytest.mark.parametrize(
    ("text", "given", "genre"),
    [
        pytest.param(REPORT, {}, None, id="report"),
        pytest.param(REPORT, {"url": "https://news.example/opinion/2031/the-quota.html"}, "opinion", id="address"),
        pytest.param(REPORT, {"url": "https://news.example/world/opinion-polls.html"}, None, id="word in an address"),
        pytest.param(REPORT, {"section": "Comment / Opinion"}, "opinion", id="column of the input"),
        pytest.param(REPORT, {"title": "OPINION: A quota for nobody"}, "opinion", id="label before the title"),
        pytest.param(REPORT, {"title": "A quota for nobody | Opinion"}, "opinion", id="label after the title"),
        pytest.param("Opinion\n\n" + REPORT, {}, "opinion", id="label in the text"),
        pytest.param(COLUMN, {}, "opinion", id="prose that argues"),
        pytest.param(COLUMN, {"genre": "report"}, "report", id="filed as a report"),
        pytest.param(REPORT + "\n\nThis article is satire.", {}, "satire", id="satire, says itself"),
        pytest.param(REPORT, {"url": "https://news.example/satire/gulls"}, "satire", id="satire, address"),
        pytest.param(REPORT + " “This is satire,” he said.", {}, None, id="satire, spoken of"),
        pytest.param(QUESTIONS, {}, "interview", id="Q and A"),
        pytest.param(NAMED, {}, "interview", id="labels"),
        pytest.param(BOLD, {}, "interview", id="questions in bold type"),
        pytest.param(DEBATE, {}, "transcript", id="speakers"),
        pytest.param(EXPLAINER, {}, None, id="questions that nobody is asked"),
        pytest.param(LIVE, {}, "live", id="clocks"),
        pytest.param(QUESTIONS, {"section": "opinion"}, "interview", id="layout before section"),
    ],
)
def test_genre(text, given, genre):
    """A piece that is no report says so; a report has no genre."""
    assert published(text, **given).extra.get("genre") == genre


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        (QUESTIONS, "question", ["Q: Will you withdraw your ships?", "Q: Do you accept the plan?"]),
        (QUESTIONS, "speaker", ["A:", "A:"]),
        (NAMED, "question", ["REPORTER: Minister, will you sign?", "REPORTER: Did your navy fire?"]),
        (NAMED, "speaker", []),
        (DEBATE, "question", []),
        (LIVE, "time", ["2:05 p.m.", "2:20 p.m.", "3:10 p.m."]),
        (REPORT, "question", []),
    ],
)
def test_what_is_asked_and_the_clock_are_no_story(text, kind, marked):
    """Questions, bare labels and clocks are marked; a speaker's name stays in the story."""
    found = published(text)
    assert [found.text[f.start : f.end] for f in found.furniture if f.kind == kind] == marked


@pytest.mark.parametrize("line", ["Q: ", "Kole: I ", "Is it so?\n\n", "12:30 ", "A B C D E ", "OPINION - ", "I. ", "“"])
def test_odd_layouts_stay_fast(line):
    """A quarter of a million characters of one odd line are read in time that grows with their number."""
    began = time.process_time()
    published(line * (250_000 // len(line)))
    assert time.process_time() - began < 5

"""Interviews and transcripts: whose words a turn is."""

from __future__ import annotations

import pytest

from communique import actors, statements
from communique.articles import read
from communique.data import Document
from factories import article

LABELLED = """Foreign Minister Ada Kole met the press in Ansel.

REPORTER: Minister, will you sign?

KOLE: We will not sign. That text is not ours.

We accuse nobody of bad faith.

REPORTER: Did your navy fire?

KOLE: It did not.
"""

UNLABELLED = """Foreign Minister Ada Kole spoke to the Ansel Post about the quarrel with Jan Oren.

**Minister, will you withdraw your ships?**

No. We stay.

**Do you trust the mediator?**

I do, and I told her so.

**Would you meet your neighbour?**

Yes.
"""


def turns(text: str) -> list[tuple[str, str, str | None]]:
    """Source, words and speaker of each statement that stands without a cue."""
    of = read(Document(path="talk.txt", raw=text.encode(), media="text"))
    said = statements.extract(of)
    cast = actors.resolve(of, said)
    name = {actor.id: actor.name for actor in cast.actors}
    return [
        (
            s.source.exact if s.source else "",
            " ".join(a.exact for a in s.content),
            name.get(cast.speakers.get(s.id, "")),
        )
        for s in said
        if s.cue is None
    ]


def test_a_turn_is_said_by_whom_its_label_names():
    """All paragraphs of a turn are one statement, of the person that the introduction names in full."""
    assert turns(LABELLED) == [
        ("KOLE", "We will not sign. That text is not ours. We accuse nobody of bad faith.", "Ada Kole"),
        ("KOLE", "It did not.", "Ada Kole"),
    ]


def test_an_answer_without_a_label_is_said_by_who_is_interviewed():
    """The answers are those of whom the introduction says that the paper spoke to."""
    assert [(words, speaker) for _, words, speaker in turns(UNLABELLED)] == [
        ("No. We stay.", "Ada Kole"),
        ("I do, and I told her so.", "Ada Kole"),
        ("Yes.", "Ada Kole"),
    ]


def test_an_answer_is_that_of_whom_the_paper_is_received_by():
    """Who "receives us" answers, also where only the office is told."""
    received = "The head of the Ansel Port Council receives us in his office."
    text = UNLABELLED.replace(UNLABELLED.splitlines()[0], received)
    assert {source for source, _, _ in turns(text)} == {"The head of the Ansel Port Council"}


def test_we_in_a_turn_is_who_speaks_it():
    """A "we" that reports within a turn is the speaker of the turn."""
    of = read(Document(path="talk.txt", raw=LABELLED.encode(), media="text"))
    inner = [s for s in statements.extract(of) if s.cue is not None and s.cue.exact == "accuse"]
    assert [s.source.exact for s in inner if s.source] == ["KOLE"]


@pytest.mark.parametrize(
    "text", ["Q: a\n\nA: b", "A:", "Q: Will you?\n\n" * 9, "Kole: I\n\nOren: you\n\n" * 9, ":\n" * 99]
)
def test_broken_conversations_are_read(text):
    """Turns without words, questions without answers and labels without anybody harm nothing."""
    of = read(Document(path="talk.txt", raw=text.encode(), media="text"))
    for statement in statements.extract(of):
        assert all(of.text[a.start : a.end] == a.exact for a in statement.content)


POST = (
    "Kenyan President Ana J. Brisk spoke on Monday.\n\nWe will never sign. The lake is ours! — Ana J. Brisk "
    "(@anabrisk) May 3, 2031\n\nEgypt must wait. https://example.org/x\n\n— Ana J. Brisk (@anabrisk)\n\nEgypt left."
)


def test_a_signed_post_is_said_by_whom_its_signature_names():
    """A post is a statement of who signs it, also where the signature stands alone; the report around it is not."""
    found = [s for s in statements.extract(article(POST)) if s.kind == "direct"]
    assert [s.source.exact for s in found] == ["Ana J. Brisk", "Ana J. Brisk"]
    assert [s.content[0].exact[:20] for s in found] == ["We will never sign. ", "Egypt must wait. htt"]


def test_somebody_named_with_a_handle_posts_nothing():
    """A handle behind a name is no signature without the dash, nor where a whole report stands before it."""
    text = "Ana Brisk (@anabrisk) left. " + "She had waited for hours in the rain. " * 40 + "— Ivo Lund (@lund)"
    assert not [s for s in statements.extract(article(text)) if s.kind == "direct"]

"""Who said what: tables of sentences, one line a case: (text, [(source, cue, content, …)])."""

from __future__ import annotations

import pytest

from communique.data import Statement
from communique.statements import Options, extract
from factories import article, furniture

Row = tuple[str | None, ...]

DIRECT: list[tuple[str, list[Row]]] = [
    ("“We stay,” said Minister Ada Brunn.", [("Minister Ada Brunn", "said", "“We stay,”")]),
    ("“We stay,” said senior adviser Ada Brunn.", [("senior adviser Ada Brunn", "said", "“We stay,”")]),
    ("“We stay,” was how Brunn put it.", [("Brunn", "put it", "“We stay,”")]),
    ("“We stay,” May said.", [("May", "said", "“We stay,”")]),
    ("“Lund and Brunn agree,” Lund and Brunn write.", [("Lund and Brunn", "write", "“Lund and Brunn agree,”")]),
    ("“We stay,” Brunn said on Monday.", [("Brunn", "said", "“We stay,”")]),
    ("Brunn said: “We stay. We always have.”", [("Brunn", "said", "“We stay. We always have.”")]),
    ("‘We stay,’ said Brunn, the foreign minister.", [("Brunn, the foreign minister", "said", "‘We stay,’")]),
    ('"Is it so?" Brunn asked.', [("Brunn", "asked", '"Is it so?"')]),
    ("“If they go,” he said, “we stay.”", [("he", "said", "“If they go,”", "“we stay.”")]),
    ("“We stay,” he said. “They go.”", [("he", "said", "“We stay,”", "“They go.”")]),
    (
        "“We stay,” Petra Lund, Ostra’s envoy to the river talks, told reporters in the lobby.",
        [("Petra Lund, Ostra’s envoy to the river talks", "told", "“We stay,”")],
    ),
    ("He went on: ‘But we are glad. We say so.’", [("He", "went on", "‘But we are glad. We say so.’")]),
    ("“Talks will be long,” tweeted the mission.", [("the mission", "tweeted", "“Talks will be long,”")]),
    ("Brunn said the gates would open.\n“We keep our word,” she added.",
     [("Brunn", "said", "the gates would open"), ("she", "added", "“We keep our word,”")]),
    ("Brunn sounded hopeful: “The door is ajar, and we shall keep it so.”",
     [("Brunn", None, "“The door is ajar, and we shall keep it so.”")]),
    ("“We stay here,” Brunn said.\n“We shall stay for as long as we must.”",
     [("Brunn", "said", "“We stay here,”"), ("Brunn", None, "“We shall stay for as long as we must.”")]),
    ("Brunn began. “It goes on,” he said, “and on.\n“And it ends here for all of us.”",
     [("he", "said", "“It goes on,”", "“and on.", "“And it ends here for all of us.”")]),
    ("Lund was unmoved. He had come, he said, for a text. “The gates first, the handshakes afterwards.”",
     [("he", "said", "He had come", "for a text"), ("he", "said", "“The gates first, the handshakes afterwards.”")]),
    ("“Nobody knows what the river wants.”", [(None, None, "“Nobody knows what the river wants.”")]),
]  # fmt: skip

INDIRECT: list[tuple[str, list[Row]]] = [
    ("Brunn said that the talks would go on.", [("Brunn", "said", "that the talks would go on")]),
    ("The 78-year-old Brunn said the talks would go on.", [("The 78-year-old Brunn", "said", "the talks would go on")]),
    ("A boat crossed at dawn and sank, said Gen. Lund, who saw it.",
     [("Gen. Lund, who saw it", "said", "A boat crossed at dawn and sank")]),
    ("Now it is over, Lund said. We are glad of that.",
     [("Lund", "said", "Now it is over"), ("Lund", None, "We are glad of that.")]),
    ("The president ordered the release of 12 men.", [("The president", "ordered", "the release of 12 men")]),
    ("Brunn said the talks would go on.", [("Brunn", "said", "the talks would go on")]),
    ("Lund told reporters on Monday that Ostra would stay.", [("Lund", "told", "that Ostra would stay")]),
    ("On Friday, in the rain, Envoy Lund said the road was shut.", [("Envoy Lund", "said", "the road was shut")]),
    ("The road was shut, according to two officials.", [("two officials", "according to", "The road was shut")]),
    ("According to the ministry, the road was shut.", [("the ministry", "According to", "the road was shut")]),
    ("Now the road is shut, Lund said.", [("Lund", "said", "Now the road is shut")]),
    ("The gatekeepers, Lund charged, had padded the bills.",
     [("Lund", "charged", "The gatekeepers", "had padded the bills")]),
    ("Lund said Ostra must clear half of what it says is a debt.",
     [("Lund", "said", "Ostra must clear half of what it says is a debt")]),
    ("The list, Lund said, would be public.", [("Lund", "said", "The list", "would be public")]),
    ("If Ostra leaves, she said, Vell will follow.", [("she", "said", "If Ostra leaves", "Vell will follow")]),
    ("Lund denied plans to close the canal.", [("Lund", "denied", "plans to close the canal")]),
    ("Ostra accused Vell of moving its guns.", [("Ostra", "accused", "Vell of moving its guns")]),
    ("Lund warned that the canal would close.", [("Lund", "warned", "that the canal would close")]),
    ("Ostra called for an inquiry.", [("Ostra", "called for", "an inquiry")]),
    ("Vell ruled out any new talks.", [("Vell", "ruled out", "any new talks")]),
    ("Lund vowed to stay.", [("Lund", "vowed", "to stay")]),
    ("Lund described the talks as thin but useful.", [("Lund", "described", "the talks as thin but useful")]),
    ("In a statement on Monday, Lund said Ostra would stay.", [("Lund", "said", "Ostra would stay")]),
    ("In Ostra the minister, Ada Brunn, told parliament that power was short.",
     [("the minister, Ada Brunn", "told", "that power was short")]),
    ("Brunn, who heads the team, turned down the draft.", [("Brunn, who heads the team", "turned down", "the draft")]),
    ("A senior official, who asked not to be named, said Vell could wait.",
     [("A senior official, who asked not to be named", "said", "Vell could wait")]),
    ("An official, speaking on condition of anonymity, said Vell could wait.",
     [("An official, speaking on condition of anonymity", "said", "Vell could wait")]),
    ("Lund denied plans to leave and said there had been progress.",
     [("Lund", "denied", "plans to leave"), ("Lund", "said", "there had been progress")]),
    ("Lund said Ostra would stay, warning that patience had limits.",
     [("Lund", "said", "Ostra would stay"), ("Lund", "warning", "that patience had limits")]),
    ("Ostra says 40 died, but Vell says 12 died.", [("Ostra", "says", "40 died"), ("Vell", "says", "12 died")]),
    ("Ostra, which has denied any part in it, is calling for calm.",
     [("Ostra", "has denied", "any part in it"), ("Ostra, which has denied any part in it", "is calling for", "calm")]),
    ("The general repeatedly denied that shots were fired.",
     [("The general", "repeatedly denied", "that shots were fired")]),
    ("It is dead, a spokesman, Joren Vale, made clear.", [("a spokesman, Joren Vale", "made clear", "It is dead")]),
]  # fmt: skip

MIXED: list[tuple[str, list[Row]]] = [
    ("Lund said the offer was “not on this table”.", [("Lund", "said", "the offer was “not on this table”")]),
    ("She called the opening “narrow, but real”.", [("She", "called", "the opening “narrow, but real”")]),
    (
        "In an interview on Ostra’s “The Morning Hour,” Lund said the gates would open.",
        [("Lund", "said", "the gates would open")],
    ),
    (
        "While Lund said “we shall stay,” Brunn made it clear that Vell “will go”.",
        [("Lund", "said", "“we shall stay,”"), ("Brunn", "made it clear", "that Vell “will go”")],
    ),
]

NOTHING = [
    "The United States and Vell met for seven hours.",
    "The talks ended on Monday.",
    "His claims were many and his demands were few.",
    "Neither palace disclosed what was said.",
    "A “peace bus” stood at the gate.",
    "The proposed deal fell through.",
    "They went on for hours.",
    "It follows the rule of “guilty until shown otherwise” in the old law.",
    "‘THREE WISE MEN CAME’",
]


def rows(found: tuple[Statement, ...]) -> list[Row]:
    """Statements as rows of words."""
    return [
        (s.source.exact if s.source else None, s.cue.exact if s.cue else None, *(c.exact for c in s.content))
        for s in found
    ]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_speech(text: str, expected: list[Row]) -> None:
    """A quotation belongs to who speaks it, wherever the cue stands."""
    found = extract(article(text))
    assert rows(found) == expected
    assert found[-1].kind == "direct"


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_indirect_speech(text: str, expected: list[Row]) -> None:
    """Reported clauses keep their bounds, and their source is the whole noun phrase."""
    found = extract(article(text))
    assert rows(found) == expected
    assert {s.kind for s in found} == {"indirect"}


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_mixed_speech(text: str, expected: list[Row]) -> None:
    """A clause that holds a quoted fragment is one statement."""
    found = extract(article(text))
    assert rows(found) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_statement(text: str) -> None:
    """Nouns, names and narration that look like reporting are left alone."""
    assert rows(extract(article(text))) == []


def test_a_noun_cue_takes_its_owner() -> None:
    """ "Vell's claim that" is a statement of Vell."""
    found = extract(article("Lund mocked Vell’s claim that it had no guns."))
    assert rows(found)[-1] == ("Vell’s", "claim", "that it had no guns")


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("Borealis reported that Brunn said the gate was open.", "Borealis", "Brunn"),
        ("Brunn described the talks as useful, the agency Borealis reported.", "the agency Borealis", "Brunn"),
        ("She said it was over, according to news agency Borealis.", "news agency Borealis", "She"),
        ("The gate was open, Borealis reported, citing two officials.", "Borealis", "two officials"),
    ],
)  # fmt: skip
def test_chains(text: str, outer: str, inner: str) -> None:
    """When one source reports another, the inner statement names the outer one."""
    found = {s.source.exact: s for s in extract(article(text)) if s.source}
    assert found[inner].via == found[outer].id
    assert found[outer].via is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Talks are the only way,” Borealis quoted rebel officials as saying.",
         ("rebel officials", "as saying", "“Talks are the only way,”")),
        ("Borealis quoted two officials as saying that the port was shut.",
         ("two officials", "as saying", "that the port was shut")),
    ],
)  # fmt: skip
def test_whom_a_report_quotes_says_it(text: str, said: tuple[str, str, str]) -> None:
    """ "The agency quoted officials as saying": it is they who say it."""
    assert said in rows(extract(article(text)))


def test_furniture_says_nothing() -> None:
    """A headline is not the story, even where it holds a cue."""
    text = "Vell says it will stay\nLund said Vell would stay."
    of = article(text, furniture=(furniture("headline", text, "Vell says it will stay"),))
    assert rows(extract(of)) == [("Lund", "said", "Vell would stay")]


def test_options_choose_what_to_keep() -> None:
    """Thoughts and unsure statements can be left out."""
    of = article("Lund believes that Vell will stay. Brunn said so: “We shall stay for years.”\n“Nobody can know it.”")
    everything = extract(of)
    assert len(extract(of, options=Options(thoughts=False))) == len(everything) - 1
    sure = extract(of, options=Options(least=0.8))
    assert sure
    assert all(s.confidence >= 0.8 for s in sure)

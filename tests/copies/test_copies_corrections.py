"""Corrections: what was wrong, what is right, and who still carries the error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import find
from communique.copies.corrections import Stories, corrections, notices
from factories import article

BODY = (
    "The envoys of Astrel and Corvane met for five hours on Wednesday in the customs house at Norva to talk about "
    "the guarding of the Lime pass, which has been shut since the spring.\n\n"
    "The wagons were stopped near the southern gate of the Lime pass, where 40 drivers still wait for papers.\n\n"
    "A plan for joint guards was put forward by the council and will be looked at again when the envoys return."
)
STALE = BODY.replace("southern", "northern").replace("40 drivers", "400 drivers")


@pytest.mark.parametrize(
    ("notice", "wrong", "right"),
    [
        (
            "The wagons were stopped near the southern gate. An earlier version of this story incorrectly stated that "
            "the wagons were stopped near the northern gate of the pass.",
            "northern gate",
            "southern gate",
        ),
        (
            "Correction: A previous version of this report placed the wagons at the northern gate of the Lime pass. "
            "They were stopped near the southern gate.",
            "northern gate",
            "southern gate",
        ),
        ("(Corrects paragraph 2 to show 40 drivers wait, not 400 drivers)", "400 drivers", "40 drivers"),
        (
            "Correction: An earlier version of this article said 400 drivers instead of 40 drivers.",
            "400 drivers",
            "40 drivers",
        ),
        (
            "Correction: An earlier version of this report misstated the number of drivers at the gate of the pass. "
            "There are 40 drivers, not 400 drivers.",
            "400 drivers",
            "40 drivers",
        ),
    ],
)
def test_notices_say_what_was_wrong(notice: str, wrong: str, right: str) -> None:
    """The words of a notice give the wrong and the right phrase, the mended passage and the stale copy."""
    mended = article(f"{notice}\n\n{BODY}", published="2031-03-06")
    stale = article(STALE, published="2031-03-05")
    (correction,) = find([mended, stale]).corrections
    assert correction.notice.exact == notice
    assert (correction.wrong, correction.right) == (wrong, right)
    assert correction.mended is not None
    assert [place.article_id for place in correction.stale] == [stale.id]


@pytest.mark.parametrize(
    "line",
    [
        "This story has been updated with new developments.",
        "This story was updated at 4 p.m. with comment from the council.",
        "This article was updated to reflect that the talks have ended.",
        "UPDATE 2-Envoys of Astrel and Corvane meet at Norva (Adds quote, background)",
        "Update (5 pm): adds comment from the Corvane team.",
        "This is a developing story and will be updated.",
        "This article originally appeared in the Norva Courier.",
        "Nearly everyone interviewed for this story said the council should have acted sooner.",
        "Analysts see a market correction before the autumn.",
        "Correction of the border was agreed in 1954.",
        "Correction officers at the jail refused work.",
        "Corrected for the season, exports fell by 3 per cent, not 5 per cent.",
        "Editor's note: all our coverage of the pass is free to read.",
        "Editor’s note: This is the second of three articles on the pass.",
        "For the record, the minister added, he had never met the envoy.",
        "The earlier version of the treaty was rejected by both houses.",
        "An earlier version of this bill had wrongly listed the pass as part of Corvane.",
        "An earlier version of the draft treaty said 400 soldiers instead of 40 would guard the pass.",
        "The first version of the text, seen by this newspaper, said that 400 guards were to be posted, not 40.",
        "He said the earlier version of this agreement had been amended to reflect the wishes of Corvane.",
        "The communique was amended to say “parties”, not “sides”.",
        "The minister clarified his remarks, saying he had been misquoted and that the report was wrong.",
        "“I was misquoted,” the minister said, and an aide corrected a colleague who had given the figure as 400.",
        "The institute has corrected its report, which said that 12,000 soldiers, not 1,200, were on the ridge.",
        "The council had to issue a correction: its statement on Tuesday misstated the sum as 4 million, not 40.",
        "Officials said that this report had been amended to say that no shots were fired, not that some were.",
        "The rival paper wrote: “An earlier version of this story incorrectly stated that the envoy had left.”",
        "The Herald printed a correction saying an earlier version of this article misstated the number of drivers.",
        "An article in the Herald had incorrectly claimed that the envoy would resign, her office said.",
        "Mr Enk wrongly said in March that the accord had been signed in 1978.",
    ],
)
def test_other_lines_are_no_notices(line: str) -> None:
    """Updates, markets, treaties, what people say and notices of other papers are no corrections."""
    assert not find([article(f"{line}\n\n{BODY}")]).corrections


REPORT = "\n\n".join(
    (
        "The envoys of Astrel and Corvane met for five hours on Wednesday in the customs house at "
        "Norva to talk about the "
        "guarding of the Lime pass, which has been shut since the spring.",
        "The wagons were stopped near the southern gate of the Lime pass, where 40 drivers still wait for papers.",
        "Ilse Marrand, the foreign minister of Astrel, said the proposal was “a first step, not a "
        "settlement” and that her "
        "government would answer by Friday.",
        "The reservoir at Tolvane holds 12 million cubic metres of water and supplies 300,000 people on both banks.",
        "Corvane has 1,200 soldiers on the ridge, according to a report by the Halden Institute.",
        "The two sides signed the water treaty in 2019 and have quarrelled over it ever since. It cost $3.4 billion.",
        "Deputy Commissioner Petra Olwen, who leads the Corvane team, did not rule out a meeting in Sarn next week.",
    )
)
STRANGER = (
    "On Tuesday 400 guests came to the town hall of Sarn to hear the trade minister of Corvane "
    "speak of the harvest.\n\n"
    "The school in Sarn was built in 2017 and cost 12 billion crowns, a sum that Astrel and Corvane argue about.\n\n"
    "Some 12,000 people watched the parade in Astrel on Thursday, and 2,100 of them were "
    "soldiers of the guard. The rail "
    "treaty of 2018 was praised. In 2009 and 2016 there had been 30,000 visitors and 3 million letters.\n\n"
    "The northern gate of the old town of Sarn was painted in the autumn, when 900 soldiers were away."
)

# A notice; what the older version had, as "right>wrong"; the wrong and the right words that are told.
FORMS = [
    (
        "Correction: An earlier version of this article misstated the number of drivers waiting. It is 40, not 400.",
        "40 drivers>400 drivers",
        "400",
        "40",
    ),
    (
        "CORRECTION: A previous version of this story gave the wrong year for the treaty. It was "
        "signed in 2019, not 2017.",
        "2019>2017",
        "2017",
        "2019",
    ),
    (
        "Corrections and clarifications: An article on Tuesday about the Lime pass misstated the "
        "number of soldiers that Corvane has on the ridge. It is 1,200, not 12,000.",
        "1,200>12,000",
        "12,000",
        "1,200",
    ),
    (
        "Clarification: This story has been updated to make clear that the wagons were stopped near "
        "the southern gate, not the northern gate.",
        "southern>northern",
        "northern gate",
        "southern gate",
    ),
    (
        "Clarification: An earlier version of this report said the foreign minister would answer by "
        "Thursday. She said her government would answer by Friday.",
        "Friday>Thursday",
        "Thursday",
        "Friday",
    ),
    (
        "This story has been corrected to show that the reservoir supplies 300,000 people, not 3 million.",
        "300,000>3 million",
        "3 million",
        "300,000",
    ),
    (
        "This article was amended on 4 March 2031 to correct the name of the foreign minister, Ilse "
        "Marrand, which an earlier version gave as Ilse Marran.",
        "Marrand>Marran",
        "Ilse Marran",
        "Ilse Marrand",
    ),
    (
        "• This article was amended on 4 March 2031. An earlier version said the envoys met for nine "
        "hours. They met for five.",
        "five hours>nine hours",
        "nine",
        "five",
    ),
    (
        "This article was amended on 4 March 2031 to correct the length of the meeting. The original said six hours.",
        "five hours>six hours",
        "six hours",
        "five hours",
    ),
    (
        "(Corrects paragraph 3 to say the minister's government would answer by Friday, not Thursday)",
        "Friday>Thursday",
        "Thursday",
        "Friday",
    ),
    (
        "(Corrects spelling of envoy's name to Olwen from Olwin, paragraph 7)",
        "Olwen>Olwin",
        "Olwin",
        "Olwen",
    ),
    (
        "(This March 5 story has been corrected to say 1,200 soldiers, not 2,100, in paragraph 5)",
        "1,200>2,100",
        "2,100",
        "1,200",
    ),
    (
        "CORRECTED-Envoys of Astrel and Corvane meet at Norva (Corrects day of meeting to Wednesday "
        "from Tuesday in first paragraph)",
        "Wednesday>Tuesday",
        "Tuesday",
        "Wednesday",
    ),
    (
        "(Corrects to show Olwen is a deputy commissioner, not commissioner, in paragraph 7)",
        "Deputy Commissioner>Commissioner",
        "commissioner",
        "deputy commissioner",
    ),
    (
        "This version corrects the number of soldiers in paragraph five to 1,200.",
        "1,200>12,000",
        "12,000 soldiers",
        "1,200",
    ),
    (
        "This story corrects that the treaty was signed in 2019, not 2018.",
        "2019>2018",
        "2018",
        "2019",
    ),
    (
        "Editor’s note: An earlier version of this article misidentified Petra Olwen as the leader of "
        "the Astrel team. She leads the Corvane team.",
        "Corvane team>Astrel team",
        "Astrel team",
        "Corvane team",
    ),
    (
        "Editor’s note: An earlier version of this article overstated the cost. The treaty cost $3.4 "
        "billion, not $34 billion.",
        "$3.4 billion>$34 billion",
        "$34 billion",
        "$3.4 billion",
    ),
    (
        "A previous version misidentified the foreign minister as Ilsa Marrend.",
        "Ilse Marrand>Ilsa Marrend",
        "Ilsa Marrend",
        "Ilse Marrand",
    ),
    (
        "Because of an editing error, an earlier version of this article misstated the capacity of the "
        "reservoir. It holds 12 million cubic metres, not 12 billion.",
        "12 million>12 billion",
        "12 billion",
        "12 million",
    ),
    (
        "In our report yesterday, we wrongly said the treaty was signed in 2009. It was signed in "
        "2019. We apologise for the error.",
        "2019>2009",
        "2009",
        "2019",
    ),
    (
        "We apologise for an error in yesterday’s report, which said Corvane had 12,000 soldiers on "
        "the ridge. The figure is 1,200.",
        "1,200>12,000",
        "12,000",
        "1,200",
    ),
    (
        "The headline of this story was amended to reflect that the talks were held at Norva, not Sarn.",
        "at Norva>at Sarn",
        "Sarn",
        "Norva",
    ),
    (
        "An earlier headline on this article wrongly said the pass had been shut since the winter. It "
        "has been shut since the spring.",
        "the spring>the winter",
        "winter",
        "spring",
    ),
    (
        "UPDATE 3:40 pm: An earlier version of this post said 900 soldiers were on the ridge. The "
        "institute now says it is 1,200.",
        "1,200>900",
        "900",
        "1,200",
    ),
    (
        "FOR THE RECORD\nAn article in the March 5 edition gave the population served by the reservoir "
        "as 30,000. It is 300,000.",
        "300,000>30,000",
        "30,000",
        "300,000",
    ),
    (
        "Correction: An earlier version of this article stated that Ms. Marrand called the proposal “a "
        "final settlement”. She called it “a first step, not a settlement”.",
        "a first step, not a settlement>a final settlement",
        "a final settlement",
        "a first step, not a settlement",
    ),
    (
        "An earlier version of this article attributed the estimate of 1,200 soldiers to Halden "
        "University. It was made by the Halden Institute.",
        "the Halden Institute>Halden University",
        "Halden University",
        "Halden Institute",
    ),
    (
        "This article has been corrected. The treaty was signed in 2019 and not, as previously stated, in 2016.",
        "2019>2016",
        "2016",
        "2019",
    ),
    (
        "Note: this story originally misreported the capacity of the reservoir, which is 12 million "
        "cubic metres rather than 12 billion.",
        "12 million>12 billion",
        "12 billion",
        "12 million",
    ),
    (
        "CORRECTION — In our report of March 5, “400 drivers” should have read “40 drivers”.",
        "40 drivers>400 drivers",
        "400 drivers",
        "40 drivers",
    ),
    (
        "An earlier version of this article described Petra Olwen as a spokeswoman. She is the deputy "
        "commissioner who leads the Corvane team.",
        "Deputy Commissioner>Spokeswoman",
        "spokeswoman",
        "deputy commissioner",
    ),
    (
        "We misspelt the name of the foreign minister, Ilse Marrand, in an earlier version of this "
        "report. Our apologies.",
        "Marrand>Marren",
        "Ilse Marren",
        "Ilse Marrand",
    ),
    # The notice tells only what was wrong, or only what is right, or only what it was about.
    (
        "An earlier version of this story incorrectly reported that the envoys met on Tuesday.",
        "Wednesday>Tuesday",
        "Tuesday",
        "Wednesday",
    ),
    (
        "The story has been changed to correct the day of the meeting, which was Wednesday.",
        "Wednesday>Tuesday",
        "Tuesday",
        "Wednesday",
    ),
    (
        "Update (3:40 p.m.): This story has been updated to correct the number of soldiers on the ridge.",
        "1,200>2,100",
        "2,100 soldiers",
        "1,200 soldiers",
    ),
    (
        "This version corrects the spelling of Marrand.",
        "Marrand>Marrend",
        "Ilse Marrend",
        "Marrand",
    ),
    (
        "An article on Tuesday wrongly reported that Corvane would pull out of the talks. It has made "
        "no such decision.",
        "did not rule out a meeting in Sarn next week>said that Corvane would pull out of the talks",
        "Corvane would pull out of the talks",
        "",
    ),
    (
        "Retraction: We have withdrawn a report on Tuesday that Corvane had moved tanks to the ridge. "
        "It was based on a forged document.",
        "Corvane has 1,200 soldiers on the ridge>Corvane has moved tanks to the ridge",
        "Corvane had moved tanks to the ridge",
        "",
    ),
]


@pytest.mark.parametrize("place", ["top", "middle", "end"])
@pytest.mark.parametrize(("notice", "swap", "wrong", "right"), FORMS)
def test_notices_of_every_form_are_read(notice: str, swap: str, wrong: str, right: str, place: str) -> None:
    """The wrong and the right words are told, and of three others only the older version carries the error."""
    now, _, before = swap.partition(">")
    assert now in REPORT
    parts = REPORT.split("\n\n")
    at = {"top": 0, "middle": 3, "end": len(parts)}[place]
    mended = article("\n\n".join([*parts[:at], notice, *parts[at:]]), published="2031-03-06")
    stale = article(REPORT.replace(now, before), published="2031-03-05")
    others = [stale, article(STRANGER, published="2031-03-05"), article(REPORT, published="2031-03-07")]
    told = {one.id: notices(one) for one in (mended, *others)}
    (correction,) = corrections(mended, told[mended.id], others, Stories(told))
    assert correction.notice.exact == notice
    assert (correction.wrong, correction.right) == (wrong, right)
    assert [place.article_id for place in correction.stale] == [stale.id]


@pytest.mark.parametrize(
    ("notice", "other", "carries"),
    [
        (
            FORMS[0][0],
            "At the Lime pass 400 drivers were waiting for papers on Thursday, a customs officer said.",
            True,
        ),
        (FORMS[1][0], "The water treaty, signed in 2017 by both sides, is at the heart of the quarrel.", True),
        (FORMS[2][0], "Corvane keeps 12,000 soldiers on the ridge, a think tank wrote.", True),
        (FORMS[5][0], "The Tolvane reservoir supplies 3 million people with water.", True),
        (FORMS[7][0], "For nine hours the envoys met behind closed doors in Norva on Wednesday.", True),
        (FORMS[0][0], "The ministry said 400 drivers had not been stopped at the Sarn bridge.", False),
        (FORMS[2][0], "Astrel has 12,000 soldiers in its whole army, and Corvane as many reservists.", False),
        (FORMS[1][0], "Corvane joined the customs union in 2017, two years before the water treaty.", False),
        (FORMS[0][0], "At first 400 drivers were said to wait at the Lime pass; in fact only 40 drivers were.", False),
        (FORMS[5][0], "The reservoir at Tolvane supplies 300,000 people and not 3 million, as was claimed.", False),
        (FORMS[4][0], "The envoys will rest on Thursday, an aide of the foreign minister said.", False),
    ],
)
def test_the_wrong_thing_is_of_the_same_subject(notice: str, other: str, carries: bool) -> None:
    """Another report, no version of the mended one, carries the error only where it states it of that thing."""
    mended = article(f"{notice}\n\n{REPORT}", published="2031-03-06")
    stale = article(f"The talks go on.\n\n{other}\n\nNothing else was said.", published="2031-03-07")
    told = {one.id: notices(one) for one in (mended, stale)}
    (correction,) = corrections(mended, told[mended.id], [stale], Stories(told))
    assert bool(correction.stale) == carries


def test_a_notice_may_mend_several_errors() -> None:
    """Each error of a notice is a correction of its own, with an id of its own."""
    notice = (
        "Two corrections: An earlier version of this article said the treaty was signed in 2018; "
        "it was signed in 2019. It "
        "also said that 140 drivers were waiting; the number is 40."
    )
    mended = article(f"{REPORT}\n\n{notice}")
    found = corrections(mended, notices(mended), [], Stories({mended.id: notices(mended)}))
    assert [(c.wrong, c.right) for c in found] == [("2018", "2019"), ("140", "40")]
    assert len({c.id for c in found}) == 2


def test_a_notice_that_stands_twice_is_one() -> None:
    """A notice at the top and at the end is one correction."""
    mended = article(f"{FORMS[0][0]}\n\n{REPORT}\n\n{FORMS[0][0]}")
    assert len(corrections(mended, notices(mended), [], Stories({}))) == 1


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: A photo caption with an article on Wednesday misidentified the woman at left. "
        "She is Petra Olwen, not "
        "Ilse Marrand.",
        "REFILE-Envoys meet at Norva (Refiles to fix typo in headline)",
        "(This story has been refiled to correct a typographical error in the fourth paragraph)",
        "This article has been corrected.",
        "Correction: This story has been updated to reflect the correct day of the meeting.",
    ],
)
def test_a_notice_about_no_fact_makes_nobody_stale(notice: str) -> None:
    """Captions and slips of the pen are corrections that no other article carries."""
    mended = article(f"{notice}\n\n{REPORT}", published="2031-03-06")
    others = [article(REPORT, published="2031-03-05"), article(STRANGER, published="2031-03-05")]
    (correction,) = corrections(mended, notices(mended), others, Stories({}))
    assert not correction.stale


@given(
    st.text(alphabet="aA .,;:()“”\"'\n4é-", max_size=80),
    st.sampled_from([form[0] for form in FORMS]),
    st.integers(0, 200),
)
@settings(deadline=None, max_examples=100)
def test_any_notice_is_read(noise: str, notice: str, cut: int) -> None:
    """A notice cut short or run into other text never breaks the reading, and its anchors quote the article."""
    mended = article(f"{noise}{notice[:cut]}{noise}\n{notice[cut:]} {noise}")
    for correction in corrections(mended, notices(mended), [article(REPORT)], Stories({})):
        place = correction.notice
        assert mended.text[place.start : place.end] == place.exact


def test_a_notice_is_not_stale_itself() -> None:
    """Neither the corrected article nor one that is right carries the error."""
    mended = article(f"(Corrects paragraph 2 to show 40 drivers wait, not 400 drivers)\n\n{BODY}")
    (correction,) = find([mended, article(BODY, published="2031-03-09")]).corrections
    assert not correction.stale


def test_a_notice_tells_the_direction() -> None:
    """Without dates the article that mends an error is later than the one that carries it."""
    notice = "Correction: An earlier version of this article said 400 drivers instead of 40 drivers."
    mended = article(f"{notice}\n\n{BODY}", published=None, id="a")
    stale = article(STALE, published=None, id="b")
    (copy,) = find([mended, stale]).copies
    assert (copy.article_id, copy.original_id) == ("a", "b")
    assert "correction notice" in copy.reason


def test_a_million_signs_are_read_fast() -> None:
    """A notice-like text of great length is read without trouble."""
    assert not find([article("correction earlier version of this " * 20_000)]).corrections
    lines = "Correction: an earlier version of this story, which an article, which " * 12
    assert len(notices(article(f"{lines}\n" * 2_000))) <= 50
    assert not notices(
        article("an earlier version of the corrected article on , a the correct ( " * 18 + "\n" * 40_000)
    )

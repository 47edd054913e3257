"""Dates: absolute forms, and words resolved against the day of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 March 2031", "2031-03-07"),
        ("March 7, 2031", "2031-03-07"),
        ("Mar. 7, 2031", "2031-03-07"),
        ("Friday, 7 March 2031", "2031-03-07"),
        ("Fri, 07 Mar 2031 10:30:00 GMT", "2031-03-07"),
        ("7th of March, 2031", "2031-03-07"),
        ("2031-03-07T10:30:00Z", "2031-03-07"),
        ("20310307", "2031-03-07"),
        ("07.03.2031", "2031-03-07"),
        ("13/03/2031", "2031-03-13"),
        ("03/13/2031", "2031-03-13"),
        ("03/04/2031", "2031"),
        ("March 2031", "2031-03"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("31 February 2031", None),
        ("no date", None),
        ("", None),
    ],
)
def test_parse_reads_one_absolute_date(text: str, expected: str | None) -> None:
    """A date in any usual form becomes an ISO prefix; what could be two dates keeps its year."""
    assert dates.parse(text) == expected


# Published on Friday 7 March 2031.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys said on Wednesday that talks had failed.", "2031-03-05"),
        ("The envoys will meet on Wednesday in Sarn.", "2031-03-12"),
        ("The talks ended on Friday.", "2031-03-07"),
        ("They met last Friday.", "2031-02-28"),
        ("They meet next Friday.", "2031-03-14"),
        ("A round is expected this coming Tuesday.", "2031-03-11"),
        ("The council convenes Monday.", "2031-03-10"),
        ("The reply is due by Monday.", "2031-03-10"),
        ("She could fly home as early as Thursday.", "2031-03-13"),
        ("A bullet tore through the window Wednesday night.", "2031-03-05"),
        ("A parade marked the entry into the union to honour the dead on Thursday.", "2031-03-06"),
        ("Until Thursday, they had kept silent.", "2031-03-06"),
        ("It was a return to the great marches of December.", "2030-12"),
        ("She arrived yesterday.", "2031-03-06"),
        ("A vote is set for tomorrow.", "2031-03-08"),
        ("They spoke on March 2.", "2031-03-02"),
        ("The pact was signed on 28 December.", "2030-12-28"),
        ("Last month the army withdrew.", "2031-02"),
        ("The island was annexed in 2019.", "2019"),
        ("A ceasefire was signed three days ago.", "2031-03-04"),
        ("They left a month ago.", "2031-02"),
        ("A summit is planned in June.", "2031-06"),
        ("The war began in November.", "2030-11"),
        ("The session was postponed to Thursday.", "2031-03-13"),
    ],
)
def test_find_resolves_against_the_publication_day(text: str, expected: str) -> None:
    """Words for days, months and years look back or ahead as the verb beside them does."""
    assert [w.value for w in dates.find(text, "2031-03-07")] == [expected]


def test_relative_words_need_a_publication_day() -> None:
    """Without a publication date an absolute date still has a value, and a weekday has none."""
    found = dates.find("They met on Monday and on 3 March 2031.", None)
    assert [w.value for w in found] == [None, "2031-03-03"]


@given(st.text(max_size=300), st.none() | st.dates().map(str))
def test_find_never_fails_and_stays_in_order(text: str, published: str | None) -> None:
    """Any text gives places in order, inside the text and apart."""
    places = [0, *(p for w in dates.find(text, published) for p in (w.start, w.end)), len(text)]
    assert places == sorted(places)

"""Publication dates as ISO prefixes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles.published import agreed, iso, precision


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T10:00:00Z", "2031-03-04"),
        ("2031-03-04 23:30:00 -05:00", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("March 4, 2031", "2031-03-04"),
        ("Tuesday, March 4, 2031", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("4th of", None),
        ("Tue, 04 Mar 2031 10:00:00 GMT", "2031-03-04"),
        ("MARCH 4, 2031", "2031-03-04"),
        ("Sept. 4, 2031", "2031-09-04"),
        ("2031-03", "2031-03"),
        ("March 2031", "2031-03"),
        ("2031", "2031"),
        ("2031-3-4", "2031-03-04"),
        ("04/03/2031", None),
        ("2031-02-30", None),
        ("2031-13", None),
        ("31 June 2031", None),
        ("0031-03-04", None),
        ("yesterday", None),
        ("Monday", None),
        ("", None),
    ],
)
def test_dates_become_iso_prefixes(stated: str, value: str | None) -> None:
    """Plain dates are read at the precision they have; ambiguous and impossible ones are none."""
    assert iso(stated) == value


@pytest.mark.parametrize(
    ("stated", "value"),
    [(["2031-03-04", "March 2031"], "2031-03-04"),
     (["2031", "2031-03"], "2031-03"), (["2031-03-04", "2031-03-05"], None),
     (["2031-03-04", "soon"], None), ([], None)],
)  # fmt: skip
def test_dates_that_contradict_each_other_are_none(stated: list[str], value: str | None) -> None:
    """Several dates agree where one is a prefix of the other; the more precise one counts."""
    assert agreed(stated) == value


@pytest.mark.parametrize(
    ("value", "name"), [("2031-03-04", "day"), ("2031-03", "month"), ("2031", "year"), (None, "unknown")]
)
def test_precision_is_the_length_of_the_prefix(value: str | None, name: str) -> None:
    """Day, month, year or unknown."""
    assert precision(value) == name


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    """An ISO day is itself, however it is written out."""
    written = f"{day:%d %B %Y}"
    assert iso(str(day)) == iso(written) == str(day)

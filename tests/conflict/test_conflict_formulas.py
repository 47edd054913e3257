"""Statements about options: what they mean, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.conflict.formulas import parsed, value
from communique.errors import BadConflict

NUMBERS = {"a": 0, "b": 1, "c": 2}

# the statement, and the states of a, b, c in which it is true
MEANINGS = [
    ("a", "YNN YYN YNY YYY"),
    ("NOT a", "NNN NYN NNY NYY"),
    ("NOT NOT a", "YNN YYN YNY YYY"),
    ("a AND b", "YYN YYY"),
    ("a AND NOT b", "YNN YNY"),
    ("a OR b AND c", "YNN YYN YNY YYY NYY"),
    ("(a OR b) AND c", "YNY NYY YYY"),
    ("a IF b", "NNN YNN YYN NNY YNY YYY"),
    ("a IFF b", "NNN YYN NNY YYY"),
    ("a IFF b IF c", "YNN YYN NNY YYY"),
    ("NOT (a AND b AND c)", "NNN YNN NYN YYN NNY YNY NYY"),
    ("a AND b OR NOT a AND NOT b", "NNN YYN NNY YYY"),
]


@pytest.mark.parametrize(("text", "states"), MEANINGS)
def test_a_statement_is_true_where_it_should_be(text: str, states: str) -> None:
    """A statement holds in the states that its words say."""
    formula = parsed(text, NUMBERS)
    true = {s for s in range(8) if value(formula, lambda option, s=s: bool(s >> option & 1))}
    assert true == {sum(1 << at for at, letter in enumerate(state) if letter == "Y") for state in states.split()}


FAULTS = [
    ("", "a statement is empty"),
    ("   ", "a statement is empty"),
    ("a AND", "“a AND” breaks off"),
    ("NOT", "“NOT” breaks off"),
    ("a b", "“a b” cannot be read at “b”"),
    ("AND a", "“AND a” cannot be read at “AND”"),
    ("a NOT b", "“a NOT b” cannot be read at “NOT”"),
    ("(a", "“(a” has a bracket that is not closed"),
    ("a)", "“a)” closes a bracket that is not open"),
    ("()", "“()” cannot be read at “)”"),
    ("a AND d", "“a AND d” speaks of “d”, which is no option of anybody"),
    ("a and b", "“a and b” cannot be read at “and”"),
    ("a IF b IF c", "“a IF b IF c” has IF twice: brackets must say which comes first"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_malformed_statement_is_told(text: str, fault: str) -> None:
    """A statement that cannot be read is refused with one line that says where."""
    with pytest.raises(BadConflict) as told:
        parsed(text, NUMBERS)
    assert str(told.value) == fault


def test_a_deeply_nested_statement_is_read() -> None:
    """A hundred thousand brackets are no trouble."""
    depth = 100_000
    assert parsed("(" * depth + "a" + ")" * depth, NUMBERS) == (0,)


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "AND", "OR", "NOT", "IF", "IFF", "(", ")", "-", "ÿ"])).map(" ".join)
)
def test_any_words_are_a_statement_or_a_fault(text: str) -> None:
    """Words in any order are read as a statement that has a value, or refused with our error."""
    try:
        formula = parsed(text, NUMBERS)
    except BadConflict as fault:
        assert "\n" not in str(fault)
    else:
        assert value(formula, lambda _: True) in (True, False)

"""The codebook and the issues: complete, readable, and refused when malformed."""

from __future__ import annotations

import pytest

from communique.data import digest
from communique.errors import VocabularyError
from communique.moves.inflection import plural, verb_forms
from communique.moves.lexicon import entries, hits
from communique.moves.topics import issue
from communique.vocabulary import codebook
from communique.vocabulary.issues import issues

CODES = (
    "STATE_POSITION ASSESS DECLINE_COMMENT CONFIRM DENY REQUEST DEMAND PROPOSE OFFER INVITE ACCEPT CONCEDE REJECT "
    "THREATEN ULTIMATUM ACCUSE CRITICISE INVESTIGATE SUPPORT SIGN MEET MEDIATE SUSPEND_TALKS COOPERATE AID DE_ESCALATE "
    "DEPLOY SANCTION COERCE ATTACK PROTEST VIOLATE"
).split()


def test_every_code_is_there():
    """The codebook holds exactly the codes that the project agreed on."""
    assert sorted(codebook.codes()) == sorted(CODES)


@pytest.mark.parametrize("name", CODES)
def test_every_code_is_explained(name):
    """Each code has one sentence, two examples, a CAMEO root of two digits and a quad class."""
    code = codebook.codes()[name]
    assert code.definition.endswith(".")
    assert len(code.examples) == 2
    assert len(code.cameo_root) == 2
    assert code.cameo.startswith(code.cameo_root) or name in ("DEMAND", "DECLINE_COMMENT")
    assert code.quad in (1, 2, 3, 4)


def test_every_code_can_be_found():
    """No code is without a trigger."""
    assert {row.code for rows in entries().values() for row in rows} - {codebook.IDIOM} == set(CODES)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("submit", {"submit", "submits", "submitted", "submitting"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
    ],
)
def test_verbs_inflect(verb, expected):
    """A verb of the codebook stands for all its written forms."""
    assert set(verb_forms(verb)) == expected


def test_nouns_have_plurals():
    """A noun of the codebook stands for its plural too."""
    assert [plural(noun) for noun in ("embargo", "inquiry", "breach", "plan")] == [
        "embargoes", "inquiries", "breaches", "plans",
    ]  # fmt: skip


def test_the_longer_trigger_comes_first():
    """At one place the trigger that asks for most words comes first."""
    found = hits(("norland", "called", "for", "the", "immediate", "withdrawal"))
    assert found[0].entry.code == "DEMAND"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rejected a quota on herring", "trade and tariffs"),
        ("release of the nine prisoners", "hostages and prisoners"),
        ("enrichment of uranium", "nuclear programme"),
        ("a truce in the valley", "ceasefire"),
        ("nothing in particular", None),
    ],
)
def test_issues_are_told_from_words(text, expected):
    """The words of a clause tell its issue, and words that fit none tell none."""
    words = text.split()
    assert issue(words, (0, len(words))) == expected


def test_issues_have_words():
    """Every issue of the vocabulary can be told."""
    assert all(issues().values())


def test_unknown_classes_are_refused():
    """A class of words that is not there is an error that names it."""
    with pytest.raises(VocabularyError, match="no class of words <nowhere>"):
        codebook.word_class("nowhere")


def test_digest_is_stable():
    """Ids of moves rest on a digest that tells places apart."""
    assert digest("move", "a", 1, 2, 0) != digest("move", "a", 1, 2, 1)

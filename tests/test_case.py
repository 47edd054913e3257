"""Case: adding to it, asking it, judging it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique import Case, Filter
from communique.errors import JudgementError, NothingToRead, UnknownName

REPORTS = Path(__file__).parent / "golden" / "fishing-strait" / "articles"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of nine invented reports, closed."""
    path = tmp_path_factory.mktemp("case") / "strait.communique"
    with Case(path) as case:
        case.add(REPORTS)
    return path


@pytest.fixture(scope="module")
def shared(built: Path) -> Iterator[Case]:
    """The case, for questions only."""
    with Case(built) as case:
        yield case


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of the case, to be changed."""
    with Case(shutil.copy(built, tmp_path / "copy.communique")) as made:
        yield made


def days(case: Case) -> dict[str, str | None]:
    """When each article was published."""
    return {a.id: a.published for a in case.articles()}


def test_a_case_counts_what_it_took(tmp_path: Path) -> None:
    """Adding says how many documents were seen and added; adding them again adds none."""
    with Case(tmp_path / "a.communique") as case:
        first, again = case.add(REPORTS), case.add(REPORTS)
        assert (first.added, again.added) == (first.documents, 0)
        assert len(case.articles()) == first.added


def test_a_newer_version_of_a_file_is_told(tmp_path: Path) -> None:
    """A file that has changed since it was read is kept beside its older version, and counted as newer."""
    report = tmp_path / "report.txt"
    report.write_text("date 2031-03-07\n\nNorland demanded the release of its crew, its minister said.\n", "utf-8")
    with Case(tmp_path / "a.communique") as case:
        case.add(report)
        report.write_text(report.read_text("utf-8") + "\nSudria refused to release the crew.\n", "utf-8")
        intake = case.add(report)
        assert (intake.added, intake.newer, len(case.articles())) == (1, 1, 2)


def test_nothing_to_read_is_told(case: Case, tmp_path: Path) -> None:
    """A path that is not there is an error that names it, and the case stays as it was."""
    before = case.articles()
    with pytest.raises(NothingToRead, match="nowhere"):
        case.add(tmp_path / "nowhere")
    assert case.articles() == before


@pytest.mark.parametrize("name", ["articles", "moves", "events", "meetings"])
def test_lists_come_in_order_of_time(shared: Case, name: str) -> None:
    """What happened is listed in order of its day, or of the day of its report where it has none."""
    published = days(shared)
    found: list[Any] = getattr(shared, name)()
    own = [
        getattr(noun, "when", None)
        or published.get(getattr(noun, "first_reported_by", getattr(noun, "article_id", noun.id)))
        or "9999"
        for noun in found
    ]
    assert own == sorted(own)
    assert found


def test_a_filter_takes_in_whole_days(shared: Case) -> None:
    """Both ends of a stretch of days belong to it, and a month stands for all its days."""
    published = sorted(a.published for a in shared.articles() if a.published)
    first, last = published[0], published[-1]
    assert len(shared.articles(Filter(since=first, until=last))) == len(published)
    assert len(shared.articles(Filter(since=last, until=last))) == published.count(last)
    assert len(shared.articles(Filter(until=first[:7]))) == sum(day[:7] <= first[:7] for day in published)


def test_filters_narrow(shared: Case) -> None:
    """Each part of a filter leaves only what fits it, and all must fit."""
    move = next(m for m in shared.moves() if m.issue and m.actors)
    name = shared.names()[move.actors[0]]
    found = shared.moves(party=name, code=move.code, issue=move.issue)
    assert move in found
    assert {m.code for m in found} == {move.code}
    assert {m.issue for m in found} == {move.issue}
    assert shared.moves(limit=2) == shared.moves()[:2]


def test_a_party_takes_in_its_side(shared: Case) -> None:
    """Asking for a state finds what its people do."""
    actors = {a.id: a for a in shared.actors()}
    person = next(a for a in actors.values() if a.kind == "person" and a.side in actors and a.side != a.id)
    state = actors[str(person.side)]
    by_person = [m for m in shared.moves() if person.id in (*m.actors, m.speaker)]
    assert {m.id for m in by_person} <= {m.id for m in shared.moves(party=state.name)}


def test_an_unknown_party_is_told_with_a_hint(shared: Case) -> None:
    """A name that nobody bears is an error that suggests those that are near."""
    known = next(a.name for a in shared.actors() if a.kind == "state")
    with pytest.raises(UnknownName, match=f"did you mean .*{known}"):
        shared.moves(party=known + "x")


def test_an_article_is_found_by_the_beginning_of_its_name(shared: Case) -> None:
    """Id, path, or the beginning of either names an article, where it names only one."""
    one = shared.articles()[0]
    assert shared.article(one.id) == shared.article(one.path) == shared.article(one.path[:-4]) == one
    with pytest.raises(UnknownName, match=r"did you mean|there are"):
        shared.article("")


def test_search_finds_whole_words(shared: Case) -> None:
    """Search gives the articles that hold all the words."""
    word = next(w for w in shared.articles()[0].text.split() if len(w) > 7 and w.isalpha())
    found = shared.search(word)
    assert found
    assert all(word.casefold() in f"{a.title} {a.text}".casefold() for a in found)


def test_a_rejection_wins_and_can_be_taken_back(case: Case) -> None:
    """A rejected move is gone from every list until the rejection is undone."""
    before, move = case.record(), case.moves()[0]
    made = case.judge(move, "reject", why="a misreading", by="ana")
    assert (made.by, made.why) == ("ana", "a misreading")
    assert move.id not in {m.id for m in case.moves()}
    case.undo()
    assert case.record() == before
    assert [j.verdict for j in case.judgements()] == ["reject", "undo"]


def test_parties_are_edited_by_name(case: Case) -> None:
    """An edit may name parties as people do."""
    state = next(a for a in case.actors() if a.kind == "state")
    move = next(m for m in case.moves() if state.id not in m.recipients)
    case.judge(move, "edit", changes={"recipients": state.name, "code": "OFFER"})
    (changed,) = (m for m in case.moves() if m.id == move.id)
    assert (changed.recipients, changed.code, changed.confidence) == ((state.id,), "OFFER", 1.0)


@pytest.mark.parametrize(
    ("about", "verdict", "changes"),
    [
        ("0" * 16, "reject", None),
        ("0" * 16, "undo", None),
        ("move", "edit", None),
        ("move", "accept", {"code": "OFFER"}),
        ("move", "edit", {"colour": "red"}),
        ("move", "edit", {"code": "SHOUT"}),
    ],
)
def test_a_judgement_that_cannot_be_is_not_kept(case: Case, about: str, verdict: Any, changes: Any) -> None:
    """A judgement about nothing, or of a change that does not fit, is an error and leaves no trace."""
    target = case.moves()[0].id if about == "move" else about
    with pytest.raises(JudgementError):
        case.judge(target, verdict, changes=changes)
    assert case.judgements() == []


def test_there_is_nothing_to_undo(case: Case) -> None:
    """Taking back the last judgement of a case that has none is told."""
    with pytest.raises(JudgementError, match="no judgement"):
        case.undo()

"""Case: adding to it, asking it, judging it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique import Case, Filter
from communique.errors import JudgementError, NothingToRead, UnknownName
from communique.export import LISTS, objects
from communique.store import Store

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


def told(case: Case) -> dict[str, Any]:
    """Everything that a case says, but for its judgements."""
    return {name: objects(case, name) for name in LISTS if name not in ("judgements", "problems")}


def judge_everything(case: Case) -> None:
    """A judgement of every kind, at every level."""
    moves = {m.id: m for m in case.moves()}
    spread = next(e for e in case.events() if len(e.moves) > 1)
    alone = [e for e in case.events() if len(e.moves) == 1]
    rest = [m for m in moves.values() if m.event not in {spread.id, alone[0].id, alone[1].id}]
    people = [a for a in case.actors() if a.kind == "person"]
    article = case.articles()[0]
    case.judge(spread.moves[0], "split", by="ana")
    case.judge(alone[0], "merge", changes={"with": alone[1].id}, by="ana")
    case.judge(rest[0], "reject", why="a rumour", by="ana")
    case.judge(rest[1], "edit", changes={"code": "OFFER", "when": "2031-03-01", "condition": "if asked"}, by="ana")
    case.judge(rest[2], "accept", by="ben", blind=True)
    case.judge(people[0], "merge", changes={"with": people[1].name}, by="ana")
    case.judge("A New Envoy", "add", changes={"kind": "person"}, by="ana")
    case.judge(article.path, "add", changes={"start": "0", "end": "40", "code": "DEMAND", "actors": "A New Envoy"})
    case.judge(next(m.issue for m in moves.values() if m.issue), "edit", changes={"name": "our own issue"}, by="ana")
    case.judge(case.figures()[0], "edit", changes={"value": "7", "hedge": ""}, by="ana")
    case.judge(case.meetings()[0], "edit", changes={"place": "Velm", "status": "cancelled"}, by="ana")
    case.judge(case.positions()[0], "edit", changes={"red_line": "yes"}, by="ana")
    case.judge(case.articles()[-1], "reject", why="satire", by="ana")
    case.judge(case.articles()[1], "edit", changes={"outlet": "The Other Paper", "published": "2031-03-01"}, by="ana")


def test_judgements_of_every_kind_survive_a_rebuild(case: Case, tmp_path: Path) -> None:
    """In a case built anew, the same judgements make the same record; each was applied, and none is an orphan."""
    before = told(case)
    judge_everything(case)
    after = told(case)
    changed = {name for name in after if after[name] != before[name]}
    assert {"articles", "actors", "moves", "events", "positions", "figures", "meetings"} <= changed
    assert case.orphans() == []
    assert case.check() == []
    with Case(tmp_path / "anew.communique") as anew:
        anew.add(REPORTS)
        assert told(anew) == before
        assert anew.merge(case.path) == (0, len(case.judgements()))
        assert told(anew) == after
        assert anew.merge(case.path) == (0, 0)


def test_everything_can_be_taken_back(case: Case) -> None:
    """Undone one after the other, judgements of every kind leave the record that was there before."""
    before = told(case)
    judge_everything(case)
    for _ in range(len(case.judgements())):
        case.undo()
    assert told(case) == before
    assert case.check() == []


def test_another_case_brings_its_articles(case: Case, tmp_path: Path) -> None:
    """Merging brings articles with their bytes and judgements under their own ids; either way round is the same."""
    (tmp_path / "more.txt").write_text("date 2031-03-09\n\nNorland demanded the release of its crew.\n", "utf-8")
    with Case(tmp_path / "other.communique") as other:
        other.add(tmp_path / "more.txt")
        other.judge(other.moves()[0], "edit", changes={"code": "REQUEST"}, by="ben")
        case.judge(case.moves()[0], "reject", by="ana")
        assert case.merge(other.path) == (1, 1)
        assert other.merge(case.path) == (len(case.articles()) - 1, 1)
        assert told(case) == told(other)
        assert [j.by for j in case.judgements()] == [j.by for j in other.judgements()]
    assert case.check() == []


def test_many_are_judged_and_taken_back_at_once(case: Case) -> None:
    """One decision about many is a judgement each, with one batch, and one undo."""
    before = told(case)
    some = case.moves(code="REJECT")
    made = case.judge_all(some, "reject", by="ana")
    assert len(made) == len(some) > 1
    assert len({j.batch for j in made}) == 1
    assert case.moves(code="REJECT") == []
    case.undo()
    assert told(case) == before
    with pytest.raises(JudgementError, match="nothing to judge"):
        case.judge_all([], "reject")


def test_an_event_is_judged_by_its_moves(case: Case) -> None:
    """A decision about an event is one about each of its moves, so that it holds when the event has another id."""
    event = next(e for e in case.events() if len(e.moves) > 1)
    case.judge(event, "edit", changes={"code": "ASSESS"}, by="ana")
    assert {m.code for m in case.moves() if m.id in event.moves} == {"ASSESS"}
    assert {j.about for j in case.judgements()} == set(event.moves)


def test_a_judgement_keeps_what_it_was_about(case: Case) -> None:
    """The words, the article and the coding that were judged stand in the judgement itself."""
    move = case.moves()[0]
    made = case.judge(move, "accept", by="ana")
    assert (made.kind, made.quote, made.article_id) == ("move", move.evidence[0].exact[:400], move.article_id)
    assert (made.seen["code"], made.seen["modality"]) == (move.code, move.modality)
    figure = case.figures()[0]
    words = case.judge(figure, "accept", by="ana").quote
    assert figure.anchor.exact in words
    assert words in case.article(figure.article_id).text


def test_a_judgement_about_what_is_gone_is_shown(case: Case) -> None:
    """What is about a move of an article that was left out is listed as an orphan, with its words, and comes back."""
    move = case.moves()[-1]
    made = case.judge(move, "reject", by="ana", why="hearsay")
    assert case.orphans() == []
    case.judge(case.article(move.article_id), "reject", by="ana")
    (orphan,) = case.orphans()
    assert (orphan.id, orphan.quote) == (made.id, move.evidence[0].exact[:400])
    case.undo()
    assert case.orphans() == []
    assert move.id not in {m.id for m in case.moves()}


def test_coders_work_blind_and_are_compared(case: Case) -> None:
    """A blind coder sees the machine's coding whatever others did; the later word holds, and both are listed."""
    move = next(m for m in case.moves() if m.code != "OFFER")
    case.judge(move, "edit", changes={"code": "OFFER"}, by="ana")
    assert move.id not in {card.about for card in case.queue()}
    hidden = {m.id: m for m in case.record(by="ben").moves}[move.id]
    assert hidden.code == move.code
    assert any(move.id in card.moves for card in case.queue(by="ben", blind=True))
    case.judge(hidden, "accept", by="ben", blind=True)
    assert {m.id: m.code for m in case.moves()}[move.id] == move.code
    (apart,) = case.disagreements()
    assert (apart.about, apart.fields, set(apart.coders)) == (move.id, ("code",), {"ana", "ben"})
    rows = {row.field: row for row in case.agreement()}
    assert (rows["verdict"].percent, rows["code"].percent) == (1.0, 0.0)
    assert case.queue()[0].kind in ("dispute", "coders")


def test_the_queue_takes_the_common_filter(case: Case) -> None:
    """A filter leaves the cards about moves that fit it."""
    cards = case.queue(where=Filter(code="REJECT"))
    moves = {m.id: m for m in case.moves()}
    assert cards
    assert all(any(moves[m].code == "REJECT" for m in (*card.moves, card.about) if m in moves) for card in cards)
    assert len(case.queue(where=Filter(limit=2))) == 2


@pytest.mark.parametrize(
    ("about", "verdict", "changes", "says"),
    [
        ("move", "merge", {"with": "nothing"}, "which other move"),
        ("move", "merge", {}, "which other move"),
        ("move", "merge", {"into": "x"}, "takes only"),
        ("alone", "split", None, "only report"),
        ("figure", "merge", {"with": "x"}, "can be merged"),
        ("actor", "split", {}, "which names"),
        ("article", "add", {"words": "not in there", "code": "DEMAND"}, "does not say"),
        ("move", "add", {"words": "x", "code": "DEMAND"}, "added to an article"),
        ("A New Name", "add", {"colour": "red"}, "no such article"),
    ],
)
def test_what_cannot_be_joined_or_added_is_told(case: Case, about: str, verdict: Any, changes: Any, says: str) -> None:
    """A merge with nothing, a split of one, an addition that is not there: each is refused in words, and not kept."""
    alone = next(e for e in case.events() if len(e.moves) == 1).moves[0]
    named = {
        "move": case.moves()[0],
        "alone": alone,
        "figure": case.figures()[0],
        "actor": case.actors()[0],
        "article": case.articles()[0],
    }
    with pytest.raises(JudgementError, match=says):
        case.judge(named.get(about, about), verdict, changes=changes)
    assert case.judgements() == []


def test_a_clock_set_back_changes_no_order(case: Case, tmp_path: Path) -> None:
    """A judgement is never older than the one before it, whatever the clock says."""
    move = case.moves()[0]
    first = case.judge(move, "reject", by="ana")
    with Store(case.path) as store:
        store.judge(replace(first, id="late", at="2999-01-01T00:00:00.000000+00:00"))
    assert case.judge(move, "accept", by="ana").at > "2999"
    assert move.id in {m.id for m in case.moves()}


def test_an_actor_that_is_none_is_named_nowhere(case: Case) -> None:
    """Where a person rejects an actor, no move, meeting or position names it any more; an actor goes by its name."""
    actor = next(a for a in case.actors() if any(a.id in m.actors for m in case.moves()))
    case.judge(actor.name, "reject", by="ana")
    named = [(*m.actors, *m.recipients, m.speaker) for m in case.moves()] + [m.parties for m in case.meetings()]
    assert not any(actor.id in row for row in named)
    assert actor.id not in {p.actor for p in case.positions()}
    case.undo()
    assert any(actor.id in m.actors for m in case.moves())

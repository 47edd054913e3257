"""The model of a case: judged like everything else, and shown by ``communique conflict``."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import conflict_quality as quality
from communique import Case
from communique.cli import main
from communique.errors import JudgementError

CRISIS = next(crisis for crisis in quality.CRISES if crisis.name == "water against trade")
SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"


def run(*arguments: object) -> Result:
    """The command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the reports of one crisis."""
    folder = tmp_path_factory.mktemp("premises")
    (folder / "reports").mkdir()
    for name, _, text in quality.reports(CRISIS):
        (folder / "reports" / name).write_text(text, "utf-8")
    with Case(folder / "talks.communique") as case:
        case.add(folder / "reports")
    return folder / "talks.communique"


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A copy of the case, to be judged."""
    return Path(shutil.copy(built, tmp_path / "copy.communique"))


def test_an_element_is_judged_by_its_id(path: Path) -> None:
    """Confirming, editing and parking are ordinary judgements: listed, undone, kept by the case."""
    with Case(path) as case:
        first = case.conflict().proposal
        threat = next(wish for wish in first.preferences if wish.basis == "threat")
        case.judge(threat.id, "edit", changes={"credibility": "credible"}, by="Ina")
        case.judge(first.options[0], "accept", by="Ina")
        case.judge("pay", "add", changes={"kind": "option", "owner": "Lesmondia"}, by="Ina")
        kinds = [(judgement.kind, judgement.verdict) for judgement in case.judgements()]
        assert kinds == [("preference", "edit"), ("option", "accept"), ("option", "add")]
        assert case.orphans() == []
    with Case(path) as case:
        made = case.conflict().proposal
        assert {option.gate for option in made.options} == {"proposed", "confirmed", "added"}
        assert made.unconfirmed == first.unconfirmed - 2
        case.undo()
        case.undo()
        assert case.conflict().proposal.unconfirmed == first.unconfirmed - 1


def test_an_option_is_judged_by_its_name_too(path: Path) -> None:
    """The name that statements use will do, also the one that a person gave it, and also to join two."""
    with Case(path) as case:
        case.judge("corvania-yields-water", "edit", changes={"name": "open-sluices"}, by="Ina")
        case.judge("open-sluices", "accept", by="Ina")
        case.judge("pay", "add", changes={"kind": "option", "owner": "Corvania"}, by="Ina")
        case.judge("pay", "edit", changes={"text": "Pay for the water"}, by="Ina")
        made = {option.name: option for option in case.conflict().proposal.options}
        assert (made["open-sluices"].gate, made["pay"].text) == ("edited", "Pay for the water")
        case.judge("lesmondia-yields-troops", "merge", changes={"with": "lesmondia-acts-trade"}, by="Ina")
        made = {option.name: option for option in case.conflict().proposal.options}
        assert made["lesmondia-yields-troops"].parked == "one with lesmondia-acts-trade"
        assert case.orphans() == []


def test_a_judgement_about_what_is_gone_is_an_orphan(path: Path) -> None:
    """Once no report has an option any more, what was decided about it is kept, and listed as such."""
    with Case(path) as case:
        made = case.conflict().proposal
        option = next(one for one in made.options if one.act == "press")
        case.judge(option.id, "accept", by="Ina")
        case.judge_all([move for move in case.moves() if move.id in option.moves], "reject", by="Ina")
        assert [judgement.about for judgement in case.orphans()] == [option.id]


def test_a_premise_goes_with_its_sources(path: Path) -> None:
    """Whoever strikes the moves that a statement rests on strikes the statement."""
    with Case(path) as case:
        before = {wish.id: wish for wish in case.conflict().proposal.preferences}
        refusal = next(wish for wish in before.values() if wish.basis == "rejection")
        case.judge_all([move for move in case.moves() if move.id in refusal.moves], "reject", by="Ina")
        assert refusal.statement not in {
            wish.statement for wish in case.conflict().proposal.preferences if wish.tier < 4
        }


FAULTS = [
    ({"kind": "option"}, "owner"),
    ({"kind": "preference", "maker": "Corvania", "tier": "high"}, "tier cannot be 'high'"),
    ({"kind": "preference", "maker": "Corvania", "colour": "red"}, "what is added to a conflict model"),
]


@pytest.mark.parametrize(("changes", "fault"), FAULTS)
def test_what_is_added_must_be_whole(path: Path, changes: dict[str, str], fault: str) -> None:
    """An option needs an owner, a preference a maker, a tier is a digit; what else is said is refused."""
    with Case(path) as case, pytest.raises(JudgementError, match=fault):
        case.judge("something", "add", changes=changes, by="Ina")


def test_edits_of_elements_are_checked(path: Path) -> None:
    """A field that an element does not have, or a value that it cannot take, is refused when it is given."""
    with Case(path) as case:
        made = case.conflict().proposal
        for element, changes, fault in (
            (made.options[0], {"tier": "1"}, "an option has no 'tier' to change"),
            (made.options[0], {"present": "maybe"}, "present cannot be 'maybe'"),
            (made.preferences[0], {"tier": "12"}, "tier cannot be '12'"),
            (made.preferences[0], {"credibility": "perhaps"}, "credibility cannot be 'perhaps'"),
        ):
            with pytest.raises(JudgementError, match=fault):
                case.judge(element, "edit", changes=changes, by="Ina")


def test_each_coder_has_a_model_of_its_own(path: Path) -> None:
    """A model by one coder leaves out what others decided."""
    with Case(path) as case:
        option = case.conflict().proposal.options[0]
        case.judge(option, "reject", by="Ina")
        assert not case.conflict(by="Ota").proposal.options[0].parked
        assert case.conflict(by="Ina").proposal.options[0].gate == "parked"


def test_the_command_shows_the_model_and_what_it_rests_on(path: Path) -> None:
    """First the banner, then parties, options and wishes with quotes and voices, then the equilibria."""
    result = run("conflict", path)
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert words.startswith("UNCONFIRMED: no person has confirmed 11 of the 11 elements of this model")
    assert "Corvania: decision maker" in words
    assert "corvania-yields-water: not done now" in words
    assert "“Corvania refused on Wednesday to open the sluices of the upper dam" in words
    assert "[2 voices, 2 reports; proposed;" in words
    assert "EQUILIBRIA" in words
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_threats_are_toggled_by_command(path: Path) -> None:
    """What is believed of a threat changes the number of readings; what is no threat is refused in one line."""
    readings = {}
    for belief in ((), ("--credible", "lesmondia-acts-trade"), ("--bluff", "lesmondia-acts-trade")):
        told = json.loads(run("conflict", path, "--json", *belief).stdout)
        readings[belief[:1]] = told["solution"]["readings"]
    assert readings[()] == readings["--credible",] + readings["--bluff",]
    result = run("conflict", path, "--bluff", "corvania-yields-water")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_day_bounds_what_is_known(path: Path) -> None:
    """As of a day before the first report there is no party, and one line says so after the banner."""
    result = run("conflict", path, "--as-of", "2033-05-01")
    assert result.exit_code == 1
    assert "no party is in the record" in result.stderr
    assert "as of 2033-05-11" in run("conflict", path, "--as-of", "2033-05-11").stdout


def test_the_days_that_changed_the_outcome_are_told(path: Path) -> None:
    """``--turns`` lists each with the statements that came, and their words."""
    words = " ".join(run("conflict", path, "--turns").stdout.split())
    assert "2033-05-10: " in words
    assert "+ Corvania: NOT corvania-yields-water (“Corvania refused on Wednesday" in words
    told = json.loads(run("conflict", path, "--turns", "--json").stdout)
    assert {turn["day"] for turn in told["turns"]} >= {"2033-05-10"}


def test_the_model_is_written_as_text_that_the_command_reads(path: Path, tmp_path: Path) -> None:
    """``--export toml`` gives a model with the same equilibria."""
    told = json.loads(run("conflict", path, "--json").stdout)["solution"]
    text = tmp_path / "model.toml"
    assert run("conflict", path, "--export", "toml", "-o", text).exit_code == 0
    assert json.loads(run("conflict", text, "--json").stdout) == told
    assert run("conflict", text, "--as-of", "2033").exit_code == 2


def test_json_carries_every_element(path: Path) -> None:
    """The object has the banner, the count, every element with its moves and anchors, and the solution."""
    told = json.loads(run("conflict", path, "--json").stdout)
    assert set(told) == {"banner", "unconfirmed", "model", "solution"}
    for part in ("options", "preferences"):
        assert all(one["moves"] and one["support"]["anchors"] for one in told["model"][part])


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles are not here")
def test_real_reports_give_a_model_that_an_analyst_would_recognise(tmp_path: Path) -> None:
    """Both powers decide; what each asks, offers, does and threatens is on the table, every premise with its quote."""
    with Case(tmp_path / "real.communique") as case:
        case.add(SEEDS)
        outlook = case.conflict()
        made = outlook.proposal
        names = case.names()
        assert {party.name for party in made.parties if party.maker} == {"United States", "Russia"}
        issues = {option.issue.split()[0] for option in made.options if not option.parked}
        assert {"enlargement", "missiles", "exercises", "troops", "sanctions"} <= issues
        live = [wish for wish in made.preferences if not wish.parked]
        lines = {(names[wish.maker], wish.basis) for wish in live if "enlargement" in wish.statement and wish.tier == 0}
        assert lines == {("United States", "red line"), ("Russia", "red line")}
        assert all(wish.quote and wish.moves and wish.support.anchors for wish in live)
        assert outlook.banner.startswith("UNCONFIRMED: no person has confirmed")
        assert outlook.equilibria()

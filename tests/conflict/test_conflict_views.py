"""``communique conflict`` beyond the table: board, sensitivity, deals, the smallest change, files, deal spaces."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from communique.cli.conflicts import CAUTION
from communique.conflict import parse
from conflict import models
from conflict.test_conflict_scoring import TEXT as FERRY

CANAL = """
name = "The canal"
status-quo = "NNN"
[[decision-makers]]
name = "Upland"
options = [{ name = "open", text = "Open the sluices" }, { name = "shut", text = "Close the road" }]
prefers = [{ statement = "NOT raid", kind = "red line" }, "open IF NOT shut", ["NOT open", "NOT shut"]]
[[decision-makers]]
name = "Lowland"
options = [{ name = "raid", text = "Raid the dam" }]
prefers = ["open", { statement = "raid IFF NOT open", kind = "threat", quote = "Open, or we come." }]
"""

CAUTIOUS = " ".join(CAUTION.split())


def run(*arguments: str, text: str = CANAL) -> Result:
    """The command, with a model on standard input."""
    return CliRunner().invoke(main, ["conflict", "-", *arguments], input=text)


def flat(result: Result) -> str:
    """What was printed, without its line breaks."""
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("view", ["--board", "--sensitivity", "--deals", "--toward=NNN", "--why=NNN"])
def test_every_view_ends_with_the_caution(view: str) -> None:
    """Each view says that a stated preference is not the real one, and an equilibrium no forecast; as JSON too."""
    result = run(view)
    assert result.exit_code == 0
    assert flat(result).endswith(CAUTIOUS)
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert json.loads(run(view, "--json").stdout)["caution"] == CAUTION


def test_the_board_is_a_table_and_sentences() -> None:
    """A line for each option with what everybody wants, then intentions, then dilemmas with what they rest on."""
    result = run("--board")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["OPTION", "Upland", "Lowland", "NOW"]
    assert ["raid", "against", "against*", "no"] in lines
    assert "Lowland would do raid if it does not get its way, for “raid IFF NOT open” (“Open, or we come.”)" in flat(
        result
    )
    assert "rejection: Lowland says that it would do “Raid the dam” against Upland" in flat(result)


LONG = "an-option-with-a-name-that-leaves-little-room-for-anything-else"


@pytest.mark.parametrize("count", [2, 6, 9])
def test_a_board_of_many_fits_the_screen(count: int) -> None:
    """Makers with long names are numbered, and no line is wider than 80 columns."""
    makers = "".join(
        f'[[decision-makers]]\nname = "The United Provinces of number {at}"\noptions = ["{LONG}-{at}"]\n'
        f'prefers = ["NOT {LONG}-{(at + 1) % count}"]\n'
        for at in range(count)
    )
    result = run("--board", text=makers)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 is The United Provinces of number 0\n")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_sensitivity_names_the_statements_that_carry() -> None:
    """The statements come first, the heaviest on top, then what each change turns."""
    result = run("--sensitivity", "--limit", "3")
    lines = result.stdout.splitlines()
    at = next(
        at for at, line in enumerate(lines) if line.split() == ["LOST", "DROPPED", "NEGATED", "SWAPPED", "STATEMENT"]
    )
    assert "Upland: “" in lines[at + 1]
    assert "and 3 statements more" in result.stdout
    found = json.loads(run("--sensitivity", "--json").stdout)
    assert found["readings"] == 4
    assert len(found["carriers"]) == 6
    assert found["effects"][0]["shifts"]


def test_deals_or_what_stands_in_the_way_are_told() -> None:
    """Each deal says who gains and how to get there; where there is none, which red lines would have to give."""
    result = run("--deals")
    assert "3 deals: better than now, no red line crossed, within reach, and stable" in flat(result)
    assert "from now: Upland to YNN" in flat(result)
    barred = CANAL.replace('["NOT open", "NOT shut"]', '{ statement = "NOT open", kind = "red line" }')
    barred = barred.replace('prefers = ["open"', 'prefers = [{ statement = "NOT shut", kind = "red line" }, "open"')
    result = run("--deals", text=barred)
    assert "no deal: nothing that all prefer to now keeps to 3 red lines and would hold" in flat(result)
    assert "without Upland: “NOT open”: YNN" in flat(result)
    deaf = CANAL.replace('"open IF NOT shut", ["NOT open", "NOT shut"]', '"NOT open", "NOT shut"')
    deaf = deaf.replace(deaf.splitlines()[-1], 'prefers = ["open"]')
    assert "giving up some of them, or all, opens none" in flat(run("--deals", text=deaf))


def test_the_smallest_change_is_told() -> None:
    """For R and for SEQ it is told what would make a state hold, or that it does, or that nothing would."""
    for state, text, told in (
        ("NNN", CANAL, "NNN would hold by R with two changes:"),
        ("YNN", CANAL, "YNN would hold by R with one change:"),
        ("NYY", models.EUPHRATES, "NYY holds by R already"),
        ("NNN", models.EUPHRATES, "no change of one statement or two makes NNN hold by R"),
    ):
        assert told in run("--toward", state, text=text).stdout


def test_views_can_be_asked_for_together() -> None:
    """Several views are printed one after the other, and are the fields of one object as JSON."""
    result = run("--board", "--deals")
    assert result.stdout.count("A stated preference") == 2
    found = json.loads(run("--board", "--deals", "--toward", "NNN", "--why", "NNN", "--json").stdout)
    assert set(found) == {"board", "deals", "toward", "why"}


def test_a_statement_can_be_left_out() -> None:
    """``--without`` solves as if a statement had not been made, and says where nobody made it."""
    threat = "raid IFF NOT open"
    with_it, without = (json.loads(run("--json", *more).stdout) for more in ((), ("--without", threat)))
    assert (with_it["readings"], without["readings"]) == (4, 2)
    result = run("--without", "raid")
    assert result.exit_code == 1
    assert result.stderr == "communique: nobody says “raid”\n"


def test_files_are_written(tmp_path: Path) -> None:
    """Each format is written to a file or to the terminal: what was solved, as a table, a graph, a picture, a model."""
    for form in ("csv", "graphml", "json", "svg", "toml"):
        out = tmp_path / f"canal.{form}"
        assert run("--export", form, "-o", str(out)).exit_code == 0
        assert out.read_text("utf-8") == run("--export", form).stdout
    assert (
        (tmp_path / "canal.csv")
        .read_text("utf-8")
        .startswith("state,name,open,shut,raid,R,GMR,SMR,SEQ,SSEQ,readings\n")
    )
    assert json.loads((tmp_path / "canal.json").read_text("utf-8"))["name"] == "The canal"
    assert parse((tmp_path / "canal.toml").read_text("utf-8")) == parse(CANAL)
    for form in ("graphml", "svg"):
        ElementTree.parse(tmp_path / f"canal.{form}")


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file that cannot be written, a format too small, and a file without a format end in one line."""
    result = run("--export", "csv", "-o", str(tmp_path / "no" / "where.csv"))
    assert result.exit_code == 1
    assert result.stderr.endswith("where.csv cannot be written: No such file or directory\n")
    names = [f"o{at}" for at in range(13)]
    text = f'[[decision-makers]]\nname = "A"\noptions = {names[1:]}\nprefers = ["o0"]\n'
    text += '[[decision-makers]]\nname = "B"\noptions = ["o0"]\nprefers = ["o1"]\n'
    out = tmp_path / "large.graphml"
    result = run("--export", "graphml", "-o", str(out), text=text)
    assert result.exit_code == 1
    assert "8,192 states are too many for a graph" in result.stderr
    assert not out.exists()
    result = run("-o", str(out))
    assert result.exit_code == 2
    assert "-o needs --export" in result.stderr


def test_a_deal_space_is_counted() -> None:
    """A file with issues and parties is counted: all deals, those that all or enough accept, and the best of them."""
    result = run(text=FERRY)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "The ferry: 2 parties, 2 issues, 6 deals"
    assert lines[1:3] == ["  accepted by all: 0", "  accepted by at least 1, Shore among them: 3 (Isle 0, Shore 3)"]
    assert "high, day (not Isle): Isle 1, Shore 12" in lines
    found = json.loads(run("--json", "--limit", "1", text=FERRY).stdout)
    assert (found["deals"], found["by_all"], found["by_enough"], len(found["best"])) == (6, 0, 3, 1)
    assert found["caution"] == CAUTION
    result = run("--board", text=FERRY)
    assert result.exit_code == 1
    assert result.stderr == "communique: this is a deal space: it has no states to look at, only deals\n"

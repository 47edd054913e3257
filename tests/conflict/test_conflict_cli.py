"""``communique conflict``: the table, the reasons, JSON, and one line for every fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from conflict import models
from conflict.test_conflict_walking import CANAL


def run(*arguments: str, text: str | None = None) -> Result:
    """The command, with a model on standard input."""
    return CliRunner().invoke(main, ["conflict", "-" if text is not None else "", *arguments], input=text)


def test_the_table_says_which_states_hold_by_what() -> None:
    """One line a state: its name, its letters and the five concepts; below it what is done and the way there."""
    result = run(text=models.EUPHRATES)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Syria and Iraq, 1975: 2 decision makers, 3 options, 6 possible states"
    assert " 2        escalate" in lines
    at = next(at for at, line in enumerate(lines) if line.startswith("EQUILIBRIA"))
    assert [line.split() for line in lines[at : at + 2]] == [
        "EQUILIBRIA R GMR SMR SEQ SSEQ".split(),
        "NYY yes yes yes yes yes".split(),
    ]
    assert lines[at + 2 : at + 4] == [
        "  escalate, attack",
        "  from now: Iraq to NNY, then Syria to NYY (each an improvement)",
    ]
    assert lines[at + 4].split() == "NNN - yes - - -".split()
    assert "all: 1 by R, 2 by GMR, 1 by SMR, 1 by SEQ, 1 by SSEQ" in lines


LONG = "A very long explanation of what this option would mean for everybody who lives along the canal, and why"


@pytest.mark.parametrize("why", [(), ("--why", "N" * 20)])
def test_every_line_fits_eighty_columns(why: tuple[str, ...]) -> None:
    """Twenty options with long texts and counts of readings stay within 80 columns."""
    makers = []
    for at in range(4):
        options = ", ".join(f'{{ name = "option-{at}-{k}", text = "{LONG}" }}' for k in range(5))
        prefers = f'["NOT option-{at}-0", ["option-{(at + 1) % 4}-1 IF option-{at}-2", "NOT option-{at}-3"]]'
        makers.append(f'[[decision-makers]]\nname = "Power {at}"\noptions = [{options}]\nprefers = {prefers}\n')
    text = f'status-quo = "{"N" * 20}"\n' + "".join(makers)
    result = run("--limit", "3", "--readings", "2", *why, text=text)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_reasons_of_a_state_are_told() -> None:
    """For each maker: which concepts hold, what it would rather have and for which statement and quote, who answers."""
    result = run("--why", "NNN", text=CANAL)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "NNN: nobody does anything"
    assert "Upland: stable by R, GMR, SMR, SEQ, SSEQ" in lines
    assert "  it can bring about nothing that it prefers" in lines
    assert "Lowland: not stable" in lines
    at = lines.index("  would rather have NNY, for “raid IFF NOT open” (“Open, or we come.”)")
    assert lines[at + 3] == "    SEQ: nothing stops it"
    assert "the status quo" in lines


def test_json_has_the_same() -> None:
    """``--json`` prints the states with their counts and paths, and the reasons of one state."""
    told = json.loads(run("--json", text=models.ELMIRA).stdout)
    assert told["counts"] == {"R": 3, "GMR": 5, "SMR": 5, "SEQ": 3, "SSEQ": 3}
    assert told["status_quo"] == "NYNNN"
    first = told["equilibria"][0]
    assert set(first) == {"state", "name", "done", "counts", "path", "improving_path"}
    why = json.loads(run("--json", "--why", "s5", text=models.ELMIRA).stdout)
    assert why["coalitions"] == [{"members": ["MoE", "UR"], "states": ["s8"]}]
    assert len(why["stability"]) == 15
    assert why["improving_path"] == [{"by": "LG", "start": "s1", "end": "s5"}]


def test_counts_of_readings_are_told() -> None:
    """Where an order is left open the table counts readings and says of how many."""
    text = CANAL.replace('"NOT open", "NOT shut"', '["NOT open", "NOT shut", "open IFF shut"]')
    result = run(text=text)
    assert "6/6" in result.stdout
    assert "Counts say in how many of 6 readings of the preferences." in result.stdout
    assert "2 readings of the preferences, drawn by chance." in run("--readings", "2", text=text).stdout


def test_faults_are_one_line(tmp_path: Path) -> None:
    """A file that is missing, no text, no TOML or no conflict ends with exit code 1 and one line."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "broken.toml").write_text("name = ", "utf-8")
    (tmp_path / "empty.toml").write_text("", "utf-8")
    for name, fault in (
        ("missing.toml", "cannot be read: No such file or directory"),
        (".", "cannot be read: Is a directory"),
        ("bytes", "is not text in UTF-8: a conflict is a TOML file"),
        ("broken.toml", "this is not TOML: "),
        ("empty.toml", "the file has no “decision-makers”"),
    ):
        result = CliRunner().invoke(main, ["conflict", str(tmp_path / name)])
        assert result.exit_code == 1
        assert fault in result.stderr
        assert len(result.stderr.splitlines()) == 1

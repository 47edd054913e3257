"""The commands as a user runs them: what they print, where, and how they end."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import parsing
from communique.case import Case
from communique.cli import main, state
from communique.cli.commands import LISTS
from communique.export import selecting

REPORTS = Path(__file__).parent.parent / "golden/ceasefire-valley/articles"


def run(*arguments: object, given: str | None = None) -> Result:
    """One command; an exception that is not ours fails the test."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=given, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of ten articles, built by the command."""
    path = tmp_path_factory.mktemp("cli") / "talks.communique"
    result = run("build", REPORTS, "--case", path)
    assert result.exit_code == 0
    return path


def test_build_ends_with_the_summary(case: Path) -> None:
    """A second build says that nothing was new and gives the same numbers."""
    result = run("build", REPORTS, "--case", case)
    assert "10 files -> 0 new articles, 10 known already; 10 articles in the case" in result.stdout
    for word in ("copies", "moves", "disputes", "to review"):
        assert f"\n{word}" in result.stdout


def test_summary_can_be_computed_again(case: Path) -> None:
    """The numbers of the summary are those of the lists."""
    made = json.loads(run("build", REPORTS, "--case", case, "--json").stdout)
    for name, key in (("moves", "moves"), ("articles", "articles"), ("lineages", "voices"), ("events", "events")):
        assert made[key] == len(json.loads(run("show", case, name, "--json").stdout))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_shows_as_table_and_json(case: Path, name: str) -> None:
    """Each list prints a table, and with --json an array of objects that have ids."""
    assert run("show", case, name).exit_code == 0
    assert all("id" in row for row in json.loads(run("show", case, name, "--json").stdout))


def test_the_state_of_the_talks_fits_what_the_lists_hold(case: Path) -> None:
    """The one screen names every day of a meeting to come and every disputed question."""
    screen = run("show", case).stdout
    meetings = json.loads(run("show", case, "meetings", "--json").stdout)
    ahead = [m["when"] for m in meetings if m["status"] in ("announced", "postponed")]
    assert ahead
    assert all(day in screen for day in ahead)
    for dispute in json.loads(run("show", case, "disputes", "--json").stdout):
        assert dispute["question"] in screen
    assert {"positions", "events", "meetings", "disputes", "corrections"} <= set(
        json.loads(run("show", case, "--json").stdout)
    )


def test_the_screen_is_no_wider_than_a_terminal(case: Path) -> None:
    """No line of the state of the talks, nor of what is new, is wider than 80 characters but for a long file name."""
    for since in ((), ("--since", "2022-10-05")):
        first, *rest = run("show", case, *since).stdout.splitlines()
        assert first.startswith(case.name)
        assert [line for line in rest if len(line) > 80] == []


def test_the_screen_is_one_screen(case: Path) -> None:
    """The state of the talks has at most 45 lines, and is not cut to fit: each part is there."""
    screen = run("show", case).stdout
    assert len(screen.splitlines()) <= state.LINES
    for heading in ("WHERE THEY STAND", "LATEST MOVES", "MEETINGS", "IN DISPUTE", "CORRECTED"):
        assert heading in screen


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_the_filters_that_say_something_about_it(case: Path, name: str) -> None:
    """Every list obeys each filter or refuses it, naming those that it takes; none is passed over in silence."""
    given = {"since": "2022-10-05", "until": "2022-10-05", "party": "Taldera", "issue": "ceasefire", "code": "REJECT"}
    given |= {"outlet": "Orbivue", "limit": "1"}
    everything = json.loads(run("show", case, name, "--json").stdout)
    for option, value in given.items():
        result = run("show", case, name, f"--{option}", value, "--json")
        if option in selecting.KNOWN[name]:
            assert result.exit_code == 0, (option, result.stderr)
            kept = [row["id"] for row in json.loads(result.stdout)]
            assert set(kept) <= {row["id"] for row in everything}
            assert option != "limit" or len(kept) < 2
        else:
            assert result.exit_code == 2
            assert f"--{option} says nothing about {name}" in result.stderr


@pytest.mark.parametrize(
    ("name", "option", "value", "fits"),
    [
        ("disputes", "--party", "Karsin Front", lambda row: row["question"]),
        ("statements", "--party", "Taldera", lambda row: row["actor"]),
        ("actors", "--party", "Taldera", lambda row: "Taldera" in (row["name"], row["side_name"])),
        ("articles", "--code", "THREATEN", lambda row: row["path"]),
        ("corrections", "--outlet", "Meridian", lambda row: row["wrong"] == "400 trucks"),
    ],
)
def test_filters_of_the_other_lists(case: Path, name: str, option: str, value: str, fits: object) -> None:
    """A party is looked for in the answers of disputes, a code in what articles tell, an outlet in who reports."""
    rows = json.loads(run("show", case, name, option, value, "--json").stdout)
    assert rows
    assert all(fits(row) for row in rows)  # type: ignore[operator]


def test_talks_put_off_are_one_row(case: Path) -> None:
    """The table of meetings has talks that were put off once, on their new day, with what became of them."""
    table = run("show", case, "meetings").stdout
    assert sum("put off to" in line for line in table.splitlines()) == 1
    assert "postponed" not in table


def test_what_is_new_since_a_day(case: Path) -> None:
    """The changes since a day, on one screen, as a list, and as JSON with the new reports as evidence."""
    rows = json.loads(run("show", case, "changes", "--since", "2022-10-05", "--json").stdout)
    assert {"act", "position", "meeting", "correction"} <= {row["kind"] for row in rows}
    assert all(row["day"] >= "2022-10-05" and row["evidence"] and row["reports"] for row in rows)
    whole = run("show", case, "changes", "--since", "2022-10-05").stdout
    screen = run("show", case, "--since", "2022-10-05").stdout
    for heading in ("POSITIONS", "NEW ACTS", "MEETINGS", "CORRECTED"):
        assert heading in screen
        assert heading in whole
    assert len(screen.splitlines()) < len(whole.splitlines())
    assert (
        run("show", case, "--since", "2022-10-05", "--json").stdout
        == json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    )


@pytest.mark.parametrize(
    ("since", "number"),
    [((), 2), (("--since", "Monday"), 2), (("--since", "2023"), 0)],
    ids="no-day not-a-day nothing-new".split(),
)
def test_changes_need_a_day(case: Path, since: tuple[str, ...], number: int) -> None:
    """Changes since no day are a question of usage; nothing new is no trouble."""
    assert run("show", case, "changes", *since).exit_code == number


@pytest.mark.parametrize(
    ("option", "value", "holds"),
    [
        ("--code", "reject", lambda row: row["code"] == "REJECT"),
        ("--limit", "2", lambda row: True),
        ("--party", "Karsin Front", lambda row: True),
        ("--since", "2022-10-07", lambda row: row["when"] is None or row["when"] >= "2022-10"),
    ],
)
def test_filters(case: Path, option: str, value: str, holds: object) -> None:
    """A filter leaves fewer moves, and only those that fit."""
    everything = json.loads(run("show", case, "moves", "--json").stdout)
    rows = json.loads(run("show", case, "moves", option, value, "--json").stdout)
    assert 0 < len(rows) < len(everything)
    assert all(holds(row) for row in rows)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--code", "REJET", "no such code; did you mean REJECT"),
        ("--issue", "santcions", "no such issue; did you mean sanctions"),
        ("--outlet", "Nowhere", "no such outlet; did you mean"),
    ],
)
@pytest.mark.parametrize("what", [("moves",), ("events",), ()])
def test_an_unknown_name_is_one_line_with_a_hint(
    case: Path, what: tuple[str, ...], option: str, name: str, says: str
) -> None:
    """A code, issue or outlet that there is none of ends with exit code 1 and what may have been meant."""
    result = run("show", case, *what, option, name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert f"{name}: {says}" in result.stderr


def test_an_unknown_party_is_one_line_with_a_hint(case: Path) -> None:
    """A misspelt party ends with exit code 1 and what may have been meant, on stderr."""
    result = run("show", case, "moves", "--party", "Karsin Frunt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Karsin Front" in result.stderr


def test_unreadable_inputs_end_with_three(tmp_path: Path) -> None:
    """The good file is in the case, the bad ones are named, and the exit code says so."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("date 2031-03-07\n\nThe minister of Sulmara rejected the plan.\n")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "in" / "page.html").write_text("<html><body><script>1</script></body></html>")
    (tmp_path / "in" / "lines.jsonl").write_text('{"text": "The talks in Quellis ended without a text."}\n{"text": \n')
    result = run("build", tmp_path / "in", "--case", tmp_path / "c.communique")
    assert result.exit_code == 3
    for name in ("empty.txt", "binary.txt", "page.html", "lines.jsonl"):
        assert name in result.stderr
    listed = {row["path"] for row in json.loads(run("show", tmp_path / "c.communique", "problems", "--json").stdout)}
    assert len(listed) == 4
    assert "2 new articles" in result.stdout
    (tmp_path / "in" / "empty.txt").write_text("date 2031-03-08\n\nThe talks go on in Quellis on Friday.\n")
    run("build", tmp_path / "in", "--case", tmp_path / "c.communique")
    listed = {row["path"] for row in json.loads(run("show", tmp_path / "c.communique", "problems", "--json").stdout)}
    assert "empty.txt" not in listed


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    """A dash reads one article from standard input."""
    result = run(
        "build", "-", "--case", tmp_path / "c.communique", given="date 2031-03-07\n\nThe minister rejected it.\n"
    )
    assert result.exit_code == 0
    assert "1 new article" in result.stdout


@pytest.mark.parametrize("what", ["missing folder", "not a case", "folder as case", "other database", "newer", "none"])
def test_what_cannot_be_opened_is_one_line(tmp_path: Path, case: Path, what: str) -> None:
    """A wrong path or a wrong file ends with exit code 1, one line on stderr, and the file as it was."""
    path = tmp_path / "x.communique"
    arguments: tuple[object, ...] = ("show", path)
    if what == "missing folder":
        arguments = ("build", tmp_path / "nowhere", "--case", path)
    elif what == "not a case":
        path.write_text("minutes of a meeting")
    elif what == "folder as case":
        path.mkdir()
    elif what == "other database":
        sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    elif what == "newer":
        shutil.copy(case, path)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    before = path.read_bytes() if path.is_file() else None
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("communique: ")
    assert result.stderr.count("\n") == 1
    assert before is None or path.read_bytes() == before


def test_usage_errors_end_with_two() -> None:
    """A command without what it needs ends with exit code 2."""
    assert run("build").exit_code == 2
    assert run("show").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("build", REPORTS, "--published", "soon", "--case"), ("--published", "soon", "2031-03-04")),
        (("build", REPORTS, "--published", "2022-13-01", "--case"), ("--published", "2022-13-01", "2031-03-04")),
        (("show", "--since", "2022-99"), ("--since", "2022-99", "2031-03")),
        (("show", "--until", "2022-02-30"), ("--until", "2022-02-30", "2031-03")),
        (("show", "--since", "2022-11", "--until", "2022-10-30"), ("--since 2022-11", "--until 2022-10-30")),
        (("judge", "--by=ana", "--limit=1", "--since=22"), ("--since", "22", "2031-03-04")),
    ],
)
def test_what_is_no_day_is_a_question_of_usage(case: Path, arguments: tuple[object, ...], says: tuple[str]) -> None:
    """An option that takes a day names itself and the form wanted, and nothing is done."""
    result = run(*arguments, case, *(("all", "reject") if arguments[0] == "judge" else ()))
    assert (result.exit_code, result.stdout) == (2, "")
    assert all(words in result.stderr for words in says)


@pytest.mark.parametrize("day", ["yesterday", "2022-13-45", "2022-02-30", "22-01-01"])
def test_a_move_is_moved_only_to_a_day_that_there_is(case: Path, day: str) -> None:
    """An edited day is an ISO prefix of a real day; anything else is refused with one line."""
    move = json.loads(run("show", case, "moves", "--json", "--limit", "1").stdout)[0]
    result = run("judge", case, move["id"], "edit", "--set", f"when={day}")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert day in result.stderr
    assert "2031-03-04" in result.stderr
    assert json.loads(run("show", case, "judgements", "--json").stdout) == []


def test_judging_by_command(case: Path, tmp_path: Path) -> None:
    """A rejected move is gone from the list, an edited one is changed, and undo brings it back."""
    shutil.copy(case, tmp_path / "c.communique")
    path = tmp_path / "c.communique"
    first, second = json.loads(run("show", path, "moves", "--json").stdout)[:2]
    assert run("judge", path, first["id"], "reject", "--why", "hearsay", "--by", "Ines").exit_code == 0
    edited = run("judge", path, second["id"], "edit", "--set", "code=ASSESS", "--set", "actors=Taldera", "--by", "Ines")
    assert edited.exit_code == 0
    rows = {row["id"]: row for row in json.loads(run("show", path, "moves", "--json").stdout)}
    assert first["id"] not in rows
    assert (rows[second["id"]]["code"], rows[second["id"]]["actors_name"]) == ("ASSESS", ["Taldera"])
    assert run("judge", path, "last", "undo").exit_code == 0
    rows = {row["id"]: row for row in json.loads(run("show", path, "moves", "--json").stdout)}
    assert rows[second["id"]]["code"] == second["code"]
    assert [j["verdict"] for j in json.loads(run("show", path, "judgements", "--json").stdout)] == [
        "reject",
        "edit",
        "undo",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing", "accept"), "nothing in this case has that id"),
        (("nothing", "undo"), "no judgement has that id"),
    ],
)
def test_judging_nothing_is_one_line(case: Path, arguments: tuple[str, str], says: str) -> None:
    """A judgement about an unknown id is refused with one line."""
    result = run("judge", case, *arguments)
    assert result.exit_code == 1
    assert says in result.stderr


def test_diff_shows_what_changed(case: Path) -> None:
    """Two versions of the wire story differ in a figure, which comes before wording."""
    text = run("diff", case, "002", "004").stdout
    assert re.search(r"\n\d+ changes?: .+ unchanged\n$", text, re.DOTALL)
    assert max(map(len, text.splitlines())) <= 100
    assert json.loads(run("diff", case, "002", "004", "--json").stdout)["changes"]
    assert run("diff", case, "002", "no-such").exit_code == 1


def test_check_names_the_damage(case: Path, tmp_path: Path) -> None:
    """A sound case is called sound; a changed text is named, with exit code 1."""
    assert "sound (10 articles)" in run("check", case).stdout
    path = tmp_path / "c.communique"
    shutil.copy(case, path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE articles SET text = text || ' No.' WHERE number = 1")
    connection.commit()
    connection.close()
    result = run("check", path)
    assert result.exit_code == 1
    assert "its text is not the one that was read" in result.stdout


def test_export_writes_every_list(case: Path, tmp_path: Path) -> None:
    """The export has a file for every list, each line an object with sorted keys."""
    assert run("export", case, "--format", "jsonl", "-o", tmp_path / "out").exit_code == 0
    for name in LISTS:
        for line in (tmp_path / "out" / f"{name}.jsonl").read_text("utf-8").splitlines():
            assert list(json.loads(line)) == sorted(json.loads(line))
    (tmp_path / "file").write_text("")
    assert run("export", case, "-o", tmp_path / "file" / "out").exit_code == 1


def test_codebook_lists_every_code() -> None:
    """The codebook prints each code with its definition, and the issues."""
    text = run("codebook").stdout
    assert "ULTIMATUM" in text
    assert "ISSUES" in text
    assert len(json.loads(run("codebook", "--json").stdout)["moves"]) == 32


def test_demo_builds_the_crisis_and_says_where(tmp_path: Path) -> None:
    """The demo prints the record of the invented crisis and where its case is."""
    result = run("demo", "--case", tmp_path / "demo.communique")
    assert result.exit_code == 0
    assert "WHERE THEY STAND" in result.stdout
    assert f"serve {tmp_path / 'demo.communique'}" in result.stdout
    assert "http://" not in result.stdout


def test_the_demo_spares_a_case_with_other_reports(case: Path, tmp_path: Path) -> None:
    """The invented crisis is not added to other work, which stays as it was; its own case and an empty one will do."""
    other = Path(shutil.copy(case, tmp_path / "work.communique"))
    before = other.read_bytes()
    result = run("demo", "--case", other)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "another --case" in result.stderr
    assert other.read_bytes() == before
    empty = tmp_path / "empty.communique"
    Case(empty).close()
    for _ in range(2):
        assert run("demo", "--case", empty).exit_code == 0


def test_a_build_without_weights_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the encoder's weights are not there, the rules take over, and one line on stderr tells it."""
    monkeypatch.setattr(parsing, "available", lambda *_: False)
    (tmp_path / "a.txt").write_text("The council said on Monday that the road was shut.")
    done = CliRunner().invoke(main, ["build", str(tmp_path / "a.txt"), "--case", str(tmp_path / "a.communique")])
    assert done.exit_code == 0
    assert done.stderr == f"{parsing.ABSENT}\n"

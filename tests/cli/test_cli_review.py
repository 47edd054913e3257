"""The review in the terminal, and the commands that judge: what they ask, print and keep."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from communique.case import Case
from communique.cli import main
from communique.cli.cards import View, clean, lines
from communique.data import Card, Record
from factories import article, move

REPORTS = Path(__file__).parent.parent / "golden/fishing-strait/articles"


def run(*arguments: object, given: str | None = None) -> Result:
    """One command; an exception that is not ours fails the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given, catch_exceptions=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of nine articles."""
    path = tmp_path_factory.mktemp("review") / "talks.communique"
    with Case(path) as case:
        case.add(REPORTS)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A copy of the case, to be judged."""
    return Path(shutil.copy(built, tmp_path / "copy.communique"))


def rows(path: Path, name: str) -> list[dict[str, Any]]:
    """A list of the case."""
    found: list[dict[str, Any]] = json.loads(run("show", path, name, "--json").stdout)
    return found


def queue(path: Path, *options: object) -> list[dict[str, Any]]:
    """The queue as the command prints it."""
    found: list[dict[str, Any]] = json.loads(run("review", path, "--json", *options).stdout)
    return found


def skips(path: Path, kind: str, *options: object) -> tuple[str, dict[str, Any]]:
    """The keys that lead to the first card of a kind, and the card."""
    cards = queue(path, *options)
    at = next(n for n, card in enumerate(cards) if card["kind"] == kind)
    return "s\n" * at, cards[at]


def test_a_card_shows_words_coding_and_reason(path: Path) -> None:
    """The act stands marked in its context, with who does what, why the machine thinks so, and the keys."""
    before, card = skips(path, "move")
    text = run("review", path, given=before + "q\n").stdout
    last = text[text.rindex("── ") :]
    assert f"── {before.count('s') + 1} of {len(queue(path))} · {card['reason']}" in last
    assert "«" in last
    assert " ".join(card["quote"].split())[:20] in " ".join(last.replace("«", "").replace("»", "").split())
    for word in ("because", "% sure", "a accept", "q quit", "Everything is kept"):
        assert word in last
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(("wordings", "shown", "more"), [(1, 0, ""), (3, 2, ""), (6, 5, ""), (9, 5, "and 3 more")])
def test_a_card_shows_every_wording_that_it_decides_for(wordings: int, shown: int, more: str) -> None:
    """What differs from the words in context is quoted once each, at most six in all, and the rest is counted."""
    counted = "one two three four five six seven eight nine".split()[:wordings]
    articles = [article(f"Norland refused offer {n}.", path=f"{i}.txt") for i, n in enumerate([*counted, counted[0]])]
    articles[-1] = replace(articles[-1], id="again")
    moves = [move(of, of.text, id=str(n), code="REJECT") for n, of in enumerate(articles)]
    seen = View(
        record=Record(),
        moves={m.id: m for m in moves},
        events={},
        articles={a.id: a for a in articles},
        names={},
        judgements={},
    )
    card = Card(about="0", kind="move", reason="", moves=tuple(m.id for m in moves))
    text = "\n".join(lines(card, seen, 80))
    assert [text.count(f"offer {word}.") for word in counted] == [1] * (shown + 1) + [0] * (wordings - shown - 1)
    assert (f"decided together, {len(moves)} reports" in text) is (wordings > 1)
    assert more in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("keys", "verdict", "field", "value"),
    [
        ("a", "accept", None, None),
        ("r", "reject", None, None),
        ("x", "reject", None, None),
        ("c\nSIGN\n", "edit", "code", "SIGN"),
        ("c\nultim\n", "edit", "code", "ULTIMATUM"),
        ("i\nsanctions\n", "edit", "issue", "sanctions"),
        ("i\nlobster pots\n", "edit", "issue", "lobster pots"),
        ("e\nmodality=conditional\n", "edit", "modality", "conditional"),
        ("n\nhearsay\nr\n", "reject", None, None),
    ],
)
def test_one_key_decides(path: Path, keys: str, verdict: str, field: str | None, value: str | None) -> None:
    """Each key makes the judgement that it stands for, about all unjudged reports of the act."""
    before, card = skips(path, "move")
    result = run("review", path, "--by", "ines", given=f"{before}{keys}\nq\n")
    assert result.exit_code == 0
    made = rows(path, "judgements")
    assert {j["about"] for j in made} == set(card["moves"])
    assert {(j["verdict"], j["by"], j["changes"].get(field or "")) for j in made} == {(verdict, "ines", value)}
    assert {j["why"] for j in made} == {"hearsay" if keys.startswith("n") else ""}
    assert "1 decided" in result.stdout


def test_who_and_whom_are_asked_by_name(path: Path) -> None:
    """A name re-assigns, a dash clears, and a name that nobody bears is told and changes nothing."""
    before, card = skips(path, "move")
    name = next(a["name"] for a in rows(path, "actors") if a["kind"] == "state")
    text = run("review", path, given=f"{before}w\nNobody At All\n\nw\n{name}\n-\nq\n").stdout
    assert "no such actor" in text
    moves = {m["id"]: m for m in rows(path, "moves")}
    assert [(moves[m]["actors_name"], moves[m]["recipients"]) for m in card["moves"]] == [([name], [])] * len(
        card["moves"]
    )


def test_undo_goes_back_to_the_card(path: Path) -> None:
    """Taking back shows the card again and leaves the record as it was."""
    before = rows(path, "moves")
    text = run("review", path, given="s\ns\nr\nu\nu\nq\n").stdout
    assert "taken back" in text
    assert "nothing was decided in this sitting" in text
    assert "0 decided" in text
    assert rows(path, "moves") == before


def test_acts_are_joined_and_parted_by_key(path: Path) -> None:
    """The key m joins an act to another that is chosen from a list, p takes a report out of its act again."""
    before, _ = skips(path, "move")
    run("review", path, given=f"{before}m\n1\nq\n")
    (made,) = rows(path, "judgements")
    home = {m["id"]: m["event"] for m in rows(path, "moves")}
    assert home[made["about"]] == home[made["changes"]["with"]]
    keys = "s\n" * next(n for n, card in enumerate(queue(path)) if _on(card, made["about"]))
    run("review", path, given=f"{keys}p\nq\n")
    assert [j["verdict"] for j in rows(path, "judgements")] == ["merge", "split"]


def _on(card: dict[str, Any], move: str) -> bool:
    """Whether a card asks about the act that a move reports."""
    return card["kind"] == "move" and move in card["moves"]


def test_an_issue_is_named_by_key(path: Path, tmp_path: Path) -> None:
    """On the card of a proposed issue, "a" keeps its name and "i" gives it another."""
    report = tmp_path / "fees.txt"
    report.write_text("PORT ORLE, 17 March 2024 - Osmere rejected the harbour fees. Such a fee is new.", "utf-8")
    run("build", report, "--case", path)
    before, card = skips(path, "issue")
    run("review", path, given=f"{before}i\nnets and quotas\nq\n")
    issues = {m["issue"] for m in rows(path, "moves")}
    assert "nets and quotas" in issues
    assert card["about"] not in issues


def test_keys_that_mean_nothing_are_told(path: Path) -> None:
    """An unknown key, a key for another kind of card and a wrong code leave the card; "?" explains all keys."""
    before, _ = skips(path, "move")
    text = run("review", path, given=f"{before}z\n?\nc\nSHOUT\n9\ne\nnothing\nc\n\nq\n").stdout
    for words in ("'z' means nothing", "take back your last decision", "one of: ", "no such number"):
        assert words in text
    assert rows(path, "judgements") == []


def test_the_end_of_input_is_the_end(path: Path) -> None:
    """A review whose input ends, or that has gone through everything, ends by itself with exit code 0."""
    assert run("review", path, given="").exit_code == 0
    text = run("review", path, given="s\n" * 1_000).stdout
    assert "0 decided" in text
    everything = run("review", path, "--limit", 3, given="a\na\na\n")
    assert "3 decided, 0 left" in everything.stdout


def test_nothing_to_review_is_said(path: Path) -> None:
    """A filter that leaves no card ends at once."""
    assert "nothing to review" in run("review", path, "--since", "2999").stdout


def test_a_second_coder_works_blind(path: Path) -> None:
    """What the first decided is hidden from the second, and the two are compared."""
    before, card = skips(path, "move")
    run("review", path, "--by", "ana", given=f"{before}c\nSIGN\nq\n")
    assert card["about"] not in {c["about"] for c in queue(path)}
    keys, same = skips(path, "move", "--blind", "--by", "ben")
    assert same["about"] == card["about"]
    shown = run("review", path, "--blind", "--by", "ben", given=f"{keys}a\nq\n").stdout
    assert "SIGN" not in shown
    found = json.loads(run("agreement", path, "--json").stdout)
    assert [d["fields"] for d in found["disagreements"]] == [["code"]] * len(card["moves"])
    text = run("agreement", path).stdout
    assert "coders: ana, ben" in text
    assert "code" in text
    assert max(map(len, text.splitlines())) <= 80
    keys, asked = skips(path, "coders")
    assert "ana  edit code = SIGN" in run("review", path, given=f"{keys}1\nq\n").stdout
    assert {m["id"]: m["code"] for m in rows(path, "moves")}[asked["about"]] == "SIGN"


def test_agreement_is_of_the_coders_named(path: Path) -> None:
    """The list holds only what the coders named disagree on; who judged nothing is told with those who did."""
    first, second = (m["id"] for m in rows(path, "moves")[:2])
    for about, other in ((first, "ben"), (second, "cleo")):
        run("judge", path, about, "accept", "--by", "ana")
        run("judge", path, about, "reject", "--by", other, "--blind")
    found = json.loads(run("agreement", path, "ana", "cleo", "--json").stdout)
    assert [(d["about"], sorted(d["coders"])) for d in found["disagreements"]] == [(second, ["ana", "cleo"])]
    text = run("agreement", path, "ana", "ben").stdout
    assert first in text
    assert second not in text
    unknown = run("agreement", path, "Nobody")
    assert (unknown.exit_code, unknown.stdout, unknown.stderr.count("\n")) == (1, "", 1)
    assert "Nobody: no such coder; known: ana, ben, cleo" in unknown.stderr


def test_bulk_is_one_decision_and_one_undo(path: Path) -> None:
    """All moves of a filter are judged at once, and one undo brings them back."""
    before = rows(path, "moves")
    result = run("judge", path, "all", "reject", "--code", "reject", "--by", "ines", "--below", "0.99")
    assert f"reject {sum(m['code'] == 'REJECT' for m in before)} moves by ines" in result.stdout
    assert not any(m["code"] == "REJECT" for m in rows(path, "moves"))
    batch = result.stdout.split()[-1]
    assert run("judge", path, batch, "undo").exit_code == 0
    assert rows(path, "moves") == before
    assert run("judge", path, "all", "reject", "--above", "1", "--below", "0").exit_code == 1
    assert run("judge", path, before[0]["id"], "reject", "--code", "REJECT").exit_code == 2


def test_all_needs_a_filter(path: Path) -> None:
    """Without a filter all moves are judged only where everything is asked for."""
    refused = run("judge", path, "all", "reject")
    assert refused.exit_code == 2
    assert "--party" in refused.stderr
    assert "--everything" in refused.stderr
    assert rows(path, "judgements") == []
    count = len(rows(path, "moves"))
    made = run("judge", path, "all", "reject", "--everything", "--by", "ines")
    assert made.stdout.startswith(f"reject {count} moves by ines")
    assert rows(path, "moves") == []


def test_a_missed_move_is_marked_by_command(path: Path) -> None:
    """Words of an article become a move; words that are not there are refused in one line."""
    article = rows(path, "articles")[0]
    words = article["text"][-60:-20]
    added = run("judge", path, article["path"], "add", "--set", f"words={words}", "--set", "code=demand")
    assert added.exit_code == 0
    assert any(m["evidence"][0]["exact"] == words for m in rows(path, "moves"))
    wrong = run("judge", path, article["path"], "add", "--set", "words=Not in there.", "--set", "code=DEMAND")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)


def test_another_case_is_merged_by_command(path: Path, built: Path, tmp_path: Path) -> None:
    """The judgements of a colleague's copy come in once, under the colleague's name."""
    other = Path(shutil.copy(built, tmp_path / "other.communique"))
    run("judge", other, rows(other, "moves")[0]["id"], "reject", "--by", "ben")
    assert "0 articles and 1 judgements" in run("merge", path, other).stdout
    assert "0 articles and 0 judgements" in run("merge", path, other).stdout
    assert [j["by"] for j in rows(path, "judgements")] == ["ben"]


def test_an_orphan_is_given_on_or_taken_back(path: Path) -> None:
    """A judgement that lost its datum is shown with its words; a key takes it back."""
    move = rows(path, "moves")[-1]
    place = move["evidence"][0]
    with Case(path) as case:
        made = case.judge(move["id"], "accept", by="ana", why="seen on film")
        case._store.judge(_moved(made, "gone", "elsewhere"))
    keys, card = skips(path, "orphan")
    shown = run("review", path, given=f"{keys}q\n").stdout
    assert "seen on film" in shown
    words = " ".join(place["exact"].split())[:15]
    assert words in " ".join(shown.split())
    assert words in run("show", path).stdout.partition("NO LONGER FOUND")[2]
    assert run("review", path, given=f"{keys}1\nq\n").exit_code == 0
    assert "orphan" not in {c["kind"] for c in queue(path)}
    assert rows(path, "judgements")[-1]["about"] == card["about"]


def _moved(made: Any, about: str, id: str) -> Any:
    """The judgement as if it had been about something else."""
    return replace(made, about=about, id=id)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_killed_review_loses_nothing(path: Path) -> None:
    """After kill -9 in the middle of a review, the decisions made so far are in the case."""
    child = subprocess.Popen(
        [sys.executable, "-m", "communique", "review", str(path), "--by", "ines"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("a\n")
    child.stdin.flush()
    while "accept" not in (line := child.stdout.readline()) or "a accept" in line:
        assert line, "the review ended"
    time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert {j["by"] for j in rows(path, "judgements")} == {"ines"}


def test_nothing_steers_the_terminal() -> None:
    """Control and direction characters of an article are blanks on a card."""
    assert clean("a\x1b[31mb\u202ec\r\nd\x01") == "a [31mb c  d "

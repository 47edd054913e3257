"""The commands that show the page: serve, and the demo."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import web
from communique.cli import demonstrating, main, pages
from web.desk import built, within


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case of two reports."""
    return built(tmp_path)


def test_the_address_is_printed_and_opened_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first goes to the browser; a later one, for another browser, is only printed."""
    opened: list[str] = []

    def served(file: Path, **given: object) -> None:
        announce = given["announce"]
        assert callable(announce)
        announce("http://one")
        announce("http://two")

    monkeypatch.setattr(web, "serve", served)
    monkeypatch.setattr(pages.webbrowser, "open", opened.append)
    pages.serve(path)
    assert within(5, lambda: opened == ["http://one"])
    said = capsys.readouterr().out
    assert "http://one" in said
    assert "another browser: http://two" in said
    pages.serve(path, browser=False)
    assert opened == ["http://one"]


def test_a_port_that_is_taken_is_told(path: Path) -> None:
    """One line, and exit code 1."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", str(path), "--no-browser", "--port", port])
    assert result.exit_code == 1
    assert f"port {port} cannot be had" in result.stderr


@pytest.mark.parametrize("wrong", ["none.communique", "reports"])
def test_what_is_no_case_is_not_served(path: Path, wrong: str) -> None:
    """One line says why."""
    result = CliRunner().invoke(main, ["serve", str(path.with_name(wrong)), "--no-browser", "--port", "0"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_a_token_that_cannot_be_written_is_told(path: Path, tmp_path: Path) -> None:
    """Nothing is served then."""
    place = tmp_path / "nowhere" / "token"
    command = ["serve", str(path), "--no-browser", "--port", "0", "--token-file", str(place)]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "token cannot be written" in result.stderr


OPTIONS: list[tuple[tuple[str, ...], bool | None]] = [
    ((), None),
    (("--no-browser",), False),
    (("--browser",), True),
    (("--port", "0"), True),
]


@pytest.mark.parametrize(("options", "browser"), OPTIONS)
def test_the_demo_serves_its_page_where_it_is_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], browser: bool | None
) -> None:
    """In a pipe, where nobody looks, it only says how; --no-browser prints the address, and waits."""
    served: list[object] = []
    monkeypatch.setattr(demonstrating, "built", lambda place: iter(["the record"]))
    monkeypatch.setattr(pages, "serve", lambda place, *, port, browser: served.append((place, browser)))
    place = tmp_path / "demo.communique"
    result = CliRunner().invoke(main, ["demo", "--case", str(place), *options])
    assert result.exit_code == 0
    assert served == ([] if browser is None else [(place, browser)])
    assert "the record" in result.stdout
    assert f"serve {place}" in result.stdout

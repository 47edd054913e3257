"""The documentation: nothing public is left out of it, and nothing in it is untrue."""

from __future__ import annotations

import importlib.util
import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from communique import data, errors
from communique.case import Case
from communique.cli import main
from communique.export import LISTS, write_jsonl
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
SCHEMA = json.loads((DOCS / "export.schema.json").read_text("utf-8"))
REPORTS = ROOT / "tests" / "golden" / "fishing-strait" / "articles"


def reference() -> ModuleType:
    """The module that makes the generated tables."""
    spec = importlib.util.spec_from_file_location("communique_reference", DOCS / "communique_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(name: str) -> str:
    """A page as it is published, its generated tables filled in."""
    made: str = reference().filled((DOCS / f"{name}.md").read_text("utf-8"))
    return made


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    """Every parameter of every command."""
    for name, command in main.commands.items():
        for parameter in command.params:
            yield name, parameter


def test_every_command_is_documented() -> None:
    """Each command says what it does, and has a section on the page of commands."""
    text = page("commands")
    assert [name for name, command in main.commands.items() if not command.help] == []
    assert [name for name in main.commands if f"\n## {name}\n" not in text] == []


def test_every_option_is_documented() -> None:
    """Each option says what it does, and stands on the page of commands."""
    text = page("commands")
    options = [(name, p) for name, p in parameters() if isinstance(p, click.Option)]
    assert [f"{name} {p.opts[-1]}" for name, p in options if not p.help] == []
    assert [f"{name} {p.opts[-1]}" for name, p in options if p.opts[-1] not in text] == []


NOUNS = sorted(name for name, kind in inspect.getmembers(data, inspect.isclass) if kind.__module__ == data.__name__)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_in_the_glossary(noun: str) -> None:
    """Each type that crosses a room is explained in a sentence."""
    assert re.search(rf"^{noun}\n: \w", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)


def test_the_glossary_is_in_order() -> None:
    """The words of the glossary stand in the order of the alphabet."""
    found = re.findall(r"^(\w[\w ]*)\n: ", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert found == sorted(found, key=str.casefold)


def test_every_error_is_documented() -> None:
    """Each error has a row that says when it is raised and what to do; no other has one."""
    rows = re.findall(r"^\| `(\w+)` \|", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)
    kinds = [name for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    assert sorted(rows) == sorted(kinds)


def test_every_code_and_issue_is_documented() -> None:
    """Each code and issue in force stands on the page of the codebook."""
    text = page("codebook")
    assert [code for code in codes() if f"\n## {code}\n" not in text] == []
    assert [issue for issue in issues() if f"\n- {issue}\n" not in text] == []


def test_every_page_that_asks_for_a_table_gets_it() -> None:
    """No page is published with a table that nothing fills."""
    filled = reference().filled
    assert [p.name for p in PAGES if re.search(r"^\{\{.*\}\}$", filled(p.read_text("utf-8")), re.MULTILINE)] == []


def test_every_file_of_the_export_is_documented() -> None:
    """Each list of the export has a schema and a section, and each of their fields says what it is."""
    text = page("export")
    assert sorted(SCHEMA["$defs"]) == sorted([*LISTS, "anchor"])
    assert [name for name in LISTS if f"\n## {name}.jsonl\n" not in text] == []
    forms = SCHEMA["$defs"].items()
    silent = [
        f"{n}.{k}" for n, form in forms for k, field in form["properties"].items() if not field.get("description")
    ]
    assert silent == []


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a case with reports, a judgement and a problem."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "scan.txt").write_bytes(b"")
    with Case(folder / "talks.communique") as case:
        case.add(REPORTS)
        case.add(folder / "scan.txt")
        case.judge(case.moves()[0], "accept", by="ana", why="read it")
        write_jsonl(case, folder / "out")
    return folder / "out"


@pytest.mark.parametrize("name", LISTS)
def test_the_export_keeps_its_contract(exported: Path, name: str) -> None:
    """Every line of every file satisfies the published schema, which allows no field that it does not name."""
    check: Any = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})
    lines = (exported / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert lines
    assert [f"{list(e.path)}: {e.message}" for line in lines for e in check.iter_errors(json.loads(line))] == []


def test_the_schema_is_a_schema() -> None:
    """The published schema is itself valid."""
    Draft202012Validator.check_schema(SCHEMA)


DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))


def test_every_dependency_has_its_reason() -> None:
    """Each package that users must install has a decision that says why."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {path.stem[4:] for path in DECISIONS}
    assert {re.split(r"[^\w-]", line)[0] for line in project["dependencies"]} - named == set()


def test_every_dependency_is_used() -> None:
    """Each package that users must install is imported somewhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    homes = packages_distributions()
    named = [re.split(r"[^\w-]", line)[0] for line in project["dependencies"]]
    modules = {
        n: [module for module, of in homes.items() if n in {d.replace("_", "-").casefold() for d in of}] for n in named
    }
    used = set(re.findall(r"\b(?:import|from) (\w+)", source))
    assert [name for name, found in modules.items() if used.isdisjoint(found)] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decisions_are_short_and_numbered(path: Path) -> None:
    """A decision has at most 20 lines, and a heading with its own number."""
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 20
    assert lines[0].startswith(f"# {path.name[:3]}: ")


def test_the_version_is_one() -> None:
    """The version of the package is the one that the changelog and the citation speak of."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_every_make_target_is_explained() -> None:
    """Each target of the Makefile stands in CONTRIBUTING.md."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert targets
    assert [target for target in targets if f"`make {target}`" not in text] == []


def test_commands_in_pages_exist() -> None:
    """Every command line that a page shows names a command and options that there are."""
    wrong = []
    for path in PAGES:
        for line in re.findall(r"^communique (\w+)(.*)$", path.read_text("utf-8"), re.MULTILINE):
            command = main.commands.get(line[0])
            known = {o for p in command.params for o in p.opts} if command else set()
            used = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", line[1]))
            if command is None or used - known:
                wrong.append(f"{path.name}: communique {line[0]}{line[1]}")
    assert wrong == []


def test_the_screens_in_readme_and_tutorial_are_real(tmp_path: Path) -> None:
    """Every line of a demo screen in the README and the tutorial is a line that the demo prints."""
    case = str(tmp_path / "demo.communique")
    run = CliRunner()
    printed = run.invoke(main, ["demo", "--case", case]).stdout
    for command in ("copies", "disputes", "corrections", "meetings"):
        printed += run.invoke(main, ["show", case, command]).stdout
    printed += run.invoke(main, ["diff", case, "017", "002"]).stdout
    lines = {line.strip() for line in printed.replace(case, "demo.communique").splitlines()}
    for page_of in (ROOT / "README.md", DOCS / "tutorial.md"):
        screens = re.findall(r"<!-- screen -->\n+```\w*\n(.*?)```", page_of.read_text("utf-8"), re.DOTALL)
        assert screens
        for line in (line.strip() for screen in screens for line in screen.splitlines()):
            assert line in lines or line in ("", "…"), f"{page_of.name}: {line}"

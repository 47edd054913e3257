"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique import data, errors

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "communique"
MODULES = sorted(SRC.rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("test_*.py"))
SEEDS = ROOT.parent / "shared" / "seeds"

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "core", "misc", "tools"}
NETWORK = {"socket", "http", "requests", "urllib3", "ftplib", "smtplib", "asyncio", "ssl", "webbrowser"}
DOORS = {"cli": {"webbrowser"}, "web": {"asyncio", "http", "socket"}}  # the page is opened, and answers on loopback
SHINGLE = 8  # so many words in a row are no coincidence ...
FORMULAS = ("an earlier version of this story incorrectly stated that the",)  # ... but for what every newsroom writes


def named(path: Path) -> str:
    """A file as a failure names it."""
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[Path]:
    """Every text file of the project, whether or not it is committed yet."""
    tops = [path for path in ROOT.iterdir() if path.is_file() and path.name not in (".coverage", ".git")]
    folders = [ROOT / name for name in ("src", "tests", "docs", "benchmarks", "requirements", "training", ".ci")]
    inside = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in sorted([*tops, *inside]):
        if not {"__pycache__", "_build"} & set(path.parts) and b"\0" not in path.read_bytes()[:4096]:
            yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, and every name that it takes out of one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def words(text: str) -> list[str]:
    """The words of a text, for comparing."""
    return re.findall(r"\w+", text.casefold())


def undocumented(path: Path) -> Iterator[str]:
    """What is public in a file and has no docstring."""

    def look(node: ast.AST, inside: str) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and not child.name.startswith("_"):
                if not ast.get_docstring(child):
                    yield f"{named(path)}: {inside}{child.name}"
                if isinstance(child, ast.ClassDef):
                    yield from look(child, f"{child.name}.")

    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree):
        yield f"{named(path)}: the module"
    yield from look(tree, "")


def test_no_module_has_a_vague_name() -> None:
    """A module is named for what it makes."""
    assert [named(p) for p in MODULES if VAGUE & set(p.relative_to(SRC).with_suffix("").parts)] == []


def test_modules_are_short() -> None:
    """A module of more than 400 lines is two ideas; only the list of nouns may be longer."""
    rooms = [path for path in MODULES if path != SRC / "data.py"]
    assert [named(p) for p in rooms if len(p.read_text("utf-8").splitlines()) > 400] == []


def test_functions_are_short() -> None:
    """A function of more than 60 lines is several."""
    long = [
        f"{named(p)}: {f.name}" for p in MODULES for f in functions(p) if (f.end_lineno or f.lineno) - f.lineno >= 60
    ]
    assert long == []


def test_everything_public_is_documented() -> None:
    """Every public module, class, method and function has a docstring."""
    assert [place for path in MODULES for place in undocumented(path)] == []


def test_only_the_command_line_writes_to_the_terminal() -> None:
    """Nothing prints outside the command line."""
    telling = re.compile(r"\bprint\(|\bclick\.echo|\bsys\.(stdout|stderr)|import rich|from rich")
    doors = (SRC / "cli", SRC / "cli.py", SRC / "__main__.py")
    rooms = [p for p in MODULES if not any(p.is_relative_to(door) for door in doors)]
    assert [named(p) for p in rooms if telling.search(p.read_text("utf-8"))] == []


def test_no_environment_variable_is_read() -> None:
    """What a run depends on is in its arguments and in the case."""
    reading = re.compile(r"\b(os\.)?(environ|getenv)\b")
    assert [named(p) for p in MODULES if reading.search(p.read_text("utf-8"))] == []


def allowed(path: Path) -> set[str]:
    """What of NETWORK a file may import: the page takes turns and knows cookies, and one module of it listens."""
    if path.is_relative_to(SRC / "web"):
        return {"asyncio", "http"} | ({"socket"} if path.name == "serving.py" else set())
    return {"webbrowser"} if "cli" in path.parts else set()


def test_nothing_reaches_for_the_network() -> None:
    """No room imports what opens a connection."""
    found = [
        f"{named(path)}: {name}"
        for path in MODULES
        for name in imports(path)
        if name.split(".")[0] in NETWORK - allowed(path)
        or name.startswith(("urllib.request", "http.client", "trafilatura.downloads", "trafilatura.fetch"))
    ]
    assert found == []


def test_the_page_calls_nobody() -> None:
    """It is asked, and never asks: no connection is opened, and what listens is bound to this machine."""
    calling = re.compile(r"\b(open_connection|create_connection|open_unix_connection|sock_connect)\b|\.connect(_ex)?\(")
    web = [path for path in MODULES if path.is_relative_to(SRC / "web")]
    assert [named(path) for path in web if calling.search(path.read_text("utf-8"))] == []
    listening = [path for path in web if ".bind(" in path.read_text("utf-8")]
    assert [named(path) for path in listening] == ["src/communique/web/serving.py"]
    assert 'HOST = "127.0.0.1"' in listening[0].read_text("utf-8")


NOUNS = [kind for _, kind in sorted(inspect.getmembers(data, inspect.isclass)) if kind.__module__ == data.__name__]


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_nouns_are_frozen(kind: type) -> None:
    """A noun is a frozen, slotted, keyword-only dataclass."""
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_nouns_have_no_behaviour(kind: type) -> None:
    """A noun has fields and derived properties, no methods."""
    methods = [
        name for name, value in vars(kind).items() if inspect.isfunction(value) and not name.startswith(("__", "_"))
    ]
    assert methods == []


def test_options_are_frozen() -> None:
    """What a room lets one choose is a frozen, slotted, keyword-only dataclass."""
    for path in MODULES:
        if re.search(r"^class \w*Options\b", path.read_text("utf-8"), re.MULTILINE):
            module = importlib.import_module(".".join(("communique", *path.relative_to(SRC).with_suffix("").parts)))
            for name, kind in inspect.getmembers(module, inspect.isclass):
                if name.endswith("Options") and kind.__module__ == module.__name__:
                    test_nouns_are_frozen(kind)


def test_the_error_tree_is_drawn_as_it_is() -> None:
    """The tree in the docstring of errors.py is the tree of the classes."""
    drawn: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"^    ([│├└─ ]*)([A-Z]\w+) {2,}\S", line)
        if match:
            depth = len(match[1])
            path = [(d, name) for d, name in path if d < depth]
            drawn[match[2]] = path[-1][1] if path else "Exception"
            path.append((depth, match[2]))
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if k.__module__ == errors.__name__]
    assert drawn == {kind.__name__: kind.__base__.__name__ for kind in kinds}
    assert all(issubclass(kind, errors.CommuniqueError) for kind in kinds)


def test_only_our_own_errors_are_defined_in_one_place() -> None:
    """No module but errors.py defines an exception that leaves it."""
    defining = re.compile(r"^class [A-Z]\w+\((?:\w+\.)?(?:\w*Error|\w*Exception)\)", re.MULTILINE)
    assert [named(p) for p in MODULES if p.name != "errors.py" and defining.search(p.read_text("utf-8"))] == []


VOCABULARIES = sorted(path.stem for path in (SRC / "vocabulary").glob("*.toml"))


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_vocabulary_has_a_loader(name: str) -> None:
    """Each TOML file is read by a module beside it, and only through the strict loader."""
    modules = [p.read_text("utf-8") for p in (SRC / "vocabulary").glob("*.py")]
    assert any(f'table("{name}")' in source for source in modules)


def vocabulary_loaders() -> list[Callable[[], object]]:
    """The public functions of the vocabulary that take nothing: each reads a shipped file."""
    found: list[Callable[[], object]] = []
    for path in sorted((SRC / "vocabulary").glob("*.py")):
        if path.stem not in ("__init__", "loading"):
            module = importlib.import_module(f"communique.vocabulary.{path.stem}")
            for name, value in sorted(vars(module).items()):
                ours = inspect.isroutine(inspect.unwrap(value)) and value.__module__ == module.__name__
                if ours and not name.startswith("_") and not inspect.signature(value).parameters:
                    found.append(value)
    return found


@pytest.mark.parametrize("load", vocabulary_loaders(), ids=lambda f: f"{f.__module__.split('.')[-1]}.{f.__name__}")
def test_every_vocabulary_loads(load: Callable[[], object]) -> None:
    """Each shipped vocabulary satisfies its own loader."""
    assert load() is not None


def test_every_room_has_tests() -> None:
    """Each package and each module with behaviour has tests under its own name."""
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    modules = {path.stem for path in SRC.glob("*.py")} - {"__init__", "__main__", "data", "errors"}
    tested = {path.stem.removeprefix("test_") for path in TESTS if path.parent.name == "tests"}
    tested |= {path.parent.name for path in TESTS}
    assert sorted((packages | modules) - tested) == []


def test_every_test_states_a_fact() -> None:
    """Each test has a docstring of one sentence."""
    silent = []
    for path in TESTS:
        for function in functions(path):
            if function.name.startswith("test_"):
                stated = ast.get_docstring(function) or ""
                if not stated.endswith(".") or "\n\n" in stated:
                    silent.append(f"{named(path)}: {function.name}")
    assert silent == []


def test_no_test_file_shares_its_name() -> None:
    """Test files have names of their own, so that a failure names one place."""
    names = [path.name for path in TESTS]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_no_text_of_the_seeds_is_in_the_project() -> None:
    """The project holds no sentence of the articles that it is developed on."""
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here: nothing to compare with")
    seen = set()
    for path in SEEDS.glob("*.txt"):
        found = words(path.read_text("utf-8", "replace"))
        seen |= {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}
    for formula in map(words, FORMULAS):
        seen -= {tuple(formula[i : i + SHINGLE]) for i in range(len(formula) - SHINGLE + 1)}
    taken = []
    for path in texts():
        if path.parent.name == "requirements":
            continue
        found = words(path.read_text("utf-8", "replace"))
        runs = (tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))
        taken += [f"{named(path)}: {' '.join(run)}" for run in runs if run in seen]
    assert taken == []


def test_no_file_names_a_place_on_a_machine() -> None:
    """No file holds an absolute path of the machine that it was written on."""
    place = re.compile(r"(?<![\w.~/-])/(?:" + "|".join(("work", "tmp", "root", "home")) + r")/[\w.]")
    assert [named(p) for p in texts() if place.search(p.read_text("utf-8", "replace"))] == []


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("group", ["dev", "bench"])
def test_the_lock_holds_every_dependency(group: str) -> None:
    """Each declared dependency is pinned in its lock, and each pin has its hashes and names no host."""
    lock = (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    declared = list(PROJECT["dependency-groups"][group])
    if group == "dev":
        declared += PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    assert {re.split(r"[^\w.-]", line)[0].lower() for line in declared} - pinned == set()
    assert "://" not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z])", lock.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []

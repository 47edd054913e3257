"""The tables of the documentation that are made from the code, so that they cannot lie."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from communique.cli import main
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues

SCHEMA = Path(__file__).parent / "export.schema.json"


def filled(page: str) -> str:
    """A page with every ``{{ name }}`` that stands on a line of its own put in full."""
    for name, make in PARTS.items():
        mark = "{{ " + name + " }}"
        if f"\n{mark}\n" in page:
            page = page.replace(f"\n{mark}\n", "\n" + "\n".join(make()) + "\n")
    return page


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A Markdown table."""
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as the command line itself tells them."""
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"communique {name}")
        yield f"## {name}"
        yield ""
        yield "```text"
        yield " ".join(command.get_usage(context).removeprefix("Usage: ").split())
        yield "```"
        yield ""
        yield from (line.strip() for line in (command.help or "").splitlines())
        yield ""
        options = [record for p in command.get_params(context) if (record := p.get_help_record(context))]
        yield from table(("option", "does"), ((f"`{flag}`", text) for flag, text in options))
        yield ""


def codebook() -> Iterator[str]:
    """Every code, with what it means and what it is in PLOVER and CAMEO."""
    quads = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
    for code in codes().values():
        event = " / ".join(part for part in (code.plover, code.mode) if part) or "none (record only)"
        yield f"## {code.code}"
        yield ""
        yield code.definition
        yield ""
        yield f"PLOVER: {event}. CAMEO: {code.cameo_root}, by default {code.cameo}. Quad class {code.quad}: "
        yield f"{quads[code.quad]}."
        yield ""
        yield from (f"- “{example}”" for example in code.examples)
        yield ""


def issue_list() -> Iterator[str]:
    """Every shipped issue."""
    yield from (f"- {name}" for name in issues())


def export_files() -> Iterator[str]:
    """Every file of the export, field by field, from its JSON Schema."""
    for name, form in json.loads(SCHEMA.read_text("utf-8"))["$defs"].items():
        yield f"## {name}.jsonl" if name != "anchor" else "## Anchors"
        yield ""
        yield form["description"][0].upper() + form["description"][1:]
        yield ""
        rows = ((f"`{key}`", _type(field), field.get("description", "")) for key, field in form["properties"].items())
        yield from table(("field", "type", "is"), rows)
        yield ""


def _type(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        return "anchor"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(_type(option) for option in field["anyOf"])
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    kinds = [field["type"]] if isinstance(field["type"], str) else field["type"]
    return " or ".join(kinds)


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "codes": codebook,
    "issues": issue_list,
    "export": export_files,
}

"""Decisions as a form sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from starlette.datastructures import FormData

from communique.data import Verdict
from communique.errors import BadQuestion
from communique.views.deck import PILES

_VERDICTS: tuple[str, ...] = get_args(Verdict)
_LINKING = ("with", "from", "names")  # what merges and splits take; an edit takes all else
_NAME = 100  # characters of the name of a coder


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody asks to be kept. ``like`` is a judgement of another coder to be given too; ``heir`` the move
    that an orphaned judgement is given on to.
    """

    about: tuple[str, ...]
    verdict: Verdict
    why: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    blind: bool = False
    seen: str | None = None
    card: str = ""
    like: str = ""
    heir: str = ""


def local(path: str) -> str:
    """A place on this page to go to; anything that would lead elsewhere leads to the review."""
    odd = not path.startswith("/") or path[1:2] in ("/", "\\") or any(c < " " or c in "\\\x7f" for c in path)
    return "/review" if odd else path


def coder(name: str) -> str:
    """The name of whoever judges, as it is kept; empty for the one who serves the case."""
    if len(name) > _NAME or not name.isprintable():
        raise BadQuestion(f"by: a name has at most {_NAME} characters that can be printed")
    return name.strip()


def read(form: FormData) -> Decision:
    """The decision in a form; raises BadQuestion for one that makes no sense.

    Changes come as ``change`` (FIELD=VALUE, any number) or as ``set.FIELD``; a ``was.FIELD`` beside it says what the
    form was filled in with, and what is still so changes nothing.
    """
    verdict = value_of(form, "verdict") or ("edit" if "change" in form else "")
    if verdict not in _VERDICTS and not value_of(form, "like"):
        raise BadQuestion(f"verdict: “{verdict}” is none; it is one of {', '.join(_VERDICTS)}")
    about = tuple(dict.fromkeys(item for item in _all(form, "about") if item))
    if not about:
        raise BadQuestion("about: what is judged? An id is missing")
    return Decision(
        about=about,
        verdict=verdict or "accept",  # type: ignore[arg-type]
        why=value_of(form, "why").strip(),
        changes=changed(form, verdict),
        by=coder(value_of(form, "by")),
        blind=value_of(form, "blind") not in ("", "0", "no"),
        seen=value_of(form, "seen") if "seen" in form else None,
        card=value_of(form, "card"),
        like=value_of(form, "like"),
        heir=value_of(form, "heir"),
    )


def pile_asked(kind: str) -> str:
    """A kind of cards; raises BadQuestion for one that there is none of."""
    if kind and kind not in PILES:
        raise BadQuestion(f"kind: “{kind}” is none; it is one of {', '.join(PILES)}")
    return kind


def share(text: str, name: str) -> float | None:
    """A share from 0 to 1, None for an empty text; raises BadQuestion for any other."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise BadQuestion(f"{name}: “{text}” is no share between 0 and 1")
    return value


def changed(form: FormData, verdict: str) -> dict[str, str]:
    """What a form changes, as far as its verdict takes changes."""
    given: dict[str, str] = {}
    for text in _all(form, "change"):
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise BadQuestion(f"change: “{text}” is not of the form FIELD=VALUE")
        given[name] = value
    for key in form:
        name, value = key.removeprefix("set."), value_of(form, key).strip()
        if key != name and value != value_of(form, f"was.{name}").strip():
            given[name] = value
    if verdict == "edit":
        return {name: value for name, value in given.items() if name not in _LINKING}
    if verdict in ("merge", "split"):
        return {name: value for name, value in given.items() if name in _LINKING and value}
    return given if verdict == "add" else {}


def value_of(form: FormData, name: str) -> str:
    """The text of a field, empty where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _all(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]

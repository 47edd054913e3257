"""The addresses of what-ifs: a page of the conflict with one supposition more, or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.web.addresses import address

PATH = "/conflict"
NAMES = ("without", "credible", "bluff")


def supposing(query: Mapping[str, str], supposed: Mapping[str, Sequence[str]], name: str, premise: str) -> str:
    """The page on which ``name`` is supposed of a premise and nothing else is, or is no longer where it was."""
    kept = {one: [other for other in supposed[one] if other != premise] for one in NAMES}
    if premise not in supposed[name]:
        kept[name].append(premise)
    told = {one: ",".join(sorted(kept[one])) for one in NAMES}
    return f"{address(PATH, **{**query, **told})}#{premise}"


def showing(query: Mapping[str, str], show: str) -> str:
    """The page with one part more, or without it where it was shown."""
    shown = query.get("show", "").replace(",", " ").split()
    wanted = [one for one in shown if one != show] if show in shown else [*shown, show]
    return f"{address(PATH, **{**query, 'show': ','.join(wanted)})}#{show}"

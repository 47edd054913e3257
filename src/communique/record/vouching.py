"""Whether somebody vouches for a number: then it is a claim, not the outlet's own knowledge."""

from __future__ import annotations

import re

from communique.data import Article, Figure

_CLAIM = re.compile(
    r"\b(?:says?|said|puts?|put|claims?|claimed|counts?|counted|estimates?|estimated|reckons?|reckoned|according to|"
    r"version|tally|toll|insists?|insisted|speaks? of|spoke of|spoken of|boasts? of|"
    r"boasted of|registered|records?|recorded|lists?|listed|"
    r"values?|valued|arrives? at|owns? (?:up )?to|admits?|admitted|acknowledges?|acknowledged|contested|disputed|"
    r"maintains?|maintained|repeats?|repeated|reports?|reported)\b",
    re.IGNORECASE,
)


def vouched(figure: Figure, article: Article) -> bool:
    """Whether somebody claims in its sentence what a figure counts."""
    return _CLAIM.search(sentence_of(article.text, figure)) is not None


def sentence_of(story: str, figure: Figure) -> str:
    """The words around a figure up to the stops on both sides."""
    start = max(story.rfind(". ", 0, figure.anchor.start), story.rfind("\n", 0, figure.anchor.start), 0)
    ends = [e for mark in (". ", "\n") if (e := story.find(mark, figure.anchor.end)) >= 0]
    return story[start : min(ends, default=len(story))]

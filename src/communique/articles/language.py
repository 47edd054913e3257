"""Whether a text is English: a cheap check by the share of the commonest words."""

from __future__ import annotations

from communique.text import words

# The commonest function words of English; in running English text they are 35 to 50 % of all words.
_FUNCTION = frozenset(
    "the of and to in a is that for it on as with was be by are at from this have not he she they but which or an "
    "his her their had were has will would its been who said we i you if no there what when more can".split()
)
_SHARE = 0.22  # no other language of Latin script reaches it; English headlines and tables fall below
_LEAST = 12  # words below which nothing is claimed


def guess(text: str) -> str | None:
    """``"en"`` where the first few thousand characters are plainly English, else None."""
    found = words(text, 0, min(len(text), 6000))
    if len(found) < _LEAST:
        return None
    common = {token.text for token in found} & _FUNCTION
    share = sum(token.text in _FUNCTION for token in found) / len(found)
    return "en" if share >= _SHARE and len(common) >= 4 else None

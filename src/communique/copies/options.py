"""What can be chosen about finding copies, with the source of every threshold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices of ``copies.find``; the case keeps the ones used.

    ``containment`` is the share (0..1) of the shorter story's own 5-grams, quotations masked, from which two
    articles are one family, and ``run`` the common run of words they must also have: 300 pairs of independent
    reports of one event never pass 0.20, and real versions of one story stay above 0.50.
    ``sample`` (a power of two) keeps one of so many 8-gram hashes for the search, half as many of a set of more than
    ``many`` articles: that misses one copy in 500 instead of one in 800, and costs a fifth less. ``hits`` is how many
    a pair must share, which must also be the share ``share`` of those of the shorter article (a pair that passes
    ``containment`` has more). By one hash an article meets the ``near`` articles before it that have it, and the
    first one in the ``span`` days before it. ``best`` is how many partners of one article are compared with it.
    ``passage`` is the least number of words of a shared passage that is shown.
    ``reworded`` is the score (``retellings.Retelling``) from which a text counts as reworded: 150 pairs of independent
    reports of one event and 25 independent answers to one question stay below 0.37; paraphrases by hand and rewordings
    by machine stay above 0.53, but for a few pages that are lists.
    ``longest`` is how many characters of an article are compared; what follows is ignored.
    """

    containment: float = 0.20
    run: int = 15
    sample: int = 4
    many: int = 20_000
    hits: int = 2
    share: float = 0.05
    near: int = 32
    span: int = 60
    best: int = 32
    passage: int = 12
    reworded: float = 0.46
    longest: int = 2_000_000

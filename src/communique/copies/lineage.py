"""Lineages: the trees of the derived-from forest, in order of version, and the dates they lend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import permutations

from communique.copies.corrections import notices
from communique.copies.directions import credited, stamp
from communique.copies.fingerprints import stream
from communique.copies.known import Known, Notebook
from communique.copies.ordering import DATED, Member, Steps, ordered
from communique.data import Article, Copy, Lineage, digest

_LINKED = 10 * DATED  # a child stands after its parent, also where an early version was printed late
_MARKED = DATED / 100  # a version stamp or a notice tells more than all words, and less than a day
_READ = 200_000  # characters whose words are compared: more than any report has
_HEAD = 600  # characters: where an agency credits itself


class _Lines:
    """The orders of versions of articles that hang together, and what each article's story is called."""

    def __init__(self) -> None:
        self.orders: Notebook[list[str]] = Notebook()
        self.names: Notebook[Sequence[str]] = Notebook()
        self.made: Notebook[Lineage] = Notebook()


def lineages(articles: Iterable[Article], copies: Iterable[Copy], known: Known | None = None) -> tuple[Lineage, ...]:
    """Every article in exactly one lineage, in order of version, the earliest first; sorted by id.

    A separate step, because a person may reject a copy before it: whatever hung on that link then stands alone.

    A lineage is named after the words of its first version, so that its id stays when copies of it arrive later, when
    another lineage joins it, and when a part of it splits off. It also stays when the report turns up that the first
    version was reprinted from word for word. An earlier version in other words gives the lineage another id: no name
    that is worked out anew each time could hold through both later copies and earlier originals.
    """
    known = known or Known()
    lines, steps = known.of(_Lines), known.of(Steps)
    by_id = {article.id: article for article in articles}
    parents = _parents(by_id, copies)
    orders = [
        lines.orders.of(
            members[0],
            [(by_id[one], parents.get(one)) for one in members],
            partial(_versions, members, by_id, parents, steps),
        )
        for members in _members(by_id, parents)
    ]
    orders.sort(key=lambda order: (by_id[order[0]].published or "9999", order[0]))
    taken: set[str] = set()
    made = []
    for order in orders:
        members = [by_id[one] for one in order]
        first = members[0]
        names = lines.names.of(first.id, first, partial(_names, first))
        name = next((name for name in names if name not in taken), names[-1])
        made.append(lines.made.of(first.id, (name, members), partial(_lineage, members, name)))
        taken.add(name)
    for kept in (lines.orders, lines.names, lines.made, steps.costs):
        kept.settle()
    return tuple(sorted(made, key=lambda line: line.id))


def infer_dates(articles: Iterable[Article], lineages: Iterable[Lineage]) -> dict[str, str]:
    """The day of publication of each article without one, from the nearest dated article of its lineage.

    Nearest in order of version; the earlier one where two are equally near.
    """
    published = {article.id: article.published for article in articles}
    found: dict[str, str] = {}
    for line in lineages:
        dated = [(at, day[:10]) for at, one in enumerate(line.articles) if (day := published.get(one))]
        for at, one in enumerate(line.articles):
            if dated and one in published and not published[one]:
                found[one] = min((abs(at - other), day) for other, day in dated)[1]
    return found


def _parents(by_id: Mapping[str, Article], copies: Iterable[Copy]) -> dict[str, Copy]:
    """The link of each article to its parent; where links would close a circle, the surer ones stay."""
    parents: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda copy: (-copy.direction_confidence, -copy.similarity, copy.id)):
        child, parent = copy.article_id, copy.original_id
        if parent is None or child in parents or child not in by_id or parent not in by_id:
            continue
        above: str | None = parent
        while above is not None and above != child:
            above = found.original_id if (found := parents.get(above)) else None
        if above is None:
            parents[child] = copy
    return parents


def _members(by_id: Mapping[str, Article], parents: Mapping[str, Copy]) -> list[list[str]]:
    """The articles that hang together by their links."""
    roots: dict[str, str] = {}
    for article_id in sorted(by_id):
        line = [article_id]
        while line[-1] not in roots and line[-1] in parents:
            line.append(str(parents[line[-1]].original_id))
        root = roots.get(line[-1], line[-1])
        roots.update(dict.fromkeys(line, root))
    found: dict[str, list[str]] = {}
    for article_id in sorted(by_id):
        found.setdefault(roots[article_id], []).append(article_id)
    return list(found.values())


def _versions(
    members: Sequence[str], by_id: Mapping[str, Article], parents: Mapping[str, Copy], steps: Steps
) -> list[str]:
    """The members in order of version: parents before children, then by day, then as their words tell."""
    if len(members) == 1:
        return list(members)
    known: dict[tuple[str, str], float] = {}
    for one in members:
        if one in parents:
            known[str(parents[one].original_id), one] = _LINKED
    marks = {one: (stamp(by_id[one]), bool(notices(by_id[one]))) for one in members}
    for one, other in permutations(members, 2):
        if marks[one] < marks[other]:
            known[one, other] = known.get((one, other), 0) + _MARKED
    return ordered([Member(by_id[one], stream(by_id[one], _READ).words) for one in members], known, steps)


def _lineage(members: Sequence[Article], name: str) -> Lineage:
    first = members[0]
    credits = Counter(credit for one in members if (credit := one.credit))
    credit = min(credits, key=lambda name: (-credits[name], name)) if credits else None
    return Lineage(
        id=name,
        articles=tuple(one.id for one in members),
        origin=None if _from_elsewhere(first) else first.id,
        credit=credit,
    )


def _names(first: Article) -> Sequence[str]:
    """The id of the lineage that begins with an article: of its story, and of itself where others have that story."""
    said = _said(first)
    own = digest("lineage", said, first.id)
    return (digest("lineage", said), own) if said else (own,)


def _said(of: Article) -> str:
    """The story of an article."""
    story, at = [], 0
    for piece in sorted(of.furniture, key=lambda piece: (piece.start, piece.end)):
        story.append(of.text[at : max(at, piece.start)])
        at = max(at, piece.end)
    return " ".join(" ".join([*story, of.text[at:]]).casefold().split())


def _from_elsewhere(first: Article) -> bool:
    """Whether the earliest article credits somebody else, whose own report then came earlier and is not in the case.

    An article whose outlet is not known may be the credited one's own, where it opens with the credit.
    """
    if not first.credit:
        return False
    if first.outlet is None:
        return f"({first.credit.casefold()})" not in first.text[:_HEAD].casefold()
    return not credited(first.credit, first.outlet)

"""Lineages: the trees of the derived-from forest, in order of version, and the dates they lend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import permutations
from operator import attrgetter

from communique.copies.corrections import notices
from communique.copies.directions import credited, stamp
from communique.copies.fingerprints import stream
from communique.copies.known import Known
from communique.copies.ordering import DATED, Member, Steps, ordered
from communique.data import Article, Copy, Lineage, digest
from communique.memory import turned

_LINKED = 10 * DATED  # a child stands after its parent, also where an early version was printed late
_MARKED = DATED / 100  # a version stamp or a notice tells more than all words, and less than a day
_READ = 200_000  # characters whose words are compared: more than any report has
_HEAD = 600  # characters: where an agency credits itself


class _Line:
    """Articles that hang together: what tells their order, their ids and themselves in that order, and its names."""

    def __init__(self, given: Sequence[object], members: Sequence[Article], names: Sequence[str]) -> None:
        self.given = given
        self.members = members
        self.names = names
        self.place = members[0].published or "9999", members[0].id
        self._made: Lineage | None = None

    def called(self, name: str) -> Lineage:
        """The lineage of this name; made once."""
        if self._made is None or self._made.id != name:
            self._made = _lineage(self.members, name)
        return self._made


class _Lines:
    """The lines into which articles fall, in order of time; where no link has come or gone they stay what they were."""

    def __init__(self) -> None:
        self.ordered: list[_Line] = []
        self._articles: Mapping[str, Article] = {}
        self._copies: Sequence[Copy] = ()
        self._of: dict[str, _Line] = {}

    def now(self, articles: Mapping[str, Article], copies: Sequence[Copy], steps: Steps) -> None:
        """Take this for what there is now."""
        touched = turned(self._articles, articles)
        last, now = ({id(copy): copy for copy in some} for some in (self._copies, copies))
        self._copies = copies
        for some, others in ((last, now), (now, last)):
            changed = [some[i] for i in some.keys() - others.keys()]
            touched.update(end for copy in changed for end in (copy.article_id, str(copy.original_id)))
        pool = self._whole(touched, articles, copies)
        self._articles = articles
        there = {one: articles[one] for one in pool if one in articles}
        parents = _parents(there, [copy for copy in copies if copy.article_id in there])
        made = [self._line(members, there, parents, steps) for members in _members(there, parents)]
        for one in pool:
            self._of.pop(one, None)
        self._of.update((one.id, line) for line in made for one in line.members)
        stayed = [line for line in self.ordered if line.members[0].id not in pool]
        self.ordered = sorted([*stayed, *made], key=attrgetter("place"))

    def _whole(self, touched: set[str], articles: Container[str], copies: Sequence[Copy]) -> set[str]:
        """These articles, and all that hang together with one of them or may do so."""
        pool = set[str]()
        while more := touched - pool:
            lines = {self._of[one] for one in more if one in self._of}
            pool |= more.union(*([one.id for one in line.members] for line in lines))
            near = [copy for copy in copies if copy.article_id in pool or copy.original_id in pool]
            touched = {end for copy in near for end in (copy.article_id, str(copy.original_id)) if end in articles}
        return pool

    def _line(
        self, members: Sequence[str], by_id: Mapping[str, Article], parents: Mapping[str, Copy], steps: Steps
    ) -> _Line:
        given = [(by_id[one], parents.get(one)) for one in members]
        before = self._of.get(members[0])
        if before is not None and before.given == given:
            return before
        order = [by_id[one] for one in _versions(members, by_id, parents, steps)]
        return _Line(given, order, _names(order[0]))


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
    lines.now({article.id: article for article in articles}, [*copies], steps)
    steps.costs.settle()
    taken: set[str] = set()
    made = []
    for line in lines.ordered:
        name = next((name for name in line.names if name not in taken), line.names[-1])
        made.append(line.called(name))
        taken.add(name)
    return tuple(sorted(made, key=attrgetter("id")))


def infer_dates(articles: Iterable[Article], lineages: Iterable[Lineage]) -> dict[str, str]:
    """The day of publication of each article without one, from the nearest dated article of its lineage.

    Nearest in order of version; the earlier one where two are equally near.
    """
    published = {article.id: article.published for article in articles}
    undated = {article_id for article_id, day in published.items() if not day}
    found: dict[str, str] = {}
    for line in [line for line in lineages if not undated.isdisjoint(line.articles)]:
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

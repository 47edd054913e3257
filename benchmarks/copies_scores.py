"""What was found about generated copies held against the truth: lineages, kinds, directions, passages, look-alikes.

A report with one lifted passage is neither a copy nor independent: it is left out of everything but its own figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import plagdet
from communique.data import Article, Copy, CopyKind, Lineage
from generate import Truth

KINDS: tuple[CopyKind, ...] = ("duplicate", "version", "excerpt", "rewording")
Groups = Sequence[frozenset[str]]


def f1(right: float, found: float, wanted: float) -> float:
    """The harmonic mean of precision and recall."""
    return round(2 * right / (found + wanted), 4) if found + wanted else 1.0


def judged(
    articles: Sequence[Article], truth: Truth, copies: Sequence[Copy], lines: Sequence[Lineage]
) -> dict[str, float]:
    """Every figure about one set of articles."""
    kept = frozenset(article.id for article in articles) - set(truth.lifted)
    found = [group for line in lines if (group := kept & set(line.articles))]
    wanted = [group for line in truth.lineages if (group := kept & line)]
    dated = any(article.published for article in articles)
    return (
        {"articles": float(len(articles))}
        | _lineages(found, wanted)
        | negatives_joined(found, truth)
        | kinds(copies, found, truth)
        | directions(copies, truth, dated=dated)
        | alignment(articles, copies, found, truth)
        | {"lifted_linked": lifted(copies, truth)}
    )


def pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    """Every two of one group."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def _lineages(found: Groups, wanted: Groups) -> dict[str, float]:
    together, truly = pairs(found), pairs(wanted)
    return {
        "pairs_f1": f1(len(together & truly), len(together), len(truly)),
        "bcubed_f1": bcubed(found, wanted),
        "voices_error": round(abs(len(found) - len(wanted)) / len(wanted), 4),
    }


def bcubed(found: Groups, wanted: Groups) -> float:
    """B-cubed F1: over all members, how much of its group belongs there, and how much of what belongs is there."""
    here, there = _group_of(found), _group_of(wanted)
    precision = sum(len(here[one] & there[one]) / len(here[one]) for one in there) / len(there)
    recall = sum(len(here[one] & there[one]) / len(there[one]) for one in there) / len(there)
    return round(2 * precision * recall / (precision + recall), 4)


def _group_of(groups: Groups) -> dict[str, frozenset[str]]:
    return {one: group for group in groups for one in group}


def negatives_joined(found: Groups, truth: Truth) -> dict[str, float]:
    """The share of pairs of look-alikes that ended in one lineage: by what makes them hard, and the mean of these."""
    together = pairs(found)
    of = {why: pairs(groups) for why, groups in truth.negatives.items()}
    shares = {why: len(these & together) / len(these) for why, these in sorted(of.items())}
    mean = {"negatives_joined": sum(shares.values()) / len(shares)} if shares else {}
    return {name: round(share, 4) for name, share in (mean | {f"joined_{w}": x for w, x in shares.items()}).items()}


def kinds(copies: Iterable[Copy], found: Groups, truth: Truth) -> dict[str, float]:
    """F1 by kind, over links: right where the two come from each other in that way.

    A link may lead to another relative than the one a copy was made from; what is right then follows from the way
    between the two, and where that is more than one step beside duplication nothing is judged.
    """
    right, got, want = Counter[CopyKind](), Counter[CopyKind](), Counter[CopyKind]()
    for wanted, kind in _verdicts(copies, found, truth):
        want.update([wanted] if wanted else [])
        got.update([kind] if kind else [])
        right.update([kind] if kind and kind == wanted else [])
    return {f"{kind}_f1": f1(right[kind], got[kind], want[kind]) for kind in KINDS}


def _verdicts(copies: Iterable[Copy], found: Groups, truth: Truth) -> Iterator[tuple[CopyKind | None, CopyKind | None]]:
    """For each article that is linked or should be: the kind it should have and the one it has."""
    line, place = _group_of(truth.lineages), _group_of(found)
    linked = {copy.article_id: copy for copy in copies if copy.original_id}
    for one, copy in linked.items():
        if one in truth.lifted or copy.original_id in truth.lifted:
            continue
        if copy.original_id not in line[one]:
            made = truth.made.get(one)
            yield made.kind if made else None, copy.kind
        elif wanted := relation(one, copy.original_id, truth):
            yield wanted, copy.kind
    for one, made in truth.made.items():
        if one not in linked and made.parent not in place[one]:
            yield made.kind, None


def relation(one: str, other: str, truth: Truth) -> CopyKind | None:
    """How two of one lineage come from each other: by the one step between them that is no duplication."""
    up, down = _above(one, truth), _above(other, truth)
    kinds = [truth.made[at].kind for at in (set(up) ^ set(down)) if at in truth.made]
    steps = [kind for kind in kinds if kind != "duplicate"]
    if len(steps) > 1:
        return None
    return steps[0] if steps else "duplicate"


def _above(one: str, truth: Truth) -> list[str]:
    """The article and all it comes from."""
    found = [one]
    while found[-1] in truth.made:
        found.append(truth.made[found[-1]].parent)
    return found


def directions(copies: Iterable[Copy], truth: Truth, *, dated: bool) -> dict[str, float]:
    """Of the links between a copy and what it comes from, how many point the right way, over all and by kind.

    Without dates a duplicate that credits nobody is not asked: nothing in two equal texts tells which was first.
    """
    right, total = Counter[str](), Counter[str]()
    for copy in copies:
        child, parent = copy.article_id, copy.original_id or ""
        down, up = parent in _above(child, truth), child in _above(parent, truth)
        if down == up:
            continue
        later = truth.made[child if down else parent]
        if dated or later.kind != "duplicate" or later.credited:
            total.update(("", f"_{later.kind}"))
            right.update(("", f"_{later.kind}") if down else ())
    return {f"direction{name}": round(right[name] / total[name], 4) for name in sorted(total)}


def alignment(articles: Sequence[Article], copies: Iterable[Copy], found: Groups, truth: Truth) -> dict[str, float]:
    """Plagdet of the passages between each copy and its parent, by how strongly it was edited."""
    scores: dict[str, float] = {}
    compared = list(_compared(articles, copies, found, truth))
    for strength in ("light", "heavy"):
        these = [case for one, case in compared if truth.made[one].strength == strength]
        figures = plagdet.scores(these)
        scores |= {f"{name}_{strength}": value for name, value in figures.items()}
    return scores


def _compared(
    articles: Sequence[Article], copies: Iterable[Copy], found: Groups, truth: Truth
) -> Iterator[tuple[str, plagdet.Case]]:
    """Each copy with its case; one that is linked to another relative of its lineage is not compared."""
    by_id = {article.id: article for article in articles}
    links = {frozenset((copy.article_id, copy.original_id)): copy for copy in copies}
    place = _group_of(found)
    for one, made in truth.made.items():
        copy = links.get(frozenset((one, made.parent)))
        if copy is None and made.parent in place[one]:
            continue
        shared = copy.shared if copy else ()
        turned = copy is not None and copy.article_id != one
        anchors = [(b, a) if turned else (a, b) for a, b in shared]
        yield one, plagdet.case(by_id[made.parent], by_id[one], made.passages, anchors)


def lifted(copies: Iterable[Copy], truth: Truth) -> float:
    """The share of reports with a lifted passage that are linked to where it is from."""
    links = {frozenset((copy.article_id, copy.original_id)) for copy in copies}
    hits = sum(frozenset((host, made.parent)) in links for host, made in truth.lifted.items())
    return round(hits / max(1, len(truth.lifted)), 4)


def by_recipe(
    articles: Sequence[Article], truth: Truth, copies: Sequence[Copy], lines: Sequence[Lineage]
) -> dict[str, dict[str, float]]:
    """For each way of making copies: how many, how many stand in one lineage with their parent, of the links how many
    have the right kind, and how well the passages are told.
    """
    kept = frozenset(article.id for article in articles) - set(truth.lifted)
    found = [group for line in lines if (group := kept & set(line.articles))]
    place = _group_of(found)
    of: dict[str, list[str]] = defaultdict(list)
    for one, made in truth.made.items():
        of[made.recipe].append(one)
    kind = {frozenset((copy.article_id, copy.original_id)): copy.kind for copy in copies}
    cases = dict(_compared(articles, copies, found, truth))
    return {
        name: {
            "copies": float(len(ones)),
            "joined": round(sum(truth.made[one].parent in place[one] for one in ones) / len(ones), 3),
            "kind": _right_kind(ones, kind, truth),
            **plagdet.scores([cases[one] for one in ones if one in cases]),
        }
        for name, ones in sorted(of.items())
    }


def _right_kind(ones: Sequence[str], kind: Mapping[frozenset[str | None], CopyKind], truth: Truth) -> float:
    asked = [(truth.made[one].kind, kind.get(frozenset((one, truth.made[one].parent)))) for one in ones]
    told = [wanted == got for wanted, got in asked if got]
    return round(sum(told) / max(1, len(told)), 3)

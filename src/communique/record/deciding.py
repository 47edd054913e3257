"""Writing judgements down: what one is about, whether it can be, and the words that keep it findable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from communique.data import Anchor, Article, Event, Judgement, Support, Verdict, digest
from communique.errors import JudgementError, UnknownName
from communique.record.adding import addition
from communique.record.judging import EDITABLE, PARTIES, PREMISES, coding, edited, judged, kind_of, parts, standing
from communique.record.renaming import added_actor

Noun = Any
"""Any noun that can be judged, or its id."""
_WORDS = 400  # characters of what was judged that a judgement keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who judges, why, and whether without having seen what others decided."""

    by: str
    why: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The name of an issue, where a datum is asked for."""

    id: str


class _Target(NamedTuple):
    """What one judgement is about, and what it changes."""

    about: str
    kind: str
    quote: str
    article_id: str | None
    seen: Mapping[str, str]
    changes: Mapping[str, str]
    verdict: Verdict


class Desk:
    """Where judgements are written. ``data`` is everything that can be judged, by id, articles and events too.

    ``party`` gives the id of an actor by any of its names; ``given`` are all judgements so far, in order of time.
    """

    def __init__(self, data: Mapping[str, Any], given: Sequence[Judgement], party: Callable[[str], str]) -> None:
        self._data = data
        self._given = given
        self._standing = standing(given)
        self._party = party

    def write(
        self, items: Iterable[Any], verdict: Verdict, changes: Mapping[str, str], author: Author
    ) -> list[Judgement]:
        """The judgements that say ``verdict`` of each item (a datum or its id): of an event, of each of its moves.

        Two or more share a batch. Raises JudgementError where nothing is so called or a change does not apply.
        """
        targets: dict[str, _Target] = {}
        for item in items:
            for target in self._targets(item, verdict, changes, author):
                targets[target.about] = target
        if not targets:
            raise JudgementError("there is nothing to judge: the filter leaves nothing")
        at = self._now()
        batch = digest("batch", verdict, author.by, at) if len(targets) > 1 else None
        return [
            Judgement(
                id=digest("judgement", t.about, t.verdict, author.by, at),
                about=t.about,
                verdict=t.verdict,
                by=author.by,
                at=at,
                why=author.why,
                changes=t.changes,
                kind=t.kind,
                quote=t.quote,
                article_id=t.article_id,
                seen=t.seen,
                blind=author.blind,
                batch=batch,
            )
            for t in targets.values()
        ]

    def last(self) -> str:
        """The id of the last judgement in force, or of its batch."""
        in_force = {j.id: j for j in self._standing.values()}
        for judgement in reversed(self._given):
            if judgement.id in in_force:
                return judgement.batch or judgement.id
        raise JudgementError("there is no judgement to take back")

    def _now(self) -> str:
        """This moment, but never before the last judgement: a clock that was set back changes no order."""
        now = datetime.now(UTC)
        if self._given and (last := _moment(self._given[-1].at)) is not None:
            now = max(now, last + timedelta(microseconds=1))
        return now.isoformat(timespec="microseconds")

    def _targets(self, item: Noun, verdict: Verdict, changes: Mapping[str, str], author: Author) -> Iterable[_Target]:
        if verdict == "undo":
            return [self._undo(item if isinstance(item, str) else item.id)]
        if verdict == "add":
            return [self._add(item, changes)]
        datum = self._datum(item)
        if isinstance(datum, Event):
            reports = [self._data[move] for move in datum.moves if move in self._data]
            reports = reports[:1] if verdict in ("merge", "split") else reports
            return [self._target(report, verdict, changes, author) for report in reports]
        return [self._target(datum, verdict, changes, author)]

    def _datum(self, item: Noun) -> Noun:
        """The datum of which ``item`` is the id; issue, option, actor by name; an earlier judgement of what is gone."""
        if not isinstance(item, str):
            return item
        if item in self._data:
            return self._data[item]
        if self._is_issue(item):
            return Issue(id=item)
        if (option := self._option(item)) != item:
            return self._data[option]
        for judgement in reversed(self._given):
            if judgement.about == item and judgement.verdict != "undo":
                return judgement
        try:
            return self._data[self._party(item)]
        except (UnknownName, KeyError) as error:
            said = f"{item}: nothing in this case has that id or name; ids are in every list and export"
            raise JudgementError(said) from error

    def _is_issue(self, name: str) -> bool:
        judged = any(j.about == name and j.kind == "issue" for j in self._given)
        return judged or (bool(name) and any(getattr(d, "issue", None) == name for d in self._data.values()))

    def _target(self, datum: Noun, verdict: Verdict, changes: Mapping[str, str], author: Author) -> _Target:
        about = datum.about if isinstance(datum, Judgement) else datum.id
        kind = datum.kind if isinstance(datum, Judgement) else kind_of(datum)
        if verdict == "merge" and kind == "issue":
            verdict, changes = "edit", {"name": changes.get("with", "")}
        named = self._linked(about, kind, verdict, changes) if verdict in ("merge", "split") else self._named(changes)
        if verdict in ("accept", "reject", "edit") and (verdict == "edit") != bool(named):
            raise JudgementError("an edit needs changes, and only an edit has them: --set FIELD=VALUE")
        if isinstance(datum, Judgement):
            return _Target(about, kind, datum.quote, datum.article_id, datum.seen, named, verdict)
        self._must_apply(datum, verdict, named)
        before = self._standing.get(about)
        if before is not None and before.verdict == "edit" and not author.blind and kind in _CODED:
            (datum,) = judged([datum], {about: before})
        anchor = _anchor(datum)
        article = datum.id if kind == "article" else anchor.article_id if anchor else None
        return _Target(about, kind, self._quote(datum, anchor), article, coding(datum), named, verdict)

    def _must_apply(self, datum: Noun, verdict: Verdict, changes: Mapping[str, str]) -> None:
        if verdict != "edit":
            return
        if isinstance(datum, Issue):
            if set(changes) != {"name"} or not changes["name"].strip():
                raise JudgementError("an issue is renamed, to one that there is or to a new one: --set name='…'")
        else:
            edited(datum, changes)

    def _named(self, changes: Mapping[str, str]) -> dict[str, str]:
        """The changes with parties' names put as ids."""
        return {
            name: ";".join(self._party(part) for part in parts(text)) if name in PARTIES else text
            for name, text in changes.items()
        }

    def _linked(self, about: str, kind: str, verdict: Verdict, changes: Mapping[str, str]) -> dict[str, str]:
        """The other side of a merge or split, as ids that last."""
        allowed = _LINKED.get((kind, verdict))
        if allowed is None:
            raise JudgementError(f"nothing of the kind {kind or 'unknown'!r} can be {_PAST[verdict]}")
        if set(changes) - {allowed}:
            raise JudgementError(f"a {verdict} of this kind takes only --set {allowed}=…")
        text = changes.get(allowed, "")
        if allowed == "names":
            if not parts(text):
                raise JudgementError("say which names are somebody else's: --set names='A; B'")
            return {"names": text}
        if allowed == "from":
            return {"from": ";".join(parts(text) or self._beside(about))}
        named = {"actor": self._party, "move": self._move, "option": self._option}
        other = named[kind](text) if kind in named else text
        if other not in self._data or other == about or kind_of(self._data[other]) != kind:
            raise JudgementError(f"say with which other {kind} it is one: --set with=ID")
        return {"with": other}

    def _move(self, name: str) -> str:
        """A move that stands for the event of that id."""
        datum = self._data.get(name)
        return datum.moves[0] if isinstance(datum, Event) else name

    def _option(self, name: str) -> str:
        """The id of the option of a conflict model that is so called, or what was given."""
        found = (d.id for d in self._data.values() if kind_of(d) == "option" and d.name == name)
        return next(found, name)

    def _beside(self, about: str) -> tuple[str, ...]:
        """The other reports of the event that a move is in."""
        event = self._data.get(getattr(self._data.get(about), "event", None) or "")
        others = tuple(move for move in event.moves if move != about) if isinstance(event, Event) else ()
        if not others:
            raise JudgementError(f"{about} is the only report of its event: there is nothing to split it from")
        return others

    def _undo(self, target: str) -> _Target:
        for judgement in self._given:
            if target in (judgement.id, judgement.batch):
                quote = judgement.quote if judgement.verdict != "undo" else ""
                return _Target(target, "judgement", quote, judgement.article_id, {}, {}, "undo")
        raise JudgementError(f"{target}: no judgement has that id; list them with: show FILE judgements")

    def _add(self, item: Noun, changes: Mapping[str, str]) -> _Target:
        """A move where the item is an article, an actor where a kind is given, else an issue."""
        name = item if isinstance(item, str) else item.id
        datum = self._data.get(name)
        named = self._named(changes)
        if isinstance(datum, Article):
            move = addition(datum, named)
            place = move.evidence[0]
            where = {"start": str(place.start), "end": str(place.end), "words": place.exact}
            return _Target(name, "move", _cut(place.exact), name, coding(move), named | where, "add")
        if changes.get("kind") in PREMISES:
            return self._add_premise(name, named)
        if datum is not None or not name.strip():
            raise JudgementError(f"{name}: a move is added to an article: give the article's id or path")
        if "kind" in changes:
            return _Target(name, "actor", name, None, coding(added_actor(name, named)), named, "add")
        if changes:
            raise JudgementError(f"{name}: no such article; an actor is added with --set kind=KIND, an issue with none")
        return _Target(name, "issue", name, None, {}, {}, "add")

    def _add_premise(self, name: str, changes: Mapping[str, str]) -> _Target:
        """An option, a preference or an exclusion of a conflict model."""
        kind = changes["kind"]
        needed, may = _PREMISES.get(kind, ("", ()))
        given = {key: text.strip() for key, text in changes.items() if key != "kind"}
        wrong = sorted(set(given) - {needed, *may})
        if kind not in _PREMISES or wrong or (needed and not given.get(needed)) or not name.strip():
            takes = "; ".join(
                f"{key}: {', '.join(filter(None, (one, *more)))}" for key, (one, more) in _PREMISES.items()
            )
            raise JudgementError(f"what is added to a conflict model has a text and these fields: {takes}")
        if "tier" in given and given["tier"] not in _TIERS:
            raise JudgementError(f"tier cannot be {given['tier']!r}; it is one of {', '.join(_TIERS)}")
        return _Target(name, kind, _cut(name), None, {}, given, "add")

    def _quote(self, datum: Noun, anchor: Anchor | None) -> str:
        """The words that a datum stands for."""
        if isinstance(datum, (Article, Issue)):
            return datum.id if isinstance(datum, Issue) else _cut(datum.title or datum.path)
        if anchor is None or kind_of(datum) in PREMISES:
            named = (getattr(datum, field, None) for field in ("question", "name", "statement"))
            return _cut(str(next(filter(None, named), datum.id)))
        article = self._data.get(anchor.article_id)
        if type(datum).__name__ == "Figure" and isinstance(article, Article):
            return _cut(_around(article.text, anchor.start, anchor.end))
        return _cut(anchor.exact)


_CODED = frozenset(name.casefold().removeprefix("proposed") for name in EDITABLE)
_TIERS = tuple("0123456789")  # the record gives those up to 4, from red lines to what is only inferred
_PREMISES: Mapping[str, tuple[str, tuple[str, ...]]] = {  # whose it is, and what else may be said
    "option": ("owner", ("text", "irreversible", "present")),
    "preference": ("maker", ("tier",)),
    "exclusion": ("", ()),
}
_LINKED = {
    ("move", "merge"): "with",
    ("move", "split"): "from",
    ("meeting", "merge"): "with",
    ("article", "merge"): "with",
    ("actor", "merge"): "with",
    ("actor", "split"): "names",
    ("option", "merge"): "with",
}
_PAST = {"merge": "merged", "split": "split"}


def _anchor(datum: Noun) -> Anchor | None:
    """The first place that a datum quotes, if it quotes any."""
    for name in ("evidence", "anchor", "content", "notice"):
        found = getattr(datum, name, None)
        if found:
            place: Anchor = found[0] if isinstance(found, tuple) else found
            return place
    support: Support | None = getattr(datum, "support", None)
    if support is not None and support.anchors:
        return support.anchors[0]
    shared: Sequence[tuple[Anchor, Anchor]] = getattr(datum, "shared", ())
    return shared[0][0] if shared else None


def _around(text: str, start: int, end: int) -> str:
    """The line, or as much of it as fits, that a place stands in."""
    opening = max(text.rfind("\n", 0, start) + 1, start - _WORDS // 2)
    closing = text.find("\n", end)
    return text[opening : min(len(text) if closing < 0 else closing, end + _WORDS // 2)].strip()


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[:_WORDS]


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

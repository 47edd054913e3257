"""The brief: what an analyst hands on, every line of it with the reports that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.case import Case
from communique.filters import Filter
from communique.pictures import intervals, timeline
from communique.report.blocks import Block, Brief, Heading, Paragraph, Picture, Run, Source, Table
from communique.report.outlook import outlook
from communique.snapshot import Snapshot
from communique.views import calendar, changes, disputes, sources, state
from communique.views import timeline as times
from communique.views.asked import Asked
from communique.words import bare, code_named, issue_named, length, number, support

Object = dict[str, Any]
_CHANGES = 10  # of each kind, the weightiest first
_ACTS = 12
_DISPUTES = 10
_NOTES = 5  # reports cited for one line


def brief(case: Case, since: str | None = None) -> Brief:
    """The state of the talks, what changed since a day, disputes, what would hold, calendar, corrections, sources.

    ``since`` is the day before the newest report unless given.
    """
    now = case.snapshot().load()
    notes = _Notes(now)
    asked = Asked(page=None)
    state_ = state.objects(now, asked)
    blocks = [
        *_opening(state_, case.path.stem),
        *_matrix(state_, now, notes),
        *_since(case, now, since, notes),
        *_acts(state_, notes),
        *_timeline(now),
        *_disputes(disputes.objects(now, asked)["disputes"], notes),
        *outlook(now, notes.of),
        *_calendar(calendar.objects(now, asked)["meetings"], notes),
        *_corrections(sources.objects(now, asked)["corrections"], notes),
        *_closing(now),
    ]
    title = blocks[0].words if isinstance(blocks[0], Heading) else ""
    return Brief(title=title, blocks=tuple(blocks), sources=notes.sources(), newest=state_["coverage"]["until"])


class _Notes:
    """Numbers for the articles in the order in which they are first cited."""

    def __init__(self, now: Snapshot) -> None:
        self._now = now
        self._numbers: dict[str, int] = {}

    def of(self, articles: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some articles; of many the first few."""
        found = list(dict.fromkeys(a for a in articles if a in self._now.articles_by_id))[:_NOTES]
        return tuple(sorted(self._numbers.setdefault(a, len(self._numbers) + 1) for a in found))

    def sources(self) -> tuple[Source, ...]:
        """Everything that was cited; what was taken from another report says so."""
        taken = {c.article_id: c for c in self._now.copies() if c.original_id is not None}
        return tuple(self._source(article, n, taken) for article, n in self._numbers.items())

    def _source(self, article_id: str, number_: int, taken: dict[str, Any]) -> Source:
        article, copy = self._now.articles_by_id[article_id], taken.get(article_id)
        original = self._now.articles_by_id.get(copy.original_id) if copy else None
        home = "" if original is None else (original.outlet or original.path)
        return Source(
            number=number_,
            outlet=article.outlet or "outlet not known",
            title=article.title or "",
            published=article.published or "undated",
            path=article.path,
            url=article.url or "",
            taken_from=f"a {copy.kind} of a report in {home}" if copy and home else "",
        )


def _opening(made: Object, name: str) -> Iterator[Block]:
    coverage = made["coverage"]
    yield Heading(1, f"State of the talks: {name}")
    yield Paragraph((Run(made["status"], "strong"),))
    span = f", published {coverage['span']}" if coverage["span"] else ""
    read = f"Read from {support(coverage['voices'], coverage['articles'])}{span}."
    yield Paragraph((Run(read), Run("A voice is an independent report; its reprints add none.", "quiet")))


def _matrix(made: Object, now: Snapshot, notes: _Notes) -> Iterator[Block]:
    yield Heading(2, "Where they stand")
    positions = {p.id: p for p in now.positions()}
    if not made["matrix"]["rows"]:
        yield Paragraph((Run("No party has taken a stance that was found."),))
    for party in made["matrix"]["rows"]:
        yield Heading(3, party["name"])
        held = zip(made["matrix"]["issues"], party["cells"], strict=True)
        for issue, cell in ((issue, cell) for issue, cell in held if cell is not None):
            anchors = positions[cell["position"]].support.anchors
            yield Paragraph(tuple(_stance(issue, cell, notes.of(a.article_id for a in anchors))), item=True)


def _stance(issue: str, cell: Object, cited: tuple[int, ...]) -> Iterator[Run]:
    yield Run(f"{issue_named(issue)}:", "strong")
    yield Run(bare(cell["stance"]), "quote", cited)
    told = [*cell["chips"], f"since {cell['since']}" if cell["since"] else "", support(cell["voices"], cell["reports"])]
    speaker = f"{cell['speaker']}; " if cell["speaker"] else ""
    yield Run(f"({speaker}{', '.join(part for part in told if part)})", "quiet")


def _since(case: Case, now: Snapshot, since: str | None, notes: _Notes) -> Iterator[Block]:
    day = changes.since(now, Asked(where=Filter(since=since)))
    if day is None:
        return
    yield Heading(2, f"What changed since {day}")
    found = [changes.change(one, now) for one in sorted(changes.compared(case, day), key=changes.weight)]
    if not found:
        yield Paragraph((Run("Nothing that was found."),))
    for kind in changes.KINDS:
        some = [one for one in found if one["kind"] == kind]
        for one in some[:_CHANGES]:
            yield Paragraph(tuple(_change(one, notes)), item=True)
        if len(some) > _CHANGES:
            yield Paragraph((Run(f"and {len(some) - _CHANGES} more of this kind", "quiet"),), item=True)


def _change(one: Object, notes: _Notes) -> Iterator[Run]:
    who = ", ".join(one["actors_name"])
    what = one["what"] or " on ".join(p for p in (code_named(one["code"]), issue_named(one["issue"])) if p)
    yield Run(f"{one['kind']}, {one['how']}:", "strong")
    yield Run(": ".join(part for part in (who, what) if part))
    if one["before"]:
        yield Run(f"from “{one['before']}” to")
    if one["after"]:
        yield Run(bare(one["after"]), "quote", notes.of(place["article"] for place in one["evidence"]))
    yield Run(f"({support(one['voices'], one['reports'])})", "quiet")


def _acts(made: Object, notes: _Notes) -> Iterator[Block]:
    if not made["acts"]:
        return
    yield Heading(2, "Latest moves")
    for act in made["acts"][:_ACTS]:
        who, whom = ", ".join(act["actors_name"]), ", ".join(act["recipients_name"])
        on = f", {issue_named(act['issue'])}" if act["issue"] else ""
        runs = [
            Run(f"{act['day']}", "strong"),
            Run(f"{who} {act['done'].rstrip(',')}{f' ({whom})' if whom else ''}{on}"),
        ]
        if act["words"]:
            runs.append(Run(bare(act["words"]), "quote", notes.of([act["first_reported_by"]])))
        runs.append(Run(f"({support(act['voices'], act['reports'])})", "quiet"))
        yield Paragraph(tuple(runs), item=True)


def _timeline(now: Snapshot) -> Iterator[Block]:
    lanes = times.objects(now, Asked())["lanes"]
    if lanes["lanes"]:
        yield Picture(str(timeline(lanes, None)), "The acts by party and day.")


def _disputes(found: Sequence[Object], notes: _Notes) -> Iterator[Block]:
    if not found:
        return
    yield Heading(2, "In dispute")
    for one in found[:_DISPUTES]:
        yield Heading(3, one["question"])
        rows = tuple(_answer(answer, notes) for answer in one["answers"])
        yield Table(("answer", "who says so", "carried by"), rows)
        if one["kind"] == "figure" and (drawn := intervals(one["answers"])):
            yield Picture(str(drawn), f"The answers on one scale: {one['question']}")
    if len(found) > _DISPUTES:
        yield Paragraph((Run(f"and {len(found) - _DISPUTES} more", "quiet"),))


def _answer(answer: Object, notes: _Notes) -> tuple[tuple[Run, ...], ...]:
    hedge = f" ({', '.join(answer['hedges'])})" if answer["hedges"] else ""
    cited = notes.of(place["article"] for place in answer["anchors"])
    return (
        (Run(f"{number(answer['value'])}{hedge}", "text", cited),),
        (Run(", ".join(answer["who_name"]) or "nobody named"),),
        (Run(support(answer["voices"], answer["reports"])),),
    )


def _calendar(found: Sequence[Object], notes: _Notes) -> Iterator[Block]:
    if not found:
        return
    yield Heading(2, "Calendar")
    rows = []
    for one in found:
        forum, place = one["forum"] or "talks", one["place"]
        where = f"{forum}, {place}" if place and place not in forum else forum
        took = f", {length(one['hours'])}" if one["hours"] else ""
        cited = notes.of(at["article"] for at in one["evidence"])
        became = "; ".join(one["revisions"])
        rows.append(
            (
                (Run(one["when"] or "no day told"),),
                (Run(one["status"]),),
                (Run(f"{where}{took}", "text", cited),),
                (Run(", ".join(one["parties_name"])),),
                (Run(became),),
            )
        )
    yield Table(("when", "status", "what", "who", "what became of it"), tuple(rows))


def _corrections(found: Sequence[Object], notes: _Notes) -> Iterator[Block]:
    if not found:
        return
    yield Heading(2, "Corrected, and still carried")
    for one in found:
        stale = list(dict.fromkeys(place["article"] for place in one["stale"]))
        carried = (
            f"still carried by {len(stale)} report{'s' * (len(stale) != 1)}" if stale else "nobody still carries it"
        )
        runs = (
            Run(f"not “{one['wrong']}” but “{one['right']}”", "text", notes.of([one["notice"]["article"]])),
            Run(f"({carried})", "quiet", notes.of(stale)),
        )
        yield Paragraph(runs, item=True)


def _closing(now: Snapshot) -> Iterator[Block]:
    judged = {j.about for j in now.judgements}
    seen = sum(move.id in judged for move in now.moves())
    yield Heading(2, "How this was made")
    words = (
        f"Every line quotes the reports it rests on; none is a paraphrase of a machine. Of {number(len(now.moves()))} "
        f"moves a person has judged {number(seen)}; the rest is as the machine read it. What is disputed stands side "
        "by side, and nothing is averaged. A stated position is not always the real one."
    )
    yield Paragraph((Run(words),))

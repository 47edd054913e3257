"""The statements of an article: every sentence by itself, then quotations that go on, then chains."""

from __future__ import annotations

from dataclasses import dataclass

from communique.data import Article, Statement, StatementKind, digest
from communique.statements.linking import Draft, drafts
from communique.statements.sources import Reader
from communique.statements.units import Unit, units
from communique.text import Span, anchor
from communique.vocabulary.reporting import Reporting, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to keep: ``least`` is the lowest confidence; ``thoughts`` keeps "believes", "describes", "praised"."""

    least: float = 0.0
    thoughts: bool = True


_THOUGHTS = frozenset({"think", "find", "judge", "praise"})
_FRAGMENT = 4  # a quotation of fewer words without a cue is a name or a nickname, not a statement


def extract(article: Article, *, options: Options | None = None) -> tuple[Statement, ...]:
    """Who is reported to have said what in ``article``, in order of where the content starts."""
    options = options or Options()
    words = load()
    found: list[Draft] = []
    sheet = units(article)
    for index, unit in enumerate(sheet):
        made = drafts(unit, words)
        for draft in made:
            draft.unit = index
        if not made and _quotation_only(unit):
            _continue(article.text, index, sheet, found)
            continue
        found.extend(made)
        found.extend(_leftover(unit, index, made, words))
    kept = [d for d in found if d.confidence >= options.least and (options.thoughts or d.kind not in _THOUGHTS)]
    return _statements(article, kept)


def _quotation_only(unit: Unit) -> bool:
    return bool(unit.quotes) and all(
        quoted >= 0 or not text[0].isalnum() for quoted, text in zip(unit.quoted, unit.text, strict=True)
    )


def _continue(text: str, index: int, sheet: list[Unit], found: list[Draft]) -> None:
    """A sentence that is all quotation: it belongs to whoever is speaking."""
    unit = sheet[index]
    stretch = Span(unit.quotes[0].start, unit.quotes[-1].end)
    last = found[-1] if found else None
    if last is None or index - last.unit > 3 or unit.paragraph - sheet[last.unit].paragraph > 1:
        found.append(Draft(source=None, cue=None, content=[stretch], confidence=0.3, unit=index))
        return
    same = unit.paragraph == sheet[last.unit].paragraph
    last = _speaking(found, last)
    if _quoting(text, last) and last.unit == index - 1 and (same or not _closed(text, last.content[-1])):
        last.content.append(stretch)
        last.unit = index
        return
    sure = 0.8 if same and last.unit == index - 1 else 0.6
    found.append(
        Draft(source=last.source, cue=last.cue if same else None, content=[stretch], confidence=sure, unit=index)
    )


def _speaking(found: list[Draft], last: Draft) -> Draft:
    """The main statement of the last sentence: the one that quotes last, else its first."""
    same = [draft for draft in found[-6:] if draft.unit == last.unit]
    return same[0] if len(same) == 1 else max(same, key=lambda d: (d.confidence, d.content[-1].end))


def _quoting(text: str, draft: Draft) -> bool:
    first = draft.content[-1]
    return text[first.start] in "“„\"‘'«"


def _closed(text: str, stretch: Span) -> bool:
    return text[stretch.end - 1] in "”\"’'»"


def _leftover(unit: Unit, index: int, made: list[Draft], words: Reporting) -> list[Draft]:
    """Quotations of some length that no cue took: the sentence's own subject may have said them."""
    found: list[Draft] = []
    for number, quote in enumerate(unit.quotes):
        size = sum(1 for at, q in enumerate(unit.quoted) if q == number and unit.text[at][0].isalnum())
        held = any(s.start < quote.end and quote.start < s.end for d in made for s in (*d.content, d.source) if s)
        if held or size < _FRAGMENT:
            continue
        opening = Reader(unit, words).opening()
        source = None
        if opening is not None and unit.starts[opening[0]] < quote.start:
            source = Span(unit.starts[opening[0]], unit.ends[opening[1] - 1])
        found.append(Draft(source=source, cue=None, content=[quote], confidence=0.5 if source else 0.3, unit=index))
    return found


def _statements(article: Article, found: list[Draft]) -> tuple[Statement, ...]:
    made: dict[str, tuple[Draft, Statement]] = {}
    ordered = sorted(found, key=lambda d: (d.content[0].start, -d.content[-1].end, d.cue or Span(0, 0)))
    for draft in ordered:
        outer = _outer(draft, [pair for pair in made.values() if pair[0].unit == draft.unit])
        item = _statement(article, draft, outer)
        made.setdefault(item.id, (draft, item))
    return tuple(item for _, item in made.values())


def _outer(draft: Draft, others: list[tuple[Draft, Statement]]) -> str | None:
    """The id of the innermost statement whose content holds this one's cue."""
    if draft.cue is None:
        return None
    holding = [
        (sum(s.end - s.start for s in other.content), item.id)
        for other, item in others
        if any(s.start <= draft.cue.start and draft.cue.end <= s.end for s in other.content)
    ]
    return min(holding)[1] if holding else None


def _statement(article: Article, draft: Draft, via: str | None) -> Statement:
    places = [number for span in draft.content for number in span]
    cue = None if draft.cue is None else anchor(article, *draft.cue)
    source = None if draft.source is None else anchor(article, *draft.source)
    return Statement(
        id=digest("statement", article.id, *places, None if draft.cue is None else draft.cue.start),
        article_id=article.id,
        kind=_kind(article.text, draft),
        source=source,
        cue=cue,
        content=tuple(anchor(article, *span) for span in draft.content),
        via=via,
        confidence=draft.confidence,
    )


def _kind(text: str, draft: Draft) -> StatementKind:
    whole = [text[s.start] in "“„\"‘'«" and text[s.end - 1] in "”\"’'»“" for s in draft.content]
    if all(whole):
        return "direct"
    marks = any(mark in text[s.start : s.end] for s in draft.content for mark in '“”„"«»')
    return "mixed" if marks or any(whole) else "indirect"

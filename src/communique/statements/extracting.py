"""The statements of an article: every sentence by itself, then quotations that go on, then chains."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from communique.data import Article, Parse, Statement, StatementKind, digest
from communique.statements.cues import possessive
from communique.statements.linking import Draft, drafts
from communique.statements.seeing import agreed, seen
from communique.statements.sources import Reader
from communique.statements.turns import spoken
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


def extract(article: Article, parse: Parse | None = None, *, options: Options | None = None) -> tuple[Statement, ...]:
    """Who is reported to have said what in ``article``, in order of where the content starts.

    With a ``parse`` the places are those that the encoder saw, and the rules set how sure they are; without one the
    rules read by themselves.
    """
    options = options or Options()
    words = load()
    found: list[Draft] = []
    sheet = units(article)
    unmarked = not any(unit.quotes for unit in sheet)
    for index, unit in enumerate(sheet):
        made = drafts(unit, words)
        for draft in made:
            draft.unit = index
        if not made and _quotation_only(unit):
            _continue(article.text, index, sheet, found)
            continue
        if not made and unmarked:
            _overheard(index, sheet, found)
        found.extend(made)
        found.extend(_leftover(unit, index, made, words))
    if parse is not None and parse.model:
        found = agreed(found, seen(parse, sheet), [quote for unit in sheet for quote in unit.quotes])
    found = spoken(article, found, sheet)
    kept = [d for d in found if d.confidence >= options.least and (options.thoughts or d.kind not in _THOUGHTS)]
    return _statements(article, kept, [quote for unit in sheet for quote in unit.quotes])


_FIRST_PERSON = frozenset("i we our us me my".split())


def _overheard(index: int, sheet: list[Unit], found: list[Draft]) -> None:
    """A sentence in the first person after "..., the envoy said." in a text that lost its quotation marks."""
    unit = sheet[index]
    if _FIRST_PERSON.isdisjoint(unit.low):
        return
    for last in reversed(found[-6:]):
        near = index - last.unit <= 3 and sheet[last.unit].paragraph >= unit.paragraph - 1
        if near and last.source and last.cue and last.kind == "say" and last.content[0].end <= last.cue.start:
            found.append(Draft(source=last.source, cue=None, content=[unit.span], confidence=0.5, unit=index))
            return


def _quotation_only(unit: Unit) -> bool:
    return bool(unit.quotes) and all(
        quoted >= 0 or not text[0].isalnum() for quoted, text in zip(unit.quoted, unit.text, strict=True)
    )


def _continue(text: str, index: int, sheet: list[Unit], found: list[Draft]) -> None:
    """A sentence that is all quotation: it belongs to whoever is speaking."""
    unit = sheet[index]
    stretch = Span(unit.quotes[0].start, unit.quotes[-1].end)
    if not any(mark.islower() for mark in text[stretch.start : stretch.end]):
        return  # a heading in capitals, or no words at all
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
    if not unit.quotes:
        return []
    sizes: dict[int, int] = {}
    first: dict[int, int] = {}
    for at, number in enumerate(unit.quoted):
        if number >= 0:
            first.setdefault(number, at)
            sizes[number] = sizes.get(number, 0) + unit.text[at][0].isalnum()
    found: list[Draft] = []
    for number, size in sizes.items():
        quote = unit.quotes[number]
        held = any(s.start < quote.end and quote.start < s.end for d in made for s in (*d.content, d.source) if s)
        at = first[number]
        if held or size < _FRAGMENT or _named(unit, at, size, words):
            continue
        source, cue = _beside(unit, at, words)
        sure = 0.3 if source is None else 0.8 if at and unit.text[at - 1] == ":" else 0.5
        found.append(Draft(source=source, cue=cue, content=[quote], confidence=sure, unit=index))
    return found


def _named(unit: Unit, at: int, size: int, words: Reporting) -> bool:
    """Whether a short quotation only names something: 'the principle of "innocent until proven guilty"'."""
    before = unit.low[at - 1] if at else ""
    leans = before in words.grammar.determiners or before in words.grammar.prepositions or before == "of"
    shouted = all(
        unit.text[i].isupper() for i in range(at, len(unit)) if unit.quoted[i] >= 0 and unit.text[i].isalpha()
    )
    return size < 2 * _FRAGMENT and (leans or shouted)


def _beside(unit: Unit, at: int, words: Reporting) -> tuple[Span | None, Span | None]:
    """Who may have said a quotation without a verb: "in the board's words", else the sentence's subject."""
    if at > 2 and unit.low[at - 1] == "words" and possessive(unit, at - 1):
        start = at - 2
        while start > 0 and at - start < 12 and unit.low[start] != "in":
            start -= 1
        if start + 1 < at - 1:
            return Span(unit.starts[start + 1], unit.ends[at - 2]), Span(unit.starts[at - 1], unit.ends[at - 1])
    opening = Reader(unit, words).opening(at)
    if opening is None:
        return None, None
    return Span(unit.starts[opening[0]], unit.ends[opening[1] - 1]), None


def _statements(article: Article, found: list[Draft], quotes: list[Span]) -> tuple[Statement, ...]:
    made: dict[str, Statement] = {}
    by_unit: dict[int, list[tuple[Draft, Statement]]] = {}
    ordered = sorted(found, key=lambda d: (d.content[0].start, -d.content[-1].end, d.cue or Span(0, 0)))
    for draft in ordered:
        same = by_unit.setdefault(draft.unit, [])
        reported = [item.id for other, item in same if other is draft.outer]
        outer = reported[0] if reported else _outer(draft, same)
        item = _statement(article, draft, outer, quotes)
        if item.id not in made:
            made[item.id] = item
            same.append((draft, item))
    return tuple(made.values())


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


def _statement(article: Article, draft: Draft, via: str | None, quotes: list[Span]) -> Statement:
    places = [number for span in draft.content for number in span]
    cue = None if draft.cue is None else anchor(article, *draft.cue)
    source = None if draft.source is None else anchor(article, *draft.source)
    return Statement(
        id=digest("statement", article.id, *places, None if draft.cue is None else draft.cue.start),
        article_id=article.id,
        kind="direct" if draft.spoken else _kind(draft, quotes),
        source=source,
        cue=cue,
        content=tuple(anchor(article, *span) for span in draft.content),
        via=via,
        confidence=draft.confidence,
    )


def _kind(draft: Draft, quotes: list[Span]) -> StatementKind:
    """Direct where every stretch is quotation, mixed where some of it is, else indirect."""
    whole, some = True, False
    for stretch in draft.content:
        low = bisect_left(quotes, stretch.start, key=lambda quote: quote.end)
        inside = [q for q in quotes[low : low + 40] if q.start < stretch.end and q.end > stretch.start]
        whole = whole and bool(inside) and inside[0].start <= stretch.start and inside[-1].end >= stretch.end
        some = some or bool(inside)
    return "direct" if whole and len(draft.content) else "mixed" if some else "indirect"

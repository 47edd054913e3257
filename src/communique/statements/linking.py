"""Who said what in one sentence: every cue gets its source and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.statements.contents import Placed, begin, finish, limit, terminal
from communique.statements.cues import Cue, find, possessive
from communique.statements.sources import Place, Reader
from communique.statements.units import Unit
from communique.text import Span
from communique.vocabulary.reporting import Reporting


@dataclass(slots=True, kw_only=True)
class Draft:
    """A statement in the making; places are code points of the article."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    confidence: float
    kind: str = "say"
    unit: int = 0
    outer: Draft | None = None
    spoken: bool = False  # a turn of a conversation, which needs no quotation marks
    via: bool = False  # "according to": by whom it comes, where another says it
    firm: bool = False  # grammar leaves no doubt who says it


_QUOTING = frozenset("quoted quotes quoting cited cites citing".split())
_QUOTED = 12  # words in which "quoted …" goes on "as saying"
_MOST = 40  # cues in one sentence: more are never a sentence, and would cost the square of their number


def drafts(unit: Unit, words: Reporting) -> list[Draft]:
    """The statements of one sentence, in order of their cues."""
    reader = Reader(unit, words)
    placed = _place(unit, find(unit, words)[:_MOST], reader)
    end = limit(unit)
    made: list[tuple[Placed, Draft]] = []
    for index in range(len(placed) - 1, -1, -1):
        item = placed[index]
        content = _content(unit, item, placed[:index], [later for later, _ in reversed(made)], reader, end)
        if content:
            made.append((item, _draft(unit, item, content)))
    made.reverse()
    return [*_cited(unit, made, reader), *_quotings(unit)]


def _quotings(unit: Unit) -> Iterator[Draft]:
    """ "The agency quoted officials as saying …": it is the officials who say it, behind that or before."""
    end = limit(unit)
    for at, low in enumerate(unit.low):
        if low not in _QUOTING or unit.quoted[at] >= 0:
            continue
        ahead = unit.low[at + 1 : at + 1 + _QUOTED]
        last = next((at + 1 + n for n, word in enumerate(ahead) if word == "saying"), 0)
        first = last - (unit.low[last - 1] == "as")
        if first <= at + 1 or not {",", "by"}.isdisjoint(unit.low[at + 1 : first]):
            continue
        told = [n for n in range(at) if unit.quoted[n] >= 0]
        content = (told[0], told[-1] + 1) if told else (last + 1, end)
        if content[0] < content[1]:
            yield Draft(
                source=_span(unit, (at + 1, first)), cue=_span(unit, (first, last + 1)),
                content=[_span(unit, content)], confidence=0.9, firm=True,
            )  # fmt: skip


def _cited(unit: Unit, made: list[tuple[Placed, Draft]], reader: Reader) -> list[Draft]:
    """ "..., Interfax reported, citing officials": the officials said it, by way of the report."""
    found: list[Draft] = []
    for item, draft in made:
        report = found[-1] if found else None
        if item.cue.lemma == "cite" and item.cue.shape == "participle" and report is not None and not report.outer:
            source = reader.behind(item.cue.end, limit(unit))
            if source is not None:
                found.append(replace(draft, source=_span(unit, source), content=report.content, outer=report))
                continue
        found.append(draft)
    return found


def _draft(unit: Unit, item: Placed, content: list[Place]) -> Draft:
    return Draft(
        source=None if item.source is None else _span(unit, item.source),
        cue=_span(unit, (item.cue.start, item.cue.end)),
        content=[_span(unit, place) for place in content],
        confidence=_confidence(unit, item, content),
        kind=item.cue.kind,
        via=item.stance == "according",
    )


def _confidence(unit: Unit, item: Placed, content: list[Place]) -> float:
    if item.source is None:
        return 0.4
    if all(unit.quoted[start] >= 0 and unit.quoted[end - 1] >= 0 for start, end in content):
        return 0.97
    if item.cue.shape == "noun":
        return 0.7
    return 0.9 if item.cue.kind not in ("think", "judge", "praise", "find") else 0.75


def _span(unit: Unit, place: Place) -> Span:
    return Span(unit.starts[place[0]], unit.ends[place[1] - 1])


def _place(unit: Unit, cues: list[Cue], reader: Reader) -> list[Placed]:
    placed: list[Placed] = []
    for cue in cues:
        item = _placed(unit, cue, placed, reader)
        if item is not None:
            placed.append(item)
    return placed


def _placed(unit: Unit, cue: Cue, earlier: list[Placed], reader: Reader) -> Placed | None:
    if cue.shape == "noun":
        return Placed(cue=cue, source=_owner(unit, cue), stance="owner")
    if cue.shape == "according":
        return Placed(cue=cue, source=_according(unit, cue), stance="according")
    if cue.shape == "participle":
        return Placed(cue=cue, source=_shared(unit, cue, earlier, reader), stance="shared")
    return _finite(unit, cue, earlier, reader)


def _finite(unit: Unit, cue: Cue, earlier: list[Placed], reader: Reader) -> Placed | None:
    before = cue.start - 1
    floor = earlier[-1].last if earlier else 0
    quote_first = before >= 0 and unit.quoted[before] >= 0
    if quote_first or (before >= 1 and unit.text[before] == "," and unit.quoted[before - 1] >= 0):
        behind = reader.behind(cue.end, len(unit)) if "after" in cue.frames else None
        if behind is not None:
            return Placed(cue=cue, source=behind, stance="inverted")
        return Placed(cue=cue, source=_shared(unit, cue, earlier, reader), stance="shared") if quote_first else None
    if before >= 0 and unit.low[before] in ("and", "but", "or", "then"):
        return Placed(cue=cue, source=_shared(unit, cue, earlier, reader), stance="shared")
    if before >= 1 and unit.text[before] in ",—–―-" and "after" in cue.frames:
        inverted = _inverted(unit, cue, reader)
        if inverted is not None:
            return Placed(cue=cue, source=inverted, stance="inverted")
    relative = earlier[-1] if earlier and earlier[-1].stance == "relative" else None
    source = reader.before(cue.start, 0 if relative else floor)
    if source is None:
        return None
    if unit.low[source[0]] in ("who", "which") and source[1] - source[0] == 1:
        head = reader.before(source[0]) if unit.text[source[0] - 1] == "," or reader.opens(source[0]) else None
        return Placed(cue=cue, source=head or source, stance="relative")
    return Placed(cue=cue, source=source, stance="left")


def _inverted(unit: Unit, cue: Cue, reader: Reader) -> Place | None:
    """The source of ", said the envoy" behind words that lost their marks, or that never had them."""
    behind = reader.behind(cue.end, len(unit))
    if behind is None:
        return None
    start = cue.start - 1
    while start > 0 and unit.quoted[start - 1] < 0 and unit.text[start - 1] not in ";:":
        start -= 1
    subject = reader.before(cue.start, start)
    if subject is not None and terminal(unit, behind[1], limit(unit)):
        # "Brandor, said" is not English: one stretch before the comma is what was said
        alone = cue.start - start > 5 and len(reader.pieces(start, cue.start - 1)) == 1
        if alone or reader.sentence(start, cue.start - 1):
            return behind
    return behind if subject is None else None


def _owner(unit: Unit, cue: Cue) -> Place | None:
    at = cue.start
    while at > 0 and not _owns(unit, at - 1):
        at -= 1
    if at == 0:
        return None
    end, start = at, at - 1
    while start > 0 and unit.text[start - 1][0].isupper() and unit.quoted[start - 1] < 0:
        start -= 1
    if start > 0 and unit.low[start - 1] in ("the", "a", "an", "this"):
        start -= 1
    return (start, end)


def _owns(unit: Unit, at: int) -> bool:
    return possessive(unit, at + 1) and (unit.low[at].endswith(("'s", "'")) or unit.low[at] in _OWNERS)


_OWNERS = frozenset("his her their its my our whose".split())


def _according(unit: Unit, cue: Cue) -> Place | None:
    end = limit(unit)
    start = at = cue.end
    while at < end and unit.quoted[at] < 0 and unit.text[at] not in ",;:—–―-":
        at += 1
    while at + 1 < end and unit.text[at] == "," and unit.low[at + 1] in ("a", "an", "the", "who", "which", "whose"):
        far = at + 1
        while far < end and unit.quoted[far] < 0 and unit.text[far] not in ",;:—–―-":
            far += 1
        if cue.start == 0 and far >= end:
            break
        at = far
    return (start, at) if at > start else None


def _shared(unit: Unit, cue: Cue, earlier: list[Placed], reader: Reader) -> Place | None:
    """The subject of a second verb: that of the verb before it, else the sentence's own."""
    if earlier and earlier[-1].source is not None and earlier[-1].first > 1 and unit.text[earlier[-1].first - 1] == ",":
        return earlier[-1].source  # "..., officials told the Post, reporting that ..."
    conjoined = unit.low[cue.start - 1] in ("and", "or", "but", "then") if cue.start else False
    for item in reversed(earlier) if conjoined else earlier:
        if item.source is not None and item.cue.shape == "finite":
            return item.source
    if cue.start == 0:
        return _following(unit, cue, reader)
    opening = reader.opening(cue.start)
    return opening if opening is not None and opening[1] <= cue.start else None


def _following(unit: Unit, cue: Cue, reader: Reader) -> Place | None:
    """The subject behind an opening participle: "Describing the talks, the envoy said"."""
    for at in range(cue.end, len(unit) - 1):
        if unit.quoted[at] < 0 and unit.text[at] == ",":
            return reader.ahead(at + 1)
    return None


def _content(
    unit: Unit, item: Placed, earlier: list[Placed], later: list[Placed], reader: Reader, end: int
) -> list[Place]:
    if item.stance == "according":
        return _around(unit, item, later, end)
    found = []
    if item.stance in ("left", "inverted") and "after" in item.cue.frames:
        before = _before(unit, item, earlier, end)
        if before is not None:
            found.append(before)
    start = begin(unit, item, reader, end)
    if found and start is not None and _displaced(unit, found[0], start, earlier, reader):
        found.clear()  # the quotation belongs to the speaker before
    elif found:
        start = _resumed(unit, item, end)
    if start is not None:
        stop = finish(unit, start, end, item, later)
        if item.stance == "relative":
            stop = next((i for i in range(start, stop) if unit.text[i] == "," and unit.quoted[i] < 0), stop)
        found.extend(_stretch(unit, start, stop))
    if _unspoken(unit, item):
        return []
    if item.cue.negated and item.cue.kind in ("say", "claim", "announce", "think", "find", "ask"):
        return []
    return [place for place in found if place[1] > place[0]]


def _displaced(unit: Unit, before: Place, start: int, earlier: list[Placed], reader: Reader) -> bool:
    """Whether the words before a cue are not its content, since it has content behind it."""
    if unit.low[start] == "that" and earlier:
        return True  # the quotation belongs to the speaker before
    if unit.quoted[before[0]] >= 0:
        return False
    fresh = unit.quoted[start] >= 0 and start + 1 < len(unit) and unit.text[start + 1][0].isupper()
    if unit.text[start - 1] in ",:" and not fresh:
        return False
    low = unit.low[before[0]]
    if before[1] - before[0] <= 4 and not reader.sentence(*before) and unit.text[start - 1] not in ",:":
        return True
    return low in reader.grammar.prepositions - {"if", "when", "unless", "until", "while"} or low in _SETTING


_SETTING = frozenset("speaking asked addressing writing appearing".split())
_NOBODY = frozenset("neither nobody none no".split())
_NAMELESS = frozenset("named identified anonymity anonymous name quoted".split())


def _unspoken(unit: Unit, item: Placed) -> bool:
    """Whether nothing is reported: "neither palace disclosed", "who asked not to be named"."""
    if item.cue.lemma in ("ask", "request", "insist on") and _NAMELESS & set(unit.low[item.cue.end : item.cue.end + 9]):
        return True
    return item.source is not None and unit.low[item.source[0]] in _NOBODY


def _stretch(unit: Unit, start: int, stop: int) -> list[Place]:
    while stop > start and unit.quoted[stop - 1] < 0 and unit.text[stop - 1] in ",;:—–―-":
        stop -= 1
    empty = stop <= start or (stop - start <= 3 and unit.low[stop - 1] in ("ago", "much", "so"))
    return [] if empty else [(start, stop)]


def _before(unit: Unit, item: Placed, earlier: list[Placed], end: int) -> Place | None:
    """Content that stands before its source and cue: '"...," X said', "..., X said."."""
    first = item.first
    if first < 2 and not (first and unit.quoted[first - 1] >= 0):
        return None
    while first > 2 and unit.low[first - 1] in ("how", "was", "is"):
        first -= 1  # "...," was how the envoy put it
    before = first - 1
    marked = unit.text[before] in ",?!" or unit.quoted[before] >= 0
    if not marked:
        return None
    stop = before if unit.quoted[before] < 0 else first
    touching = unit.quoted[stop - 1] >= 0
    if not touching and not terminal(unit, item.last, end):
        return None
    start = _from(unit, stop, earlier)
    if not touching and _adverbial(unit, start, stop):
        follows = item.last
        if not (follows < end and unit.text[follows] == ","):
            return None
    return (start, stop) if stop > start else None


def _from(unit: Unit, stop: int, earlier: list[Placed]) -> int:
    start = 0
    if earlier and earlier[0].stance == "according" and earlier[0].cue.start == 0:
        start = min(stop, earlier[0].last + 1)
    for at in range(stop - 1, start - 1, -1):
        opened = unit.text[at] == ":" and unit.quoted[at + 1] >= 0
        if unit.quoted[at] < 0 and (unit.text[at] == ";" or opened):
            start = at + 1
            break
    if unit.quoted[stop - 1] >= 0 and earlier and earlier[-1].last <= stop:
        # the quotation only, where somebody else's words stand before it
        at = stop - 1
        while at > 0 and unit.quoted[at - 1] >= 0:
            at -= 1
        return max(start, at)
    return start


def _adverbial(unit: Unit, start: int, stop: int) -> bool:
    return stop - start <= 6 and unit.low[start] in _LEADS


_LEADS = frozenset(
    "on in at after before during late early meanwhile however later but and also yet still speaking for with".split()
)


def _resumed(unit: Unit, item: Placed, end: int) -> int | None:
    """The rest of a broken statement: '..., he said, "..."', "..., she said, would be ..."."""
    at = item.last
    while at < end and unit.quoted[at] < 0 and unit.text[at] not in ",;:—–―-":
        at += 1
    if at >= end:
        return None
    if unit.quoted[at] >= 0:
        return at if at == item.last else None
    nxt = at + 1
    if unit.text[at] not in ",:" or nxt >= end:
        return None
    if unit.quoted[nxt] >= 0:
        return nxt
    low = unit.low[nxt]
    quoting = unit.quoted[item.first - 1] >= 0
    aside = low in _ASIDE or (low == "as" and unit.low[nxt + 1 : nxt + 2] not in (("many",), ("much",), ("long",)))
    clause = unit.low[0] in ("if", "when", "while", "though", "although", "unless", "once", "should", "were", "because")
    if quoting or (low.endswith("ing") and not clause) or aside or (low == "that" and item.stance == "inverted"):
        return None
    return nxt


_ASIDE = frozenset(
    "who which whose where whom after before during in at on by with when while a an the according citing".split()
)


def _around(unit: Unit, item: Placed, later: list[Placed], end: int) -> list[Place]:
    first, last = item.cue.start, item.last
    if first >= 3:
        stop = first
        while stop > 0 and unit.quoted[stop - 1] < 0 and unit.text[stop - 1] in ",—–―-":
            stop -= 1
        found = [(_from(unit, stop, []), stop)] if stop else []
        if last < end and unit.text[last] == "," and found and _adverbial(unit, *found[0]):
            found += _stretch(unit, last + 1, finish(unit, last + 1, end, item, later))
        return found
    at = last
    while at < end and unit.quoted[at] < 0 and unit.text[at] in ",:":
        at += 1
    stop = finish(unit, at, end, item, later) if at < end else end
    return _stretch(unit, at, stop)

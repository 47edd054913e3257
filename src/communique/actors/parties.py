"""What the context tells: the side of a bare title, and who "both sides" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.actors.entities import Entity, Found
from communique.actors.lexicon import Hit, Lexicon
from communique.actors.words import Word
from communique.data import Article
from communique.vocabulary.offices import offices

_OFTEN = 3  # mentions of a state in a report that may be written there, where two others are mentioned more
_GOVERNING = frozenset(
    "minister president premier secretary chancellor commissioner spokesman spokeswoman spokesperson general colonel "
    "admiral commodore brigadier vice-president king queen".split()
)
_AT_HOME = {
    "US": frozenset("senate republican republicans democrats gop congressional sen".split()),
    "GB": frozenset("mps commons tory tories labour brexiteers westminster backbenchers".split()),
}
"""Words of a country's politics that reports from elsewhere seldom use so often without the country's name."""
_BOTH = frozenset(
    "governments sides countries delegations parties nations states capitals neighbours neighbors teams leaders "
    "presidents premiers ministers armies organisations organizations camps services".split()
)
_KINDS = frozenset(
    "foreign prime defence defense trade border interior finance energy agriculture fisheries chief".split()
)
_WRONGS = frozenset(
    "lied lying cheated cheating deceived violated violating breached breaching broke broken breaking betrayed "
    "sabotaged provoked stole stolen blackmailed blackmailing threatened threatening attacked bullied bullying".split()
)
_STATES_ONLY = frozenset("minister premier king queen general colonel lieutenant major captain admiral".split())
_PLAIN_BOTH = frozenset("delegations sides parties ministers negotiators principals".split())


def side_of_bare_title(
    lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], taken: Sequence[int], first: Found
) -> str | None:
    """The side of somebody introduced by a government title alone ("Trade Minister N").

    None where nothing tells, "" where somebody else in the sentence forbids a guess.

    A capital named as the place in the same sentence ("In C the interior minister, N,") or the state that opens
    this sentence or the one before it ("X said it would. ... , Trade Minister N told").
    """
    sentence = words[first.first].sentence
    for i in range(first.opening - 1, max(-1, first.opening - 6), -1):
        if words[i].sentence == sentence and taken[i] >= 0 and words[hits[taken[i]].first - 1].low == "in":
            sense = hits[taken[i]].senses[0]
            if sense.form == "capital":
                return lexicon.sides[sense.polity]
    for i in range(first.opening - 1, max(-1, first.opening - 60), -1):
        if (
            words[i].sentence == sentence
            and taken[i] >= 0
            and words[i].quoted < 0
            and not _opens(words, hits[taken[i]].first)
        ):
            return None  # somebody else stands between
    told = _subject(lexicon, words, hits, taken, first)
    return told[0] if told is not None and not _wrong(words, told[1]) else None


def accused(
    lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], taken: Sequence[int], first: Found
) -> str | None:
    """The state of whose wrong somebody with a bare title tells: "X has lied for months, Trade Minister N told"."""
    told = _subject(lexicon, words, hits, taken, first)
    return told[0] if told is not None and _wrong(words, told[1]) else None


def _subject(
    lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], taken: Sequence[int], first: Found
) -> tuple[str, int] | None:
    """The state that opens the sentence of a mention or the one before it as its subject, and where its verb stands."""
    i = first.opening
    while i > 0 and words[i - 1].sentence >= words[first.first].sentence - 1:
        i -= 1
    for k in range(i, first.opening):
        subject = taken[k] >= 0 and not words[hits[taken[k]].last - 1].owner and _opens(words, hits[taken[k]].first)
        if subject and hits[taken[k]].first == k and hits[taken[k]].senses[0].form in ("name", "capital"):
            senses, end = hits[taken[k]].senses, hits[taken[k]].last
            own = len(senses) == 1 and _verb(words, end) and _states_own(lexicon, senses[0].polity, first.entity)
            return (lexicon.sides[senses[0].polity], end) if own else None
    return None


def _states_own(lexicon: Lexicon, polity: int, person: Entity) -> bool:
    """Whether somebody may be of a polity: a minister, and who has a rank of arms, is of a state."""
    titles = {word for office in person.offices for word in office.casefold().split()} | person.ranks
    return lexicon.polities[polity].kind == "state" or titles.isdisjoint(_STATES_ONLY)


def _wrong(words: Sequence[Word], i: int) -> bool:
    """Whether the verb at word ``i`` tells of a wrong, which nobody says of his own state."""
    return any(word.low in _WRONGS for word in words[i : i + 3])


def of_commissioner(lexicon: Lexicon, entity: Entity, shipped: int) -> str | None:
    """The side of a commissioner, where the case has learned a single commission."""
    if not any(office.casefold().endswith("commissioner") for office in entity.offices):
        return None
    learned = [n for n in lexicon.short.get("commission", ()) if n >= shipped]
    return lexicon.sides[learned[0]] if len(learned) == 1 else None


def home(lexicon: Lexicon, article: Article, words: Sequence[Word], hits: Sequence[Hit], shipped: int) -> str | None:
    """The side that an article speaks from, where it is one of the two it mentions most or learned from the case.

    The side of the capital in its dateline, else of the town or state that its outlet is named after; None where
    the two differ.
    """
    counts = Counter(lexicon.sides[hit.senses[0].polity] for hit in hits if len(hit.senses) == 1)
    most = [side for side, count in counts.most_common(4) if count >= _OFTEN] + [s for s, _ in counts.most_common(2)]
    found = {
        side
        for side in (
            _opening_side(lexicon, article.dateline or "", ("capital",)) or _dated_hit(lexicon, words, hits),
            _opening_side(lexicon, (article.outlet or "").removeprefix("The "), ("capital", "name")),
        )
        if side is not None
    }
    mine = {*most, *lexicon.sides[shipped:]}  # a paper at home hardly names its own state
    return found.pop() if len(found) == 1 and found <= mine else None


def domestic(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit]) -> str | None:
    """The state whose politics an article speaks of as one at home does: "Senate Republicans", "Tory MPs".

    Its houses and parties are named several times and without saying whose they are; None where no state's are.
    """
    own = {i for hit in hits for i in range(hit.first, hit.last)}
    for code, told in _AT_HOME.items():
        named = [i for i, word in enumerate(words) if word.low in told and i not in own and i - 1 not in own]
        if len(named) >= _OFTEN:
            return state(lexicon, code)
    return None


def state(lexicon: Lexicon, code: str) -> str:
    """The side of the state of an ISO 3166-1 code."""
    return next(lexicon.sides[n] for n, p in enumerate(lexicon.polities) if p.country == code and p.kind == "state")


def _opening_side(lexicon: Lexicon, text: str, forms: tuple[str, ...]) -> str | None:
    """The side of the phrase that a dateline or the name of an outlet opens with."""
    parts = [part.strip(",.()") for part in text.split()[:4]]
    parts = [part.capitalize() if part.isupper() and len(part) > 3 else part for part in parts]
    for key, senses in lexicon.phrases.get(parts[0], ()) if parts else ():
        if list(key) == parts[: len(key)] and senses[0].form in forms:
            return lexicon.sides[senses[0].polity]
    return None


def _dated_hit(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit]) -> str | None:
    """The side of a capital that still stands as a dateline in the story."""
    days = offices().words["names.calendar"]
    for hit in hits[:4]:
        sense = hit.senses[0]
        ahead = [w.text for w in words[hit.last : hit.last + 8] if w.sentence <= words[hit.first].sentence + 1]
        dated = any(mark in ahead for mark in ("—", "–", "-", "(", "/")) and hit.first < 40
        dated = dated or (
            words[hit.first].text.isupper() and any(w.capital and w.low in days for w in words[hit.last : hit.last + 3])
        )
        if sense.form == "capital" and dated and words[hit.first].opens:
            return lexicon.sides[sense.polity]
    return None


def _verb(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].text.islower() and words[i].low not in ("and", "or", "of", "in", "for")


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether word ``i`` opens its sentence, or stands right behind a dateline's dash."""
    if i and words[i - 1].low == "the":
        i -= 1
    return words[i].opens or (i > 0 and words[i - 1].text in "—–-" and words[i - 1].end < words[i].start)


def governs(entity: Entity) -> bool:
    """Whether one of a person's titles is that of a government."""
    titles = (office.casefold().split() for office in entity.offices)
    inner = (words for words in titles if "shadow" not in words and not {"general", "secretary"} <= set(words))
    return any(not _GOVERNING.isdisjoint(words) for words in inner)  # a general secretary is of a union, or a party


def both(words: Sequence[Word], found: Sequence[Found], own: Iterable[Entity]) -> list[Found]:
    """Two mentions for each "both sides" and "the two governments": the pair that the article is about.

    ``own`` are the states and bodies of the article; firms are seldom one of the two sides.
    """
    firms = offices().words["names.companies"]
    sides = {e.id: e for e in own if e.polity is not None or e.name.split()[-1].casefold() not in firms}
    counts = Counter(f.entity.side for f in found if f.entity.side in sides and f.form != "pronoun")
    two_sides, three_sides = _foremost(counts, 2), _foremost(counts, 3)
    named = _named_by_sentence(words, found, sides)
    more: list[Found] = []
    for i, word in enumerate(words):
        lead = _both_lead(words, i) if word.low in _BOTH or word.low in _PLAIN_BOTH else i
        three = words[i - 1].low == "three" and i > 0
        lead = i - 1 if three and word.low in _BOTH | _PLAIN_BOTH | {"leaders"} else lead
        if lead < i:
            counted = any(other.low in ("two", "both") for other in words[lead:i])
            near = _pair(named, word.sentence, lead) if counted else None
            pair = near or (three_sides if three else two_sides)
            reason = f"the {'three' if three else 'two'} sides that the article mentions most"
            reason = "the two sides just named" if near else reason
            more.extend(Found(first=lead, last=i + 1, entity=sides[side], form="group", reason=reason) for side in pair)
    return more


def paired(found: Sequence[Found], pairs: Sequence[Found]) -> list[Found]:
    """All mentions: where a pair stands, not also "two leaders" of nobody known."""
    taken = {i for pair in pairs for i in range(pair.first, pair.last)}
    kept = (f for f in found if f.entity.kind not in ("unnamed", "group") or taken.isdisjoint(range(f.first, f.last)))
    return [*kept, *pairs]


def _named_by_sentence(
    words: Sequence[Word], found: Sequence[Found], sides: dict[str, Entity]
) -> dict[int, list[tuple[int, str]]]:
    """The sides named in each sentence, outside quotations, with their places."""
    named: dict[int, list[tuple[int, str]]] = {}
    for mention in found:
        side = mention.entity.side
        if side is not None and side in sides and mention.form != "pronoun":
            named.setdefault(words[mention.first].sentence, []).append((mention.first, side))
    return named


def _pair(named: dict[int, list[tuple[int, str]]], sentence: int, at: int) -> list[str] | None:
    """The two sides, and no third, that the sentence names before word ``at``, or else the sentence before it."""
    here = {side for place, side in named.get(sentence, ()) if place < at}
    if len(here) == 2:
        return sorted(here)
    before = {side for _, side in named.get(sentence - 1, ())} | here
    return sorted(before) if len(before) == 2 and not here else None


def _foremost(counts: Counter[str], size: int) -> list[str]:
    """The ``size`` sides that an article mentions most, sorted; none where the next comes close."""
    ranked = counts.most_common(size + 1)
    if len(ranked) < size or (len(ranked) > size and ranked[size][1] * 3 > ranked[size - 1][1] * 2):
        return []
    return sorted(side for side, _ in ranked[:size])


def _both_lead(words: Sequence[Word], i: int) -> int:
    """Where "both sides", "the two foreign ministers" or "the delegations" begins; ``i`` where it is none of them."""
    at = i
    if words[i - 1].low in _KINDS and words[i - 1].sentence == words[i].sentence:
        at -= 1
    if at < i and i + 1 < len(words) and words[i + 1].low == "of":
        return i  # "the foreign ministers of Norland and Vell"
    before = [w.low if w.sentence == words[i].sentence else "" for w in words[max(0, at - 2) : at]]
    if before[-1:] == ["both"] or (before[-1:] == ["two"] and before[:1] != ["of"]):
        return at - 2 if before[:1] == ["the"] and len(before) == 2 else at - 1
    return at - 1 if before[-1:] == ["the"] and words[i].low in _PLAIN_BOTH else i

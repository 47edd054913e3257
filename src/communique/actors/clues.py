"""What one article says about states, movements and bodies that no list knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.actors import names, towns
from communique.actors.lexicon import lexicon, scan
from communique.actors.words import Word, row, sentence_case
from communique.data import Article
from communique.vocabulary.offices import offices

Clue = tuple[str, str, str]

_KINDS_OF_STATE = frozenset("republic kingdom federation emirate principality sultanate".split())
_STATE_NOUNS = frozenset(
    "government army military parliament ministry border troops forces navy cabinet delegation ambassador capital "
    "president premier minister officials diplomats negotiator negotiators soldiers embassy territory side currency "
    "crown lawmakers citizens exports exporters ports customs authorities people team spokesman spokeswoman envoy "
    "flag guard leader leadership sovereignty neighbours neighbors waters counterpart coast airspace prime foreign "
    "defence defense interior official diplomat trade fisheries vessels ships goods imports parliament's bank "
    "trawler trawlers opposite nationals national soil public capital's ruler rulers junta generals king queen chief "
    "coup embassy consulate".split()
)
# What belongs to a people: behind an adjective, no proof without a name that it is derived from.
_OF_A_PEOPLE = frozenset(
    "journalists reporters media television radio economy crude oil gas grain wheat timber steel refugees passport "
    "dollar pound franc law prisoners hostages court courts judges prosecutors hills families workers farmers "
    "fishermen boats banks companies society".split()
)
_PARTS = frozenset("province region district governorate oblast canton".split())
_PORTFOLIOS = ("tion", "sion", "ment", "ness", "ship")  # how abstract nouns end, and no state
_RANKS = frozenset("deputy former new acting interim military armed ruling late then".split())
_DATELINE = 4  # words into a report by which its dateline has begun
_AGREED = frozenset("agreed signed met resumed ended concluded reached opened began held broke said accused".split())
_OF = frozenset("president premier king queen government minister republic kingdom army parliament sultan emir".split())
_ACTING = frozenset(
    "said says has had would will was must did rejected accused demanded agreed refused warned announced denied "
    "offered gave barred deployed insisted wants expects vowed brought took could may might should does showed".split()
)
# What a government has and a town has not.
_DECISIONS = frozenset(
    "decision announcement refusal demand demands offer request proposal position ban claim claims response "
    "insistence objections approval consent".split()
)
_NOT_SUBJECT = frozenset("the a an and or of in on at near from to with by for outside around off via".split())
# Heads of names that go on with "of": leagues of states, never a state's ministry or department.
_UNIONS = frozenset(
    "organisation organization union league community council commission association assembly alliance federation "
    "confederation conference committee forum court bank authority fund front movement".split()
)
# What is said of a movement or body that no state recognises.
_REBEL = frozenset(
    "breakaway separatist secessionist rebel insurgent so-called self-styled self-proclaimed self-declared "
    "unrecognised unrecognized outlawed armed guerrilla".split()
)
_SERVING = frozenset(
    "negotiators negotiator envoys envoy delegation delegates diplomats ambassador government army parliament "
    "president premier soldiers troops team ministers forces".split()
)
_LEAVING = frozenset("departure withdrawal withdraw withdrew pullout pull pulled leave removal remove out".split())
_WIDE = frozenset("national international federal regional".split())
_DIRECTIONS = frozenset("northern southern eastern western central north south east west".split())
_CALLING = frozenset("called calls call calling prevail prevailed".split())
_URGING = frozenset("expects expected wants wanted urged told asked ordered pressed forced".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What one article tells about unknown polities: ``found`` holds (pattern, name, other), sorted, once each.

    ``persons`` are last words of names that the article introduces as people; ``words`` are the capitalised words
    in it, so that a derived adjective counts only where it was really written.
    """

    article_id: str
    found: tuple[tuple[Clue, int], ...]
    persons: tuple[str, ...] = ()


def evidence(article: Article) -> Clues:
    """The clues of one article. Pure, so that it can run in parallel; linear in the article's length."""
    printed = row(article)
    taken = {i for hit in scan(lexicon(), printed) for i in range(hit.first, hit.last)}
    words = sentence_case(printed)
    taken |= _listing(words, taken)
    counts: dict[Clue, int] = {}
    persons: set[str] = set()
    lowered = {w.text for w in words if w.text.islower()}
    phrases = [towns.Phrase(first, last, _name(words, first, last)) for first, last in _phrases(words, taken, lowered)]
    placed = {p.name for p in phrases if p.first and words[p.first - 1].low in ("in", "at", "near")}
    for first, last, name in phrases:
        for clue in _clues(words, first, last, name, taken):
            counts[clue] = counts.get(clue, 0) + 1
        if _person(words, first, last, name in placed):
            persons.add(words[last - 1].text)
    counts.update(dict.fromkeys(towns.clues(article, words, phrases), 1))
    return Clues(article_id=article.id, found=tuple(sorted(counts.items())), persons=tuple(sorted(persons)))


def _listing(words: Sequence[Word], taken: set[int]) -> set[int]:
    """The words of bodies that list their members: the "Rail" of "Federation of Rail and Port Workers"."""
    found = names.bodies(words, [0 if i in taken else -1 for i in range(len(words))]).items()
    inside = (range(first, last) for first, last in found)
    return {i for name in inside if any(words[i].low == "and" for i in name) for i in name}


def _phrases(words: Sequence[Word], taken: set[int], lowered: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of one to four capitalised words that no list knows, without words that only open a sentence."""
    i = 0
    while i < len(words):
        if not _named(words, i, taken) or (words[i].opens and words[i].low in lowered and not words[i].owner):
            i += 1
            continue
        last = i + 1
        while last < len(words) and last - i < 4 and not words[last - 1].owner and _goes_on(words, last, taken):
            last += 1
        yield i, last
        i = last


def _goes_on(words: Sequence[Word], i: int, taken: set[int]) -> bool:
    return words[i].sentence == words[i - 1].sentence and _named(words, i, taken)


def _modifies(low: str) -> bool:
    """Whether a word tells of what somebody is a minister: "Reconciliation Minister"."""
    return low in offices().modifiers or low.endswith(_PORTFOLIOS)


def _named(words: Sequence[Word], i: int, taken: set[int]) -> bool:
    word = words[i]
    sets = offices().words
    return (
        word.capital
        and i not in taken
        and len(word.text) > 2
        and word.text.isalpha()
        and (word.low not in sets["names.ordinary"] or _direction(words, i))
        and word.low not in sets["names.calendar"]
        and word.low not in offices().heads
        and word.low not in _KINDS_OF_STATE
        and (not _modifies(word.low) or word.owner or _ends_body(words, i) or _in_body(words, i, taken))
    )


def _in_body(words: Sequence[Word], i: int, taken: set[int]) -> bool:
    """Whether a word of titles stands inside the name of a body: "Tarn National Council"."""
    if (
        not i
        or i - 1 in taken
        or not words[i - 1].capital
        or words[i - 1].owner
        or words[i - 1].sentence != words[i].sentence
    ):
        return False
    if words[i - 1].low in offices().words["names.ordinary"]:
        return False
    end = _run_end(words, i + 1, 2)
    return end > i + 1 and _ends_body(words, end - 1)


def _direction(words: Sequence[Word], i: int) -> bool:
    """Whether "Southern" begins the name of a body: "Southern Salt Forum"."""
    if words[i].low not in _DIRECTIONS:
        return False
    end = _run_end(words, i + 1, 3)
    return end > i + 2 and _ends_body(words, end - 1)


def _ends_body(words: Sequence[Word], i: int) -> bool:
    sets = offices().words
    return words[i].low in sets["names.bodies"] or words[i].low in sets["names.movements"]


def _name(words: Sequence[Word], first: int, last: int) -> str:
    """The words as a name: a dateline's capitals are written as a name would be."""
    parts = (w.text.capitalize() if w.text.isupper() and len(w.text) > 3 else w.text for w in words[first:last])
    return " ".join(parts)


def _clues(words: Sequence[Word], first: int, last: int, name: str, taken: set[int]) -> Iterator[Clue]:
    yield "seen", name, ""
    yield from _bodies(words, first, last, name)
    if last - first <= 2:
        yield from _states(words, first, last, name)
        yield from _capitals(words, first, last, name, taken)


def _low(words: Sequence[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def _bodies(words: Sequence[Word], first: int, last: int, name: str) -> Iterator[Clue]:
    """Movements and bodies by their last word, after "the"; initials in brackets behind them."""
    sets = offices().words
    ending = words[last - 1].low
    yield from _united(words, first, last)
    rebel = _low(words, first - 1) in _REBEL and not words[first].opens
    if last - first < 2 or not (_low(words, first - 1) == "the" or words[first].opens or rebel):
        return
    if rebel and _ends_body(words, last - 1):
        yield "rebel", name, ""
    if ending in sets["names.movements"]:
        yield "movement", name, ""
    elif ending in sets["names.bodies"]:
        yield "body", name, ""
    else:
        return
    if words[last - 1].owner or _low(words, last) in _ACTING:
        yield "acting body", name, ""
    if _low(words, last) == "(" and _low(words, last + 2) == ")" and words[last + 1].text.isupper():
        yield "initials", name, words[last + 1].text


def _united(words: Sequence[Word], first: int, last: int) -> Iterator[Clue]:
    """A body whose name goes on behind "of": "Organisation of Salt Basin States", with the initials behind it."""
    at = last + 1
    of = _low(words, last) == "of" and at < len(words) and words[at].capital and not words[last - 1].owner
    if not of or words[last - 1].low not in _UNIONS or last - first > 2:
        return
    end = _run_end(words, at, 4)
    while first and words[first - 1].capital and words[first - 1].low in _WIDE and not words[first].opens:
        first -= 1  # "National", which alone is no name
    name = _name(words, first, end)
    yield "body", name, ""
    if words[end - 1].owner or _low(words, end) in _ACTING:
        yield "acting body", name, ""
    if _low(words, end) == "(" and _low(words, end + 2) == ")" and words[end + 1].text.isupper():
        yield "initials", name, words[end + 1].text


def _states(words: Sequence[Word], first: int, last: int, name: str) -> Iterator[Clue]:
    """The patterns in which only a state (or its adjective) stands."""
    before, after = _low(words, first - 1), _low(words, last)
    yield from _belonging(words, first, last, name)
    kind = _low(words, first - 2)
    if (
        before == "of"
        and kind in _KINDS_OF_STATE
        and words[first - 2].capital
        and (kind != "federation" or last - first == 1)
    ):
        yield "kind", name, kind
    if before == "of" and _person_of(words, first - 1):
        yield "ruler", name, ""
    paired = after == "and" and last + 1 < len(words) and words[last + 1].capital
    if paired and any(_low(words, k) in _AGREED for k in range(last + 2, last + 5)):
        yield "pair", name, ""
    if _acts(words, first, last):
        yield "acting", name, ""
    yield from _parties(words, first, last, name)
    if before in ("in", "at", "near"):
        yield "place", name, ""


def _belonging(words: Sequence[Word], first: int, last: int, name: str) -> Iterator[Clue]:
    """What belongs to a state, behind its name or its adjective; and its people."""
    at = last
    while _low(words, at) in _RANKS and at < last + 2:
        at += 1  # "Norland's deputy foreign minister", "Norland's new military rulers"
    after = _low(words, at)
    if words[last - 1].owner:
        if after in _STATE_NOUNS:
            yield "owner", name, after
        elif _province(words, at):
            yield "owner", name, "province"
    elif after in _STATE_NOUNS | _OF_A_PEOPLE and words[at].text[0].isalpha():
        yield "before", name, after
    elif last - first == 1 and name.endswith(("ans", "ens", "ins")) and after not in _STATE_NOUNS:
        yield "before", name[:-1], "people"  # "while Norlandians were held"


def _province(words: Sequence[Word], at: int) -> bool:
    """Whether "Salt Basin province" stands there: only a state has one."""
    end = _run_end(words, at)
    return end > at and _low(words, end) in _PARTS


def _parties(words: Sequence[Word], first: int, last: int, name: str) -> Iterator[Clue]:
    """Whether somebody negotiates for the name, or it is only a neighbour of the story."""
    before, kind = _low(words, first - 1), _low(words, first - 2)
    left = before == "from" and not _LEAVING.isdisjoint(word.low for word in words[max(0, first - 7) : first])
    if before in ("for", "of", "from") and kind in _SERVING and not words[last - 1].owner and not left:
        yield "served", name, kind
    if before in ("neighbouring", "neighboring") or (before in ("neighbour", "neighbor") and not words[first].opens):
        yield "neighbour", name, ""


def _acts(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the name does what a government does."""
    before, after = _low(words, first - 1), _low(words, last)
    if words[last - 1].owner:
        return after in _DECISIONS
    if after == "to" and (before in _URGING or (before == "on" and _low(words, first - 2) in _CALLING)):
        return True
    return before not in _NOT_SUBJECT and (after in _ACTING or (after.endswith("ed") and len(after) > 4))


def _person_of(words: Sequence[Word], of: int) -> bool:
    """Whether "President N N" stands before this "of"."""
    k = of - 1
    while k >= 0 and of - k <= 4 and words[k].capital:
        if words[k].low in _OF:
            return True
        k -= 1
    return False


def _capitals(words: Sequence[Word], first: int, last: int, name: str, taken: set[int]) -> Iterator[Clue]:
    """Where the text says which town is whose capital, or reports from a town."""
    after = _low(words, last)
    if after == ",":
        owner = _owner_of_capital(words, first, last + 1, taken)
        if owner:
            yield "capital of", name, owner
    elif after == "capital":
        told = _told_capital(words, first, last, taken)
        if told:
            yield "capital of", told, name
    dated = first < _DATELINE or words[first].text.isupper()
    if dated and words[first].opens and after in ("(", "—", "–", "-", ","):
        yield "dateline", name, ""
        for subject in _subjects(words, last, taken):
            yield "dateline of", name, subject


def _told_capital(words: Sequence[Word], first: int, last: int, taken: set[int]) -> str:
    """The C of "in C, X's capital," or "X's capital, C,", or ""."""
    start = first - 1
    while start > 0 and words[start - 1].capital and words[start - 1].low not in _NOT_SUBJECT:
        start -= 1
    if _low(words, first - 1) == "," and start < first - 1 and _low(words, start - 1) in ("in", "from", "to", "near"):
        return _name(words, start, first - 1)
    at = last + 2 if _low(words, last + 1) == "," else last + 1
    end = _run_end(words, at)
    titled = any(word.low in offices().heads or word.low in offices().modifiers for word in words[at:end])
    return _name(words, at, end) if end > at and at not in taken and not titled else ""


def _owner_of_capital(words: Sequence[Word], first: int, at: int, taken: set[int]) -> str:
    """The X of "C, the capital of X", "C, the X capital", "C, X (agency)", or ""."""
    if _low(words, at) == "the" and at + 1 < len(words):
        if _low(words, at + 1) == "capital" and _low(words, at + 2) == "of" and at + 3 not in taken:
            return _name(words, at + 3, _run_end(words, at + 3))
        end = _run_end(words, at + 1)
        return _name(words, at + 1, end) if end > at + 1 and _low(words, end) == "capital" else ""
    if at < len(words) and words[at].capital and words[first].opens and words[first].text.isupper():
        end = _run_end(words, at)
        if _low(words, end) in ("(", "—", "–", "-"):
            return _name(words, at, end)
    return ""


def _subjects(words: Sequence[Word], i: int, taken: set[int]) -> Iterator[str]:
    """The first name in the sentence of a dateline, behind its dash."""
    dash = next((k for k in range(i, min(i + 12, len(words))) if words[k].text in "—–-."), None)
    if dash is None:
        return
    for k in range(dash + 1, min(dash + 8, len(words))):
        if words[k].capital and k not in taken and _named(words, k, taken):
            yield _name(words, k, k + 1)
            return


def _run_end(words: Sequence[Word], i: int, most: int = 3) -> int:
    last = i
    while last < len(words) and last - i < most and words[last].capital and words[last].sentence == words[i].sentence:
        last += 1
        if words[last - 1].owner:
            break
    return last


def _person(words: Sequence[Word], first: int, last: int, placed: bool) -> bool:
    """Whether the words are introduced as a person: a title or honorific before, or speech beside a full name.

    ``placed`` says that the article uses the name as a place, too: then its speech is that of a government.
    """
    before = _low(words, first - 1)
    sets = offices().words
    if before == "." and first > 1:
        before = _low(words, first - 2)
    honorific = any(before in sets[f"honorifics.{key}"] for key in ("men", "women", "either"))
    titled = before in offices().heads and words[first - 1].sentence == words[first].sentence
    full = last - first == 2 and not any(
        words[last - 1].low in sets[f"names.{k}"] for k in ("bodies", "movements", "places")
    )
    named = full or words[first - 1].capital  # "mediator Pellonia" is no person, "Mediator Brisk" may be one
    speech = full and not placed and _low(words, last) in sets["names.speaking"]
    return honorific or (titled and named) or speech

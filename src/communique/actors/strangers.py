"""Those whom the encoder sees act and whom no list, title or clause tells of: "the dockers", "the lower house"."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from communique import text as texts
from communique.actors.entities import Entity, Found
from communique.actors.people import People
from communique.actors.words import Word
from communique.data import Parse, Party, Trigger
from communique.vocabulary.offices import offices

_ACTS = 0.5  # how sure it is that a word is an act ...
_BELONGS = 0.35  # ... and that these words are its party
_AIMED = 0.7  # ... or that they are whom it is aimed at
_SURELY = 0.95  # ... or that they act, whatever they are called: "the kingdom", "the watchdog"
_LONGEST = 9  # words: what is longer is no name of anybody
_OPENERS = frozenset(
    "the a an its his her their our this that these those some several many both all any no every each another".split()
)
_NOBODY = frozenset(
    "it he she they them him we us i me you who whom which that what there one ones both all some many others each "
    "other another two three four both pair nobody nothing "
    "everyone anyone someone something sides side parties talks report reports people "
    "person decision move statement plan deal agreement letter".split()
)
_PREPOSITIONS = frozenset("of in on at to with by from for near into over under between after before against".split())
_JOINING = frozenset("the and".split())
_LYING = frozenset("in of near at".split())
_COLLECTIVE = frozenset(  # one word for many who act together
    "union party company firm association coalition opposition alliance movement militia church bank senate house "
    "council committee commission agency mission league federation consortium board panel assembly congress chamber "
    "faction guild lobby watchdog regulator troika tribunal republic kingdom emirate sultanate".split()
)
_NO_ACTOR = frozenset(
    "country war world crisis conflict measure vote law bill threat situation step treaty announcement letter region "
    "city town village border economy market price public letter note text draft question issue day week year".split()
)
_TEXTS = frozenset(
    "act law bill treaty agreement accord constitution convention charter protocol resolution pact".split()
)
# Officials and organs of nobody known: alone, none of them says whose they are.
_SOMEBODY = frozenset(
    "government governments ministry administration cabinet army military police president minister ministers official "
    "officials leader leaders delegation delegations negotiator negotiators envoy envoys diplomats authorities "
    "spokesman spokeswoman spokespeople parliament court group team partners critics countries states".split()
)


_FIRMS = frozenset(
    "companies company firms firm businesses banks airlines industry industries unions union students citizens "
    "universities newspapers".split()
)
_ARMS = frozenset(
    "jet jets plane planes warplanes aircraft drone drones bombers warship warships ships navy army troops soldiers "
    "forces tanks gunners artillery fighters pilots missiles helicopters police guards".split()
)
_MARKS = frozenset((*texts.APOSTROPHES, "'"))
_COMMON = ("group", "unnamed")
_VAGUE = frozenset(
    "senior top high-ranking former several some other many most two three four five six seven eight nine ten dozen "
    "dozens unnamed anonymous certain various key leading own".split()
)
_STATELY = frozenset(
    "bomber destroyer carrier minesweeper interceptor fighter backer ruler regulator policymaker inspector "
    "investigator interrogator peacekeeper interpreter governor mayor administrator censor".split()
)
"""What ends like a private person and acts for its state."""


# Endings of nouns for people who do something; what else ends so is a thing.
_AGENTS = ("er", "or", "ist", "ian", "eer", "ee", "man", "men", "woman", "women", "wright", "smith", "naut", "crat")


def find(
    words: Sequence[Word], parse: Parse, known: Sequence[Found], taken: Sequence[int], people: People,
    seats: Mapping[int, str], entity: Callable[[str, str, str | None], Entity], shown: Callable[[int, int], str],
) -> list[Found]:  # fmt: skip
    """The parties of acts that no mention ``known`` so far covers: each a group or, where it has a name, a body.

    ``entity`` gives the one actor of a kind and name, ``shown`` the words ``first:last`` as printed. "The" and a last
    word stand for who was told of by more words before. Somebody of the article's ``people`` is no body, and a word
    that is ``taken`` by a known name, but stands for nobody, is a place; ``seats`` tells whose the officials there are.
    """
    covered = {i for f in known for i in range(f.first, f.last)}
    names = {i for f in known if f.form in ("name", "demonym", "metonym") for i in range(f.first, f.last)}
    sideless = {i for f in known if f.entity.side is None and f.form in _COMMON for i in range(f.first, f.last)}
    starts = [word.start for word in words]
    told: dict[str, Entity] = {}
    found: list[Found] = []
    for (first, last), score in sorted(_spans(words, starts, parse).items()):
        told_of = covered.intersection(range(first, last))
        private = bool(told_of) and (
            _private(words, first, last, told_of, names) or _qualified(words, first, last, told_of, sideless)
        )
        if (told_of and not private) or _member(words[last - 1]):
            continue
        covered.update(range(first, last))
        head = words[last - 1].low
        if words[first].low in ("its", "our") and head in _ARMS:
            continue  # "its jets": whose they are acts
        definite = words[first].low == "the" and last - first == 2
        meant = told.get(head) if definite else None
        at = first + (words[first].low in _OPENERS)
        if meant is None:
            named = not private and any(word.capital and not word.opens for word in words[at:last])
            if not private and any(number >= 0 for number in taken[at : _core_end(words, at, last)]):
                continue
            if named and _placed(words, at, last, people, sure=score >= _SURELY):
                continue
            meant = people.one(words[at:last]) if named else None
            side = _seated(words, at, last, seats)
            meant = meant or entity(_kind(words[at:last], named=named and side is None), shown(at, last), side)
            told[head] = meant
        found.append(
            Found(first=first, last=last, entity=meant, form="group", reason="seen to act, by what it is called")
        )
    return found


def _private(words: Sequence[Word], first: int, last: int, told_of: Set[int], names: Set[int]) -> bool:
    """Whether private people, firms or partisans are named by others: "Norlandic shipowners", "critics of Norland"."""
    end = _core_end(words, first, last)
    head = words[end - 1].low
    core = {i for i in told_of if i < end}
    if not core:
        return head in offices().words["people.partisans"]
    at = first + (words[first].low in _OPENERS)
    plain = core <= names and at in core and all(words[i].text.islower() for i in range(max(core) + 1, end))
    one = head.removesuffix("s")
    official = one in offices().heads or one in offices().words["people.unnamed"] or one in _STATELY
    people = one.endswith(_AGENTS) and not official and _acts_together(head)
    return plain and end - 1 not in core and (head in _FIRMS or people)


def _qualified(words: Sequence[Word], first: int, last: int, told_of: Set[int], sideless: Set[int]) -> bool:
    """Whether it is told who officials or people are: "the strike leaders", "officials in Tarn", "a pilots' union"."""
    end = _core_end(words, first, last)
    core = {i for i in told_of if i < end}
    if not core or not core <= sideless:
        return False
    if end - 1 not in core:
        return _acts_together(words[end - 1].low)
    at = first + (words[first].low in _OPENERS)
    which = any(words[i].verbal and words[i].low not in _VAGUE for i in range(at, end) if i not in core)
    return which or any(word.capital for word in words[end + 1 : last])


def _seated(words: Sequence[Word], first: int, last: int, seats: Mapping[int, str]) -> str | None:
    """The side of "prosecutors in Tarn", the seat of a state."""
    end = _core_end(words, first, last)
    unnamed = offices().words["people.unnamed"]
    official = words[end - 1].low in unnamed or words[end - 1].low.removesuffix("s") in unnamed
    return next((seats[i] for i in range(end, last) if i in seats), None) if official else None


def _kind(inside: Sequence[Word], *, named: bool) -> str:
    """A person by a first name, a body by any other; without a name a group."""
    if not named:
        return "group"
    sets = offices().words
    given = inside[0].low in sets["given.men"] | sets["given.women"]
    return "person" if given and 2 <= len(inside) <= 3 and all(w.capital for w in inside) else "organisation"


def _member(word: Word) -> bool:
    """ "Ohio Republican" behind a name: whose member somebody is."""
    return word.capital and word.low in offices().parties and not word.low.endswith("s")


def _placed(words: Sequence[Word], first: int, last: int, people: People, *, sure: bool) -> bool:
    """Whether a name is that of a place: by its last word, by where it stands, or because somebody is "in" it.

    Who acts for ``sure`` may be called after a bay.
    """
    if not sure and words[last - 1].low in offices().words["names.places"] and words[last - 1].capital:
        return True
    before = words[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = words[first - 2].low
    if before in ("in", "at", "near", "from", "outside", "across"):
        return True
    ahead = [word.low for word in words[first:last]]
    town = any(k + 1 < len(ahead) and ahead[k] in _LYING and words[first + k + 1].capital for k in range(1, len(ahead)))
    lone = not sure and last - first == 1 and words[first].low in people.places
    return lone or (town and not _acts_together(_head(words[first:last])))


def _core_end(words: Sequence[Word], first: int, last: int) -> int:
    """Where the words that say who they are end: before "of", "in" and the like."""
    return next((k for k in range(first + 1, last) if words[k].low in _PREPOSITIONS), last)


def _head(inside: Sequence[Word]) -> str:
    """The word that says who they are."""
    return inside[_core_end(inside, 0, len(inside)) - 1].low


def _acts_together(head: str) -> bool:
    """Whether a noun is one for people or for those who act together."""
    sets = offices().words
    head = head.rpartition("-")[2]  # "three-judge"
    one = head.removesuffix("s")
    known = ("people.acting", "people.unnamed", "people.neutral", "people.groups", "people.men", "people.women")
    if any(word in sets[key] for key in known for word in (head, one)) or {head, one} & _COLLECTIVE:
        return True
    return one.endswith(_AGENTS) and one not in sets["people.inanimate"] and len(one) > 4


def _spans(words: Sequence[Word], starts: Sequence[int], parse: Parse) -> dict[tuple[int, int], float]:
    """The words of every party that is sure, within one sentence and without marks, and how sure it is at most."""
    found: dict[tuple[int, int], float] = {}
    lowered = {word.text for word in words if word.text.islower()}
    for trigger in parse.triggers:
        if trigger.score < _ACTS:
            continue
        actors, aims = (_nearest(words, starts, trigger, some) for some in (trigger.actors, trigger.recipients))
        sure = [*(p for p in actors if p.score >= _BELONGS), *(p for p in aims if p.score >= _AIMED)]
        for party in sure:
            for one in _listed(words, starts, party):
                span = _words(words, starts, lowered, one)
                if span is not None:
                    found[span] = max(party.score, found.get(span, 0.0))
    return found


def _listed(words: Sequence[Word], starts: Sequence[int], party: Party) -> list[Party]:
    """The names of a list, one by one: "Tarn, Vell and the Salt Union"."""
    first, last = bisect_left(starts, party.start), bisect_left(starts, party.end)
    joints = [i for i in range(first, last) if words[i].low in (",", "and")]
    if any(words[i].low in _TEXTS and words[i].capital for i in range(first, last)):
        return []  # "the Salt Trade Act of 1991" asks for nothing by itself
    if not joints or not all(words[i + 1].capital or words[i + 1].low in _JOINING for i in joints if i + 1 < last):
        return [party]
    if (
        words[first].text.islower()
        and first + 1 < joints[0]
        and words[joints[0] - 1].capital
        and words[last - 1].text.islower()
    ):
        return [party]  # "a group of Green and Liberal senators"
    edges = [first - 1, *joints, last]
    pieces = [(a + 1, b) for a, b in itertools.pairwise(edges) if b - a > 1]
    return [Party(start=words[a].start, end=words[b - 1].end, score=party.score) for a, b in pieces]


def _nearest(
    words: Sequence[Word], starts: Sequence[int], trigger: Trigger, parties: Sequence[Party]
) -> Iterator[Party]:
    """The surest party that stands in the sentence of the act."""
    sentence = words[min(bisect_left(starts, trigger.start), len(words) - 1)].sentence
    for party in parties:
        at = bisect_left(starts, party.start)
        if at < len(words) and words[at].sentence == sentence:
            yield party
            return


def _words(words: Sequence[Word], starts: Sequence[int], lowered: Set[str], party: Party) -> tuple[int, int] | None:
    first, last = bisect_left(starts, party.start), bisect_left(starts, party.end)
    inside = words[first:last]
    if not inside or last - first > _LONGEST or inside[0].sentence != inside[-1].sentence:
        return None
    if (
        not all(word.verbal or word.text in _MARKS for word in inside)
        or inside[-1].low in _NOBODY
        or inside[-1].low in _OPENERS
    ):
        return None
    named = any(word.capital and not (word.opens and word.low in lowered | _OPENERS) for word in inside)
    many = inside[-1].low.endswith("s") or inside[-1].low in _COLLECTIVE
    one = inside[0].low in _OPENERS and party.score >= _AIMED and inside[-1].low not in _NO_ACTOR
    opening = inside[(inside[0].low in _OPENERS) and len(inside) > 1]
    if opening.low in _PREPOSITIONS or not (named or many or one):
        return None
    surely = party.score >= _SURELY and inside[-1].low not in _NO_ACTOR
    if not named and not surely and not _acts_together(_head(inside)):
        return None
    if inside[-1].low in _SOMEBODY and last - first - (inside[0].low in _OPENERS) == 1:
        return None
    if inside[-1].low in offices().words["names.calendar"] or not any(
        w.text.isalpha() and len(w.text) > 2 for w in inside
    ):
        return None
    return first, last

"""Those whom the encoder sees act and whom no list, title or clause tells of: "the dockers", "the lower house"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence, Set

from communique.actors.entities import Entity, Found
from communique.actors.words import Word
from communique.data import Parse, Party, Trigger
from communique.vocabulary.offices import offices

_ACTS = 0.5  # how sure it is that a word is an act ...
_BELONGS = 0.5  # ... and that these words are its party
_AIMED = 0.7  # ... or that they are whom it is aimed at
_LONGEST = 9  # words: what is longer is no name of anybody
_OPENERS = frozenset(
    "the a an its his her their our this that these those some several many both all any no every each another".split()
)
_NOBODY = frozenset(
    "it he she they them him we us i me you who whom which that what there one ones both all some many others each "
    "other another nobody nothing everyone anyone someone something sides side parties talks report reports people "
    "person decision move statement plan deal agreement letter".split()
)
_PREPOSITIONS = frozenset("of in on at to with by from for near into over under between after before against".split())
_COLLECTIVE = frozenset(  # one word for many who act together
    "union party company firm association coalition opposition alliance movement militia church bank senate house "
    "council committee commission agency mission league federation consortium board panel assembly congress chamber "
    "faction".split()
)
_NO_ACTOR = frozenset(
    "country war world crisis conflict measure vote law bill threat situation step treaty announcement letter region "
    "city town village border economy market price public letter note text draft question issue day week year".split()
)
# Officials and organs of nobody known: alone, none of them says whose they are.
_SOMEBODY = frozenset(
    "government governments ministry administration cabinet army military police president minister ministers official "
    "officials leader leaders delegation delegations negotiator negotiators envoy envoys diplomats authorities "
    "spokesman spokeswoman spokespeople parliament court group team partners critics countries states".split()
)


def find(
    words: Sequence[Word], parse: Parse, known: Sequence[Found], entity: Callable[[str, str], Entity],
    shown: Callable[[int, int], str],
) -> list[Found]:  # fmt: skip
    """The parties of acts that no mention ``known`` so far covers: each a group or, where it has a name, a body.

    ``entity`` gives the one actor of a kind and name, ``shown`` the words ``first:last`` as printed. "The" and a last
    word stand for who was told of by more words before.
    """
    covered = {i for f in known for i in range(f.first, f.last)}
    starts = [word.start for word in words]
    told: dict[str, Entity] = {}
    found: list[Found] = []
    for first, last in sorted(set(_spans(words, starts, parse))):
        if not covered.isdisjoint(range(first, last)):
            continue
        covered.update(range(first, last))
        head = words[last - 1].low
        definite = words[first].low == "the" and last - first == 2
        meant = told.get(head) if definite else None
        at = first + (words[first].low in _OPENERS)
        if meant is None:
            named = any(word.capital and not word.opens for word in words[at:last])
            meant = entity("organisation" if named else "group", shown(at, last))
            told[head] = meant
        found.append(
            Found(first=first, last=last, entity=meant, form="group", reason="seen to act, by what it is called")
        )
    return found


def _spans(words: Sequence[Word], starts: Sequence[int], parse: Parse) -> list[tuple[int, int]]:
    """The words of every party that is sure, within one sentence and without marks."""
    found: list[tuple[int, int]] = []
    lowered = {word.text for word in words if word.text.islower()}
    for trigger in parse.triggers:
        if trigger.score < _ACTS:
            continue
        actors, aims = (_nearest(words, starts, trigger, some) for some in (trigger.actors, trigger.recipients))
        sure = [*(p for p in actors if p.score >= _BELONGS), *(p for p in aims if p.score >= _AIMED)]
        found += [span for party in sure if (span := _words(words, starts, lowered, party)) is not None]
    return found


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
    if not all(word.verbal for word in inside) or inside[-1].low in _NOBODY or inside[-1].low in _OPENERS:
        return None
    named = any(word.capital and not (word.opens and word.low in lowered | _OPENERS) for word in inside)
    many = inside[-1].low.endswith("s") or inside[-1].low in _COLLECTIVE
    one = inside[0].low in _OPENERS and party.score >= _AIMED and inside[-1].low not in _NO_ACTOR
    if inside[0].low in _PREPOSITIONS or not (named or many or one):
        return None
    if inside[-1].low in _SOMEBODY and last - first - (inside[0].low in _OPENERS) == 1:
        return None
    if inside[-1].low in offices().words["names.calendar"] or not any(
        w.text.isalpha() and len(w.text) > 2 for w in inside
    ):
        return None
    return first, last

"""Who acts: the subject of a verb and the parties after it, found by walking over the words of one sentence.

No parser: determiners, prepositions, conjunctions and commas tell enough in news prose. A subject that is a
noun phrase naming no known actor ("analysts said") is told apart from none at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from communique.moves.heads import ESTRANGED, attributive, ending, opening
from communique.moves.homes import BODIES, HOMES
from communique.moves.scene import BOTH, FIRST_PERSON, Scene

Kind = Literal["named", "speaker", "both", "home", "other", "none"]

AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would shall should can could may might must "
    "'ll 'd 've isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't cannot can't "
    "couldn't shouldn't to not never n't ’ t".split()
)
ADVERBS = frozenset(
    "also again now then still already yet soon later earlier today yesterday tomorrow tonight meanwhile however "
    "instead even just only once twice ever since so far both all again together overnight too alike largely "
    "himself herself itself themselves jointly first long often always once ago each".split()
)
PREPOSITIONS = frozenset(
    "of in on at to with by against from for over between among into onto under around near toward towards about "
    "than within without through across along during after before since until behind beyond amid despite regarding "
    "concerning inside outside per via upon alongside off besides including like unlike as because following".split()
)
DETERMINERS = frozenset("the a an this these those some many any no another several few most each every its".split())
SUBORDINATORS = frozenset(
    "that if unless while whereas because when although though whether until once where why how after before as "
    "since so than provided".split()
)
RELATIVES = frozenset("who which that".split())
CONJUNCTIONS = frozenset("and or but nor then yet".split())
REPORTING = frozenset(
    "said says say told tells added adds saying telling adding argued claimed claims insisted insists stressed "
    "warned warns announced announces declared declares noted notes reported reports believes believe believed "
    "stated states confirmed hopes hoped fears feared thinks knows".split()
)
OFFICIALS = frozenset(
    "official officials minister ministers ministry president government governments leader leaders leadership "
    "negotiator negotiators diplomat diplomats delegation delegations spokesman spokeswoman spokesperson envoy "
    "envoys ambassador secretary parliament lawmakers army military forces navy troops authorities administration "
    "commander commanders general fighters militants prime premier chief capital side cabinet court police "
    "representatives member members aide aides adviser advisers chancellor chair chairman head king queen emir "
    "soldiers generals senate congress".split()
)
NEGOTIATORS = frozenset("officials negotiators diplomats envoys delegates ministers delegations they".split())
_QUALITIES = frozenset(
    "former both new rival breakaway separatist rebel neighbouring neighboring self-declared self-proclaimed southern "
    "northern eastern western".split()
)
_FORMER = frozenset("previous former last next new interim incoming outgoing".split())
_CONCESSIVES = frozenset("though although whereas".split())
_BREAKS = frozenset(";:—–!?")
_FILLER = frozenset("\"“”'‘’()[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who acts: the tokens of the actors named, or what stands there instead; ``sure`` where the verb is beside it."""

    kind: Kind
    places: tuple[int, ...] = ()
    sure: bool = True


NOBODY = Subject(kind="none")
SOMEBODY = Subject(kind="other")


def before(scene: Scene, at: int, low: int = 0) -> Subject:
    """The subject of the verb at token ``at``, not looking left of token ``low``."""
    place = _skip_helpers(scene, at - 1, low)
    if place < low:
        return NOBODY
    found = _phrase(scene, place, at, low)
    return _homely(scene, place, low) or found if found.kind in ("other", "none") else found


def _homely(scene: Scene, place: int, low: int) -> Subject | None:
    """ "The government", "its army": the speaker's own, or that of the state spoken of; else somebody."""
    for at in range(place, max(low - 1, place - 5), -1):
        word = scene.low[at]
        if word in HOMES or word in BODIES:
            left = scene.low[max(low, at - 3) : at]
            bare = scene.who[at] is None and PREPOSITIONS.isdisjoint(left) and "no" not in left
            bare = bare and _FORMER.isdisjoint(left)
            return Subject(kind="home", places=(at,), sure=False) if bare and "the" in left else None
        if scene.who[at] is not None or not (word[0].isalpha() and (word in PREPOSITIONS or word.endswith("day"))):
            break
    return None


def absolute(scene: Scene, at: int) -> bool:
    """Whether an "-ing" has a subject of its own: "with Norland demanding", "which led to Norland firing"."""
    mention = scene.who[at - 1] if at > 1 and scene.low[at].endswith("ing") else None
    if mention is None or mention.form == "demonym" or at - 1 in scene.owns:
        return False
    first = opening(scene, at - 1)
    return first > 0 and scene.low[first - 1] in ("with", "to")


def _phrase(scene: Scene, place: int, at: int, low: int) -> Subject:
    word = scene.low[place]
    if place == at - 1 and absolute(scene, at):
        return _named(scene, place, low)
    if scene.who[place] is None and word in RELATIVES and place > low:
        found = _relative(scene, place, low)
        if found is not None:
            return found
    if word in CONJUNCTIONS:
        return _leftmost(scene, place, low)
    if word == ",":
        return _after_comma(scene, place, at, low)
    return _nearest(scene, place, low)


def _skip_helpers(scene: Scene, place: int, low: int) -> int:
    while place >= low and scene.who[place] is None:
        word = scene.low[place]
        if not (word in AUXILIARIES or word in ADVERBS or word in _FILLER or word.endswith("ly")):
            break
        place -= 1
    return place


def _relative(scene: Scene, place: int, low: int) -> Subject | None:
    """The noun that "who", "which" or "that" stands for; None where "that" opens a clause of its own."""
    left = place - 1
    if scene.low[left] == ",":
        left -= 1
    while left >= low and scene.low[left] in _FILLER:
        left -= 1
    if left < low:
        return None
    if scene.who[left] is not None:
        return _named(scene, left, low)
    if scene.low[place] == "that" and scene.low[left] in REPORTING:
        return None
    if scene.low[left] in OFFICIALS:
        return _nearest(scene, left, low)
    return SOMEBODY


def _after_comma(scene: Scene, comma: int, at: int, low: int) -> Subject:
    """Over the stretch between two commas ("Norland, which …, withdrew"), or a participle's main clause."""
    if scene.low[at].endswith("ing") and AUXILIARIES.isdisjoint(scene.low[comma + 1 : at]):
        return _leftmost(scene, comma, low)
    left = comma - 1
    while left > low and scene.low[left] not in _BREAKS:
        if scene.low[left] == "," and not _joins(scene, left):
            found = _nearest(scene, left - 1, low)
            if found.kind == "named":
                return found
            break
        left -= 1
    return _leftmost(scene, comma, low)


def _joins(scene: Scene, comma: int) -> bool:
    """Whether a comma stands in a list of actors ("A, B and C")."""
    after = comma + 1
    return after < len(scene.who) and scene.who[after] is not None and scene.who[comma - 1] is not None


def _nearest(scene: Scene, place: int, low: int) -> Subject:
    """The noun phrase that ends left of the verb: an actor, the speaker, both sides, somebody else, or none."""
    other = False
    while place >= low:
        word = scene.low[place]
        if scene.who[place] is not None:
            found, place = _step_over(scene, place, low)
            if found is not None:
                return _refused(scene, found)
            other = True
            continue
        plain = _plain(scene, place, low, other)
        if plain is not None:
            return plain
        if word in ("its", "their") and place > low + 1 and scene.low[place - 1] == "and":
            place, other = place - 2, False  # "Norland and its allies"
            continue
        if word in DETERMINERS:  # the object of a preposition, or it would have ended the walk
            place, other = place - 2, False
            continue
        other = word not in PREPOSITIONS and (other or _content(word))
        place -= 1
    return SOMEBODY if other else NOBODY


def _plain(scene: Scene, place: int, low: int, other: bool) -> Subject | None:
    """What a word that names no actor ends the walk with; None where the walk goes on."""
    word = scene.low[place]
    if word in FIRST_PERSON or word.partition("'")[0] in ("we", "i"):
        return Subject(kind="speaker")
    if word in NEGOTIATORS and _bare_plural(scene, place, low):
        return Subject(kind="both", sure=False)
    if word in BOTH:
        return _both(scene, place, low)
    if word in _BREAKS or word in SUBORDINATORS or word in REPORTING or word == "but":
        return SOMEBODY if other else NOBODY
    if word == ",":
        return SOMEBODY if other else _leftmost(scene, place, low)
    if word in ("its", "their") and place > low + 1 and scene.low[place - 1] == "and":
        return None
    if word in DETERMINERS and not (place > low and scene.low[place - 1] in PREPOSITIONS):
        return _generic(scene, place)
    return None


def _bare_plural(scene: Scene, place: int, low: int) -> bool:
    """Whether "negotiators" stands alone: those of the talks."""
    left = place - 1
    if left >= low and scene.low[left] == "the":
        left -= 1
    return left < low or scene.low[left] in (",", "but", "and", "that", "—", ";", "“", '"')


def _content(word: str) -> bool:
    return word not in _FILLER and word not in ADVERBS and word not in AUXILIARIES and word[:1].isalpha()


def _generic(scene: Scene, place: int) -> Subject:
    following = scene.low[place + 1 : place + 4]
    if any(word in BOTH for word in following):
        return Subject(kind="both", sure=False)
    return SOMEBODY


def _both(scene: Scene, place: int, low: int) -> Subject:
    """ "both sides", "the two countries"; "Western capitals" and "the neighbours of X" are not the parties."""
    left = scene.low[max(low, place - 3) : place]
    if "both" in left or "two" in left or (scene.low[place] in ("sides", "parties", "delegations") and "the" in left):
        return Subject(kind="both", sure=False)
    return SOMEBODY


def _step_over(scene: Scene, place: int, low: int) -> tuple[Subject | None, int]:
    """The mention at ``place`` as a subject, or None and the place left of its prepositional phrase."""
    first = opening(scene, place)
    left = first - 1
    while left >= low and (scene.low[left] in DETERMINERS or scene.low[left] in _QUALITIES):
        left -= 1
    left = _over_plain(scene, first, left, low)
    if left >= low and scene.low[left] in PREPOSITIONS and scene.who[left] is None and not _opens(scene, left):
        head = left - 1
        if head >= low and scene.low[head] in OFFICIALS and scene.low[left] in ("of", "in", "from", "for"):
            return Subject(kind="named", places=(first,)), head
        return None, left - 1
    return (None if attributive(scene, place) else _named(scene, place, low)), left


def _over_plain(scene: Scene, first: int, left: int, low: int) -> int:
    """ "The wives of some 60 missing soldiers": past the words before a common noun, where a preposition governs it."""
    if not scene.tokens[first].text[0].islower() or scene.low[first] in ("he", "she", "it", "they"):
        return left
    for place in range(left, max(low, left - 4) - 1, -1):
        if scene.who[place] is not None or not scene.low[place][0].isalnum() or scene.low[place] in SUBORDINATORS:
            break
        if scene.low[place] in PREPOSITIONS and not _opens(scene, place):
            return place
    return left


def _opens(scene: Scene, place: int) -> bool:
    """Whether a word that may be a preposition opens a clause here ("after Norland withdrew")."""
    return scene.low[place] in ("after", "before", "since", "as", "because", "until", "than", "like")


def _named(scene: Scene, place: int, low: int) -> Subject:
    places = [scene.first(place)]
    while (left := _conjoined(scene, opening(scene, places[-1]) - 1, low)) is not None:
        if len(places) == 1 and opening(scene, left) > low and not _listed(scene, left, places[0]):
            break
        places.append(scene.first(left))
    return Subject(kind="named", places=tuple(reversed(places)))


def _listed(scene: Scene, left: int, place: int) -> bool:
    """Whether more than a comma joins two names: "near Norland, Southmark struck" joins none."""
    return any(word in ("and", "as", "both") for word in scene.low[left + 1 : place])


def _conjoined(scene: Scene, left: int, low: int) -> int | None:
    """The last token of the name that "and", a comma or "as well as" joins to what follows ``left``."""
    start = left
    while left >= low and (
        scene.low[left] in ("the", "both", "its", ",", "other")
        or scene.low[left] in _QUALITIES
        or (left > low and scene.low[left - 1] == "other")
    ):
        left -= 1  # "Norland and other Salt Coast states"
    left = _apposed(scene, left, low) if left < start else left
    if left < low or (left == start and scene.low[left] not in ("and", "as")):
        return None
    if scene.low[left] == "and":
        left -= 1
    elif scene.low[max(low, left - 2) : left + 1] == ("as", "well", "as"):
        left -= 3
    while left >= low and scene.low[left] == ",":
        left -= 1
    if left < low or scene.who[left] is None or scene.low[left] == "i":
        return None
    apart = left in scene.owns and not scene.low[start + 1].endswith(("'s", "s'"))  # "Norland's ports and Southmark"
    return None if apart else left


def _apposed(scene: Scene, left: int, low: int) -> int:
    """Over a description of the name behind it: "Norland's main ally, N"."""
    owner = left - 1
    while owner > low and left - owner < 3 and scene.who[owner] is None and scene.low[owner][0].isalpha():
        owner -= 1
    if left < low or scene.low[left] not in ESTRANGED or owner < low or scene.who[owner] is None:
        return left
    return scene.first(owner) - 1


def _refused(scene: Scene, subject: Subject) -> Subject:
    """ "Norland's allies" are not Norland."""
    last = scene.last(subject.places[-1])
    following = scene.low[last + 1 : last + 4]
    following = following[: following.index("and")] if "and" in following else following
    return SOMEBODY if any(word in ESTRANGED for word in following) else subject


def _leftmost(scene: Scene, place: int, low: int) -> Subject:
    """The subject of the whole clause that ends at ``place``: the first actor that no preposition governs."""
    best: Subject | None = None
    speaker = passed = False
    while place >= low:
        word = scene.low[place]
        if scene.who[place] is not None:
            found, left = _step_over(scene, place, low)
            if found is not None:
                best = found
                left = min(left, found.places[0] - 1)
                speaker = False
            passed = passed or found is None
            place = left
            continue
        if (
            word in _BREAKS
            or word in _CONCESSIVES
            or (word in REPORTING and best is not None)
            or (word == "that" and best is not None)
        ):
            break
        if word in FIRST_PERSON:
            best, speaker = None, True
        place -= 1
    if speaker:
        return Subject(kind="speaker", sure=False)
    if best is None:
        return SOMEBODY if passed else NOBODY
    checked = _refused(scene, best)
    return Subject(kind=checked.kind, places=checked.places, sure=False)


def after(scene: Scene, at: int, limit: int = 14) -> tuple[int, ...]:
    """The actors that follow token ``at`` in its clause, joined by "and": the first tokens of their mentions."""
    end = min(len(scene.low), at + limit)
    for place in range(at, end):
        if scene.who[place] is not None and scene.first(place) == place:
            return _joined(scene, place)
        if scene.low[place] in _BREAKS or scene.low[place] in ("if", "unless", "while", "but", "who", "which"):
            break
    return ()


def _joined(scene: Scene, place: int) -> tuple[int, ...]:
    found = [place]
    while True:
        end = following = ending(scene, found[-1]) + 1
        while following < len(scene.low) and scene.low[following] in (",", "and", "the", "its"):
            following += 1
        joined = scene.low[end:following]
        if not joined or following >= len(scene.low) or scene.who[following] is None:
            return tuple(found)
        found.append(following)


def named_in(scene: Scene, places: Iterable[int]) -> tuple[int, ...]:
    """The first tokens of the mentions within ``places``, in order."""
    return tuple(p for p in places if scene.who[p] is not None and (p == 0 or scene.who[p - 1] is not scene.who[p]))

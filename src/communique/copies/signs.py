"""Signs in two texts of one report that tell which is the later: edits in place, cuts, damage, strange passages.

A sign is how much it tells (natural log-odds, below 0 where the right text is the earlier) and why, in words about
the later text. The odds are those measured on copies made from real reports, rounded down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from communique.copies.edits import Edit, Edits, passages, stretches
from communique.copies.fingerprints import Flags
from communique.copies.kinds import Likeness, Text
from communique.copies.known import distinct
from communique.dates import CARDINALS


class Sign(NamedTuple):
    """How much a sign tells for the right text being the later, and why, in words about the later one."""

    odds: float
    reason: str


_AHEAD = re.compile(
    r"\b(?:will|would|shall|going to|plans? to|(?:is|are|was|were) (?:due|set|expected|scheduled|planned|to))\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:met|held|began|begun|ended|arrived|left|signed|opened|spoke|took|came|went|gave|made|broke|sent|was|were|"
    r"had|[a-z]{2,14}ed)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\w,]+")
_TOLL = re.compile(
    r"\b(?:dead|deaths?|died|killed|killing|injur\w+|wounded|wounding|hurt|missing|casualties|victims|bodies|arrest\w*|"
    r"detain\w*|displaced|homeless|evacuated|rescued|toll)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:\[(?:\.\.\.|…)\]|\bread (?:more|on|the (?:full|whole|rest))|\bcontinue reading|\bfull (?:story|article)\b"
    r"|\(more\))[\w \]\)»>.…]{0,40}$",
    re.IGNORECASE,
)
_FULL = re.compile(r"[A-Z](?<=[a-z,] .)[\w’'-]+(?: [A-Z][\w’'-]+){1,3}")
_GIVEN = re.compile(r"(?<!\w)[A-Z][\w’'.-]{0,30} \Z")
_LONGEST = 33  # characters of a given name, the space behind it and the sign before it
_MARKS = '"“”«»'
_SMALL = frozenset("a an the of to in on at by for from with that".split())
# The words that reports are mostly made of; who spins a text puts rarer ones for them.
_PLAIN = _SMALL | frozenset(
    "and or but if as than then when while after before since because about over under between against during into "
    "out up down off through near who which what how why where not no only also even just still again more most less "
    "many some all any other new old big small good bad long last first next back own same is are was were be been "
    "has have had do does did will would can could may might should must say says said saying told tell tells asked "
    "ask call called calls get got give gave given go going went come came make made makes take took taken see saw "
    "seen know knew known think want wants wanted need needs use used find found show shows showed keep kept put set "
    "help left let run ran began begin end ended start started stop stopped hold held meet met lost lose won win kill "
    "killed die died fight buy sell pay paid work worked plan plans people man men woman women child children day "
    "week month year years time way part place number group state country world city home house money job war law "
    "talks deal vote party leader officials police he she it they we you his her its their our".split()
)
_READ = 50_000  # characters in which names are looked for: more than any report has
_DIGITS = 9  # of a count of people
_NAMES = 20  # full names looked for
_FEWER = 3  # times as many sentences lost their quotation marks as gained some
_THIN = 0.02  # of all words: articles and prepositions that one has less
_LONG = 5  # letters of a word that tells what a passage is about
_STRANGE = 0.9  # of the long words of a passage stand nowhere else in the text
_STRANGER = 0.1  # more of them than of the words of the passages that the other has alone
_CONTENT = 3  # long words: with fewer a passage tells nothing


def in_place(edits: Edits) -> Iterator[Sign]:
    """What changed within a sentence that both have, and can have changed one way only."""
    moved = sum(_came_about(edit) for edit in edits.places)
    if moved:
        yield Sign(1.8 if moved > 0 else -1.8, "it tells as done what the other still expects")
    grown = [(size, edit) for edit in edits.places if (size := _grown(edit))]
    if grown and len({size > 0 for size, _ in grown}) == 1:
        size, edit = grown[0]
        less, more = (edit.left, edit.right) if size > 0 else (edit.right, edit.left)
        yield Sign(1.8 if size > 0 else -1.8, f"its count has risen: “{more}” where the other has “{less}”")


def _came_about(edit: Edit) -> int:
    left, right = bool(_AHEAD.search(edit.left)), bool(_AHEAD.search(edit.right))
    if left == right:
        return 0
    done = _DONE.search(edit.right if left else edit.left)
    return int(left) - int(right) if done else 0


def _grown(edit: Edit) -> int:
    """1 where a count of people has risen, -1 where it has fallen, 0 where nothing of the kind was changed."""
    left, right = _count(edit.left), _count(edit.right)
    if left is None or right is None or left == right or not _TOLL.search(edit.around):
        return 0
    return 1 if right > left else -1


def _count(of: str) -> int | None:
    """The one number in a few words; None where there is none, or more than one."""
    found = [number for word in _NUMBER.findall(of) if (number := _number(word)) is not None]
    return found[0] if len(found) == 1 else None


def _number(word: str) -> int | None:
    bare = word.replace(",", "")
    if bare.isdecimal():
        return int(bare) if len(bare) <= _DIGITS else None
    return CARDINALS.get(word.lower())


def cuts(left: Text, right: Text, edits: Edits) -> Iterator[Sign]:
    """What only the one who cut leaves behind."""
    broken = _broken_off(right) - _broken_off(left)
    if broken and (len(left.words) - len(right.words)) * broken > 0:
        yield Sign(2.2 * broken, "it breaks off and points to the rest")
    lost = _lost_names(right.article.text, passages(left, edits.left), left.article.text)
    kept = _lost_names(left.article.text, passages(right, edits.right), right.article.text)
    if bool(lost) != bool(kept):
        name = (lost or kept)[0]
        reason = f"it says “{_last(name)}” and lacks the passage that gives “{name}” in full"
        yield Sign(1.4 if lost else -1.4, reason)


def additions(left: Text, right: Text, edits: Edits) -> Iterator[Sign]:
    """What only another house adds: passages that are strange to the story, a reprint's own lines."""
    mine, other = _strange(left, edits.left), _strange(right, edits.right)
    if mine is not None and other is not None and abs(other - mine) > _STRANGER:
        yield Sign(1.4 if other > mine else -1.4, "it adds what is strange to the story, and lacks what is part of it")
    elif (mine is None) != (other is None) and (mine or other or 0) > _STRANGE:
        yield Sign(1.4 if mine is None else -1.4, "it adds lines that are strange to the story")


def _broken_off(of: Text) -> int:
    end = of.article.text[-200:].rstrip()
    return int(bool(_POINTER.search(end.rsplit("\n", 1)[-1])))


def _lost_names(short: str, passages: str, full: str) -> list[str]:
    """Full names that stand in ``passages``, of which ``short`` has the last word only, and ``full`` nowhere before."""
    found = []
    for name in islice(dict.fromkeys(_FULL.findall(passages[:_READ])), _NAMES):
        last = _last(name)
        if name in short or len(last) < 4 or full.find(last) < full.find(name):
            continue
        if _alone(short[:_READ], last):
            found.append(name)
    return found


def _alone(of: str, last: str) -> bool:
    """Whether a text has a surname, and has it without a given name where it first does."""
    at = of.find(last)
    while at >= 0:
        end = at + len(last)
        if not _in_word(of[at - 1 : at]) and _in_word(last[-1]) != _in_word(of[end : end + 1]):
            return _GIVEN.search(of, max(0, at - _LONGEST), at) is None
        at = of.find(last, at + 1)
    return False


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _last(name: str) -> str:
    """The last word of a name, without a possessive ending."""
    return re.sub(r"['’]s?$", "", name.rsplit(" ", 1)[-1])


def _strange(of: Text, alone: Flags) -> float | None:
    """The share of the long words of the passages that a text has alone which stand nowhere else in it."""
    words = of.words.words
    long = of.words.ends - of.words.starts >= _LONG
    own = distinct(words[stretches(alone) & long])
    if len(own) < _CONTENT:
        return None
    return float(np.isin(own, words[~alone & long], invert=True).mean())


def damage(pair: Likeness) -> Iterator[Sign]:
    """What spinning and translating back and forth does to the sentences that two texts have in common."""
    mine = [_measured(one.exact) for one, _ in pair.passages]
    other = [_measured(other.exact) for _, other in pair.passages]
    marks = [bool(there.marks) - bool(here.marks) for here, there in zip(mine, other, strict=True)]
    lost, gained = marks.count(-1), marks.count(1)
    if max(lost, gained) > _FEWER * min(lost, gained) + 1:
        yield Sign(2.2 if lost > gained else -2.2, "it lost the quotation marks of the other")
    thin = _share(mine) - _share(other)
    if abs(thin) > _THIN:
        yield Sign(1.4 if thin > 0 else -1.4, "it lost articles and prepositions of the other")
    rare = _share(mine, plain=True) - _share(other, plain=True)
    if abs(rare) > _THIN:
        yield Sign(1.4 if rare > 0 else -1.4, "it has rarer words where the other has plain ones")


class _Measures(NamedTuple):
    """Of a sentence: its quotation marks, its articles and prepositions, its plain words, and all its words."""

    marks: int
    small: int
    plain: int
    words: int


def _measured(of: str) -> _Measures:
    words = of.casefold().split()
    return _Measures(
        sum(of.count(mark) for mark in _MARKS),
        sum(word in _SMALL for word in words),
        sum(word in _PLAIN for word in words),
        len(words),
    )


def _share(among: Sequence[_Measures], *, plain: bool = False) -> float:
    """The share of articles and prepositions, or of all plain words, in the words of some sentences."""
    return sum(one.plain if plain else one.small for one in among) / max(1, sum(one.words for one in among))

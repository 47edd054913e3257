"""What the heads for acts learn from: PLV, cameo_ner and the invented negotiations, as examples with their gold.

PLV and cameo_ner share sentences: ``fold`` goes by a sentence's letters, so that in a cross-validation no sentence of
a fold is seen in another's training, from whichever set.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from communique.parsing.decoding import PARTIES
from communique.parsing.signs import signs
from communique.parsing.windows import PIECES
from communique.parsing.wordpieces import Vocabulary, Word
from training import acts, marks, news
from training.labels import CODES, MODALITIES, ROOTS, folded
from training.reading import Example, like_name

# Words that are never the head of what is marked as the words of an act, unless nothing else is.
_LIGHT = frozenset(
    "a an the this that these those its their his her our your my no not never n't nor n t s d ll ve re to of in on at "
    "for from with by as than and or but if unless until will would shall should may might can could must do does did "
    "has have had having is are was were be been being am it he she they we i you who which there also still already "
    "yet again once more any all only just so far very up out off down over".split()
)

SEED, FOLDS = 20310611, 5  # of the cross-validation
KEPT_BACK = 12  # of so many passages with marked acts one is left for the temperatures
_PARTY = re.compile(r"\{([STR]) (?! )")


class Act(NamedTuple):
    """An act of an invented passage, its places as numbers of words."""

    head: int
    words: tuple[int, ...]
    code: int
    modality: int
    root: int | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What an example teaches: all acts of a passage, or the root of what a source does to a target, or tags."""

    acts: tuple[Act, ...] | None = None
    source: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    root: int | None = None
    tags: tuple[int, ...] | None = None
    key: str = ""


def example(passage: acts.Passage, vocabulary: Vocabulary) -> Example:
    """A passage with marked acts."""
    shown = example_of(passage.text, vocabulary)
    made = []
    for act in passage.acts:
        words = _within(shown.words, act.words)
        if not words:
            continue
        root = folded(act.code, act.modality)
        made.append(
            Act(
                head=_head(passage.text, shown.words, words),
                words=words,
                code=1 + CODES.index(act.code),
                modality=MODALITIES.index(act.modality),
                root=None if root is None else ROOTS.index(root),
                actors=_within(shown.words, act.actors),
                recipients=_within(shown.words, act.recipients),
            )
        )
    return replace(shown, gold=Gold(acts=tuple(made), key=key(passage.text)))


def _head(text: str, words: Sequence[Word], inside: Sequence[int]) -> int:
    """The first of the words of an act that tells something."""
    for at in inside:
        spelt = text[words[at].start : words[at].end].lower()
        if spelt.isalpha() and spelt not in _LIGHT:
            return at
    return inside[0]


def example_of(text: str, vocabulary: Vocabulary) -> Example:
    """A text as one window, without gold."""
    words, used = [], 0
    for word in vocabulary.words(text):
        used += len(word.pieces)
        if used > PIECES:
            break
        words.append(word)
    shown = signs(text, words)
    names = tuple(like_name(text[w.start : w.end], sign) for w, sign in zip(words, shown, strict=True))
    return Example(words=tuple(words), signs=tuple(shown), tags=(0,) * len(words), names=names)


def _within(words: Sequence[Word], spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    listed = list(spans)
    return tuple(at for at, word in enumerate(words) if any(word.start < b and a < word.end for a, b in listed))


def key(text: str) -> str:
    """What a sentence is known by in both sets: its letters and figures."""
    return re.sub(r"\W+", "", text.casefold())


def fold(of: str, seed: int = SEED, count: int = FOLDS) -> int:
    """The fold of a sentence."""
    return int(hashlib.sha256(f"{seed} {of}".encode()).hexdigest(), 16) % count


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a compressed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def plv(path: Path, vocabulary: Vocabulary) -> list[Example]:
    """The sentences of PLV, with the root of what the source does to the target."""
    return [_pair(row, vocabulary) for row in rows(path)]


def _pair(row: Mapping[str, str], vocabulary: Vocabulary) -> Example:
    example = example_of(row["sentence"], vocabulary)
    source, target = (_within(example.words, place(row, side)) for side in ("source", "target"))
    tags = _tagged(len(example.words), [("who", source), ("whom", target)])
    return replace(
        example,
        gold=Gold(source=source, target=target, root=ROOTS.index(row["plover"]), tags=tags, key=key(row["sentence"])),
    )


def place(row: Mapping[str, str], side: str) -> list[tuple[int, int]]:
    """Where the source or the target of a PLV sentence stands: as marked, or the first place of its words."""
    letter = side[0]
    before, mark, after = row["marked"].partition(f"<{letter}>")
    inside, ends, _ = after.partition(f"</{letter}>")
    if mark and ends:
        start = len(re.sub(r"</?[st]>", "", before))
        end = start + len(re.sub(r"</?[st]>", "", inside))
        if row["sentence"][start:end] == re.sub(r"</?[st]>", "", inside):
            return [(start, end)]
    at = row["sentence"].find(row[side].strip())
    return [(at, at + len(row[side].strip()))] if at >= 0 else []


def cameo(path: Path, vocabulary: Vocabulary) -> list[Example]:
    """The sentences of cameo_ner, with the tags of who, whom and both."""
    return [_tagged_sentence(*sentence(row["tokens"], row["tags"]), vocabulary) for row in rows(path)]


def parties(path: Path, vocabulary: Vocabulary) -> list[Example]:
    """The invented sentences of ``parties.txt``, marked ``{S who}``, ``{T whom}``, ``{R both}``, as cameo_ner's are."""
    return [_tagged_sentence(text, spans, vocabulary) for text, spans in marks.passages(path, _marked)]


def _marked(line: str, _group: str, _number: int) -> tuple[str, list[tuple[str, int, int]]]:
    spans: list[tuple[str, int, int]] = []
    text = marks.unmarked(line, _PARTY, lambda tag, start, text: spans.append((tag, start, len(text))))
    return text, spans


def _tagged_sentence(text: str, spans: Sequence[tuple[str, int, int]], vocabulary: Vocabulary) -> Example:
    shown = example_of(text, vocabulary)
    roles = {"S": "who", "T": "whom", "R": "both"}
    inside = [(roles[tag], _within(shown.words, [(a, b)])) for tag, a, b in spans]
    gold = Gold(
        source=tuple(at for role, each in inside if role != "whom" for at in each),
        target=tuple(at for role, each in inside if role == "whom" for at in each),
        tags=_tagged(len(shown.words), inside),
        key=key(text),
    )
    return replace(shown, gold=gold)


def sentence(tokens: Sequence[str], tags: Sequence[str]) -> tuple[str, list[tuple[str, int, int]]]:
    """A cameo_ner sentence as text, and the spans that its tags mark."""
    text, spans = "", list[tuple[str, int, int]]()
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text) + bool(text)
        text = f"{text} {token}".strip()
        if tag.startswith("I-") and spans and spans[-1][2] == start - 1:
            spans[-1] = (*spans[-1][:2], len(text))
        elif tag != "O":
            spans.append((tag[2:], start, len(text)))
    return text, spans


def _tagged(count: int, spans: Iterable[tuple[str, Sequence[int]]]) -> tuple[int, ...]:
    tags = [0] * count
    for role, inside in spans:
        for at in inside:
            tags[at] = 2 + 2 * PARTIES.index(role)
        if inside:
            tags[inside[0]] -= 1
    return tuple(tags)


def gold(example: Example) -> Gold:
    """What an example teaches."""
    assert isinstance(example.gold, Gold)
    return example.gold


def tagged(example: Example, tags: tuple[int, ...] | None) -> Example:
    """The same example with these tags of who and whom."""
    return replace(example, gold=replace(gold(example), tags=tags))


class Split(NamedTuple):
    """The sentences of a fold, and all others."""

    learnt: list[Example]
    held: list[Example]


def split(examples: Iterable[Example], number: int, *, seed: int = SEED, count: int = FOLDS) -> Split:
    """One of the folds."""
    found = Split([], [])
    for example in examples:
        (found.held if fold(gold(example).key, seed, count) == number else found.learnt).append(example)
    return found


class Sets(NamedTuple):
    """The sentences that the heads for acts learn from.

    ``plv`` and ``cameo`` as published, ``world`` the same ones with their acts; passages with marked acts,
    ``invented`` and from the ``news``; invented ones with marked ``parties``.
    """

    plv: list[Example]
    cameo: list[Example]
    world: list[Example]
    invented: list[Example]
    news: list[Example]
    parties: list[Example]

    @property
    def passages(self) -> list[Example]:
        """Those with marked acts of which none is a published sentence of PLV or cameo_ner."""
        return [*self.invented, *self.news]

    @property
    def published(self) -> list[Example]:
        """Those of PLV and cameo_ner; a sentence of both has the tags of cameo_ner."""
        return [*self.untagged(self.plv), *self.cameo]

    def untagged(self, plv: Iterable[Example]) -> list[Example]:
        """PLV's sentences without their tags where cameo_ner has them too."""
        better = {gold(example).key for example in self.cameo}
        return [tagged(example, None) if gold(example).key in better else example for example in plv]

    def learnt(self, number: int) -> Sets:
        """The same without the sentences of a fold."""
        plv, cameo, world = (split(each, number).learnt for each in (self.plv, self.cameo, self.world))
        return self._replace(plv=plv, cameo=cameo, world=world)


ACTS, NEWS, WORLD, WHO = "negotiations.txt", "news_acts.jsonl", "world_acts.jsonl", "parties.txt"  # in one folder


def sets(data: Path, own: Path, vocabulary: Vocabulary) -> Sets:
    """The published sets of the folder ``data`` and our own of the folder ``own``."""
    pairs, tagged_ = data / "plv_train.jsonl.gz", data / "cameo_ner_train.jsonl.gz"
    told = [row["sentence"] for row in rows(pairs)] + [sentence(r["tokens"], r["tags"])[0] for r in rows(tagged_)]
    world = news.read_sentences(own / WORLD, {news.named(key(text)): text for text in reversed(told)})
    return Sets(
        plv(pairs, vocabulary),
        cameo(tagged_, vocabulary),
        *(
            [example(passage, vocabulary) for passage in marked]
            for marked in (world, acts.read(own / ACTS), news.read(own / NEWS, data / "polnear_train.jsonl.gz"))
        ),
        parties(own / WHO, vocabulary),
    )

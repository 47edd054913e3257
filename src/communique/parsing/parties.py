"""Who and whom of one sentence, chosen together: a sentence tells of one main act, and that has one of each.

The chain of tags knows neighbours only, so that nothing keeps it from two actors that cannot both be the actor, or
from a recipient of nobody's act. What breaks that habit is not ruled out but costs something, and is still chosen
where the words ask for it loudly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.parsing.decoding import PARTIES, Chain, Run, scored
from communique.text import sentences

if TYPE_CHECKING:
    from numpy import ndarray

    Numbers = ndarray[Any, Any]

# Log scores, rounded: what the conditional likelihood of the published tags (cameo_ner) makes of them; its five folds
# agree within 0.3. None is below nothing, so that a path that breaks no habit needs no second look.
SECOND = 1.5  # a who, or a whom, beside another
NOBODY = 3.0  # a whom without a who
MIXED = 5.0  # those who do it to each other, beside a who or a whom

# From here on the tags outweigh an act that parties mostly do to each other: found on cameo_ner too, the same in each
# fold; high, as the scores of a run's words are added up.
LOUD = 9.0

_WHO, _WHOM, _BOTH = (1 << at for at in range(len(PARTIES)))
_SETS = 1 << len(PARTIES)  # which roles a path has had so far, as bits


class Seen(NamedTuple):
    """A window: its text, and the scores of each of its words and tags."""

    text: str
    scores: Numbers


def settled(runs: Sequence[Run], seen: Seen, chain: Chain) -> tuple[Sequence[Run], bool]:
    """The runs of a window, and whether their tags forbid to take who and whom for each other.

    Where the window is one sentence, the runs are those that fit each other best; others are left as they are.
    """
    if not runs or len(list(sentences(seen.text, 0, len(seen.text)))) > 1:
        return runs, False
    if not habitual([run.role for run in runs]):
        runs = scored(_best(seen.scores, chain), seen.scores, chain)
    return runs, _opposed(runs, seen.scores, chain)


def habitual(roles: Sequence[str]) -> bool:
    """Whether these are at most a who and a whom, the second not alone; or only those who do it to each other."""
    return set(roles) == {"both"} or sorted(roles) in ([], ["who"], ["who", "whom"])


def _opposed(runs: Sequence[Run], scores: Numbers, chain: Chain) -> bool:
    """Whether the tags speak loudly against all of these parties being who and whom alike."""
    here, there = (_summed(_tags(runs, len(scores), both=both), scores, chain) for both in (False, True))
    return here - there > LOUD


def _tags(runs: Sequence[Run], count: int, *, both: bool) -> list[int]:
    """The tags of these runs, or of the same words as both who and whom."""
    tags = [0] * count
    for run in runs:
        begin = 1 + 2 * PARTIES.index("both" if both else run.role)
        tags[run.first : run.last] = [begin] + [begin + 1] * (run.last - run.first - 1)
    return tags


def _summed(tags: Sequence[int], scores: Numbers, chain: Chain) -> float:
    """The score of a path."""
    return float(chain.starts[tags[0]] + scores[range(len(tags)), tags].sum() + chain.moves[tags[:-1], tags[1:]].sum())


def _best(scores: Numbers, chain: Chain) -> list[int]:
    """The path of the highest score less its costs (Viterbi, with the roles so far beside the tag)."""
    import numpy as np

    steps = list(_begun())
    score = _placed(np.full((_SETS, len(chain.starts)), -np.inf), steps, chain.starts + scores[0])
    back = np.zeros((len(scores), *score.shape), np.int64)
    for at, word in enumerate(scores[1:], start=1):
        ways = score[:, :, None] + chain.moves
        same, best = ways.argmax(1), ways.max(1)
        found, source = best.copy(), np.arange(_SETS)[:, None] * len(chain.starts) + same
        found[:, 1::2] = -np.inf
        for before, tag, after, cost in steps:
            if (told := best[before, tag] - cost) > found[after, tag]:
                found[after, tag], source[after, tag] = told, before * len(chain.starts) + same[before, tag]
        score, back[at] = found + word, source
    for having in range(_SETS):
        score[having] -= NOBODY * (having & _WHOM and not having & (_WHO | _BOTH))
    place = int(score.argmax())
    path = [place]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at].flat[path[-1]]))
    return [each % len(chain.starts) for each in reversed(path)]


def _placed(empty: Numbers, steps: Sequence[tuple[int, int, int, float]], first: Numbers) -> Numbers:
    """The scores of a first word: nothing yet, or the beginning of a run."""
    empty[0, 0] = first[0]
    for before, tag, after, _ in steps:
        if before == 0:
            empty[after, tag] = first[tag]
    return empty


def _begun() -> Iterator[tuple[int, int, int, float]]:
    """What beginnings do: roles so far, tag of the beginning, roles then, and what that costs."""
    for before in range(_SETS):
        for at in range(len(PARTIES)):
            role = 1 << at
            second = SECOND if role != _BOTH and before & role else 0.0
            after = before | role
            mixed = MIXED if _mixed(after) and not _mixed(before) else 0.0
            yield before, 1 + 2 * at, after, second + mixed


def _mixed(having: int) -> bool:
    return bool(having & _BOTH and having & (_WHO | _WHOM))

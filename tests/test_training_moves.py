"""What the heads for acts learn from: marked passages, and the published sets, as the parser cuts them."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from encoders import vocabulary

sys.path.append(str(Path(__file__).resolve().parent.parent))

from training import acts, labels, moves, news
from training.moves import Gold

ROOT = Path(__file__).resolve().parent.parent
KNOWN = vocabulary()
LINE = "{a1 Lund} {m1 told} {r1 Ostra} that {i1 the talks} {m2 had failed}.  => 1 DEMAND stated -; 2 ASSESS reported -"
TEXT = "Lund told Ostra that the talks had failed."


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The file of these rows."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(each) + "\n" for each in rows)
    return path


def gold(example: Any) -> Gold:
    """What an example teaches."""
    assert isinstance(example.gold, Gold)
    return example.gold


def test_marks_are_read() -> None:
    """A marked line is its text and its acts, each part at its place."""
    passage = acts.passage(LINE)
    assert passage.text == TEXT
    first, second = passage.acts
    assert (first.code, first.modality, first.issue) == ("DEMAND", "stated", None)
    assert [TEXT[a:b] for a, b in (*first.actors, *first.words, *first.recipients)] == ["Lund", "told", "Ostra"]
    assert [TEXT[a:b] for a, b in second.words] == ["had failed"]
    assert second.actors == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Lund told Ostra.", "has no"),
        ("{m1 told}  => 1 SAY stated -", "not in the codebook"),
        ("{m1 told}  => 1 DEMAND loud -", "no modality"),
        ("{m1 told}  => 1 DEMAND stated weather", "no issue"),
        ("{m2 told}  => 1 DEMAND stated -", "belongs to no move"),
        ("{a1 Lund} told.  => 1 DEMAND stated -", "no words of the act"),
        ("{m1 told.  => 1 DEMAND stated -", "never closed"),
        ("told}.  => none", "nothing is open"),
        ("{x1 told}.  => none", "unknown mark"),
        ("{m1 told }  => 1 DEMAND stated -", "ends with a blank"),
    ],
)
def test_wrong_marks_are_named(line: str, reason: str) -> None:
    """What is wrong in a marked line is said."""
    with pytest.raises(ValueError, match=reason):
        acts.passage(line)


@pytest.mark.parametrize("path", ["training/negotiations.txt", "benchmarks/moves_test.txt"])
def test_the_invented_passages_can_be_read(path: str) -> None:
    """Every line is as it should be, every code is there, and some passages hold no move."""
    passages = acts.read(ROOT / path)
    assert {act.code for passage in passages for act in passage.acts} == set(labels.CODES)
    assert any(not passage.acts for passage in passages)


def test_nothing_that_is_tested_is_learnt() -> None:
    """No passage of the test is one of those that the weights have seen."""
    test, learnt = (acts.read(ROOT / path) for path in ("benchmarks/moves_test.txt", "training/negotiations.txt"))
    assert not {moves.key(p.text) for p in test} & {moves.key(p.text) for p in learnt}


def test_acts_in_real_news_are_kept_without_their_text(tmp_path: Path) -> None:
    """A line holds places and codes; the words come from the article of the set."""
    articles = written(
        tmp_path / "set.jsonl.gz", [{"id": "n1", "coder": "a", "text": f"Before.\n{TEXT}", "attributions": []}]
    )
    act = {"code": "DEMAND", "modality": "stated", "actors": [[0, 4]], "recipients": [[10, 15]], "words": [[5, 9]]}
    path = tmp_path / "acts.jsonl"
    path.write_text(
        json.dumps({"article": news.named("n1"), "start": 8, "end": 8 + len(TEXT), "acts": [act]}) + "\n", "utf-8"
    )
    (passage,) = news.read(path, articles)
    assert passage.text == TEXT
    assert [passage.text[a:b] for a, b in (*passage.acts[0].actors, *passage.acts[0].words)] == ["Lund", "told"]


def test_acts_in_published_sentences_are_kept_without_their_text(tmp_path: Path) -> None:
    """A sentence is named by its letters alone: however a set sets its blanks, its acts are found."""
    act = {"code": "DEMAND", "modality": "stated", "actors": [[0, 4]], "recipients": [], "words": [[5, 9]]}
    name = news.named(moves.key(TEXT))
    assert name == news.named(moves.key(TEXT.replace(".", " .")))
    path = tmp_path / "acts.jsonl"
    path.write_text(json.dumps({"sentence": name, "acts": [act]}) + "\n", "utf-8")
    (passage,) = news.read_sentences(path, {name: TEXT})
    assert (passage.text, passage.group) == (TEXT, "world")
    assert [TEXT[a:b] for a, b in passage.acts[0].words] == ["told"]


def test_a_fold_holds_back_the_acts_of_its_sentences() -> None:
    """What is held back of a published set is held back with its acts."""
    texts = [f"Lund told Ostra {n} times." for n in range(60)]
    said = [moves.example(acts.Passage(text=text, acts=[], group="", line=1), KNOWN) for text in texts]
    known = moves.Sets(plv=said, cameo=[], world=said, invented=[], news=[], parties=[])
    for number in range(moves.FOLDS):
        learnt = known.learnt(number)
        assert [gold(e).key for e in learnt.plv] == [gold(e).key for e in learnt.world]
        assert 0 < len(learnt.world) < len(texts)


def test_parties_of_invented_sentences_are_tagged(tmp_path: Path) -> None:
    """Marks of who, whom and both become the tags that cameo_ner's sentences have."""
    path = tmp_path / "parties.txt"
    path.write_text("{S Lund} told {T Ostra} .\n{R Lund} and {R Ostra} told .\n", "utf-8")
    one, both = (gold(example).tags for example in moves.parties(path, KNOWN))
    assert one == (1, 0, 3, 0)
    assert both == (5, 0, 5, 0, 0)


def test_a_passage_teaches_its_acts() -> None:
    """Acts have their head, the first word that tells something, and their parties as words."""
    first, second = gold(moves.example(acts.passage(LINE), KNOWN)).acts or ()
    assert (first.head, first.actors, first.recipients) == (1, (0,), (2,))
    assert second.words == (6, 7)
    assert second.head == 7
    assert second.root is None


@pytest.mark.parametrize(
    ("code", "modality", "root"),
    [
        ("MEET", "stated", "CONSULT"),
        ("MEET", "future", "AGREE"),
        ("MEET", "negated", "REJECT"),
        ("DE_ESCALATE", "stated", "YIELD"),
        ("CONCEDE", "reported", "YIELD"),
        ("ATTACK", "future", "THREATEN"),
        ("ATTACK", "negated", "ASSAULT"),
        ("REJECT", "conditional", "REJECT"),
        ("DENY", "stated", None),
    ],
)
def test_modality_is_folded(code: str, modality: str, root: str | None) -> None:
    """PLOVER has no modality: what is only announced is agreement or threat."""
    assert labels.folded(code, modality) == root


def test_every_root_can_be_told() -> None:
    """Every root of the published set is the root of some code."""
    assert {root for row in labels.FOLDED for root in row if root} == set(labels.ROOTS)


def test_both_sets_know_a_sentence_by_its_letters(tmp_path: Path) -> None:
    """A sentence is in one fold, however a set spells its blanks; source and target are found where they are marked."""
    pair = {"id": "1", "sentence": TEXT, "source": "Lund", "target": "Ostra", "plover": "REQUEST", "marked": ""}
    marked = {**pair, "marked": "<s>Lund</s> told <t>Ostra</t> that the talks had failed."}
    tagged = {"tokens": [*TEXT[:-1].split(), "."], "tags": ["B-S", "O", "B-R", "I-R", "O", "B-T", "O", "O", "O"]}
    one, two = moves.plv(written(tmp_path / "plv.gz", [pair, marked]), KNOWN)
    (other,) = moves.cameo(written(tmp_path / "cameo.gz", [tagged]), KNOWN)
    assert gold(one) == gold(two)
    assert gold(one).key == gold(other).key
    assert (gold(one).source, gold(one).target) == ((0,), (2,))
    assert gold(one).tags == (1, 0, 3, 0, 0, 0, 0, 0, 0)
    assert gold(other).tags == (1, 0, 5, 6, 0, 3, 0, 0, 0)
    assert {moves.fold(gold(one).key, 1, 5) for _ in range(3)} == {moves.fold(gold(other).key, 1, 5)}

"""Rules and encoder as two witnesses: codes, confidence, acts that only the encoder sees."""

import pytest

from communique import actors, moves, statements
from communique.data import Parse, Party, Trigger
from communique.moves.weighing import UNSEEN, Seen, alone, settled, share, weighed
from factories import article


def trigger(text, word, *codes, modality="stated", actor="", recipient="", sure=0.9):
    """The encoder's sight of one act: its word, its codes with their probabilities, and its parties."""
    at = text.index(word)
    parties = [
        (Party(start=text.index(p), end=text.index(p) + len(p), score=sure),) if p else () for p in (actor, recipient)
    ]
    return Trigger(
        start=at,
        end=at + len(word),
        score=sum(p for _, p in codes),
        codes=codes,
        modalities=((modality, 0.9),),
        actors=parties[0],
        recipients=parties[1],
    )


def coded(text, *triggers, **options):
    """The moves of one article that the encoder saw these acts in."""
    report = article(text)
    parse = Parse(article_id=report.id, triggers=triggers, model="invented")
    said = statements.extract(report)
    cast = actors.resolve(report, said, parse=parse)
    names = {actor.id: actor.name for actor in cast.actors}
    found = moves.code(report, said, cast, parse=parse, options=moves.Options(**options)).moves
    return [
        (m.code, m.modality, tuple(names[a] for a in m.actors), tuple(names[r] for r in m.recipients)) for m in found
    ]


REFUSAL = "Kenya rejected the border plan of Egypt on Monday."


@pytest.mark.parametrize(
    ("confidence", "seen", "code"),
    [
        (0.9, (), "REJECT"),
        (0.9, (("REJECT", 0.9),), "REJECT"),
        (0.9, (("CRITICISE", 0.6), ("REJECT", 0.2)), "REJECT"),
        (0.4, (("CRITICISE", 0.97),), "CRITICISE"),
        (0.9, (("CRITICISE", 0.99),), "CRITICISE"),
    ],
)
def test_the_code_of_the_surer_witness(confidence, seen, code):
    """The rule's code stands unless the encoder is much surer of another."""
    sight = trigger(REFUSAL, "rejected", *seen) if seen else None
    assert weighed("REJECT", confidence, sight).code == code


def test_whether_troops_or_a_treaty_are_left_the_encoder_tells():
    """ "Withdrew from it" alone tells neither: the encoder need not be surer than the rule."""
    text = "Kenya withdrew from it."
    assert weighed("DE_ESCALATE", 0.6, trigger(text, "withdrew", ("REJECT", 0.66))).code == "REJECT"
    assert weighed("DE_ESCALATE", 0.6, trigger(text, "withdrew", ("DE_ESCALATE", 0.6))).code == "DE_ESCALATE"


def test_a_deal_that_is_reached_is_one_that_is_made():
    """ "Reached" alone tells no more than that they agreed: a treaty it is where the encoder sees one."""
    text = "Kenya reached a deal."
    assert weighed("ACCEPT", 0.9, trigger(text, "reached", ("SIGN", 0.79))).code == "SIGN"
    assert weighed("ACCEPT", 0.9, trigger(text, "reached", ("SIGN", 0.5), ("ACCEPT", 0.4))).code == "ACCEPT"


def test_unsure_moves_of_codes_that_are_then_seldom_right_count_less():
    """Half a mediation is seldom one; a sure one is, and half a threat is worth what it was."""
    assert settled("MEDIATE", 0.25) < 0.2 < settled("MEDIATE", 0.45) < 0.45
    assert settled("MEDIATE", 0.6) == 0.6
    assert settled("THREATEN", 0.3) == 0.3


def test_a_denial_of_what_the_encoder_sees():
    """Who says that it has not done something denies it, however sure the encoder is of what was not done."""
    text = "Kenya says it has not moved troops toward Egypt."
    assert [code for code, *_ in coded(text, trigger(text, "moved", ("DEPLOY", 0.95), actor="it"))] == ["DENY"]


def test_who_regrets_what_another_did_does_not_give_way():
    """The object of "regret" tells blame from apology; the encoder hears an apology in both."""
    sight = trigger(REFUSAL, "rejected", ("CONCEDE", 0.99))
    assert weighed("CRITICISE", 0.6, sight).code == "CRITICISE"
    assert weighed("REJECT", 0.6, sight).code == "CONCEDE"


def test_two_witnesses_are_surer_than_one():
    """An encoder that agrees makes a rule surer, one that sees nothing less sure; the rule's own weight counts too."""
    agreed, silent = trigger(REFUSAL, "rejected", ("REJECT", 0.95)), None
    sure = [weighed("REJECT", c, t).confidence for c, t in ((0.9, agreed), (0.6, agreed), (0.9, silent), (0.6, silent))]
    assert sure[0] > sure[1] > sure[3]
    assert sure[0] > sure[2] > sure[3]
    assert alone(0.99) > alone(0.7) > alone(UNSEEN)


def test_what_stands_at_a_place():
    """The act at some words is the one that may be of the rule's code; where none stands there is none."""
    first, second = trigger(REFUSAL, "rejected", ("REJECT", 0.9)), trigger(REFUSAL, "plan", ("PROPOSE", 0.6))
    seen = Seen(Parse(article_id="a", triggers=(first, second)))
    assert seen.at(first.start, second.end, "PROPOSE") is second
    assert seen.at(first.start, first.end, "PROPOSE") is first
    assert seen.at(40, 45, "REJECT") is None
    assert share(first, "REJECT") == 0.9
    assert share(first, "ACCEPT") == 0.0


@pytest.mark.parametrize(
    ("text", "word", "code", "modality", "actor", "recipient", "expected"),
    [
        ("Kenya sandbagged Egypt over the dam.", "sandbagged", "REJECT", "stated", "Kenya", "Egypt",
         [("REJECT", "stated", ("Kenya",), ("Egypt",))]),
        ("The dockers downed tools in the harbour.", "downed", "PROTEST", "stated", "The dockers", "",
         [("PROTEST", "stated", ("dockers",), ())]),
        ("Kenya did not cosset Egypt over the dam.", "cosset", "SUPPORT", "stated", "Kenya", "Egypt",
         [("SUPPORT", "negated", ("Kenya",), ("Egypt",))]),
        ("Kenya will not unbolt the dam.", "unbolt", "REJECT", "negated", "Kenya", "",
         [("REJECT", "stated", ("Kenya",), ())]),
        ("Kenya sat together for an hour.", "sat", "MEET", "stated", "Kenya", "", []),
        ("Analysts shrugged at the dam.", "shrugged", "REJECT", "stated", "Analysts", "", []),
        ("It is not known whether Kenya is minded to unbolt the dam.", "minded", "OFFER", "stated", "Kenya", "", []),
        ("Kenya said the dam was a wreck.", "said", "ACCUSE", "stated", "Kenya", "",
         [("ACCUSE", "stated", ("Kenya",), ())]),
        ("Kenya was criticised for the dam.", "criticised", "CRITICISE", "stated", "Kenya", "", []),
        ("A Kenyan airliner was shot down off Egypt.", "shot", "ATTACK", "stated", "Kenyan", "Egypt", []),
        ("Kenyan nurses were being held in Egypt.", "held", "COERCE", "stated", "Kenyan", "",
         [("COERCE", "stated", ("Egypt",), ())]),
        ("Kenya fended off a raid near the dam.", "fended", "ATTACK", "stated", "Kenya", "", []),
        ("The war in Kenya has left ruins.", "war", "ATTACK", "stated", "Kenya", "", []),
        ("Kenya's rivals cosset the dam.", "cosset", "SUPPORT", "stated", "Kenya's rivals", "", []),
        ("Kenya occupied the dam, drawing scorn.", "drawing", "CRITICISE", "stated", "Kenya", "",
         [("COERCE", "stated", ("Kenya",), ())]),
        ("Kenya cautiously eyed the dam.", "cautiously", "COOPERATE", "stated", "Kenya", "", []),
        ("Kenya is under a raft of curbs by Egypt.", "curbs", "SANCTION", "stated", "Kenya", "", []),
        ("Kenya gave no hint that Egypt would cosset the dam.", "cosset", "SUPPORT", "stated", "Egypt", "", []),
        ("Kenya warned of the damage to the dam.", "warned", "THREATEN", "stated", "Kenya", "",
         [("CRITICISE", "stated", ("Kenya",), ())]),
        ("The dam would lead to new scowls in Kenya, it is feared.", "scowls", "THREATEN", "stated",
         "The dam", "", []),
        ("Kenya heard the taunts by Egypt in silence.", "taunts", "THREATEN", "stated", "Kenya", "",
         [("THREATEN", "stated", ("Egypt",), ())]),
        ("Kenya lost the cup after the colonel's killing.", "killing", "ATTACK", "stated", "Kenya", "", []),
        ("The Nile Trade Act of 1991 wants Kenya's dam gone.", "wants", "DEMAND", "stated", "Nile Trade Act of 1991",
         "Kenya", []),
        ("Kenya warned Egypt to keep the dam.", "warned", "THREATEN", "stated", "Kenya", "Egypt",
         [("REQUEST", "stated", ("Kenya",), ("Egypt",))]),
        ("Kenya warned Egypt about its greater might.", "warned", "THREATEN", "stated", "Kenya", "Egypt",
         [("THREATEN", "stated", ("Kenya",), ("Egypt",))]),
        ("Kenya warned that Kenya might act alone.", "warned", "THREATEN", "stated", "Kenya", "",
         [("THREATEN", "stated", ("Kenya",), ())]),
        ("Kenya said it had lost the dam.", "said", "ACCUSE", "stated", "Kenya", "", []),
        ("Kenya is prepared to launch an offensive.", "prepared", "OFFER", "stated", "Kenya", "",
         [("THREATEN", "stated", ("Kenya",), ())]),
    ],
)  # fmt: skip
def test_acts_that_only_the_encoder_sees(text, word, code, modality, actor, recipient, expected):
    """A word that no rule knows is a move of the parties seen; nobody meets alone, who only watches does nothing."""
    sight = trigger(text, word, (code, 0.97), modality=modality, actor=actor, recipient=recipient)
    assert coded(text, sight) == expected


def test_an_act_seen_within_the_last_word_of_what_is_said():
    """What the encoder sees from the middle of a word on takes nothing away."""
    text = "Kenya said it would never be bullied"
    sight = trigger(text, "ied", ("REJECT", 0.4), actor="Kenya")
    assert [row[0] for row in coded(text, sight)] == ["REJECT"]


def test_what_is_only_said_needs_a_surer_encoder():
    """A "said" that may be an act is none; another verb as sure is one."""
    for word, expected in (("said", 0), ("sandbagged", 1)):
        text = f"Kenya {word} the dam."
        assert len(coded(text, trigger(text, word, ("ACCUSE", 0.45), actor="Kenya"))) == expected


def test_an_act_of_another_kind_speaks_against_a_rule():
    """Where the encoder sees an act and does not think of the rule's code, the rule is believed less, or not at all."""
    other = trigger(REFUSAL, "rejected", ("SIGN", 0.5))
    assert weighed("REJECT", 0.9, other).confidence < weighed("REJECT", 0.9, None, told=False).confidence
    assert weighed("DECLINE_COMMENT", 0.9, trigger(REFUSAL, "rejected", ("REJECT", 0.99))).code == "DECLINE_COMMENT"


def test_what_may_be_is_believed_less_than_what_is():
    """Of two acts that only the encoder sees alike the one that is not yet done is less sure."""
    sure = []
    for text, modality in (("Kenya sandbagged Egypt.", "stated"), ("Kenya may sandbag Egypt.", "hypothetical")):
        report = article(text)
        sight = trigger(text, "sandbag", ("REJECT", 0.97), modality=modality, actor="Kenya", recipient="Egypt")
        cast = actors.resolve(report, ())
        parse = Parse(article_id=report.id, triggers=(sight,), model="invented")
        sure += [m.confidence for m in moves.code(report, (), cast, parse=parse).moves]
    assert sure[0] > sure[1] > 0


def test_a_verb_that_the_encoder_passes_over_is_believed_less_than_words_spoken():
    """That the encoder sees no act speaks against a verb, and not against a "must" in somebody's words."""
    assert weighed("REJECT", 0.7, None).confidence < weighed("DEMAND", 0.7, None, told=False).confidence


def test_an_unlikely_act_is_no_move():
    """What the encoder hardly takes for an act of one code is left."""
    text = "Kenya sandbagged Egypt over the dam."
    assert coded(text, trigger(text, "sandbagged", ("REJECT", 0.15), ("DENY", 0.1), actor="Kenya")) == []


def test_a_recipient_that_the_grammar_does_not_tell():
    """Whom an act is aimed at may be told by the encoder alone."""
    text = "As Egypt looked on, Kenya threatened to close the river."
    told = trigger(text, "threatened", ("THREATEN", 0.95), actor="Kenya", recipient="Egypt")
    assert ("THREATEN", "stated", ("Kenya",), ("Egypt",)) in coded(text, told)


def test_without_the_encoder_rules_stand_alone():
    """Where nothing was seen the rules' own confidence is kept."""
    report = article(REFUSAL)
    said = statements.extract(report)
    cast = actors.resolve(report, said)
    alone_ = moves.code(report, said, cast).moves
    with_nothing = moves.code(report, said, cast, parse=Parse(article_id=report.id)).moves
    assert alone_ == with_nothing
    assert [m.code for m in alone_] == ["REJECT"]

"""He and she back to the right named person, as a table of invented news."""

import pytest

from communique import actors, statements
from communique.data import Polity
from factories import article

STATES = (
    Polity(name="Velmark", kind="state", demonyms=("Velmarki",), capitals=("Sorrin",)),
    Polity(name="Tesk", kind="state", demonyms=("Teskan",)),
    Polity(name="Upland Front", kind="organisation"),
)
# The pronoun in square brackets, and the name of whom it stands for; none where two fit equally well.
CASES = [
    ("Foreign Minister Ana Brisk arrived on Monday. [She] said no.", "Ana Brisk"),
    ("Foreign Minister Ana Brisk met envoy Oto Varn on Monday. [He] said no.", "Oto Varn"),
    ("Mr. Halloran told Ms. Brisk that [he] would wait.", "Halloran"),
    ("Mr. Halloran told Ms. Brisk that [she] could wait.", "Brisk"),
    ("Mr. Halloran met Mr. Varn in the lobby. [He] later flew home.", "Halloran"),
    ("Mr. Halloran said Mr. Varn had lost [his] papers.", "Varn"),
    ("The Velmarki spokeswoman, Teyla Orsin, was late. [She] gave no reason.", "Teyla Orsin"),
    ("Teyla Orsin, the spokeswoman, faced Dorn Hallik, the chairman. “No,” [he] said.", "Dorn Hallik"),
    ("Teyla Orsin, the spokeswoman, faced Dorn Hallik, the chairman. “No,” [she] said.", "Teyla Orsin"),
    ("Dorn Hallik, the Teskan envoy, laughed. “We have time,” [he] said.", "Dorn Hallik"),
    ("“We have time,” said Dorn Hallik, the Teskan envoy. [He] did not say how much.", "Dorn Hallik"),
    ("Prime Minister Dorn Hallik and [his] wife left Sorrin.", "Dorn Hallik"),
    ("Prime Minister Dorn Hallik came with his wife, Mira Hallik. [She] did not speak.", "Mira Hallik"),
    ("President Ilka Torm came with her husband, Bero Torm. [He] did not speak.", "Bero Torm"),
    ("President Ilka Torm came with her husband, Bero Torm. [She] did not speak.", "Ilka Torm"),
    ("Queen Ilka received President Bero Tarn. [He] bowed.", "Bero Tarn"),
    ("Queen Ilka received President Bero Tarn. [She] smiled.", "Ilka"),
    ("Speaking in Sorrin, Mr. Varn said [he] was tired.", "Varn"),
    ("After [his] speech, President Bero Tarn left the hall.", "Bero Tarn"),
    ("When [she] landed, President Ilka Torm waved.", "Ilka Torm"),
    ("President Bero Tarn was calm. Parliament had sat all night. [He] took no questions.", "Bero Tarn"),
    ("President Bero Tarn dismissed General Rask Odun. [He] gave no reason.", "Bero Tarn"),
    ("President Bero Tarn asked General Rask Odun to resign. Odun refused. [He] called it a farce.", "Rask Odun"),
    ("General Rask Odun resigned. President Bero Tarn thanked [him].", "Rask Odun"),
    ("General Rask Odun resigned. In a letter to President Bero Tarn, [he] blamed the army.", "Rask Odun"),
    ("Ms. Brisk's driver said [she] had slept.", "Brisk"),
    ("Ms. Brisk called Ms. Orsin a liar. Ms. Orsin did not answer [her].", "Brisk"),
    ("Ms. Brisk voted against Ms. Orsin, [her] rival.", "Brisk"),
    ("Minister Bero Tarn told reporters [he] and Ms. Brisk had agreed.", "Bero Tarn"),
    ("Ms. Brisk had warned Minister Bero Tarn. “You will fail,” she told [him].", "Bero Tarn"),
    ("Ms. Brisk had warned Minister Bero Tarn. “You will fail,” [she] told him.", "Brisk"),
    ("Kesh Orlan keeps the minutes. “It is over,” [she] said.", "Kesh Orlan"),
    ("Kesh Orlan took the early train. “I slept,” [he] said.", "Kesh Orlan"),
    ("Kesh Orlan counted the ballots twice. [She] found one too many.", "Kesh Orlan"),
    ("Kesh Orlan's ferry ran aground. [He] was not hurt.", "Kesh Orlan"),
    ("Orlan denied the rumour that [she] had left.", "Orlan"),
    ("Ms. Orsin and Mr. Varn opened the hall. [He] lit the stove.", "Varn"),
    ("Ms. Orsin and Mr. Varn opened the hall. He lit the stove; [she] hung the map.", "Orsin"),
    ("Mr. Varn, who succeeded Ms. Orsin in May, said [he] would stay.", "Varn"),
    ("Ms. Orsin, whom Mr. Varn succeeded in May, said [she] was glad.", "Orsin"),
    ("The mayor, Petra Lund, praised Jonas Kell, an actor. [He] had given his fee to the town.", "Jonas Kell"),
    ("Actress Runa Kell supports the mayor, Pell Lund. [She] signed the letter.", "Runa Kell"),
    ("Sir Pell Lund saw Dame Runa Kell. [She] nodded.", "Runa Kell"),
    ("Mr. Varn spoke for an hour. He thanked the guests. [He] thanked the cooks.", "Varn"),
    ("Mr. Varn met Ms. Brisk. She left first. Reporters waited for [him] outside.", "Varn"),
    ("Mr. Varn hurt [himself] on the stairs as Mr. Odun watched.", "Varn"),
    ("Mr. Odun watched as Mr. Varn hurt [himself] on the stairs.", "Varn"),
    ("Velmarki negotiator Kesh Orlan left early. [His] aides stayed.", "Kesh Orlan"),
    ("Ms. Brisk flew to Sorrin to see Ms. Orsin. [She] will fly home on Friday.", "Brisk"),
    ("“No,” said Leda Finch, an envoy. Mr. Odun saw Mr. Varn. Mr. Varn laughed, telling [him] to rest.", "Odun"),
    ("Mr. Odun and Mr. Varn came. [He] said no.", None),
    ("Mr. Odun and Ms. Varn came. [He] said no.", "Odun"),
    ("The talks failed. [He] said no.", None),
    ("Velmark and Tesk signed. [She] said no.", None),
]  # fmt: skip


def answer(text):
    """The name that the bracketed pronoun is put to, or None."""
    at = text.index("[")
    found = actors.resolve(article(text.replace("[", "").replace("]", "")), (), polities=STATES)
    names = {a.id: a.name for a in found.actors}
    return next((names[m.actor] for m in found.mentions if m.form == "pronoun" and m.anchor.start == at), None)


HARD = [
    # a known first name is worth less than being the subject where the other's gender is open
    ("Envoy Oto Varn met Foreign Minister Ana Brisk on Monday. [She] said no.", "Ana Brisk"),
]


@pytest.mark.parametrize("text, name", [*CASES, *(pytest.param(*case, marks=pytest.mark.xfail) for case in HARD)])
def test_he_and_she(text, name):
    """A personal pronoun goes back to the named person of its gender that the sentence is about."""
    assert answer(text) == name


def test_who_is_quoted_does_not_name_himself():
    """A speaker behind his quotation is not the person that the quotation speaks of."""
    text = (
        "Gerd Halle, a historian in Orsk, has followed the talks for years.\n"
        "“What we hear from Anton Varn is a new tone, and he knows how it sounds abroad,” [he] said."
    )
    assert answer(text) == "Gerd Halle"


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Ms. Brisk saw Mr. Varn. [She] smiled.", "fits best: subject in the sentence before"),
        ("Ms. Brisk saw Mr. Varn as [he] left.", "fits best: object in this sentence"),
        ("After [his] speech, Mr. Varn left.", "fits best: named behind the phrase that opens the sentence"),
    ],
)
def test_reason_is_kept(text, reason):
    """A mention by pronoun says where the name stands that it was put to."""
    at = text.index("[")
    found = actors.resolve(article(text.replace("[", "").replace("]", "")), (), polities=STATES)
    assert [m.reason for m in found.mentions if m.anchor.start == at] == [reason]


def test_nobody_is_he_in_his_own_words():
    """Who speaks is "I" in a quotation: a "he" there is somebody else."""
    text = "Dan Marlow refused the plan on Monday. Ivo Lund said: “His answer is a mistake, and his party knows it.”"
    of = article(text)
    found = actors.resolve(of, statements.extract(of))
    names = {a.id: a.name for a in found.actors}
    assert [names[m.actor] for m in found.mentions if m.anchor.exact in ("His", "his")] == ["Dan Marlow", "Dan Marlow"]

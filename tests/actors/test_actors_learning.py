"""Unknown states, movements and bodies from the clues of a case."""

import pytest

from communique import actors
from communique.actors.learning import derived
from communique.actors.seats import assign
from factories import article


def learned(*texts):
    """The polities learned from a case, by name."""
    return {p.name: p for p in actors.learn([actors.evidence(article(text)) for text in texts])}


@pytest.mark.parametrize(
    "name, adjective, fits",
    [
        ("Velmara", "Velmaran", True), ("Osmere", "Osmerian", True), ("Ilmar", "Ilmari", True),
        ("Vantria", "Vantrian", True), ("Tesk", "Teskish", True), ("Norland", "Norlandic", True),
        ("Karst", "Karstese", True), ("Velmara", "Velmora", False), ("Norsel", "Northern", False),
        ("Ana", "Anan", False),
    ],
)  # fmt: skip
def test_derived_adjectives(name, adjective, fits):
    """An adjective fits a name by the suffixes of English."""
    assert derived(name, adjective) is fits


@pytest.mark.parametrize(
    "texts, name",
    [
        (
            [
                "Talks between Quorra and its neighbour failed. Quorran officials left.",
                "The Quorran government said no.",
            ],
            "Quorra",
        ),
        (["Quorra's government met. Quorra's prime minister said no. Quorra's army moved."], "Quorra"),
        (["President Ana Brisk of Quorra spoke.", "Quorra's parliament met."], "Quorra"),
        (["The Republic of Quorra was founded late. Quorra waited."], "Quorra"),
        (["The Republic of Quorra has pledged men, its defence minister, Aldo Pell, announced."], "Quorra"),
        (["Quorra's foreign minister came. She left the Quorra foreign ministry at noon."], "Quorra"),
        (
            [
                "They thanked the people and Government of Quorra. Quorra has promised to fight. On Monday men came "
                "from Quorra, where officers seized power last year.",
            ],
            "Quorra",
        ),
        (["Rebels of the Salt Front left. The Salt Front said no."], "Salt Front"),
        (["The Lower Basin Commission (LBC) met."], "Lower Basin Commission"),
    ],
)
def test_learns(texts, name):
    """Two distinct patterns, a kind of state, a recurring body, or initials in brackets are enough."""
    assert name in learned(*texts)


@pytest.mark.parametrize(
    "text",
    [
        "Brisk's government fell. Prime Minister Oto Brisk said so. Brisk's army left. Brisk's prime minister quit.",
        "He walked in Quorra.",
        "Texas officials said no. Texas's troops moved. The Texas government said no.",
        "Russia's government met. Russian officials said no.",
        "The Evening Post said no.",
        "Federal officials left. The Federal government fell. A Federal army met. Federal troops came.",
    ],
)
def test_does_not_learn(text):
    """People, mere places, provinces, what is known already, and outlets are not learned."""
    assert learned(text) == {}


def test_words_of_a_learned_state():
    """The adjective and the capital come with the name."""
    found = learned(
        "SORRIN, Quorra (AB) — The Quorran government met.",
        "Quorran officials waited in Sorrin, the capital of Quorra. Quorra said no.",
    )
    assert found["Quorra"].demonyms == ("Quorran",)
    assert found["Quorra"].capitals == ("Sorrin",)


def test_initials_are_an_alias():
    """Initials in brackets are an alias of the body."""
    assert learned("The Lower Basin Commission (LBC) met.")["Lower Basin Commission"].aliases == ("LBC",)


def test_town_that_acts_is_the_seat():
    """A dateline town that acts like a government is the seat of the state that its reports open with."""
    texts = [
        "SORRIN - Quorra has said no. Quorran officials waited.",
        "In Sorrin they wait. Sorrin would not sign. The Quorran army left.",
    ]
    assert learned(*texts)["Quorra"].capitals == ("Sorrin",)


def test_order_changes_nothing():
    """The clues of a case may come in any order."""
    clues = [
        actors.evidence(article(t))
        for t in (
            "Quorran officials left Quorra.",
            "Quorra's army met the Salt Front.",
            "The Salt Front said no. The Quorran government fell.",
        )
    ]
    assert actors.learn(clues) == actors.learn(clues[::-1])
    assert actors.learn(clues)


def test_clues_may_come_and_go():
    """What is learned rests on the clues that are there, however they came to be there."""
    clues = [actors.evidence(article(text, id=str(n))) for n, text in enumerate(TOWNS)]
    board = actors.Board()
    for many in range(1, len(clues) + 1):
        board.hear(clues[many - 1])
        assert board.polities() == actors.learn(clues[:many])
    for many in range(len(clues) - 1, 0, -1):
        board.hear(clues[many], -1)
        assert board.polities() == actors.learn(clues[:many])


TOWNS = (
    "Quorran officials waited. Quorra's army left. Oto Brisk, who heads the Quorran team, said no.",
    "Teskan officials waited. The Teskan government fell. Tesk's army left. Teskan Trade Minister Ana Varn said no.",
    "Sorrin denies it. Brisk works at the ministry in Sorrin. Sorrin rejected what Tesk wants.",
    "In Mellin they wait. Mellin says that Quorra lied. Mellin refused to see what Quorra offers.",
    "Brisk, back in Sorrin, said no. A Teskan official said Mellin would wait.",
)


def test_towns_are_given_to_states_by_votes():
    """A town belongs to the state whose people work there, and not to the one that it speaks about."""
    found = learned(*TOWNS)
    assert (found["Quorra"].capitals, found["Tesk"].capitals) == (("Sorrin",), ("Mellin",))


def test_a_state_that_is_misread_once_is_a_state():
    """One report that takes a state's name for somebody's says little beside the many that do not."""
    often = ["Quorra's government met. Quorra's prime minister said no. Quorra's army moved."] * 30
    assert "Quorra" in learned(*often, "Ana Quorra said no.")
    assert "Quorra" not in learned(often[0], "Ana Quorra said no.")


def test_states_in_passing_take_no_town():
    """The town left over goes to the only state left over that is not named in passing alone."""
    town, owners = ["Alm"], {"Quorra": "Quorra", "Velm": "Velm"}
    assert assign(town, ["Quorra", "Velm"], owners, {}, {}, {}) == {}
    assert assign(town, ["Quorra", "Velm"], owners, {}, {}, {}, {"Velm"}) == {"Velm": "Alm"}


def test_unclear_towns_stay_open():
    """A town that acts, but that nothing ties to one of two states, belongs to none."""
    found = learned(*TOWNS[:2], "In Sorrin they wait. Sorrin denies it.", "In Mellin they wait. Mellin denies it.")
    assert (found["Quorra"].capitals, found["Tesk"].capitals) == ((), ())


@pytest.mark.parametrize(
    "text, name",
    [
        ("The Organisation of Salt Basin States (OSBS) met.", "Organisation of Salt Basin States"),
        ("The Joint Salt Inspectorate (JSI) said no.", "Joint Salt Inspectorate"),
        ("The Southern Salt Forum met. The Southern Salt Forum said no.", "Southern Salt Forum"),
    ],
)
def test_names_of_bodies(text, name):
    """Names of bodies go on behind "of" and may begin with a direction."""
    assert name in learned(text)


def test_mediating_state_is_no_person():
    """ "The mediator Quorra" is not the name of a person."""
    texts = ["The mediator Quorra said no.", "Quorran officials waited. Quorra's government met."]
    assert "Quorra" in learned(*texts)


@pytest.mark.parametrize(
    "texts, name",
    [
        (["Rebels in Quorra's Salt Basin province struck. Quorrans fled. Quorran crude fell."], "Quorra"),
        (["Quorra's ambassador left. Quorra refused. Quorra's soldiers stay. Quorra said no."], "Quorra"),
        (["Quorra president Ana Brisk spoke. In Quorra it was cold. In Quorra it rained.",
          "Quorra president Ana Brisk left."], "Quorra"),
        (["A judge Quorra respects spoke. The Quorran army left. The Quorran parliament met. Quorra said no."],
         "Quorra"),
    ],
)  # fmt: skip
def test_states_by_their_provinces_and_peoples(texts, name):
    """A province, a people, an ambassador or a president make a state of a name; a title before it undoes nothing."""
    assert learned(*texts)[name].kind == "state"


def test_a_capital_stands_before_or_behind():
    """ "In Sarn, Quorra's capital, Prime Minister N" names Sarn and no minister."""
    told = (
        "The Quorran army left. The Quorran parliament met. In Sarn, Quorra's capital, Prime Minister Ana Brisk spoke."
    )
    assert learned(told)["Quorra"].capitals == ("Sarn",)


def test_a_brigade_is_no_movement():
    """A numbered part of an army is no party."""
    assert "Fourth Brigade" not in learned("The Fourth Brigade said no. The Fourth Brigade left.")

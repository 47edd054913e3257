"""Sides that no adjective tells: small cases, movements, clauses, pronouns, names with particles."""

import pytest

from communique import actors
from communique.data import Polity
from factories import article

WAR = (
    "Negotiators for Tarvia and the breakaway Ostel National Council agreed on Monday to a truce. "
    "Gen. Pavo Lindt, the deputy defence minister, said Tarvia would keep its guns. "
    "Mirek Dole, a former miner who leads for the separatists, said no. "
    "Tarvia’s parliament met in a Tarvian town. The Council wants Tarvia to leave, the general said. "
    "Lena Marsk, the government’s ombudswoman, said the rebels had fled."
)


def sides(text):
    """Name to name of side, of everybody in a case of one article."""
    report = article(text)
    found = actors.resolve(report, (), polities=actors.learn([actors.evidence(report)]))
    names = {a.id: a.name for a in found.actors}
    return {a.name: names.get(a.side) for a in found.actors}


@pytest.mark.parametrize(
    "name, side",
    [
        ("Tarvia", "Tarvia"), ("Ostel National Council", "Ostel National Council"), ("Pavo Lindt", "Tarvia"),
        ("Mirek Dole", "Ostel National Council"), ("Lena Marsk", "Tarvia"), ("separatists", "Ostel National Council"),
    ],
)  # fmt: skip
def test_a_state_and_a_movement(name, side):
    """In a conflict of two, the government is the state and the separatists are the movement."""
    assert sides(WAR)[name] == side


@pytest.mark.parametrize(
    "text, name, side",
    [
        ("Egypt said no. Its foreign minister, Omar el-Basri, left. Mr el-Basri was angry.", "Omar el-Basri", "Egypt"),
        ("Kenya's president, Ruth Amolo, left. Her chief of staff, Tom Wera, stayed.", "Tom Wera", "Kenya"),
        ("The United Nations envoy for Ostel, Ingrid Moe, left.", "Ingrid Moe", "United Nations"),
        ("Salim bin Omar al-Dari, Oman's foreign minister, left.", "Salim bin Omar al-Dari", "Oman"),
        ("Abel Tamru, who speaks for the foreign ministry in Addis Ababa, left.", "Abel Tamru", "Ethiopia"),
        ("Prime Minister Abel Tamru told lawmakers in Nairobi that he would go.", "Abel Tamru", "Kenya"),
    ],
)  # fmt: skip
def test_side_of_an_official(text, name, side):
    """A clause, a pronoun, a mission or a parliament's seat tells whom an official speaks for."""
    assert sides(text)[name] == side


def test_a_first_name_alone():
    """Where people go by their first name, it is the one person who has it."""
    found = sides("Ethiopia's prime minister, Abel Tamru, left. Mr Abel said no.")
    assert [name for name in found if "Abel" in name] == ["Abel Tamru"]


def test_no_state_from_one_clue():
    """A company that has a president is no state."""
    names = {
        p.name
        for p in actors.learn([actors.evidence(article("Harkon’s president left. Harkon said no. Harkon fell."))])
    }
    assert "Harkon" not in names


@pytest.mark.parametrize(
    "text, name, side",
    [
        ("Kenyan rebels left. The rebels slept.", "Kenyan rebels", None),
        ("The Kenyan opposition left.", "Kenyan opposition", None),
        ("Kenyan opposition leader Ruth Amolo left.", "Ruth Amolo", None),
        ("Houthi rebel leader Salim Nasser left.", "Salim Nasser", "Houthis"),
        ("Kenyan soldiers left.", "Kenyan soldiers", "Kenya"),
        (
            "The head of the Kenyan Salvation Front, Salim Nasser, left.",
            "Salim Nasser",
            "Kenyan Salvation Front",
        ),
    ],
)
def test_groups_against_a_state(text, name, side):
    """Rebels, an opposition, its leaders and a front are not on the side of the state that they are called after."""
    assert sides(text)[name] == side


def test_officials_of_rebels_are_the_rebels():
    """ "Rebel officials" and "the rebel delegation" are the same as "the rebels", and of no state."""
    found = sides("The rebels left. Rebel officials in Kenya wept. The rebel delegation ate.")
    assert [name for name in found if "ebel" in name] == ["rebels"]


def test_the_rebels_are_those_just_told_of():
    """ "The rebels" are the only ones named before; those of two states stay apart."""
    assert "rebels" not in sides("Kenyan rebels left. The rebels slept.")
    assert {"Kenyan rebels", "Omani rebels"} <= sides("Kenyan rebels left. Omani rebels slept.").keys()


@pytest.mark.parametrize(
    "short", ["The alliance", "The military alliance", "The 30-nation alliance", "The nine-nation alliance"]
)
def test_short_forms_of_a_body(short):
    """A word for what a body is, with its kind or its size, stands for the one that the report names."""
    report = article(f"NATO met. {short} rejected the plan.")
    found = actors.resolve(report, ())
    named = {m.actor for m in found.mentions if m.anchor.exact.endswith("alliance")}
    assert [a.name for a in found.actors if a.id in named] == ["NATO"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The European Union and Kenya met. The Commission wants tariffs.", "European Commission"),
        ("The EU met Kenya. A Commission spokeswoman declined to comment.", "European Commission"),
        ("The EU met. The Northern Shelf Commission wants a ban. The Commission is firm.", "Northern Shelf Commission"),
        ("Kenya and Oman met. The Commission wants tariffs.", None),
    ],
)
def test_an_organ_is_that_of_the_body_that_is_named(text, name):
    """ "The Commission" is the Union's where no other body of that name is told of."""
    report = article(text)
    found = actors.resolve(report, ())
    last = max(
        (m for m in found.mentions if m.anchor.exact in ("Commission", "The Commission")),
        key=lambda m: m.anchor.start,
        default=None,
    )
    names = [a.name for a in found.actors if last is not None and a.id == last.actor]
    assert (names or [None]) == [name] or (name is None and names == ["Commission"])


def test_rebels_of_a_state_are_its_movement():
    """Where a report tells of one movement, the rebels of a state are that movement."""
    found = sides(WAR + " Tarvian rebels slept.")
    assert "Tarvian rebels" not in found
    assert found["rebels"] == "Ostel National Council"


@pytest.mark.parametrize(
    "text, name",
    [
        ("The Dockers' and Stevedores' Union says no.", "Dockers and Stevedores Union"),
        ("The National Farmers’ Union called for a vote.", "National Farmers Union"),
        ("The Port Workers Union accused Kenya.", "Port Workers Union"),
        ("Leaders of the Miners' Federation met a minister.", "Miners Federation"),
        ("The Federation of Rail and Port Workers' demands were met.", "Federation of Rail and Port Workers"),
    ],
)
def test_a_union_is_named_after_those_in_it(text, name):
    """A union with a genitive in its name is one body, and neither a person nor a group beside it."""
    found = sides(text)
    assert found[name] == name
    assert not {"Union", "Federation", "Workers", "Dockers", "Miners"} & found.keys()


def test_the_head_of_a_body_stands_for_it():
    """The union's secretary is of the only union of the report; a committee's chairman is not of the committee."""
    union = "The Dockers' Union rejected it. The union's general secretary, Pavel Orry, warned Kenya."
    assert sides(union)["Pavel Orry"] == "Dockers Union"
    two = f"{union} The Teachers' Union did not."
    assert sides(two)["Pavel Orry"] is None
    panel = "The Salt Review Committee met. The committee's chairman, Pavel Orry, warned Kenya."
    assert sides(panel)["Pavel Orry"] is None


LEAGUE = (
    "The Federation of Ferry and Harbour Workers (FFHW) met the Association of Harbour and Ferry Employers in Kenya. "
)


@pytest.mark.parametrize(
    "told, name, side",
    [
        ("FFHW chief negotiator Pavel Orry warned Kenya.", "Pavel Orry", "Federation of Ferry and Harbour Workers"),
        ("The federation's lawyer, Pavel Orry, left.", "Pavel Orry", "Federation of Ferry and Harbour Workers"),
        ("The union's Pavel Orry said no.", "Pavel Orry", "Federation of Ferry and Harbour Workers"),
        ("Pavel Orry, who heads the Tarn branch of the federation, left.", "Pavel Orry",
         "Federation of Ferry and Harbour Workers"),
        ("The employers waited, said their spokeswoman, Ada Kole.", "Ada Kole",
         "Association of Harbour and Ferry Employers"),
        ("Ada Kole is chairwoman of the Association of Harbour and Ferry Employers.", "chairwoman",
         "Association of Harbour and Ferry Employers"),
    ],
)  # fmt: skip
def test_who_speaks_for_a_body_that_lists_its_members(told, name, side):
    """A name with small words in it is one body, which its initials, its kind and its people stand for."""
    found = sides(LEAGUE + told)
    assert found[name] == side
    assert not {"Ferry", "Harbour", "Federation", "federation", "union", "employers", "FFHW"} & found.keys()


def test_both_sides_may_be_bodies():
    """ "The two sides" are the two that the report tells of most, be they states or not."""
    cast = actors.resolve(article(LEAGUE + "The FFHW and the employers were far apart. The two sides left."), ())
    names = {a.id: a.name for a in cast.actors}
    both = sorted(names[m.actor] for m in cast.mentions if m.anchor.exact == "The two sides")
    assert both == ["Association of Harbour and Ferry Employers", "Federation of Ferry and Harbour Workers"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("The two foreign ministers met.", 2),
        ("The foreign ministers met.", 2),
        ("Both armies fired.", 2),
        ("The foreign ministers of Norland and Vell met.", 0),
    ],
)
def test_the_ministers_of_both(text, found):
    """Ministers, armies and the like of two stand for both sides, unless it is told whose they are."""
    cast = actors.resolve(article("Kenya and Egypt met. Egypt and Kenya spoke. " + text), ())
    start = len("Kenya and Egypt met. Egypt and Kenya spoke. ")
    pair = [m for m in cast.mentions if m.anchor.start == start and m.form == "group"]
    assert len({m.actor for m in pair if {a.id: a.kind for a in cast.actors}[m.actor] == "state"}) == found


def test_the_words_of_a_learned_name_may_be_turned_round():
    """What machines made of "Delta Front" is still the Delta Front."""
    front = Polity(name="Delta Front", kind="organisation")
    cast = actors.resolve(article("Kenya met the Front Delta in May."), (), polities=(front,))
    assert "Delta Front" in {a.name for a in cast.actors} and "Front Delta" not in {a.name for a in cast.actors}


@pytest.mark.parametrize(
    "text, name, side",
    [
        ("Nairobi was unmoved. Its fisheries minister, Ms Ada Kole, said no.", "Ada Kole", "Kenya"),
        ("Kole, the Kenyan foreign minister, turned it down.", "Kole", "Kenya"),
        ("The mediator in Kenya’s rail strike, Ada Kole, put off the round.", "Ada Kole", None),
        ("Kenya met Egypt. General secretary Ada Kole spoke last.", "Ada Kole", None),
        ("Kenya's police waited. Police said so.", "Kenya's police", "Kenya"),
    ],
    ids="its-minister apposed mediator general-secretary police".split(),
)
def test_more_ways_to_tell_a_side(text, name, side):
    """ "Its minister" is the capital's, an apposition tells a side, a mediator and a general secretary have none."""
    assert sides(text)[name] == side


def test_who_is_appointed_holds_an_office():
    """Somebody whom a government appointed as mediator is one, whatever she was before."""
    cast = actors.resolve(article("Ada Kole, a former judge whom Kenya appointed as mediator, spoke."), ())
    assert "mediator" in [title for a in cast.actors if a.name == "Ada Kole" for title, _ in a.offices]


@pytest.mark.parametrize("end", ["named as the", "appointed as a the its", "named as its a the"])
def test_a_text_that_ends_before_the_office_is_read(end):
    """An article that is cut off before it tells what somebody was appointed as is read all the same."""
    cast = actors.resolve(article(f"Ada Kole, a former judge whom Kenya {end}"), ())
    assert "mediator" not in [title for a in cast.actors for title, _ in a.offices]


def test_initials_that_a_report_explains_stand_for_their_body():
    """ "The Front, known by its French initials FDI" is the FDI, whatever letters they are."""
    front = Polity(name="Delta Front", kind="organisation")
    text = "The Delta Front, known by its French initials FDI, met Kenya. The FDI said no."
    cast = actors.resolve(article(text), (), polities=(front,))
    names = {a.id: a.name for a in cast.actors}
    assert [names[m.actor] for m in cast.mentions if m.anchor.exact == "FDI"] == ["Delta Front", "Delta Front"]


def test_a_portfolio_is_no_state():
    """ "Reconciliation Minister Ana Brisk" and "troops from Tarn" that leave make no state of either."""
    told = ["Reconciliation Minister Ana Brisk said no. The Reconciliation Minister left."] * 3
    told += ["He demanded the departure of the troops from Tarnok."] * 3
    clues = [actors.evidence(article(text, id=str(n))) for n, text in enumerate(told)]
    assert not {"Reconciliation", "Tarnok"} & {polity.name for polity in actors.learn(clues)}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Salim Nasser, a spokesman for the armed wing of the Houthis, left.", "Salim Nasser", "Houthis"),
        ("Kenyan Premier Odo al-Kirui left. Al-Kirui wept.", "Odo al-Kirui", "Kenya"),
        ("Kenyan President Odo Kirui left. The Kirui regime fell silent.", "regime", "Kenya"),
        ("Senate Foreign Relations Committee Chairman Dan Marlow left.", "Dan Marlow", None),
        ("Senate Republicans, Senate Democrats and the Senate left. The navy sailed.", "navy", "United States"),
    ],
)
def test_what_real_reports_leave_to_the_reader(text, name, side):
    """A wing is of its movement, a regime of whose ruler it is called after, the navy of the state at home there."""
    assert sides(text)[name] == side


@pytest.mark.parametrize("text", ["Al-Kirui wept.", "On Monday al-Kirui wept.", "Then al-Kirui wept."])
def test_a_family_name_with_its_article(text):
    """ "Al-N" at the head of a sentence, and "al-N" behind a day, are the one who was introduced as "M al-N"."""
    cast = actors.resolve(article(f"Kenyan Premier Odo al-Kirui left. {text}"), ())
    names = {a.id: a.name for a in cast.actors}
    assert [names[m.actor] for m in cast.mentions if m.anchor.start > 33 and m.form == "name"] == ["Odo al-Kirui"]

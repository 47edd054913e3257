"""Who is who over a whole case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import actors
from communique.actors.identities import sound
from communique.data import Actor, Cast, Mention
from factories import anchor, article


def case(*texts):
    """The identities of a case of these texts."""
    return actors.unify([actors.resolve(article(text), ()) for text in texts])


def people(identities):
    """The people of a case by name."""
    return {a.name: a for a in identities.actors if a.kind == "person"}


@pytest.mark.parametrize(
    "one, two",
    [
        ("Sergei", "Sergey"),
        ("Yuriy", "Yuri"),
        ("Aleksandr", "Alexandr"),
        ("Mohammed", "Mohamed"),
        ("Łukasz Novák", "Lukasz Novak"),
        ("Jørgen Møllerup", "Joergen Moellerup"),
        ("Jürgen", "Juergen"),
        ("Kareem", "Karim"),
        ("Tyschenko", "Tishchenko"),
    ],
)
def test_sounds_alike(one, two):
    """Romanisations of one name sound alike."""
    assert sound(one) == sound(two)


@pytest.mark.parametrize(
    "texts, names",
    [
        (["Russian envoy Sergei Orlovin said no.", "Russian envoy Sergey Orlovin said yes."], 1),
        (["Russian envoy Sergei Orlovin said no.", "French envoy Sergey Orlovin said yes."], 2),
        (["Russian envoy Anna Orlovin said no.", "Russian envoy Boris Orlovin said yes."], 2),
        (["Russian envoy Anna Orlovin said no.", "Ms. Orlovin left."], 1),
        (["Russian envoy Anna Orlovina said no.", "Russian envoy Anna Orlovyna said no."], 1),
        (["Russian envoy Karim al-Sarif said no.", "Russian envoy Kareem Sarif said yes."], 1),
        (["Russian envoy Karim al-Sarif said no.", "Mr. Sarif left."], 1),
        (["Russian envoy Min-ho Brandak said no.", "Russian envoy Brandak Min-ho said yes."], 1),
        (["Russian envoy Abdul Karim Sarif said no.", "Russian envoy Abdulkarim Sarif said yes."], 1),
        (["Russian envoy Maria Tolvak said no.", "Russian envoy Mario Tolvak said yes."], 2),
        (["Russian envoy Teslan Tolvak said no.", "Russian envoy Teslana Tolvak said yes."], 2),
    ],
)
def test_people_joined(texts, names):
    """Variants of a name are one person unless sides or given names differ; a lone surname joins the only one."""
    assert len(people(case(*texts))) == names


def test_office_joins_its_holder():
    """An office without a name is the person whom the case introduces so."""
    found = case("French Foreign Minister Anna Marlet said no.", "The French foreign minister left early.")
    office = next(key for key, reason in found.reasons.items() if "foreign minister" in reason)
    assert found.same[office] == people(found)["Anna Marlet"].id


def test_side_is_filled_in():
    """A person whose side one article leaves out gets it from the others."""
    found = case("Anna Marlet, a lawyer's daughter, said no.", "Anna Marlet, France's envoy, said no.")
    side = people(found)["Anna Marlet"].side
    assert next(a.name for a in found.actors if a.id == side) == "France"


def test_offices_that_differ_are_both_kept():
    """Two articles that title somebody differently leave both titles, each with its place."""
    found = case("Deputy Secretary of State Anna Marlet left.", "Under Secretary of State Anna Marlet left.")
    titles = {title for title, _ in people(found)["Anna Marlet"].offices}
    assert titles == {"Deputy Secretary of State", "Under Secretary of State"}


def test_casts_may_come_and_go():
    """Who is who rests on the casts that are there, however they came to be there."""
    texts = [
        "Russian envoy Sergei Orlovin said no. The Russian envoy left.",
        "Sergey Orlovin left.",
        "Ukrainian minister Ana Velmar said that Orlovin lied.",
        "Mr. Orlovin smiled. Velmar, the foreign minister, slept.",
    ]
    casts = [actors.resolve(article(text, id=str(n)), ()) for n, text in enumerate(texts)]
    roster = actors.Roster()
    for many in range(1, len(casts) + 1):
        roster.hear(casts[many - 1])
        assert roster.identities() == actors.unify(casts[:many])
    for gone in (1, 0):
        roster.hear(casts[gone], -1)
        assert roster.identities() == actors.unify([c for n, c in enumerate(casts) if n > 1 or n < gone])


TOLD = (
    "Russian envoy Sergei Orlovin said no. The Russian envoy left.",
    "Sergey Orlovin left.",
    "Ukrainian minister Ana Velmar said that Orlovin lied.",
    "Mr. Orlovin smiled. Velmar, the foreign minister, slept.",
    "Russian minister Pavel Orlovin left. The minister smiled.",
    "Ukrainian envoy Anna Velmar said no. Ms. Velmar slept.",
    "The Velmar Group said no. The foreign minister and the envoy left.",
    "The Federation of Ferry Workers (FFW) met Kenya. The union was firm.",
    "The FFW left. Workers of the Dockers' Union said that the union would wait.",
)
CASTS = [actors.resolve(article(text, id=str(n)), ()) for n, text in enumerate(TOLD)]


@given(st.lists(st.sets(st.sampled_from(range(len(CASTS)))), min_size=2, max_size=6))
def test_who_is_who_again_is_who_is_who_at_once(rounds):
    """Whatever casts came and went in the meantime, and all that comes with it: what is told, and why."""
    roster, there = actors.Roster(), set()
    for now in rounds:
        for one in there ^ now:
            roster.hear(CASTS[one], 1 if one in now else -1)
        there = now
        assert roster.identities() == actors.unify([CASTS[one] for one in now])


def test_order_changes_nothing():
    """The casts of a case may come in any order, and every local actor has its case-wide one."""
    texts = [
        "Russian envoy Sergei Orlovin said no.",
        "Sergey Orlovin left.",
        "Mr. Orlovin smiled.",
        "The Russian envoy slept.",
    ]
    casts = [actors.resolve(article(text), ()) for text in texts]
    found = actors.unify(casts)
    assert found == actors.unify(casts[::-1])
    assert {a.id for cast in casts for a in cast.actors} == set(found.same)
    assert set(found.same.values()) == {a.id for a in found.actors}


def test_one_name_is_one_somebody():
    """A body in one article and a group in another are one by their name, unless they are on two sides."""

    def told(kind, side=None, of="a"):
        actor = Actor(id=f"{kind}{side}{of}", name="Harbour Pilots", kind=kind, side=side)
        return Cast(article_id=of, actors=(actor,), mentions=(), speakers={})

    (one,) = actors.unify([told("organisation"), told("group", of="b")]).actors
    assert one.kind == "organisation"
    assert len(actors.unify([told("organisation", "n"), told("group", "s", "b")]).actors) == 2


@pytest.mark.parametrize(
    ("presumed", "told"), [(("Kenya", "Kenya", None), "Kenya"), (("Kenya", "Egypt"), None), (("Kenya",), None)]
)
def test_what_most_presume_is_told(presumed, told):
    """Where no article tells somebody's side, that which several presume, and few others doubt, is told to the rest."""
    casts = []
    for number, side in enumerate(presumed):
        actor = Actor(id="brisk", name="Ana Brisk", kind="person", side=side)
        casts.append(
            Cast(
                article_id=f"a{number}", actors=(actor,), mentions=(), speakers={}, presumed=("brisk",) if side else ()
            )
        )
    assert actors.unify(casts).told.get("brisk") == told


def test_what_is_short_for_the_only_body_of_the_case_is_that_body():
    """ "FFHW", "a union" of one article and the federation of another are one, unless the case has two such bodies."""
    told = "The Federation of Ferry and Harbour Workers (FFHW) met Kenya. The union was firm."
    group = Actor(id="u", name="union", kind="group")
    initials = Actor(id="f", name="FFHW", kind="organisation")
    other = Cast(article_id="2", actors=(group, initials), mentions=(), speakers={})
    cast = actors.resolve(article(told), ())
    found = actors.unify([cast, other])
    body = next(a for a in found.actors if a.name.startswith("Federation"))
    assert {found.same["u"], found.same["f"]} == {body.id}
    second = actors.resolve(article("The Teachers' Union met Kenya. The union was firm."), ())
    again = actors.unify([cast, other, second])
    assert again.same["u"] == "u" and again.same["f"] == body.id


def test_the_front_is_the_only_front_of_the_case():
    """A movement that one article calls only by its last word is the one that another calls so, too."""
    front = Actor(id="d", name="Delta Front", kind="organisation", side="d", aliases=("Front",))
    lone = Actor(id="f", name="Front", kind="organisation")
    casts = [Cast(article_id=str(n), actors=(a,), mentions=(), speakers={}) for n, a in enumerate((front, lone))]
    assert actors.unify(casts).same["f"] == "d"
    other = Actor(id="s", name="Salt Front", kind="organisation", side="s", aliases=("Front",))
    assert actors.unify([*casts, Cast(article_id="3", actors=(other,), mentions=(), speakers={})]).same["f"] == "f"


@pytest.mark.parametrize(("times", "who"), [(3, "Odo Kirui"), (1, "Kirui")])
def test_a_name_alone_that_nothing_introduces_is_the_only_one_of_the_case(times, who):
    """Who is only "Kirui" and acts again and again in one report is the person whom another one introduces."""
    bare = article("Kirui offered a truce on Monday.")
    lone = Actor(id="lone", name="Kirui", kind="organisation")
    mention = Mention(anchor=anchor(bare, "Kirui"), actor="lone", form="group", reason="seen to act")
    one = Cast(article_id=bare.id, actors=(lone,), mentions=(mention,) * times, speakers={})
    found = actors.unify([one, actors.resolve(article("Kenyan President Odo Kirui left on Sunday."), ())])
    assert {a.name for a in found.actors if a.id == found.same["lone"]} == {who}


def test_the_president_is_who_is_named_far_more_often_than_others_of_that_title():
    """ "The president" of a report without names is the only one of the case who is often told of."""
    often = "Kenyan President Odo Kirui left." + " Kirui said no." * 7
    lone = Actor(id="lone", name="president", kind="office", offices=(("president", anchor(article(often), "left")),))
    alone = Cast(article_id="x", actors=(lone,), mentions=(), speakers={})
    casts = [actors.resolve(article(text), ()) for text in (often, "President Marsh of the club was late.")]
    found = actors.unify([alone, *casts])
    assert {a.name for a in found.actors if a.id == found.same["lone"]} == {"Odo Kirui"}

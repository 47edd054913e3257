"""What the rooms found in one article, in terms of the actors of the whole case."""

from __future__ import annotations

from communique.data import Actor, Cast, Identities, Meeting, Reading
from communique.naming import Naming
from communique.one_article import Notes

ENVOY = Actor(id="envoy", name="the envoy", kind="office", side="norland")
PRESS = Actor(id="press", name="Norva Post", kind="organisation")
TALKS = Meeting(id="m", forum=None, place="Norva", when=None, parties=("local", "press"), status="held", evidence=())
NOTE = Notes(
    statements=(),
    cast=Cast(article_id="a", actors=(), mentions=(), speakers={}),
    reading=Reading(article_id="a", meetings=(TALKS,)),
)


def test_local_actors_become_those_of_the_case() -> None:
    """A local id becomes that of the case, and the press sits at no table."""
    naming = Naming()
    identities = Identities(actors=(ENVOY, PRESS), same={"local": "envoy", "press": "press"})
    (named,) = naming.named([NOTE], identities, (ENVOY, PRESS), frozenset({"press"}))
    assert named.meetings[0].parties == ("envoy",)


def test_an_article_is_named_again_when_its_actors_change() -> None:
    """While its actors are who they were an article is not named again; when one becomes another it is."""
    naming = Naming()
    first = Identities(actors=(ENVOY,), same={"local": "envoy"})
    other = Identities(actors=(ENVOY,), same={"local": "minister"})
    (one,) = naming.named([NOTE], first, (ENVOY,), frozenset())
    assert naming.named([NOTE], first, (ENVOY,), frozenset())[0] is one
    assert naming.named([NOTE], other, (ENVOY,), frozenset())[0].meetings[0].parties == ("minister", "press")

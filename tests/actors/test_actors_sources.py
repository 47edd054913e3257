"""Short names, offices and pronouns that speak, back to the full name that the passage tells."""

from dataclasses import replace

import pytest

from communique import actors
from communique import text as texts
from factories import article, statement

# The source in square brackets is who is reported; the name is the actor it must lead to, or None.
CASES = [
    ("Dame Oda Pell runs the harbour. [Pell] said no deal.", "Oda Pell"),
    ("Envoy Tovar Lind landed late. [Lind] said no deal.", "Tovar Lind"),
    ("Tovar Lind landed late. [The envoy] said no deal.", "Tovar Lind"),
    ("Tovar Lind's plane landed late. [The minister] said no deal.", "Tovar Lind"),
    ("Tovar Lind landed late. [He] said no deal.", "Tovar Lind"),
    ("Tovar Lind and Sella Brand landed late. [Brand] said no deal.", "Sella Brand"),
    ("Foreign Minister Sella Brand met the envoy, Tovar Lind. [The minister] said no deal.", "Sella Brand"),
    ("Foreign Minister Sella Brand met the envoy, Tovar Lind. [The envoy] said no deal.", "Tovar Lind"),
    ("Foreign Minister Sella Brand met the envoy, Tovar Lind. [The foreign minister] said no deal.", "Sella Brand"),
    ("General Tovar Lind commands the ridge. [The general] said no deal.", "Tovar Lind"),
    ("The chairwoman, Sella Brand, rose. [She] said no deal.", "Sella Brand"),
    ("The chairwoman, Sella Brand, rose. [The chairwoman] said no deal.", "Sella Brand"),
    ("Mr Lind spoke first. “There is,” [the spokesman] said, no deal.", "Lind"),
    ("The Board of Salt Towns (BST) met. [The BST] said no deal.", "Board of Salt Towns"),
    ("The Southern Salt Trust met. [The Trust] said no deal.", "Southern Salt Trust"),
    ("The Salt Council said it was ready. [The council] said no deal.", "Salt Council"),
    ("Ostrany says it is ready. [It] said no deal.", "Ostrany"),
    ("Ostrany has denied that it fired. [Ostrany] said no deal.", "Ostrany"),
    ("Ostrany's defence ministry met the press. [It] said no deal.", "Ostrany's defence ministry"),
    ("Ostrany's defence ministry met the press. [The ministry] said no deal.", "Ostrany's defence ministry"),
    ("Rebel commander Tovar Lind waited. [The commander] said no deal.", "Tovar Lind"),
    ("Tovar Lind, 51, runs the port. [He] said no deal.", "Tovar Lind"),
    ("Ambassador Lind was silent; his deputy, Sella Brand, was not. [She] said no deal.", "Sella Brand"),
    ("Sheikh Tovar al-Lind came. [The sheikh] said no deal.", "Tovar al-Lind"),
    ("Sella Brand-Oke came. [Brand-Oke] said no deal.", "Sella Brand-Oke"),
    ("General Min-ho Brand commands the ridge. [Brand] said no deal.", "Min-ho Brand"),
    ("General Brand Min-ho commands the ridge. [He] said no deal.", "Brand Min-ho"),
    ("Bishop Tovar blessed the boats. [He] said no deal.", "Bishop Tovar"),
    ("Tovar Lind’s brother came. [The brother] said no deal.", None),
    ("Sella Brand came. [The president] said no deal.", "president"),
    ("Envoy Tovar Lind came. [A diplomat] said no deal.", "diplomat"),
    ("Tovar Lind met Sella Brand. [The envoy] said no deal.", "envoy"),
    ("Minister Tovar Lind met Minister Sella Brand. [The minister] said no deal.", "minister"),
    ("A trader, Sella Brand, came. [Ms Brand] said no deal.", "Sella Brand"),
    ("Tovar “Stone” Lind came. [Lind] said no deal.", "Lind"),
]


def speaker(text):
    """The name of who the bracketed source is."""
    plain = text.replace("[", "").replace("]", "")
    start = text.index("[")
    source = text[start + 1 : text.index("]")]
    base = article(plain)
    said = statement(base, "no deal", source=source, cue="said")
    said = replace(said, source=texts.anchor(base, start, start + len(source)))
    found = actors.resolve(base, (said,))
    return {a.id: a.name for a in found.actors}.get(found.speakers.get(said.id))


@pytest.mark.parametrize("text, name", CASES)
def test_source_to_full_name(text, name):
    """A short name, an office or a pronoun that speaks is the actor the passage names; two that fit stay apart."""
    assert speaker(text) == name

"""Published conflicts, entered again from their tables, each with its citation."""

from __future__ import annotations

DILEMMA = """
name = "The prisoner's dilemma"
[states]
CC = "YY"
CD = "YN"
DC = "NY"
DD = "NN"
[[decision-makers]]
name = "First"
options = ["first"]
ranking = ["DC > CC > DD > CD"]
[[decision-makers]]
name = "Second"
options = ["second"]
ranking = ["CD > CC > DD > DC"]
"""
"""Any textbook; under these concepts in Fang, Hipel and Kilgour 1993, Interactive Decision Making, chapter 3."""

ELMIRA = """
name = "Elmira"
status-quo = "s1"
[states]
s1 = "N YNN N"
s2 = "Y YNN N"
s3 = "N NYN N"
s4 = "Y NYN N"
s5 = "N YNN Y"
s6 = "Y YNN Y"
s7 = "N NYN Y"
s8 = "Y NYN Y"
s9 = "- --Y -"
[[decision-makers]]
name = "MoE"
options = [{ name = "modify", irreversible = "yes" }]
ranking = ["s7 > s3 > s4 > s8 > s5 > s1 > s2 > s6 > s9"]
[[decision-makers]]
name = "UR"
options = ["delay", { name = "accept", irreversible = "yes" }, { name = "abandon", irreversible = "yes" }]
ranking = ["s1 > s4 > s8 > s5 > s9 > s3 > s7 > s2 > s6"]
[[decision-makers]]
name = "LG"
options = ["insist"]
ranking = ["s7 > s3 > s5 > s1 > s8 > s6 > s4 > s2 > s9"]
"""
"""Hipel, Kilgour, Fang and Peng 1997, "The decision support system GMCR in environmental conflict management",
Applied Mathematics and Computation 83: the groundwater of Elmira, Ontario; the coalition in Kilgour and Hipel."""

EUPHRATES = """
name = "Syria and Iraq, 1975"
status-quo = "NNN"
infeasible = ["release AND escalate"]
[[decision-makers]]
name = "Syria"
options = ["release", "escalate"]
ranking = ["NNN > NYN > NYY > YNN > NNY > YNY"]
[[decision-makers]]
name = "Iraq"
options = ["attack"]
ranking = ["YNN > NNY > NYY > NNN > YNY > NYN"]
"""
"""Hipel, Kilgour and Kinsara 2014, "Strategic investigations of water conflicts in the Middle East", Group Decision
and Negotiation 23: the Euphrates without the third party."""


def korea(us: str, north: str, undone: bool) -> str:
    """The standoff of the US and North Korea in October 2017, from two rankings of its states, best first.

    Zach Jacobi 2017, "The Graph Model of Conflict Resolution", Introduction (5 November) and Sensitivity Analysis
    (12 November), socratic-form-microscopy.com. A state is the sum of what is done: 1 strike, 2 withdraw, 4 invade,
    8 abandon; a strike cannot be undone. There state 4 is counted to hold beside SEQ, for both would leave it at once;
    with the first rankings and an invasion that cannot be undone 12 is left out, though SEQ by its definition keeps it.
    """
    states = [s for s in range(16) if s & 3 != 3]
    named = "\n".join(f'{s} = "{"".join("NY"[s >> b & 1] for b in range(4))}"' for s in states)
    invade = '"invade"' if undone else '{ name = "invade", irreversible = "yes" }'
    return f"""
name = "The US and North Korea, 2017"
status-quo = "0"
[states]
{named}
[[decision-makers]]
name = "US"
options = [{{ name = "strike", irreversible = "yes" }}, "withdraw"]
ranking = ["{" > ".join(us.split())}"]
[[decision-makers]]
name = "North Korea"
options = [{invade}, "abandon"]
ranking = ["{" > ".join(north.split())}"]
"""

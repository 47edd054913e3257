"""actors/: which names are the same somebody.

:func:`resolve` finds the actors of one article and who speaks each statement; :func:`unify` joins them over a case,
and :func:`sides` says what a case knows of the people of whom an article is :func:`unsure`. :func:`evidence` and
:func:`learn` find the states, movements and bodies that no list knows.
"""

from communique.actors.casting import resolve
from communique.actors.clues import Clues, evidence
from communique.actors.identities import Unsure, sides, unsure
from communique.actors.learning import Board, learn
from communique.actors.roster import Roster, unify

__all__ = ["Board", "Clues", "Roster", "Unsure", "evidence", "learn", "resolve", "sides", "unify", "unsure"]

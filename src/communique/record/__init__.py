"""From moves to a record: one act is one event, by how many voices; who holds what; what is disputed."""

from communique.record.adding import additions
from communique.record.agreement import Disagreement, agreement, alpha, disagreements, kappa, percent
from communique.record.changes import changes, eve
from communique.record.counts import Counts, figure_disputes
from communique.record.deciding import Author, Desk, Issue
from communique.record.judging import PREMISES, edited, in_force, judged, orphaned, standing
from communique.record.naming import (
    of_present,
    press_among,
)
from communique.record.queueing import UNSURE, queue
from communique.record.reconciling import Evidence, Memory, Options, ahead, reconcile
from communique.record.renaming import identified, linked, with_present, without
from communique.record.support import Voices
from communique.record.touching import touching

__all__ = [
    "PREMISES",
    "UNSURE",
    "Author",
    "Counts",
    "Desk",
    "Disagreement",
    "Evidence",
    "Issue",
    "Memory",
    "Options",
    "Voices",
    "additions",
    "agreement",
    "ahead",
    "alpha",
    "changes",
    "disagreements",
    "edited",
    "eve",
    "figure_disputes",
    "identified",
    "in_force",
    "judged",
    "kappa",
    "linked",
    "of_present",
    "orphaned",
    "percent",
    "press_among",
    "queue",
    "reconcile",
    "standing",
    "touching",
    "with_present",
    "without",
]

"""Find copies: who took text from whom, what was corrected, whose wording a machine made."""

from communique.copies.finding import find
from communique.copies.index import Index
from communique.copies.known import Known
from communique.copies.lineage import infer_dates, lineages
from communique.copies.options import Options
from communique.copies.overlaps import Overlaps, overlaps
from communique.copies.redlines import Change, Redline, redline
from communique.copies.wordings import wording

__all__ = [
    "Change",
    "Index",
    "Known",
    "Options",
    "Overlaps",
    "Redline",
    "find",
    "infer_dates",
    "lineages",
    "overlaps",
    "redline",
    "wording",
]

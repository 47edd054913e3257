"""Pictures as SVG, drawn from what the views hold: the same on the page and in a report.

Nothing but presentation attributes and classes: no script, no style, no address but our own. What colour tells, shape
tells too; every picture has words for those who do not see it.
"""

from communique.pictures.conflicts import conflict
from communique.pictures.intervals import intervals
from communique.pictures.lineages import lineage, sample
from communique.pictures.timeline import mark, timeline

__all__ = ["conflict", "intervals", "lineage", "mark", "sample", "timeline"]

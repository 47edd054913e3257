"""From moves to a record: one act is one event, by how many voices; who holds what; what is disputed."""

from communique.record.judging import edited, judged, orphaned, standing
from communique.record.reconciling import Evidence, Options, reconcile

__all__ = ["Evidence", "Options", "edited", "judged", "orphaned", "reconcile", "standing"]

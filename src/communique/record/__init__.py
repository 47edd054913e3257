"""From moves to a record: one act is one event, by how many voices; who holds what; what is disputed."""

from communique.record.judging import judged, orphaned, standing
from communique.record.reconciling import Evidence, Options, reconcile

__all__ = ["Evidence", "Options", "judged", "orphaned", "reconcile", "standing"]

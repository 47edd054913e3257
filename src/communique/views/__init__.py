"""What the pages and the report show, as plain objects drawn from a snapshot of a case.

Each view is a module with ``objects(now, asked)``, everything that its page shows, ready for JSON, and ``rows(made)``,
the same as the rows of one table.
"""

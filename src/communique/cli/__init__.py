"""The commands; the only place that writes to the terminal.

Nothing heavy is imported before a command needs it, so that help and completion answer at once.
"""

from communique.cli import commands, deciding
from communique.cli.frame import main

__all__ = ["commands", "deciding", "main"]

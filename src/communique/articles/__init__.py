"""Reading: from what the user names to articles as they were published, what is not the story marked as such."""

from communique.articles.discovering import discover
from communique.articles.reading import Options, identity, read

__all__ = ["Options", "discover", "identity", "read"]

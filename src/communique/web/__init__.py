"""The web page of a case, on this machine only."""

from communique.web.application import application
from communique.web.served import Served
from communique.web.serving import serve

__all__ = ["Served", "application", "serve"]

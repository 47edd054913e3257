"""The keys to a served case: for the browser that opens it, for its cookie, for scripts, for the calendar alone."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

_BYTES = 24  # of chance in each key


class Keys:
    """All keys of one start. The one in the address opens the page once; ``renewed`` is then called with the next.

    The cookie of the browser that was let in holds another, so that an address from its history opens nothing.
    """

    def __init__(self, renewed: Callable[[str], None] = lambda _: None) -> None:
        self.cookie = secrets.token_urlsafe(_BYTES)
        self.bearer = secrets.token_urlsafe(_BYTES)
        self.start = secrets.token_urlsafe(_BYTES)
        self.calendar = secrets.token_urlsafe(_BYTES)
        self._renewed = renewed

    def admits(self, given: str) -> bool:
        """Whether this is the key in the address that was printed last; it admits nobody else afterwards."""
        if not same(given, self.start):
            return False
        self.start = secrets.token_urlsafe(_BYTES)
        self._renewed(self.start)
        return True


class Lasting(Keys):
    """One key for everything, as often as it is asked for: for tests, and for who serves the app in another way."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self.cookie = self.bearer = self.start = token
        self.calendar = hmac.new(token.encode(), b"calendar", "sha256").hexdigest()

    def admits(self, given: str) -> bool:
        """Whether this is the key."""
        return same(given, self.start)


def same(given: str, key: str) -> bool:
    """Whether two keys are one, found out in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), key.encode())

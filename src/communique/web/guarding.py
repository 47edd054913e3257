"""Who may ask: only this machine's own browser tab, or a script that knows the token.

Against DNS rebinding the Host is compared with those we serve under; against other users of the machine every request
needs a key of this start, as a cookie or as a bearer; against forged forms a write must come from our own page, and
against scripts of other pages of this machine nothing but a whole page is given to what is not ours.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.keys import Keys, Lasting, same

COOKIE = "communique"
CALENDAR = "/calendar.ics"
"""What a calendar program reads: it knows no cookie, so that this one address can be read with a key of its own."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without any, browsers would send no Origin with a form either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_READING = frozenset({"GET", "HEAD"})
_OURS = frozenset({"same-origin", "none"})  # what Sec-Fetch-Site says of our pages and of the reader's own doing
_BEARER = "bearer "


class Guard:
    """The outermost layer of the server: refuses whoever has no business here, and sets the headers of safety.

    ``keys`` are those of a start, or one lasting ``token`` for everything. ``cookie`` is the name of the cookie: two
    cases that are served at once need two, as browsers do not tell ports apart.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Callable[[], frozenset[str]],
        token: str = "",
        keys: Keys | None = None,
        cookie: str = COOKIE,
    ) -> None:
        self._app = app
        self._keys = keys or Lasting(token)
        self._hosts = hosts
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] == "http":
            refusal = self._refusal(scope)
            scope.setdefault("state", {})["calendar_key"] = self._keys.calendar
            await (self._app if refusal is None else refusal)(scope, receive, _safely(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """Why not, as an answer; None for a request that may pass."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [headers.get("host", "")] or headers["host"].lower() not in self._hosts():
            return PlainTextResponse("This page answers on its own address only.\n", 421)
        if not self._from_here(scope, headers):
            return PlainTextResponse("What is asked for here must be asked for by the page itself.\n", 403)
        if self._script(headers):
            return None
        if scope["path"] == CALENDAR and scope["method"] in _READING and self._calendar(scope["query_string"]):
            return None
        admitted = same(_cookie(headers, self._cookie), self._keys.cookie)
        given = _asked(scope["query_string"], b"token")
        if given is not None and scope["method"] in _READING:
            return self._opened(scope, given, admitted=admitted)
        if not admitted:
            text = "Open the address that `communique serve` printed: it holds the key to this page.\n"
            return PlainTextResponse(text, 401)
        if scope["method"] not in _READING and not self._own_page(headers):
            return PlainTextResponse("A decision must come from the page itself.\n", 403)
        return None

    def _opened(self, scope: Scope, given: str, *, admitted: bool) -> Response:
        """The start address: its key becomes a cookie, and leaves the address."""
        answer = RedirectResponse(_without_token(scope), 303)
        if admitted:
            return answer
        if not self._keys.admits(given):
            text = "This address was used before, or is of an earlier start: open the one printed last.\n"
            return PlainTextResponse(text, 401)
        answer.set_cookie(self._cookie, self._keys.cookie, httponly=True, samesite="strict", path="/")
        return answer

    def _script(self, headers: Headers) -> bool:
        """Whether a script asks, with its token."""
        said = headers.get("authorization", "")
        return said[: len(_BEARER)].lower() == _BEARER and same(said[len(_BEARER) :].strip(), self._keys.bearer)

    def _from_here(self, scope: Scope, headers: Headers) -> bool:
        """Not from a page of another origin, where the browser says so: of such a page one may only follow a link."""
        site = headers.get("sec-fetch-site", "same-origin")
        following = scope["method"] in _READING and headers.get("sec-fetch-mode") == "navigate"
        origin = headers.get("origin")
        foreign = origin is not None and not self._ours(origin)
        return (site in _OURS or following) and not foreign

    def _own_page(self, headers: Headers) -> bool:
        """Whether a write comes from a page of ours: the browser says so by one header or the other."""
        return headers.get("sec-fetch-site") == "same-origin" or self._ours(headers.get("origin", ""))

    def _calendar(self, query: bytes) -> bool:
        """Whether the key to the calendar alone is given."""
        return same(_asked(query, b"key") or "", self._keys.calendar)

    def _ours(self, origin: str) -> bool:
        return origin.lower() in {f"http://{host}" for host in self._hosts()}


def _asked(query: bytes, wanted: bytes) -> str | None:
    """What a query string gives for a name, where it does."""
    for pair in query.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name == wanted:
            return value.decode("latin-1")
    return None


def _without_token(scope: Scope) -> str:
    """The address that was asked for without its token, on this server whatever its path looks like."""
    path = "/" + quote(scope["path"].lstrip("/\\"), safe="/")
    rest = b"&".join(pair for pair in scope["query_string"].split(b"&") if pair and not pair.startswith(b"token="))
    return f"{path}?{rest.decode('latin-1')}" if rest else path


def _cookie(headers: Headers, name: str) -> str:
    try:
        jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _safely(send: Send) -> Send:
    """The same, with the headers of safety on every answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending

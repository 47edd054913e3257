"""Who may ask: only this machine's own browser tab, or a script that knows the token.

Against DNS rebinding the Host is compared with those we serve under; against other users of the machine every request
needs the token of this start, as a cookie or as a bearer; against forged forms a write must come from our own page.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "communique"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin"})


class Guard:
    """The outermost layer of the server: refuses whoever has no business here, and sets the headers of safety."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: Callable[[], frozenset[str]]) -> None:
        self._app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (self._app if refusal is None else refusal)(scope, receive, _safely(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """Why not, as an answer; None for a request that may pass."""
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts():
            return PlainTextResponse("This page answers on its own address only.\n", 421)
        if self._same(headers.get("authorization", "").removeprefix("Bearer ")):
            return None
        given = _token_of(scope["query_string"])
        if given is not None and scope["method"] in _READING:
            return self._admitted(scope, given)
        if not self._same(_cookie(headers)):
            text = "Open the address that `communique serve` printed: it holds the key to this page.\n"
            return PlainTextResponse(text, 401)
        if scope["method"] not in _READING and not self._own_page(headers):
            return PlainTextResponse("A decision must come from the page itself.\n", 403)
        return None

    def _admitted(self, scope: Scope, given: str) -> Response:
        """The start address: its token becomes a cookie, and leaves the address."""
        if not self._same(given):
            return PlainTextResponse("This address is of an earlier start: open the one printed last.\n", 401)
        answer = RedirectResponse(scope["path"] if scope["path"].startswith("/") else "/", 303)
        answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _own_page(self, headers: Headers) -> bool:
        """Whether a write comes from a page of ours: the browser says so by one header or the other."""
        site = headers.get("sec-fetch-site")
        if site is not None and site not in _OWN:
            return False
        origin = headers.get("origin")
        if origin is not None:
            return origin.lower() in {f"http://{host}" for host in self._hosts()}
        return site is not None

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _token_of(query: bytes) -> str | None:
    """The token in a query string, where there is one."""
    for pair in query.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name == b"token":
            return value.decode("latin-1")
    return None


def _cookie(headers: Headers) -> str:
    try:
        jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _safely(send: Send) -> Send:
    """The same, with the headers of safety on every answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending

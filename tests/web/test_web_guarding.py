"""Who is let in: every combination of host, key, origin and way of asking, and nobody who has no business here."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from communique.web.guarding import Guard
from communique.web.keys import Keys, Lasting
from web.desk import Reader

HOST = "127.0.0.1:8474"
HOSTS = frozenset({HOST, "localhost:8474"})


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """What is guarded: it lets everything happen."""
    await PlainTextResponse("let in")(scope, receive, send)


def guarded(keys: Keys | None = None, cookie: str = "communique") -> Reader:
    """Somebody before the guard."""
    return Reader(Guard(app, keys=keys or Lasting("right"), hosts=lambda: HOSTS, cookie=cookie))


KEYS = {
    "none": {},
    "wrong cookie": {"cookie": "communique=wrong"},
    "cookie": {"cookie": "other=1; communique=right"},
    "bearer": {"authorization": "Bearer right"},
}
PAGES = {
    "unsaid": {},
    "own": {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"},
    "other port": {"origin": "http://127.0.0.1:9", "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    "other site": {"origin": "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
}
NAMES = {"own": HOST, "rebound": "evil.example:8474"}


@pytest.mark.parametrize(("name", "key", "page", "method"), [*product(NAMES, KEYS, PAGES, ("GET", "POST"))])
def test_only_the_page_itself_and_scripts_with_the_token_get_in(name: str, key: str, page: str, method: str) -> None:
    """Of 64 combinations those pass that have our name and a key, and come from no other page; a form from ours."""
    allowed = name == "own" and key in ("cookie", "bearer") and page in ("unsaid", "own")
    if method == "POST" and key == "cookie":
        allowed = allowed and page == "own"
    headers = {"host": NAMES[name], **KEYS[key], **PAGES[page]}
    answer = guarded().ask(method, "/judgements", headers=headers)
    assert (answer.text == "let in") is allowed, (answer.status_code, answer.text)
    assert allowed or answer.status_code in (401, 403, 421)


FURTHER: list[tuple[str, dict[str, str], bool]] = [
    ("GET", {"cookie": "communique=right", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, True),
    ("GET", {"cookie": "communique=right", "sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, True),
    ("POST", {"cookie": "communique=right", "sec-fetch-site": "none"}, False),
    ("POST", {"cookie": "communique=right", "sec-fetch-site": "same-origin"}, True),
    ("POST", {"cookie": "communique=right", "origin": f"http://{HOST}"}, True),
    ("POST", {"cookie": "communique=right", "origin": "null"}, False),
    ("POST", {"cookie": "communique=right", "origin": "null", "sec-fetch-site": "same-origin"}, False),
    ("POST", {"cookie": "communique=right", "origin": f"https://{HOST}", "sec-fetch-site": "same-origin"}, False),
    ("POST", {"cookie": "communique=right", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, False),
    ("DELETE", {"cookie": "communique=right"}, False),
    ("OPTIONS", {"cookie": "communique=right", "origin": "https://evil.example"}, False),
    ("GET", {"authorization": "right"}, False),
    ("GET", {"authorization": "Basic right"}, False),
    ("GET", {"authorization": "bearer  right "}, True),
    ("GET", {"authorization": "Bearer "}, False),
    ("GET", {"cookie": 'communique="right"'}, True),
    ("GET", {"cookie": "communique=; ;=;communique"}, False),
    ("GET", {"cookie": "communique=rïght"}, False),
    ("GET", {"host": HOST.upper(), "cookie": "communique=right"}, True),
    ("GET", {"host": "127.0.0.1", "cookie": "communique=right"}, False),
    ("GET", {"host": "127.0.0.1:8474.evil.example", "cookie": "communique=right"}, False),
]


@pytest.mark.parametrize(("method", "headers", "allowed"), FURTHER)
def test_odd_requests_are_judged_strictly(method: str, headers: dict[str, str], allowed: bool) -> None:
    """What is not known to be ours is not let in."""
    sent = [(name.encode(), value.encode("latin-1")) for name, value in ({"host": HOST} | headers).items()]
    assert (guarded().ask(method, "/moves", headers=sent).text == "let in") is allowed


def test_two_hosts_in_one_request_are_refused() -> None:
    """Whichever of them is ours."""
    both = [(b"host", HOST.encode()), (b"host", b"evil.example"), (b"cookie", b"communique=right")]
    assert guarded().ask("GET", "/", headers=both).status_code == 421


def test_the_start_address_opens_the_page_once() -> None:
    """Its key becomes a cookie of another value; used again it opens nothing, but the next that was told does."""
    told: list[str] = []
    keys = Keys(told.append)
    start = keys.start
    first = guarded(keys).get(f"/moves?code=OFFER&token={start}")
    assert (first.status_code, first.headers["location"]) == (303, "/moves?code=OFFER")
    cookie = first.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert start not in cookie
    assert keys.cookie in cookie
    assert guarded(keys).get(f"/?token={start}").status_code == 401
    admitted = {"cookie": f"communique={keys.cookie}"}
    assert guarded(keys).get(f"/?token={start}", headers=admitted).status_code == 303
    assert guarded(keys).get(f"/?token={told[0]}").status_code == 303
    assert guarded(keys).post(f"/?token={told[1]}", {}).status_code == 401
    assert len({start, keys.cookie, keys.bearer, *told}) == 5


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/", "/"),
        ("//evil.example/x", "/evil.example/x"),
        ("/%5Cevil.example", "/evil.example"),
        ("/%2F%2Fevil.example", "/evil.example"),
        ("/a%0d%0aset-cookie:b", "/a%0D%0Aset-cookie%3Ab"),
        ("/articles/%C3%A9", "/articles/%C3%A9"),
    ],
)
def test_the_start_address_leads_nowhere_else(path: str, leads: str) -> None:
    """Whatever its path looks like, it stays on this server."""
    assert guarded().ask("GET", f"http://{HOST}{path}?token=right").headers["location"] == leads


def test_two_cases_on_one_machine_have_two_cookies() -> None:
    """Browsers send the cookies of every port; each server looks at its own."""
    both = {"cookie": "communique-8474=right; communique-8475=other"}
    assert guarded(cookie="communique-8474").get("/", headers=both).text == "let in"
    assert guarded(cookie="communique-8475").get("/", headers=both).status_code == 401


@pytest.mark.parametrize("headers", [{}, {"cookie": "communique=right"}])
def test_every_answer_has_the_headers_of_safety(headers: dict[str, str]) -> None:
    """Those that refuse as well."""
    answer = guarded().get("/", headers=headers)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"

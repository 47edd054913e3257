"""Hostile words in every field of a case: none is ever executed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from communique import Case
from web.browser import Visit, addresses, launched, served

PAYLOADS = (
    "<script>hit()</script>",
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<body onload=hit()>",
    "<iframe src=javascript:hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href=javascript:hit()>open</a>",
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    "java\tscript:hit()",
    "data:text/html,<script>hit()</script>",
    "vbscript:hit()",
    '"><script>hit()</script>',
    "'><script>hit()</script>",
    '" onmouseover="hit()" autofocus onfocus="hit()',
    "' onfocus='hit()' autofocus='",
    "<details open ontoggle=hit()>",
    "<video><source onerror=hit()></video>",
    "<input autofocus onfocus=hit()>",
    "<math><mtext><script>hit()</script></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "<template><script>hit()</script></template>",
    "<style>@import 'javascript:hit()';</style>",
    "<link rel=stylesheet href=javascript:hit()>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<base href=javascript:/hit()//>",
    "<object data=javascript:hit()>",
    "<embed src=javascript:hit()>",
    "<form action=javascript:hit()><button autofocus>go</button></form>",
    "<marquee onstart=hit()>",
    "{{ 7 * 7 }}{% for x in () %}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "${hit()}",
    "<!--><script>hit()</script>-->",
    "<![CDATA[<script>hit()</script>]]>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "\u202e<script>hit()</script>\u202c",
    "<scr\x00ipt>hit()</scr\x00ipt>",
)
_TEXT = """{payload} said Ordune would close the strait on 9 May unless Quellis withdraws its ships.

“{payload} is our red line,” foreign minister Hanna Brask said on Tuesday. Quellis rejected the {payload} and demanded
that Ordune lift its tariffs. At least {count} {payload} were killed, officials said; {body} will
meet on 12 May in Lindhamn.
"""

_LINKS = "all => all.map(e => e.getAttribute('href') || e.getAttribute('action'))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of forty reports, each with one payload in every field, and with judgements that hold them too."""
    folder = tmp_path_factory.mktemp("hostile")
    fields = ("id", "title", "outlet", "byline", "url", "credit", "language")
    rows = [
        dict.fromkeys(fields, payload)
        | {"id": f"{n} {payload}", "published": f"2031-03-{n % 28 + 1:02}"}
        | {"text": _TEXT.format(payload=payload, count=20 + n, body=payload)}
        for n, payload in enumerate(PAYLOADS)
    ]
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Case(folder / "hostile.communique") as case:
        case.add(source)
        moves = case.moves()
        for move, payload in zip(moves, PAYLOADS, strict=False):
            case.judge(move, "edit", why=payload, by=payload, changes={"issue": payload.replace("\x00", "")})
    return folder / "hostile.communique"


def test_nothing_of_a_case_is_ever_executed(browser: Browser, hostile: Path) -> None:
    """No page of a case full of scripts runs one, opens a dialog, or breaks its policy."""
    hits: list[str] = []
    with Case(hostile) as case:
        now = case.snapshot()
        paths = [*addresses(now), *(f"/articles/{a.id}" for a in now.articles())]
    with served(hostile) as home:
        visit = Visit(browser, home)
        visit.context.expose_function("hit", lambda: hits.append(visit.page.url))
        visit.page.on("dialog", lambda dialog: (hits.append(dialog.message), dialog.dismiss()))
        for path in paths:
            visit.page.goto(home + path)
            _provoke(visit)
        visit.close()
    assert (hits, visit.foreign, visit.reports) == ([], [], [])


def _provoke(visit: Visit) -> None:
    """What a reader does: opens what is folded, points at things."""
    visit.page.evaluate(
        "for (const e of document.querySelectorAll('details')) e.open = true;"
        "for (const e of document.querySelectorAll('main *')) {"
        " for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(kind)); }"
    )


@pytest.mark.parametrize("place", ["javascript:hit()", "data:text/html,x", "JaVaScRiPt:hit()", "//evil.example/x"])
def test_no_link_leads_to_a_script(browser: Browser, hostile: Path, place: str) -> None:
    """Only addresses with http or https become links."""
    with Case(hostile) as case:
        paths = addresses(case.snapshot())
    with served(hostile) as home:
        visit = Visit(browser, home)
        for path in paths:
            visit.page.goto(home + path)
            links = visit.page.eval_on_selector_all(
                "a, form", "all => all.map(e => e.getAttribute('href') || e.action)"
            )
            assert not [link for link in links if link and place.casefold() in link.casefold()], path
        visit.close()

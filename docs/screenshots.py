"""Pictures of the pages for the README and the docs: ``python docs/screenshots.py`` (needs a Chromium).

Builds the demo crisis, serves it and writes docs/images/*.png.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from communique import Case
from communique.snapshot import Snapshot
from web.browser import Visit, launched, served

IMAGES = Path(__file__).parent / "images"
SHOTS: Mapping[str, tuple[str, str, int]] = {  # name: the page, light or dark, pixels high
    "state": ("/", "light", 1150),
    "timeline": ("/timeline", "dark", 900),
    "article": ("/articles/{id}", "light", 900),
    "disputes": ("/disputes", "light", 850),
    "review": ("/review", "light", 850),
    "conflict": ("/conflict", "light", 1100),
}

# What a page shows once it is made, where that takes longer than to open it.
READY = {"review": "[data-card]", "conflict": "main:not(:has([data-pending]))"}
_PATIENCE = 120_000  # milliseconds: the conflict of a new case is worked out in a process of its own


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.communique"
        with as_file(files("communique").joinpath("demo", "articles")) as reports, Case(path) as case:
            case.add(reports)
            told = _most_told(case.snapshot())
        with served(path) as home, launched() as browser:
            for name, (address, look, height) in SHOTS.items():
                size = {"width": 1280, "height": height}
                visit = Visit(browser, home, color_scheme=look, viewport=size, device_scale_factor=1)
                visit.open(address.format(id=told))
                visit.page.wait_for_selector(READY.get(name, "main"), timeout=_PATIENCE)
                visit.page.screenshot(path=IMAGES / f"{name}.png")
                visit.close()
                print(IMAGES / f"{name}.png")


def _most_told(now: Snapshot) -> str:
    """The article with most moves."""
    return max(now.articles(), key=lambda a: (len(now.moves_by_article.get(a.id, ())), a.id)).id


if __name__ == "__main__":
    main()

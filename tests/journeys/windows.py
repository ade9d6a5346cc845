"""Windows that stay open for the whole run: a page in one of them finds the scripts compiled, at a third of what a new window costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browsing import PATIENCE, WIDTHS, settled, watch
from tests.journeys.server import VISITORS


class Windows:
    """A window for each kind of reader, such as a phone or a signed-in user; pages come and go."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: dict[str, BrowserContext] = {}

    def page(self, origin: str, width: str, **options: object) -> Page:
        """An empty page as wide as asked for; `options` are Playwright's for a window."""
        kind = json.dumps(options, sort_keys=True)
        if kind not in self._open:
            self._open[kind] = self._new(origin, **options)
        page = self._open[kind].new_page()
        page.set_viewport_size(WIDTHS[width])
        return page

    def _new(self, origin: str, **options: object) -> BrowserContext:
        window = self._browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", **options)
        window.set_default_timeout(PATIENCE)
        window.new_page().goto(f"{origin}/_health")  # stays, and with it the process that has compiled what all pages share
        return window

    def forget(self) -> None:
        """What a server has asked the browser to remember."""
        for window in self._open.values():
            window.clear_cookies()

    def close(self) -> None:
        for window in self._open.values():
            window.close()


@contextmanager
def looking(windows: Windows) -> Iterator[Callable[..., Page]]:
    """`open_page(address, "phone", expecting="404")`; what the browser complains of, and was not expected, fails the journey."""
    complaints: list[str] = []
    expected: list[str] = []
    pages: list[Page] = []

    def open_page(address: str, width: str = "wide", expecting: str | None = None, **options: object) -> Page:
        expected.extend([expecting] if expecting else [])
        origin = "/".join(address.split("/")[:3])
        page = windows.page(origin, width, **options)
        pages.append(page)
        VISITORS[origin].append(page.close)
        watch(page, origin, complaints)
        page.goto(address)
        settled(page)
        return page

    try:
        yield open_page
    finally:
        for page in pages:
            page.close()
        windows.forget()
    assert [complaint for complaint in complaints if not any(part in complaint for part in expected)] == []

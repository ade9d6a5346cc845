"""What the first page costs a browser that has never been here."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.browsing import FLAGS, settled
from tests.journeys.chromium import find_chromium
from tests.journeys.server import make_database, serving


def page_bytes() -> dict[str, object]:
    """kB over the wire, compressed, headers and all, until the page has come to rest."""
    with tempfile.TemporaryDirectory() as folder, serving(make_database(Path(folder))) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        received: list[int] = []
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(address)
        settled(page)
        browser.close()
        return {"name": "page.bytes", "ours": round(sum(received) / 1000, 1), "reference": None, "ratio": None, "unit": "kB"}

"""What the page with 12 trends costs a browser that has never been here."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.readers_data import SERVICE, prepare
from tests.journeys.browsing import FLAGS, settled
from tests.journeys.chromium import find_chromium
from tests.journeys.server import serving

WANTED = 450.0  # kB


def page_bytes() -> dict[str, object]:
    """kB over the wire, compressed, headers and all, until the page has come to rest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = prepare(folder)
        with serving(folder, **settings) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            page = browser.new_page()
            received: list[int] = []
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
            page.goto(f"{address}/tjeneste?tjeneste={SERVICE}")
            settled(page)
            browser.close()
    kilobytes = sum(received) / 1000
    return {"name": "page.bytes", "ours": round(kilobytes, 1), "reference": WANTED, "ratio": round(kilobytes / WANTED, 3), "unit": "kB"}

"""How long an analyst waits: a file of 100,000 rows, most of them stored before, from the drop until «Kontroll» stands in the browser."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from etl.areas import read_reference
from tests.bench.load import ENTRY, HEADING
from tests.journeys.browsing import FLAGS, settled
from tests.journeys.chromium import find_chromium
from tests.journeys.server import app, serving

INDICATORS, AREAS, MONTHS = 40, 100, 25  # each combination once: a hundred thousand rows
CHANGED = 5  # the last months, in which every number is another one


def upload_check() -> dict[str, object]:
    """Seconds, the press of «Videre til kontroll» counted along."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        with serving(folder, INDICATORS=str(folder / "catalogue")) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            page = browser.new_page()
            page.goto(f"{address}/last-opp")
            settled(page)
            seconds = _from_drop_to_check(page, folder / "after.csv")
            browser.close()
        return {"name": "upload.check", "ours": round(seconds, 2), "reference": None, "ratio": None, "unit": "s"}


def _from_drop_to_check(page: Page, path: Path) -> float:
    begun = time.perf_counter()
    page.locator("#upload-file").set_input_files(path)
    page.get_by_role("button", name="Videre til kontroll").click(timeout=120_000)
    page.get_by_text("Hva filen endrer").wait_for()
    return time.perf_counter() - begun


def _prepare(folder: Path) -> None:
    """The file as it was, which is loaded, and as it is dropped."""
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "bench.toml").write_text("".join(ENTRY.format(id=f"bench-{i:02}") for i in range(INDICATORS)), "utf-8")
    for name, shift in (("before.csv", 0), ("after.csv", 40)):
        (folder / name).write_text("\n".join([";".join(HEADING), *_rows(shift)]), "utf-8")
    for words in (("db", "upgrade"), ("load", folder / "before.csv")):
        done = app(*words, folder=folder, INDICATORS=str(folder / "catalogue"))
        if done.returncode:
            raise SystemExit(done.stderr)


def _rows(shift: int) -> list[str]:
    areas = sorted(area.code for area in read_reference().areas.values() if area.type == "municipality" and area.valid_to is None)[:AREAS]
    found = []
    for indicator in range(INDICATORS):
        for number, area in enumerate(areas):
            for month in range(MONTHS):
                cases = 25 + (indicator * 7 + number * 13 + month * 31) % 40 + (shift if month >= MONTHS - CHANGED else 0)
                found.append(f"bench-{indicator:02};{area};{2024 + month // 12}-{month % 12 + 1:02};{cases};2000;{cases / 2}")
    return found

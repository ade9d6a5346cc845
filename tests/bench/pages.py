"""How long a reader waits for a page with 12 trends, in a real browser, beside a plain Dash app and an empty Dash page."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.readers_data import SERVICE, TRENDS, areas, prepare
from tests.bench.references import WORKERS, serving_reference
from tests.journeys.browsing import FLAGS
from tests.journeys.chromium import find_chromium
from tests.journeys.server import serving

TIMES = 7  # in turn, so that a busy moment meets all of them; the median counts
# The last chart is there when all pictures are decoded, or all graphs have their lines.
DRAWN = {
    "ours": f"[...document.querySelectorAll('main .multiples img')].filter((i) => i.complete && i.naturalWidth).length >= {TRENDS}",
    "plain": f"document.querySelectorAll('.js-plotly-plot .scatterlayer .trace').length >= {2 * TRENDS}",
    "empty": "document.getElementById('empty')",
}
SENTENCES = f"document.querySelectorAll('main .multiples .answer').length >= {TRENDS}"
STOPWATCH = """() => {
    const look = () => {
        if (!window.__text && (%s)) window.__text = performance.now();
        if (!window.__drawn && (%s)) window.__drawn = performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""
NEW_AREA = {
    "ours": """(code) => { const list = document.getElementById('filter-omrade'); list.add(new Option(code, code)); list.value = code;
        list.dispatchEvent(new Event('change', {bubbles: true})); }""",
    "plain": "(code) => window.dash_clientside.set_props('area', {value: code})",
}
REPAINTED = {
    "ours": """([code, name]) => { const pictures = [...document.querySelectorAll('main .multiples img')];
        return pictures.length >= %d && pictures.every((i) => i.complete && decodeURIComponent(i.src).includes(name)); }""",
    "plain": """([code, name]) => { const titles = [...document.querySelectorAll('.gtitle')];
        return titles.length >= %d && titles.every((i) => i.textContent.endsWith(code)); }""",
}


@cache
def measured() -> dict[str, dict[str, float]]:
    """By app the medians in ms: cold, warm, text (the sentences, cold), and the repaint after another area was chosen."""
    with _apps() as addresses, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        taken: dict[str, dict[str, list[float]]] = {name: {"cold": [], "warm": [], "text": [], "repaint": []} for name in addresses}
        for turn in range(TIMES + 1):
            for name, address in addresses.items():
                found = _visit(browser, name, address, list(areas().items())[1 + turn])
                for what, milliseconds in found.items() if turn else ():  # the first visit warms the server
                    taken[name][what].append(milliseconds)
        browser.close()
    return {name: {what: statistics.median(each) for what, each in found.items() if each} for name, found in taken.items()}


@contextmanager
def _apps() -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = prepare(folder)
        ours = stack.enter_context(serving(folder, workers=WORKERS, **settings))
        database = f"sqlite:///{folder / 'journey.sqlite3'}"
        plain, empty = (stack.enter_context(serving_reference(name, database)) for name in ("plain", "empty"))
        yield {"empty": empty, "plain": plain, "ours": f"{ours}/tjeneste?tjeneste={SERVICE}"}


def _visit(browser: Browser, name: str, address: str, other: tuple[str, str]) -> dict[str, float]:
    """A browser that has never been here, then the same one again, then another area."""
    context = browser.new_context(locale="nb-NO", viewport={"width": 1400, "height": 900})
    context.add_init_script(f"({STOPWATCH % (SENTENCES, DRAWN[name])})()")
    page = context.new_page()
    page.goto(address)
    cold, text = _stopped(page)
    page.goto(address)
    warm, _ = _stopped(page)
    found = {"cold": cold, "warm": warm}
    if name == "ours":
        found["text"] = text
    if name in NEW_AREA:
        page.wait_for_load_state("networkidle")
        found["repaint"] = _repainted(page, name, other)
    context.close()
    return found


def _stopped(page: Page) -> tuple[float, float]:
    return page.evaluate(
        "new Promise((done) => { const look = () => (window.__drawn ? done([__drawn, window.__text || 0]) : setTimeout(look, 20)); look(); })"
    )


def _repainted(page: Page, name: str, other: tuple[str, str]) -> float:
    """From the choice to the last chart of the other area."""
    return page.evaluate(
        f"""async (other) => {{
            const begun = performance.now(), choose = {NEW_AREA[name]}, done = {REPAINTED[name] % TRENDS};
            choose(other[0]);
            while (!done(other)) await new Promise(requestAnimationFrame);
            return performance.now() - begun;
        }}""",
        list(other),
    )


def cold_against_dash() -> dict[str, object]:
    return _compared("page.cold.vs_dash", "cold", "plain")


def cold_against_empty() -> dict[str, object]:
    """With when the sentences stood, which is never after the charts."""
    return _compared("page.cold.vs_empty", "cold", "empty") | {"text": round(measured()["ours"]["text"])}


def warm_against_empty() -> dict[str, object]:
    return _compared("page.warm.vs_empty", "warm", "empty")


def repaint_against_dash() -> dict[str, object]:
    """The area is one that nobody has asked for before."""
    return _compared("filter.repaint.vs_dash", "repaint", "plain")


def _compared(name: str, what: str, against: str) -> dict[str, object]:
    ours, reference = measured()["ours"][what], measured()[against][what]
    return {"name": name, "ours": round(ours), "reference": round(reference), "ratio": round(ours / reference, 3), "unit": "ms"}

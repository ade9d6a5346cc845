"""How the tests look at a page: which browser, when a page has come to rest, what it complains of, what axe-core finds."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.source_code import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"wide": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}, "reflow": {"width": 320, "height": 640}}
PATIENCE = 60_000  # milliseconds: a machine may be busy with other things, and no journey measures speed
expect.set_options(timeout=PATIENCE)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def watch(page: Page, origin: str, complaints: list[str]) -> None:
    """Note every request to another host and everything the console calls an error; a blocked script is one of these."""

    def on_request(request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            complaints.append(f"asked another host: {request.url}")

    page.on("request", on_request)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def settled(page: Page) -> None:
    """Wait until Dash has taken over what the server wrote, nothing is on its way, and no outline of a card waits for its numbers."""
    page.locator("main h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#first-view")).to_have_count(0)
    until(page, "!window.store?.getState().isLoading")  # Dash's own word: what was chosen may not even have been sent yet
    expect(page.locator("main .skeleton, [data-dash-is-loading=true]")).to_have_count(0)
    expect(page.locator(".dash-graph:visible:not(:has(.main-svg))")).to_have_count(0)


def unfolded(page: Page) -> Page:
    """With everything open that a reader can open; there may be a hundred of them."""
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    return page


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands. Evaluated, not added as a script: the page's own policy forbids foreign ones."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{rule['id']}: {rule['help']} – {node['target']}" for rule in found for node in rule["nodes"]]


# A card's link lays its ring around the whole card, by its ::after.
HAS_RING = """() => [null, '::after'].some((part) => {
    const style = getComputedStyle(document.activeElement, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
})"""


def tab_to(page: Page, target: str) -> None:
    """Press Tab until the element has the focus; where the focus cannot be seen, the journey is lost."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            assert page.evaluate(HAS_RING)
            return
    raise AssertionError(f"120 times Tab, and never at {target}")


def drawn(page: Page) -> None:
    """Wait until the interactive chart stands: its library is fetched after the page."""
    until(page, "!!document.querySelector('#chart-graph .js-plotly-plot')?._fullData")


def until(page: Page, question: str, answer: object = True) -> None:
    """Ask until the answer comes. From outside: Playwright's `wait_for_function` asks again inside the page, whose policy forbids it."""
    end = time.monotonic() + PATIENCE / 1000
    while (found := page.evaluate(question)) != answer:
        assert time.monotonic() < end, f"{question}\nis {found!r}, not {answer!r}"
        page.wait_for_timeout(50)

"""A real browser against a real server. Every journey also proves: no other host, no blocked script, no error in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.chromium import find_chromium
from tests.journeys.server import copied, make_database, serving
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
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: NOT ONE browser test was run")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def server(example_folder: Path) -> Iterator[str]:
    """For journeys that only read."""
    with serving(example_folder) as address:
        yield address


@pytest.fixture
def own_server(example_folder: Path, tmp_path: Path) -> Iterator[str]:
    """For journeys that write: a server and a database of their own."""
    with serving(copied(example_folder, tmp_path)) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(address, "phone", expecting="404")`; what the browser complains of, and was not expected, fails the journey."""
    complaints: list[str] = []
    expected: list[str] = []
    contexts = []

    def open_(address: str, width: str = "wide", expecting: str | None = None, **options: object) -> Page:
        expected.extend([expecting] if expecting else [])
        context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport=WIDTHS[width], **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, "/".join(address.split("/")[:3]), complaints)
        page.goto(address)
        settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if not any(part in complaint for part in expected)] == []


def watch(page: Page, origin: str, complaints: list[str]) -> None:
    """Note every request to another host and everything the console calls an error; a blocked script is one of these."""

    def on_request(request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            complaints.append(f"asked another host: {request.url}")

    page.on("request", on_request)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def settled(page: Page) -> None:
    """Wait until the heading stands there and no callback is on its way."""
    page.locator("main h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('[data-dash-is-loading=true]')")


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands. Evaluated, not added as a script: the page's own policy forbids foreign ones."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{rule['id']}: {rule['help']} – {node['target']}" for rule in found for node in rule["nodes"]]

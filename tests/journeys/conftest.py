"""A real browser against a real server. Every journey also proves: no other host, no blocked script, no error in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import FLAGS, PATIENCE, WIDTHS, settled, watch
from tests.journeys.chromium import find_chromium
from tests.journeys.server import VISITORS, copied, make_database, serving


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
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        origin = "/".join(address.split("/")[:3])
        VISITORS[origin].append(context.close)
        watch(page, origin, complaints)
        page.goto(address)
        settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if not any(part in complaint for part in expected)] == []

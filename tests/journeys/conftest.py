"""A real browser against a real server. Every journey also proves: no other host, no blocked script, no error in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import FLAGS, settled, watch
from tests.journeys.chromium import find_chromium
from tests.journeys.server import VISITORS, copied, make_database, serving
from tests.journeys.windows import Windows


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
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, "--process-per-site"])  # see windows.py
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


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    kept = Windows(browser)
    yield kept
    kept.close()


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Callable[..., Page]]:
    """`open_page(address, "phone", expecting="404")`; what the browser complains of, and was not expected, fails the journey."""
    complaints: list[str] = []
    expected: list[str] = []
    pages: list[Page] = []

    def open_(address: str, width: str = "wide", expecting: str | None = None, **options: object) -> Page:
        expected.extend([expecting] if expecting else [])
        origin = "/".join(address.split("/")[:3])
        page = windows.page(origin, width, **options)
        pages.append(page)
        VISITORS[origin].append(page.close)
        watch(page, origin, complaints)
        page.goto(address)
        settled(page)
        return page

    yield open_
    for page in pages:
        page.close()
    windows.forget()
    assert [complaint for complaint in complaints if not any(part in complaint for part in expected)] == []

"""A real browser against a real server. Every journey also proves: no other host, no blocked script, no error in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import FLAGS
from tests.journeys.chromium import find_chromium
from tests.journeys.server import copied, make_database, serving, serving_quickly
from tests.journeys.windows import Windows, looking


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
    with serving_quickly(copied(example_folder, tmp_path)) as address:
        yield address


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    kept = Windows(browser)
    yield kept
    kept.close()


@pytest.fixture
def open_page(windows: Windows) -> Iterator[Callable[..., Page]]:
    with looking(windows) as open_:
        yield open_

"""A page leaves before its server stops, whatever is on its way: else the browser complains of a server that is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.server import LOG, serving


def test_a_page_that_asks_all_the_time_does_not_notice_that_the_server_stops(open_page: Callable[..., Page], example_folder: Path):
    with serving(example_folder) as server:
        page = open_page(server + "/om")
        page.evaluate("setInterval(() => fetch('/_health'), 2)")
    assert page.is_closed()
    assert "Noe gikk galt" not in (example_folder / LOG).read_text("utf-8")  # nor does a stop look like a fault to who runs it

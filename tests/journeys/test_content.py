"""What comes as HTML behaves as what Dash has drawn: links, open parts, the place of the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import settled, until

Open = Callable[..., Page]
CHART = "/indikator/fall-med-skade?omrade=SYK-01"
SERVICE = "/tjeneste?tjeneste=sykehjem&omrade=3911"
PUT = "(props) => dash_clientside.set_props('service', {children: {namespace: 'dash_html_components', type: 'Div', props}})"


def test_a_link_leads_to_a_page_without_a_new_load_and_to_its_top(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    page.evaluate("window.__same = true")
    link = page.locator(".multiples a").last
    link.scroll_into_view_if_needed()
    assert page.evaluate("window.scrollY") > 0
    link.click()
    page.wait_for_url("**/indikator/**")
    settled(page)
    assert page.evaluate("window.__same") is True
    until(page, "window.scrollY", 0)
    page.go_back()
    settled(page)
    expect(page.locator(".multiples a").first).to_be_visible()


def test_a_link_to_a_file_gives_the_file(open_page: Open, server: str):
    page = open_page(server + CHART)
    menu = page.locator("main details:has(a[download])").first
    menu.locator("summary").click()
    with page.expect_download() as found:
        menu.locator("a[download]").first.click()
    assert "fall" in found.value.suggested_filename
    assert page.url == server + CHART


def test_a_table_that_was_opened_is_open_after_a_filter_was_changed(open_page: Open, server: str):
    page = open_page(server + CHART)
    table = page.locator("main details:has(table)").first
    table.locator("summary").first.click()
    expect(table.locator("table").first).to_be_visible()
    before = table.locator("tbody tr").count()
    page.locator("#filter-fra").select_option("2025")
    page.wait_for_url("**fra=2025**")
    settled(page)
    expect(table.locator("table").first).to_be_visible()
    assert table.locator("tbody tr").count() < before


@pytest.mark.parametrize("place", [".multiples a >> nth=2", "#filter-omrade"])
def test_who_stands_somewhere_goes_on_there_when_the_page_changes(open_page: Open, server: str, place: str):
    page = open_page(server + SERVICE)
    page.locator(place).focus()
    page.evaluate("window.dash_clientside.set_props('_pages_location', {search: '?tjeneste=sykehjem&omrade=3911&fra=2024'})")
    page.wait_for_url("**fra=2024")
    settled(page)
    expect(page.locator(place)).to_be_focused()
    page.locator("main h1").click()
    page.evaluate("window.dash_clientside.set_props('_pages_location', {search: '?tjeneste=sykehjem&omrade=3911'})")
    page.wait_for_url("**omrade=3911")
    settled(page)
    expect(page.locator(place)).not_to_be_focused()


def test_a_changed_filter_fetches_nothing_but_the_content(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.locator("#filter-fra").select_option("2025")
    page.wait_for_url("**fra=2025**")
    settled(page)
    # Pictures stand in the page; the mark of the tab is asked for again, and the browser keeps it.
    assert [path for path in asked if path.startswith("/") and not path.startswith("/pakker/")] == ["/_dash-update-component"]


def test_nothing_stays_behind_when_dash_takes_a_place_over(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    page.evaluate(PUT, {"data-markup": "<b>ferdig</b>"})
    expect(page.locator("#service")).to_have_text("ferdig")
    page.evaluate(PUT, {"children": {"namespace": "dash_html_components", "type": "I", "props": {"children": "levende"}}})
    expect(page.locator("#service")).to_have_text("levende")
    page.evaluate(PUT, {"data-markup": "<b>igjen</b>"})
    expect(page.locator("#service")).to_have_text("igjen")

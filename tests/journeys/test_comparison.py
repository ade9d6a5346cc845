"""From the trend of an indicator to the comparison and back, for every reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled

Open = Callable[..., Page]
ADDRESSES = ("/sammenlign/dagaktivitet-demens?mot=EAK,38,3907", "/sammenlign/legemiddelavvik", "/sammenlign/trykksår-nye")


def test_a_reader_goes_from_the_trend_to_the_comparison_and_the_choices_come_along(open_page: Open, server: str):
    page = open_page(server + "/indikator/fall-med-skade?omrade=SYK-01")
    page.get_by_role("link", name="Sammenlign", exact=True).click()
    page.wait_for_url("**/sammenlign/fall-med-skade?omrade=SYK-01")
    settled(page)
    expect(page.locator(".answer")).to_contain_text("Solbakken sykehjem")
    expect(page.locator("main h2").first).to_have_text("Solbakken sykehjem og de andre enhetene, siste 12 måneder")
    expect(page.locator(".tabs [aria-current=page]")).to_have_text("Sammenlign")
    page.locator(".tabs").get_by_role("link", name="Utvikling").click()
    page.wait_for_url("**/indikator/fall-med-skade?omrade=SYK-01")


def test_another_year_is_another_comparison(open_page: Open, server: str):
    page = open_page(server + "/sammenlign/dagaktivitet-demens")
    expect(page.locator("main h2").first).to_have_text("Færder og andre, 2021")
    page.locator("#filter-til").select_option("2019")
    expect(page.locator("main h2").first).to_have_text("Færder og andre, 2019")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", ["wide", "phone"])
def test_axe_finds_nothing(open_page: Open, server: str, address: str, width: str):
    page = open_page(server + address, width)
    for summary in page.locator("main summary").all():
        summary.click()
    assert axe_findings(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_has_to_be_scrolled_sideways(open_page: Open, server: str, address: str):
    page = open_page(server + address, "reflow")
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

"""From the trend of an indicator to the comparison and back, for every reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled, tab_to, unfolded

Open = Callable[..., Page]
ADDRESSES = (
    "/sammenlign/dagaktivitet-demens?mot=EAK,38,3907",
    "/sammenlign/legemiddelavvik",
    "/sammenlign/trykksår-nye",  # a count
    "/sammenlign/pasienterfaring-fastlege",  # figures of others only
    "/sammenlign/brukerundersøkelse-sykehjem-trivsel?omrade=SYK-01",  # means
    "/sammenlign/triage-legevakt",  # answers
)


def test_a_reader_goes_from_the_trend_to_the_comparison_and_the_choices_come_along(open_page: Open, server: str):
    page = open_page(server + "/indikator/fall-med-skade?omrade=SYK-01")
    page.get_by_role("link", name="Sammenlign", exact=True).click()
    page.wait_for_url("**/sammenlign/fall-med-skade?omrade=SYK-01")
    settled(page)
    expect(page.locator(".answer")).to_contain_text("Solbakken sykehjem")
    expect(page.locator("main h2").first).to_have_text("Solbakken sykehjem og de andre enhetene, 12 måneder til og med oktober 2026")
    expect(page.locator(".tabs [aria-current=page]")).to_have_text("Sammenlign")
    page.locator(".tabs").get_by_role("link", name="Utvikling").click()
    page.wait_for_url("**/indikator/fall-med-skade?omrade=SYK-01")


def test_another_year_is_another_comparison(open_page: Open, server: str):
    page = open_page(server + "/sammenlign/dagaktivitet-demens")
    expect(page.locator("main h2").first).to_have_text("Færder og andre, 2021")
    page.locator("#filter-til").select_option("2019")
    expect(page.locator("main h2").first).to_have_text("Færder og andre, 2019")


def test_a_first_year_is_not_offered_where_one_period_is_compared(open_page: Open, server: str):
    page = open_page(server + "/sammenlign/dagaktivitet-demens?fra=2018")
    expect(page.locator("#filter-fra")).to_have_count(0)
    page.locator(".tabs").get_by_role("link", name="Utvikling").click()
    page.wait_for_url("**/indikator/dagaktivitet-demens?fra=2018")
    expect(page.locator("#filter-fra")).to_have_value("2018")


def test_the_points_of_the_funnel_stand_in_a_table_that_the_keyboard_opens(open_page: Open, server: str):
    page = open_page(server + "/sammenlign/dagaktivitet-demens")
    tab_to(page, ".chart-card .opener:nth-of-type(2) summary")
    page.keyboard.press("Enter")
    table = page.locator(".chart-card .opener[open] table")
    expect(table.locator("caption")).to_contain_text("I rekkefølge etter navn")
    names = table.locator("tbody th").all_inner_texts()
    assert names == sorted(names)
    expect(table.get_by_role("row", name="Færder")).to_contain_text("over 99,8")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "svg"])
def test_the_comparison_is_taken_along_as_a_file(open_page: Open, server: str, ending: str):
    page = open_page(server + "/sammenlign/dagaktivitet-demens")
    page.locator("main .menu summary").click()
    with page.expect_download() as download:
        page.locator(f"main .menu a[href*='.{ending}?']").first.click()
    assert download.value.suggested_filename.endswith(f".{ending}")


@pytest.mark.parametrize("page_name", ["indikator", "sammenlign"])
def test_an_unknown_indicator_is_404_to_the_browser_and_a_sentence_to_the_reader(open_page: Open, server: str, page_name: str):
    page = open_page(f"{server}/{page_name}/finnes-ikke", expecting="404")
    expect(page.locator("h1")).to_have_text("Siden finnes ikke")
    expect(page.locator(".notice")).to_contain_text("Indikatoren «finnes-ikke» finnes ikke")
    page.get_by_role("link", name="Til oversikten").click()
    page.wait_for_url(server + "/")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", ["wide", "phone"])
def test_axe_finds_nothing(open_page: Open, server: str, address: str, width: str):
    page = open_page(server + address, width)
    assert axe_findings(unfolded(page)) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_has_to_be_scrolled_sideways(open_page: Open, server: str, address: str):
    page = open_page(server + address, "reflow")
    assert unfolded(page).evaluate("document.documentElement.scrollWidth") <= 320

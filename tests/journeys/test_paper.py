"""On paper: the controls are gone, what is said and drawn stays, nothing is cut off, and no sheet is left almost empty."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import until
from tests.journeys.test_for_everyone import PAGES

Open = Callable[..., Page]
SHEET = {"width": 687, "height": 1017}  # A4 within 14 mm, in CSS pixels
LYING = {"width": 1032, "height": 702}  # the board's sheet lies down, within 12 mm
CONTROLS = ".page-actions, .filter-bar, .tabs, .menu, .site-header, .site-footer, .card-actions summary, button"
CHARTS = (
    ("/indikator/fall-med-skade?omrade=SYK-01", 2),  # control chart of harm; that of reports on a sheet of its own
    ("/indikator/alvorlige-hendelser-varslet?omrade=3911", 1),  # rare harm
    ("/sammenlign/legemiddelavvik", 1),  # funnel
)
STICKS_OUT = """() => [...document.querySelectorAll("main *")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1) && !each.closest(".visually-hidden, .table-scroll");
}).map((each) => each.outerHTML.slice(0, 120))"""


def on_paper(page: Page, size: dict[str, int]) -> Page:
    page.set_viewport_size(size)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("address", PAGES)
def test_the_controls_are_gone_and_the_content_stays(open_page: Open, server: str, address: str):
    page = on_paper(open_page(server + address), LYING if address == "/tavle" else SHEET)
    assert [each for each in page.locator(CONTROLS).all() if each.is_visible()] == []
    expect(page.locator("h1")).to_be_visible()
    until(page, STICKS_OUT, [])  # a chart follows the width of its card a moment later


@pytest.mark.parametrize(("address", "sheets"), CHARTS)
def test_a_chart_with_its_answer_fits_on_a_sheet(open_page: Open, server: str, address: str, sheets: int):
    page = open_page(server + address)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == sheets


def test_pictures_for_paper_are_drawn_as_wide_as_their_card(open_page: Open, server: str):
    page = on_paper(open_page(server + "/sammenlign/legemiddelavvik"), SHEET)
    for picture in page.locator("img.comparison-wide").all():
        expect(picture).to_be_visible()
        assert picture.bounding_box()["width"] > 0.7 * SHEET["width"]
    assert not any(each.is_visible() for each in page.locator("img.comparison-phone").all())


def test_the_board_repeats_its_heads_and_splits_no_row(open_page: Open, server: str):
    page = on_paper(open_page(server + "/tavle"), LYING)
    style = "(part) => getComputedStyle(document.querySelector(part))"
    assert page.evaluate(f"({style})('.board-table thead').display") == "table-header-group"
    assert page.evaluate(f"({style})('.board-table tbody tr').breakInside") == "avoid"

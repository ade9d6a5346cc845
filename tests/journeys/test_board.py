"""The board in a real browser: it opens charts, keeps its names in sight, and is for everyone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled, until

Open = Callable[..., Page]
BOARD = "/tavle?tjeneste=sykehjem"


def open_board(open_page: Open, address: str, width: str = "wide") -> Page:
    page = open_page(address, width)
    page.locator(".board-table").wait_for()
    return page


@pytest.mark.parametrize("width", ["wide", "phone", "reflow"])
def test_axe_finds_nothing_and_only_the_table_scrolls_sideways(open_page: Open, server: str, width: str):
    page = open_board(open_page, server + BOARD, width)
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_names_of_rows_and_columns_stay_in_sight(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD, "phone")
    page.locator(".board-scroll").evaluate("box => { box.scrollLeft = 200; box.scrollTop = 400; }")
    ahead = "(sel) => { const a = document.querySelector(sel).getBoundingClientRect(), b = document.querySelector('.board-scroll').getBoundingClientRect(); return [a.left - b.left, a.top - b.top]; }"
    assert page.evaluate(ahead, ".board-table thead th:last-child")[1] == pytest.approx(1, abs=1)
    assert page.evaluate(ahead, ".board-table tbody tr:last-child th")[0] == pytest.approx(1, abs=1)


def test_a_cell_opens_its_chart_and_the_way_back_brings_the_board(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD)
    page.get_by_role("link", name=re.compile("^Solbakken sykehjem: bedre, .* per 1000")).first.click()
    page.wait_for_url("**/indikator/*?omrade=SYK-01")
    settled(page)
    page.go_back()
    page.locator(".board-table").wait_for()


def test_the_chip_is_ticked_by_key_and_stands_in_the_address(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD)
    every = page.locator(".board-table tbody tr").count()
    chip = page.get_by_label("Bare det som krever oppmerksomhet")
    chip.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**bare=1")
    expect(page.locator(".board-table tbody tr")).not_to_have_count(every)
    page.reload()
    settled(page)
    expect(chip).to_be_checked()
    chip.uncheck()
    page.wait_for_url(lambda url: "bare" not in url)


def test_the_arrow_keys_go_from_cell_to_cell(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD)
    page.locator(".board-table tbody a").first.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.closest('td').cellIndex", 1)
    page.keyboard.press("ArrowDown")
    until(page, "document.activeElement.closest('tr').sectionRowIndex", 1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator/**")


def test_chance_is_told_and_what_is_made_up_says_so(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD)
    expect(page.locator(".page-sentence")).to_contain_text("ved ren tilfeldighet; i dag er det")
    expect(page.locator(".board-table thead .badge-fictional").first).to_be_visible()


def test_on_paper_it_lies_down_and_fits(open_page: Open, server: str):
    page = open_board(open_page, server + BOARD)
    paper = page.pdf(prefer_css_page_size=True)
    assert {size.split()[2:] == [b"841.91998", b"594.95996"] for size in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)} == {True}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})  # A4 across, without its margins
    until(page, "document.documentElement.scrollWidth <= 1032")


def test_a_place_without_numbers_says_what_would_stand_here(open_page: Open, server: str):
    expect(open_page(server + "/tavle?fra=2040").locator(".empty-state")).to_contain_text("alle indikatorene")

"""Every page for every reader: axe-core, the keyboard, a phone, a narrow window, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import WIDTHS, axe_findings, settled, tab_to, unfolded, until
from tests.journeys.windows import Windows, looking

Open = Callable[..., Page]
PAGES = (
    "/",
    "/tjeneste?tjeneste=sykehjem&omrade=3911",
    "/indikator/fall-med-skade?omrade=SYK-01",
    "/indikator/underernæring-vurdert-hjemmeboende?omrade=3911&mot=EAK",
    "/sammenlign/fall-med-skade?omrade=SYK-01",
    "/effekt/fall-med-skade?omrade=SYK-01",
    "/tavle",
    "/indikatorer",
    "/last-opp",
    "/leveranser",
    "/leveranser/4",
    "/kompletthet",
    "/kompletthet?tjeneste=sykehjem&kilde=own",
    "/om",
)
# The rest of these pages is in the journeys of their rooms.
ONLY_NARROW = ("/moter", "/arshjul", "/strukturer", "/strukturer/krav/1")


@pytest.fixture(scope="module", params=PAGES)
def on_a_desk(request: pytest.FixtureRequest, windows: Windows, server: str) -> Iterator[Page]:
    """Opened once for all that is only looked at."""
    with looking(windows) as open_page:
        yield open_page(server + request.param)


@pytest.fixture(scope="module", params=PAGES)
def on_a_phone(request: pytest.FixtureRequest, windows: Windows, server: str) -> Iterator[Page]:
    with looking(windows) as open_page:
        yield open_page(server + request.param, "phone")


def test_the_page_has_one_heading_a_title_and_a_language(on_a_desk: Page):
    assert on_a_desk.locator("h1").count() == 1
    assert on_a_desk.title().endswith("Kvalitetstavle")
    assert on_a_desk.locator("html").get_attribute("lang") in ("nb", "no")


def test_axe_finds_nothing_on_a_desk(on_a_desk: Page):
    assert axe_findings(unfolded(on_a_desk)) == []


def test_nothing_has_to_be_scrolled_sideways_in_320_pixels(on_a_phone: Page):
    on_a_phone.set_viewport_size(WIDTHS["reflow"])
    until(on_a_phone, "document.documentElement.scrollWidth <= 320")


def test_axe_finds_nothing_on_a_phone(on_a_phone: Page):
    on_a_phone.set_viewport_size(WIDTHS["phone"])
    assert axe_findings(unfolded(on_a_phone)) == []


@pytest.mark.parametrize("address", ONLY_NARROW)
def test_nor_on_the_pages_of_the_other_rooms(open_page: Open, server: str, address: str):
    page = open_page(server + address, "reflow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_alone_goes_from_the_first_page_to_a_table(open_page: Open, server: str):
    page = open_page(server + "/tjeneste?tjeneste=sykehjem&omrade=SYK-01")
    page.keyboard.press("Tab")
    assert "Hopp" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    tab_to(page, "a[href^='/indikator/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator/**")
    settled(page)
    tab_to(page, "#chart summary")
    page.keyboard.press("Enter")
    expect(page.locator("#chart table").first).to_be_visible()


def test_a_filter_can_be_changed_from_the_keyboard(open_page: Open, server: str):
    page = open_page(server + "/tjeneste?tjeneste=sykehjem&omrade=3911")
    tab_to(page, "#filter-tjeneste")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: "tjeneste=sykehjem" not in url)
    settled(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sykehjem")


def test_a_box_that_has_the_focus_shows_it(open_page: Open, server: str):
    tab_to(open_page(server + "/tjeneste?tjeneste=sykehjem&omrade=3911"), ".filter-bar input[type=checkbox]")


def test_nothing_moves_for_those_who_want_rest(open_page: Open, server: str):
    page = open_page(server, reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length"
    assert page.evaluate(moving) == 0

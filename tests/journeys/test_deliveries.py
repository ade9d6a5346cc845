"""A delivery is found, opened, taken back with a reason and put back again, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled
from tests.journeys.test_upload import CHART, drawn_values

Open = Callable[..., Page]
CHANGED = "manedstall-oppdiktet.csv"


def opened(open_page: Open, server: str, width: str = "wide") -> Page:
    page = open_page(server + "/leveranser", width)
    page.locator("tr", has_text=CHANGED).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leveranse ")
    settled(page)
    return page


def turn(page: Page, name: str, reason: str) -> None:
    """With the keyboard alone: the reason, the question, what it will bring, and yes."""
    page.get_by_label("Begrunnelse (må fylles ut)").focus()
    page.keyboard.type(reason)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".confirm")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Ja, {name}")).to_be_focused()
    page.keyboard.press("Enter")


def test_a_delivery_is_taken_back_and_put_back_by_keyboard_alone(open_page: Open, own_server: str):
    before = drawn_values(open_page(own_server + CHART))
    assert before
    page = opened(open_page, own_server)
    turn(page, "trekk tilbake", "feil måned")
    expect(page.locator("#delivery")).to_contain_text("er trukket tilbake. Det som gjaldt før, gjelder igjen")
    expect(page.locator("#delivery .turns")).to_contain_text("«feil måned»")
    expect(page.locator("[data-focus]")).to_be_focused()
    assert drawn_values(open_page(own_server + CHART)) == []
    turn(page, "legg tilbake", "den var riktig")
    expect(page.locator("#delivery")).to_contain_text("er lagt tilbake og gjelder igjen")
    expect(page.locator("#delivery .turns li")).to_have_count(2)
    assert drawn_values(open_page(own_server + CHART)) == before


def test_without_a_reason_nothing_is_taken_back(open_page: Open, own_server: str):
    page = opened(open_page, own_server)
    page.get_by_role("button", name="Trekk tilbake leveranse").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv en begrunnelse først.")
    expect(page.get_by_role("button", name="Ja, trekk tilbake")).to_have_count(0)


def test_what_is_asked_can_be_cancelled(open_page: Open, own_server: str):
    page = opened(open_page, own_server)
    page.get_by_label("Begrunnelse (må fylles ut)").fill("feil måned")
    page.get_by_role("button", name="Trekk tilbake leveranse").click()
    expect(page.locator(".confirm")).to_contain_text("tall herfra gjelder nå.")
    page.get_by_role("button", name="Avbryt").click()
    expect(page.locator(".confirm")).to_have_count(0)
    page.reload()
    settled(page)
    expect(page.locator("#delivery")).to_contain_text("Lagret")


def test_the_file_is_fetched_as_it_came_under_a_name_of_ours(open_page: Open, server: str):
    page = opened(open_page, server)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Last ned filen slik den kom").click()
    assert fetched.value.suggested_filename.startswith("leveranse-")
    assert fetched.value.path().read_bytes().startswith(b"\xef\xbb\xbfindikator")


def test_the_pages_are_for_everyone(open_page: Open, server: str):
    for width in ("wide", "phone", "reflow"):
        page = open_page(server + "/leveranser", width)
        assert axe_findings(page) == []
        page = opened(open_page, server, width)
        page.get_by_label("Begrunnelse (må fylles ut)").fill("prøve")
        page.get_by_role("button", name="Trekk tilbake leveranse").click()
        expect(page.locator(".confirm")).to_be_visible()
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_what_is_missing_to_the_chart_by_keyboard(open_page: Open, server: str):
    page = open_page(server + "/kompletthet?tjeneste=sykehjem&kilde=own")
    line = page.locator("summary", has_text="Fall med skade")
    expect(line).to_contain_text("enheter for")
    line.focus()
    page.keyboard.press("Enter")
    cell = page.locator("details[open] .there-table a", has_text="levert").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/indikator/fall-med-skade\?omrade=SYK-"))

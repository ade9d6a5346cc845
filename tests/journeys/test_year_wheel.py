"""The year wheel and the structures: done by keyboard alone, taken back, and readable for everyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, tab_to, unfolded

Open = Callable[..., Page]
PAGES = ("/arshjul", "/arshjul/1", "/arshjul/ny", "/strukturer", "/strukturer/krav/1", "/strukturer/krav/ny", "/strukturer/risiko/ny")


def of_field(form: str, name: str) -> str:
    """Dash writes an id that is an object as JSON with its keys in order."""
    return f"""[id='{{"field":"{name}","form":"{form}"}}']"""


def test_a_duty_is_marked_as_done_by_keyboard_alone_and_taken_back(open_page: Open, own_server: str):
    page = open_page(own_server + "/arshjul/1")
    page.locator("#duty-done").focus()
    tab_to(page, of_field("duty_done", "note"))
    page.keyboard.type("I møte <b>tre</b>")
    tab_to(page, "#duty-mark-done")
    page.keyboard.press("Enter")
    expect(page.locator("#duty-news")).to_contain_text("merket som gjort")
    expect(page.locator("#duty table")).to_contain_text("I møte <b>tre</b>")
    page.get_by_role("button", name="Angre at den er gjort").press("Enter")
    expect(page.locator("#duty-news")).to_contain_text("ikke gjort")
    expect(page.locator("#duty table")).not_to_contain_text("I møte")


def test_what_is_wrong_in_a_new_duty_is_told_and_what_was_written_stays(open_page: Open, own_server: str):
    page = open_page(own_server + "/arshjul/ny")
    page.locator(of_field("duty", "title")).fill("Møte om ernæring")
    page.locator("#duty-save").click()
    expect(page.get_by_role("alert")).to_contain_text("felt må rettes")
    expect(page.locator(of_field("duty", "title"))).to_have_value("Møte om ernæring")
    page.locator(of_field("duty", "kind")).select_option("meeting")
    page.locator(of_field("duty", "first_on")).fill("2026-12-15")
    page.locator("#duty-save").click()
    page.get_by_role("link", name="Åpne oppgaven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Møte om ernæring")


def test_a_risk_is_written_down_and_judged_anew(open_page: Open, own_server: str):
    page = open_page(own_server + "/strukturer/risiko/ny")
    page.locator(of_field("risk", "title")).fill("Fall om natten")
    page.locator(of_field("risk", "service_area")).select_option("sykehjem")
    page.locator(of_field("risk", "area")).select_option("3911")
    for name, value in (("consequence", "4"), ("likelihood", "3")):
        page.locator(of_field("risk", name)).fill(value)
    page.locator("#risk-save").click()
    page.get_by_role("link", name="Åpne risikoen").click()
    for name, value in (("consequence", "4"), ("likelihood", "1")):
        page.locator(of_field("risk_assessment", name)).fill(value)
    page.locator("#risk-judge").click()
    expect(page.locator("#risk-news")).to_contain_text("De tidligere står")
    expect(page.locator("#risk tbody tr")).to_have_count(2)
    assert axe_findings(page) == []


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_the_pages_are_for_everyone(open_page: Open, server: str, width: str):
    for address in PAGES:
        page = open_page(server + address, width)
        assert (address, axe_findings(unfolded(page))) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)


def test_the_filters_of_the_wheel_stand_in_the_address(open_page: Open, server: str):
    page = open_page(server + "/arshjul")
    page.get_by_label("Type").select_option("conference")
    expect(page).to_have_url(server + "/arshjul?type=conference")
    expect(page.locator(".wheel-table")).to_have_count(1)
    expect(page.locator(".wheel-table")).to_contain_text("pasientsikkerhetskonferanse")
    expect(page.get_by_role("link", name="Abonner i kalenderen")).to_have_attribute("href", "/arshjul.ics?type=conference")

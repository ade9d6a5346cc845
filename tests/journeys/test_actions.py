"""A measure from the keyboard to the flag on the chart, two who write at once, and the pages for everyone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled, tab_to

Open = Callable[..., Page]
TITLE = "Gjennomgang <b>av</b> alle rom"
START = "/tiltak/ny?indikator=fall-med-skade&enhet=SYK-01"
SAVE = "#action-save"


def write_owner(page: Page, server: str, name: str) -> None:
    page.goto(server + "/eiere")
    settled(page)
    page.get_by_label("Navn").focus()
    page.keyboard.type(name)
    tab_to(page, "#owner-save")
    page.keyboard.press("Enter")
    expect(page.locator("table")).to_contain_text(name)


def write_measure(page: Page, server: str, title: str) -> None:
    """With the keyboard alone, in the order of the fields."""
    page.goto(server + START)
    settled(page)
    page.locator(of_field("title")).focus()
    page.keyboard.type(title)
    type_in(page, "hypothesis", "Fall med skade per 1000 oppholdsdøgn ned 30 % på et år.")
    type_in(page, "starts_on", "02022025")
    type_in(page, "owner", "Marit")
    type_in(page, "status", "på")
    type_in(page, "follow_up_on", "03032027")
    tab_to(page, SAVE)
    page.keyboard.press("Enter")


def of_field(name: str) -> str:
    """Dash writes an id that is an object as JSON with its keys in order."""
    return f"""[id='{{"field":"{name}","form":"action"}}']"""


def type_in(page: Page, field: str, text: str) -> None:
    """Days are typed so that they are the same in every order of day and month."""
    tab_to(page, of_field(field))
    page.keyboard.type(text)


def test_a_measure_is_written_by_keyboard_alone_and_becomes_a_flag_on_the_chart(open_page: Open, own_server: str):
    page = open_page(own_server + "/tiltak")
    expect(page.locator("main")).to_contain_text("Ingen tiltak ennå")
    write_owner(page, own_server, "Marit Moen")
    write_measure(page, own_server, TITLE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page).to_have_url(own_server + "/tiltak/1")
    expect(page.locator("dl")).to_contain_text("2. februar 2025")
    page.locator("#action .action-table a").press("Enter")
    expect(page.locator("#chart .remarks")).to_contain_text(TITLE)
    page.goto(own_server + "/tiltak")
    expect(page.locator("#actions .action-table")).to_contain_text(TITLE)
    expect(page.locator("#actions .action-table")).to_contain_text("Signal på bedring")


def test_what_is_missing_is_told_and_the_focus_is_led_there(open_page: Open, own_server: str):
    page = open_page(own_server + START)
    page.locator(of_field("title")).fill("Et tiltak")
    page.locator(SAVE).click()
    expect(page.get_by_role("alert")).to_contain_text("4 felt må rettes")
    expect(page.locator("[data-focus]")).to_be_focused()
    expect(page.locator(of_field("title"))).to_have_value("Et tiltak")
    assert axe_findings(page) == []


def test_the_second_of_two_is_told_and_keeps_what_was_written(open_page: Open, own_server: str):
    page = open_page(own_server + "/eiere")
    write_owner(page, own_server, "Marit Moen")
    write_measure(page, own_server, "Et tiltak")
    expect(page).to_have_url(own_server + "/tiltak/1")
    first, second = (open_page(own_server + "/tiltak/1/endre") for _ in range(2))
    for each, said in ((first, "Den første skriver"), (second, "Den andre skriver")):
        each.locator(of_field("hypothesis")).fill(said)
    first.locator(SAVE).click()
    expect(first.locator("dl")).to_contain_text("Den første skriver")
    second.locator(SAVE).click()
    expect(second.locator("#action-news")).to_contain_text("endret tiltaket mens det ble skrevet her")
    expect(second.locator(of_field("hypothesis"))).to_have_value("Den andre skriver")


def test_the_pages_are_for_everyone(open_page: Open, own_server: str):
    page = open_page(own_server + "/eiere")
    write_owner(page, own_server, "Marit Moen")
    write_measure(page, own_server, "Uordentliglangtsammensattord" * 7)
    expect(page).to_have_url(own_server + "/tiltak/1")
    for width in ("wide", "phone", "reflow"):
        for address in ("/tiltak", "/tiltak/1", START, "/tiltak/1/oppfolging", "/eiere?rediger=1"):
            page = open_page(own_server + address, width)
            assert (address, axe_findings(page)) == (address, [])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)

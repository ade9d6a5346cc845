"""From a measure on the chart to a new level, the old view, and back: in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled

Open = Callable[..., Page]
ADDRESS = "/effekt/fall-med-skade?omrade=SYK-01"


def test_a_new_level_is_decided_seen_without_and_taken_back(open_page: Open, own_server: str):
    page = open_page(own_server + ADDRESS)
    expect(page.locator(".effect-card .answer")).to_contain_text("Signal på bedring")
    page.get_by_text("Foreslå nytt nivå").click()
    page.get_by_label("Bestemt av").fill("")
    page.get_by_role("button", name="Regn nytt nivå").click()
    expect(page.locator(".level-form")).to_contain_text("1 felt må rettes")
    page.get_by_label("Bestemt av").fill("Kvalitetsutvalget <b>")
    page.get_by_role("button", name="Regn nytt nivå").click()
    expect(page.locator(".effect-news")).to_contain_text("Det nye nivået er lagret")
    expect(page.locator(".remarks")).to_contain_text("Bestemt av Kvalitetsutvalget <b>.")
    page.get_by_role("link", name="Vis uten nytt nivå").click()
    page.wait_for_url("**niva=uten")
    expect(page.locator(".remarks")).to_contain_text("Vist uten det nye nivået fra mars 2025")
    page.get_by_role("link", name="Vis med nytt nivå").click()
    page.get_by_text("Trekk tilbake et nytt nivå").click()
    page.get_by_label("Hvorfor nivået trekkes tilbake").fill("Feil måned")
    page.get_by_role("button", name="Trekk tilbake nivået").click()
    expect(page.locator("main")).to_contain_text("Feil måned")
    expect(page.get_by_role("link", name="Vis uten nytt nivå")).to_have_count(0)


def test_a_reader_sees_the_effect_with_the_keyboard_and_a_screen_reader(open_page: Open, server: str):
    page = open_page(server + "/indikator/fall-med-skade?omrade=SYK-01", "phone")
    page.locator(".tabs").get_by_role("link", name="Tiltak").click()
    page.wait_for_url(f"**{ADDRESS}")
    settled(page)
    expect(page.locator(".tabs [aria-current=page]")).to_have_text("Tiltak")
    assert axe_findings(page) == []

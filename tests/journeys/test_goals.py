"""From the vision to what is done for a delmål, and from an old strategy to the next: in the browser, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled

Open = Callable[..., Page]
SHARING = "Etablere og styrke arenaer for deling av kunnskap og erfaring"


def opened(open_page: Open, server: str, title: str = SHARING, width: str = "wide") -> Page:
    page = open_page(server + "/mal", width)
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    settled(page)
    return page


def test_the_pages_are_for_everyone(open_page: Open, server: str):
    for width in ("wide", "phone", "reflow"):
        page = open_page(server + "/mal", width)
        expect(page.get_by_text("Perioden er over")).to_be_visible()
        for summary in page.locator(".objective-card summary").all():
            summary.click()
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page = opened(open_page, server, width=width)
        page.get_by_text("Legg til en aktivitet").click()
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_choice_of_strategy_is_in_the_address(open_page: Open, server: str):
    page = open_page(server + "/mal?tjeneste=sykehjem")
    page.get_by_label("Strategi").select_option("nasjonal-2019")
    expect(page).to_have_url(server + "/mal?tjeneste=sykehjem&strategi=nasjonal-2019")
    expect(page.get_by_text("Strategien har ingen delmål.")).to_be_visible()


def test_an_activity_is_written_and_done_by_keyboard_alone(open_page: Open, own_server: str):
    page = opened(open_page, own_server)
    add = page.get_by_text("Legg til en aktivitet")
    add.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("<b>Dialogkafé</b> [med](https://x)")
    page.get_by_role("button", name="Lagre aktiviteten").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aktiviteten er lagret.")).to_be_visible()
    row = page.locator("tr", has_text="<b>Dialogkafé</b> [med](https://x)")
    expect(row).to_contain_text("uten frist")
    row.get_by_role("link", name="Endre").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Gjort (kan stå tomt)").fill("2026-01-15")
    page.get_by_role("button", name="Lagre aktiviteten").press("Enter")
    expect(row).to_contain_text("gjort 15. januar 2026")


def test_what_is_wrong_is_told_and_what_was_written_stays(open_page: Open, own_server: str):
    page = opened(open_page, own_server)
    page.get_by_text("Legg til en aktivitet").click()
    page.get_by_label("Merknad").fill("ring 912 34 567")
    page.get_by_role("button", name="Lagre aktiviteten").click()
    expect(page.get_by_role("alert")).to_contain_text("2 felt må rettes")
    expect(page.get_by_label("Merknad")).to_have_value("ring 912 34 567")


def test_a_new_version_is_made_written_and_adopted(open_page: Open, own_server: str):
    page = open_page(own_server + "/mal")
    page.get_by_role("link", name="Lag en ny versjon").click()
    page.get_by_label("Tittel").fill("Strategi 2026–2030")
    page.get_by_label("Gjelder fra").fill("2026-01-01")
    page.get_by_label("Gjelder til og med").fill("2030-12-31")
    page.get_by_role("button", name="Lag utkastet").click()
    expect(page.get_by_text("Utkastet er laget.")).to_be_visible()
    assert axe_findings(page) == []
    page.locator("tr", has_text=SHARING).get_by_role("button", name="Flytt opp").click()
    expect(page.locator("tbody tr").first).to_contain_text(SHARING)
    page.locator("tr", has_text=SHARING).get_by_role("link", name="Endre").click()
    page.get_by_label("Veivalg").fill("Møtes\nDele")
    page.locator("#objective-form").get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Delmålet er lagret.")).to_be_visible()
    page.get_by_role("button", name="Vedta").click()
    expect(page.get_by_role("alert")).to_contain_text("2 felt må rettes")
    page.get_by_label("Vedtatt av").fill("Kommunestyret, sak 4/26")
    page.get_by_label("Vedtaksdato").fill("2026-01-15")
    page.get_by_role("button", name="Vedta").click()
    expect(page.get_by_text("Tekstene i den står fra nå av.")).to_be_visible()
    page = open_page(own_server + "/mal")
    expect(page.locator(".objective-card").first).to_contain_text("Møtes")
    expect(page.get_by_text("faerder-2026")).to_be_visible()


def test_a_target_is_decided_and_the_chart_follows(open_page: Open, own_server: str):
    page = open_page(own_server + "/mal/indikator/fallrisiko-vurdert")
    page.locator("#targets-form select").first.select_option("requirement")
    for label, text in {"Verdi": "82,5", "Gjelder fra": "2026-01-01", "Kilde": "<i>Plan</i>", "Bestemt av": "Kvalitetsutvalget"}.items():
        page.locator("#targets-form label", has_text=label).first.locator("input").fill(text)
    page.get_by_role("button", name="Lagre det nye nivået").click()
    expect(page.locator("tbody tr").first).to_contain_text("82,5")
    expect(page.locator("tbody tr").first).to_contain_text("<i>Plan</i>")
    assert axe_findings(page) == []
    page = open_page(own_server + "/indikator/fallrisiko-vurdert")
    expect(page.locator(".js-plotly-plot").first).to_contain_text("82,5")
    page.get_by_text("Om tallet", exact=True).first.click()
    expect(page.get_by_role("heading", name="Krav og ambisjoner")).to_be_visible()
    assert axe_findings(page) == []

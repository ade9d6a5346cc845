"""A reader finds the answer, narrows it down, and sends the link on."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, drawn, settled

Open = Callable[..., Page]
SERVICE = "/tjeneste?tjeneste=sykehjem&omrade=3911"
INDICATOR = "/indikator/fall-med-skade?omrade=SYK-01"


def words_of(page: Page) -> str:
    return page.locator("main").inner_text()


def test_the_first_page_asks_a_question_and_answers_each_goal_in_a_sentence(open_page: Open, server: str):
    page = open_page(server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Blir færre skadet – og hvor må vi spørre?")
    for goal in ("Færre pasientskader", "Bedre pasientsikkerhetskultur", "Varige strukturer"):
        expect(page.get_by_role("heading", name=goal)).to_be_visible()
    assert page.locator(".panels p").first.inner_text().rstrip().endswith(".")


def test_what_is_chosen_stands_in_the_address_and_the_address_gives_the_same_view(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    page.get_by_label("Enhet eller område").select_option("SYK-01")
    page.wait_for_url("**omrade=SYK-01**")
    page.get_by_label("Fra og med").select_option("2025")
    page.wait_for_url("**fra=2025**")
    settled(page)
    expect(page.locator(".filters-in-words")).to_contain_text("Solbakken sykehjem")
    assert words_of(open_page(page.url)) == words_of(page)


def test_the_way_from_the_overview_to_one_chart_is_two_clicks(open_page: Open, server: str):
    page = open_page(server)
    page.get_by_role("link", name="Sykehjem", exact=True).first.click()
    page.wait_for_url("**/tjeneste?**")
    settled(page)
    page.locator(".multiples a").first.click()
    page.wait_for_url("**/indikator/**")
    settled(page)
    expect(page.locator("#chart .answer")).not_to_be_empty()
    expect(page.locator("#chart .source-line").first).to_contain_text("Kilde:")


def test_going_back_brings_the_choice_back(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    page.get_by_label("Enhet eller område").select_option("SYK-02")
    page.wait_for_url("**omrade=SYK-02**")
    settled(page)
    page.go_back()
    page.wait_for_url("**omrade=3911**")
    expect(page.locator(".filters-in-words")).to_contain_text("Færder")


def test_the_table_holds_the_numbers_of_the_chart(open_page: Open, server: str):
    """46 months from January 2023 to October 2026."""
    page = open_page(server + INDICATOR)
    drawn(page)
    lines = "[...document.querySelector('#chart-graph .js-plotly-plot').data].filter((t) => t.name === 'Solbakken sykehjem')"
    assert page.evaluate(f"{lines}.map((trace) => trace.x.length)") == [46]
    page.locator("#chart summary", has_text="Tabell").click()
    expect(page.locator("#chart table tbody tr")).to_have_count(46)


def test_invented_figures_say_so(open_page: Open, server: str):
    expect(open_page(server + INDICATOR).locator("main").get_by_text("oppdiktet").first).to_be_visible()


def test_a_real_improvement_is_found_and_told(open_page: Open, server: str):
    """At Solbakken injurious falls went down in March 2025: that is what the example is made for."""
    expect(open_page(server + INDICATOR).locator("#chart .answer")).to_contain_text("bedring")


def test_a_file_of_what_is_shown_can_be_taken_along(open_page: Open, server: str):
    page = open_page(server + INDICATOR)
    page.locator("#chart summary", has_text="Last ned").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tall som CSV").click()
    lines = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert waiting.value.suggested_filename.endswith(".csv")
    assert len(lines) > 40


def test_an_address_that_leads_nowhere_says_so_and_shows_the_way_back(open_page: Open, server: str):
    page = open_page(server + "/finnes/slett/ikke", expecting="404")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link").filter(has_text="Oversikt").or_(page.get_by_role("link").filter(has_text="Til")).first.click()
    expect(page).to_have_url(server + "/")
    settled(page)


def test_an_unknown_indicator_is_a_calm_sentence_and_the_page_stays_usable(open_page: Open, server: str):
    page = open_page(server + "/indikator/finnes-ikke?omrade=3911", expecting="404")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden finnes ikke")
    expect(page.locator("main")).to_contain_text("Indikatoren «finnes-ikke» finnes ikke.")
    assert axe_findings(page) == []
    page.locator("main").get_by_role("link", name="Til oversikten").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Blir færre skadet – og hvor må vi spørre?")


def test_the_title_says_which_indicator_and_which_service(open_page: Open, server: str):
    page = open_page(server + INDICATOR)
    expect(page).to_have_title("Fall med skade per 1000 oppholdsdøgn – Kvalitetstavle")
    page.get_by_role("navigation", name="Brødsmulesti").get_by_role("link", name="Sykehjem").click()
    page.wait_for_url("**/tjeneste?**")
    expect(page).to_have_title("Sykehjem – Kvalitetstavle")
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Om", exact=True).click()
    expect(page).to_have_title("Om – Kvalitetstavle")


def test_years_in_the_wrong_order_are_put_right(open_page: Open, server: str):
    page = open_page(server + INDICATOR + "&fra=2025&til=2024")
    expect(page.locator(".filters-in-words")).to_contain_text("2024–2025")
    page.locator("#chart summary", has_text="Tabell").click()
    expect(page.locator("#chart table tbody tr")).to_have_count(24)


def test_an_earlier_version_says_so_and_leads_to_today(open_page: Open, server: str):
    page = open_page(server + INDICATOR + "&per=1")
    expect(page.locator("main")).to_contain_text("Tallene slik de var ved versjon 1.")
    expect(page.locator("#chart .answer")).to_have_text("Ingen tall for dette utvalget.")
    page.get_by_role("link", name="Vis tallene slik de er nå").click()
    settled(page)
    expect(page.locator("#chart .answer")).to_contain_text("bedring")
    expect(page).to_have_url(re.compile("omrade=SYK-01"))


def test_counts_that_hold_invented_figures_say_so(open_page: Open, server: str):
    page = open_page(server)
    expect(page.locator(".goal-panel", has_text="Færre pasientskader")).to_contain_text("med oppdiktede tall")
    expect(page.locator(".service-card", has_text="Sykehjem")).to_contain_text("med oppdiktede tall")
    expect(page.locator(".service-card", has_text="Samhandling")).not_to_contain_text("oppdiktede")
    expect(page.locator(".service-card", has_text="Sykehjem")).to_contain_text("Mot landet")


def test_a_menu_is_opened_and_left_by_keyboard(open_page: Open, server: str):
    page = open_page(server + "/")
    menu = page.get_by_role("navigation", name="Hovedmeny").locator("details", has_text="Data")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Kompletthet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Kompletthet")).to_be_hidden()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Kompletthet").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}/kompletthet")
    expect(menu.get_by_role("link", name="Kompletthet")).to_be_hidden()

"""A page stands before its scripts have run, and nothing moves when they take over."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browsing import settled, tab_to, until

Open = Callable[..., Page]
SERVICE = "/tjeneste?tjeneste=sykehjem&omrade=3911"
PAGES = (
    "/",
    "/tavle",
    SERVICE,
    "/indikatorer",
    "/indikator/fall-med-skade?omrade=SYK-01",
    "/sammenlign/fall-med-skade?omrade=SYK-01",
    "/mal",
    "/tiltak",
    "/laering",
    "/kultur",
    "/strukturer",
    "/arshjul",
    "/kompletthet?tjeneste=sykehjem&kilde=own",
    "/om",
)
# Elements and words as they stand; a chart that its script draws is named only, and what only scripts know of is left out.
ELEMENTS = """(root) => {
    const found = [], walk = (part) => part.childNodes.forEach((child) => {
        if (child.nodeType === Node.TEXT_NODE) return found.push(child.textContent);
        if (child.classList.contains("dash-graph")) return found.push("CHART");
        const said = [...child.attributes].filter((each) => !/^(aria-current|checked|selected|style|value|data-(dash|markup).*)$/.test(each.name));
        found.push(`<${child.tagName} ${said.map((each) => `${each.name}=${each.value}`).sort().join(" ")}>`);
        walk(child);
    });
    walk(root);
    return found.join("").split("<").filter((each) => !/^DIV id=_pages_dummy>$/.test(each));
}"""
IN_TEXT = f"(text) => ({ELEMENTS})(new DOMParser().parseFromString(text, 'text/html').getElementById('first-view'))"
DRAWN = f"() => ({ELEMENTS})(document.getElementById('react-entry-point'))"


@pytest.mark.parametrize("address", PAGES)
def test_what_stands_at_first_is_what_dash_draws(open_page: Open, server: str, address: str):
    page = open_page(server + address)
    sent = page.request.get(server + address).text()
    assert page.evaluate(IN_TEXT, sent) == page.evaluate(DRAWN)


def test_a_page_can_be_read_and_left_without_any_script(browser: Browser, server: str):
    page = browser.new_page(java_script_enabled=False, locale="nb-NO")
    page.goto(server + SERVICE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("main img.picture").count() > 3
    page.locator("main a[href^='/indikator/']").first.click()
    expect(page).to_have_url(re.compile("/indikator/"))
    page.close()


class Held:
    """Dash's own script comes when the test lets it."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        page.route("**/dash-renderer/**", lambda route: self.waiting.append(route))

    def let_go(self) -> None:
        for route in self.waiting:
            route.continue_()


@pytest.fixture
def held(open_page: Open, server: str) -> tuple[Page, Held]:
    page = open_page(server + "/om")
    held = Held(page)
    page.goto(server + SERVICE, wait_until="commit")
    expect(page.locator("#first-view h1")).to_be_visible()
    return page, held


def test_who_had_begun_to_tab_goes_on_where_that_was(held: tuple[Page, Held]):
    page, dash = held
    until(page, "!document.getElementById('react-entry-point').matches(':empty') || document.readyState !== 'loading'")
    tab_to(page, "#first-view #filter-omrade")
    dash.let_go()
    settled(page)
    expect(page.locator("#filter-omrade")).to_be_focused()


def test_a_filter_that_is_changed_at_once_is_not_lost(held: tuple[Page, Held]):
    page, _ = held
    expect(page.locator(".site-nav [aria-current=page]").first).to_have_text("Tjenester")  # our own scripts have run
    page.locator("#filter-omrade").select_option("SYK-01")
    page.wait_for_url("**omrade=SYK-01**", wait_until="commit")
    expect(page.locator("#first-view #filter-omrade")).to_have_value("SYK-01")


def test_a_changed_filter_asks_once(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data_json["output"]) if request.method == "POST" else None)
    page.locator("#filter-omrade").select_option("SYK-01")
    page.wait_for_url("**omrade=SYK-01**")
    settled(page)
    expect(page.locator(".filters-in-words")).to_contain_text("Solbakken")
    assert asked == ["service.children"]
    page.go_back()
    settled(page)
    expect(page.locator(".filters-in-words")).not_to_contain_text("Solbakken")
    assert asked == ["service.children"] * 2


def test_another_page_comes_with_its_own_shell(open_page: Open, server: str):
    page = open_page(server + SERVICE)
    page.locator(".multiples a").first.click()
    page.wait_for_url("**/indikator/**")
    settled(page)
    expect(page.locator("#chart-graph .main-svg").first).to_be_visible()

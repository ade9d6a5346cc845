"""A learning card is written by one, warned about, approved by another, and taken into use; the pages of learning are for everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled, tab_to
from tests.journeys.server import copied, serving_quickly
from tests.journeys.test_roles import BEHIND_PROXY

Open = Callable[..., Page]
PAGES = ("/laering", "/laering/kort", "/laering/kort/ny", "/kultur", "/brukerstemmen", "/brukerstemmen/ny")
TITLE = "Vått gulv <b>om natten</b>"
ROLES = BEHIND_PROXY["ROLES"] + ",utv=committee"


@pytest.fixture
def two_users(example_folder: Path, tmp_path: Path) -> Iterator[str]:
    with serving_quickly(copied(example_folder, tmp_path), **(BEHIND_PROXY | {"ROLES": ROLES})) as address:
        yield address


def user(name: str, group: str) -> dict[str, dict[str, str]]:
    return {"extra_http_headers": {"X-Forwarded-User": name, "X-Forwarded-Groups": group}}


def written(page: Page) -> None:
    """With what will be warned about: a room."""
    page.get_by_label("Tittel").fill(TITLE)
    for label, option in (("Type", "Hendelse"), ("Tjeneste", "Sykehjem"), ("Kategori", "Fall")):
        page.get_by_label(label).select_option(label=option)
    page.get_by_label("Måned").select_option(index=2)
    page.get_by_label("Hva som skjedde").fill("Gulvet ved rom 12 var vått.")
    page.get_by_label("Hva vi endret").fill("Det vaskes etter frokost.")
    page.get_by_label("Hvem som kan ha nytte av det").fill("Alle sykehjem.")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_a_card_goes_from_one_who_writes_over_one_who_approves_to_all(open_page: Open, two_users: str):
    author = open_page(two_users + "/laering/kort/ny", **user("Anne", "led"))
    written(author)
    press(author, "Lagre utkast")
    expect(author.get_by_role("alert")).to_contain_text("ligner et rom")
    author.get_by_label("Hva som skjedde").fill("Gulvet ved toalettet var vått.")
    press(author, "Lagre utkast")
    expect(author.get_by_role("heading", level=1)).to_contain_text(TITLE)
    address = author.url
    reader = open_page(two_users + "/laering/kort", **user("Cato", "les"))
    expect(reader.locator("#cards")).not_to_contain_text("Vått gulv")
    committee = open_page(address, **user("Berit", "utv"))
    tab_to(committee, "button.button")
    committee.keyboard.press("Enter")
    expect(committee.locator("#card-news")).to_contain_text("Nå ser alle det.")
    reader.reload()
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
    author.reload()
    author.get_by_label("Enhet som tar dette i bruk").select_option(label="Solbakken sykehjem")
    press(author, "Meld at enheten bruker dette")
    expect(author.get_by_role("table")).to_contain_text("Solbakken sykehjem")
    assert axe_findings(author) == axe_findings(committee) == []


def test_what_was_written_stays_when_somebody_else_was_quicker(open_page: Open, two_users: str):
    author = open_page(two_users + "/laering/kort/ny", **user("Anne", "led"))
    written(author)
    author.get_by_label("Hva som skjedde").fill("Gulvet ved toalettet var vått.")
    press(author, "Lagre utkast")
    expect(author.get_by_role("heading", level=1)).to_contain_text(TITLE)
    first, second = (open_page(author.url + "/endre", **user(name, "utv")) for name in ("Berit", "Dina"))
    for page, title in ((first, "Først ute"), (second, "For sent ute")):
        page.get_by_label("Tittel").fill(title)
    press(first, "Lagre utkast")
    expect(first.get_by_role("heading", level=1)).to_contain_text("Først ute")
    press(second, "Lagre utkast")
    expect(second.locator("#card-news")).to_contain_text("Berit endret læringskortet")
    expect(second.get_by_label("Tittel")).to_have_value("For sent ute")


@pytest.mark.parametrize("width", ["wide", "phone", "reflow"])
def test_the_pages_are_for_everyone(open_page: Open, server: str, width: str):
    for address in PAGES:
        page = open_page(server + address, width)
        settled(page)
        assert (address, axe_findings(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

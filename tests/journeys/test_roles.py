"""What a reader must not see, in a browser and in every file: small numbers, and the way to upload."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, drawn
from tests.journeys.server import serving_quickly

Open = Callable[..., Page]
BEHIND_PROXY = {"SIGN_IN": "proxy", "TRUSTED_PROXIES": "127.0.0.1", "ROLES": "les=reader,led=leader,ana=analyst"}
SMALL = "/indikator/fall-med-skade?omrade=SYK-01&fra=2026"  # never as many as five in a month of 2026
HIDDEN = "skjult av personvernhensyn"


@pytest.fixture(scope="module")
def behind_proxy(example_folder: Path) -> Iterator[str]:
    with serving_quickly(example_folder, **BEHIND_PROXY) as address:
        yield address


def as_(group: str) -> dict[str, dict[str, str]]:
    return {"extra_http_headers": {"X-Forwarded-User": "Kari Nordmann", "X-Forwarded-Groups": group}}


def rows(page: Page) -> list[str]:
    """The own values, as the table has them."""
    return page.locator("#chart table tbody tr td:nth-child(2)").all_text_contents()


def test_small_numbers_are_hidden_from_a_reader_in_the_chart_its_words_and_its_table(open_page: Open, behind_proxy: str):
    page = open_page(behind_proxy + SMALL, **as_("les"))
    assert HIDDEN in rows(page)
    assert all(cell in (HIDDEN, "0,0") for cell in rows(page))
    drawn(page)
    own = "[...document.querySelector('#chart-graph .js-plotly-plot').data].filter((t) => t.name === 'Solbakken sykehjem')"
    values = page.evaluate(f"{own}.flatMap((trace) => [...trace.y].filter((value) => value !== null))")
    assert all(value == 0 for value in values)
    assert axe_findings(page) == []


@pytest.mark.parametrize("form", ["csv", "svg"])
def test_small_numbers_are_hidden_from_a_reader_in_the_files(open_page: Open, behind_proxy: str, form: str):
    page = open_page(behind_proxy + SMALL, **as_("les"))
    text = page.request.get(f"{behind_proxy}/fil/serie.{form}?indikator=fall-med-skade&omrade=SYK-01&fra=2026&mot=ingen").text()
    assert HIDDEN in text
    assert "1890" not in text  # the days of October 2026


def test_a_leader_sees_the_numbers_of_the_service(open_page: Open, behind_proxy: str):
    assert HIDDEN not in rows(open_page(behind_proxy + SMALL, **as_("led")))


@pytest.mark.parametrize(("group", "links"), [("les", 0), ("led", 0), ("ana", 1)])
def test_only_those_who_may_upload_are_led_there(open_page: Open, behind_proxy: str, group: str, links: int):
    page = open_page(behind_proxy + "/tjeneste?tjeneste=sykehjem&omrade=5501", **as_(group))
    expect(page.locator("header a[href='/last-opp']")).to_have_count(links)
    expect(page.locator("main a[href='/last-opp']")).to_have_count(links)


def test_a_reader_who_comes_by_the_address_is_told_calmly(open_page: Open, behind_proxy: str):
    page = open_page(behind_proxy + "/om", **as_("les"))
    answer = page.request.get(behind_proxy + "/last-opp")
    assert (answer.status, "rollen analytiker" in answer.text()) == (403, True)

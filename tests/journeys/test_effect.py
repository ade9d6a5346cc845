"""From a measure on the chart to a new level, the old view, and back: in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db.engine import make_engine
from tests.dashboard.dated_measures import a_measure
from tests.journeys.browsing import axe_findings, settled, unfolded
from tests.journeys.server import copied, serving_quickly

Open = Callable[..., Page]
ADDRESS = "/effekt/fall-med-skade?omrade=SYK-01"


@pytest.fixture
def measured(example_folder: Path, tmp_path: Path) -> Iterator[str]:
    """A server of its own, with one measure."""
    folder = copied(example_folder, tmp_path)
    engine = make_engine(f"sqlite:///{folder / 'journey.sqlite3'}")
    a_measure(engine, "Fallgjennomgang <i>", "2025-02-15", indicator="fall-med-skade", area="SYK-01")
    engine.dispose()
    with serving_quickly(folder) as address:
        yield address


def test_a_new_level_is_decided_seen_without_and_taken_back(open_page: Open, measured: str):
    page = open_page(measured + ADDRESS)
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


def test_a_reader_sees_the_effect_with_the_keyboard_and_a_screen_reader(open_page: Open, measured: str):
    page = open_page(measured + "/indikator/fall-med-skade?omrade=SYK-01", "phone")
    page.locator(".tabs").get_by_role("link", name="Tiltak").click()
    page.wait_for_url(f"**{ADDRESS}")
    settled(page)
    expect(page.locator(".tabs [aria-current=page]")).to_have_text("Tiltak")
    expect(page.locator(".effect-card h3")).to_contain_text("Fallgjennomgang <i>")
    assert axe_findings(unfolded(page)) == []

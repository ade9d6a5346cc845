"""A meeting from its agenda to what was decided, by keyboard alone in møtemodus; and what it saw stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.settings import Settings
from dashboard.usecases.example_story import tell_story
from db.engine import make_engine
from etl.setup import load_examples, prepare
from tests.journeys.browsing import axe_findings, settled, tab_to, until
from tests.journeys.server import EXAMPLES, copied, serving_quickly

Open = Callable[..., Page]
HELD, COMING = "/moter/1", "/moter/3"
SENTENCE = "signal på forverring siden juni 2024"


@pytest.fixture(scope="module")
def told_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make demo` begins with."""
    folder = tmp_path_factory.mktemp("told")
    engine = make_engine(f"sqlite:///{folder / 'journey.sqlite3'}")
    prepare(engine, EXAMPLES)
    load_examples(engine, "prøve", folder / "raw")
    tell_story(engine, Settings(indicators=EXAMPLES, raw_folder=folder / "raw"))
    engine.dispose()
    return folder


@pytest.fixture(scope="module")
def told(told_folder: Path) -> Iterator[str]:
    """For journeys that only read."""
    with serving_quickly(told_folder, INDICATORS=str(EXAMPLES)) as address:
        yield address


@pytest.fixture
def story(told_folder: Path, tmp_path: Path) -> Iterator[str]:
    """For journeys that write."""
    with serving_quickly(copied(told_folder, tmp_path), INDICATORS=str(EXAMPLES)) as address:
        yield address


def at_step(page: Page, title: str) -> None:
    expect(page.locator(".meeting-step:visible h2")).to_have_text(title)


def test_what_was_said_and_seen_stands_and_what_was_revised_is_told(open_page: Open, told: str):
    page = open_page(told + HELD)
    main = page.locator("main")
    expect(main).to_contain_text("Slik tallene sto 16. januar 2025")
    expect(main).to_contain_text(SENTENCE)
    expect(main).to_contain_text("november 2024: 3,9 per 1000 (7 av 1774) → 4,5 per 1000 (8 av 1774)".replace(" per ", "\u00a0per\u00a0"))


@pytest.mark.parametrize("width", ["wide", "phone", "reflow"])
@pytest.mark.parametrize("address", ["/moter", COMING, HELD, f"{HELD}/vis", f"{HELD}/vis?steg=2"])
def test_every_page_of_meetings_is_for_everyone(open_page: Open, told: str, address: str, width: str):
    page = open_page(told + address, width)
    assert axe_findings(page) == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_meeting_is_held_by_keyboard_alone(open_page: Open, story: str):
    page = open_page(story + COMING)
    title = page.locator("button[id*=accept]").first.get_attribute("aria-label").removeprefix("Ta opp: ")
    tab_to(page, "button[id*=accept]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Ta ut av lista: {title}")).to_be_visible()
    tab_to(page, "main a[href*='/vis']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vis**")
    settled(page)
    at_step(page, "Åpne beslutninger fra tidligere møter")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**steg=2**")
    at_step(page, title)
    decide(page, "Gå gjennom rommene", "Anne")
    until(page, "document.activeElement.textContent.includes('Lagret')")
    page.keyboard.press("ArrowLeft")
    at_step(page, "Åpne beslutninger fra tidligere møter")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/moter/3(\?.*)?$"))
    expect(page.locator(".decision-text", has_text="Gå gjennom rommene")).to_be_visible()


def decide(page: Page, text: str, owner: str) -> None:
    """By keyboard, in the step that is shown; arrow keys belong to what is being written in."""
    step_shown = page.url
    tab_to(page, ".meeting-step:not([hidden]) .decision-box textarea")
    page.keyboard.type(text)
    page.keyboard.press("ArrowLeft")
    assert page.url == step_shown
    for said in ("Tiltak", owner):
        page.keyboard.press("Tab")
        page.keyboard.type(said)
    page.keyboard.press("Tab")
    page.keyboard.type("01052027")
    tab_to(page, ".meeting-step:not([hidden]) .decision-box button")
    page.keyboard.press("Enter")
    expect(page.locator(".meeting-step:visible .decision-text")).to_have_text(text)


def test_each_step_prints_on_a_sheet_of_its_own(open_page: Open, told: str):
    page = open_page(told + f"{HELD}/vis")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 3

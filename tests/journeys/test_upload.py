"""A file becomes a point on a chart, and a bad file becomes a sentence."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.text import OSLO
from tests.journeys.browsing import axe_findings, drawn
from tests.journeys.server import app, copied, serving_quickly

Open = Callable[..., Page]
HEADING = "indikator;område;periode;teller;nevner\n"
# The month that Fjordgløtt never delivered in the example data: 3 of 1500 days is 2,0 per 1000.
NEW_POINT = HEADING + "fall-med-skade;SYK-02;2023-08;3;1500\n"
CHART = "/indikator/fall-med-skade?omrade=SYK-02"


def choose(page: Page, folder: Path, content: str | bytes, name: str = "august.csv") -> None:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    page.get_by_label("Velg fil").set_input_files(path)


def drawn_values(page: Page) -> list[float]:
    """What the interactive chart was given, gaps left out."""
    drawn(page)
    traces = page.evaluate("document.querySelector('#chart-graph .js-plotly-plot')._fullData.map((trace) => [...(trace.y || [])])")
    return [value for trace in traces for value in trace if isinstance(value, int | float)]


def forward(page: Page, *buttons: str) -> None:
    """Press each button; what comes after it must have taken the focus, so that the keyboard is never left behind."""
    for button in buttons:
        page.get_by_role("button", name=button).click()


def heading(page: Page, name: str) -> None:
    """The step that is shown, with the focus on its heading."""
    found = page.locator(".upload-step:not([hidden]) > h2")
    expect(found).to_have_text(name)
    expect(found).to_be_focused()


def published(page: Page, button: str = "Publiser ett tall") -> None:
    """From Tolkning to the delivery; its numbers are small, so that must be ticked."""
    forward(page, "Videre til kontroll", "Videre til publisering")
    page.get_by_label("Jeg har sett at").check()
    forward(page, button)
    expect(page.locator("main")).to_contain_text("er lagret som leveranse")


WRONG = "indikator;område;periode;teller;nevner;verdi\nfal-med-skade;SYK-02;2023-08;3;1500;\nfallrisiko-vurdert;SYK-02;2023-08;12;30;0,4\n"


def given_back(page: Page, folder: Path) -> str:
    """The refused file as it comes back, with what must be mended beside each row."""
    with page.expect_download() as waiting:
        forward(page, "Last ned filen med kolonnen «feil»")
    waiting.value.save_as(folder / "feil.csv")
    return (folder / "feil.csv").read_text("utf-8-sig")


def publish_small(page: Page, button: str) -> None:
    """Small numbers must have been seen; whoever has not ticked is told so, at the box."""
    forward(page, button)
    expect(page.locator("#upload-status")).to_contain_text("Kryss av for at de små tallene er sett")
    expect(page.get_by_label("Jeg har sett at")).to_be_focused()
    page.keyboard.press("Space")
    assert axe_findings(page) == []
    forward(page, button)


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_from_a_refused_file_to_a_published_one(open_page: Open, own_server: str, tmp_path: Path, width: str):
    page = open_page(own_server + "/last-opp", width, expecting="409", accept_downloads=True)
    choose(page, tmp_path, WRONG, "tall.csv")
    heading(page, "Kontroll")
    expect(page.locator("main")).to_contain_text("tall.csv ble ikke tatt imot")
    assert axe_findings(page) == []
    back = given_back(page, tmp_path)
    assert "Mente du «fall-med-skade»?" in back.splitlines()[1]
    choose(page, tmp_path, back.replace("fal-med-skade;", "fall-med-skade;"), "tall.csv")
    heading(page, "Slik er filen forstått")
    page.get_by_label("Ja, verdiene er skrevet som 0–1").check()
    assert axe_findings(page) == []
    forward(page, "Les filen på nytt med svarene", "Videre til kontroll")
    heading(page, "Kontroll")
    expect(page.locator(".upload-step:not([hidden])")).to_contain_text("Hva filen endrer")
    assert axe_findings(page) == []
    forward(page, "Videre til publisering")
    heading(page, "Publiser")
    publish_small(page, "Publiser 2 tall")
    expect(page.locator("main")).to_contain_text("tall.csv er lagret som leveranse")
    assert 2.0 in drawn_values(open_page(own_server + CHART))


def test_a_file_with_a_date_is_seen_by_nobody_before_it(open_page: Open, example_folder: Path, tmp_path: Path):
    folder = copied(example_folder, tmp_path / "house")
    with serving_quickly(folder) as server:
        page = open_page(server + "/last-opp")
        choose(page, tmp_path, NEW_POINT)
        forward(page, "Videre til kontroll", "Videre til publisering")
        page.get_by_label("Jeg har sett at").check()
        page.get_by_text("Publiser på en dato").click()
        page.get_by_label("Dag og klokkeslett").fill((dt.datetime.now(OSLO) + dt.timedelta(days=2)).strftime("%Y-%m-%dT08:00"))
        forward(page, "Planlegg publiseringen")
        expect(page.locator("main")).to_contain_text("planlagt av")
        elsewhere = open_page(server + "/last-opp")
        expect(elsewhere.locator("#upload-waiting")).to_contain_text("august.csv")
        assert 2.0 not in drawn_values(open_page(server + CHART))
        expect(open_page(server + "/").locator("main")).not_to_contain_text("august.csv")
        make_due(folder)
        done = app("publish", folder=folder)
        assert (done.returncode, "august.csv: lagret som leveranse" in done.stdout) == (0, True)
        assert 2.0 in drawn_values(open_page(server + CHART))


def make_due(folder: Path) -> None:
    """As if two days had gone by."""
    with sqlite3.connect(folder / "journey.sqlite3") as connection:
        assert connection.execute("UPDATE upload SET publish_at = '2026-01-01 08:00:00.000000' WHERE state = 'scheduled'").rowcount == 1
    connection.close()


def test_the_page_may_be_left_and_the_file_is_found_where_it_was_and_cancelled(open_page: Open, own_server: str, tmp_path: Path):
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    forward(page, "Videre til kontroll")
    heading(page, "Kontroll")
    page.wait_for_load_state("networkidle")
    page.close()
    other = open_page(own_server + "/last-opp")
    expect(other.locator(".upload-step:not([hidden]) > h2")).to_have_text("Kontroll")
    forward(other, "Videre til publisering", "Avbryt opplastingen")
    expect(other.locator("main")).to_contain_text("Ingenting av filen er lagret")
    heading(other, "Velg en fil")
    expect(open_page(own_server + "/last-opp").locator("#upload-waiting")).not_to_contain_text("august.csv")


def test_the_keyboard_alone_goes_all_the_way(open_page: Open, own_server: str, tmp_path: Path):
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    for name, button in (("Slik er filen forstått", "Videre til kontroll"), ("Kontroll", "Videre til publisering")):
        heading(page, name)
        tab_to(page, button)
        page.keyboard.press("Enter")
    heading(page, "Publiser")
    tab_to(page, "Jeg har sett")
    page.keyboard.press("Space")
    tab_to(page, "Publiser ett tall")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("er lagret som leveranse")
    heading(page, "Publiser")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    named = "(() => { const at = document.activeElement; return (at.labels && at.labels[0] ? at.labels[0] : at).textContent; })()"
    passed = []
    for _ in range(40):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(named))
        if name in passed[-1]:
            return
    raise AssertionError(f"«{name}» cannot be reached with Tab, only {passed}")


def test_the_same_file_twice_says_so_and_changes_nothing(open_page: Open, own_server: str, tmp_path: Path):
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    published(page)
    choose(page, tmp_path, NEW_POINT)
    expect(page.locator("main")).to_contain_text("august.csv er lest før")
    expect(page.locator("main")).to_contain_text("Ingenting er endret.")


BAD_FILES = {
    "ukjent-indikator": (HEADING + "fal-med-skade;SYK-02;2023-08;3;1500\n", ["fal-med-skade", "fall-med-skade"]),
    "ukjent-område": (HEADING + "fall-med-skade;SYK-99;2023-08;3;1500\n", ["SYK-99"]),
    "umulige-tall": (HEADING + "fallrisiko-vurdert;SYK-02;2023-08;31;15\n", ["31"]),
    "samme-rad-to-ganger": (NEW_POINT + "fall-med-skade;SYK-02;2023-08;4;1500\n", ["3"]),
    "mangler-kolonne": ("indikator;periode;teller;nevner\nfall-med-skade;2023-08;3;1500\n", ["område"]),
    "tom": ("", ["tom"]),
    "feil-type": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", ["PDF"]),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_sentence_by_sentence_and_the_page_stays_usable(open_page: Open, server: str, tmp_path: Path, name: str):
    content, words = BAD_FILES[name]
    page = open_page(server + "/last-opp", expecting="40")
    choose(page, tmp_path, content, f"{name}.csv")
    report = page.locator("#upload-step")
    expect(report).to_contain_text(f"{name}.csv ble ikke tatt imot")
    for word in words:
        expect(report).to_contain_text(word)
    assert axe_findings(page) == []
    choose(page, tmp_path, NEW_POINT)
    expect(report).to_contain_text("august.csv kan publiseres")


def test_after_a_refusal_the_same_name_can_be_chosen_again(open_page: Open, server: str, tmp_path: Path):
    """A browser is silent when the same file is chosen twice; whoever has mended the file must not be."""
    page = open_page(server + "/last-opp")
    choose(page, tmp_path, HEADING + "fall-med-skade;SYK-99;2023-08;3;1500\n")
    expect(page.locator("#upload-step")).to_contain_text("ble ikke tatt imot")
    choose(page, tmp_path, NEW_POINT)
    expect(page.locator("#upload-step")).to_contain_text("kan publiseres")


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_templates_that_the_page_gives_are_known_again(open_page: Open, server: str, tmp_path: Path, form: str):
    page = open_page(server + "/last-opp?opplasting=", accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"Kommunens egne tall: {form}").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    page.get_by_label("Velg fil").set_input_files(path)
    expect(page.locator(".upload-step:not([hidden]) > h2")).to_have_text("Kontroll")
    expect(page.locator("#upload-step")).not_to_contain_text("kolonne mangler")


def test_the_report_of_the_last_file_is_gone_when_the_next_cannot_be_read(open_page: Open, server: str, tmp_path: Path):
    """Else its button to publish would stand under the refusal of another file."""
    page = open_page(server + "/last-opp", expecting="413")
    choose(page, tmp_path, NEW_POINT)
    expect(page.get_by_role("button", name="Videre til kontroll")).to_be_visible()
    choose(page, tmp_path, HEADING.encode() + NEW_POINT.encode() * 1_100_000, "for-stor.csv")
    expect(page.locator("#upload-status")).to_contain_text("for stor")
    expect(page.get_by_role("button", name="Videre til kontroll")).to_have_count(0)


def test_a_file_can_be_dropped(open_page: Open, server: str):
    page = open_page(server + "/last-opp?opplasting=")
    dropped = page.evaluate_handle(
        "(text) => { const held = new DataTransfer(); held.items.add(new File([text], 'sluppet.csv')); return held; }", NEW_POINT
    )
    page.dispatch_event("#upload-zone", "drop", {"dataTransfer": dropped})
    expect(page.locator("#upload-step")).to_contain_text("sluppet.csv kan publiseres")

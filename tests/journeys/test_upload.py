"""A file becomes a point on a chart, and a bad file becomes a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import axe_findings, settled

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
    traces = page.evaluate("document.querySelector('#chart-graph .js-plotly-plot')._fullData.map((trace) => [...(trace.y || [])])")
    return [value for trace in traces for value in trace if isinstance(value, int | float)]


def test_one_upload_ends_with_the_new_point_on_the_chart(open_page: Open, own_server: str, tmp_path: Path):
    before = open_page(own_server + CHART)
    assert 2.0 not in drawn_values(before)
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    expect(page.locator("main")).to_contain_text("august.csv kan publiseres.")
    page.get_by_role("button", name="Publiser ett tall").click()
    expect(page.locator("main")).to_contain_text("august.csv er lagret som leveranse")
    page.get_by_role("link", name="Fall med skade").first.click()
    settled(page)
    after = open_page(own_server + CHART)
    assert 2.0 in drawn_values(after)
    after.locator("#chart summary", has_text="Tabell").click()
    expect(after.locator("#chart table tbody tr", has_text="august 2023")).to_contain_text("2,0")


def test_the_same_file_twice_says_so_and_changes_nothing(open_page: Open, own_server: str, tmp_path: Path):
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    page.get_by_role("button", name="Publiser ett tall").click()
    expect(page.locator("main")).to_contain_text("er lagret som leveranse")
    choose(page, tmp_path, NEW_POINT)
    expect(page.locator("main")).to_contain_text("august.csv er lest før. Ingenting er endret.")


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
    report = page.locator("#upload-report")
    expect(report).to_contain_text(f"{name}.csv ble ikke tatt imot")
    for word in words:
        expect(report).to_contain_text(word)
    assert axe_findings(page) == []
    choose(page, tmp_path, NEW_POINT)
    expect(report).to_contain_text("august.csv kan publiseres.")


def test_after_a_refusal_the_same_name_can_be_chosen_again(open_page: Open, server: str, tmp_path: Path):
    """A browser is silent when the same file is chosen twice; whoever has mended the file must not be."""
    page = open_page(server + "/last-opp")
    choose(page, tmp_path, HEADING + "fall-med-skade;SYK-99;2023-08;3;1500\n")
    expect(page.locator("#upload-report")).to_contain_text("ble ikke tatt imot")
    choose(page, tmp_path, NEW_POINT)
    expect(page.locator("#upload-report")).to_contain_text("kan publiseres")


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_templates_that_the_page_gives_are_known_again(open_page: Open, server: str, tmp_path: Path, form: str):
    page = open_page(server + "/last-opp", accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"Kommunens egne tall: {form}").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    page.get_by_label("Velg fil").set_input_files(path)
    expect(page.locator("#upload-report")).not_to_contain_text("Når en fil er valgt")
    expect(page.locator("#upload-report")).not_to_contain_text("kolonne mangler")


def test_the_report_of_the_last_file_is_gone_when_the_next_cannot_be_read(open_page: Open, server: str, tmp_path: Path):
    """Else its button to publish would stand under the refusal of another file."""
    page = open_page(server + "/last-opp", expecting="413")
    choose(page, tmp_path, NEW_POINT)
    expect(page.get_by_role("button", name="Publiser ett tall")).to_be_visible()
    choose(page, tmp_path, HEADING.encode() + NEW_POINT.encode() * 1_100_000, "for-stor.csv")
    expect(page.locator("#upload-status")).to_contain_text("for stor")
    expect(page.get_by_role("button", name="Publiser ett tall")).to_have_count(0)


def test_whoever_publishes_by_key_stands_at_the_report(open_page: Open, own_server: str, tmp_path: Path):
    page = open_page(own_server + "/last-opp")
    choose(page, tmp_path, NEW_POINT)
    page.get_by_role("button", name="Publiser ett tall").press("Enter")
    expect(page.locator("#upload-report")).to_contain_text("er lagret som leveranse")
    assert page.evaluate("document.activeElement.id") == "upload-report"
    expect(page.locator("[aria-current=step]")).to_have_count(0)


def test_a_file_can_be_dropped(open_page: Open, server: str):
    page = open_page(server + "/last-opp")
    dropped = page.evaluate_handle(
        "(text) => { const held = new DataTransfer(); held.items.add(new File([text], 'sluppet.csv')); return held; }", NEW_POINT
    )
    page.dispatch_event("#upload-zone", "drop", {"dataTransfer": dropped})
    expect(page.locator("#upload-report")).to_contain_text("sluppet.csv kan publiseres")

"""The whole way in one go: a signal, a meeting, a measure, a flag, a verdict, the next meeting; and what the first one saw stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from etl.setup import UNITS_FIRST
from tests.journeys.browsing import settled, tab_to
from tests.journeys.server import EXAMPLES, app, serving
from tests.journeys.test_actions import of_field, write_owner
from tests.journeys.test_deliveries import turn
from tests.journeys.test_meetings import at_step, decide

Open = Callable[..., Page]
INDICATOR, PLACE = "fall-med-skade", "SYK-01"
SUBJECT = "Fall med skade per 1000 oppholdsdøgn, Solbakken sykehjem"
DECISION, OWNER = "Gå gjennom alle rom", "Marit Moen"
CHART = f"/indikator/{INDICATOR}?omrade={PLACE}"
PICTURE = ".meeting-step img.step-chart-wide"
SAID = "signal på forverring siden juni 2024"
SEEN_AND_NOW = "november 2024: 3,9\u00a0per\u00a01000 (7 av 1774) → 4,5\u00a0per\u00a01000 (8 av 1774)"
FIRST, SECOND = "2025-01-16", "2026-01-15"


def test_from_a_signal_to_its_verdict_and_the_meeting_of_next_year(open_page: Open, tmp_path: Path):
    loaded(tmp_path, FIRST, EXAMPLES / UNITS_FIRST, EXAMPLES / "manedstall-oppdiktet-2025-01-14.csv")
    with serving(tmp_path, on=FIRST) as server:
        page = open_page(server + "/tavle?tjeneste=sykehjem&bare=1")
        seen = the_first_year(page, server)
    loaded(tmp_path, SECOND, *three_later_files(tmp_path))
    with serving(tmp_path, on=SECOND) as server:
        page = open_page(server + CHART)
        the_second_year(page, server, seen)


def the_first_year(page: Page, server: str) -> list[str]:
    a_signal_stands_on_the_board(page)
    write_owner(page, server, OWNER)
    a_meeting_is_planned(page, server)
    what_is_proposed_is_taken_up(page)
    a_measure_is_decided_by_keyboard(page)
    the_measure_is_written_from_the_decision(page)
    return the_meeting_is_held(page, server)


def the_second_year(page: Page, server: str, seen: list[str]) -> None:
    the_chart_has_the_flag(page)
    one_delivery_is_taken_back(page, server)
    the_first_meeting_shows_what_it_saw(page, server, seen)
    the_verdict_stands(page, server)
    the_next_meeting_asks_for_it(page, server)


def loaded(folder: Path, day: str, *files: Path) -> None:
    done = app("load", *files, folder=folder, on=day)
    assert done.returncode == 0, done.stdout + done.stderr


def a_signal_stands_on_the_board(page: Page) -> None:
    cell = page.locator(f".board-table td a[href^='{CHART}']")
    expect(cell).to_have_accessible_name(re.compile("^Solbakken sykehjem: dårligere, 3,7"))


def goes_to(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def plan(page: Page, server: str, day: str) -> None:
    goes_to(page, server + "/moter")
    page.get_by_text("Planlegg møte", exact=True).first.click()
    page.locator(in_form("meeting", "arena")).select_option(label="Ledermøte")
    page.locator(in_form("meeting", "meets_on")).fill(day)
    page.locator("#meeting-save").click()


def in_form(form: str, field: str) -> str:
    return f"""[id='{{"field":"{field}","form":"{form}"}}']"""


def a_meeting_is_planned(page: Page, server: str) -> None:
    goes_to(page, server + "/moter")
    page.get_by_text("Legg til arena", exact=True).first.click()
    page.locator(in_form("arena", "name")).fill("Ledermøte")
    page.locator(in_form("arena", "kind")).select_option("leaders")
    page.locator(in_form("arena", "service_area")).select_option("sykehjem")
    page.locator("#arena-save").click()
    expect(page.locator("main table")).to_contain_text("Ledermøte")
    plan(page, server, FIRST)
    page.get_by_role("link", name="Ledermøte, 16. januar 2025").click()


def what_is_proposed_is_taken_up(page: Page) -> None:
    page.get_by_role("button", name=f"Ta opp: {SUBJECT}", exact=True).click()
    expect(page.locator("ol.agenda")).to_contain_text(SUBJECT)
    expect(page.locator("ol.agenda")).to_contain_text(SAID)


def a_measure_is_decided_by_keyboard(page: Page) -> None:
    tab_to(page, "main a[href*='/vis']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vis**")
    settled(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**steg=2**")
    at_step(page, SUBJECT)
    decide(page, DECISION, "Marit")
    tab_to(page, ".decision-box a[href^='/tiltak/ny']")
    page.keyboard.press("Enter")


def the_measure_is_written_from_the_decision(page: Page) -> None:
    """What the meeting knows is filled in; the rest is typed."""
    expect(page.locator(of_field("title"))).to_have_value(DECISION)
    expect(page.locator(of_field("owner")).locator("option:checked")).to_have_text(OWNER)
    page.locator(of_field("hypothesis")).fill("Fall med skade ned 30 % på et år.")
    page.locator(of_field("starts_on")).fill(FIRST)
    page.locator(of_field("status")).select_option("ongoing")
    page.locator("#action-save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DECISION)
    page.locator("#action .action-table a").press("Enter")
    expect(page.locator("#chart .remarks")).to_contain_text("Flagget kommer")


def the_meeting_is_held(page: Page, server: str) -> list[str]:
    """Returns the pictures that it was shown."""
    goes_to(page, server + "/moter/1")
    page.get_by_role("button", name="Marker møtet som holdt").click()
    page.get_by_role("button", name="Ja, marker som holdt").click()
    expect(page.locator("main")).to_contain_text("Ingen tall i møtet er endret siden det ble holdt.")
    goes_to(page, server + "/moter/1/vis?steg=2")
    return pictures(page)


def pictures(page: Page) -> list[str]:
    expect(page.locator(PICTURE)).to_have_count(1)
    return [each.get_attribute("src") for each in page.locator(PICTURE).all()]


def three_later_files(folder: Path) -> list[Path]:
    """Half a year with what was revised, a wrong number, and what came after."""
    heading, *rows = (EXAMPLES / "manedstall-oppdiktet.csv").read_text("utf-8-sig").splitlines()
    months = {row.split(";")[2]: row for row in rows if row.startswith(f"{INDICATOR};{PLACE};")}
    later = {
        "halvt-ar.csv": [row for month, row in months.items() if month <= "2025-06"],
        "feil.csv": [f"{INDICATOR};{PLACE};2024-12;17;1869;;Oppdiktet"],
        "resten.csv": [row for month, row in months.items() if "2025-06" < month < SECOND[:7]],
    }
    for name, lines in later.items():
        (folder / name).write_text("\n".join([heading, *lines]), "utf-8")
    return [folder / name for name in later]


def the_chart_has_the_flag(page: Page) -> None:
    """In the figure, in the list under it and in the picture to take along."""
    flag = page.locator("#chart .remarks li", has_text=DECISION)
    expect(flag.locator(".remark-measure")).to_have_text("1")
    expect(page.locator("#chart-graph .annotation-text", has_text=re.compile("^1$"))).to_be_visible()
    page.locator("#chart .menu summary").click()
    with page.expect_download() as fetched:
        page.locator("#chart a[href*='serie.svg']").click()
    picture = fetched.value.path().read_text("utf-8")
    assert f"Tiltak fra 16. januar 2025: «{DECISION}»." in picture
    assert ">1</text>" in picture


def one_delivery_is_taken_back(page: Page, server: str) -> None:
    goes_to(page, server + "/moter/1")
    expect(page.locator("main")).to_contain_text("2 tall i møtet er endret")
    expect(page.locator("main")).to_contain_text("desember 2024: ")
    goes_to(page, server + "/leveranser")
    page.locator("tr", has_text="feil.csv").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leveranse ")
    settled(page)
    turn(page, "trekk tilbake", "feil tall")
    expect(page.locator("#delivery")).to_contain_text("er trukket tilbake")


def the_first_meeting_shows_what_it_saw(page: Page, server: str, seen: list[str]) -> None:
    goes_to(page, server + "/moter/1")
    main = page.locator("main")
    expect(main).to_contain_text("1 tall i møtet er endret")
    expect(main).not_to_contain_text("desember 2024: ")
    expect(main).to_contain_text(SEEN_AND_NOW)
    expect(main).to_contain_text(SAID)
    goes_to(page, server + "/moter/1/vis?steg=2")
    assert pictures(page) == seen
    expect(page.locator(".meeting-step:visible")).to_contain_text(SEEN_AND_NOW)
    expect(page.locator(".meeting-step:visible .decision-text")).to_have_text(DECISION)


def the_verdict_stands(page: Page, server: str) -> None:
    goes_to(page, server + CHART)
    page.locator(".tabs").get_by_role("link", name="Tiltak").click()
    page.wait_for_url("**/effekt/**")
    card = page.locator(".effect-card", has_text=DECISION)
    expect(card.locator(".answer")).to_contain_text("Signal på bedring")


def the_next_meeting_asks_for_it(page: Page, server: str) -> None:
    plan(page, server, SECOND)
    page.get_by_role("link", name="Ledermøte, 15. januar 2026").click()
    expect(page.locator("main")).to_contain_text("Åpne beslutninger fra tidligere møter (1)")
    verdict = f"Effekt av «{DECISION}»: {SUBJECT}"
    page.get_by_role("button", name=f"Ta opp: {verdict}", exact=True).click()
    expect(page.locator("ol.agenda")).to_contain_text("Signal på bedring")

"""Reported events: a month is told as a whole, in words that the product knows, and never one row an event of a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.queries.observations import observations
from db.terms import AreaType, Outcome
from etl import events
from etl.areas import AreaRow
from etl.pipeline import load
from etl.setup import prepare
from tests.etl.reading import an_entry, codes, known, problems, rows

FIXTURE = Path(__file__).parent / "fixtures" / "events.csv"
HEADING = "enhet;tjeneste;periode;kategori;alvorlighet;antall"
COUNTS = {"source": "events", "kind": "count", "unit": "count", "frequency": "month", "decimals": 0}
ENTRIES = (
    an_entry("meldt", source_key="sykehjem:meldt", **COUNTS),
    an_entry("skade", source_key="sykehjem:med skade", **COUNTS),
)
UNITS = tuple(
    AreaRow(code, f"Enhet {code}", AreaType.UNIT, parent, service_area="sykehjem")
    for code, parent in (("SYK-01", "3911"), ("SYK-02", "3911"), ("SYK-01A", "SYK-01"))
)
KNOWN = known(ENTRIES, UNITS)
WHOLE = len(events.categories()) + 1  # what each indicator has of a month: all, and each category


def told(*lines: str) -> str:
    return "\n".join((HEADING, *lines)) + "\n"


def counts(content: str | bytes, area: str) -> dict[tuple[str, str], float]:
    """What is not zero, by indicator and group."""
    found = rows(content, against=KNOWN)
    return {(row["indicator"], row.get("breakdown", "")): row["value"] for row in found if row["area"] == area and row["value"]}


def test_a_month_is_told_as_a_whole():
    found = [row for row in rows(FIXTURE.read_bytes(), against=KNOWN) if row["area"] == "SYK-02"]
    assert len(found) == WHOLE + WHOLE * (1 + len(events.HARMS))
    assert {(row["value"], row["status"], row["period"], row["note"]) for row in found} == {(0, "normal", "2026-M03", "Oppdiktet")}


def test_categories_and_severities_add_up_to_what_is_reported_and_to_what_harmed():
    assert counts(FIXTURE.read_bytes(), "SYK-01") == {
        ("meldt", ""): 16,
        ("meldt", "fall"): 12,
        ("meldt", "legemidler"): 4,
        ("skade", ""): 3,
        ("skade", "lett"): 3,
        ("skade", "fall"): 3,
        ("skade", "fall · lett"): 3,
    }


def test_the_municipality_is_added_up_when_every_unit_has_told_the_month():
    both = told("SYK-01;;2026-03;Fall;død;1", "SYK-02;;2026-03;Fall;ingen;2")
    assert counts(both, "3911")["meldt", ""] == 3
    assert counts(told("SYK-01;;2026-03;Fall;død;1"), "3911") == {}


def test_a_unit_inside_another_is_not_counted_twice():
    inside = told("SYK-01;;2026-03;Fall;ingen;4", "SYK-01A;;2026-03;Fall;ingen;4", "SYK-02;;2026-03;;;0")
    assert counts(inside, "3911")["meldt", ""] == 4


def test_what_the_file_says_of_the_municipality_stands():
    given = told("SYK-01;;2026-03;Fall;ingen;1", "SYK-02;;2026-03;Fall;ingen;2", "3911;Sykehjem;2026-03;Fall;ingen;5")
    assert counts(given, "3911")["meldt", ""] == 5


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("SYK-01;;2026-03;Fall;ingen;0", None),
        ("SYK-01;sjukeheim;2026-03;smittevern;Dødsfall;2", None),
        ("SYK-01;;2026-03;Uro;ingen;2", "unknown_event_category"),
        ("SYK-01;;2026-03;Fall;ille;2", "unknown_event_severity"),
        ("SYK-01;;2026-03;;ingen;2", "event_category_missing"),
        ("SYK-01;;2026-03;Fall;;2", "event_severity_missing"),
        ("SYK-01;;2026-03;Fall;ingen;", "event_count_missing"),
        ("SYK-01;;2026-03;Fall;ingen;:", "event_count_missing"),
        ("SYK-01;;2026-03;Fall;ingen;-1", "negative_count"),
        ("SYK-01;;2026-03;Fall;ingen;1,5", "broken_count"),
        ("SYK-01;;2026;Fall;ingen;1", "not_a_month"),
        ("SYK-99;;2026-03;Fall;ingen;1", "unknown_area"),
        ("3911;;2026-03;Fall;ingen;1", "event_service_missing"),
        ("3911;Tannhelse;2026-03;Fall;ingen;1", "event_service_unknown"),
        ("SYK-01;Tannhelse;2026-03;Fall;ingen;1", "event_service_unknown"),
    ],
)
def test_each_rule_names_its_row(line: str, found: str | None):
    assert problems(told(line), against=KNOWN) == ([(found, 2)] if found else [])


def test_a_unit_of_another_service_is_told():
    elsewhere = (*ENTRIES, an_entry("hjemme", service_area="hjemmetjeneste", source_key="hjemmetjeneste:meldt", **COUNTS))
    assert codes(told("SYK-01;Hjemmetjeneste;2026-03;Fall;ingen;1"), against=known(elsewhere, UNITS)) == ["event_service_differs"]


def test_the_same_cell_twice_with_other_counts_is_refused():
    assert codes(told("SYK-01;;2026-03;Fall;ingen;1", "SYK-01;;2026-03;Fallulykke;ingen;2"), against=KNOWN) == ["contradictory_rows"]


def test_columns_of_persons_are_refused():
    assert codes("enhet;periode;kategori;alvorlighet;antall;pasientnavn\nSYK-01;2026-03;Fall;ingen;1;x\n", against=KNOWN) == [
        "person_column"
    ]


def test_a_month_that_is_told_again_leaves_nothing_of_the_old_one(engine: Engine):
    prepare(engine)
    load(engine, "enheter.csv", b"kode;navn;tjeneste\nSYK-01;Solbakken;sykehjem\n", by="Kari")
    for cells in ("Fall;ingen;9", "Legemidler;ingen;4"):
        content = f"enhet;periode;kategori;alvorlighet;antall\nSYK-01;2026-03;{cells}\n".encode()
        assert load(engine, "hendelser.csv", content, by="Kari").outcome is Outcome.STORED
    with reading(engine) as session:
        standing = observations(session, ["meldte-hendelser-sykehjem"], ["SYK-01", "3911"])
    assert {(row.area, row.breakdown): row.value for row in standing if row.value} == {
        (area, group): 4 for area in ("SYK-01", "3911") for group in ("", "legemidler")
    }

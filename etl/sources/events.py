"""Reported events from the system of deviations: one row per unit, month, category and severity, with how many. Never a row an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from db.terms import AreaType, Severity
from etl import cells, events
from etl.area_cells import areas
from etl.checks import reported as rules
from etl.checks.places import not_there_yet
from etl.checks.repeats import without_repeats
from etl.columns import Heading, columns_of, recognition
from etl.event_months import months_of
from etl.findings import Findings
from etl.frame import Coded, Frame
from etl.known import Answers, Known, Reading
from etl.measured import read_measured
from etl.table import Column, Table

SOURCE = events.SOURCE
HEADINGS = (
    Heading(
        "area", "enhet", ("område", "omrade", "kommunenr"), is_needed=True, holds="enhetens kode, for eksempel SYK-01, eller kommunenummer"
    ),
    Heading("service_area", "tjeneste", holds="sykehjem, hjemmetjeneste …; må fylles ut der enheten er hele kommunen"),
    Heading("period", "periode", ("måned", "maned"), is_needed=True, holds="måneden, for eksempel 2026-03"),
    Heading("category", "kategori", ("hendelsestype",), is_needed=True, holds="Fall, Legemidler, Trykksår …; tomt bare når antallet er 0"),
    Heading(
        "severity",
        "alvorlighet",
        ("alvorlighetsgrad", "skadegrad"),
        is_needed=True,
        holds="ingen, lett, moderat, alvorlig eller død; tomt bare når antallet er 0",
    ),
    Heading("count", "antall", is_needed=True, holds="helt tall. 0 uten kategori sier at ingen hendelse er meldt i måneden"),
    Heading("note", "kommentar", ("merknad",), holds="fritekst, aldri om personer"),
)


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """A month that a unit stands in is told as a whole: what it does not name has not happened there."""
    columns, findings = columns_of(table, HEADINGS), Findings(table.lines)
    period, periods = cells.periods(columns["period"], known.today, findings)
    area = areas(columns["area"], period, periods, known.areas, findings)
    indicator = _indicators(columns, area, known, findings)
    entries = [known.indicators[name] for name in indicator.texts]
    cells.fits_frequency(columns["period"], indicator, entries, period, periods, findings)
    count = read_measured({"count": columns["count"]}, table, answers, findings)["count"]
    told = rules.Reported(findings, dict(columns), count, _category(columns["category"]), _severity(columns["severity"]))
    rules.check(told)
    raw = _raw(told, indicator, area, period)
    kept = without_repeats(raw, findings)
    not_there_yet(kept, known.areas, findings, columns["area"].name)
    return Reading(months_of(kept, _of_harm(entries, known), known), findings, summed=kept.rows)


def _category(column: Column) -> Coded:
    return cells.recoded(column, [events.category_of(cells.as_text(cell)) if cells.as_text(cell) else "" for cell in column.texts])


def _severity(column: Column) -> Coded:
    return cells.recoded(column, [events.severity_of(cells.as_text(cell)) if cells.as_text(cell) else "" for cell in column.texts])


def _indicators(columns: Mapping[str, Column], area: Coded, known: Known, findings: Findings) -> Coded:
    """The indicator of what is reported, of the unit's service; of the whole municipality the file says which."""
    count = len(area.codes)
    named = columns.get("service_area", Column("tjeneste", np.zeros(count, dtype=np.int32), [""]))
    pairs = (area.codes.astype(np.int64) + 1) * len(named.texts) + named.codes
    distinct, codes = np.unique(pairs, return_inverse=True)
    found = [_service_of(pair, area, named, known) for pair in distinct.tolist()]
    for fault in ("event_service_missing", "event_service_unknown", "event_service_differs"):
        where = np.array([service == fault for service in found], dtype=bool)[codes]
        facts = {"services": ", ".join(sorted(_services(known).values()))}
        findings.rows(fault, Severity.ERROR, where, column=named.name, found=lambda row: cells.as_text(named.at(row)), **facts)
    reported = [_key(known, service, events.REPORTED) for service in found]
    return cells.recoded(Column("", codes.astype(np.int32), list(reported)), reported)


def _service_of(pair: int, area: Coded, named: Column, known: Known) -> str:
    """A service area, or the code of what is wrong."""
    place, text = divmod(pair, len(named.texts))
    if place == 0:
        return ""  # an unknown area has been named already
    body, said = known.areas.areas[area.texts[place - 1]], cells.as_text(named.texts[text])
    given = known.catalogue.find_service_area(said) if said else None
    own = body.service_area if body.type is AreaType.UNIT else None
    if said and (given is None or given.id not in _services(known)):
        return "event_service_unknown"
    if given and own and given.id != own:
        return "event_service_differs"
    service = given.id if given else own
    return service if service in _services(known) else "event_service_missing"


def _services(known: Known) -> dict[str, str]:
    """Those of which events can be told, with their names."""
    told = {entry.service_area for entry in known.catalogue.entries if entry.source == SOURCE}
    return {area.id: area.name.nb for area in known.catalogue.service_areas if area.id in told}


def _key(known: Known, service: str, what: str) -> str | None:
    key = f"{service}:{what}"
    return next((entry.id for entry in known.catalogue.entries if (entry.source, entry.source_key) == (SOURCE, key)), None)


def _of_harm(entries: Sequence, known: Known) -> dict[str, str]:
    """The indicator of harm beside each of reports."""
    return {entry.id: _key(known, entry.service_area, events.HARM) or entry.id for entry in entries}


def _raw(told: rules.Reported, indicator: Coded, area: Coded, period: Coded) -> Frame:
    """The rows as they stand in the file, each under «kategori · alvorlighet»."""
    codes, pairs = cells.together(_known_or_empty(told.category), _known_or_empty(told.severity))
    texts = [events.crossed(*pair) for pair in pairs]
    breakdown = cells.recoded(Column("", codes, list(texts)), texts)
    note = told.columns.get("note")
    notes = cells.recoded(note, [cells.as_text(cell) for cell in note.texts]) if note else Coded.constant("", len(codes))
    whole = Frame.of(
        np.arange(len(codes)), indicator=indicator, area=area, period=period, breakdown=breakdown, value=told.count.values, note=notes
    )
    readable = ~told.findings.is_named & np.logical_and.reduce([coded.codes >= 0 for coded in (indicator, area, period)])
    return whole.take(np.flatnonzero(readable))


def _known_or_empty(coded: Coded) -> Column:
    """A word that is not known has been named already."""
    return Column("", np.where(coded.codes < 0, len(coded.texts), coded.codes).astype(np.int32), [*coded.texts, ""])

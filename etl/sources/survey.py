"""The survey template: one row per dimension, unit, group of respondents and year; two scales are never one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from db.terms import Severity, Status
from etl import cells
from etl.area_cells import areas
from etl.checks import answers as rules
from etl.checks.denominators import denominators_jump
from etl.checks.places import not_there_yet
from etl.checks.repeats import without_repeats
from etl.columns import Heading, columns_of, recognition
from etl.entries import Entry
from etl.faults import nearest
from etl.findings import Findings
from etl.frame import STATUS_CODE, Coded, Frame
from etl.known import Answers, Known, Reading
from etl.measured import Measured, read_measured
from etl.scales import scale_text
from etl.table import Column, Table

SOURCE = "survey"
HEADINGS = (
    Heading("service_area", "tjeneste", is_needed=True, holds="sykehjem, hjemmetjeneste …"),
    Heading("area", "enhet", ("område", "omrade", "kommunenr"), is_needed=True, holds="enhetens kode eller kommunenummer"),
    Heading("respondents", "respondentgruppe", is_needed=True, holds="beboere, pårørende, brukere, ansatte …"),
    Heading("period", "år", ("ar", "periode"), is_needed=True, holds="2024"),
    Heading("dimension", "dimensjon", is_needed=True, holds="dimensjonens navn, for eksempel Trivsel"),
    Heading("value", "snitt", is_needed=True, holds="gjennomsnitt innenfor skalaen"),
    Heading("scale_low", "skala_min", is_needed=True, holds="laveste mulige svar, for eksempel 1"),
    Heading("scale_high", "skala_maks", ("skala_max",), is_needed=True, holds="høyeste mulige svar, for eksempel 6"),
    Heading("answered", "antall_svar", is_needed=True, holds="hvor mange som svarte"),
    Heading("invited", "antall_utsendt", is_needed=True, holds="hvor mange som ble spurt"),
    Heading("share", "andel", holds="prosent, for spørsmål der andelen er målet"),
    Heading("question", "spørsmål", ("sporsmal",), holds="spørsmålets ordlyd, når raden gjelder ett spørsmål"),
    Heading("note", "merknad", ("kommentar",), holds="fritekst, aldri om personer"),
)
NUMBERS = ("value", "scale_low", "scale_high", "answered", "invited", "share")


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """Cells to a frame; the scale is part of what tells two lines apart."""
    columns, findings = columns_of(table, HEADINGS), Findings(table.lines)
    entries, indicator = _indicators(columns, known, findings)
    period, periods = cells.periods(columns["period"], known.today, findings)
    cells.fits_frequency(columns["period"], indicator, [known.indicators[name] for name in indicator.texts], period, periods, findings)
    area = areas(columns["area"], period, periods, known.areas, findings)
    numbers = {key: Measured.absent(len(table)) for key in NUMBERS}
    numbers |= read_measured({key: columns[key] for key in NUMBERS if key in columns}, table, answers, findings)
    is_readable = (indicator.codes >= 0) & ~np.logical_or.reduce([number.is_faulty for number in numbers.values()])
    survey = rules.Survey(findings, dict(columns), is_readable, entries, indicator, numbers)
    rules.check(survey)
    frame = _frame(survey, area, period, _breakdown(columns, numbers))
    rules.two_scales(frame, survey)
    frame = without_repeats(frame, findings)
    not_there_yet(frame, known.areas, findings, columns["area"].name)
    denominators_jump(frame, findings, columns["answered"].name, numbers["answered"].is_grouped)
    return Reading(frame, findings)


def _indicators(columns: Mapping[str, Column], known: Known, findings: Findings) -> tuple[list[Entry], Coded]:
    """The entries of each row's service and dimension, also by nynorsk and former names."""
    codes, pairs = cells.together(columns["service_area"], columns["dimension"])
    services = [known.catalogue.find_service_area(service) for service, _ in pairs]
    found = [service and known.catalogue.match_dimension(service.id, name) for service, (_, name) in zip(services, pairs, strict=True)]
    unknown = np.isin(codes, [place for place, service in enumerate(services) if service is None])
    names = [area.name.nb for area in known.catalogue.service_areas]
    column, facts = columns["service_area"], {"suggestion": lambda row: nearest(pairs[codes[row]][0], names) or names[0]}
    findings.rows("unknown_service_area", Severity.ERROR, unknown, column=column.name, found=lambda row: pairs[codes[row]][0], **facts)
    missing = np.isin(codes, [place for place, entry in enumerate(found) if services[place] and entry is None])
    dimensions = [", ".join(known.catalogue.dimensions(service.id)) if service else "" for service in services]
    column, facts = columns["dimension"], {"known": lambda row: dimensions[codes[row]]}
    findings.rows("unknown_dimension", Severity.ERROR, missing, column=column.name, found=lambda row: pairs[codes[row]][1], **facts)
    indicator = cells.recoded(Column("", codes, list(found)), [entry.id if entry else None for entry in found])
    by_id = {entry.id: entry for entry in found if entry}
    return [by_id[name] for name in indicator.texts], indicator


def _breakdown(columns: Mapping[str, Column], numbers: Mapping[str, Measured]) -> Coded:
    """«beboere, skala 1–6»: who answered, on which scale, and where it is one question, which."""
    given = [columns[key] for key in ("respondents", "scale_low", "scale_high", "question") if key in columns]
    codes, _ = cells.together(*given)
    _, first = np.unique(codes, return_index=True)
    texts = [_line(columns, numbers, int(row)) for row in first]
    return cells.recoded(Column("", codes, list(texts)), list(texts))


def _line(columns: Mapping[str, Column], numbers: Mapping[str, Measured], row: int) -> str:
    low, high = numbers["scale_low"].values[row], numbers["scale_high"].values[row]
    parts = [cells.as_text(columns["respondents"].at(row)).casefold()]
    if not np.isnan(low) and not np.isnan(high):
        parts.append(scale_text(low, high))
    if "question" in columns and columns["question"].at(row):
        parts.append(f"«{cells.as_text(columns['question'].at(row))}»")
    return ", ".join(part for part in parts if part)


def _frame(survey: rules.Survey, area: Coded, period: Coded, breakdown: Coded) -> Frame:
    value, answered = survey.value, survey.numbers["answered"].values
    note = survey.columns.get("note")
    whole = Frame.of(
        np.arange(len(value)),
        indicator=survey.indicator,
        area=area,
        breakdown=breakdown,
        period=period,
        status=np.where(np.isnan(value), survey.sign, np.int8(STATUS_CODE[Status.NORMAL])),
        value=value,
        denominator=np.where(answered > 0, answered, np.nan),
        invited=survey.numbers["invited"].values,
        note=cells.recoded(note, [cells.as_text(cell) for cell in note.texts]) if note else Coded.constant("", len(value)),
    )
    return whole.take(np.flatnonzero(survey.is_readable & (area.codes >= 0) & (period.codes >= 0)))

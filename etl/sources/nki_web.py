"""Helsedirektoratet's national quality indicators as the web page exports them: decimal comma, percent sign, names instead of stable ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from db.terms import Severity
from etl.area_cells import name_then
from etl.area_names import resolve_area_text
from etl.areas import AreaRow
from etl.cells import as_text, periods, recoded, report, together
from etl.columns import Heading, columns_of, recognition
from etl.findings import Findings
from etl.frame import Coded
from etl.known import Answers, Known, Reading
from etl.matching import PHASED_OUT
from etl.numbers import COMMA, read_numbers
from etl.organisations import Located, area_code, locate
from etl.periods import read_period
from etl.published import Published, coded_again, read_published
from etl.statuses import sign_codes
from etl.table import Column, Table

SOURCE = "helsedir"
HEADINGS = (
    Heading("period", "Tidsperiode", is_needed=True),
    Heading("indicator_name", "Kvalitetsindikator", is_needed=True),
    Heading("measure", "Måltall", is_needed=True),
    Heading("location_name", "Lokasjon", is_needed=True),
    Heading("value", "Verdi", is_needed=True),
    Heading("sector", "Sektor"),
    Heading("level", "Nivå"),
    Heading("indicator_id", "QualityIndicatorID", is_needed=True),
    Heading("location_id", "LocationId", is_needed=True),
)
OF_PLACES = ("kommune", "bydel", "fylke", "land", "nasjon", "norge")  # levels whose rows are named by the place


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """As the other form, but ids changed with the publication, so that names decide."""
    columns, findings = dict(columns_of(table, HEADINGS)), Findings(table.lines)
    columns["indicator_name"] = _still_published(columns["indicator_name"])
    new_areas, area = _areas(columns, known, findings)
    period, _ = periods(columns["period"], known.today, findings, Severity.WARNING)
    value = columns["value"]
    table.detected["decimal"] = ","
    signs = sign_codes(value.texts)
    numbers = read_numbers(value.texts, COMMA, [text for text, sign in zip(value.texts, signs, strict=True) if sign >= 0])
    is_faulty = report(findings, value, numbers.faults)
    is_stored = (area.codes >= 0) & (period.codes >= 0) & ~is_faulty
    values, decimals = numbers.values[value.codes], numbers.decimals[value.codes]
    rows = Published(columns, area, period, values, decimals, is_stored, signs[value.codes], new_areas)
    return read_published(SOURCE, rows, known, findings)


def _still_published(names: Column) -> Column:
    """«Utfaset - » stands before the names of indicators that have ended; the series is the same."""
    coded = recoded(names, [PHASED_OUT.sub("", as_text(text)) for text in names.texts])
    return Column(names.name, coded.codes, list(coded.texts))


def _areas(columns: Mapping[str, Column], known: Known, findings: Findings) -> tuple[tuple[AreaRow, ...], Coded]:
    level = columns.get("level", columns["location_name"])
    codes, placed = together(columns["location_id"], columns["location_name"], level, columns["period"])
    located = [_locate(*each, known) for each in placed]
    where = np.isin(codes, [place for place, each in enumerate(located) if each.fault])
    facts = {"name": lambda row: placed[codes[row]][1]}
    findings.rows(
        "unknown_location", Severity.WARNING, where, column=columns["location_id"].name, found=lambda row: placed[codes[row]][0], **facts
    )
    new = {each.new.code: each.new for each in located if each.new}
    return tuple(new.values()), coded_again(codes, [each.code for each in located])


def _locate(number: str, name: str, level: str, period: str, known: Known) -> Located:
    """A place by its name where the level says that it is one, since its number is then an organisation's; else the organisation."""
    is_place = any(word in level.casefold() for word in OF_PLACES)
    by_name = resolve_area_text(name, known.areas) if is_place else None
    if by_name and by_name.code:
        when = read_period(period)
        return Located(by_name.code if isinstance(when, str) else name_then(by_name.code, name, when, known.areas))
    if len(number) == 9 and number.isdigit():
        return locate(number, name, known.areas)
    code = area_code(number)
    return Located(code) if code in known.areas.areas else Located(fault="unknown_location")

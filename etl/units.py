"""The municipality's own services and units, from a small file: a tree with validity, checked row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from db.terms import AreaType, Change, Severity
from etl.area_names import resolve_area_text
from etl.area_text import fold, tidy
from etl.areas import HOME, Reference
from etl.problems import Problem, shown

UNIT_COLUMNS = ("kode", "navn", "tjeneste", "overordnet", "gyldig_fra", "gyldig_til", "etterfølger", "oppdiktet")
CODE = re.compile(r"(?=.*[^\W\d_])[^\W_][\w.\-]{0,31}")  # stands in addresses and lists, so no blank, comma or slash; never digits alone
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
NORWEGIAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")
YES_NO = {"": False, "nei": False, "usann": False, "false": False, "ja": True, "x": True, "sann": True, "true": True}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row as written, with the line it stands on; the days are read."""

    line: int
    code: str
    name: str
    service: str
    parent: str
    successors: tuple[str, ...]
    fictional: str
    valid_from: dt.date | None
    valid_to: dt.date | None


def read_units(
    rows: Iterable[tuple[int, Mapping[str, str]]], reference: Reference, services: Mapping[str, str], home: str = HOME
) -> tuple[list[dict], list[dict], list[Problem]]:
    """Areas, successions and problems of rows given as (line, {column: text}).

    `services`: every accepted writing of a service's id or name -> its id. A unit without a parent stands under `home`.
    """
    units, problems = [], []
    for line, cells in rows:
        unit, found = _read_row(line, {column: tidy(cells.get(column) or "") for column in UNIT_COLUMNS})
        units.append(unit)
        problems += found
    units = _as_spelt(units)
    ids = {fold(tidy(written)): id_ for written, id_ in services.items()}
    problems += _bad_codes(units, reference)
    problems += _bad_words(units, ids)
    problems += _bad_parents(units, reference)
    problems += _bad_endings(units, reference)
    problems.sort(key=lambda problem: problem.row or 0)
    areas = {unit.code: _area(unit, reference, ids, home) for unit in units}
    return list(areas.values()), _successions(units, reference), problems


def _read_row(line: int, cells: Mapping[str, str]) -> tuple[UnitRow, list[Problem]]:
    days, problems = {}, []
    for column, last in (("gyldig_fra", False), ("gyldig_til", True)):
        try:
            days[column] = _civil_day(cells[column], last=last)
        except ValueError:
            days[column] = None
            problems.append(row_error("unit_day_unreadable", line, column, cells[column]))
    successors = tuple(code.strip() for code in cells["etterfølger"].split(",") if code.strip())
    words = (cells["kode"], cells["navn"], cells["tjeneste"], cells["overordnet"], successors, cells["oppdiktet"])
    return UnitRow(line, *words, days["gyldig_fra"], days["gyldig_til"]), problems


def _as_spelt(units: Sequence[UnitRow]) -> list[UnitRow]:
    """The codes of other units as those units spell them: sh-01 in «overordnet» is SH-01."""
    spelt = {fold(unit.code): unit.code for unit in units}
    return [
        replace(
            unit,
            parent=spelt.get(fold(unit.parent), unit.parent),
            successors=tuple(spelt.get(fold(code), code) for code in unit.successors),
        )
        for unit in units
    ]


def _civil_day(text: str, *, last: bool) -> dt.date | None:
    """2024-05-01, 1.5.2024, or a year alone, which is its first or its last day."""
    if not text:
        return None
    if YEAR.fullmatch(text):
        return dt.date(int(text), 12, 31) if last else dt.date(int(text), 1, 1)
    iso, norwegian = ISO_DAY.fullmatch(text), NORWEGIAN_DAY.fullmatch(text)
    if not (iso or norwegian):
        raise ValueError(f"{text!r} is not a day; write 2024-05-01, 1.5.2024 or 2024")
    year, month, day = iso.groups() if iso else reversed(norwegian.groups())
    return dt.date(int(year), int(month), int(day))


def _bad_codes(units: Sequence[UnitRow], reference: Reference) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for unit in units:
        taken = resolve_area_text(unit.code, reference) if unit.code else None
        if not unit.code:
            yield row_error("unit_code_missing", unit.line, "kode", "")
        elif not CODE.fullmatch(unit.code):
            yield row_error("unit_code_not_usable", unit.line, "kode", unit.code)
        elif taken and taken.code and (taken.code != unit.code or reference.areas[taken.code].type is not AreaType.UNIT):
            yield row_error("unit_code_taken", unit.line, "kode", unit.code, area=reference.areas[taken.code].name)
        elif fold(unit.code) in seen:
            yield row_error("unit_twice", unit.line, "kode", unit.code, first=seen[fold(unit.code)])
        seen.setdefault(fold(unit.code), unit.line)


def _bad_words(units: Iterable[UnitRow], services: Mapping[str, str]) -> Iterator[Problem]:
    for unit in units:
        if not unit.name:
            yield row_error("unit_name_missing", unit.line, "navn", "")
        if fold(unit.service) not in services:
            yield row_error("unit_service_unknown", unit.line, "tjeneste", unit.service, known=", ".join(dict.fromkeys(services.values())))
        if fold(unit.fictional) not in YES_NO:
            yield row_error("unit_fictional_unreadable", unit.line, "oppdiktet", unit.fictional)


def _bad_parents(units: Sequence[UnitRow], reference: Reference) -> Iterator[Problem]:
    parents = {unit.code: unit.parent for unit in units}
    for unit in units:
        if unit.parent and unit.parent not in parents and not _known(unit.parent, reference):
            yield row_error("unit_parent_unknown", unit.line, "overordnet", unit.parent)
        above, passed = unit.parent, {unit.code}
        while above and above not in passed:
            passed.add(above)
            above = parents.get(above) or (reference.areas[above].parent if above in reference.areas else None)
        if above == unit.code:
            yield row_error("unit_parent_ring", unit.line, "overordnet", unit.parent)


def _bad_endings(units: Sequence[UnitRow], reference: Reference) -> Iterator[Problem]:
    codes = {unit.code for unit in units}
    for unit in units:
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            yield row_error("unit_validity_backwards", unit.line, "gyldig_til", "", first=unit.valid_from, last=unit.valid_to)
        if unit.successors and not unit.valid_to:
            yield row_error("unit_successor_without_end", unit.line, "gyldig_til", "")
        for successor in unit.successors:
            known = reference.areas.get(successor)
            if successor == unit.code or not (successor in codes or (known and known.type is AreaType.UNIT)):
                yield row_error("unit_successor_unknown", unit.line, "etterfølger", successor)


def _area(unit: UnitRow, reference: Reference, services: Mapping[str, str], home: str) -> dict:
    return {
        "code": unit.code,
        "name": unit.name,
        "type": AreaType.UNIT,
        "parent": (_known(unit.parent, reference) or unit.parent) if unit.parent else home,
        "service_area": services.get(fold(unit.service)),
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "is_fictional": YES_NO.get(fold(unit.fictional), False),
    }


def _successions(units: Sequence[UnitRow], reference: Reference) -> list[dict]:
    """One successor of one unit is the same unit under a new code; several into one are merged; one into several is split."""
    begins = {code: area.valid_from for code, area in reference.areas.items()} | {unit.code: unit.valid_from for unit in units}
    arrows = [(unit, successor) for unit in units if unit.valid_to for successor in unit.successors]
    into = Counter(successor for _, successor in arrows)
    found = []
    for unit, successor in arrows:
        day = unit.valid_to + dt.timedelta(days=1)
        lives_on = begins.get(successor) is None or begins[successor] < day
        change = Change.SPLIT if len(unit.successors) > 1 else Change.MERGED if into[successor] > 1 or lives_on else Change.RENUMBERED
        found.append({"predecessor": unit.code, "successor": successor, "happened_on": day, "change": change})
        if lives_on:  # the break in the one that takes over, as for the municipalities
            found.append({"predecessor": successor, "successor": successor, "happened_on": day, "change": change})
    return [next(rows) for _, rows in groupby(sorted(found, key=_arrow), key=_arrow)]


def _arrow(row: Mapping[str, str]) -> tuple[str, str]:
    return row["predecessor"], row["successor"]


def _known(text: str, reference: Reference) -> str | None:
    found = resolve_area_text(text, reference)
    return found.code if found else None


def row_error(code: str, line: int, column: str, found: str, **facts: object) -> Problem:
    """A refusal of one cell."""
    return Problem(code, Severity.ERROR, row=line, column=column, found=shown(found), facts=facts)

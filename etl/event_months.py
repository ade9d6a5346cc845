"""Months of reported events made whole: every category and severity with its count, zeros too, and what they are together.

A month that is told again is told as a whole, so that what is no longer reported does not stand beside the new total.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from db.terms import AreaType, Period
from etl import events
from etl.areas import AreaRow
from etl.frame import Coded, Frame
from etl.known import Known


@dataclass(slots=True)
class Month:
    """What one place has told of one month: the row of the file that it begins in, its remark, and its counts."""

    row: int
    note: str
    counts: Counter = field(default_factory=Counter)  # by category and severity


Told = dict[tuple[str, str, str], Month]  # by indicator of reports, area and period


def months_of(raw: Frame, of_harm: Mapping[str, str], known: Known) -> Frame:
    """`raw` has a row per category and severity; `of_harm` says which indicator of harm belongs to which of reports."""
    told = _told(raw)
    told |= _municipalities(told, known)
    rows = [row for (indicator, area, period), month in told.items() for row in _rows(indicator, of_harm[indicator], area, period, month)]
    return _frame(rows)


def _told(raw: Frame) -> Told:
    found: Told = {}
    for row in range(len(raw)):
        key = (raw.indicator.at(row), raw.area.at(row), raw.period.at(row))
        month = found.setdefault(key, Month(int(raw.rows[row]), raw.note.at(row)))
        pair = events.halves(raw.breakdown.at(row))
        if pair:
            month.counts[pair] += int(raw.value[row])
    return found


def _municipalities(told: Told, known: Known) -> Told:
    """The municipality's own month, where the file has none and every unit of the service that was open has told its own."""
    together: Told = {}
    parts: dict[tuple[str, str], dict[str, Month]] = defaultdict(dict)
    for (indicator, area, period), month in told.items():
        if known.areas.areas[area].type is AreaType.UNIT:
            parts[indicator, period][area] = month
    for (indicator, period), units in parts.items():
        key, needed = (indicator, known.home, period), _open_units(indicator, Period.parse(period), known)
        if key not in told and needed and needed <= set(units):
            together[key] = _summed([units[unit] for unit in sorted(needed)])
    return together


def _summed(months: Sequence[Month]) -> Month:
    whole = Month(min(month.row for month in months), next((month.note for month in months if month.note), ""))
    for month in months:
        whole.counts.update(month.counts)
    return whole


def _open_units(indicator: str, period: Period, known: Known) -> set[str]:
    units = {unit.code: unit for unit in known.areas.areas.values() if _serves(unit, known.indicators[indicator].service_area)}
    outermost = (unit for unit in units.values() if unit.parent not in units)  # the numbers of one hold those of the units in it
    return {unit.code for unit in outermost if unit.is_valid_on(period.first_day) or unit.is_valid_on(period.last_day)}


def _serves(area: AreaRow, service: str) -> bool:
    return area.type is AreaType.UNIT and area.service_area == service


def _rows(reported: str, harm: str, area: str, period: str, month: Month) -> Iterator[tuple]:
    """Of reports all and each category; of harm both of them, each severity, and each category by severity."""
    for indicator, severities in ((reported, (events.NO_HARM, *events.HARMS)), (harm, events.HARMS)):
        for category in ("", *events.categories()):
            for severity in ("", *events.HARMS) if indicator == harm else ("",):
                count = _sum(month, category, (severity,) if severity else severities)
                yield month.row, indicator, area, events.crossed(category, severity), period, count, month.note


def _sum(month: Month, category: str, severities: tuple[str, ...]) -> int:
    return sum(month.counts[each, severity] for each in ((category,) if category else events.categories()) for severity in severities)


def _frame(rows: list[tuple]) -> Frame:
    columns = list(zip(*rows, strict=True)) or [()] * 7
    number = np.array(columns[5], dtype=float)
    texts = {name: _coded(columns[place]) for name, place in (("indicator", 1), ("area", 2), ("breakdown", 3), ("period", 4), ("note", 6))}
    return Frame.of(np.array(columns[0], dtype=np.int64), value=number, numerator=number.copy(), **texts)


def _coded(texts: tuple[str, ...]) -> Coded:
    order = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return Coded(np.array([order[text] for text in texts], dtype=np.int32), list(order))

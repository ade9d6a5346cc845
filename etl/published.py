"""A publisher's rows, each one measure of one place and time, to a frame: values are kept as published, counts are joined to their shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from db.terms import Frequency, Kind, Period, Severity, Status
from etl.areas import AreaRow
from etl.cells import as_text, recoded, together
from etl.checks.outliers import outliers
from etl.checks.repeats import without_repeats
from etl.drafts import Measure
from etl.findings import Findings
from etl.frame import HAS_VALUE, STATUS_CODE, Coded, Frame
from etl.joins import with_counts
from etl.known import Known, Reading
from etl.legends import decoded
from etl.naming import Named, name_measures, parts_of_shares
from etl.places import same_place
from etl.table import Column


@dataclass(frozen=True, slots=True)
class Published:
    """One place a row of the table: where and when, the number as written, and whether the row is to be stored."""

    columns: Mapping[str, Column]  # indicator_id, indicator_name, measure and value
    area: Coded
    period: Coded
    values: np.ndarray
    decimals: np.ndarray
    is_stored: np.ndarray
    status: np.ndarray | None = None  # where the publisher has signs of its own; else it follows from the number
    new_areas: tuple[AreaRow, ...] = ()
    breakdown: Coded | None = None
    described: Mapping[str, Described] = field(default_factory=dict)  # by the measure's text, where that is a code


@dataclass(frozen=True, slots=True)
class Described:
    """What a publisher says of a measure that its code does not."""

    title: str
    kind: Kind
    unit: str


def read_published(source: str, rows: Published, known: Known, findings: Findings) -> Reading:
    """Every row to be stored becomes one observation of its measure; a share's counts also stand beside the share."""
    stored = np.flatnonzero(rows.is_stored)
    measured, measures = _measures(source, rows, stored)
    named = name_measures(measures, known)
    frame = _frame(rows, stored, measured, named)
    _say_outside_percent(frame, named, rows.columns["value"], findings)
    frame = without_repeats(frame, findings)
    outliers(frame, findings, rows.columns["value"].name, same_place(known.areas.successions, known.home).codes)
    frame = with_counts(frame, parts_of_shares(measures, named, known), rows.decimals[frame.rows], findings)
    drafts = {name.id: name.draft for name in named if name.draft}
    return Reading(frame, findings, tuple(drafts.values()), rows.new_areas)


def coded_again(codes: np.ndarray, texts: Sequence[str | None]) -> Coded:
    """Numbers of combinations under the texts they stand for; None gets -1."""
    return recoded(Column("", codes, list(texts)), list(texts))


def _measures(source: str, rows: Published, stored: np.ndarray) -> tuple[np.ndarray, list[Measure]]:
    """The measure of each stored row by number, and what the file shows of each measure."""
    names = [rows.columns[key] for key in ("indicator_id", "indicator_name", "measure")]
    codes, found = together(*(Column(column.name, column.codes[stored], column.texts) for column in names))
    lengths = [Period.parse(text).frequency for text in rows.period.texts]
    is_hospital = np.array([len(text) == 9 for text in rows.area.texts], dtype=bool)  # an organisation's number
    measures = []
    for number, (indicator_id, name, measure) in enumerate(found):
        of_measure = stored[codes == number]
        finest = max((lengths[code] for code in np.unique(rows.period.codes[of_measure])), key=list(Frequency).index)
        decimals = int(rows.decimals[of_measure].max())
        of_hospitals = bool(is_hospital[rows.area.codes[of_measure]].any())
        said = rows.described.get(measure)
        words = (said.title, (said.kind, said.unit)) if said else ("", None)
        measures.append(Measure(source, indicator_id, name, measure, finest, decimals, of_hospitals, *words))
    return codes, measures


def _frame(rows: Published, stored: np.ndarray, measured: np.ndarray, named: list[Named]) -> Frame:
    values, status = rows.values[stored].copy(), np.zeros(len(stored), dtype=np.int8)
    for number, name in enumerate(named):
        where = measured == number
        values[where], status[where] = decoded(values[where], name.codes)
    if rows.status is not None:
        is_said = np.isnan(rows.values[stored]) | (rows.status[stored] == STATUS_CODE[Status.PROVISIONAL])
        status = np.where(is_said, rows.status[stored], status)
    indicator = coded_again(measured, [name.id for name in named])
    values = np.where(HAS_VALUE[status], values, np.nan)
    key = {"indicator": indicator, "area": rows.area.take(stored), "period": rows.period.take(stored)}
    breakdown = rows.breakdown.take(stored) if rows.breakdown else Coded.constant("", len(stored))
    return Frame.of(stored, **key, breakdown=breakdown, status=status, value=values)


def _say_outside_percent(frame: Frame, named: list[Named], column: Column, findings: Findings) -> None:
    """Kept as published, for a share of places may be above 100; but somebody should look."""
    shares = {name.id for name in named if name.kind is Kind.PROPORTION}
    is_share = np.array([text in shares for text in frame.indicator.texts], dtype=bool)[frame.indicator.codes]
    outside = is_share & ((frame.value > 100) | (frame.value < 0))
    found = {"column": column.name, "found": lambda row: as_text(column.at(row))}
    findings.stored_rows("outside_percent_kept", Severity.INFO, frame.rows[outside], **found)

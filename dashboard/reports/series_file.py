"""One series as a file to take along: its figures, what they mean and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.reports.tables import csv_of, frame_of, workbook_of
from dashboard.text import period_text, t
from dashboard.usecases.chart_reason import chart_reason
from dashboard.usecases.finished import Line, Point, Series
from dashboard.usecases.remarks import remark_lines, remarks_at
from dashboard.usecases.target_words import distance_words, level_words

COLUMNS = (
    "area",
    "period",
    "value",
    "numerator",
    "denominator",
    "status",
    "centre",
    "lower",
    "upper",
    "signal",
    "delivery",
    "group",
    "note",
    "sentence",  # these two on the newest row of the place alone, so that every row is still one number
    "target_level",
)
WAIT_COLUMNS = ("length", "centre", "lower", "upper")  # beside rare events: of the wait that ended with the first one of the period


def rows(series: Series) -> Iterator[tuple[object, ...]]:
    """The same figures as the chart and its table: the own line first, then each comparator."""
    own = Line(series.area, None, (*series.points, *series.other_frequency))
    newest = series.points[-1] if series.points else None
    for line in (own, *series.comparators, *series.units):
        for point in line.points:
            noted = remarks_at(series, point.period) if line is own else []
            note = " · ".join(part for part in (_note(line, point), *noted) if part)
            said = (series.sentence, _level(series)) if point is newest else ("", "")
            waited = _waited(series, point) if line is own else ()
            yield (f"{line.area.code} {line.area.name}".strip(), *_cells(point), series.breakdown, note, *said, *waited)


def _waited(series: Series, point: Point) -> Iterator[object]:
    if series.waits:
        wait = series.waits.by_period().get(point.period)
        yield from (getattr(wait, name, None) for name in WAIT_COLUMNS)


def _level(series: Series) -> str:
    """«Middels, trolig (oktober 2026)»"""
    return _in_words(level_words(series))


def _in_words(figure: tuple[str, str] | None) -> str:
    return t("file.noted", value=figure[0], note=figure[1]) if figure else ""


def _cells(point: Point) -> tuple[object, ...]:
    signal = t(f"signal.{point.signal}") if point.signal else ""
    return (
        str(point.period),
        point.value,
        point.numerator,
        point.denominator,
        t(f"status.{point.status}"),
        point.centre,
        point.lower,
        point.upper,
        signal,
        point.delivery,
    )


def _note(line: Line, point: Point) -> str:
    """A made-up number says so in its own row: rows are copied, and the rest of the file is not."""
    return point.note or (t("component.fictional.badge") if line.area.is_fictional else "")


def headings(series: Series) -> Iterator[str]:
    yield from (t(f"column.{name}") for name in COLUMNS)
    if series.waits:
        yield from (t(f"column.wait.{name}", unit=t(f"wait.unit.{series.waits.unit}")) for name in WAIT_COLUMNS)


def table(series: Series) -> pd.DataFrame:
    """The rows under the headings of the screen's language."""
    return frame_of(rows(series), list(headings(series)))


def as_csv(series: Series) -> bytes:
    return csv_of(table(series))


def as_workbook(series: Series) -> bytes:
    return workbook_of(table(series), about_lines(series))


def about_lines(series: Series) -> list[tuple[str, str]]:
    """What must go with the figures wherever they go; what is unknown is said in words."""
    facts, whence = series.indicator, series.provenance
    unknown = t("file.unknown")
    return [
        (t("file.name"), facts.name),
        (t("file.place"), f"{series.area.name} ({series.area.code})"),
        *([(t("file.group"), series.breakdown)] if series.breakdown else []),
        *([(t("file.note"), t("figure.fictional"))] if series.is_fictional else []),
        (t("file.sentence"), series.sentence),
        *_target_lines(series),
        (t("file.meaning"), facts.meaning or unknown),
        (t("file.numerator"), facts.numerator or unknown),
        (t("file.denominator"), facts.denominator or unknown),
        (t("file.chart"), chart_reason(series)),
        *((t("file.remark"), said) for said in remark_lines(series)),
        (t("file.source"), f"{whence.source_name} ({whence.licence})"),
        (t("file.newest"), period_text(whence.last_period) if whence.last_period else unknown),
        (t("file.delivery"), f"{whence.delivery} · {whence.file_name or unknown}" if whence.delivery else unknown),
    ]


def _target_lines(series: Series) -> list[tuple[str, str]]:
    lines = ((t("file.target_level"), _level(series)), (t("file.distance"), _in_words(distance_words(series))))
    return [line for line in lines if line[1]]

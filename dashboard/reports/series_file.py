"""One series as a file to take along: CSV that Norwegian Excel opens, or a workbook with the definition beside the figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font

from dashboard.text import period_text, t
from dashboard.usecases.finished import Line, Point, Series

COLUMNS = ("area", "period", "value", "numerator", "denominator", "status", "centre", "lower", "upper", "signal", "delivery")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run such a text (OWASP ASVS 1.2.10)


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def rows(series: Series) -> Iterator[tuple[object, ...]]:
    """The same figures as the chart and its table: the own line first, then each comparator."""
    own = Line(series.area, None, (*series.points, *series.other_frequency))
    for line in (own, *series.comparators):
        for point in line.points:
            yield (f"{line.area.code} {line.area.name}".strip(), *_cells(point))


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


def as_csv(series: Series) -> bytes:
    """Semicolon, decimal comma and a byte-order mark: what Norwegian Excel expects of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([t(f"column.{name}") for name in COLUMNS])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows(series))
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{cell!r}".removesuffix(".0").replace(".", ",")
    return safe_text(str(cell))


def as_workbook(series: Series) -> bytes:
    """Two sheets: the figures as numbers, and what they mean, where they come from and under which licence."""
    book = Workbook()
    figures = book.active
    figures.title = t("file.figures")
    figures.append([t(f"column.{name}") for name in COLUMNS])
    for row in rows(series):
        figures.append([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
    about = book.create_sheet(t("file.about"))
    for label, text in about_lines(series):
        about.append([label, safe_text(text)])
    _make_readable(figures, about)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _make_readable(figures, about) -> None:
    for cell in figures[1]:
        cell.font = Font(bold=True)
    figures.freeze_panes = "A2"
    figures.column_dimensions["A"].width = 32
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 100


def about_lines(series: Series) -> list[tuple[str, str]]:
    """What must go with the figures wherever they go; what is unknown is said in words."""
    facts, whence = series.indicator, series.provenance
    unknown = t("file.unknown")
    return [
        (t("file.name"), facts.name),
        (t("file.place"), f"{series.area.name} ({series.area.code})"),
        (t("file.sentence"), series.sentence),
        (t("file.meaning"), facts.meaning or unknown),
        (t("file.numerator"), facts.numerator or unknown),
        (t("file.denominator"), facts.denominator or unknown),
        (t("file.source"), f"{whence.source_name} ({whence.licence})"),
        (t("file.newest"), period_text(whence.last_period) if whence.last_period else unknown),
        (t("file.delivery"), f"{whence.delivery} · {whence.file_name or unknown}" if whence.delivery else unknown),
    ]

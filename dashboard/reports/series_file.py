"""One series as a file to take along: CSV that Norwegian Excel opens, or a workbook with the definition beside the figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pandas as pd

from dashboard.text import period_text, t
from dashboard.usecases.finished import Line, Point, Series
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
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run such a text (OWASP ASVS 1.2.10)


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def rows(series: Series) -> Iterator[tuple[object, ...]]:
    """The same figures as the chart and its table: the own line first, then each comparator."""
    own = Line(series.area, None, (*series.points, *series.other_frequency))
    newest = series.points[-1] if series.points else None
    for line in (own, *series.comparators):
        for point in line.points:
            said = (series.sentence, _level(series)) if point is newest else ("", "")
            yield (f"{line.area.code} {line.area.name}".strip(), *_cells(point), series.breakdown, _note(line, point), *said)


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


def table(series: Series) -> pd.DataFrame:
    """The rows under the headings of the screen's language; whole numbers stay whole beside empty cells."""
    frame = pd.DataFrame(rows(series), columns=[t(f"column.{name}") for name in COLUMNS])
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame[texts] = frame[texts].map(lambda cell: safe_text(cell) if isinstance(cell, str) else cell)
    return frame.convert_dtypes()


def as_csv(series: Series) -> bytes:
    """Semicolon, decimal comma and a byte-order mark: what Norwegian Excel expects of a CSV file."""
    text = table(series).to_csv(sep=";", decimal=",", index=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def as_workbook(series: Series) -> bytes:
    """Two sheets: the figures as numbers, and what they mean, where they come from and under which licence."""
    about = pd.DataFrame([(label, safe_text(text)) for label, text in about_lines(series)])
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        table(series).to_excel(book, sheet_name=t("file.figures"), index=False, freeze_panes=(1, 0))
        about.to_excel(book, sheet_name=t("file.about"), index=False, header=False)
        book.sheets[t("file.figures")].column_dimensions["A"].width = 32
        about_widths = book.sheets[t("file.about")].column_dimensions
        about_widths["A"].width, about_widths["B"].width = 24, 100
    return out.getvalue()


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
        (t("file.source"), f"{whence.source_name} ({whence.licence})"),
        (t("file.newest"), period_text(whence.last_period) if whence.last_period else unknown),
        (t("file.delivery"), f"{whence.delivery} · {whence.file_name or unknown}" if whence.delivery else unknown),
    ]


def _target_lines(series: Series) -> list[tuple[str, str]]:
    lines = ((t("file.target_level"), _level(series)), (t("file.distance"), _in_words(distance_words(series))))
    return [line for line in lines if line[1]]

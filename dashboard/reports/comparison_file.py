"""A comparison as a file to take along: everyone in it with the same numbers, the same hidden ones and the same sentence as the page."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.components.comparison_words import origin_words, period_words, place_words
from dashboard.reports.tables import csv_of, frame_of, workbook_of
from dashboard.text import t
from dashboard.usecases.compared import Compared, Comparison
from dashboard.usecases.sentences import shown

COLUMNS = ("area", "role", "period", "value", "lower95", "upper95", "numerator", "denominator", "status")
COLUMNS += ("against", "place", "origin", "group", "note", "answer")
COMMON = ("area", "period", "value", "numerator", "denominator", "status", "group", "note")  # named as in the file of a series


def as_csv(comparison: Comparison) -> bytes:
    return csv_of(table(comparison))


def as_workbook(comparison: Comparison) -> bytes:
    return workbook_of(table(comparison), about_lines(comparison))


def table(comparison: Comparison) -> pd.DataFrame:
    headings = [t(f"column.{name}" if name in COMMON else f"comparison.file.{name}") for name in COLUMNS]
    return frame_of(rows(comparison), headings)


def rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    """The own and the chosen first, then every other by name; the sentence stands in the first row."""
    places = {unit.area.code: place_words(unit) for unit in comparison.funnel.units} if comparison.funnel else {}
    chosen = {row.area.code for row in comparison.rows}
    for number, row in enumerate((*comparison.rows, *comparison.others)):
        role = "own" if row.is_own else "chosen" if row.area.code in chosen else "other"
        yield (
            f"{row.area.code} {row.area.name}",
            t(f"comparison.file.{role}"),
            str(row.point.period) if row.point else str(comparison.last),
            *_numbers(row),
            t(f"comparison.word.{row.word}"),
            places.get(row.area.code, ""),
            origin_words(row, comparison),
            comparison.breakdown,
            _note(row),
            comparison.sentence if number == 0 else "",
        )


def _numbers(row: Compared) -> tuple[object, ...]:
    point = row.point
    if point is None:
        return None, None, None, None, None, t("status.missing")
    return point.value, point.lower, point.upper, point.numerator, point.denominator, t(f"status.{point.status}")


def _note(row: Compared) -> str:
    """A made-up number says so in its own row."""
    return (row.point.note if row.point else None) or (t("component.fictional.badge") if row.area.is_fictional else "")


def about_lines(comparison: Comparison) -> list[tuple[str, str]]:
    """What must go with the figures wherever they go; what is unknown is said in words."""
    about, unknown = comparison.indicator, t("file.unknown")
    return [
        (t("file.name"), about.name),
        (t("file.place"), f"{comparison.area.name} ({comparison.area.code})"),
        (t("comparison.file.period"), period_words(comparison)),
        *([(t("file.group"), comparison.breakdown)] if comparison.breakdown else []),
        *([(t("file.note"), t("figure.fictional"))] if comparison.is_fictional else []),
        (t("file.sentence"), comparison.sentence),
        *((t("comparison.file.notes"), note) for note in comparison.notes),
        *([(t("comparison.file.centre"), shown(comparison.funnel.centre, about))] if comparison.funnel else []),
        (t("file.meaning"), about.meaning or unknown),
        (t("file.numerator"), about.numerator or unknown),
        (t("file.denominator"), about.denominator or unknown),
        (t("file.source"), f"{about.source_name} ({about.licence})"),
    ]

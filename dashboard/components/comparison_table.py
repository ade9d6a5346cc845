"""The same numbers as the pictures of a comparison, in words and figures; by name, never by rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.components.signal_mark import signal_mark
from dashboard.text import NOTHING, number, period_text, t, unit_name
from dashboard.usecases.compared import Compared, Comparison, Origin
from dashboard.usecases.sentences import shown

OWN_SOURCES = ("own", "survey")  # the municipality's own figures; nobody has published them


def rows_table(comparison: Comparison) -> html.Div:
    """The own and the chosen, with where each number comes from."""
    headings = [t(f"comparison.table.{name}") for name in ("area", "value", "interval", "counts")]
    headings += [_against(comparison), t("comparison.table.origin")]
    rows = [[*_cells(row, comparison), _word(row), " · ".join(_origin(row, comparison))] for row in comparison.rows]
    return data_table(_caption("caption", comparison), headings, rows, numeric=(1, 2, 3), shows_caption=True, className="stacking")


def everyone_of(comparison: Comparison) -> list[Compared]:
    """Every one of the same sort, by name."""
    return sorted((row for row in (*comparison.rows, *comparison.others) if not row.is_whole), key=lambda row: row.area.name)


def members_table(caption: str, members: Sequence[Compared], comparison: Comparison) -> html.Div:
    headings = [t(f"comparison.table.{name}") for name in ("area", "value", "interval", "counts")]
    rows = [_cells(row, comparison) for row in members]
    return data_table(_caption(caption, comparison), headings, rows, numeric=(1, 2, 3), shows_caption=True, className="stacking")


def period_words(comparison: Comparison) -> str:
    if comparison.first == comparison.last:
        return t("comparison.period.one", last=period_text(comparison.last))
    return t("comparison.period.pooled")


def _caption(name: str, comparison: Comparison) -> str:
    facts = comparison.indicator
    return t(f"comparison.table.{name}", indicator=facts.name, period=period_words(comparison), unit=unit_name(facts.unit))


def _against(comparison: Comparison) -> str:
    own = comparison.own
    return t("comparison.table.against", name=own.area.name) if own else t("comparison.table.against_all")


def _cells(row: Compared, comparison: Comparison) -> list[object]:
    """Name, value or why there is none, interval, counts."""
    about, point = comparison.indicator, row.point
    if point is None:
        return [row.area.name, t("comparison.origin.none"), NOTHING, NOTHING]
    if point.value is None:
        return [row.area.name, t(f"status.{point.status}"), NOTHING, NOTHING]
    interval = counts = NOTHING
    if point.lower is not None and point.upper is not None:
        interval = t("comparison.table.interval_of", lower=number(point.lower, about.decimals), upper=number(point.upper, about.decimals))
    if point.numerator is not None and point.denominator is not None:
        counts = t("figure.counts", numerator=number(point.numerator), denominator=number(point.denominator))
    return [row.area.name, shown(point.value, about), interval, counts]


def _word(row: Compared) -> object:
    word = t(f"comparison.word.{row.word}")
    return [signal_mark(row.signal), " ", word] if row.signal else word


def _origin(row: Compared, comparison: Comparison) -> Iterator[str]:
    if row.origin is Origin.NONE:
        yield t("comparison.origin.none")
        return
    if row.value is None:
        return
    if row.origin is Origin.SUM:
        yield t("comparison.origin.sum", parts=row.parts, members=row.members)
    else:
        is_own = comparison.indicator.source in OWN_SOURCES
        yield t(f"comparison.origin.{'own' if is_own else 'published'}", source=comparison.indicator.source_name)
    if comparison.first != comparison.last and row.months:
        yield t("comparison.origin.months", months=row.months, total=_months(comparison))
    if row.is_without_own:
        yield t("comparison.origin.without_own", area=comparison.own.area.name)


def _months(comparison: Comparison) -> int:
    """How many periods there are from the first to the last."""
    period, count = comparison.first, 1
    while period < comparison.last:
        period, count = period.following, count + 1
    return count

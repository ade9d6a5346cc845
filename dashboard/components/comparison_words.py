"""Words about one row of a comparison, the same in the table and in the file: the period, where a number comes from, where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.text import period_text, t
from dashboard.usecases.compared import Compared, Comparison, FunnelUnit, Origin

OWN_SOURCES = ("own", "survey")  # the municipality's own figures; nobody has published them
PLACES = {2: "beyond_up", 1: "edge_up", 0: "inside", -1: "edge_down", -2: "beyond_down"}


def period_words(comparison: Comparison) -> str:
    pooled = comparison.first != comparison.last
    return t(f"comparison.period.{'pooled' if pooled else 'one'}", last=period_text(comparison.last))


def origin_words(row: Compared, comparison: Comparison) -> str:
    """«publisert av …», «regnet som sum av 12 av 14 kommuner · inndelingen fra 2020»; or why there is no number."""
    return " · ".join(_origin(row, comparison))


def place_words(unit: FunnelUnit | None) -> str:
    """Where it lies in the funnel that is drawn; nothing for one that does not stand in it."""
    return t(f"comparison.place.{PLACES[unit.place]}") if unit else ""


def _origin(row: Compared, comparison: Comparison) -> Iterator[str]:
    if row.point is None:
        yield t(f"comparison.origin.{row.origin}", year=comparison.last.year, parts=row.parts, members=row.members)
    elif row.value is not None:
        yield from _summed(row) if row.origin is Origin.SUM else _delivered(row, comparison)
        if comparison.first != comparison.last and row.months:
            yield t("comparison.origin.months", months=row.months, total=_months(comparison))
        if row.is_without_own:
            yield t("comparison.origin.without_own", area=comparison.own.area.name)


def _delivered(row: Compared, comparison: Comparison) -> Iterator[str]:
    about = comparison.indicator
    is_counted = row.point.numerator is not None and row.point.denominator is not None
    published = "published" if is_counted or not about.is_counted else "published_bare"
    yield t(f"comparison.origin.{'own' if about.source in OWN_SOURCES else published}", source=about.source_name)
    if row.is_older:
        yield t("comparison.origin.older", period=period_text(row.point.period))


def _summed(row: Compared) -> Iterator[str]:
    yield t("comparison.origin.sum", parts=row.parts, members=row.members)
    if row.hidden:
        yield t("comparison.origin.hidden", count=row.hidden)
    if row.grouping is not None:
        yield t("comparison.origin.grouping", year=row.grouping)


def _months(comparison: Comparison) -> int:
    """How many periods there are from the first to the last."""
    period, count = comparison.first, 1
    while period < comparison.last:
        period, count = period.following, count + 1
    return count

"""What a delivery changed: the numbers before and after, those outside their limits, and every chart that it touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.addresses import indicator_address
from dashboard.components.long_table import link, long_table
from dashboard.components.markup import element
from dashboard.selection import Selection
from dashboard.text import NOTHING, number, short_period, t, value_with_unit
from dashboard.usecases.delivery import ChangedNumber, DeliveryPage, Said, Touched
from dashboard.usecases.delivery_jumps import Jump

WHAT = ("indicator", "area", "breakdown", "period")
TOUCHED_SHOWN = 200
OPEN = 20  # rows; a longer list is opened by who wants it


def counts_sentence(page: DeliveryPage) -> str:
    new, changed, rows = (page.changes.count(what) for what in ("new", "changed", "rows"))
    return t("delivery.counts", new=number(new), changed=number(changed), same=number(rows - new - changed))


def changed_table(page: DeliveryPage) -> list[object]:
    found = [[*_what(page, one), _said(page, one.indicator, one.old), _said(page, one.indicator, one.new)] for one in page.changes.changed]
    headings = [*_headings(), t("delivery.column.old"), t("delivery.column.new")]
    return _table("changed", headings, found, page.changes.count("changed"), numeric=[4, 5])


def new_table(page: DeliveryPage) -> list[object]:
    found = [[*_what(page, one), _said(page, one.indicator, one.new)] for one in page.changes.new]
    return _table("new", [*_headings(), t("delivery.column.value")], found, page.changes.count("new"), numeric=[4])


def jump_table(page: DeliveryPage, found: Sequence[Jump]) -> list[object]:
    """Nothing where no number was outside."""
    rows = [[*_what(page, one), *_against_limits(page, one)] for one in found]
    headings = [*_headings(), t("delivery.column.value"), t("delivery.column.limits")]
    return _table("jumps", headings, rows, len(rows), numeric=[4, 5])


def touched_table(page: DeliveryPage) -> list[object]:
    """A line for each indicator and area: its periods, how much changed, and its chart now, before and after."""
    shown = page.changes.touched[:TOUCHED_SHOWN]
    headings = [t(f"delivery.column.{name}") for name in ("indicator", "area", "periods", "rows_new", "rows_changed", "see")]
    rows = [_touched(page, one) for one in shown]
    return _table("touched", headings, rows, len(page.changes.touched), numeric=[3, 4])


def _touched(page: DeliveryPage, one: Touched) -> list[str | Markup]:
    periods = " – ".join(dict.fromkeys(short_period(period) for period in (one.first, one.last)))
    links = element("ul", *_links(page.facts.number, one), class_name="inline-links")
    return [page.indicators[one.indicator].name, page.areas[one.area], periods, number(one.new), number(one.changed), links]


def _links(delivery: int, one: Touched) -> Iterator[Markup]:
    chosen = Selection(area=one.area)
    ways = [("now", None), ("before", delivery - 1), ("after", delivery)]
    for name, version in ways:
        if version != 0:  # before the first there is nothing to see
            yield element("li", link(t(f"delivery.see.{name}"), indicator_address(one.indicator, chosen.with_(as_of=version))))


def _headings() -> list[str]:
    return [t(f"delivery.column.{name}") for name in WHAT]


def _what(page: DeliveryPage, one: ChangedNumber | Jump) -> list[str]:
    return [page.indicators[one.indicator].name, page.areas[one.area], one.breakdown or NOTHING, short_period(one.period)]


def _said(page: DeliveryPage, indicator: str, said: Said | None) -> str:
    """«12,5 % (3 av 24)», or the reason why there is no number."""
    if said is None:
        return NOTHING
    if said.value is None:
        return t(f"status.{said.status}")
    named = page.indicators[indicator]
    value = value_with_unit(said.value, named.unit, named.decimals)
    if said.numerator is None or said.denominator is None:
        return value
    return t("delivery.with_counts", value=value, numerator=number(said.numerator), denominator=number(said.denominator))


def _against_limits(page: DeliveryPage, jump: Jump) -> list[str]:
    named = page.indicators[jump.indicator]
    lower, upper = (number(limit, named.decimals) for limit in (jump.lower, jump.upper))
    return [value_with_unit(jump.value, named.unit, named.decimals), t("delivery.limits", lower=lower, upper=upper)]


def _table(name: str, headings: list[str], rows: list[list[str | Markup]], total: int, *, numeric: list[int]) -> list[object]:
    """The heading says how many; a list that is cut says so."""
    if not rows:
        return []
    title = t(f"delivery.{name}", shown=number(total))
    table = long_table(title, headings, rows, numeric=numeric, className="stacking")
    more = [html.P(t("delivery.more", count=total - len(rows)), className="source-line")] if total > len(rows) else []
    summary = html.Summary(html.H3(title, className="service-name"), className="service-summary")
    return [html.Details([summary, table, *more], open=len(rows) <= OPEN, className="card-surface service-list")]

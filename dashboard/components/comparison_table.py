"""The same numbers as the pictures of a comparison, in words and figures; by name, never by rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.comparison_words import origin_words, period_words, place_words
from dashboard.components.data_table import data_table
from dashboard.components.markup import element
from dashboard.components.signal_mark import signal_mark
from dashboard.text import NOTHING, number, t, unit_name
from dashboard.usecases.compared import Compared, Comparison, Origin
from dashboard.usecases.sentences import shown

Cell = Callable[[Compared, Comparison], object]
NUMERIC = ("value", "interval", "counts", "answers")


def rows_table(comparison: Comparison) -> html.Div:
    """The own and the chosen, with where each number comes from."""
    kept = _columns(comparison.rows, comparison, {**FIGURES, "word": _word, "origin": origin_words})
    numeric = [place for place, name in enumerate(kept) if name in NUMERIC]
    headings = [_heading(name, comparison) for name in kept]
    lines = [list(line) for line in zip(*kept.values(), strict=True)]
    return data_table(_caption("caption", comparison), headings, lines, numeric=numeric, shows_caption=True, className="stacking")


def everyone_table(comparison: Comparison, only: Sequence[Compared] | None = None) -> html.Div:
    """Every one of the same sort, or some of them, by name, and where each lies in the funnel."""
    places = {unit.area.code: place_words(unit) for unit in comparison.funnel.units} if comparison.funnel else {}
    cells: dict[str, Cell] = {**FIGURES, "place": lambda row, _: places.get(row.area.code, NOTHING)}
    kept = _columns(only or comparison.everyone, comparison, cells)
    caption = _caption("caption_all" if only is None else "caption_beyond", comparison)
    headings = {name: _heading(name, comparison) for name in kept}
    head = element("tr", *(element("th", text, scope="col", class_name=_number(name)) for name, text in headings.items()))
    lines = (dict(zip(kept, line, strict=True)) for line in zip(*kept.values(), strict=True))
    body = [element("tr", *(_element(name, cell, headings) for name, cell in line.items())) for line in lines]
    parts = element("caption", caption), element("thead", head), element("tbody", *body)
    table = element("table", *parts, class_name="data-table stacking")
    reachable = {"role": "region", "aria-label": t("component.table.scroll", caption=caption)}
    return html.Div(className="table-scroll", tabIndex=0, **reachable, **{"data-markup": str(table)})


def _element(name: str, cell: object, headings: dict[str, str]) -> Markup:
    known = {"class_name": _number(name), "data_label": headings[name]}
    return element("th", cell, scope="row", **known) if name == "area" else element("td", cell, **known)


def _number(name: str) -> str:
    return "number" if name in NUMERIC else ""


def _columns(rows: Sequence[Compared], comparison: Comparison, cells: dict[str, Cell]) -> dict[str, list[object]]:
    """A column of nothing but dashes is left out."""
    columns = {name: [cell(row, comparison) for row in rows] for name, cell in cells.items()}
    return {name: column for name, column in columns.items() if name == "area" or any(cell not in (NOTHING, "") for cell in column)}


def _caption(name: str, comparison: Comparison) -> str:
    about = comparison.indicator
    return t(f"comparison.table.{name}", indicator=about.name, period=period_words(comparison), unit=unit_name(about.unit))


def _heading(name: str, comparison: Comparison) -> str:
    if name != "word":
        return t(f"comparison.table.{name}")
    if comparison.own:
        return t("comparison.table.against", name=comparison.own.area.name)
    return t("comparison.table.against_all" if comparison.funnel else "comparison.table.against_each_other")


def _area(row: Compared, _: Comparison) -> str:
    return row.area.name


def _value(row: Compared, comparison: Comparison) -> str:
    """The value, or why there is none."""
    if row.point is None:
        return t(f"comparison.origin.{Origin.NONE}")
    return shown(row.value, comparison.indicator) if row.value is not None else t(f"status.{row.point.status}")


def _interval(row: Compared, comparison: Comparison) -> str:
    point, decimals = row.point, comparison.indicator.decimals
    if row.value is None or point.lower is None or point.upper is None:
        return NOTHING
    return t("comparison.table.interval_of", lower=number(point.lower, decimals), upper=number(point.upper, decimals))


def _counts(row: Compared, comparison: Comparison) -> str:
    if row.value is None or row.point.numerator is None or row.point.denominator is None:
        return NOTHING
    return t("figure.counts", numerator=number(row.point.numerator), denominator=number(row.point.denominator))


def _answers(row: Compared, comparison: Comparison) -> str:
    """How many stand behind a mean."""
    if row.value is None or row.point.numerator is not None or row.point.denominator is None:
        return NOTHING
    return number(row.point.denominator)


def _word(row: Compared, _: Comparison) -> object:
    word = t(f"comparison.word.{row.word}")
    return html.Span([signal_mark(row.signal), " ", word]) if row.signal else word


FIGURES: dict[str, Cell] = {"area": _area, "value": _value, "interval": _interval, "counts": _counts, "answers": _answers}

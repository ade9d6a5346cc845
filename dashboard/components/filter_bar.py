"""The filters in one row, native controls with their labels; the ids are the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import dash_bootstrap_components as dbc
from dash import html

from dashboard.text import t


class Choice(Protocol):
    value: str
    label: str


def filter_bar(*fields: html.Div | html.Fieldset) -> html.Div:
    return html.Div(list(fields), className="filter-bar", role="search", **{"aria-label": t("component.filter.label")})


def select_field(id: str, label: str, choices: Sequence[Choice], value: str | None, *, is_wide: bool = False) -> html.Div:
    """A native list of choices with its label."""
    options = [{"value": choice.value, "label": choice.label} for choice in choices]
    return html.Div(
        [html.Label(label, htmlFor=id, className="field-label"), dbc.Select(id=id, options=options, value=value)],
        className="field field-wide" if is_wide else "field",
    )


def years_field(from_id: str, to_id: str, years: Sequence[int], first: int | None, last: int | None) -> html.Div:
    """From and to, each a list of the years there are."""
    choices = [{"value": str(year), "label": str(year)} for year in years]
    ends = ((from_id, "from", first if first is not None else min(years, default=None)), (to_id, "to", last or max(years, default=None)))
    return html.Div(
        [
            html.Div(
                [
                    html.Label(t(f"component.filter.{end}"), htmlFor=id, className="field-label"),
                    dbc.Select(id=id, options=choices, value=None if year is None else str(year)),
                ],
                className="field field-year",
            )
            for id, end, year in ends
        ],
        className="field-pair",
    )


def checks_field(id: str, legend: str, choices: Sequence[Choice], values: Sequence[str]) -> html.Fieldset:
    """Boxes to tick, under a legend that names them all."""
    options = [{"value": choice.value, "label": choice.label} for choice in choices]
    return html.Fieldset(
        [html.Legend(legend, className="field-label"), dbc.Checklist(id=id, options=options, value=list(values), inline=True)],
        className="field field-checks",
    )

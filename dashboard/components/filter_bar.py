"""The filters in one row, native controls with their labels; the ids are the caller's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

import dash_bootstrap_components as dbc
from dash import html

from dashboard.text import t
from dashboard.usecases.code_selection import CodeSelection

Width = Literal["narrow", "usual", "wide"]


class Choice(Protocol):
    value: str
    label: str


def filter_bar(*fields: html.Div | html.Fieldset) -> html.Div:
    return html.Div(list(fields), className="filter-bar", role="search", **{"aria-label": t("component.filter.label")})


def chosen_bar(subject: str, options: Mapping[str, Sequence[Choice]], chosen: CodeSelection) -> html.Div:
    """One list of choices for each of these fields of a selection."""
    fields = (
        select_field(f"filter-{chosen.NAMES[name]}", t(f"{subject}.filter.{name}"), choices, getattr(chosen, name))
        for name, choices in options.items()
    )
    return filter_bar(*fields)


def chosen_in_words(options: Mapping[str, Sequence[Choice]], chosen: CodeSelection) -> list[str]:
    """«Sykehjem», «Solbakken sykehjem»: of the filters that are on."""
    named = ((choices, getattr(chosen, name)) for name, choices in options.items())
    return [next((choice.label for choice in choices if choice.value == value), value) for choices, value in named if value]


def select_field(id: str, label: str, choices: Sequence[Choice], value: str | None, *, width: Width = "usual") -> html.Div:
    """A native list of choices with its label."""
    options = [{"value": choice.value, "label": choice.label} for choice in choices]
    # dbc puts a hidden empty choice first, which would stand there blank in place of a choice of ours without a value.
    empty = next((choice.label for choice in choices if choice.value == ""), None)
    return html.Div(
        [html.Label(label, htmlFor=id, className="field-label"), dbc.Select(id=id, options=options, value=value, placeholder=empty)],
        className=f"field field-{width}",
    )


def checks_field(id: str, legend: str, choices: Sequence[Choice], values: Sequence[str]) -> html.Fieldset:
    """Boxes to tick, under a legend that names them all."""
    options = [{"value": choice.value, "label": choice.label} for choice in choices]
    return html.Fieldset(
        [html.Legend(legend, className="field-label"), dbc.Checklist(id=id, options=options, value=list(values), inline=True)],
        className="field field-checks",
    )


def tick_field(id: str, label: str, is_ticked: bool) -> html.Div:
    """One thing to tick, as a chip; ticked it is «1» in the address, else it is not there."""
    box = dbc.Checklist(id=id, options=[{"value": "1", "label": label}], value=["1"] if is_ticked else [])
    return html.Div(box, className="field field-tick")

"""The views of one indicator: how it goes, beside others, what was done and whether it helped."""

from __future__ import annotations

from dash import html

from dashboard.components.addresses import comparison_address, effect_address, indicator_address
from dashboard.components.view_tabs import view_tabs
from dashboard.selection import Selection
from dashboard.text import t

VIEWS = {"trend": indicator_address, "comparison": comparison_address, "effect": effect_address}


def indicator_tabs(indicator: str, chosen: Selection, here: str) -> html.Nav:
    """`here` is one of VIEWS."""
    views = tuple((t(f"component.indicator_tabs.{name}"), address(indicator, chosen)) for name, address in VIEWS.items())
    return view_tabs(t("component.indicator_tabs.label"), views, t(f"component.indicator_tabs.{here}"))

"""Læring has two pages: what has been reported, and what has been learnt."""

from __future__ import annotations

from dash import html

from dashboard.components.learning_addresses import CARDS, EVENTS
from dashboard.components.view_tabs import view_tabs
from dashboard.text import t


def learning_tabs(here: str) -> html.Nav:
    names = {EVENTS: t("page.events.tab"), CARDS: t("page.cards.name")}
    return view_tabs(t("page.events.tabs"), tuple((name, address) for address, name in names.items()), names[here])

"""Læringskort: what others have learnt, and whether it can be used here."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import chosen_bar, chosen_in_words
from dashboard.components.learning_addresses import CARDS, NEW
from dashboard.components.learning_card import card_tile
from dashboard.components.learning_tabs import learning_tabs
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.small_multiple import small_multiples
from dashboard.text import t
from dashboard.usecases.card_selection import CardSelection
from dashboard.usecases.cards import CardsPage, cards_page

dash.register_page(__name__, path=CARDS, name=t("page.cards.name"), title=t("shell.page_title", page=t("page.cards.name")))


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.cards.name")), skeleton("small", 3)]), id="cards")


@guarded(Role.READER, Output("cards", "children"), Input("_pages_location", "search"))
def show(search: str | None) -> list[object]:
    return _page(cards_page(current_asker(), CardSelection.from_query(search or "")))


def _page(found: CardsPage) -> list[object]:
    head = page_head(
        t("page.cards.name"), t("page.cards.intro"), filters=chosen_in_words(found.options, found.chosen), has_actions=bool(found.total)
    )
    top = [head, learning_tabs(CARDS), *_ways(found)]
    if not found.total:
        return [*top, empty_state(t("page.cards.empty_title"), t("page.cards.empty"))]
    filters = chosen_bar("cards", found.options, found.chosen)
    if not found.cards:
        return [*top, filters, empty_state(t("page.cards.none_title"), t("page.cards.none"), (t("page.cards.all"), CARDS))]
    return [*top, filters, *_said(found), small_multiples([card_tile(card) for card in found.cards])]


def _ways(found: CardsPage) -> list[object]:
    new = dcc.Link(t("page.cards.new"), href=f"{CARDS}/{NEW}", className="button")
    return [html.P(new, className="inline-links")] if found.may_write else []


def _said(found: CardsPage) -> list[object]:
    waiting = t("page.cards.waiting", count=found.waiting) if found.waiting else ""
    said = " ".join(part for part in (t("page.cards.count", count=len(found.cards), total=found.total), waiting) if part)
    return [html.P(said, className="muted", role="status")]

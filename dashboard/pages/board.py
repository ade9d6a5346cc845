"""Tavle: every indicator of the municipality and its units on one page."""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import board_address, overview_address
from dashboard.components.board_table import board_key, board_table
from dashboard.components.earlier_version import earlier_version
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.filter_bar import tick_field
from dashboard.components.noise_line import noise_line
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import filter_id, in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.board import BoardPage, board

# Between Oversikt (1) and Tjenester (2).
dash.register_page(__name__, path="/tavle", name=t("page.board.name"), title=t("shell.page_title", page=t("page.board.name")), order=1.5)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.board.name")), skeleton("chart", 1)]), id="board", className="board")


@guarded(Role.READER, Output("board", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(board(current_asker(), chosen), chosen)


def _page(found: BoardPage, chosen: Selection) -> list[object]:
    words = in_words(found.choices, found.selection.with_(compare_with=()))
    head = page_head(
        t("page.board.name"),
        noise_line(found.noise) if found.total else "",
        filters=[*words, t("page.board.only")] if chosen.attention_only else words,
        crumbs=[(t("page.overview.name"), overview_address(chosen))],
    )
    only = tick_field(filter_id("attention_only"), t("page.board.only"), chosen.attention_only)
    bar = selection_bar(found.choices, found.selection, compares=False, last=only)
    return [head, *earlier_version(chosen), bar, *_table(found, chosen)]


def _table(found: BoardPage, chosen: Selection) -> list[object]:
    if not found.total:
        return [empty_state(t("page.board.empty_title"), t("page.board.empty"), way_to_upload(current_asker().user))]
    if not found.rows:
        every = (t("page.board.all"), board_address(chosen.with_(attention_only=False)))
        return [empty_state(t("page.board.calm_title"), t("page.board.calm", total=found.total), every)]
    table = board_table(found.columns, found.rows, chosen, names_service=found.selection.service_area is None)
    shown = (
        [html.P(t("page.board.only_note", shown=len(found.rows), total=found.total), className="muted")] if chosen.attention_only else []
    )
    return [*shown, table, board_key()]

"""A real table: caption, headings with scope, and room to scroll sideways where the screen is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.text import t

Cell = object  # text, a number that is text already, or a component


def data_table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    numeric: Sequence[int] = (),
    shows_caption: bool = False,
    className: str = "",
) -> html.Div:
    """The first cell of each row is its heading; `numeric` are the columns that are set to the right."""
    head = html.Tr([html.Th(text, scope="col", className=_of(column, numeric)) for column, text in enumerate(headings)])
    body = [html.Tr([_cell(column, cell, headings, numeric) for column, cell in enumerate(row)]) for row in rows]
    table = html.Table(
        [html.Caption(caption, className="" if shows_caption else "visually-hidden"), html.Thead(head), html.Tbody(body)],
        className=f"data-table {className}".strip(),
    )
    # What can be scrolled must be reachable by key, and then it needs a role and a name.
    reachable = {"role": "region", "aria-label": t("component.table.scroll", caption=caption)}
    return html.Div(table, className="table-scroll", tabIndex=0, **reachable)


def _cell(column: int, cell: Cell, headings: Sequence[str], numeric: Sequence[int]) -> html.Th | html.Td:
    if column == 0:
        return html.Th(cell, scope="row", className=_of(column, numeric), **{"data-label": headings[column]})
    return html.Td(cell, className=_of(column, numeric), **{"data-label": headings[column]})


def _of(column: int, numeric: Sequence[int]) -> str:
    return "number" if column in numeric else ""

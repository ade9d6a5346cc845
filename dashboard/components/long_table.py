"""A table as data_table makes it, for more rows than a page of components can carry."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.text import t


def long_table(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[str | Markup]], *, numeric: Sequence[int] = (), className: str = ""
) -> html.Div:
    """Cells are texts, or elements of dashboard.components.markup; the first of each row is its heading."""
    head = [element("th", text, scope="col", class_name=_of(column, numeric)) for column, text in enumerate(headings)]
    table = element(
        "table",
        element("caption", caption, class_name="visually-hidden"),
        element("thead", element("tr", *head)),
        element("tbody", *(_row(row, headings, numeric) for row in rows)),
        class_name=f"data-table {className}".strip(),
    )
    reachable = {"role": "region", "aria-label": t("component.table.scroll", caption=caption)}
    return html.Div(className="table-scroll", tabIndex=0, **reachable, **{"data-markup": str(table)})


def link(text: str, address: str) -> Markup:
    return element("a", text, href=address)


def _row(row: Sequence[str | Markup], headings: Sequence[str], numeric: Sequence[int]) -> Markup:
    about = [{"class_name": _of(column, numeric), "data_label": heading} for column, heading in enumerate(headings)]
    first = element("th", row[0], scope="row", **about[0])
    return element("tr", first, *(element("td", cell, **each) for cell, each in zip(row[1:], about[1:], strict=True)))


def _of(column: int, numeric: Sequence[int]) -> str:
    return "number" if column in numeric else ""

"""Kompletthet: which units have delivered which figures, and for which periods."""

from __future__ import annotations

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import COMPLETENESS
from dashboard.components.completeness_grid import completeness_grid, completeness_key
from dashboard.components.delivery_tabs import delivery_tabs
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.text import t
from dashboard.usecases.completeness import Completeness, CompletenessSelection, completeness

OPEN = 6  # grids that are shown at once; of more than that only their lines

dash.register_page(
    __name__, path=COMPLETENESS, name=t("page.completeness.name"), title=t("shell.page_title", page=t("page.completeness.name")), order=4.6
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.completeness.name")), skeleton("panel", 1)]), id="completeness")


@guarded(Role.READER, Output("completeness", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    return _page(completeness(current_asker(), CompletenessSelection.from_query(search or "")))


def _page(found: Completeness) -> list[object]:
    user = current_asker().user
    filters = filter_bar(
        select_field("filter-tjeneste", t("filter.service_area"), found.services, found.chosen.service_area, width="wide"),
        select_field("filter-kilde", t("received.column.source"), found.sources, found.chosen.source, width="wide"),
    )
    head = page_head(t("page.completeness.name"), t("page.completeness.intro"))
    top = [head, *delivery_tabs(user, t("page.completeness.name")), filters]
    if not found.grids:
        return [*top, empty_state(t("page.completeness.empty_title"), t("page.completeness.empty"), way_to_upload(user)), *_without(found)]
    options = {"may_upload": user.role.may(Role.ANALYST), "is_open": len(found.grids) <= OPEN}
    grids = [completeness_grid(grid, **options) for grid in found.grids]
    return [*top, html.P(_summary(found), className="muted", role="status"), completeness_key(), *grids, *_without(found)]


def _summary(found: Completeness) -> str:
    wanting = sum(grid.wanting > 0 for grid in found.grids)
    return t("page.completeness.summary" if wanting else "page.completeness.all", wanting=wanting, count=len(found.grids))


def _without(found: Completeness) -> list[object]:
    if not found.without:
        return []
    names = html.Ul([html.Li(name) for name in found.without])
    return [html.Details([html.Summary(t("page.completeness.without", count=len(found.without))), names])]

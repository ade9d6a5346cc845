"""Indikatorer: everything that is defined, and whether there are figures."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.page_head import page_head
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.about import CatalogueLine, catalogue

COLUMNS = ("indicator", "goal", "frequency", "source", "state")

dash.register_page(
    __name__, path="/indikatorer", name=t("page.indicators.name"), title=t("shell.page_title", page=t("page.indicators.name")), order=3
)


def layout(**_: object) -> html.Div:
    return html.Div(html.H1(t("page.indicators.name")), id="indicators")


@guarded(Role.READER, Output("indicators", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(catalogue(current_asker(), chosen.service_area), chosen)


def _page(lines: list[CatalogueLine], chosen: Selection) -> list[object]:
    with_data = sum(line.has_data for line in lines)
    head = page_head(t("page.indicators.name"), t("page.indicators.intro", total=len(lines), with_data=with_data), has_actions=False)
    services = list(dict.fromkeys((line.service_area, line.service_area_name) for line in lines))
    return [head, *(_service(service, name, lines, chosen) for service, name in services)]


def _service(service: str, name: str, lines: list[CatalogueLine], chosen: Selection) -> html.Details:
    """Closed until asked for: nearly two hundred rows are too many to look through at once."""
    own = [line for line in lines if line.service_area == service]
    headings = [t(f"page.indicators.column.{column}") for column in COLUMNS]
    counts = t("page.indicators.counts", total=len(own), with_data=sum(line.has_data for line in own))
    summary = html.Summary([html.H2(name, className="service-name"), html.Span(counts, className="muted")], className="service-summary")
    table = data_table(name, headings, [_row(line, chosen) for line in own], className="stacking")
    return html.Details([summary, table], open=chosen.service_area == service, className="card-surface service-list")


def _row(line: CatalogueLine, chosen: Selection) -> list[object]:
    name = dcc.Link(line.name, href=indicator_address(line.id, chosen)) if line.has_data else line.name
    state = "draft" if line.is_draft else "reported" if line.has_data else "waiting"
    return [name, t(f"goal.{line.goal}"), t(f"frequency.{line.frequency}"), line.source, t(f"page.indicators.state.{state}")]

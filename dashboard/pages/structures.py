"""Strukturer: what must be in place, and the risks with what shows whether they fall."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import NEW, STRUCTURES
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.structure_tables import requirement_table, risk_matrix, risk_table
from dashboard.text import t
from dashboard.usecases.structures import StructureSelection, StructuresPage, structures

dash.register_page(
    __name__, path=STRUCTURES, name=t("page.structures.name"), title=t("shell.page_title", page=t("page.structures.name")), order=3.8
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.structures.name")), skeleton("panel", 2)]), id="structures")


@guarded(Role.READER, Output("structures", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    return _page(structures(current_asker(), StructureSelection.from_query(search or "")))


def _page(found: StructuresPage) -> list[object]:
    chosen = (found.chosen.service_area or "", found.chosen.standing or "")
    lists = zip((found.services, found.standings), chosen, strict=True)
    words = [option.label for options, value in lists for option in options if value and option.value == value]
    filters = filter_bar(
        select_field("filter-tjeneste", t("filter.service_area"), found.services, chosen[0], width="wide"),
        select_field("filter-status", t("structures.filter_standing"), found.standings, chosen[1]),
    )
    head = page_head(t("page.structures.name"), found.sentence, filters=words)
    return [head, filters, _ways(), *_requirements(found), *_risks(found)]


def _ways() -> html.P | None:
    if not current_asker().user.role.may(Role.LEADER):
        return None
    named = (("structures.new_requirement", "krav"), ("structures.new_risk", "risiko"))
    return html.P([dcc.Link(t(key), href=f"{STRUCTURES}/{kind}/{NEW}") for key, kind in named], className="inline-links")


def _requirements(found: StructuresPage) -> list[object]:
    heading = html.H2(t("page.structures.requirements", count=len(found.requirements)))
    if not found.requirements:
        return [heading, empty_state(t("page.structures.empty_title"), t("page.structures.empty"), (t("page.structures.all"), STRUCTURES))]
    return [heading, requirement_table(found.requirements)]


def _risks(found: StructuresPage) -> list[object]:
    parts: list[object] = [html.H2(t("page.structures.risks", count=len(found.risks)))]
    if not found.risks:
        parts += [empty_state(t("page.structures.no_risks_title"), t("page.structures.no_risks"))]
    else:
        lacking = [each for each in (_without_indicator(found),) if each is not None]
        matrix = [
            html.H3(t("page.structures.matrix")),
            html.P(t("page.structures.matrix_note"), className="muted"),
            risk_matrix(found.risks),
        ]
        parts += [risk_table(t("structures.risks_caption"), found.risks), *lacking, *matrix]
    if found.closed:
        title = t("page.structures.closed", count=len(found.closed))
        parts += [html.Details([html.Summary(title), risk_table(title, found.closed)])]
    return parts


def _without_indicator(found: StructuresPage) -> html.Div | None:
    if not found.without_indicator:
        return None
    title = t("page.structures.without_indicator", count=len(found.without_indicator))
    note = html.P(t("page.structures.without_indicator_note"), className="muted")
    return html.Div([html.H3(title), note, risk_table(title, found.without_indicator)])

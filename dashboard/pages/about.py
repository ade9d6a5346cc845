"""Om: sources, licences, method, how new the data are."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.data_table import data_table
from dashboard.components.page_head import page_head
from dashboard.components.sign_list import sign_list
from dashboard.text import NOTHING, date_text, t
from dashboard.usecases.about import About, SourceFacts, about

COLUMNS = ("source", "licence", "indicators", "received")
METHOD = ("charts", "signals", "intervals", "targets", "comparison", "effect", "small", "places", "history")

dash.register_page(__name__, path="/om", name=t("page.about.name"), title=t("shell.page_title", page=t("page.about.name")), order=9)


def layout(**_: object) -> html.Div:
    return html.Div(html.H1(t("page.about.name")), id="about")


@guarded(Role.READER, Output("about", "children"), Input("_pages_location", "pathname"), of_address=True)
def show(_: str | None) -> list[object]:
    return _page(about(current_asker()))


def _page(found: About) -> list[object]:
    head = page_head(t("page.about.title"), t("page.about.intro"), has_actions=False)
    rows = [_source(source) for source in found.sources]
    table = data_table(
        t("page.about.sources"), [t(f"page.about.column.{name}") for name in COLUMNS], rows, numeric=[2], className="stacking"
    )
    version = html.P(t("page.about.version", version=found.version), className="source-line")
    return [head, html.H2(t("page.about.sources")), table, version, *_signs(), *_method()]


def _source(source: SourceFacts) -> list[object]:
    name = html.A(source.name, href=source.address) if source.address else source.name
    return [name, source.licence, str(source.indicators), date_text(source.last_received) if source.last_received else NOTHING]


def _signs() -> list[object]:
    return [html.H2(t("page.about.signs")), sign_list()]


def _method() -> list[object]:
    parts = [part for name in METHOD for part in (html.H3(t(f"page.about.method.{name}_title")), html.P(t(f"page.about.method.{name}")))]
    return [html.H2(t("page.about.method.title")), *parts, html.P(dcc.Link(t("page.indicators.name"), href="/indikatorer"))]

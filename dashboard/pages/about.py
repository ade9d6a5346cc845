"""Om: sources, licences, method, how new the data are."""

import dash
from dash import html

from dashboard.text import t

dash.register_page(__name__, path="/om", name=t("page.about.name"), title=t("shell.page_title", page=t("page.about.name")), order=9)


def layout(**_: object) -> html.Div:
    return html.Div([html.H1(t("page.about.name")), html.Div(id="about")])

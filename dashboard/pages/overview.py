"""Oversikt: is harm falling, and where must we ask?"""

import dash
from dash import html

from dashboard.text import t

dash.register_page(__name__, path="/", name=t("page.overview.name"), title=t("shell.page_title", page=t("page.overview.name")), order=1)


def layout(**_: object) -> html.Div:
    return html.Div([html.H1(t("page.overview.name")), html.Div(id="overview")])

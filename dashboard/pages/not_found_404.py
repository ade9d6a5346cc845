"""What stands on the screen when a link inside the app leads nowhere; from outside the server answers 404 itself."""

import dash
from dash import dcc, html

from dashboard.text import t

dash.register_page(__name__, path="/finnes-ikke", title=t("shell.page_title", page=t("heading.404")))


def layout(**_: object) -> html.Div:
    return html.Div([html.H1(t("heading.404")), html.P(t("http.404")), dcc.Link(t("shell.way_back"), href="/")])

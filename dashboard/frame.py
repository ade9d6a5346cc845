"""What stands around every page: the way there, who asks, where the numbers come from."""

from __future__ import annotations

import dash
from dash import dcc, html

from dashboard.auth import Role, User, current_asker
from dashboard.notices import NOTICE
from dashboard.text import t

MAIN = "main"


def frame() -> html.Div:
    """The layout of the app; Dash asks for it at every visit, so the navigation fits the visitor's role."""
    asker = current_asker()
    return html.Div(
        [
            html.A(t("shell.skip"), href=f"#{MAIN}", className="skip-link"),
            html.Header(
                html.Div([brand(), navigation(asker.user), visitor(asker.user)], className="site-header-row"), className="site-header"
            ),
            html.Div(
                id=NOTICE, className="site-notice", **{"data-unanswered": t("notice.unanswered"), "data-refused": t("notice.refused")}
            ),
            html.Main(dash.page_container, id=MAIN, tabIndex="-1"),
            footer(str(asker.settings.statement_url or "")),
            html.Div(id="here", hidden=True),
        ]
    )


def brand() -> dcc.Link:
    return dcc.Link(t("shell.title"), href="/", className="site-brand")


def navigation(user: User) -> html.Nav:
    """A link to each page that has an order and that this user may see."""
    pages = [page for page in dash.page_registry.values() if page["order"] is not None and user.role.may(page.get("role", Role.READER))]
    links = [html.Li(dcc.Link(page["name"], href=page["relative_path"], className="site-nav-link")) for page in pages]
    return html.Nav(html.Ul(links), className="site-nav", **{"aria-label": t("shell.navigation")})


def visitor(user: User) -> html.P:
    return html.P(t("shell.visitor", name=user.name, role=t(f"role.{user.role}")), className="site-visitor")


def footer(statement_url: str) -> html.Footer:
    lines = [html.P([t("shell.sources"), " ", dcc.Link(t("shell.about_sources"), href="/om")])]
    if statement_url:
        lines.append(html.P(html.A(t("shell.statement"), href=statement_url)))
    return html.Footer(lines, className="site-footer")

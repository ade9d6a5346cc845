"""What stands around every page: the way there, who asks, where the numbers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash
from dash import dcc, html

from dashboard.auth import Role, User, current_asker
from dashboard.notices import NOTICE
from dashboard.text import t

MAIN = "main"
# What belongs together stands in one menu; a page that is in none stands in the row itself.
MENUS = {
    "improvement": ("/mal", "/tiltak", "/laering"),
    "culture": ("/kultur", "/brukerstemmen", "/strukturer"),
    "meetings": ("/moter", "/arshjul"),
    "data": ("/last-opp", "/leveranser", "/kompletthet"),
}
MENU_OF = {path: menu for menu, paths in MENUS.items() for path in paths}


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
    """The pages that have an order and that this user may see: some of them directly, the rest in menus. Each menu stands where its first page would."""
    pages = [page for page in dash.page_registry.values() if page["order"] is not None and user.role.may(page.get("role", Role.READER))]
    menus: dict[str, list[dict]] = {}
    for page in pages:
        menus.setdefault(MENU_OF.get(page["relative_path"], page["relative_path"]), []).append(page)
    items = [_menu(name, held) if name in MENUS and len(held) > 1 else html.Li(_link(held[0])) for name, held in menus.items()]
    return html.Nav(html.Ul(items), className="site-nav", **{"aria-label": t("shell.navigation")})


def _menu(name: str, pages: Sequence[Mapping]) -> html.Li:
    links = html.Ul([html.Li(_link(page)) for page in pages], className="opened")
    return html.Li(html.Details([html.Summary(t(f"shell.menu.{name}"), className="site-nav-link"), links], className="opener menu"))


def _link(page: Mapping) -> dcc.Link:
    return dcc.Link(page["name"], href=page["relative_path"], className="site-nav-link")


def visitor(user: User) -> html.P:
    return html.P(t("shell.visitor", name=user.name, role=t(f"role.{user.role}")), className="site-visitor")


def footer(statement_url: str) -> html.Footer:
    lines = [html.P([t("shell.sources"), " ", dcc.Link(t("shell.about_sources"), href="/om")])]
    if statement_url:
        lines.append(html.P(html.A(t("shell.statement"), href=statement_url)))
    return html.Footer(lines, className="site-footer")

"""One Dash app in one Flask server: frame, guard, headers, routes, and every page in pages/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from flask import Flask, g, request
from markupsafe import escape
from sqlalchemy import Engine

from dashboard import front_end
from dashboard.auth import EXTENSION, Role, User, current_asker
from dashboard.compression import add_compression
from dashboard.first_view import FirstView, callbacks_of_address
from dashboard.frame import frame
from dashboard.guard import PAGES_LOCATION, Guard, is_about_nothing, page_at
from dashboard.headers import add_headers
from dashboard.kept_answers import KeptAnswers
from dashboard.notices import add_error_pages, notice_for
from dashboard.routes import add_routes
from dashboard.settings import ROOT, Settings
from dashboard.steady import keep_steady
from dashboard.text import t
from dashboard.usecases.upload_work import Caretaker

INDEX = Path(__file__).parent / "templates" / "index.html"
NOT_FOR_VISITORS = ("dash_version", "dash_version_url", "python_version", "plotly_version", "plotly_cloud_installed")
# The polyfill is for browsers of before 2018, the table is deprecated: 43 kB of what a first visit fetches.
NOT_NEEDED = ("/deps/polyfill@", "/dash_table/bundle.")
# Scripts are deferred, so the page stands before they run; the renderer's own line waits for them.
RENDERER = "addEventListener('DOMContentLoaded', function () { new DashRenderer(); });"


def create_app(engine: Engine, settings: Settings) -> Dash:
    """The whole app, ready to be served; raises when a callback or a route has no policy."""
    server = Flask("dashboard", static_folder=None)
    server.extensions[EXTENSION] = {"engine": engine, "settings": settings}
    add_compression(server)
    add_error_pages(server)
    own_routes = add_routes(server)
    app = _make_dash(server)
    _finish(app)
    keep_steady(server, settings)
    server.extensions[EXTENSION]["asked_of"] = ids_of_callbacks(app)
    app.first_view = FirstView(app)
    server.before_request(Guard(app, settings, own_routes))
    kept = KeptAnswers(engine, callbacks_of_address(app))
    server.before_request(kept.give)
    server.teardown_request(kept.end)
    server.after_request_funcs[None].insert(0, kept.keep)  # the first of them runs last, on what is compressed
    server.before_request(Caretaker(engine, settings))
    add_headers(server, settings, app.csp_hashes())
    return app


def _make_dash(server: Flask) -> Dash:
    app = Shell(
        "dashboard",
        server=server,
        use_pages=True,
        assets_folder=str(ROOT / "assets"),
        index_string=INDEX.read_text("utf-8"),
        external_stylesheets=[front_end.style().address],
        assets_ignore=r".*\.css$",  # they are in it
        include_pages_meta=False,
        # Else Dash calls every layout and embeds them all in everybody's page.
        suppress_callback_exceptions=True,
        update_title=None,
        title=t("shell.title"),
        on_error=notice_for,
        enable_mcp=False,
        add_log_handler=False,
    )
    app.layout = frame
    app.renderer = RENDERER
    app.clientside_callback(ClientsideFunction("frame", "arrive"), Output("here", "children"), Input(PAGES_LOCATION, "pathname"))
    return app


def ids_of_callbacks(app: Dash) -> frozenset[str]:
    """The components that some callback reads or changes; of patterns their text, which is nobody's id."""
    read = (each["id"] for entry in app.callback_map.values() for each in (*entry["inputs"], *entry["state"]))
    changed = (place.rpartition(".")[0] for key in app.callback_map for place in key.strip(".").split("..."))
    return frozenset((*read, *changed))


def _finish(app: Dash) -> None:
    """Do now what Dash leaves for the first request, so that every callback and every inline script is known before anyone asks."""
    with app.server.test_request_context("/"):
        g.user = User("", Role.READER)
        for prepare in app.server.before_request_funcs.pop(None):
            prepare()


class Shell(Dash):
    """Dash with our own page around it."""

    def index(self, *arguments: object, **named: object) -> tuple[str, int]:
        """A page about what does not exist is 404 to whoever counts on it, and comes with its frame: the notice stands inside."""
        return super().index(*arguments, **named), 404 if is_about_nothing(request.path, current_asker()) else 200

    def interpolate_index(self, **parts: str) -> str:
        page = page_at(request.path) or {}
        title = page.get("title") or self.title
        parts["title"] = str(escape(title if isinstance(title, str) else self.title))
        parts["scripts"] = (
            self._ahead(page)
            + f'<meta name="follow-query" content="{" ".join(self.first_view.following)}">\n'
            + "\n".join(_deferred(parts["scripts"].splitlines()))
        )
        parts["favicon"] = f'<link rel="icon" type="image/svg+xml" href="{front_end.icon().address}">'
        parts["app_entry"] = self._entry()
        return super().interpolate_index(**parts)

    def _entry(self) -> str:
        """What stands until Dash has drawn the same behind it (assets/first-view.js)."""
        view = self.first_view.at(request.path, f"?{request.query_string.decode('utf-8', 'replace')}")
        if view is None:
            return f'<div id="react-entry-point"><p class="site-loading" role="status">{t("shell.loading")}</p></div>'
        return f'<div id="first-view">{view}</div><div id="react-entry-point" class="behind" inert></div>'

    @staticmethod
    def _ahead(page: dict[str, Any]) -> str:
        """A page with charts says so with uses_plotly=True, and gets Plotly at once; on the others frame.js fetches it when it comes near."""
        plotly = front_end.plotly()
        if plotly is None:
            return ""
        if page.get("uses_plotly"):
            return f'<link rel="preload" as="script" href="{plotly.address}">\n'
        return f'<meta name="charts" content="{plotly.address}">\n'

    def _config(self) -> dict[str, Any]:
        """What the renderer needs to know, and nothing about our versions; it fetches Plotly where we say."""
        config = {name: value for name, value in super()._config().items() if name not in NOT_FOR_VISITORS}
        plotly = front_end.plotly()
        return config | ({"serve_locally": False, "plotlyjs_url": plotly.address} if plotly else {})


def _deferred(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("<script src=", "<script defer src=") for line in lines if not any(part in line for part in NOT_NEEDED))

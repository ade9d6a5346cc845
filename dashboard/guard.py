"""The guard before Dash: nothing is answered that has no policy, and nobody whom the policy does not name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import dash
from dash._pages import _path_to_page
from flask import Request, g, request
from werkzeug.exceptions import NotFound as NoSuchAddress

from dashboard.auth import Asker, Forbidden, Role, require
from dashboard.callback_body import check_body, read_body, value_of
from dashboard.settings import Settings
from dashboard.sign_in import signed_in

ANYONE = None
CALLBACK = "/_dash-update-component"
INDEX, CATCH_ALL = "/", "/<path:path>"
# Dash's own routes by endpoint. /_reload-hash lists what is loaded, and is needed by nobody: it has no policy, so it is not there.
DASH_ROUTES: Mapping[str, Role] = {
    INDEX: Role.READER,
    CATCH_ALL: Role.READER,
    CALLBACK: Role.READER,
    "/_dash-layout": Role.READER,
    "/_dash-dependencies": Role.READER,
    "/_favicon.ico": Role.READER,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Role.READER,
    "_dash_assets.static": Role.READER,
}
SHUT = frozenset({"/_reload-hash"})
NOT_FOUND = ".not_found_404"  # Dash's name for the page that stands where there is none
PAGES_LOCATION = "_pages_location"
PAGES_ROUTER = ".._pages_content.children..._pages_store.data.."


class Guard:
    """Stands before every request; `own_routes` says for each of our own endpoints who may ask (None = anyone)."""

    def __init__(self, app: dash.Dash, settings: Settings, own_routes: Mapping[str, Role | None]) -> None:
        self.app = app
        self.settings = settings
        self.routes: dict[str, Role | None] = {**DASH_ROUTES, **own_routes}
        self.callbacks = {key: role_of(key, entry) for key, entry in app.callback_map.items() if "callback" in entry}
        self._refuse_to_start_open()

    def _refuse_to_start_open(self) -> None:
        endpoints = {rule.endpoint for rule in self.app.server.url_map.iter_rules()}
        unguarded = sorted(endpoints - set(self.routes) - SHUT) + [key for key, role in self.callbacks.items() if role is None]
        if unguarded:
            raise RuntimeError(f"no policy for {', '.join(unguarded)}; use @guarded for callbacks and routes.add for routes")

    def __call__(self) -> None:
        """Before each request: who asks, may they, does it come from our own page, and is it what it says."""
        endpoint = request.endpoint
        if endpoint in SHUT:
            raise NoSuchAddress
        if endpoint in self.routes and self.routes[endpoint] is ANYONE:
            return
        g.user = signed_in(request, self.settings)
        require(g.user, self.routes[endpoint] if endpoint else Role.READER)  # no endpoint: Flask says 404 or 405, to a known user only
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            refuse_cross_site(request, self.settings)
        if endpoint == CALLBACK:
            self._check_callback()
        elif endpoint in (INDEX, CATCH_ALL):
            self._check_page(request.path)

    def _check_callback(self) -> None:
        body = read_body(request)
        role = self.callbacks.get(body["output"])
        if role is None:
            raise Forbidden("no_such_callback")
        require(g.user, role)
        check_body(body, self.app.callback_map[body["output"]])
        if body["output"] == PAGES_ROUTER:
            self._check_page(value_of(body, 0), is_navigation=True)

    def _check_page(self, path: Any, *, is_navigation: bool = False) -> None:
        """A page may ask for a role of its own. An unknown address is 404; inside the app a page says so."""
        page = page_at(path) if isinstance(path, str) else None
        if page:
            require(g.user, page.get("role", Role.READER))
        elif not is_navigation:
            raise NoSuchAddress


def role_of(key: str, entry: Mapping[str, Any]) -> Role | None:
    """The role a callback asks for; Dash's own router may be called by every user, for its layouts are empty shells."""
    return Role.READER if key == PAGES_ROUTER else getattr(entry["callback"], "needed_role", None)


def page_at(path: str) -> dict[str, Any] | None:
    """The registered page at an address, or None."""
    page, _ = _path_to_page(path.strip("/"))
    return page if page and not page["module"].endswith(NOT_FOUND) else None


def is_about_nothing(path: str, asker: Asker) -> bool:
    """Whether the page at an address says what it is about (`exists=` when it was registered), and that does not exist."""
    page, subject = _path_to_page(path.strip("/"))
    exists = page.get("exists")
    return exists is not None and not exists(asker, **(subject or {}))


def refuse_cross_site(request: Request, settings: Settings) -> None:
    """A change is asked for by our own page only. Old browsers send no Sec-Fetch-Site, and then Origin tells."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Forbidden("cross_site")
    origin = request.headers.get("Origin")
    if origin is not None and origin != settings.public_origin and urlsplit(origin).netloc != request.host:
        raise Forbidden("cross_site")

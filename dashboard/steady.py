"""Many servers that look like one: a reader sees no step backwards between replicas, and notices nothing when one of them falls away."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import wraps

from dash._utils import to_json
from flask import Flask, Response, g, request

from dashboard.components.notice import notice
from dashboard.guard import CALLBACK
from dashboard.notices import NOTICE
from dashboard.settings import Settings
from dashboard.text import t
from db.engine import ReadingLost
from db.sight import begin_sight, end_sight, sight

# A cookie for each position, and none is ever overwritten: answers that cross on their way could put back a later one.
COOKIE = re.compile(r"sett-([0-9a-f]{1,16})")
MARGIN = 3  # seconds between what was seen and the cookie's arrival
AGAIN = "X-Asked-Again"  # the proxy sends a question with this once more, when the server that had it is gone: it is read for, never stored


def keep_steady(server: Flask, settings: Settings) -> None:
    """Before anything is asked of the database: remember how far this browser has seen. Afterwards: tell it how far that is now."""
    options = _cookie_options(settings)

    @server.before_request
    def begin() -> None:
        seen = (int(found[1], 16) for found in map(COOKIE.fullmatch, request.cookies) if found)
        g.sight = begin_sight(max(seen, default=0), is_repeated=AGAIN in request.headers)

    @server.after_request
    def remember(response: Response) -> Response:
        seen = sight()
        if seen and seen.seen > seen.floor:
            response.set_cookie(f"sett-{seen.seen:x}", "1", **options)
        if seen and seen.is_old and request.endpoint == CALLBACK and response.status_code == 200:
            _say_so(response)
        return response

    @server.teardown_request
    def end(_: BaseException | None) -> None:
        if "sight" in g:
            end_sight(g.pop("sight"))

    server.view_functions = {endpoint: _again_when_lost(view) for endpoint, view in server.view_functions.items()}


def _say_so(response: Response) -> None:
    """Put the notice that something may be old beside a callback's answer, as dash.set_props does inside one."""
    answer = response.get_json()
    beside = answer.setdefault("sideUpdate", {}).setdefault(NOTICE, {})
    beside.setdefault("children", notice("warning", t("database.on_page.old")))  # what the callback says itself goes before
    response.set_data(to_json(answer))


def _cookie_options(settings: Settings) -> dict[str, object]:
    """It lives until no replica that is read from can lag behind what was seen."""
    is_secure = (settings.public_origin or "").startswith("https://")
    return {"max_age": math.ceil(settings.replica_lag_seconds) + MARGIN, "httponly": True, "samesite": "Lax", "secure": is_secure}


def _again_when_lost(view: Callable[..., object]) -> Callable[..., object]:
    """Ask once more, as often as there are servers left; what has written something is never repeated, since it reads from the primary."""

    @wraps(view)
    def answer(**arguments: object) -> object:
        while True:
            try:
                return view(**arguments)
            except ReadingLost:
                continue

    return answer

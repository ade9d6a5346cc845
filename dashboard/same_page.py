"""A changed filter changes the address, and the page that stands asks for its new content itself: Dash need not send its empty shell again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from dashboard.callback_body import value_of
from dashboard.first_view import FirstView
from dashboard.guard import CALLBACK, PAGES_LOCATION, PAGES_ROUTER

ONLY_THE_QUERY = [f"{PAGES_LOCATION}.search"]
NOTHING_NEW = 204  # Dash's own word for it


class SamePage:
    """Stands after the guard, which has seen to it that the page may be asked for."""

    def __init__(self, first_view: FirstView) -> None:
        self.first_view = first_view

    def __call__(self) -> Response | None:
        if request.endpoint != CALLBACK:
            return None
        body: Mapping[str, Any] = request.get_json()
        is_about_filters = body["output"] == PAGES_ROUTER and body.get("changedPropIds") == ONLY_THE_QUERY
        return Response(status=NOTHING_NEW) if is_about_filters and self.first_view.follows_filters(value_of(body, 0)) else None

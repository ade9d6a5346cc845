"""The addresses that are not pages: one file in, files out, and whether the server is well."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Flask, Response, current_app, request

from dashboard import front_end, upload_routes
from dashboard.auth import EXTENSION, Role, current_asker
from dashboard.guard import ANYONE
from dashboard.logs import log
from dashboard.reports import files
from dashboard.selection import Selection
from dashboard.usecases import readiness
from dashboard.usecases.action_selection import ActionSelection

CALLBACK_LIMIT = 1_000_000  # bytes; the largest honest callback is a few kB


def add_routes(server: Flask) -> dict[str, Role | None]:
    """Put our routes on a server; returns who may ask for each, for the guard."""
    server.request_class = upload_routes.InMemory
    server.config["MAX_CONTENT_LENGTH"] = CALLBACK_LIMIT
    for address, view, method, _ in ROUTES:
        server.add_url_rule(address, endpoint=address, view_func=view, methods=[method])
    return {address: role for address, _, _, role in ROUTES}


def _series_file(form: str) -> Response:
    selection = Selection.from_query(request.query_string.decode("latin-1"))
    return upload_routes.sent(files.series_file(current_asker(), request.args.get("indikator", ""), selection, form))


def _comparison_table(form: str) -> Response:
    return upload_routes.sent(files.comparison_table_file(current_asker(), *_comparison(), form))


def _comparison_picture(picture: str) -> Response:
    return upload_routes.sent(files.comparison_picture_file(current_asker(), *_comparison(), picture))


def _comparison() -> tuple[str, str, Selection]:
    """Which comparison the address names: indicator, among whom (blant), and the reader's choices."""
    selection = Selection.from_query(request.query_string.decode("latin-1"))
    return request.args.get("indikator", ""), request.args.get("blant", ""), selection


def _actions_file(form: str) -> Response:
    chosen = ActionSelection.from_query(request.query_string.decode("latin-1"))
    return upload_routes.sent(files.actions_file(current_asker(), chosen, form))


def _template_file(name: str, form: str) -> Response:
    return upload_routes.sent(files.template_file(current_asker(), name, form))


def _calendar() -> Response:
    return upload_routes.sent(files.calendar_file(current_asker(), request.query_string.decode("latin-1")))


def _delivered_file(number: int) -> Response:
    asker = current_asker()
    found = files.delivered_file(asker, number)
    log("raw file", user=asker.user.name, delivery=number)
    return upload_routes.sent(found)


def _health() -> Response:
    return Response("OK", mimetype="text/plain")


def _ready() -> Response:
    ready = readiness.is_ready(current_app.extensions[EXTENSION]["engine"])
    return Response(json.dumps({"klar": ready}), 200 if ready else 503, mimetype="application/json")


Route = tuple[str, Callable[..., Response], str, Role | None]
ROUTES: tuple[Route, ...] = (
    ("/opplasting", upload_routes.drop, "POST", Role.ANALYST),
    ("/opplasting/<id>", upload_routes.state, "GET", Role.ANALYST),
    ("/opplasting/<id>/<any(svar, publiser, planlegg, avbryt, steg):action>", upload_routes.act, "POST", Role.ANALYST),
    ("/fil/feil", upload_routes.give_back, "POST", Role.ANALYST),
    ("/fil/feil/<id>", upload_routes.give_back_waiting, "GET", Role.ANALYST),
    ("/fil/serie.<any(csv, xlsx, svg):form>", _series_file, "GET", Role.READER),
    ("/fil/sammenligning.<any(csv, xlsx):form>", _comparison_table, "GET", Role.READER),
    ("/fil/sammenligning-<any(prikker, trakt):picture>.svg", _comparison_picture, "GET", Role.READER),
    ("/fil/tiltak.<any(csv, xlsx):form>", _actions_file, "GET", Role.READER),
    ("/fil/mal/<any(egen, undersokelse, hendelser, enheter, grupper):name>.<any(csv, xlsx):form>", _template_file, "GET", Role.READER),
    ("/arshjul.ics", _calendar, "GET", Role.READER),
    ("/fil/leveranse/<int:number>", _delivered_file, "GET", Role.ANALYST),
    ("/pakker/<filename>", front_end.serve, "GET", Role.READER),
    ("/_health", _health, "GET", ANYONE),
    ("/klar", _ready, "GET", ANYONE),
)

"""When something cannot be done: a calm sentence where it arose, and never a traceback for the reader."""

from __future__ import annotations

from pathlib import Path

import dash
from dash import dcc, html
from dash.exceptions import DependencyException
from flask import Flask, Response, g, has_request_context, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard.auth import Conflict, Forbidden, NotFound, Refusal, TooMany
from dashboard.components.notice import notice
from dashboard.keeping import must_not_be_kept
from dashboard.logs import log, log_error
from dashboard.text import keys, t
from db.engine import DatabaseUnusable, ReadingLost

NOTICE = "notice"  # id of the place in the frame where a notice stands when the callback has none of its own

TOKENS = Path(__file__).resolve().parents[1] / "assets" / "01-tokens.css"


def sentence_of(error: BaseException) -> str:
    """What to tell the reader. An error that nobody foresaw is logged, and the sentence carries its code."""
    if isinstance(error, Refusal):
        return error.sentence
    if isinstance(error, DatabaseUnusable):
        return t(f"database.on_page.{_kind(error)}", code=log_error(error, reason=error.code))
    return t("http.500", code=log_error(error, path=request.path if has_request_context() else None))


def _kind(error: DatabaseUnusable) -> str:
    if error.code == "unsure":
        return "unsure"
    return "not_stored" if error.was_writing else "unusable"


def notice_for(error: Exception) -> object:
    """Dash's error handler: the notice stands in the first place of the callback that can hold one, else in the frame's own."""
    if isinstance(error, ReadingLost):
        raise error  # asked once more, of another server
    must_not_be_kept()
    shown = notice("warning" if isinstance(error, Refusal) else "error", sentence_of(error))
    wanted = dash.ctx.outputs_list
    outputs = wanted if isinstance(wanted, list) else [wanted]
    places = [_is_place(output) for output in outputs]
    if True not in places:
        dash.set_props(NOTICE, {"children": shown})
    first = places.index(True) if True in places else None
    answers = [_on_page(output, shown, error) if at == first else dash.no_update for at, output in enumerate(outputs)]
    return answers if isinstance(wanted, list) else answers[0]


def _is_place(output: object) -> bool:
    return isinstance(output, dict) and output["property"].split("@")[0] == "children"


def _on_page(output: dict, shown: object, error: Exception) -> object:
    """A notice that takes the place of a whole page (a place with the page's own name) brings what every page has: a heading and a way back."""
    if output["id"] not in [page["module"].rsplit(".", 1)[-1] for page in dash.page_registry.values()]:
        return shown
    return [html.H1(_heading(_status(error))), shown, html.P(dcc.Link(t("shell.way_back"), href="/"))]


STATUS = {Forbidden: 403, NotFound: 404, Conflict: 409, TooMany: 429, DatabaseUnusable: 503}


def add_error_pages(server: Flask) -> None:
    """Every refusal and every error outside a callback: a page for people, JSON for our own scripts."""
    server.register_error_handler(HTTPException, _http_error)
    server.register_error_handler(Exception, _error)
    # Dash's word for a package's file that is not there.
    server.register_error_handler(DependencyException, lambda _: _answer(t("http.404"), 404))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, RequestEntityTooLarge):
        _drain()
    key = f"http.{status}" if f"http.{status}" in keys() and status != 500 else "http.other"
    limit = (request.max_content_length or 0) // 1_000_000
    response = _answer(t(key, status=status, limit=limit), status)
    response.headers.extend(error.get_headers() if status == 405 else [])
    response.headers["Content-Type"] = response.content_type
    return response


def _error(error: Exception) -> Response:
    status = _status(error)
    if isinstance(error, Forbidden):
        log("refused", reason=error.code, method=request.method, endpoint=request.endpoint, user=_name(), peer=request.remote_addr)
    return _answer(sentence_of(error), status)


def _status(error: Exception) -> int:
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)


def _heading(status: int) -> str:
    return t(f"heading.{status}") if f"heading.{status}" in keys() else t("heading.other")


def _answer(sentence: str, status: int) -> Response:
    if request.method == "POST" or request.path.startswith("/_dash"):
        response = jsonify(message=sentence)
    else:
        heading = _heading(status)
        words = {"heading": heading, "title": t("shell.page_title", page=heading), "sentence": sentence, "way_back": t("shell.way_back")}
        # The style stands in the page: someone who is not signed in may not fetch a file either.
        response = Response(render_template("refusal.html", tokens=TOKENS.read_text("utf-8"), **words))
    response.status_code = status
    return response


def _name() -> str | None:
    user = g.get("user")
    return user.name if user else None


def _drain(most: int = 200_000_000) -> None:
    """Read what is still coming: a browser that is cut off while it sends shows a broken connection, not our sentence."""
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, most)
    while left > 0 and (chunk := stream.read(min(left, 65_536))):
        left -= len(chunk)

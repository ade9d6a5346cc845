"""The addresses that are not pages: one file in, files out, and whether the server is well."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response, current_app, jsonify, request
from werkzeug.exceptions import BadRequest

from dashboard import front_end
from dashboard.auth import EXTENSION, Forbidden, Role, current_asker
from dashboard.guard import ANYONE
from dashboard.logs import log
from dashboard.reports import files
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import deliveries, readiness

CALLBACK_LIMIT = 1_000_000  # bytes; the largest honest callback is a few kB
STEPS = {"kontroll": False, "publiser": True}


class InMemory(Request):
    """An uploaded file stays in memory until the checks have passed: what is refused is never written to a disk."""

    def _get_file_stream(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO()


def add_routes(server: Flask) -> dict[str, Role | None]:
    """Put our routes on a server; returns who may ask for each, for the guard."""
    server.request_class = InMemory
    server.config["MAX_CONTENT_LENGTH"] = CALLBACK_LIMIT
    for address, view, method, _ in ROUTES:
        server.add_url_rule(address, endpoint=address, view_func=view, methods=[method])
    return {address: role for address, _, _, role in ROUTES}


def _upload() -> Response:
    """Multipart: file, step (kontroll or publiser), answers (JSON), and for publiser the sha256 that kontroll gave."""
    asker = current_asker()
    request.max_content_length = asker.settings.upload_limit_mb * 1_000_000
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":  # a form on another site cannot send it
        raise Forbidden("cross_site")
    file = request.files.get("file")
    step = request.form.get("step", "kontroll")
    if file is None or not file.filename or step not in STEPS:
        raise BadRequest
    content = file.stream.read()
    sha256 = hashlib.sha256(content).hexdigest()
    if STEPS[step] and request.form.get("sha256") != sha256:
        return _json({"message": t("upload.file_changed")}, 409)
    name = file.filename.replace("\\", "/").rsplit("/", 1)[-1]
    report = deliveries.receive(asker, name, content, answers=_answers(request.form.get("answers")), publish=STEPS[step])
    log("upload", user=asker.user.name, step=step, sha256=sha256, bytes=len(content), outcome=report.outcome, delivery=report.delivery)
    return _json({"sha256": sha256, "detected": report.detected, **deliveries.report_as_dict(report)})


def _answers(text: str | None) -> dict[str, str]:
    try:
        answers = json.loads(text or "{}")
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        raise BadRequest
    return answers


def _json(body: dict[str, Any], status: int = 200) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _series_file(form: str) -> Response:
    selection = Selection.from_query(request.query_string.decode("latin-1"))
    return _file(files.series_file(current_asker(), request.args.get("indikator", ""), selection, form))


def _comparison_table(form: str) -> Response:
    return _file(files.comparison_table_file(current_asker(), *_comparison(), form))


def _comparison_picture(picture: str) -> Response:
    return _file(files.comparison_picture_file(current_asker(), *_comparison(), picture))


def _comparison() -> tuple[str, str, Selection]:
    """Which comparison the address names: indicator, among whom (blant), and the reader's choices."""
    selection = Selection.from_query(request.query_string.decode("latin-1"))
    return request.args.get("indikator", ""), request.args.get("blant", ""), selection


def _template_file(name: str, form: str) -> Response:
    return _file(files.template_file(current_asker(), name, form))


def _file(found: files.FetchedFile) -> Response:
    response = Response(found.content, mimetype=found.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response


def _health() -> Response:
    return Response("OK", mimetype="text/plain")


def _ready() -> Response:
    ready = readiness.is_ready(current_app.extensions[EXTENSION]["engine"])
    return _json({"klar": ready}, 200 if ready else 503)


Route = tuple[str, Callable[..., Response], str, Role | None]
ROUTES: tuple[Route, ...] = (
    ("/opplasting", _upload, "POST", Role.ANALYST),
    ("/fil/serie.<any(csv, xlsx, svg):form>", _series_file, "GET", Role.READER),
    ("/fil/sammenligning.<any(csv, xlsx):form>", _comparison_table, "GET", Role.READER),
    ("/fil/sammenligning-<any(prikker, trakt):picture>.svg", _comparison_picture, "GET", Role.READER),
    ("/fil/mal/<any(egen, undersokelse, enheter, grupper):name>.<any(csv, xlsx):form>", _template_file, "GET", Role.READER),
    ("/pakker/<filename>", front_end.serve, "GET", Role.READER),
    ("/_health", _health, "GET", ANYONE),
    ("/klar", _ready, "GET", ANYONE),
)

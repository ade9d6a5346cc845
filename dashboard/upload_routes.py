"""The addresses of an upload: a file comes in, its state is asked for, and a person goes on with it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Request, Response, request
from werkzeug.exceptions import BadRequest

from dashboard.auth import Asker, Forbidden, current_asker
from dashboard.reports import files
from dashboard.usecases import uploads


class InMemory(Request):
    """An uploaded file stays in memory until the checks have passed: what is refused is never written to a disk."""

    def _get_file_stream(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO()


def drop() -> Response:
    """Multipart with `file`; answers at once with the id, and the check goes on beside the request."""
    asker, (name, content) = _own_page(), _file()
    return _json({"id": uploads.begin(asker, name, content)}, 202)


def state(id: str) -> Response:
    """How it stands; with all that was said of it as soon as the work is done."""
    found = uploads.look(current_asker(), id)
    said = {} if found.is_working else {"report": uploads.report_as_dict(found.report)}
    same = {"id": found.id, "state": found.state, "changed": found.changed_at.isoformat(), "progress": found.progress, "doing": found.doing}
    return _json(same | {"delivery": found.delivery} | said)


def act(id: str, action: str) -> Response:
    """JSON with what the action needs: answers, note, has_seen_small, at, step."""
    asker, given = _own_page(), request.get_json(silent=True)
    if not isinstance(given, dict):
        raise BadRequest
    ACTIONS[action](asker, id, given)
    return _json({"id": id})


def give_back() -> Response:
    """Multipart with `file` and `answers`: the file as it came, with a column for what must be mended."""
    asker, (name, content) = _own_page(), _file()
    return sent(files.marked_file(asker, name, content, answers_of(request.form.get("answers"))))


def give_back_waiting(id: str) -> Response:
    return sent(files.marked_upload(current_asker(), id))


def sent(found: files.FetchedFile) -> Response:
    response = Response(found.content, mimetype=found.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response


def answers_of(text: str | None) -> dict[str, str]:
    try:
        return _texts(json.loads(text or "{}"))
    except (ValueError, RecursionError):
        raise BadRequest from None


def _own_page() -> Asker:
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":  # a form on another site cannot send it
        raise Forbidden("cross_site")
    return current_asker()


def _file() -> tuple[str, bytes]:
    """The name without the folder on the user's machine, and the bytes."""
    request.max_content_length = current_asker().settings.upload_limit_mb * 1_000_000
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadRequest
    file.stream.seek(0)  # a question may be asked twice, when a database falls away
    return file.filename.replace("\\", "/").rsplit("/", 1)[-1], file.stream.read()


def _texts(found: object) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise BadRequest
    return found


def _text(given: Mapping[str, Any], name: str) -> str:
    found = given.get(name, "")
    if not isinstance(found, str):
        raise BadRequest
    return found.strip()


def _terms(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"note": _text(given, "note"), "has_seen_small": given.get("has_seen_small") is True}


def _json(body: Mapping[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/json")


ACTIONS: dict[str, Callable[[Asker, str, Mapping[str, Any]], None]] = {
    "svar": lambda asker, id, given: uploads.answer(asker, id, _texts(given.get("answers"))),
    "publiser": lambda asker, id, given: uploads.publish(asker, id, **_terms(given)),
    "planlegg": lambda asker, id, given: uploads.schedule(asker, id, _text(given, "at"), **_terms(given)),
    "avbryt": lambda asker, id, _: uploads.cancel(asker, id),
    "steg": lambda asker, id, given: uploads.stand_at(asker, id, _text(given, "step")),
}

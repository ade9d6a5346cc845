"""What the server says of itself: one JSON object a line. Never a cell, a file's content, a query or an error's own words."""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
import sys
import traceback
from pathlib import Path

LOG = logging.getLogger("kvalitetstavle")
ROOT = Path(__file__).resolve().parents[1]


class JsonLines(logging.Formatter):
    """`logging` records as JSON; what is passed as extra={"facts": …} stands beside the event."""

    def format(self, record: logging.LogRecord) -> str:
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": record.levelname.lower(), "event": record.getMessage(), **getattr(record, "facts", {})}
        if record.exc_info and record.exc_info[1]:
            line["error"] = place_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to(level: int = logging.INFO) -> None:
    """Send every log line to standard error."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [lines]
    root.setLevel(level)
    for chatty in ("dash", "dash.dash", "werkzeug", "alembic"):
        logging.getLogger(chatty).handlers = []
        logging.getLogger(chatty).setLevel(logging.WARNING)


def log(event: str, **facts: object) -> None:
    LOG.info(event, extra={"facts": facts})


def log_error(error: BaseException, **facts: object) -> str:
    """Note an error that nobody foresaw; returns the short code that the user can read to whoever mends it."""
    code = secrets.token_hex(4)
    LOG.error("error", extra={"facts": {"code": code, **facts, "error": place_of(error)}})
    return code


def place_of(error: BaseException) -> dict[str, object]:
    """The error's type and the lines it went through; its message may quote a cell, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    return {"type": type(error).__name__, "at": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-12:]]}


def _short(path: str) -> str:
    return str(Path(path).relative_to(ROOT)) if Path(path).is_relative_to(ROOT) else "/".join(Path(path).parts[-3:])

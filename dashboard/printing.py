"""Lists on standard output: CSV and JSON for scripts, sentences for people."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum

from dashboard.text import t
from db.terms import Period

MOST_PROBLEMS = 50  # on the screen, for one file; --format json has them all


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Comma between, a full stop as decimal sign, an empty cell for nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def as_json(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    return json_text([{column: row[column] for column in columns} for row in rows])


FORMATS = {"csv": as_csv, "json": as_json}


def json_text(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"


def _cell(value: object) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, list):
        return " ".join(map(str, plain))
    return repr(plain) if isinstance(plain, float) else str(plain)


def _plain(value: object) -> object:
    """Codes, numbers and texts; a whole number without «.0», a moment in UTC."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    if isinstance(value, Period | dt.date):
        return str(value)
    if is_dataclass(value):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def load_report(report: Mapping[str, object]) -> str:
    """One file's answer in words: what became of it, then what is worth knowing. Errors are told elsewhere."""
    lines = [t(f"load.{report['outcome']}", **{name: value for name, value in report.items() if name != "problems"})]
    told = [problem for problem in report["problems"] if problem["severity"] != "error"]
    lines += [f"  {t('severity.' + problem['severity'])}: {problem['message']}" for problem in told[:MOST_PROBLEMS]]
    if len(told) > MOST_PROBLEMS:
        lines.append("  " + t("load.more", count=len(told) - MOST_PROBLEMS))
    return "\n".join(lines) + "\n"


def load_errors(report: Mapping[str, object]) -> list[str]:
    """The sentences for standard error: why a file was refused, or what must be answered first."""
    told = [problem["message"] for problem in report["problems"] if problem["severity"] in ("error", "question")]
    more = [t("load.more", count=len(told) - MOST_PROBLEMS)] if len(told) > MOST_PROBLEMS else []
    return [t("load.problem", file=report["file"], message=message) for message in told[:MOST_PROBLEMS]] + more

"""Problems as they are kept with their delivery: JSON that gives the same sentences when it is read again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from numbers import Integral, Real
from typing import Any

from db.terms import Period, Severity
from etl.problems import Problem, shown

# Facts that take their Norwegian form in the sentence, so they must come back as what they were; the first that fits counts.
KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "period": (Period, str, Period.parse),
    "moment": (dt.datetime, dt.datetime.isoformat, dt.datetime.fromisoformat),
    "day": (dt.date, dt.date.isoformat, dt.date.fromisoformat),
}


def as_json(problems: Iterable[Problem]) -> str:
    """What may be repeated to a reader, and nothing else: a person's number in a fact is left out here too."""
    kept = [
        {"code": one.code, "severity": one.severity.value, "row": one.row, "column": shown(one.column), "found": shown(one.found)}
        | (
            {"facts": {name: _written(fact) for name, fact in one.facts.items() if name != "lines"}} if one.facts else {}
        )  # a million, perhaps
        for one in problems
    ]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Problem, ...]:
    return tuple(_problem(one) for one in json.loads(text))


def _problem(one: dict[str, Any]) -> Problem:
    facts = {name: _read(fact) for name, fact in one.get("facts", {}).items()}
    return Problem(one["code"], Severity(one["severity"]), one["row"], one["column"], one["found"], facts)


def _written(fact: object) -> object:
    if isinstance(fact, Real):  # numpy's numbers are no numbers to json
        return int(fact) if isinstance(fact, Integral) else float(fact)
    if isinstance(fact, list | tuple):
        return [_written(each) for each in fact]
    for name, (kind, write, _) in KINDS.items():
        if isinstance(fact, kind):
            return {name: write(fact)}
    return None if fact is None else shown(fact)


def _read(fact: object) -> object:
    if not isinstance(fact, dict):
        return fact
    ((name, text),) = fact.items()
    return KINDS[name][2](text)

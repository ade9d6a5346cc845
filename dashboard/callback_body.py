"""What a callback's request must look like. Dash goes by position only, so ids and properties are compared with the declared ones here."""

from __future__ import annotations

import json
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest

Declared = dict[str, str]  # {"id": …, "property": …} as Dash keeps it; an id that is a pattern is JSON
MANY = (["ALL"], ["ALLSMALLER"])
WILDCARDS = (*MANY, ["MATCH"])


def read_body(request: Request) -> dict[str, Any]:
    """The body as an object with an output; BadRequest for anything else."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadRequest("not a callback's body")
    return body


def check_body(body: dict[str, Any], entry: dict[str, Any]) -> None:
    """BadRequest unless the body asks for just what `entry`, from Dash's callback_map, declares."""
    changed = body.get("changedPropIds", [])
    fits = (
        _all_match(entry["inputs"], body.get("inputs", []))
        and _all_match(entry["state"], body.get("state", []))
        and (entry["no_output"] or _outputs_match(entry["output"], body.get("outputs")))
        and isinstance(changed, list)
        and all(isinstance(item, str) for item in changed)
    )
    if not fits:
        raise BadRequest("not what the callback declares")


def value_of(body: dict[str, Any], position: int) -> object:
    """The value of one input; for a callback whose inputs are all single."""
    return body["inputs"][position].get("value")


def _outputs_match(declared: Any, given: Any) -> bool:
    if not isinstance(declared, (list, tuple)):
        return _matches(_as_declared(declared), given)
    return _all_match([_as_declared(output) for output in declared], given)


def _as_declared(output: Any) -> Declared:
    return {"id": output.component_id_str(), "property": output.component_property}


def _all_match(declared: list[Declared], given: Any) -> bool:
    return isinstance(given, list) and len(given) == len(declared) and all(map(_matches, declared, given))


def _matches(declared: Declared, given: Any) -> bool:
    wanted = json.loads(declared["id"]) if declared["id"].startswith("{") else declared["id"]
    if isinstance(wanted, dict) and any(part in MANY for part in wanted.values()):
        return isinstance(given, list) and all(_is_this(wanted, declared["property"], item) for item in given)
    return _is_this(wanted, declared["property"], given)


def _is_this(wanted: str | dict[str, Any], name: str, given: Any) -> bool:
    if not isinstance(given, dict) or not isinstance(given.get("property"), str):
        return False
    # An output that several callbacks share carries "@" and a checksum after its property.
    return given["property"].split("@")[0] == name and _is_id(wanted, given.get("id"))


def _is_id(wanted: str | dict[str, Any], given: Any) -> bool:
    if isinstance(wanted, str):
        return given == wanted
    if not isinstance(given, dict) or given.keys() != wanted.keys():
        return False
    # Strings and numbers only, whatever the wildcard: nothing else can be a component's id.
    return all(isinstance(given[key], (str, int, float)) if part in WILDCARDS else given[key] == part for key, part in wanted.items())

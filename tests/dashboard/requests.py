"""Requests as the browser sends them, made by hand: for any callback, in any role."""

from __future__ import annotations

import json
from typing import Any

from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.settings import Settings
from db.terms import Role

CALLBACK = "/_dash-update-component"
PROXY = "127.0.0.1"  # the address Flask's test client comes from
GROUPS = {f"gruppe-{role}": role for role in Role}


def proxy_settings(**changes: object) -> Settings:
    """Everyone comes through a proxy, and has the role of the group that it names."""
    return Settings(**{"sign_in": "proxy", "trusted_proxies": PROXY, "roles": GROUPS} | changes)


def signed_in_as(role: Role | None, name: str = "Kari Lærdal") -> dict[str, str]:
    """The headers the proxy sends; none for someone who is not signed in."""
    if role is None:
        return {}
    return {"X-Forwarded-User": name.encode().decode("latin-1"), "X-Forwarded-Groups": f"andre, gruppe-{role}"}


def honest_body(key: str, entry: dict[str, Any], *values: object) -> dict[str, Any]:
    """What the renderer would send for a callback: the ids and properties that are declared, and the given values first."""
    asked = [*entry["inputs"], *entry["state"]]
    filled = [_asked(declared, value) for declared, value in zip(asked, [*values, *[None] * len(asked)], strict=False)]
    inputs, state = filled[: len(entry["inputs"])], filled[len(entry["inputs"]) :]
    return {"output": key, "outputs": _outputs(entry["output"]), "inputs": inputs, "state": state, "changedPropIds": []}


def body_for(app: Dash, key: str, *values: object) -> dict[str, Any]:
    return honest_body(key, app.callback_map[key], *values)


def key_of(app: Dash, output: str) -> str:
    """The key of the callback that has this output."""
    return next(key for key in app.callback_map if output in key)


def ask(client: FlaskClient, body: object, role: Role | None, **headers: str) -> TestResponse:
    return client.post(CALLBACK, json=body, headers=signed_in_as(role) | headers)


def server_callbacks(callback_map: dict[str, Any]) -> dict[str, Any]:
    """The callbacks that run here; the others are scripts in the browser."""
    return {key: entry for key, entry in callback_map.items() if "callback" in entry}


def client_of(server: Flask, peer: str = PROXY) -> FlaskClient:
    client = server.test_client()
    client.environ_base["REMOTE_ADDR"] = peer
    return client


def _asked(declared: dict[str, str], value: object) -> Any:
    wanted = _id(declared["id"])
    if isinstance(wanted, dict) and any(part in (["ALL"], ["ALLSMALLER"]) for part in wanted.values()):
        return []
    return {"id": _matched(wanted), "property": declared["property"], "value": value}


def _outputs(output: Any) -> Any:
    if isinstance(output, (list, tuple)):
        return [_outputs(part) for part in output]
    return {"id": _matched(_id(output.component_id_str())), "property": output.component_property}


def _id(text: str) -> Any:
    return json.loads(text) if text.startswith("{") else text


def _matched(wanted: Any) -> Any:
    return {name: 0 if part == ["MATCH"] else part for name, part in wanted.items()} if isinstance(wanted, dict) else wanted

"""A file dropped on the page as the browser does it: sent, watched until the check has ended, published when asked."""

from __future__ import annotations

import io
import time
from typing import Any

from flask.testing import FlaskClient

from db.terms import Role
from tests.dashboard.requests import signed_in_as

HEADERS = signed_in_as(Role.ANALYST) | {"X-Requested-With": "XMLHttpRequest"}
WORKING = ("reading", "publishing")
PATIENCE = 120  # seconds


def dropped_on(page: FlaskClient, name: str, content: bytes, publish: bool = False) -> dict[str, Any]:
    """The last answer that the browser gets: state, report, delivery."""
    sent = page.post("/opplasting", data={"file": (io.BytesIO(content), name)}, headers=HEADERS)
    assert sent.status_code == 202, (name, sent.get_data(as_text=True))
    id = sent.get_json()["id"]
    found = _ended(page, id)
    if publish and found["state"] == "checked":
        page.post(f"/opplasting/{id}/publiser", json={"has_seen_small": True}, headers=HEADERS)
        found = _ended(page, id)
    return found


def problems_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The problems in words; of each kind the first few."""
    return [problem for group in found["report"]["groups"] for problem in group["first"]]


def _ended(page: FlaskClient, id: str) -> dict[str, Any]:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        answer = page.get(f"/opplasting/{id}", headers=HEADERS)
        assert answer.status_code == 200, (id, answer.get_data(as_text=True))
        found = answer.get_json()
        if found["state"] not in WORKING:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{id} is still being worked at")

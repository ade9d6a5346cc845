"""What the buttons of a meeting ask for, made by hand: nothing outside the meeting's service gets in, and nobody else writes."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.auth import Role
from tests.dashboard.gatherings import FALLS_KEY, HOME_KEY, a_house, a_meeting, page
from tests.dashboard.requests import ask, body_for, key_of


def pressed(app: Dash, meeting: int, key: str, deed: str = "accept", reason: str = "Fordi") -> dict[str, object]:
    """As the browser sends it when one button is pressed."""
    body = body_for(app, key_of(app, "meeting-changed.children..").split("@")[0])
    id, field = {"agenda": quote(key), "deed": deed}, {"agenda": quote(key), "reason": "reason"}
    body["inputs"] = [[{"id": id, "property": "n_clicks", "value": 1}]]
    body["state"][0] = [{"id": field, "property": "value", "value": reason}]
    body["state"][1] = [{"id": field, "property": "id", "value": field}]
    body["state"][2]["value"] = f"/moter/{meeting}"
    return body | {"changedPropIds": [f'{{"agenda":"{quote(key)}","deed":"{deed}"}}.n_clicks']}


@pytest.mark.parametrize(("key", "count"), [(FALLS_KEY, 1), (HOME_KEY, 0)])
def test_nothing_outside_the_meetings_service_gets_in(app: Dash, client: FlaskClient, key: str, count: int):
    keeper = a_house(app.server.extensions["kvalitetstavle"]["engine"])
    meeting = a_meeting(keeper, service_area="sykehjem")
    answer = ask(client, pressed(app, meeting, key), Role.COMMITTEE)
    assert answer.status_code == 200
    assert len(page(keeper, meeting).agenda) == count
    assert ("annen tjeneste" in answer.get_data(as_text=True)) == (count == 0)


@pytest.mark.parametrize("role", [Role.READER, Role.LEADER])
def test_who_does_not_keep_the_meeting_changes_nothing(app: Dash, client: FlaskClient, role: Role):
    keeper = a_house(app.server.extensions["kvalitetstavle"]["engine"])
    meeting = a_meeting(keeper)
    ask(client, pressed(app, meeting, FALLS_KEY), role)
    assert page(keeper, meeting).agenda == ()


@pytest.mark.parametrize(
    ("key", "deed"), [("x", "accept"), ("item 1", "up"), ("item x y", "up"), (FALLS_KEY, "slett"), ("item 77 1", "take_out")]
)
def test_what_no_button_says_is_refused_calmly(app: Dash, client: FlaskClient, key: str, deed: str):
    keeper = a_house(app.server.extensions["kvalitetstavle"]["engine"])
    answer = ask(client, pressed(app, a_meeting(keeper), key, deed), Role.COMMITTEE)
    assert (answer.status_code, "finnes ikke" in answer.get_data(as_text=True)) == (200, True)

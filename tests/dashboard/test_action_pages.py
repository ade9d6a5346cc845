"""The pages of measures, by hand-made requests: what a press of «Lagre» brings, and that what people wrote is text wherever it stands."""

from __future__ import annotations

import csv
import io
import json

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.auth import Asker, Role
from dashboard.components.action_facts import action_facts, action_notices
from dashboard.components.action_table import action_table
from dashboard.components.addresses import EDIT, FOLLOW_UP, action_address, action_place, new_action_address
from dashboard.components.edit_list import edit_list
from dashboard.components.waiting_words import waiting_list
from dashboard.usecases.action import action_page
from dashboard.usecases.action_start import asked_for
from dashboard.usecases.action_writing import FORM, write_action
from dashboard.usecases.actions import ActionSelection, actions_page
from dashboard.usecases.owners import write_owner
from db.engine import writing
from db.meeting_words import ArenaKind, DecisionOutcome, ItemAnswer, ItemKind, MeetingState
from db.models import AgendaItem, Arena, Decision, Meeting
from db.writes import edits
from tests.dashboard import houses
from tests.dashboard.components_read import parts, said
from tests.dashboard.measures import MARKUP, THEN, TODAY, a_house, a_measure, written
from tests.dashboard.requests import ask, body_for, key_of, signed_in_as

SAVED = "action-news.children"


@pytest.fixture
def leader(sqlite_engine: Engine) -> Asker:
    return a_house(sqlite_engine)


def press(app: Dash, client: FlaskClient, values: dict, pathname: str, role: Role = Role.LEADER, search: str = "") -> object:
    """As the browser sends it when somebody presses «Lagre»."""
    body = body_for(app, key_of(app, SAVED), 1)
    ids = [{"form": FORM, "field": name} for name in values]
    for state, name in zip(body["state"][:2], ("value", "id"), strict=True):
        state[:] = [{"id": id, "property": name, "value": values[id["field"]] if name == "value" else id} for id in ids]
    for state, value in zip(body["state"][2:], (pathname, search), strict=True):
        state["value"] = value
    return ask(client, body, role)


def test_what_is_saved_leads_to_its_page(app: Dash, client: FlaskClient, leader: Asker):
    answer = press(app, client, written(title=MARKUP), "/tiltak/ny")
    assert answer.json["response"]["action-go"] == {"href": "/tiltak/1"}
    answer = press(app, client, written(title="Nytt", revision=1), "/tiltak/1/endre")
    assert answer.json["response"]["action-go"] == {"href": "/tiltak/1"}
    assert action_page(leader, 1).facts.title == "Nytt"


def test_what_is_wrong_stands_in_the_form_with_what_was_written(app: Dash, client: FlaskClient, leader: Asker):
    answer = press(app, client, written(hypothesis=MARKUP, ends_on="2024-01-01", follow_up_on="2024-01-01"), "/tiltak/ny").json["response"]
    form = json.dumps(answer["action-form"], ensure_ascii=False)
    assert "2 felt må rettes" in form
    assert form.count("er før start") == 4  # above the form and beside each field
    assert json.dumps(MARKUP, ensure_ascii=False) in form
    assert "action-go" not in answer


def test_a_conflict_leaves_the_form_as_it_was_written(app: Dash, client: FlaskClient, leader: Asker):
    id = a_measure(leader)
    write_action(leader, id, written(title="Kari var først", revision=1), THEN)
    for pathname in ("/tiltak/1/endre", "/tiltak/1/oppfolging"):
        answer = press(app, client, written(title="Jeg også", revision=1), pathname).json["response"]
        assert list(answer) == ["action-news"]
        assert "Kari endret tiltaket mens det ble skrevet her" in json.dumps(answer, ensure_ascii=False)


def test_a_reader_saves_nothing_and_gets_no_form(app: Dash, client: FlaskClient, leader: Asker):
    a_measure(leader)
    assert press(app, client, written(), "/tiltak/ny", Role.READER).status_code == 403
    for pathname in ("/tiltak/ny", "/tiltak/1/endre", "/tiltak/1/oppfolging"):
        answer = ask(client, body_for(app, key_of(app, "action.children"), pathname, ""), Role.READER)
        assert "rollen leder" in json.dumps(answer.json, ensure_ascii=False)
        assert "action-save" not in answer.text
    answer = ask(client, body_for(app, key_of(app, "action.children"), "/tiltak/1", ""), Role.READER)
    assert "Fallgjennomgang" in answer.text and "oppfolging" not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [("/tiltak", 200), ("/tiltak/1", 200), ("/tiltak/ny", 200), ("/tiltak/2", 404), ("/tiltak/1/slett", 404), ("/tiltak/x", 404)],
)
def test_an_unknown_measure_is_not_found(client: FlaskClient, leader: Asker, address: str, status: int):
    a_measure(leader)
    assert client.get(address, headers=signed_in_as(Role.READER)).status_code == status


def test_an_address_says_which_measure_and_which_view():
    assert [action_place(rest) for rest in ("ny", "7", f"7/{EDIT}", f"7/{FOLLOW_UP}")] == [(None, EDIT), (7, ""), (7, EDIT), (7, FOLLOW_UP)]
    assert [action_place(rest) for rest in ("", "7/ny", "-1", "٣", "9" * 30)] == [(0, "")] * 5
    assert action_address(7, EDIT) == "/tiltak/7/endre"


def test_what_people_wrote_is_text_in_every_place(leader: Asker):
    write_owner(leader, None, {"name": f"Per {MARKUP}", "post": MARKUP}, THEN)
    id = a_measure(leader, title=MARKUP, hypothesis=MARKUP, knowledge=MARKUP, owner="3", follow_up_on="2025-02-01")
    write_action(leader, id, written(title=f"{MARKUP} to", hypothesis="x", owner="3", follow_up_on="2025-02-01", revision=1), THEN)
    page = action_page(leader, id, TODAY)
    listed = actions_page(leader, ActionSelection(), TODAY).actions
    shown = [action_facts(page.facts), *action_notices(page.facts, may_write=True), action_table(listed), waiting_list(listed)]
    shown.append(edit_list(FORM, page.history))
    assert MARKUP in said(shown)
    assert {type(part).__name__ for part in parts(shown)}.isdisjoint({"Markdown", "DangerouslySetInnerHTML"})
    assert not any(getattr(part, "data-markup", None) for part in parts(shown))


def test_the_history_tells_who_changed_what_in_words(leader: Asker):
    id = a_measure(leader)
    write_action(leader, id, written(owner="2", status="finished", areas=["3911"], ends_on="2026-01-31", revision=1), THEN)
    newest = action_page(leader, id, TODAY).history[0]
    assert {change.field: (change.before, change.after) for change in newest.changes} == {
        "owner": ("Anne", "Bjørn"),
        "status": ("pågår", "gjennomført"),
        "areas": ("Solbakken sykehjem", "Færder"),
        "ends_on": ("ikke noe", "31. januar 2026"),
    }
    assert "31. januar 2026" in said(edit_list(FORM, [newest]))


def test_the_file_holds_what_the_list_shows_and_no_formula(client: FlaskClient, leader: Asker):
    a_measure(leader, title="=HYPERLINK(1)", hypothesis="+cmd|' /C calc'!A0")
    a_measure(leader, title="Et annet", areas=["3911"], owner="2")
    fetched = client.get("/fil/tiltak.csv?eier=1", headers=signed_in_as(Role.READER))
    rows = list(csv.DictReader(io.StringIO(fetched.data.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Tiltak"], row["Hva vi tror skjer"], row["Start"]) for row in rows] == [
        ("'=HYPERLINK(1)", "'+cmd|' /C calc'!A0", "2025-01-15")
    ]
    assert client.get("/fil/tiltak.xlsx", headers=signed_in_as(Role.READER)).data[:2] == b"PK"
    assert client.get("/fil/tiltak.csv").status_code == 403


def a_decision(engine: Engine, **item: object) -> int:
    with writing(engine) as session:
        stamp = edits.Stamp("Kari", THEN)
        arena = edits.add(session, Arena(name="Ledermøte", kind=ArenaKind.LEADERS), stamp)
        meeting = edits.add(session, Meeting(arena=arena.id, meets_on=TODAY, secretary="Kari", state=MeetingState.PLANNED), stamp)
        told = {
            "kind": ItemKind.OWN,
            "answer": ItemAnswer.ACCEPTED,
            "title": "Fall",
            "sentence": "s",
            "public_sentence": "s",
            "position": 1,
        }
        about = edits.add(session, AgendaItem(meeting=meeting.id, **told, **item), stamp)
        decided = {"text": "Gå gjennom alle rom", "outcome": DecisionOutcome.ACTION, "owner": 2, "due_on": TODAY}
        return edits.add(session, Decision(item=about.id, **decided), stamp).id


def test_a_decision_fills_the_form_in_and_says_afterwards_which_measure_it_became(app: Dash, client: FlaskClient, leader: Asker):
    number = a_decision(leader.engine, indicator=houses.FALLS, area="SYK-01", service_area="sykehjem")
    start = asked_for(leader, new_action_address(matter=str(number)).partition("?")[2])
    assert start.given == {
        "title": "Gå gjennom alle rom",
        "service_area": "sykehjem",
        "indicators": (houses.FALLS,),
        "areas": ("SYK-01",),
        "owner": "2",
        "follow_up_on": TODAY,
    }
    for title in ("Første", "Andre"):
        press(app, client, written(title=title), "/tiltak/ny", search=f"?sak={number}")
    with writing(leader.engine) as session:
        assert session.get(Decision, number).action == 1


@pytest.mark.parametrize("query", ["?sak=99", "?sak=x", "?sak=-1", f"?sak={'9' * 100}", "?indikator=finnes-ikke&enhet=,,"])
def test_what_an_address_names_and_nobody_knows_is_passed_over(leader: Asker, query: str):
    assert asked_for(leader, query).matter is None


def test_the_service_follows_the_indicator(leader: Asker):
    assert asked_for(leader, f"?indikator={houses.FALLS}").given["service_area"] == "sykehjem"

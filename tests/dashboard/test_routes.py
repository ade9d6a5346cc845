"""One file in, files out: the addresses that are not pages."""

from __future__ import annotations

import io
import time

import pytest

from dashboard.shell import create_app
from dashboard.usecases import uploads
from db.terms import Role
from etl import pipeline
from tests.dashboard.requests import client_of, proxy_settings, signed_in_as

CONTENT = b"indikator;periode\n"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING = "indikator;område;periode;teller;nevner\n"
FALLS = f"{HEADING}fall-med-skade;3911;2025-01;30;1000\n".encode()
WRONG = f"{HEADING}fal-med-skade;3911;2025-01;30;1000\n".encode()
PERSON = f"{HEADING}fall-med-skade;01010750160;2025-01;30;1000\n".encode()
PATIENCE = 60.0


@pytest.fixture
def house(furnished_engine, tmp_path):
    """A client of a house with areas and catalogue."""
    return client_of(create_app(furnished_engine, proxy_settings(raw_folder=tmp_path / "raw")).server)


@pytest.fixture
def received(monkeypatch):
    """What reached the use case."""
    calls = []
    monkeypatch.setattr(uploads, "begin", lambda asker, name, content: calls.append((asker.user.name, name, content)) or "et-nummer")
    return calls


def sent_by(role, **more):
    return signed_in_as(role) | {"X-Requested-With": "XMLHttpRequest"} | more


def upload(client, role=Role.ANALYST, content=CONTENT, name="fall.csv", address="/opplasting", **fields):
    return client.post(address, headers=sent_by(role), data={"file": (io.BytesIO(content), name), **fields})


def upload_large(client, size):
    """The body as a browser writes it; Flask's own test client would put a large one on the disk."""
    body = b"--x\r\n" + b'Content-Disposition: form-data; name="file"; filename="fall.csv"\r\n\r\n' + b"x" * size + b"\r\n--x--\r\n"
    return client.post("/opplasting", headers=sent_by(Role.ANALYST), data=body, content_type="multipart/form-data; boundary=x")


def state_of(client, id, role=Role.ANALYST):
    return client.get(f"/opplasting/{id}", headers=signed_in_as(role))


def act(client, id, action, body, role=Role.ANALYST, **headers):
    return client.post(f"/opplasting/{id}/{action}", headers=sent_by(role, **headers), json=body)


def finished(client, content):
    """Drop a file and wait until it was checked."""
    id = upload(client, content=content).json["id"]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and "report" not in state_of(client, id).json:
        time.sleep(0.02)
    return state_of(client, id).json


def test_a_file_is_taken_in_at_once_and_checked_beside_the_request(client, received):
    answer = upload(client)
    assert (answer.status_code, answer.json) == (202, {"id": "et-nummer"})
    assert received == [("Kari Lærdal", "fall.csv", CONTENT)]


def test_a_file_goes_from_the_drop_to_the_delivery(house):
    checked = finished(house, FALLS)
    assert (checked["state"], checked["report"]["outcome"], checked["report"]["rows"]) == ("checked", "stored", 1)
    assert act(house, checked["id"], "publiser", {"note": "", "has_seen_small": True}).status_code == 200
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and state_of(house, checked["id"]).json["state"] == "publishing":
        time.sleep(0.02)
    assert state_of(house, checked["id"]).json["delivery"] == 1


def test_what_a_refused_file_was_told_can_be_asked_for(house):
    refused = finished(house, WRONG)
    assert (refused["state"], refused["report"]["groups"][0]["code"]) == ("refused", "unknown_indicator_near")


def test_a_file_is_given_back_with_what_must_be_mended(house):
    answer = upload(house, content=WRONG, address="/fil/feil")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=fall-feil.csv"
    assert "Mente du «fall-med-skade»?" in answer.data.decode("utf-8-sig")


def test_a_waiting_file_is_given_back_too(house):
    id = finished(house, FALLS)["id"]
    answer = house.get(f"/fil/feil/{id}", headers=signed_in_as(Role.ANALYST))
    assert answer.data.decode("utf-8-sig").splitlines()[0].endswith(";feil")
    assert house.get(f"/fil/feil/{id}", headers=signed_in_as(Role.LEADER)).status_code == 403


def test_a_file_about_persons_is_not_given_back(house):
    answer = upload(house, content=PERSON, address="/fil/feil")
    assert answer.status_code == 409
    assert "01010750160" not in answer.text


@pytest.mark.parametrize("name", [""])
def test_a_file_without_a_name_is_refused(client, received, name):
    assert (upload(client, name=name).status_code, received) == (400, [])


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("svar", {"answers": []}),
        ("svar", {"answers": {"a": 1}}),
        ("svar", {}),
        ("publiser", []),
        ("publiser", {"note": 3}),
        ("planlegg", {"at": ["2026"]}),
        ("steg", {"step": {}}),
    ],
)
def test_an_action_that_makes_no_sense_is_refused(house, action, body):
    assert act(house, finished(house, FALLS)["id"], action, body).status_code == 400


def test_there_are_no_other_actions(house):
    assert act(house, "x", "slett", {}).status_code in (404, 405)


@pytest.mark.parametrize("action", ["svar", "publiser", "planlegg", "avbryt", "steg"])
def test_hand_made_requests_are_for_analysts_and_for_our_own_page(house, action):
    id, body = finished(house, FALLS)["id"], {"answers": {}, "at": "2027-01-01T08:00", "step": "check", "has_seen_small": True}
    for role in (Role.READER, Role.LEADER, Role.COMMITTEE):
        assert act(house, id, action, body, role=role).status_code == 403
        assert state_of(house, id, role).status_code == 403
    assert act(house, id, action, body, **{"X-Requested-With": ""}).status_code == 403
    assert act(house, id, action, body, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert act(house, "00000000-0000-4000-8000-000000000000", action, body).status_code == 404
    assert state_of(house, id).json["state"] == "checked"


def test_too_many_files_in_an_hour_get_a_sentence(sqlite_engine, tmp_path):
    client = client_of(create_app(sqlite_engine, proxy_settings(uploads_per_hour=1, raw_folder=tmp_path)).server)
    assert finished(client, b"")["state"] == "refused"
    answer = upload(client)
    assert (answer.status_code, "på en time" in answer.json["message"]) == (429, True)


def test_the_folder_on_the_users_machine_is_not_kept(client, received):
    upload(client, name="../../etc/passwd")
    assert received[0][1] == "passwd"


@pytest.mark.parametrize("role", [Role.READER, Role.LEADER, Role.COMMITTEE])
def test_only_analysts_and_administrators_deliver(client, received, role):
    assert (upload(client, role=role).status_code, received) == (403, [])


def test_a_file_that_is_too_large_gets_a_sentence(sqlite_engine, received):
    client = client_of(create_app(sqlite_engine, proxy_settings(upload_limit_mb=1)).server)
    answer = upload_large(client, 1_000_001)
    assert (answer.status_code, received) == (413, [])
    assert "Grensen er 1 MB" in answer.json["message"]


def test_a_large_file_stays_in_memory(client, received, tmp_path, monkeypatch):
    """What is refused must not have been on a disk."""
    monkeypatch.setattr("tempfile.TemporaryFile", None)
    monkeypatch.setattr("tempfile.SpooledTemporaryFile", None)
    assert upload_large(client, 5_000_000).status_code == 202
    assert len(received[0][2]) == 5_000_000


@pytest.mark.parametrize(
    "address", ["/fil/serie.exe", "/fil/serie.pdf", "/fil/mal/egen.pdf", "/fil/mal/hemmelig.csv", "/fil/mal/../egen.csv"]
)
def test_only_the_files_that_there_are(client, address):
    assert client.get(address, headers=signed_in_as(Role.READER)).status_code == 404


@pytest.mark.parametrize("name", ["egen", "undersokelse", "enheter", "grupper"])
@pytest.mark.parametrize(("form", "mimetype", "magic"), [("csv", "text/csv", b"\xef\xbb\xbf"), ("xlsx", WORKBOOK, b"PK\x03\x04")])
def test_templates_are_fetched_as_files(client, name, form, mimetype, magic):
    answer = client.get(f"/fil/mal/{name}.{form}", headers=signed_in_as(Role.READER))
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=mal-{name}.{form}"
    assert answer.data.startswith(magic)


def test_a_series_that_does_not_exist_is_404_with_a_sentence(client):
    answer = client.get("/fil/serie.csv?indikator=<b>finnes-ikke</b>", headers=signed_in_as(Role.READER))
    assert answer.status_code == 404
    assert "Indikatoren «&lt;b&gt;finnes-ikke&lt;/b&gt;» finnes ikke" in answer.text


@pytest.mark.parametrize("name", ["sammenligning.csv", "sammenligning-trakt.svg"])
@pytest.mark.parametrize("blant", ["", "finnes-ikke"])
def test_a_comparison_that_does_not_exist_is_404_with_a_sentence(furnished_engine, tmp_path, name, blant):
    client = client_of(create_app(furnished_engine, proxy_settings(raw_folder=tmp_path)).server)
    answer = client.get(f"/fil/{name}?indikator=fall-med-skade&blant={blant}", headers=signed_in_as(Role.READER))
    assert answer.status_code == 404
    assert "Det finnes ingen slik sammenligning" in answer.text


def test_a_comparison_is_fetched_in_each_form(furnished_engine, tmp_path):
    rows = "indikator;kommunenr;periode;teller;nevner", *(f"fall-med-skade;39{n:02};2025-01;{n};{n}000" for n in (1, 3, 5, 7, 9))
    assert pipeline.load(furnished_engine, "fall.csv", "\n".join(rows).encode(), by="Kari").delivery == 1
    client = client_of(create_app(furnished_engine, proxy_settings(raw_folder=tmp_path)).server)
    forms = {".csv": b"\xef\xbb\xbf", ".xlsx": b"PK", "-prikker.svg": b"<svg", "-trakt.svg": b"<svg"}
    for form, magic in forms.items():
        address = f"/fil/sammenligning{form}?indikator=fall-med-skade&blant=places&omrade=3907&til=2025"
        answer = client.get(address, headers=signed_in_as(Role.ADMINISTRATOR))
        assert (answer.status_code, answer.data[: len(magic)]) == (200, magic)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=fall-med-skade-3907-omrader")


def test_a_series_is_fetched_in_each_form(furnished_engine, tmp_path):
    rows = "indikator;kommunenr;periode;teller;nevner", *(f"fall-med-skade;3911;2025-{month:02};{month};1000" for month in range(1, 13))
    assert pipeline.load(furnished_engine, "fall.csv", "\n".join(rows).encode(), by="Kari").delivery == 1
    client = client_of(create_app(furnished_engine, proxy_settings(raw_folder=tmp_path)).server)
    for form, magic in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("svg", b"<svg")):
        answer = client.get(f"/fil/serie.{form}?indikator=fall-med-skade&omrade=3911", headers=signed_in_as(Role.READER))
        assert (answer.status_code, answer.data[: len(magic)]) == (200, magic)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=fall-med-skade-3911.")
        assert answer.headers["Cache-Control"] == "no-store"

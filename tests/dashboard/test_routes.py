"""One file in, files out: the addresses that are not pages."""

from __future__ import annotations

import hashlib
import io
import json

import pytest

from dashboard.shell import create_app
from dashboard.usecases import deliveries
from db.terms import Outcome, Role
from etl.problems import LoadReport
from etl.setup import prepare
from tests.dashboard.requests import client_of, proxy_settings, signed_in_as

CONTENT = b"indikator;periode\n"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKSUM = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def furnished(sqlite_engine, tmp_path):
    """A client of a house with a small delivery."""
    prepare(sqlite_engine)
    app = create_app(sqlite_engine, proxy_settings(raw_folder=tmp_path))
    client = client_of(app.server)
    rows = "indikator;kommunenr;periode;teller;nevner", *(f"fall-med-skade;3911;2025-{month:02};{month};1000" for month in range(1, 13))
    content = "\n".join(rows).encode()
    stored = upload(client, content=content, step="publiser", sha256=hashlib.sha256(content).hexdigest())
    assert stored.json["outcome"] == "stored"
    return client


@pytest.fixture
def received(monkeypatch):
    """What reached the use case; it answers that all is well."""
    calls = []

    def receive(asker, name, content, **options):
        calls.append((asker.user.name, name, content, options))
        return LoadReport(name, "own", 7 if options["publish"] else None, Outcome.STORED, rows=1, detected={"layout": "own"})

    monkeypatch.setattr(deliveries, "receive", receive)
    return calls


def upload(client, role=Role.ANALYST, content=CONTENT, name="fall.csv", **fields):
    headers = signed_in_as(role) | {"X-Requested-With": "XMLHttpRequest"}
    return client.post("/opplasting", headers=headers, data={"file": (io.BytesIO(content), name), **fields})


def upload_large(client, size):
    """The body as a browser writes it; Flask's own test client would put a large one on the disk."""
    body = b"--x\r\n" + b'Content-Disposition: form-data; name="file"; filename="fall.csv"\r\n\r\n' + b"x" * size + b"\r\n--x--\r\n"
    headers = signed_in_as(Role.ANALYST) | {"X-Requested-With": "XMLHttpRequest"}
    return client.post("/opplasting", headers=headers, data=body, content_type="multipart/form-data; boundary=x")


def test_a_file_is_checked_and_its_checksum_is_told(client, received):
    answer = upload(client, answers=json.dumps({"decimal_sign": "komma"}))
    assert answer.status_code == 200
    assert (answer.json["outcome"], answer.json["sha256"], answer.json["detected"]) == ("stored", CHECKSUM, {"layout": "own"})
    assert received == [("Kari Lærdal", "fall.csv", CONTENT, {"answers": {"decimal_sign": "komma"}, "publish": False})]


def test_the_file_that_was_checked_is_published(client, received):
    assert upload(client, step="publiser", sha256=CHECKSUM).json["delivery"] == 7
    assert received[0][3]["publish"] is True


@pytest.mark.parametrize("sha256", ["", "0" * 64, None])
def test_a_file_that_changed_since_the_check_is_not_published(client, received, sha256):
    answer = upload(client, step="publiser", **({"sha256": sha256} if sha256 is not None else {}))
    assert (answer.status_code, received) == (409, [])
    assert "endret" in answer.json["message"]


@pytest.mark.parametrize(
    "fields",
    [{"step": "slett"}, {"answers": "["}, {"answers": "[]"}, {"answers": '{"a": 1}'}, {"answers": "[" * 100_000}, {"name": ""}],
    ids=lambda fields: str(fields)[:30],
)  # fmt: skip
def test_fields_that_make_no_sense_are_refused(client, received, fields):
    assert (upload(client, **fields).status_code, received) == (400, [])


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
    assert upload_large(client, 5_000_000).status_code == 200
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
def test_a_comparison_that_does_not_exist_is_404_with_a_sentence(furnished, name, blant):
    answer = furnished.get(f"/fil/{name}?indikator=fall-med-skade&blant={blant}", headers=signed_in_as(Role.READER))
    assert answer.status_code == 404
    assert "Det finnes ingen slik sammenligning" in answer.text


def test_a_comparison_is_fetched_in_each_form(furnished):
    rows = "indikator;kommunenr;periode;teller;nevner", *(f"fall-med-skade;39{n:02};2025-01;{n};{n}000" for n in (1, 3, 5, 7, 9))
    content = "\n".join(rows).encode()
    upload(furnished, content=content, step="publiser", sha256=hashlib.sha256(content).hexdigest())
    forms = {".csv": b"\xef\xbb\xbf", ".xlsx": b"PK", "-prikker.svg": b"<svg", "-trakt.svg": b"<svg"}
    for form, magic in forms.items():
        address = f"/fil/sammenligning{form}?indikator=fall-med-skade&blant=places&omrade=3907&til=2025"
        answer = furnished.get(address, headers=signed_in_as(Role.ADMINISTRATOR))
        assert (answer.status_code, answer.data[: len(magic)]) == (200, magic)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=fall-med-skade-3907-omrader")


def test_a_series_is_fetched_in_each_form(furnished):
    for form, magic in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("svg", b"<svg")):
        answer = furnished.get(f"/fil/serie.{form}?indikator=fall-med-skade&omrade=3911", headers=signed_in_as(Role.READER))
        assert (answer.status_code, answer.data[: len(magic)]) == (200, magic)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=fall-med-skade-3911.")
        assert answer.headers["Cache-Control"] == "no-store"

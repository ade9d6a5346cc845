"""Errors stand where they arose, in calm words, and tell nothing that is not the reader's."""

import json
import logging
import re

import pytest

from dashboard import text
from dashboard.auth import NotFound
from dashboard.logs import log_to
from db.engine import DatabaseUnusable
from db.terms import Role
from tests.dashboard.guarded_callbacks import CANARY
from tests.dashboard.requests import ask, body_for, key_of
from tests.source_code import called, modules, text_pattern


@pytest.mark.parametrize(
    ("kind", "told"), [("forbidden", "rollen leder"), ("not_found", "kjenner ikke"), ("database", "Databasen"), ("fault", "feilkode")]
)
def test_an_error_becomes_a_calm_notice_where_it_arose(app, client, kind, told, capfd):
    answer = ask(client, body_for(app, key_of(app, "figur"), kind), Role.READER)
    assert answer.status_code == 200
    assert list(answer.json["response"]) == ["feil"]
    assert told in json.dumps(answer.json, ensure_ascii=False)
    for hidden in (CANARY, "Traceback", "hemmelig.sqlite3", "ValueError"):
        assert hidden not in answer.text


def test_logs_are_lines_of_json_without_what_the_error_quotes(app, client, capfd):
    log_to()
    try:
        ask(client, body_for(app, key_of(app, "figur"), "fault"), Role.READER)
        ask(client, {"output": "finnes.ikke"}, Role.READER)
    finally:
        logging.getLogger().handlers = []
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["error", "refused"]
    assert lines[0]["error"]["type"] == "ValueError"
    assert CANARY not in json.dumps(lines)


def test_every_refusal_in_the_code_has_a_sentence():
    calls = [call for module in modules("dashboard") for call in module.calls("NotFound", "Forbidden", "WrongUse") if call.args]
    codes = {(called(call), code) for call in calls if (code := text_pattern(call.args[0]))}
    assert [code.pattern for kind, code in codes if not any(map(code.fullmatch, _said_of(kind)))] == []


def _said_of(kind: str) -> list[str]:
    """The codes that have a sentence."""
    begins = "usage." if kind == "WrongUse" else "refusal."
    return [key.removeprefix(begins) for key in text.keys() if key.startswith(begins)]


def test_every_way_a_database_can_be_unusable_has_a_sentence():
    codes = set(re.findall(r"[a-z_]+", DatabaseUnusable.__doc__.split("Codes:")[1]))
    assert [code for code in codes if f"database.{code}" not in text.keys()] == []


def test_a_long_word_is_quoted_in_part():
    assert len(NotFound("unknown_indicator", found="x" * 10_000).sentence) < 300

"""No page reads the table of observations from end to end, on either database: each statement is explained as it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dash
import pytest
from dash import Dash
from sqlalchemy import Connection, Engine, event, text

from dashboard.settings import Settings
from dashboard.shell import create_app
from dashboard.usecases.example_story import tell_story
from db.engine import reading, writing
from db.terms import Role
from etl.setup import load_examples
from tests.bench.national import Size, fill
from tests.dashboard.requests import ask, body_for, client_of, proxy_settings, server_callbacks

FILLING = Size(200, 64, 4)  # so many other indicators and places that to read all of them is never the shortest way
PAGES = "_pages_location"
NAMED = {"indicator": "fall-med-skade", "number": "2", "strategy": "1", "rest": "1"}
ASKED_BY = {Role.ADMINISTRATOR: "?omrade=SYK-01", Role.READER: "?tjeneste=sykehjem"}


@pytest.fixture
def told(engine: Engine, tmp_path: Path) -> Engine:
    """A house with the example and its story, in which most of the observations are of others."""
    fill(engine, FILLING)
    load_examples(engine, "Kari", tmp_path / "raw")
    tell_story(engine, Settings(raw_folder=tmp_path / "raw"))
    with writing(engine) as session:
        session.execute(text("ANALYZE"))
    return engine


def test_no_page_reads_all_observations(told: Engine):
    app = create_app(told, proxy_settings())
    with statements(told) as sent:
        asked = [(key, values, role) for role, search in ASKED_BY.items() for key, values in _arrivals(app, search)]
        for key, values, role in asked:
            ask(client_of(app.server), body_for(app, key, *values), role)
    assert len({key for key, *_ in asked}) > 25
    assert len(sent) > 15
    with reading(told) as session:
        scans = [statement for statement in sent.items() if EXPLAINED[told.dialect.name](session.connection(), *statement)]
    assert scans == []


@contextmanager
def statements(engine: Engine) -> Iterator[dict[str, Any]]:
    """Every SELECT of observations, with parameters that it was once sent with."""
    seen: dict[str, Any] = {}

    def note(_connection, _cursor, statement: str, parameters: Any, _context, _many) -> None:
        if statement.startswith(("SELECT", "WITH")) and "observation" in statement:
            seen.setdefault(statement, parameters)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def _arrivals(app: Dash, search: str) -> Iterator[tuple[str, list[str | None]]]:
    """The callbacks that the browser calls when it comes to their page, and what it sends them; not those that wait for a button."""
    for key, entry in server_callbacks(app.callback_map).items():
        page = dash.page_registry.get(entry["callback"].__module__)
        if page is not None and entry["inputs"][0]["id"] == PAGES:
            known = {"pathname": re.sub(r"<(\w+)>", lambda hit: NAMED[hit[1]], page["path_template"] or page["path"]), "search": search}
            yield key, [known.get(each["property"]) if each["id"] == PAGES else None for each in entry["inputs"]]


def _scans_on_sqlite(connection: Connection, statement: str, parameters: Any) -> bool:
    names = "|".join({"observation", *re.findall(r"observation AS (\w+)", statement)})
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return any(re.match(rf"SCAN ({names})\b", row.detail) for row in plan)


def _scans_on_postgres(connection: Connection, statement: str, parameters: Any) -> bool:
    ((plans,),) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    return any(_reads_all(node) for plan in plans for node in _nodes(plan["Plan"]))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _reads_all(node: dict[str, Any]) -> bool:
    is_of_rows = node.get("Relation Name") == "observation" and node["Node Type"] != "Bitmap Heap Scan"
    return (is_of_rows or node["Node Type"] == "Bitmap Index Scan") and "Index Cond" not in node


EXPLAINED = {"sqlite": _scans_on_sqlite, "postgresql": _scans_on_postgres}

"""What the database itself refuses, whoever asks: each constraint is broken once, on both databases."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, column, inspect, table
from sqlalchemy.exc import IntegrityError

from db.engine import reading, writing
from db.models import Base
from tests.db import rows_of_figures, rows_of_goals, rows_of_learning, rows_of_meetings, rows_of_the_year

NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "invited")
WORD = re.compile(r"\w+")

SUBJECTS = (rows_of_figures, rows_of_goals, rows_of_the_year, rows_of_meetings, rows_of_learning)


def of_all(name: str) -> dict[Any, Any]:
    """What the subjects have under this name, put together."""
    return {key: held for subject in SUBJECTS for key, held in getattr(subject, name).items()}


ROWS = of_all("ROWS")  # one row of each table, in the order in which they may be written
MORE = of_all("MORE")  # more rows of a table, written right after its first: what is changed in that one
OTHER = of_all("OTHER")  # a second row that would be allowed, but for the one thing that each test below changes
CHECKS = of_all("CHECKS")  # for each rule, the changes that break it and no other
UNIQUE = of_all("UNIQUE")  # for each unique key, the change that makes the other row stand in another's place
BESIDE = of_all("BESIDE")  # what has to go with a reference, so that no other rule is broken before it


def put(connection: Connection, name: str, row: dict[str, Any]) -> None:
    """Without the models' types, which would refuse some rows before the database is asked."""
    connection.execute(table(name, *map(column, row)).insert().values(row))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as session:
        connection = session.connection()
        for name, row in ROWS.items():
            for change in ({}, *MORE.get(name, ())):
                put(connection, name, row | change)
    return engine


def table_of(constraint: str) -> str:
    return max((name for name in ROWS if constraint.split("_", 1)[1].startswith(name)), key=len)


def answer(engine: Engine, name: str, change: dict[str, Any]) -> str:
    """What the database says to the other row of a table with a change; "taken" if it takes it."""
    try:
        with writing(engine) as session:
            put(session.connection(), name, ROWS[name] | OTHER[name] | change)
            session.rollback()
    except IntegrityError as error:
        return str(error.orig)
    return "taken"


def named(engine: Engine, key: str, otherwise: str) -> str:
    """How a refusal names its key: PostgreSQL in so many words, SQLite only by its kind."""
    return otherwise if engine.dialect.name == "sqlite" else f'"{key}"'


def test_the_other_row_alone_is_taken(filled: Engine):
    assert {name: answer(filled, name, {}) for name in ROWS} == dict.fromkeys(ROWS, "taken")


def test_each_rule_is_held(filled: Engine):
    tried = [(rule, change, answer(filled, table_of(rule), change)) for rule, changes in CHECKS.items() for change in changes]
    # As a whole word: some rules are named as the beginning of another.
    assert [found for found in tried if found[0] not in WORD.findall(found[2])] == []


def test_each_rule_of_the_database_is_tried_here(engine: Engine):
    with reading(engine) as session:
        rules = [rule for name in ROWS for rule in inspect(session.connection()).get_check_constraints(name)]
    assert {rule["name"] for rule in rules} == set(CHECKS)


def test_not_a_number_is_no_number(filled: Engine):
    """PostgreSQL knows NaN and refuses it; SQLite stores nothing in its place, which only a value may not be."""
    answers = {name: answer(filled, "observation", {name: float("nan")}) for name in NUMBERS}
    refused = {name for name, said in answers.items() if "ck_observation_" in said}
    assert refused == ({"value"} if filled.dialect.name == "sqlite" else set(NUMBERS))


def test_nothing_stands_twice(filled: Engine):
    answers = {key: answer(filled, table_of(key), change) for key, change in UNIQUE.items()}
    assert [key for key, said in answers.items() if named(filled, key, otherwise="UNIQUE") not in said] == []


def test_each_unique_key_is_tried_here(sqlite_engine: Engine):
    indexes = {index.name for found in Base.metadata.sorted_tables for index in found.indexes if index.unique}
    with reading(sqlite_engine) as session:
        declared = [rule for name in ROWS for rule in inspect(session.connection()).get_unique_constraints(name)]
    assert indexes | {rule["name"] for rule in declared} == set(UNIQUE)


def test_a_key_stands_once(filled: Engine):
    keys = {name: {each.name: ROWS[name][each.name] for each in Base.metadata.tables[name].primary_key} for name in ROWS}
    answers = {name: answer(filled, name, key) for name, key in keys.items()}
    assert [name for name, said in answers.items() if "unique" not in said.lower()] == []


def test_what_is_pointed_at_exists(filled: Engine):
    for name, found in Base.metadata.tables.items():
        for reference, key in ((key.parent, str(key.constraint.name)) for key in found.foreign_keys):
            nowhere = {reference.name: 99 if reference.type.python_type is int else "finnes-ikke"}
            said = answer(filled, name, nowhere | BESIDE.get((name, reference.name), {}))
            assert named(filled, key, otherwise="FOREIGN KEY") in said, key


def numbers_itself(name: str, column_name: str) -> bool:
    """SQLite fills in a key that is one whole number."""
    (first, *rest) = Base.metadata.tables[name].primary_key
    return not rest and first.name == column_name and first.type.python_type is int


def test_what_is_needed_is_there(filled: Engine):
    needed = [(name, each.name) for name, found in Base.metadata.tables.items() for each in found.columns if not each.nullable]
    if filled.dialect.name == "sqlite":
        needed = [each for each in needed if not numbers_itself(*each)]
    assert [each for each in needed if "null" not in answer(filled, each[0], {each[1]: None}).lower()] == []


def test_what_is_pointed_at_stays(filled: Engine):
    pointed_at = {key.column.table for found in Base.metadata.tables.values() for key in found.foreign_keys}
    for found in pointed_at:
        with pytest.raises(IntegrityError), writing(filled) as session:
            session.connection().execute(found.delete())


def test_all_tables_take_part():
    assert set(ROWS) == set(OTHER) == set(Base.metadata.tables)


def test_a_place_that_is_taken_back_is_free_again(filled: Engine):
    """The same content may be delivered again after an undo, and a key whose row is superseded may have another."""
    with writing(filled) as session:
        connection = session.connection()
        undone = {"number": 2, "undone_version": 3, "sha256": "d" * 64}
        put(connection, "delivery", ROWS["delivery"] | undone)
        put(connection, "version", ROWS["version"] | {"number": 5})
        put(connection, "delivery", ROWS["delivery"] | {"number": 5, "sha256": "d" * 64})
        put(connection, "observation", ROWS["observation"] | {"period": "2024-M03", "superseded_by": 2})
        put(connection, "observation", ROWS["observation"] | {"period": "2024-M03", "since": 2})
        level = ROWS["new_level"] | {"period": "2024-M05"}
        put(connection, "new_level", level | {"id": 2, "taken_back_version": 2, "taken_back_why": "feil måned"})
        put(connection, "new_level", level | {"id": 3})


def test_what_has_no_key_of_its_own_may_stand_many_times(filled: Engine):
    """Items that somebody wrote come from no proposal, and the municipality's own duties and requirements from no file."""
    for name, own in (("agenda_item", {"kind": "own", "about": None}), ("duty", {"file_id": None}), ("requirement", {"file_id": None})):
        with writing(filled) as session:
            for number in (2, 3):
                put(session.connection(), name, ROWS[name] | own | {"id": number})

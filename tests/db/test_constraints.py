"""What the database itself refuses, whoever asks: each constraint is broken once, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, column, inspect, table
from sqlalchemy.exc import IntegrityError

from db.engine import reading, writing
from db.models import Base

NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "invited")
MOMENT, DAY, CHECKSUM = "2026-03-04 09:15:00", "2024-01-01", "a" * 64

# One row of each table, in the order in which they may be written.
ROWS: dict[str, dict[str, Any]] = {
    "source": {"id": "own", "name": "Egne tall", "licence": "egne"},
    "service_area": {"id": "sykehjem", "name": "Sykehjem", "position": 1},
    "goal": {"id": "fewer_harms", "name": "Færre skader", "position": 1},
    "area": {"code": "3911", "name": "Færder", "type": "municipality", "is_fictional": False, "parent": None, "service_area": None},
    "area_succession": {"predecessor": "3811", "successor": "3911", "happened_on": DAY, "change": "renumbered"},
    "area_group_member": {"group_code": "3811", "member": "3911", "year": 2024},
    "indicator": {"id": "fall", "name": "Fall", "service_area": "sykehjem", "goal": "fewer_harms", "type": "outcome", "source": "own"}
    | {"source_key": "fall", "kind": "rate", "unit": "per_1000", "direction": "lower_is_better", "frequency": "month"}
    | {"decimals": 1, "small_number_limit": 5, "state": "approved"},
    "target": {"id": 1, "indicator": "fall", "area": "3911", "level": "ambition", "value": 2, "valid_from": DAY, "source": "Plan"},
    "indicator_mark": {"id": 1, "indicator": "fall", "area": "3911", "period": "2024-M03", "kind": "note", "text": "Nytt bygg"},
    "version": {"number": 1, "created_at": MOMENT, "created_by": "Kari"},
    "delivery": {"number": 1, "source": "own", "layout": "own", "file_name": "tall.csv", "sha256": CHECKSUM, "answers": "{}"}
    | {"received_at": MOMENT, "received_by": "Kari", "rows": 1, "undone_version": None},
    "observation": {"indicator": "fall", "area": "3911", "breakdown": "", "period": "2024-M01", "since": 1, "delivery": 1}
    | {"superseded_by": None, "value": 5, "status": "normal"},
    "reversal": {"version": 2, "delivery": 1, "kind": "undo", "reason": "feil fil"},
    "upload": {"id": "1f0c", "created_by": "Kari", "created_at": MOMENT, "changed_at": MOMENT, "state": "checked", "progress": 0}
    | {"file_name": "tall.csv", "sha256": CHECKSUM, "answers": "{}"},
}

# A second row that would be allowed, but for the one thing that each test below changes.
OTHER: dict[str, dict[str, Any]] = {
    "source": {"id": "ssb"},
    "service_area": {"id": "legevakt"},
    "goal": {"id": "safety_culture"},
    "area": {"code": "4601"},
    "area_succession": {"successor": "0729"},
    "area_group_member": {"year": 2025},
    "indicator": {"id": "trykksår", "source_key": "trykksår"},
    "target": {"id": 2, "valid_from": "2025-01-01"},
    "indicator_mark": {"id": 2, "period": "2024-M04"},
    "version": {"number": 4},
    "delivery": {"number": 2, "sha256": "b" * 64},
    "observation": {"period": "2024-M02"},
    "reversal": {"version": 3, "kind": "redo"},
    "upload": {"id": "2e1d"},
}

CHECKS: dict[str, list[dict[str, Any]]] = {
    "ck_goal_goal": [{"id": "more_harms"}],
    "ck_area_code": [{"code": ""}],
    "ck_area_areatype": [{"type": "planet"}],
    "ck_area_validity": [{"valid_from": "2024-01-01", "valid_to": "2023-12-31"}],
    "ck_area_succession_change": [{"change": "vanished"}],
    "ck_indicator_id": [{"id": ""}],
    "ck_indicator_indicatortype": [{"type": "feeling"}],
    "ck_indicator_kind": [{"kind": "guess"}],
    "ck_indicator_direction": [{"direction": "sideways"}],
    "ck_indicator_frequency": [{"frequency": "week"}],
    "ck_indicator_indicatorstate": [{"state": "unknown"}],
    "ck_indicator_decimals": [{"decimals": -1}, {"decimals": 7}],
    "ck_indicator_small_number_limit": [{"small_number_limit": -1}],
    "ck_indicator_publication_month": [{"publication_month": 0}, {"publication_month": 13}],
    "ck_indicator_fixedchart": [{"chart": "pie"}],
    "ck_indicator_overlap": [{"overlap": "sideways"}],
    "ck_indicator_baseline": [{"baseline": 11}],
    "ck_indicator_mark_period": [{"period": text} for text in ("mars 2024", "2024-05", "2024-13-01")],
    "ck_indicator_mark_markkind": [{"kind": "guess"}],
    "ck_indicator_mark_text": [{"text": ""}],
    "ck_indicator_mark_decided": [{"kind": "rebase"}],
    "ck_target_targetlevel": [{"level": "dream"}],
    "ck_target_validity": [{"valid_from": "2024-02-01", "valid_to": "2024-01-31"}],
    "ck_delivery_rows": [{"rows": -1}],
    "ck_delivery_undone_later": [{"undone_version": 1}],
    "ck_reversal_later": [{"delivery": 3}],
    "ck_reversal_reason": [{"reason": ""}],
    "ck_reversal_reversalkind": [{"kind": "perhaps"}],
    "ck_upload_id": [{"id": ""}],
    "ck_upload_uploadstate": [{"state": "perhaps"}],
    "ck_upload_progress": [{"progress": -1}, {"progress": 101}],
    "ck_upload_changed": [{"changed_at": "2026-03-04 09:14:59"}],
    "ck_upload_scheduled": [{"state": "scheduled"}],
    "ck_upload_published": [{"state": "published"}, {"delivery": 1}],
    "ck_observation_status": [{"status": "perhaps", "value": None}],
    "ck_observation_value_or_reason": [{"value": None}, {"status": "missing"}],
    "ck_observation_value": [{"value": 2e15}, {"value": float("inf")}, {"value": float("-inf")}],
    "ck_observation_numerator": [{"numerator": -1}, {"numerator": float("inf")}],
    "ck_observation_denominator": [{"denominator": 0}, {"denominator": -1}, {"denominator": float("inf")}],
    "ck_observation_lower": [{"lower": float("-inf")}],
    "ck_observation_upper": [{"upper": float("inf")}],
    "ck_observation_invited": [{"invited": -1}],
    "ck_observation_period": [
        *({"period": text} for text in ("", "24", "2024-", "2024-T4", "2024-T0", "2024-Q5", "2024-M13", "2024-M00", "2024-M1", "2024-05")),
        *({"period": text} for text in ("2024-T", "24-1-M01", "0999", "2024M05", "2024-W01", "2024-t1", "mars-M01")),
        *(
            {"period": text}
            for text in ("2024-13-01", "2024-00-10", "2024-05-32", "2024-05-00", "2024/05/13", "2024-05/13", "2024-05-1x", "2024-0x-13")
        ),
    ],
    "ck_observation_since": [{"delivery": 2}],
    "ck_observation_superseded": [{"superseded_by": 1}],
}

UNIQUE: dict[str, dict[str, Any]] = {
    "uq_indicator_source_source_key": {"source_key": "fall"},
    "uq_delivery_content": {"sha256": CHECKSUM},
    "uq_observation_current": {"period": "2024-M01", "since": 2},
    "uq_target_level": {"valid_from": DAY},
    "uq_target_level_everywhere": {"valid_from": "2023-01-01", "area": None},
    "uq_indicator_mark_kind": {"period": "2024-M03"},
    "uq_indicator_mark_kind_everywhere": {"period": "2023-M01", "area": None},
}


# What has to go with a reference, so that no other rule is broken before it.
BESIDE = {
    ("observation", "delivery"): {"since": 99},
    ("reversal", "delivery"): {"delivery": 2},
    ("upload", "delivery"): {"state": "published"},
}


def put(connection: Connection, name: str, row: dict[str, Any]) -> None:
    """Without the models' types, which would refuse some rows before the database is asked."""
    connection.execute(table(name, *map(column, row)).insert().values(row))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as session:
        connection = session.connection()
        for name, row in ROWS.items():
            if name == "area_succession":
                put(connection, "area", ROWS["area"] | {"code": "3811"})
                put(connection, "area", ROWS["area"] | {"code": "0729"})
            put(connection, name, row)
            if name == "version":
                for number in (2, 3):
                    put(connection, "version", row | {"number": number})
        put(connection, "delivery", ROWS["delivery"] | {"number": 3, "sha256": "c" * 64})
        put(connection, "target", ROWS["target"] | {"id": 9, "area": None, "valid_from": "2023-01-01"})
        put(connection, "indicator_mark", ROWS["indicator_mark"] | {"id": 9, "area": None, "period": "2023-M01"})
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


def test_the_other_row_alone_is_taken(filled: Engine):
    assert {name: answer(filled, name, {}) for name in ROWS} == dict.fromkeys(ROWS, "taken")


def test_each_rule_is_held(filled: Engine):
    tried = [(rule, change, answer(filled, table_of(rule), change)) for rule, changes in CHECKS.items() for change in changes]
    assert [found for found in tried if found[0] not in found[2]] == []


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
    assert [key for key, said in answers.items() if "unique" not in said.lower()] == []


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
        for reference in (key.parent for key in found.foreign_keys):
            nowhere = {reference.name: 99 if reference.type.python_type is int else "finnes-ikke"}
            said = answer(filled, name, nowhere | BESIDE.get((name, reference.name), {}))
            assert "foreign key" in said.lower(), (name, reference.name)


def test_what_is_needed_is_there(filled: Engine):
    needed = [(name, each.name) for name, found in Base.metadata.tables.items() for each in found.columns if not each.nullable]
    if filled.dialect.name == "sqlite":  # a single integer key numbers itself there
        needed = [
            each
            for each in needed
            if each
            not in {("target", "id"), ("indicator_mark", "id"), ("version", "number"), ("delivery", "number"), ("reversal", "version")}
        ]
    assert [each for each in needed if "null" not in answer(filled, each[0], {each[1]: None}).lower()] == []


def test_what_is_pointed_at_stays(filled: Engine):
    for name in ("source", "service_area", "goal", "area", "indicator", "version", "delivery"):
        with pytest.raises(IntegrityError), writing(filled) as session:
            session.connection().execute(Base.metadata.tables[name].delete())


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

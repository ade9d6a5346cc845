"""Observations can be spread over machines by area: nothing that the database must keep unique or whole needs two areas at once."""

from __future__ import annotations

import re

from sqlalchemy import Engine, UniqueConstraint, inspect

from db.models import Observation
from db.models.table import Base
from tests.source_code import ROOT

KEY = "area"
TABLE = Observation.__table__


def test_the_area_is_part_of_the_primary_key_and_of_all_that_is_unique():
    unique = [index.columns.keys() for index in TABLE.indexes if index.unique]
    unique += [rule.columns.keys() for rule in TABLE.constraints if isinstance(rule, UniqueConstraint)]
    assert unique
    assert [columns for columns in (TABLE.primary_key.columns.keys(), *unique) if KEY not in columns] == []


def test_so_it_is_in_the_database_itself(engine: Engine):
    found = inspect(engine)
    assert KEY in found.get_pk_constraint("observation")["constrained_columns"]
    unique = [index["column_names"] for index in found.get_indexes("observation") if index["unique"]]
    assert unique
    assert all(KEY in columns for columns in unique)
    assert found.get_unique_constraints("observation") == []


def test_no_table_points_at_an_observation():
    """A key from another table would have to carry the area too, and be spread with it."""
    assert [table.name for table in Base.metadata.tables.values() for key in table.foreign_keys if key.column.table is TABLE] == []


def test_the_readme_names_every_table_that_observations_point_at():
    named = re.findall(r"create_reference_table\('([a-z_]+)'\)", (ROOT / "README.md").read_text("utf-8"))
    for position, name in enumerate(named):
        needed = {key.column.table.name for key in Base.metadata.tables[name].foreign_keys} - {name}
        assert needed <= set(named[:position])
    assert {key.column.table.name for key in TABLE.foreign_keys} <= set(named)

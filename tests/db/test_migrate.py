"""The schema goes up and down on a filled database, and is what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, Table, text
from sqlalchemy.exc import IntegrityError

from db import migrate
from db.engine import DatabaseUnusable, make_engine, reading, writing
from db.models import Base, Indicator
from db.models.table import UtcMoment
from db.terms import Frequency
from tests.db.whole_database import TABLES, content, definitions, fill, rows_as_stored, tables_in

BOTH = pytest.mark.parametrize("empty_url", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def test_a_migrated_database_stands_at_the_newest_revision(engine: Engine):
    current, newest = migrate.status(engine)
    assert current == newest
    migrate.require_head(engine)


@BOTH
def test_an_empty_database_stands_at_no_revision(empty_engine: Engine):
    current, newest = migrate.status(empty_engine)
    assert (current, bool(newest)) == (None, True)
    with pytest.raises(DatabaseUnusable) as raised:
        migrate.require_head(empty_engine)
    assert raised.value.code == "schema_missing"


def test_upgrading_makes_the_file_and_its_folder(tmp_path: Path):
    path = tmp_path / "var" / "tavle.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    migrate.require_head(engine)
    engine.dispose()


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path):
    (tmp_path / "var").write_text("")
    with pytest.raises(DatabaseUnusable) as raised:
        migrate.upgrade(make_engine(f"sqlite:///{tmp_path / 'var' / 'tavle.sqlite3'}"))
    assert raised.value.code == "missing"


def test_upgrading_again_changes_nothing(engine: Engine):
    fill(engine)
    before = content(engine)
    assert all(before.values())
    migrate.upgrade(engine)
    assert content(engine) == before


def test_down_to_nothing_and_up_again(engine: Engine):
    fill(engine)
    before = definitions(engine)
    migrate.downgrade(engine, "base")
    assert tables_in(engine) == {"alembic_version"}
    assert migrate.status(engine)[0] is None
    migrate.upgrade(engine)
    assert definitions(engine) == before
    assert not any(content(engine).values())
    fill(engine)


def test_every_later_revision_keeps_what_is_stored(engine: Engine):
    """From the newest to the first: one step down and up again; rows of tables that the step leaves are the same."""
    fill(engine)
    for revision in ScriptDirectory.from_config(migrate._config()).walk_revisions():
        if revision.down_revision is None:
            continue
        before = rows_as_stored(engine)
        migrate.downgrade(engine, str(revision.down_revision))
        kept = rows_as_stored(engine).keys() & before.keys()
        migrate.upgrade(engine, revision.revision)
        after = rows_as_stored(engine)
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
        migrate.downgrade(engine, str(revision.down_revision))


def test_a_revision_that_would_lose_figures_is_refused_and_changes_nothing(engine: Engine):
    fill(engine)
    with writing(engine) as session:
        session.get(Indicator, "fall-med-skade").frequency = Frequency.DAY
        session.execute(text("UPDATE observation SET period = '2024-05-13' WHERE period = '2024-M01'"))
    before, stood = content(engine), migrate.status(engine)
    with pytest.raises(IntegrityError, match=r"ck_indicator_frequency|ck_observation_period"):
        migrate.downgrade(engine, "0001")
    assert (content(engine), migrate.status(engine)) == (before, stood)


def test_an_undo_is_kept_by_the_schema_that_had_room_for_one_only(engine: Engine):
    fill(engine)
    before = content(engine, {"reversal", "version"})
    migrate.downgrade(engine, "0003")
    with reading(engine) as session:
        found = session.execute(text("SELECT undone_version, undone_by, undone_reason FROM delivery WHERE undone_at IS NOT NULL")).all()
    assert found == [(3, "Kari", "feil fil")]
    migrate.upgrade(engine)
    assert content(engine, {"reversal", "version"}) == before


def test_models_and_migrations_agree(engine: Engine):
    with reading(engine) as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


@BOTH
def test_models_and_migrations_agree_to_the_letter(empty_engine: Engine, request: pytest.FixtureRequest):
    """Alembic does not compare checks and conditions of indexes; the databases' own words do."""
    if empty_engine.dialect.name == "sqlite":
        Path(empty_engine.url.database).touch()
    with writing(empty_engine) as session:
        Base.metadata.create_all(session.connection())
    migrated = request.getfixturevalue("sqlite_engine" if empty_engine.dialect.name == "sqlite" else "postgres_engine")
    assert definitions(empty_engine) == definitions(migrated)


REBUILDS_A_PARENT = '''
"""Let areas have no name; SQLite can only make another table and drop the one that others point at."""
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", "{newest}", None, None
def upgrade():
    with op.batch_alter_table("area") as batch:
        batch.alter_column("name", nullable=True)
def downgrade():
    with op.batch_alter_table("area") as batch:
        batch.alter_column("name", nullable=False)
'''
FAILS_HALFWAY = '''
"""Fail after the first half."""
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9001", "{newest}", None, None
def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer()))
    op.execute("DELETE FROM observation")
    op.execute("SELECT nothing FROM nowhere")
'''
LOSES_A_PARENT = '''
"""Leave observations of an area that is no longer there."""
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", "{newest}", None, None
def upgrade():
    op.execute("DELETE FROM area WHERE code = '3811'")
'''


@pytest.fixture
def next_revision(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision after the newest one, for this test alone."""
    newest = ScriptDirectory.from_config(migrate._config()).get_current_head()
    (tmp_path / "9001_next.py").write_text(request.param.replace("{newest}", str(newest)))
    monkeypatch.setattr(migrate, "REVISIONS", [*migrate.REVISIONS, tmp_path])


@pytest.mark.parametrize("next_revision", [REBUILDS_A_PARENT], indirect=True, ids=["rebuilds"])
def test_rebuilding_a_table_does_not_empty_those_that_point_at_it(engine: Engine, next_revision: None):
    fill(engine)
    before = content(engine)
    migrate.upgrade(engine)
    assert content(engine) == before
    migrate.downgrade(engine, "-1")
    assert content(engine) == before


@pytest.mark.parametrize("next_revision", [FAILS_HALFWAY, LOSES_A_PARENT], indirect=True, ids=["fails", "loses"])
def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine, next_revision: None):
    fill(engine)
    before, stood = content(engine), migrate.status(engine)
    with pytest.raises(Exception, match=r"nowhere|schema_missing|damaged|violates foreign key"):
        migrate.upgrade(engine)
    assert content(engine) == before
    assert tables_in(engine) == TABLES | {"alembic_version"}
    assert migrate.status(engine)[0] == stood[0]


@pytest.mark.parametrize("next_revision", [REBUILDS_A_PARENT], indirect=True, ids=["newer"])
def test_an_older_schema_is_said(engine: Engine, next_revision: None):
    with pytest.raises(DatabaseUnusable) as raised:
        migrate.require_head(engine)
    assert raised.value.code == "schema_old"


def test_a_schema_from_a_newer_program_is_said(engine: Engine):
    with writing(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'fra-fremtiden'"))
    with pytest.raises(DatabaseUnusable) as raised:
        migrate.require_head(engine)
    assert (raised.value.code, raised.value.found) == ("schema_unknown", "fra-fremtiden")


def test_a_new_revision_is_drafted_from_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_engine: Engine):
    monkeypatch.setattr(migrate, "REVISIONS", [*migrate.REVISIONS, tmp_path])
    added = Table("remark", Base.metadata, Column("id", Integer, primary_key=True), Column("at", UtcMoment()))
    try:
        written = migrate.draft("Keep remarks", tmp_path)
    finally:
        Base.metadata.remove(added)
    assert "sa.Column('at', sa.DateTime()" in written.read_text()
    migrate.upgrade(sqlite_engine)
    assert tables_in(sqlite_engine) == TABLES | {"alembic_version", "remark"}


def test_foreign_keys_are_on_again_after_a_migration(sqlite_engine: Engine):
    migrate.upgrade(sqlite_engine)
    with writing(sqlite_engine) as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1

"""The schema's history: bring it up, take it down, say where it stands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from db.engine import DatabaseUnusable, make_engine, reading, translated

FOLDER = Path(__file__).parent / "migrations"
REVISIONS = [FOLDER / "versions"]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a revision, the newest unless told otherwise; a SQLite file is made where none is."""
    if engine.dialect.name == "sqlite":
        _make_file(Path(engine.url.database or ""))
    _migrate(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema down to a revision ("base" = nothing left), and with it what stood in the tables that go."""
    _migrate(engine, command.downgrade, revision)


def status(engine: Engine) -> tuple[str | None, str]:
    """The revision the database stands at (None = empty, or a SQLite file that is not there yet), and the newest one."""
    newest = _scripts().get_current_head() or ""
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        return None, newest
    with reading(engine) as session:
        return MigrationContext.configure(session.connection()).get_current_revision(), newest


def require_head(engine: Engine) -> None:
    """Raise DatabaseUnusable unless the schema is the one this program was written for."""
    current, head = status(engine)
    if current is None:
        raise DatabaseUnusable("schema_missing", engine.url.render_as_string(hide_password=True))
    if current != head:
        known = {script.revision for script in _scripts().walk_revisions()}
        raise DatabaseUnusable("schema_old" if current in known else "schema_unknown", current)


def draft(message: str, folder: Path = REVISIONS[0]) -> Path:
    """Write the next revision: what the models have and the newest schema lacks. Read it before it is used; Alembic cannot see all."""
    config = _config()
    number = f"{sum(1 for _ in _scripts().walk_revisions()) + 1:04}"
    with TemporaryDirectory() as place:
        engine = make_engine(f"sqlite:///{place}/newest.sqlite3")
        upgrade(engine)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            written = command.revision(config, message, autogenerate=True, rev_id=number, version_path=str(folder))
        engine.dispose()
    return Path(written.path)


def _config() -> Config:
    config = Config()  # no alembic.ini: the client fixed what stands at the top level
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(map(str, REVISIONS)))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _migrate(engine: Engine, move: Callable[[Config, str], None], revision: str) -> None:
    """One transaction for all steps: a migration that fails leaves nothing behind, on SQLite too."""
    config = _config()
    with translated(engine.url), engine.execution_options(writes=True).connect() as connection:
        config.attributes["connection"] = connection
        with _without_foreign_keys(connection), connection.begin():
            move(config, revision)
            _check_foreign_keys(connection)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Alembic rebuilds a SQLite table by dropping it, and with foreign keys on that would empty the tables that point at it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection  # the pragma does nothing inside a transaction, so past SQLAlchemy's begin
    raw.execute("PRAGMA foreign_keys = OFF").close()
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON").close()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise DatabaseUnusable("damaged", f"{broken[0][0]} -> {broken[0][2]}")


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except PermissionError as error:
        raise DatabaseUnusable("no_rights", str(path)) from error
    except OSError as error:
        raise DatabaseUnusable("missing", str(path)) from error


if __name__ == "__main__":  # python -m db.migrate "Give areas a note"
    draft(sys.argv[1])

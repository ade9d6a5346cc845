"""A house ready to move into: schema, areas and catalogue; and the example data, for those who only want to look."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from sqlalchemy import Engine

from db.engine import reading, writing
from db.migrate import require_head, status, upgrade
from db.queries import indicators
from etl import areas, catalogue, duties, strategies
from etl.problems import LoadReport

EXAMPLES = Path(__file__).resolve().parent / "example"
UNITS_FIRST = "enheter.csv"  # the figures of a unit are refused until the unit is known
CAME_ON = re.compile(r"-(\d{4}-\d{2}-\d{2})\.csv$")  # how the name of an example file ends that came on an earlier day


def prepare(engine: Engine, further: Path | None = None, *, upgrades_older: bool = False) -> None:
    """Make a fresh database ready, and bring areas and catalogue up to date in any; an older schema is left to `app.py db upgrade`."""
    if upgrades_older or status(engine)[0] is None:
        upgrade(engine)
    require_head(engine)
    folders = [further] if further else []
    found = catalogue.read_catalogue(folders)
    aims = strategies.read_strategies(found.by_id, folders)
    recurring = duties.read_duties(duties.Named.of([each.id for each in found.service_areas], found.by_id, aims))
    with writing(engine) as session:
        areas.save(session)
        catalogue.save(session, found)
        strategies.save(session, aims, dt.datetime.now(dt.UTC))
        duties.save(session, recurring, dt.datetime.now(dt.UTC))


def prepare_once(engine: Engine, further: Path | None = None) -> None:
    """For those who only read: nothing is written to a house that is in order."""
    if status(engine)[0] is not None:
        require_head(engine)
        with reading(engine) as session:
            if indicators.all_indicators(session):
                return
    prepare(engine, further)


def load_examples(engine: Engine, by: str, raw_folder: Path, folder: Path = EXAMPLES) -> list[LoadReport]:
    """Each example file as a delivery of its own; a second time they are unchanged. Those that came earlier come before the newest of their kind."""
    from etl import pipeline  # every reader of files: half a second that the other commands have no use for

    files = sorted(folder.glob("*.csv"), key=lambda path: (path.name != UNITS_FIRST, path.name))
    return [pipeline.load(engine, path.name, path.read_bytes(), by=by, raw_folder=raw_folder, now=_came(path)) for path in files]


def _came(path: Path) -> dt.datetime | None:
    """The morning of the day in its name; None for a file that comes now."""
    found = CAME_ON.search(path.name)
    return dt.datetime.fromisoformat(f"{found[1]}T07:00") if found else None

"""What the database and the catalogue know when a file comes in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from db.queries.areas import all_areas, all_successions
from db.queries.indicators import all_indicators
from etl import areas, catalogue
from etl.areas import HOME, read_reference
from etl.catalogue import Catalogue
from etl.known import Indicator, Known


def read_known(session: Session, found: Catalogue, today: dt.date, home: str = HOME) -> Known:
    """Indicators of the catalogue and drafts of earlier files; areas of the reference, the municipality's units and organisations."""
    stored = all_indicators(session)
    indicators: dict[str, Indicator] = {row.id: row for row in stored}
    return Known(
        catalogue=found,
        indicators=indicators | found.by_id,
        areas=read_reference().extended(all_areas(session), all_successions(session)),
        today=today,
        source_keys={(row.source, row.source_key): row.id for row in stored},
        home=home,
    )


def prepare(session: Session, known: Known) -> None:
    """Put the reference and the catalogue into the database where they are not there yet; nothing can be stored without them."""
    if not all_areas(session):
        areas.save(session)
    if not {row.id for row in all_indicators(session)} >= known.catalogue.by_id.keys():
        catalogue.save(session, known.catalogue)

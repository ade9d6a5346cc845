"""Every area and what became of it, read once for the facts as they are: most pages ask, and there are a thousand of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.data_version import data_version
from dashboard.usecases.finished import AreaFacts
from dashboard.usecases.kept import kept
from db.queries import areas as area_queries
from etl.places import Lineage


@dataclass(frozen=True, slots=True)
class Geography:
    """`areas` are the rows of the table by code, in the order of the codes; `facts` what a page says of them."""

    areas: Mapping[str, Row]
    facts: Mapping[str, AreaFacts]
    parents: Mapping[str, str | None]
    lineage: Lineage


def geography(asker: Asker, session: Session) -> Geography:
    """As it stands; whatever changes an area makes another data version."""
    return kept(asker.engine, ("geography", data_version(session)), lambda: read_geography(session))


def read_geography(session: Session) -> Geography:
    """As geography, for who may not keep it."""
    every = area_queries.all_areas(session)
    return Geography(
        areas={area.code: area for area in every},
        facts={area.code: AreaFacts(area.code, area.name, area.type, area.is_fictional) for area in every},
        parents={area.code: area.parent for area in every},
        lineage=Lineage(area_queries.all_successions(session)),
    )

"""Reads and validates duties/: what the strategies ask for each year, and what the regulation asks to have in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.models import Duty, Requirement
from db.queries.goals import objectives_of, pathways_of
from db.writes.duties import bring_up_to_date
from db.writes.edits import Stamp
from etl.duty_entries import DutyEntry, RequirementEntry
from etl.faults import CatalogueError, Fault, nearest
from etl.strategies import Found as Strategy
from etl.written_files import HOME, files_in, rows_in

DUTIES = HOME / "duties"
REGULATION = "https://lovdata.no/dokument/SF/forskrift/2016-10-28-1250"
TABLES = {"duty": DutyEntry, "requirement": RequirementEntry}
Entry = DutyEntry | RequirementEntry


@dataclass(frozen=True, slots=True)
class Found:
    entry: Entry
    file: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the files may point at."""

    service_areas: Collection[str]
    indicators: Collection[str]
    pathways: Mapping[str, Collection[str]]  # of each strategy

    @classmethod
    def of(cls, service_areas: Collection[str], indicators: Collection[str], strategies: Iterable[Strategy]) -> Named:
        ways = {each.entry.id: [way for one in each.entry.objective for way in one.pathways.nb] for each in strategies}
        return cls(service_areas, indicators, ways)


def read_duties(named: Named, own: Path = DUTIES) -> tuple[Found, ...]:
    """Raises CatalogueError with every fault found."""
    faults: list[Fault] = []
    rows = [Found(*row) for file in files_in([own], faults) for row in rows_in(file, TABLES, faults)]
    faults += _twice(rows)
    for row in rows:
        faults += _unknown(row, "service_area", named.service_areas)
        if isinstance(row.entry, DutyEntry):
            faults += _unknown(row, "indicator", named.indicators)
            faults += _unknown(row, "strategy", named.pathways)
            faults += _unknown(row, "pathway", named.pathways.get(row.entry.strategy or "", ()))
    if faults:
        raise CatalogueError(faults)
    return tuple(rows)


def save(session: Session, found: Collection[Found], at: dt.datetime) -> None:
    """The files' words follow the files; who answers and when it comes belong to the municipality once they stand."""
    duties = [each.entry for each in found if isinstance(each.entry, DutyEntry)]
    requirements = [each.entry for each in found if isinstance(each.entry, RequirementEntry)]
    stamp = Stamp(DUTIES.relative_to(HOME.parent).as_posix(), at)
    ways = _objective_of_pathway(session, {each.strategy for each in duties if each.strategy})
    words = {each.id: _duty_words(each, ways) for each in duties}
    bring_up_to_date(session, Duty, words, {each.id: _duty_times(each, at.date()) for each in duties}, stamp)
    stated = {each.id: _requirement_words(each, position) for position, each in enumerate(requirements, start=1)}
    bring_up_to_date(session, Requirement, stated, {each.id: {"interval_months": each.interval_months} for each in requirements}, stamp)


def _objective_of_pathway(session: Session, strategies: Collection[str]) -> Mapping[tuple[str, str], int]:
    ids = {strategy: [each.id for each in objectives_of(session, strategy)] for strategy in strategies}
    return {(strategy, way): id for strategy in ids for id, texts in pathways_of(session, ids[strategy]).items() for way in texts}


def _duty_words(entry: DutyEntry, ways: Mapping[tuple[str, str], int]) -> dict[str, object]:
    same = entry.model_dump(include={"kind", "service_area", "source", "link", "pathway", "indicator"})
    asked_by = ways.get((entry.strategy or "", entry.pathway or ""))
    return same | {"title": entry.title.nb, "why": entry.why.nb, "objective": asked_by}


def _duty_times(entry: DutyEntry, today: dt.date) -> dict[str, object]:
    when = {"first_on": entry.first_after(today), "interval_months": entry.interval_months}
    return when | {"months": ",".join(map(str, entry.months)), "post": entry.post}


def _requirement_words(entry: RequirementEntry, position: int) -> dict[str, object]:
    same = entry.model_dump(include={"paragraph", "in_each_unit", "service_area", "shown_by"})
    words = {"title": entry.title.nb, "short_title": entry.short_title.nb, "meaning": entry.meaning.nb}
    return same | words | {"position": position, "link": REGULATION}


def _twice(rows: Iterable[Found]) -> Iterator[Fault]:
    seen: dict[tuple[type, str], str] = {}
    for row in rows:
        key = (type(row.entry), row.entry.id.casefold())
        if key in seen:
            yield Fault("duplicate_duty", row.file, row.entry.id, "id", row.entry.id, other=seen[key])
        seen.setdefault(key, row.file)


def _unknown(row: Found, field: str, known: Collection[str]) -> Iterator[Fault]:
    found = getattr(row.entry, field)
    if found is not None and found not in known:
        yield Fault(f"unknown_duty_{field}", row.file, row.entry.id, field, found, suggestion=nearest(found, known))

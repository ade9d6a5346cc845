"""The reference table of areas: who they are, when they were valid, and what became of them."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from db.terms import AreaType, Change, Period
from db.writes import areas as area_writes

REFERENCE = Path(__file__).parent / "reference"
COUNTRY = "EAK"
HOME = "3911"  # whose units they are when a file does not say


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as the reference knows it. valid_from None = before the table begins; valid_to = the last day, None = still valid."""

    code: str
    name: str
    type: AreaType
    parent: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    service_area: str | None = None
    is_fictional: bool = False
    also: tuple[str, ...] = ()  # further names, such as the Sámi and Kven ones
    note: str | None = None

    def is_valid_on(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    predecessor: str
    successor: str
    happened_on: dt.date
    change: Change


@dataclass(frozen=True, slots=True)
class Member:
    group_code: str
    member: str
    year: int


@dataclass(frozen=True, eq=False)  # compared by identity, so that an index can be kept for each
class Reference:
    """All areas, the arrows between them, and who was in which group. Never changed; `extended` gives another one."""

    areas: Mapping[str, AreaRow]
    successions: tuple[Succession, ...] = ()
    members: tuple[Member, ...] = ()

    @cached_property
    def arrows_from(self) -> Mapping[str, tuple[Succession, ...]]:
        """What took over after an area; adjusted borders and a code that lives on are left out."""
        return _grouped((arrow.predecessor, arrow) for arrow in self._takeovers())

    @cached_property
    def arrows_into(self) -> Mapping[str, tuple[Succession, ...]]:
        return _grouped((arrow.successor, arrow) for arrow in self._takeovers())

    def extended(self, areas: Iterable = (), successions: Iterable = (), members: Iterable = ()) -> Reference:
        """This table and further rows, such as the municipality's units: rows of the database, or those that read_units gives."""
        known = dict(self.areas)
        for row in areas:
            facts = _facts(row, SAVED_FIELDS)
            own = known.get(facts["code"])
            known[facts["code"]] = AreaRow(**facts, also=own.also, note=own.note) if own else AreaRow(**facts)
        arrows = {(arrow.predecessor, arrow.successor): arrow for arrow in self.successions}
        for row in successions:
            arrow = Succession(**_facts(row, Succession.__slots__))
            arrows[arrow.predecessor, arrow.successor] = arrow
        more = [Member(**_facts(row, Member.__slots__)) for row in members]
        return Reference(MappingProxyType(known), tuple(arrows.values()), tuple(dict.fromkeys([*self.members, *more])))

    def __reduce__(self) -> tuple[Callable[..., Reference], tuple[object, ...]]:
        """Sent to another process as what it was made of."""
        return _reference, (dict(self.areas), self.successions, self.members)

    def _takeovers(self) -> Iterator[Succession]:
        return (arrow for arrow in self.successions if arrow.change is not Change.ADJUSTED and arrow.predecessor != arrow.successor)


def _reference(areas: dict[str, AreaRow], successions: tuple[Succession, ...], members: tuple[Member, ...]) -> Reference:
    return Reference(MappingProxyType(areas), successions, members)


SAVED_FIELDS = ("code", "name", "type", "parent", "valid_from", "valid_to", "service_area", "is_fictional")


def valid_in(area: AreaRow, period: Period) -> bool:
    """Whether the area existed at some time in the period."""
    begun = area.valid_from is None or area.valid_from <= period.last_day
    return begun and (area.valid_to is None or period.first_day <= area.valid_to)


@cache
def read_reference(folder: Path = REFERENCE) -> Reference:
    """The table that comes with the product; needs no database."""
    areas = {row["code"]: _area(row) for row in _rows(folder / "areas.csv")}
    successions = tuple(
        Succession(row["predecessor"], row["successor"], dt.date.fromisoformat(row["date"]), Change(row["change"]))
        for row in _rows(folder / "successions.csv")
    )
    members = tuple(Member(row["group"], row["member"], int(row["year"])) for row in _rows(folder / "members.csv"))
    return Reference(MappingProxyType(areas), successions, members)


def save(session: Session, reference: Reference | None = None) -> None:
    """Put the table into the database: rows are added or brought up to date, never removed."""
    reference = reference or read_reference()
    areas = [{field: getattr(area, field) for field in SAVED_FIELDS} for area in reference.areas.values()]
    area_writes.save_areas(session, areas, map(asdict, reference.successions), map(asdict, reference.members))


def _area(row: Mapping[str, str]) -> AreaRow:
    return AreaRow(
        code=row["code"],
        name=row["name"],
        type=AreaType(row["type"]),
        parent=row["parent"] or None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        also=tuple(name for name in row["also"].split("|") if name),
        note=row["note"] or None,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a reference file; the lines that begin with # say where it comes from."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _facts(row: object, fields: Iterable[str]) -> dict[str, Any]:
    if isinstance(row, Mapping):
        return {field: row[field] for field in fields}
    return {field: getattr(row, field) for field in fields}


def _grouped(pairs: Iterable[tuple[str, Succession]]) -> Mapping[str, tuple[Succession, ...]]:
    found: defaultdict[str, list[Succession]] = defaultdict(list)
    for code, arrow in pairs:
        found[code].append(arrow)
    return {code: tuple(arrows) for code, arrows in found.items()}

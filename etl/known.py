"""What a file is read against: the catalogue, the indicators and areas that exist, today's date, and the answers given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from db.terms import Frequency, Kind
from etl.areas import HOME, AreaRow, Reference
from etl.catalogue import Catalogue
from etl.findings import Findings
from etl.frame import Frame


class Indicator(Protocol):
    """What a catalogue entry and a row of the database have in common, as far as reading needs it."""

    id: str
    source: str
    service_area: str
    kind: Kind
    unit: str
    frequency: Frequency
    small_number_limit: int


@dataclass(frozen=True)
class Known:
    catalogue: Catalogue
    indicators: Mapping[str, Indicator]  # by id: the catalogue's, and drafts that earlier files brought
    areas: Reference
    today: dt.date
    source_keys: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (source, source_key) of drafts -> id
    home: str = HOME  # the municipality whose units they are when a file does not say


class Answers(Mapping[str, str]):
    """Answers to questions; remembers which were asked for, since only these say how the file was read."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)
        self._asked: set[str] = set()

    def __getitem__(self, code: str) -> str:
        self._asked.add(code)
        return self._given[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    @property
    def used(self) -> dict[str, str]:
        return {code: self._given[code] for code in sorted(self._asked) if code in self._given}


@dataclass(frozen=True, slots=True)
class AreaChanges:
    """Rows for the tables of areas, as their writer takes them."""

    areas: tuple[Mapping[str, object], ...] = ()
    successions: tuple[Mapping[str, object], ...] = ()
    members: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source made of a table: the frame, what was noticed, and what has to exist before the frame can be stored."""

    frame: Frame
    findings: Findings
    drafts: tuple[dict[str, object], ...] = ()  # indicators that the catalogue lacks
    new_areas: tuple[AreaRow, ...] = ()  # organisations that the file brings
    area_changes: AreaChanges | None = None  # of a file about areas; its frame is then empty
    source: str | None = None  # where the file itself says whose figures they are
    summed: np.ndarray | None = None  # the rows that went into the frame, where they were added up and it has others than they

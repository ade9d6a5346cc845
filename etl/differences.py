"""What a file would change, as it is told before it is published: counts, and the first rows of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import islice

LISTED = 100  # rows of each kind that are named; the rest is counted


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says: a number with its counts, or a reason."""

    value: float | None
    numerator: float | None
    denominator: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Row:
    """One observation before and after; `lower` and `upper` are the limits that a jump goes beyond."""

    indicator: str
    area: str
    breakdown: str
    period: str
    old: Said | None = None
    new: Said | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """So many, and the first of them."""

    count: int = 0
    first: tuple[Row, ...] = ()

    @classmethod
    def of(cls, count: int, rows: Iterable[Row]) -> Listed:
        return cls(count, tuple(islice(rows, LISTED)))


@dataclass(frozen=True, slots=True)
class Differences:
    """The file against what stands. `vanished` stood in delivery `earlier` and is not in this file; it goes on standing."""

    same: int = 0
    earlier: int | None = None
    new: Listed = field(default_factory=Listed)
    changed: Listed = field(default_factory=Listed)
    vanished: Listed = field(default_factory=Listed)
    missing_units: Listed = field(default_factory=Listed)
    jumps: Listed = field(default_factory=Listed)
    hidden: Listed = field(default_factory=Listed)  # shown until now, or new, and too small to be shown outside
    shown: Listed = field(default_factory=Listed)  # too small until now

    @classmethod
    def from_dict(cls, kept: Mapping) -> Differences:
        """The same again from what `dataclasses.asdict` gave, also when it has been JSON meanwhile."""
        return cls(
            **{each.name: _listed(kept[each.name]) if isinstance(kept[each.name], Mapping) else kept[each.name] for each in fields(cls)}
        )


def _listed(kept: Mapping) -> Listed:
    return Listed(kept["count"], tuple(_row(row) for row in kept["first"]))


def _row(kept: Mapping) -> Row:
    said = {name: Said(**kept[name]) for name in ("old", "new") if kept[name]}
    return Row(**{**kept, **said})

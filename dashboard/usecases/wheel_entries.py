"""What stands on the year wheel: one thing that is due on a day, who answers for it, and whether it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlencode

from db.acting import DutyKind

FIRST_YEAR, LAST_YEAR = 2000, 2098  # of an address; pages offer those near today


class EntryState(StrEnum):
    DONE = "done"
    OVERDUE = "overdue"  # its day is past
    AHEAD = "ahead"


class EntryOf(StrEnum):
    """Where it comes from, and thereby where one goes on with it."""

    DUTY = "duty"
    DATA = "data"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person in a post, or a post alone. `key` is what an address says."""

    key: str
    name: str | None = None
    post: str | None = None
    has_left: bool = False

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.name, self.post) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is the same for the same thing as long as it is due in the same month."""

    of: EntryOf
    key: str
    id: int | None  # of the duty or the risk
    kind: DutyKind
    title: str
    due: dt.date
    state: EntryState
    responsible: Responsible | None = None
    service_areas: tuple[str, ...] = ()  # none = all
    done_on: dt.date | None = None
    note: str | None = None
    why: str | None = None
    delivered: int | None = None  # numbers that have come …
    expected: int | None = None  # … of those that should
    counts_overdue: bool = True  # asks for something now; an old gap that newer figures have passed does not

    @property
    def asks(self) -> bool:
        return self.state is EntryState.OVERDUE and self.counts_overdue


@dataclass(frozen=True, slots=True)
class WheelSelection:
    """What the reader has chosen; None = everything, and of the year this one."""

    kind: DutyKind | None = None
    responsible: str | None = None
    month: int | None = None
    service_area: str | None = None
    year: int | None = None

    @classmethod
    def from_query(cls, query: str) -> WheelSelection:
        """Read `?type=report&ansvarlig=eier-3&maned=5&tjeneste=sykehjem&ar=2026`; what cannot be read counts as not chosen."""
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        kind = given.get("type")
        return cls(
            kind=DutyKind(kind) if kind in list(DutyKind) else None,
            responsible=given.get("ansvarlig") or None,
            month=_within(given, "maned", 1, 12),
            service_area=given.get("tjeneste") or None,
            year=_within(given, "ar", FIRST_YEAR, LAST_YEAR),
        )

    def to_query(self) -> str:
        chosen = {
            "type": self.kind,
            "ansvarlig": self.responsible,
            "maned": self.month,
            "tjeneste": self.service_area,
            "ar": self.year,
        }
        pairs = {name: value for name, value in chosen.items() if value is not None}
        return "?" + urlencode(pairs) if pairs else ""

    def takes(self, entry: Entry) -> bool:
        """All but the year, which the reader turns back and forth in."""
        return (
            self.kind in (None, entry.kind)
            and (self.responsible is None or (entry.responsible is not None and entry.responsible.key == self.responsible))
            and self.month in (None, entry.due.month)
            and (self.service_area is None or not entry.service_areas or self.service_area in entry.service_areas)
        )


def _within(given: Mapping[str, str], name: str, lowest: int, highest: int) -> int | None:
    text = given.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
    return number if number is not None and lowest <= number <= highest else None


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.due, each.kind, each.title, each.key))

"""What is chosen on the page of the goals, and how it stands in the address: which strategy, and as it stood on which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dashboard.selection import Selection

STRATEGY, DAY = "strategi", "dag"


@dataclass(frozen=True, slots=True)
class GoalSelection:
    """`on` is None for what stands now."""

    chosen: Selection
    strategy: str | None = None
    on: dt.date | None = None

    @classmethod
    def from_query(cls, query: str) -> GoalSelection:
        """An unreadable day counts as not chosen."""
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        return cls(Selection.from_query(query), given.get(STRATEGY) or None, _day(given.get(DAY, "")))

    def to_query(self) -> str:
        own = {name: value for name, value in ((STRATEGY, self.strategy), (DAY, self.on)) if value}
        parts = [part for part in (urlencode(own), self.chosen.to_query().lstrip("?")) if part]
        return "?" + "&".join(parts) if parts else ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

"""What the parts of the example's story stand on: who writes, and days that follow the example's own figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Engine

from dashboard.auth import Asker, User
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.text import t
from dashboard.usecases.lateness import today
from dashboard.usecases.series import find_series
from db.terms import Period, Role

FALLS, PLACE = "fall-med-skade", "SYK-01"  # the figures that the story's days follow


@dataclass(frozen=True, slots=True)
class Telling:
    """`newest` is the last month that the example has figures for; `today` when it is told."""

    asker: Asker
    newest: Period
    today: dt.date

    def day(self, months: int, day: int = 1) -> dt.date:
        """A day so many months after the newest one (negative: before)."""
        year, month = divmod(self.newest.year * 12 + self.newest.number - 1 + months, 12)
        return dt.date(year, month + 1, day)

    def ahead(self, days: int) -> dt.date:
        """A day that lies ahead whenever the example is opened first, so that nothing is late by accident."""
        return self.today + dt.timedelta(days=days)

    def moment(self, months: int, day: int = 1) -> dt.datetime:
        """When something of that day was written: a working day's morning, and never later than now."""
        return min(dt.datetime.combine(self.day(months, day), dt.time(8), dt.UTC), dt.datetime.now(dt.UTC))


def telling(engine: Engine, settings: Settings) -> Telling | None:
    """After the example is loaded. None where its figures have been taken back."""
    asker = Asker(User(t("example.writer"), Role.ADMINISTRATOR), engine, settings)
    last = find_series(asker, FALLS, Selection(area=PLACE)).last
    return Telling(asker, last.period, today()) if last else None

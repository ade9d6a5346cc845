"""What an entry of duties/ is: a duty that recurs in the year, and a requirement that must be met."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from db.acting import DutyKind, ShownBy
from etl.fields import Id, ShortWords, Strict, Text, Words

MONTHS_IN_A_YEAR = 12
LAST = 31  # of a shorter month its last day

Interval = Annotated[int, Field(ge=1, le=120)]


def in_order(months: tuple[int, ...]) -> tuple[int, ...]:
    if list(months) == sorted(set(months)) and months and months[0] >= 1 and months[-1] <= MONTHS_IN_A_YEAR:
        return months
    raise PydanticCustomError("duty_months", "not months of a year")


class DutyEntry(Strict):
    """Due in each of `months`, every `interval_months` from the first one."""

    examples: ClassVar[dict[str, str]] = {
        "title": 'title.nb = "Orientering til hovedutvalget"',
        "nb": 'title.nb = "Orientering til hovedutvalget"',
        "kind": 'kind = "report"',
        "months": "months = [2, 6, 10]",
        "post": 'post = "Kvalitetsrådgiver"',
        "why": 'why.nb = "Politikerne skal vite hvordan det går."',
    }

    id: Id
    title: Words
    kind: Annotated[DutyKind, Field(strict=False)]
    months: Annotated[tuple[int, ...], Field(strict=False), AfterValidator(in_order)]
    day: Annotated[int, Field(ge=1, le=LAST)] = LAST
    interval_months: Interval = MONTHS_IN_A_YEAR
    post: Text
    why: Words
    service_area: Text | None = None
    strategy: Text | None = None
    pathway: Text | None = None
    source: Text | None = None
    link: Text | None = None
    indicator: Text | None = None

    @model_validator(mode="after")
    def agrees_with_itself(self) -> DutyEntry:
        if self.interval_months % MONTHS_IN_A_YEAR:
            raise PydanticCustomError("duty_interval", "not whole years", {"field": "interval_months", "found": self.interval_months})
        if (self.strategy is None) != (self.pathway is None):
            missing = "strategy" if self.strategy is None else "pathway"
            raise PydanticCustomError("half_pathway", "both or none", {"field": missing, "found": self.pathway or self.strategy})
        return self

    def first_after(self, day: dt.date) -> dt.date:
        """The first time that it comes on this day or later: nothing is late before it has stood here."""
        due = (_in_month(year, month, self.day) for year in (day.year, day.year + 1) for month in self.months)
        return next(each for each in due if each >= day)


class RequirementEntry(Strict):
    """`short_title` is how a sentence names it: «ROS mangler i 2 enheter»."""

    examples: ClassVar[dict[str, str]] = {
        "title": 'title.nb = "Oversikt over hvor det kan svikte (ROS)"',
        "nb": 'title.nb = "Oversikt over hvor det kan svikte (ROS)"',
        "short_title": 'short_title.nb = "ROS"',
        "meaning": 'meaning.nb = "Hver enhet har vurdert hvor det kan svikte."',
        "paragraph": 'paragraph = "§ 6"',
        "interval_months": "interval_months = 12",
    }

    id: Id
    title: Words
    short_title: ShortWords
    paragraph: Text
    meaning: Words
    interval_months: Interval
    in_each_unit: bool = False
    service_area: Text | None = None
    shown_by: Annotated[ShownBy, Field(strict=False)] = ShownBy.EVIDENCE


def _in_month(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))

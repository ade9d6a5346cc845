"""What a catalogue entry is: its fields, their types, and what must agree within one entry."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from db.fixed_charts import CHARTS_OF_KIND, WITHOUT_RULES, FixedChart
from db.models.indicators import FEWEST_TO_FREEZE
from db.terms import Direction, Frequency, Goal, IndicatorType, Kind, Overlap, TargetLevel
from etl.faults import nearest
from etl.fields import Id, Key, ShortWords, Strict, Text, Words, composed
from etl.marks import MarkEntry

UNITS = (
    *("percent", "count", "full_time_equivalents", "kroner"),
    *("minutes", "hours", "hours_per_week", "days", "weeks", "months", "years"),
    *("score", "index", "yes_no"),
)
OWN_UNIT = re.compile(r"\w[\w ]{0,39}")  # a municipality may bring a unit of its own; it is shown as it is written
PER_POWER_OF_TEN = re.compile(r"per_10{2,6}")
RATE_UNITS = "per_100, per_1000, per_10000, per_100000"
UNIT_OF_KIND = {Kind.PROPORTION: "percent", Kind.RATE: RATE_UNITS, Kind.YES_NO: "yes_no"}


def known_unit(value: str) -> str:
    if value in UNITS or PER_POWER_OF_TEN.fullmatch(value):
        return value
    if OWN_UNIT.fullmatch(value) and not value.startswith("per_") and not nearest(value, UNITS):
        return value
    raise PydanticCustomError("not_allowed", "unknown unit", {"expected": f"{', '.join(UNITS)}, {RATE_UNITS}"})


def months_of_a_year(value: str) -> str:
    numbers = [int(part) if re.fullmatch("[0-9]{1,2}", part) else 0 for part in value.split(",")]
    if all(1 <= number <= 12 for number in numbers) and numbers == sorted(set(numbers)):
        return value
    raise PydanticCustomError("months", "not months of a year")


Month = Annotated[int, Field(ge=1, le=12)]
CodedStatus = Literal["yes", "no", "missing", "suppressed", "not_reported", "not_relevant"]


class TargetEntry(Strict):
    """A level aimed at, from a date; without an area it holds everywhere."""

    level: Annotated[TargetLevel, Field(strict=False)]
    value: float
    valid_from: dt.date
    valid_to: dt.date | None = None
    source: Text
    decided_by: Text | None = None
    area: Text | None = None

    @model_validator(mode="after")
    def ends_after_it_began(self) -> TargetEntry:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("target_dates", "ends before it began", {"field": "valid_to", "found": self.valid_to})
        return self


class PlacedTarget(TargetEntry):
    """A target that stands outside its indicator's entry, as that of a municipality for an indicator of ours does."""

    indicator: Id


class Entry(Strict):
    """One indicator. The smallest complete entry stands in the README; all that has a default here may be left out."""

    id: Id
    service_area: Text
    goal: Annotated[Goal, Field(strict=False)]
    type: Annotated[IndicatorType, Field(strict=False)]
    source: Text
    source_key: Key  # of a measure whose whole name is not known: the beginning, as in source_measure_prefix
    source_measure_prefix: Annotated[str, BeforeValidator(composed)] | None = None  # "171:Andel barn 0-9"
    source_name: Text | None = None
    numerator_key: Key | None = None
    denominator_key: Key | None = None
    kind: Annotated[Kind, Field(strict=False)]
    unit: Annotated[Text, AfterValidator(known_unit)]
    direction: Annotated[Direction, Field(strict=False)]
    frequency: Annotated[Frequency, Field(strict=False)]
    months: Annotated[str, AfterValidator(months_of_a_year)] | None = None
    publication_month: Month | None = None
    decimals: Annotated[int, Field(ge=0, le=6)]
    small_number_limit: Annotated[int, Field(ge=0)]
    owner: Text | None = None
    read_beside: Id | None = None  # of harm: the indicator of reports that its chart stands with
    chart: Annotated[FixedChart, Field(strict=False)] | None = None
    overlap: Annotated[Overlap, Field(strict=False)] | None = None
    baseline: Annotated[int, Field(ge=FEWEST_TO_FREEZE)] | None = None
    screen: bool = False
    codes: dict[str, CodedStatus] = {}  # what a number in the value column stands for, when it is no measurement
    coded_answers: dict[str, int] = {}  # answers that look like a scale but are none, so that no mean is made of them
    aliases: tuple[Text, ...] = Field(default=(), strict=False)  # other names of a survey's dimension
    name: Words
    short_name: ShortWords | None = None
    meaning: Words | None = None
    why: Words | None = None
    numerator: Words | None = None
    denominator: Words | None = None
    note: Words | None = None
    target: tuple[TargetEntry, ...] = Field(default=(), strict=False)
    mark: tuple[MarkEntry, ...] = Field(default=(), strict=False)

    @model_validator(mode="before")
    @classmethod
    def prefix_stands_for_key(cls, given: object) -> object:
        if isinstance(given, dict) and "source_key" not in given and isinstance(given.get("source_measure_prefix"), str):
            return given | {"source_key": given["source_measure_prefix"]}
        return given

    @model_validator(mode="after")
    def agrees_with_itself(self) -> Entry:
        allowed = UNIT_OF_KIND.get(self.kind)
        fits = self.unit == allowed or (self.kind is Kind.RATE and PER_POWER_OF_TEN.fullmatch(self.unit))
        if allowed and not fits:
            facts = {"field": "unit", "found": self.unit, "expected": allowed, "kind": self.kind.value}
            raise PydanticCustomError("kind_and_unit", "unit does not fit the kind", facts)
        if self.frequency is Frequency.DAY and self.kind is not Kind.COUNT:
            facts = {"field": "frequency", "found": self.frequency.value, "kind": self.kind.value, "expected": Kind.COUNT.value}
            raise PydanticCustomError("day_is_counted", "only events have days", facts)
        if self.denominator_key and not self.numerator_key:
            facts = {"field": "denominator_key", "found": self.denominator_key}
            raise PydanticCustomError("denominator_alone", "a denominator without its numerator", facts)
        return self

    @model_validator(mode="after")
    def chart_can_ever_be_borne(self) -> Entry:
        allowed = [chart for chart in CHARTS_OF_KIND[self.kind] if self.overlap is None or chart in WITHOUT_RULES]
        if self.chart is not None and self.chart not in allowed:
            facts = {"field": "chart", "found": self.chart.value, "expected": ", ".join(allowed)}
            raise PydanticCustomError("chart_and_kind" if self.overlap is None else "chart_and_overlap", "no chart for it", facts)
        return self

    def as_row(self) -> dict[str, object]:
        """The columns of the indicator table, and the targets and marks under their own names."""
        row = self.model_dump(include=set(COLUMNS)) | {name: _bokmål(getattr(self, name)) for name in TEXTS}
        return row | {"targets": [target.model_dump() for target in self.target], "marks": [mark.as_row() for mark in self.mark]}


class ServiceAreaEntry(Strict):
    id: Id
    name: Words
    aliases: tuple[Text, ...] = Field(default=(), strict=False)


class SourceEntry(Strict):
    id: Id
    name: Words
    licence: Text
    address: Text | None = None


class GoalEntry(Strict):
    id: Annotated[Goal, Field(strict=False)]
    name: Words


TEXTS = ("name", "short_name", "meaning", "why", "numerator", "denominator", "note")
ONLY_FOR_READING = ("source_measure_prefix", "codes", "coded_answers", "aliases", "target", "mark")
COLUMNS = tuple(name for name in Entry.model_fields if name not in (*TEXTS, *ONLY_FOR_READING))


def _bokmål(words: Words | ShortWords | None) -> str | None:
    return words.nb if words else None

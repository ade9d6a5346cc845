"""What an analyst notes on the time line of an indicator: breaks, points left out, remarks. In its entry, or in a file of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from db.terms import Frequency, MarkKind, Period
from etl.faults import Fault, nearest
from etl.fields import Id, Strict, Text, Words
from etl.periods import read_day

EXAMPLE_OF = {
    Frequency.YEAR: "2024",
    Frequency.TERTIAL: "2024-T2",
    Frequency.QUARTER: "2024-K3",
    Frequency.MONTH: "2024-03",
    Frequency.DAY: "2024-03-15",
}


def civil(value: str) -> str:
    """Any way of writing a period that our files know, in its one stored form."""
    found = read_day(value)
    if isinstance(found, Period):
        return str(found)
    raise PydanticCustomError("not_a_mark_period", "not a period", {"expected": ", ".join(EXAMPLE_OF.values())})


class MarkEntry(Strict):
    """A mark at a period; without an area it holds everywhere. A new level needs the name of whoever decided that it is one."""

    examples: ClassVar[dict[str, str]] = {"kind": 'kind = "note"', "text": 'text.nb = "Nytt meldesystem"', "nb": 'nb = "Nytt meldesystem"'}

    period: Annotated[Text, AfterValidator(civil)]  # of a break: the first one after it
    kind: Annotated[MarkKind, Field(strict=False)]
    text: Words
    area: Text | None = None
    decided_by: Text | None = None

    @model_validator(mode="after")
    def new_level_has_an_author(self) -> MarkEntry:
        if self.kind is MarkKind.REBASE and self.decided_by is None:
            raise PydanticCustomError("rebase_author", "nobody decided it", {"field": "decided_by", "found": self.period})
        return self

    def as_row(self) -> dict[str, object]:
        """The columns of the table of marks, but for the indicator."""
        return self.model_dump(include={"period", "kind", "area", "decided_by"}) | {"text": self.text.nb}


class PlacedMark(MarkEntry):
    """A mark that stands outside its indicator's entry, as those of a municipality on an indicator of ours do."""

    indicator: Id


@dataclass(frozen=True, slots=True)
class Noted:
    """A mark and where it was written."""

    mark: MarkEntry
    indicator: str
    file: str
    place: str = ""  # the beginning of its fields' names: mark[2].


def faults_in(marks: Iterable[Noted], frequencies: dict[str, Frequency]) -> Iterator[Fault]:
    """Of an indicator that nobody knows, at a period that it never has, or said twice."""
    seen: set[tuple[object, ...]] = set()
    for one in marks:
        frequency = frequencies.get(one.indicator)
        mark, where = one.mark, (one.file, one.indicator)
        if frequency is None:
            yield Fault("unknown_marked", *where, "indicator", one.indicator, suggestion=nearest(one.indicator, frequencies))
        elif Period.parse(mark.period).frequency is not frequency:
            yield Fault("mark_frequency", *where, f"{one.place}period", mark.period, EXAMPLE_OF[frequency])
        key = (one.indicator, mark.kind, mark.period, mark.area)
        if key in seen:
            yield Fault("duplicate_mark", *where, f"{one.place}period", mark.period, mark.kind.value)
        seen.add(key)

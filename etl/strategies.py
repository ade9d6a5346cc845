"""Reads and validates strategies/: what is aimed at in words, with the delmål, the ways there and the indicators that tell of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy.orm import Session

from db.acting import StrategyState
from db.queries.goals import find_strategy
from db.writes.edits import Stamp
from db.writes.goals import add_strategy
from etl.faults import CatalogueError, Fault, nearest
from etl.fields import Id, Strict, Text, Words
from etl.written_files import HOME, files_in, rows_in

STRATEGIES = HOME / "strategies"
FOLDER = "strategies"  # in a municipality's own folder of catalogue files


class ManyWords(Strict):
    """Several texts in the languages of the screen."""

    nb: tuple[Text, ...] = Field(strict=False, min_length=1)
    nn: tuple[Text, ...] | None = Field(default=None, strict=False)


class GoalWords(Strict):
    """The three goals in the strategy's own wording, in the order of the page."""

    fewer_harms: Words
    safety_culture: Words
    lasting_structures: Words


class ObjectiveEntry(Strict):
    title: Words
    pathways: ManyWords
    indicators: tuple[Text, ...] = Field(default=(), strict=False)


class StrategyEntry(Strict):
    """An adopted strategy. `adopted_on` and `adopted_by` where they are known."""

    id: Id
    title: Words
    body: Words  # whose it is
    vision: Words
    valid_from: dt.date
    valid_to: dt.date | None = None
    goals: GoalWords
    objective: tuple[ObjectiveEntry, ...] = Field(default=(), strict=False)
    source: Text | None = None
    adopted_on: dt.date | None = None
    adopted_by: Text | None = None

    @model_validator(mode="after")
    def agrees_with_itself(self) -> StrategyEntry:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("strategy_dates", "ends before it began", {"field": "valid_to", "found": self.valid_to})
        if (self.adopted_on is None) != (self.adopted_by is None):
            missing = "adopted_by" if self.adopted_by is None else "adopted_on"
            raise PydanticCustomError("half_adopted", "day and body belong together", {"field": missing, "found": self.adopted_on})
        return self

    def columns(self) -> dict[str, object]:
        words = {name: getattr(self, name).nb for name in ("title", "body", "vision")}
        return words | self.model_dump(include={"id", "valid_from", "valid_to", "source", "adopted_on", "adopted_by"})

    def objectives(self) -> list[dict[str, object]]:
        return [{"title": each.title.nb, "pathways": each.pathways.nb, "indicators": each.indicators} for each in self.objective]


@dataclass(frozen=True, slots=True)
class Found:
    entry: StrategyEntry
    file: str


def read_strategies(indicators: Collection[str], folders: Iterable[Path] = (), own: Path = STRATEGIES) -> tuple[Found, ...]:
    """Ours, and those that a municipality keeps in strategies/ of its own folder. Raises CatalogueError with every fault found."""
    faults: list[Fault] = []
    further = [path for path in (folder / FOLDER for folder in folders) if path.is_dir()]
    rows = [Found(*row) for file in files_in((own, *further), faults) for row in rows_in(file, {"strategy": StrategyEntry}, faults)]
    faults += _twice(rows)
    faults += _unknown(rows, indicators)
    if faults:
        raise CatalogueError(faults)
    return tuple(rows)


def save(session: Session, found: Iterable[Found], at: dt.datetime) -> None:
    """Those that are not there are added as they are written. One that is there keeps its texts, whatever the file says now."""
    for each in found:
        if find_strategy(session, each.entry.id) is None:
            goals = {goal: words["nb"] for goal, words in each.entry.goals.model_dump().items()}
            columns = each.entry.columns() | {"state": StrategyState.ADOPTED}
            add_strategy(session, Stamp(each.file, at), goals, each.entry.objectives(), **columns)


def _twice(rows: Iterable[Found]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for row in rows:
        id = row.entry.id.casefold()
        if id in seen:
            yield Fault("duplicate_strategy", row.file, row.entry.id, "id", row.entry.id, other=seen[id])
        seen.setdefault(id, row.file)


def _unknown(rows: Iterable[Found], known: Collection[str]) -> Iterator[Fault]:
    for row in rows:
        for place, objective in enumerate(row.entry.objective, start=1):
            for id in objective.indicators:
                if id not in known:
                    field = f"objective[{place}].indicators"
                    yield Fault("unknown_served", row.file, row.entry.id, field, id, suggestion=nearest(id, known))

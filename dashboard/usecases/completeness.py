"""Who has delivered what: each indicator, the units that it should come from, and the periods that have ended."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.expected import SHOWN, YEARS, There, due, periods_ended, states
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries.completeness import there_is
from db.terms import AreaType, IndicatorState, Period, Role, Status
from etl.places import same_place

Said = dict[str, dict[str, dict[Period, set[Status]]]]  # by indicator, area and period: what stands there


@dataclass(frozen=True, slots=True)
class AreaRow:
    code: str
    name: str
    is_unit: bool
    states: tuple[There, ...]  # in the order of the grid's periods


@dataclass(frozen=True, slots=True)
class Grid:
    """One indicator. `judged` is the newest period that is due or has come from everybody, None while there is none."""

    indicator: str
    name: str
    service_area: str
    source: str
    publication_month: int | None
    periods: tuple[Period, ...]
    rows: tuple[AreaRow, ...]
    judged: Period | None

    @property
    def has_units(self) -> bool:
        return any(row.is_unit for row in self.rows)

    @property
    def expected(self) -> int:
        return sum(state.is_expected for state in self._at_judged)

    @property
    def wanting(self) -> int:
        return sum(state.is_wanting for state in self._at_judged)

    @property
    def gaps(self) -> int:
        return sum(state.is_wanting for row in self.rows for state in row.states)

    @property
    def _at_judged(self) -> list[There]:
        """Of the units; of the municipality where no unit delivers."""
        if self.judged is None:
            return []
        place = self.periods.index(self.judged)
        return [row.states[place] for row in self.rows if row.is_unit or not self.has_units]


@dataclass(frozen=True, slots=True)
class CompletenessSelection:
    service_area: str = ""
    source: str = ""

    @classmethod
    def from_query(cls, query: str) -> CompletenessSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        return cls(given.get("tjeneste", ""), given.get("kilde", ""))

    def to_query(self) -> str:
        pairs = {name: value for name, value in (("tjeneste", self.service_area), ("kilde", self.source)) if value}
        return "?" + urlencode(pairs) if pairs else ""


@dataclass(frozen=True, slots=True)
class Completeness:
    grids: tuple[Grid, ...]
    without: tuple[str, ...]  # approved indicators of which nothing has come in the time that is shown
    chosen: CompletenessSelection
    services: tuple[Option, ...]
    sources: tuple[Option, ...]


def completeness(asker: Asker, chosen: CompletenessSelection, today: dt.date | None = None) -> Completeness:
    """For everybody: whether a number has come says nothing that its chart hides."""
    require(asker.user, Role.READER)
    today = today or dt.datetime.now(dt.UTC).date()
    with reading(asker.engine) as session:
        services, sources = indicator_queries.service_areas(session), indicator_queries.sources(session)
        wanted = [row for row in indicator_queries.all_indicators(session) if _is_asked_for(row, chosen)]
        places = _places(session, asker.settings.home_area)
        said = _said(session, wanted, places, today)
    position = {service.id: service.position for service in services}
    wanted.sort(key=lambda row: (position[row.service_area], row.name))
    names = {source.id: source.name for source in sources}
    return Completeness(
        grids=tuple(_grid(row, names[row.source], places, said[row.id], today) for row in wanted if row.id in said),
        without=tuple(row.name for row in wanted if row.id not in said),
        chosen=chosen,
        services=(Option("", t("filter.all_services")), *(Option(service.id, service.name) for service in services)),
        sources=(Option("", t("received.any_source")), *(Option(id, name) for id, name in sorted(names.items(), key=lambda each: each[1]))),
    )


@dataclass(frozen=True, slots=True)
class Places:
    """The municipality, every code it has had, and its units."""

    home: models.Area | None
    codes: Mapping[str, str]  # code in the facts -> code on the page
    units: Sequence[models.Area]


def _is_asked_for(row: models.Indicator, chosen: CompletenessSelection) -> bool:
    return (
        row.state is IndicatorState.APPROVED
        and row.frequency in SHOWN
        and chosen.service_area in ("", row.service_area)
        and chosen.source in ("", row.source)
    )


def _places(session: Session, home: str) -> Places:
    units = [area for area in area_queries.units(session) if area.type is AreaType.UNIT]
    codes = dict.fromkeys(same_place(area_queries.all_successions(session), home).codes, home)
    return Places(area_queries.find_area(session, home), codes | {unit.code: unit.code for unit in units}, units)


def _said(session: Session, wanted: Sequence[models.Indicator], places: Places, today: dt.date) -> Said:
    """In one reading of the facts; only periods of the indicator's own frequency."""
    frequency = {row.id: row.frequency for row in wanted}
    since = str(today.year - YEARS)
    found: Said = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for indicator, area, text, status in there_is(session, list(frequency), list(places.codes), since):
        period = Period.parse(text)
        if period.frequency is frequency[indicator]:
            found[indicator][places.codes[area]][period].add(Status(status))
    return found


def _grid(row: models.Indicator, source: str, places: Places, said: dict[str, dict[Period, set[Status]]], today: dt.date) -> Grid:
    months = [int(month) for month in (row.months or "").split(",") if month]
    periods = periods_ended(row.frequency, months, today)
    begins = min(period for of_area in said.values() for period in of_area)
    last_day = {period: due(period, row.publication_month) for period in periods}
    rows = tuple(
        AreaRow(
            area.code,
            area.name,
            area.type is AreaType.UNIT,
            tuple(_states(area, periods, said.get(area.code, {}), begins, last_day, today)),
        )
        for area in _areas(row, places, said)
    )
    awaited = [any(row.states[place] is There.AWAITED for row in rows) for place in range(len(periods))]
    judged = [period for period, waits in zip(periods, awaited, strict=True) if period >= begins and not waits]
    about = (row.id, row.name, row.service_area, source, row.publication_month)
    return Grid(*about, tuple(periods), rows, judged[-1] if judged else None)


def _areas(row: models.Indicator, places: Places, said: Mapping[str, object]) -> list[models.Area]:
    """Where one unit of the service delivers, all of them should; the municipality itself where it has delivered."""
    units = [unit for unit in places.units if unit.service_area == row.service_area or unit.code in said]
    of_units = sorted(units, key=lambda unit: unit.name) if any(unit.code in said for unit in units) else []
    return [*of_units, *([places.home] if places.home is not None and (places.home.code in said or not of_units) else [])]


def _states(
    area: models.Area,
    periods: Sequence[Period],
    said: dict[Period, set[Status]],
    begins: Period,
    last_day: dict[Period, dt.date],
    today: dt.date,
) -> list[There]:
    found = states(periods, said, begins, last_day, today)
    if area.type is not AreaType.UNIT:  # a municipality that was renumbered is the same place
        return found
    return [state if period in said or _is_open(area, period) else There.OUTSIDE for period, state in zip(periods, found, strict=True)]


def _is_open(unit: models.Area, period: Period) -> bool:
    """All through the period: of one that opened or closed within it no whole number can be expected."""
    first, last = unit.valid_from or dt.date.min, unit.valid_to or dt.date.max
    return first <= period.first_day and period.last_day <= last

"""What the filters can be set to, and what stands when the reader has not chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.text import alphabetical, t
from dashboard.usecases.data_version import data_version
from dashboard.usecases.geography import geography
from dashboard.usecases.kept import kept
from db import models
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.terms import AreaType

COUNTRY = "EAK"
WIDE = (AreaType.COUNTRY, AreaType.COUNTY, AreaType.GROUP)
FIRST_YEAR = 2010  # the oldest national figures are from then; asking the table would read all of it


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Every filter's options, in the order of the filters."""

    service_areas: tuple[Option, ...]
    areas: tuple[Option, ...]  # the municipality first, then its units
    years: tuple[int, ...]
    compare_with: tuple[Option, ...]


def resolve(asker: Asker, session: Session, selection: Selection) -> Selection:
    """The selection with what was not chosen filled in, and codes that do not exist left out."""
    known = geography(asker, session).areas
    services = {service.id for service in indicator_queries.service_areas(session)}
    area = selection.area if selection.area in known else asker.settings.home_area
    wanted = tuple(code for code in selection.compare_with if code in known and code != area)
    return _years_in_order(selection).with_(
        service_area=selection.service_area if selection.service_area in services else None,
        area=area,
        # Whoever asks for none («ingen», or codes that do not exist) gets none.
        compare_with=wanted if selection.compare_with else _usual_comparators(asker, session, known, area),
    )


def _years_in_order(selection: Selection) -> Selection:
    """«Fra 2025 til 2023» is meant as 2023 to 2025."""
    first, last = selection.first_year, selection.last_year
    return selection.with_(first_year=last, last_year=first) if first and last and first > last else selection


def _usual_comparators(asker: Asker, session: Session, known: Mapping[str, models.Area], area: str) -> tuple[str, ...]:
    """A unit is seen beside its municipality; a municipality beside the country, its county (the newest with figures) and its KOSTRA group."""
    found = known.get(area)
    if found is None:
        return ()
    if found.type is AreaType.UNIT:
        municipality = _municipality_of(known, area)
        return (municipality,) if municipality else ()
    if found.type is not AreaType.MUNICIPALITY:
        return () if found.type is AreaType.COUNTRY else (COUNTRY,)
    place = geography(asker, session).lineage.place(area)
    codes = [code for generation in place.generations if len(generation.codes) == 1 for code in generation.codes]
    counties = dict.fromkeys(known[code].parent for code in codes if code in known and known[code].parent)
    county = next((code for code in counties if _has_data(asker, session, code)), None)
    group = area_queries.group_of(session, area, dt.datetime.now(dt.UTC).year)
    return (COUNTRY, *([county] if county else []), *([group.code] if group else []))


def _has_data(asker: Asker, session: Session, area: str) -> bool:
    """Looked up once for the facts as they are: while a delivery is being stored PostgreSQL has to pass all its rows to see that none counts yet."""
    return kept(asker.engine, ("has data", data_version(session), area), lambda: indicator_queries.has_data(session, area))


def _municipality_of(known: Mapping[str, models.Area], code: str | None) -> str | None:
    while code and code in known and known[code].type is AreaType.UNIT:
        code = known[code].parent
    return code


def choices(asker: Asker, session: Session, selection: Selection) -> Choices:
    """Options for the filters of a page; `selection` is the resolved one."""
    known = geography(asker, session).areas
    places = kept(asker.engine, ("places to choose", data_version(session)), lambda: _places(known))
    units = [code for code in places.units if _fits(known[code], selection)]
    home = [asker.settings.home_area] if asker.settings.home_area in known else []
    return Choices(
        service_areas=tuple(Option(service.id, service.name) for service in indicator_queries.service_areas(session)),
        areas=places.options_of(_with_asked([*home, *units], selection, known)),
        years=tuple(range(FIRST_YEAR, dt.datetime.now(dt.UTC).year + 1)),
        compare_with=places.options_of(_comparators(places, known, selection)),
    )


@dataclass(frozen=True, slots=True)
class Places:
    """What can be offered wherever the reader stands; codes in the order in which they are offered."""

    options: Mapping[str, Option]
    units: tuple[str, ...]
    living: tuple[str, ...]  # municipalities
    wide: tuple[str, ...]  # country, counties and groups
    inside: Mapping[str | None, tuple[str, ...]]  # by what they are part of, the living municipalities and the units

    def options_of(self, codes: Iterable[str]) -> tuple[Option, ...]:
        return tuple(self.options[code] for code in codes)


def _places(known: Mapping[str, models.Area]) -> Places:
    """A thousand areas take longer to put in order than a page has time for."""
    areas = list(known.values())
    units = [area for area in areas if area.type is AreaType.UNIT]
    living = [area for area in areas if area.type is AreaType.MUNICIPALITY and area.valid_to is None]
    inside: dict[str | None, list[str]] = {}
    for area in sorted([*living, *units], key=_name):
        inside.setdefault(area.parent, []).append(area.code)
    return Places(
        options={area.code: Option(area.code, label(area)) for area in areas},
        units=tuple(area.code for area in sorted(units, key=_name)),
        living=tuple(area.code for area in sorted(living, key=_name)),
        wide=tuple(area.code for area in areas if area.type in WIDE and area.valid_to is None),
        inside={parent: tuple(codes) for parent, codes in inside.items()},
    )


def _fits(unit: models.Area, selection: Selection) -> bool:
    return selection.service_area is None or unit.service_area in (selection.service_area, None)


def _with_asked(offered: list[str], selection: Selection, known: Mapping[str, models.Area]) -> list[str]:
    """A place that was asked for by its address is offered too, even where it is not ours."""
    return offered if selection.area in offered or selection.area not in known else [*offered, selection.area]


def _comparators(places: Places, known: Mapping[str, models.Area], selection: Selection) -> list[str]:
    """What is near first: the country, the own county and its municipalities (of a unit, the units beside it); then the rest."""
    county = known[selection.area].parent if selection.area in known else None
    named = {COUNTRY, county, *selection.compare_with}
    first = [code for code in places.options if code in named]
    offered = dict.fromkeys([*first, *places.inside.get(county, ()), *places.wide, *places.living])
    return [code for code in offered if code != selection.area]


def _name(area: models.Area) -> str:
    return alphabetical(area.name)


def label(area: models.Area) -> str:
    """The name, and for a place of the past until when: there have been two counties called Vestfold."""
    return area.name if area.valid_to is None else t("filter.until", name=area.name, year=area.valid_to.year)

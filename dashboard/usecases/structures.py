"""Strukturer: how much of what must be in place is, and which risks are watched by an indicator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dashboard.auth import Asker, require
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.requirements import RequirementFacts, Standing, all_requirement_facts
from dashboard.usecases.risks import RiskFacts, all_risk_facts
from db.engine import reading
from db.queries import indicators as indicator_queries
from db.terms import Role

MOST_NAMED = 3  # of what is missing in units, in the sentence


@dataclass(frozen=True, slots=True)
class StructureSelection:
    service_area: str | None = None
    standing: Standing | None = None

    @classmethod
    def from_query(cls, query: str) -> StructureSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        status = given.get("status")
        return cls(given.get("tjeneste") or None, Standing(status) if status in list(Standing) else None)

    def to_query(self) -> str:
        pairs = {name: value for name, value in (("tjeneste", self.service_area), ("status", self.standing)) if value}
        return "?" + urlencode(pairs) if pairs else ""


@dataclass(frozen=True, slots=True)
class StructuresPage:
    sentence: str
    requirements: tuple[RequirementFacts, ...]  # that the filters take
    risks: tuple[RiskFacts, ...]
    closed: tuple[RiskFacts, ...]
    chosen: StructureSelection
    services: tuple[Option, ...]
    standings: tuple[Option, ...]

    @property
    def without_indicator(self) -> tuple[RiskFacts, ...]:
        return tuple(risk for risk in self.risks if risk.indicator is None or risk.indicator.is_withdrawn)


def structures(asker: Asker, chosen: StructureSelection, today: dt.date | None = None) -> StructuresPage:
    require(asker.user, Role.READER)
    now = today or this_day()
    with reading(asker.engine) as session:
        found = all_requirement_facts(session, asker.settings.home_area, now, chosen.service_area)
        risks = all_risk_facts(asker, session, now, chosen.service_area)
        services = [Option(service.id, service.name) for service in indicator_queries.service_areas(session)]
    return StructuresPage(
        sentence=standing_sentence(found),
        requirements=tuple(each for each in found if chosen.standing in (None, each.standing)),
        risks=tuple(risk for risk in risks if risk.closed_on is None),
        closed=tuple(risk for risk in risks if risk.closed_on is not None),
        chosen=chosen,
        services=(Option("", t("filter.all_services")), *services),
        standings=(Option("", t("structures.every_standing")), *(Option(each, t(f"structures.standing.{each}")) for each in Standing)),
    )


def standing_sentence(found: tuple[RequirementFacts, ...]) -> str:
    """«14 av 18 krav er oppdatert. ROS mangler i 2 enheter.»"""
    current = sum(each.standing is Standing.IN_PLACE for each in found)
    parts = [t("structures.sentence", current=current, count=len(found))]
    wanting = [
        (each.places_that(standing), standing, each.short_title)
        for each in found
        if each.in_each_unit
        for standing in (Standing.MISSING, Standing.LAPSED)
        if each.places_that(standing)
    ]
    worst = sorted(wanting, key=lambda each: (-list(Standing).index(each[1]), -each[0]))[:MOST_NAMED]
    return " ".join([*parts, *(t(f"structures.in_units.{standing}", what=name, count=count) for count, standing, name in worst)])

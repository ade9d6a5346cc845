"""All trends of one service on one page: harm first, then culture, then structures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.data_version import data_version
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.kept import kept
from dashboard.usecases.series import finish
from db.engine import reading
from db.queries import indicators as queries
from db.terms import Goal, Role

ATTENTION_ORDER = (Signal.WORSE, Signal.CHANGED, Signal.BETTER, Signal.ORDINARY, Signal.TOO_LITTLE)


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The trends that serve one national goal."""

    goal: Goal
    name: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    service_area: str
    name: str
    sentence: str
    groups: tuple[GoalGroup, ...]
    selection: Selection  # resolved
    choices: Choices


def service_page(asker: Asker, selection: Selection) -> ServicePage:
    """The page of the chosen service; of the first one that has numbers where none is chosen."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection)
        reported = kept(asker.engine, ("reported", data_version(session)), lambda: queries.reported_services(session))
        services = [service for service in queries.service_areas(session) if service.id in reported.values()]
        service = next((found for found in services if found.id == resolved.service_area), services[0] if services else None)
        resolved = resolved.with_(service_area=service.id if service else None)
        wanted = [indicator for indicator, of_service in reported.items() if service and of_service == service.id]
        series = finish(asker, session, wanted, resolved)
        return ServicePage(
            service_area=service.id if service else "",
            name=service.name if service else "",
            sentence=count_sentence(series),
            groups=goal_groups(series, {goal.id: goal.name for goal in queries.goals(session)}),
            selection=resolved,
            choices=choices(asker, session, resolved),
        )


def goal_groups(series: Iterable[Series], names: dict[Goal, str]) -> tuple[GoalGroup, ...]:
    """By national goal in the plan's order, and inside it what needs attention first."""
    found = sorted(series, key=lambda one: (ATTENTION_ORDER.index(one.change.signal), one.indicator.name))
    groups = (GoalGroup(goal, names[goal], tuple(one for one in found if one.indicator.goal is goal)) for goal in Goal)
    return tuple(group for group in groups if group.series)


def counts(series: Iterable[Series]) -> dict[Signal, int]:
    """How many series stand in each state against their own past, every state named."""
    found = Counter(one.change.signal for one in series)
    return {signal: found[signal] for signal in ATTENTION_ORDER}


def count_sentence(series: Iterable[Series]) -> str:
    """«2 dårligere · 7 som før · 3 bedre · 4 for lite grunnlag» in words."""
    found = counts(series)
    if not sum(found.values()):
        return t("sentence.counts.none")
    named = ((signal, found[signal]) for signal in ATTENTION_ORDER if found[signal])
    return t(
        "sentence.counts.some", total=sum(found.values()), parts=", ".join(t(f"sentence.counts.{signal}", count=n) for signal, n in named)
    )

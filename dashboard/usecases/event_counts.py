"""How many events there were of each category and severity over some months: of the months whose number may be seen, and no other way.

A sum of what stands on the page gives nothing away; a sum with what is hidden in it would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.text import t, value_with_unit
from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import Period, Status
from dashboard.usecases.lines import line_at
from etl import events


class Both(Protocol):
    """The two indicators of a service."""

    reported: str
    harm: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A category. `count` is what the months shown add up to; `hidden` how many months are left out of it."""

    category: str
    name: str
    count: int
    hidden: int
    harmful: int  # of the months in which both numbers are shown …
    reported: int  # … out of so many reports
    cumulative: float  # the share, in per cent, of all that is counted, with the categories before it

    @property
    def share_with_harm(self) -> float | None:
        return 100 * self.harmful / self.reported if self.reported else None


@dataclass(frozen=True, slots=True)
class SeverityCount:
    severity: str
    count: int
    hidden: int


MOST_OF_ALL, MOST_NAMED = 80, 3  # per cent, or so many categories: the few that make up most of it, which the sentence names
Numbers = dict[Period, float | None]  # by month; None = hidden, and what is not reported is not there


def counted(facts: Facts, about: Both, area: str, months: Sequence[Period]) -> tuple[Counted, ...]:
    """From most to least; those of which nothing is known to have happened are left out."""
    rows = []
    for category, name in events.categories().items():
        reported, harm = (_numbers(facts, indicator, area, category, months) for indicator in (about.reported, about.harm))
        both = [month for month in months if reported.get(month) is not None and harm.get(month) is not None]
        known = (
            _sum(reported),
            _hidden(reported),
            round(sum(harm[month] for month in both)),
            round(sum(reported[month] for month in both)),
        )
        rows.append((category, name, *known))
    rows = sorted((row for row in rows if row[2] or row[3]), key=lambda row: -row[2])
    total, so_far, found = sum(row[2] for row in rows), 0, []
    for row in rows:
        so_far += row[2]
        found.append(Counted(*row, 100 * so_far / total if total else 0.0))
    return tuple(found)


def severities(facts: Facts, about: Both, area: str, months: Sequence[Period]) -> tuple[SeverityCount, ...]:
    """From the least to the worst."""
    found = {severity: _numbers(facts, about.harm, area, severity, months) for severity in events.HARMS}
    return tuple(SeverityCount(severity, _sum(numbers), _hidden(numbers)) for severity, numbers in found.items() if numbers)


def _numbers(facts: Facts, indicator: str, area: str, group: str, months: Sequence[Period]) -> Numbers:
    if indicator not in facts.indicators:
        return {}
    wanted = frozenset(months)
    points = (point for point in line_at(facts, indicator, area, group).points if point.period in wanted)
    return {point.period: point.value for point in points if point.value is not None or point.status is Status.SUPPRESSED}


def _sum(numbers: Numbers) -> int:
    return round(sum(value for value in numbers.values() if value is not None))


def _hidden(numbers: Numbers) -> int:
    return sum(value is None for value in numbers.values())


def pareto_sentence(rows: Sequence[Counted]) -> str:
    """«Fall og Legemidler er 71 % av det som er talt.»"""
    if not any(row.count for row in rows):
        return t("events.pareto.unknown")
    few = next(place for place, row in enumerate(rows, 1) if row.cumulative >= MOST_OF_ALL or place in (len(rows), MOST_NAMED))
    *names, last = [row.name.lower() for row in rows[:few]]
    named = t("events.pareto.and", names=", ".join(names), last=last) if names else last
    said = t("events.pareto.most", names=named, share=value_with_unit(rows[few - 1].cumulative, "percent"))
    return said[:1].upper() + said[1:]

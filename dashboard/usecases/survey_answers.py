"""How many were asked and how many answered; and which place's numbers stand where too few have answered to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.text import number, t, value_with_unit
from dashboard.usecases.finished import Period, Point, Series, Status


@dataclass(frozen=True, slots=True)
class Answered:
    """Of one survey. `asked` is not always known."""

    period: Period
    answered: int
    asked: int | None

    @property
    def share(self) -> float | None:
        return 100 * self.answered / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A series, and of whom it is: `instead_of` is the place whose own numbers are too few to be shown."""

    series: Series
    answered: Answered | None
    instead_of: str | None = None


def answers_of(points: Sequence[Point]) -> list[Answered]:
    """The newest last; only of what is shown."""
    found = (point for point in points if point.value is not None and point.denominator)
    return [Answered(point.period, round(point.denominator), round(point.invited) if point.invited else None) for point in found]


def is_hidden(series: Series) -> bool:
    """Whether the newest survey is too small to be shown, or all of them are."""
    reported = [point for point in series.points if point.value is not None or point.status is Status.SUPPRESSED]
    return bool(reported) and reported[-1].value is None


def shown_or_above(series: Series, above: Callable[[], Series | None]) -> Shown | None:
    """The place itself; where its answers are too few, the place above. None where neither has anything."""
    if not is_hidden(series):
        return shown_alone(series) if series.last is not None else None
    whole = above()
    return shown_alone(whole, series.area.name) if whole is not None and whole.last is not None and not is_hidden(whole) else None


def shown_alone(series: Series, instead_of: str | None = None) -> Shown:
    found = answers_of(series.points)
    return Shown(series, found[-1] if found else None, instead_of)


def answered_text(found: Answered) -> str:
    """«84 av 137 svarte (61 %)»."""
    if found.asked is None:
        return t("survey.answered", answered=number(found.answered))
    return t(
        "survey.answered_of", answered=number(found.answered), asked=number(found.asked), share=value_with_unit(found.share, "percent")
    )

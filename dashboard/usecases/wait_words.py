"""How waits between rare events are said: in whole days or months as far as they tell something, and up to when one has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.stats.chart_choice import Chart
from dashboard.text import number, period_text, t, unit_name
from dashboard.usecases.waits import Waits, WaitUnit

if TYPE_CHECKING:
    from dashboard.usecases.finished import Series

WHOLE_FROM = 10  # a tenth of a day tells nothing beside so many


def wait_text(length: float, unit: WaitUnit) -> str:
    """`46 dager`, `1 måned`, `0,5 dager`."""
    shown = wait_number(length)
    return t(f"wait.length.{unit}", shown=shown, count=1 if shown == "1" else 2)


def wait_number(length: float | None) -> str:
    """`46`, `4,3`, `–`: the number alone."""
    return number(length, 0 if length is None or length >= WHOLE_FROM or length == round(length) else 1)


def since_text(waits: Waits) -> str:
    """How long ago the newest event was, or when it was where nobody has looked since; or that there has been none."""
    if waits.newest_event is None:
        return t("wait.none", first=period_text(waits.first), last=period_text(waits.last))
    if waits.running is None:
        return t("wait.newest", period=period_text(waits.newest_event))
    return t("wait.since", length=wait_text(waits.running.length, waits.unit), last=period_text(waits.last))


def wait_sentence(waits: Waits) -> str:
    """«46 dager siden siste hendelse, til og med 31. oktober 2026. Vanlig er 20 dager mellom hver.»"""
    said = since_text(waits)
    return said if waits.usual is None else f"{said} {usual_sentence(waits.usual, waits.unit)}"


def unit_words(series: Series) -> str:
    """What the chart measures: the indicator's unit, or the time between events."""
    if series.waits is None or series.chart is Chart.LIST:
        return unit_name(series.indicator.unit)
    return t("wait.between", unit=t(f"wait.unit.{series.waits.unit}"))


def usual_sentence(usual: float, unit: WaitUnit) -> str:
    return t("wait.usual", length=usual_text(usual, unit))


def usual_text(usual: float, unit: WaitUnit) -> str:
    """A middle of less than one says that they mostly come closer than that."""
    return t("wait.under", length=wait_text(1, unit)) if usual < 1 else wait_text(usual, unit)

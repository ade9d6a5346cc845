"""One comparison drawn for every reader: the dot plot and, where units differ in size, the funnel; wide and for the phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import dot_plot_svg
from dashboard.figures.funnel_svg import funnel_svg
from dashboard.text import t
from dashboard.usecases.compared import Comparison
from dashboard.usecases.finished import Signal

FLAGS = (Signal.BETTER, Signal.WORSE, Signal.CHANGED)
WIDE, PHONE = replace(theme.PAPER, width=860, height=420), replace(theme.PHONE, height=300)


@dataclass(frozen=True, slots=True)
class ComparisonDrawn:
    """Each is SVG; no funnel where there are no counts, or all units are of one size. The keys are pairs of symbol and words."""

    dots: str
    dots_phone: str
    dots_key: tuple[tuple[str, str], ...] = ()
    funnel: str = ""
    funnel_phone: str = ""
    funnel_key: tuple[tuple[str, str], ...] = ()


def comparison_drawn(comparison: Comparison) -> ComparisonDrawn | None:
    """All the pictures of one card; None where there is nothing to draw."""
    if not comparison.is_drawn:
        return None
    dots = dot_plot_svg(comparison, WIDE), dot_plot_svg(comparison, PHONE), tuple(dots_key(comparison))
    if not has_funnel(comparison):
        return ComparisonDrawn(*dots)
    return ComparisonDrawn(*dots, funnel_svg(comparison, WIDE), funnel_svg(comparison, PHONE), tuple(funnel_key(comparison)))


def has_funnel(comparison: Comparison) -> bool:
    """Units of one size stand in a column, and a column is no funnel."""
    return comparison.funnel is not None and len({unit.size for unit in comparison.funnel.units}) > 1


def dots_key(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Symbols and their words."""
    own = comparison.own
    if any(row.point and row.point.lower is not None for row in comparison.rows):
        yield "interval", t("comparison.key.interval")
    if own or comparison.funnel:
        yield "reference", t("comparison.key.reference") if own else t("comparison.key.all")
    if any(row.is_older for row in comparison.rows):
        yield "older", t("comparison.key.older")
    name = own.area.name if own else t("comparison.key.everyone" if comparison.funnel else "comparison.key.other")
    for signal in FLAGS:
        if any(row.signal is signal for row in comparison.rows):
            yield signal, t(f"comparison.key.{signal}", name=name)


def funnel_key(comparison: Comparison) -> Iterator[tuple[str, str]]:
    yield "limit95", t("comparison.key.limit95")
    yield "limit998", t("comparison.key.limit998")
    for signal in FLAGS:
        if any(unit.signal is signal for unit in comparison.funnel.units):
            yield signal, t(f"comparison.key.beyond_{signal}")

"""One comparison drawn for every reader: the dot plot and, where units differ in size, the funnel; wide and for the phone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.figures import theme
from dashboard.figures.dot_plot_svg import dot_plot_svg
from dashboard.figures.funnel_svg import funnel_svg
from dashboard.usecases.compared import Comparison

WIDE, PHONE = replace(theme.PAPER, width=860, height=420), replace(theme.PHONE, height=300)


@dataclass(frozen=True, slots=True)
class ComparisonDrawn:
    """Each is SVG; no funnel where there are no counts, or all units are of one size."""

    dots: str
    dots_phone: str
    funnel: str = ""
    funnel_phone: str = ""


def comparison_drawn(comparison: Comparison) -> ComparisonDrawn | None:
    """All the pictures of one card; None where there is nothing to draw."""
    if not comparison.is_drawn:
        return None
    dots = dot_plot_svg(comparison, WIDE), dot_plot_svg(comparison, PHONE)
    if comparison.funnel is None or len({unit.size for unit in comparison.funnel.units}) == 1:
        return ComparisonDrawn(*dots)
    return ComparisonDrawn(*dots, funnel_svg(comparison, WIDE), funnel_svg(comparison, PHONE))

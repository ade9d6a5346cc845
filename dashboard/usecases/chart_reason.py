"""Which chart this is and why, in plain words: what the analyst has fixed, where that cannot be used, and what limits rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.text import t
from dashboard.usecases.finished import LIMIT_CHARTS, Chart, Series

SCREENED = (Chart.XMR, Chart.P_PRIME, Chart.U_PRIME)  # limits from moving ranges


def chart_reason(series: Series) -> str:
    """One or a few sentences, for «Om tallet» and for files."""
    return " ".join(_sentences(series))


def _sentences(series: Series) -> Iterator[str]:
    facts = series.indicator
    fixed = t(f"chart_name.{facts.fixed_chart}") if facts.fixed_chart else ""
    if fixed and series.hindered is None:
        yield t("chart_fixed.chosen", chart=fixed)
    else:
        if fixed:
            yield t("chart_fixed.hindered", chart=fixed, reason=t(f"chart_hindrance.{series.hindered}"))
        yield t(f"chart_reason.{series.why}")
    if facts.baseline and series.chart in (*LIMIT_CHARTS, Chart.RUN):
        yield t("chart_fixed.baseline", count=facts.baseline)
    if facts.screen and series.chart in SCREENED:
        yield t("chart_fixed.screen")

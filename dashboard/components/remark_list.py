"""Under a chart: what the analyst has noted, and what was done. A note and a measure bear the number of its flag in the chart."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.text import t
from dashboard.usecases.remarks import Remark


def remark_list(remarks: Sequence[Remark]) -> html.Ul | None:
    if not remarks:
        return None
    return html.Ul(
        [html.Li([*_number(each), each.text]) for each in remarks], className="remarks", **{"aria-label": t("component.chart_card.remarks")}
    )


def _number(remark: Remark) -> list[html.Span]:
    shape = "remark-number remark-measure" if remark.is_measure else "remark-number"
    return [] if remark.number is None else [html.Span(str(remark.number), className=shape), " "]

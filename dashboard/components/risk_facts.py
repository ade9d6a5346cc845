"""One risk: where, whose, when it is judged anew, what is done, and what its indicator says."""

from __future__ import annotations

from dash import html

from dashboard.components.fact_list import fact_list
from dashboard.components.structure_tables import action_links, indicator_of
from dashboard.text import t
from dashboard.usecases.risks import RiskFacts


def risk_facts(risk: RiskFacts) -> list[object]:
    due = t("structures.overdue" if risk.is_overdue else "structures.due", day=risk.due)
    rows: list[tuple[str, object]] = [(t("risk.where"), risk.area_name), (t("risk.service"), risk.service_name)]
    rows += [(t("risk.owner"), risk.owner.label if risk.owner else t("wheel.nobody"))]
    rows += [(t("risk.description"), risk.description)] if risk.description else []
    rows += [] if risk.closed_on else [(t("risk.next"), html.Span(due, className="wheel-state-overdue" if risk.is_overdue else ""))]
    return [fact_list(rows), html.H2(t("risk.indicator")), *_indicator(risk), html.H2(t("risk.measures")), _measures(risk)]


def _indicator(risk: RiskFacts) -> list[object]:
    if risk.indicator is None:
        return [html.P(t("risk.no_indicator"))]
    return [html.P(indicator_of(risk)), *([html.P(risk.sentence)] if risk.sentence else [])]


def _measures(risk: RiskFacts) -> html.Ul | html.P:
    return action_links(risk) if risk.actions else html.P(t("risk.no_measures"), className="muted")

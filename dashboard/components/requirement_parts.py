"""One requirement: what it means and where it holds, and what has been pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.components.duty_facts import outward
from dashboard.components.fact_list import fact_list
from dashboard.text import date_text, t
from dashboard.usecases.requirement import EvidenceFacts
from dashboard.usecases.requirements import RequirementFacts, ShownBy

TAKE_BACK = "evidence-take-back"


def requirement_facts(facts: RequirementFacts) -> html.Dl:
    rows: list[tuple[str, object]] = [(t("requirement.meaning"), facts.meaning)]
    rows += [(t("requirement.paragraph"), _paragraph(facts))]
    rows += [(t("requirement.interval"), t("requirement.interval_of", months=facts.interval_months))]
    rows += [(t("requirement.owner"), facts.owner.label if facts.owner else t("wheel.nobody"))]
    rows += [(t("requirement.service"), facts.service_name or t("filter.all_services"))]
    rows += [(t("requirement.where"), t("structures.in_each_unit" if facts.in_each_unit else "structures.as_a_whole"))]
    return fact_list(rows)


def _paragraph(facts: RequirementFacts) -> object:
    words = t("requirement.regulation", paragraph=facts.paragraph) if facts.paragraph else t("requirement.own")
    return outward(words, facts.link)


def by_risks(facts: RequirementFacts) -> list[object]:
    return [html.P(t("requirement.by_risks"), className="muted")] if facts.shown_by is ShownBy.RISKS else []


def evidence_table(found: Sequence[EvidenceFacts], *, may_write: bool) -> html.Div:
    names = ("shown_on", "place", "evidence", "by", *(("change",) if may_write else ()))
    rows = [_evidence(each, may_write) for each in found]
    return data_table(t("requirement.evidence"), [t(f"structures.column.{name}") for name in names], rows, className="stacking")


def _evidence(each: EvidenceFacts, may_write: bool) -> list[object]:
    gone = t("requirement.taken_back", day=each.taken_back_on) if each.taken_back_on else ""
    words = html.Span([outward(each.text, each.link), f" ({gone})" if gone else ""])
    row: list[object] = [date_text(each.shown_on), each.area_name, words, each.by]
    button = html.Button(t("requirement.take_back"), id={"type": TAKE_BACK, "number": each.id}, type="button", className="quiet-button")
    return [*row, "" if gone else button] if may_write else row

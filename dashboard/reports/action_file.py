"""The list of measures as a file to take along: what the page shows with the same choices, and all that is written of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard.components.waiting_words import waiting_text
from dashboard.reports.tables import csv_of, frame_of, workbook_of
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import ActionFacts
from dashboard.usecases.actions import ActionsPage

COLUMNS = ("title", "service_area", "areas", "indicators", "objective", "hypothesis", "knowledge", "owner", "status", "starts_on")
COLUMNS += ("ends_on", "follow_up_on", "evaluated_on", "evaluation")


def as_csv(page: ActionsPage) -> bytes:
    return csv_of(table(page.actions))


def as_workbook(page: ActionsPage) -> bytes:
    told = [(t("file.name"), t("page.actions.name")), (t("file.sentence"), page.sentence)]
    return workbook_of(table(page.actions), [*told, (t("action.file.fetched"), date_text(dt.datetime.now(dt.UTC)))])


def table(actions: Sequence[ActionFacts]) -> pd.DataFrame:
    headings = [*(t(f"form.action.{name}") for name in COLUMNS), t("action.file.effect"), t("action.column.waits"), t("column.note")]
    return frame_of((tuple(_row(action)) for action in actions), headings)


def _row(action: ActionFacts) -> Iterator[str]:
    """Days as 2026-03-15, which every spreadsheet reads."""
    yield from (action.title, action.service_area_name)
    yield "; ".join(area.name for area in action.areas)
    yield "; ".join(indicator.name for indicator in action.indicators)
    yield from (action.objective_title or "", action.hypothesis, action.knowledge or "", action.owner.name)
    yield t(f"action_status.{action.status}")
    yield from (day.isoformat() if day else "" for day in (action.starts_on, action.ends_on, action.follow_up_on, action.evaluated_on))
    yield action.evaluation or ""
    yield "; ".join(t("action.effect.of", indicator=one.indicator.name, area=one.area.name, said=one.short) for one in action.effects)
    yield "; ".join(waiting_text(action, wait) for wait in action.waits)
    yield t("component.fictional.badge") if action.is_fictional else ""

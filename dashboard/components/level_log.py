"""Every new level of an indicator: from when, why, who decided it, and whether it still stands."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import date_text, moment_text, period_text, t
from dashboard.usecases.new_levels import LevelEntry

COLUMNS = ("period", "place", "cause", "decided", "written", "state")


def level_log(entries: Sequence[LevelEntry]) -> html.Div | html.P:
    if not entries:
        return html.P(t("component.level_log.none"), className="muted")
    headings = [t(f"component.level_log.{name}") for name in COLUMNS]
    return data_table(t("component.level_log.caption"), headings, [_row(entry) for entry in entries], className="stacking")


def _row(entry: LevelEntry) -> list[object]:
    decided = t("component.level_log.by", who=entry.decided_by, when=date_text(entry.decided_on))
    written = t("component.level_log.by", who=entry.written_by, when=moment_text(entry.written_at))
    return [period_text(entry.period), entry.area_name, entry.cause, decided, written, _state(entry)]


def _state(entry: LevelEntry) -> str:
    if entry.taken_back_at is None or entry.taken_back_by is None:
        return t("component.level_log.stands")
    when = moment_text(entry.taken_back_at)
    return t("component.level_log.taken_back", when=when, who=entry.taken_back_by, why=entry.taken_back_why or "")

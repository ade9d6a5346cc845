"""What kind of strategy one looks at: a draft, one that is over, or one as it stood on an earlier day; nothing for the one in force."""

from __future__ import annotations

import datetime as dt

from dash import dcc, html

from dashboard.components.goal_addresses import goals_address
from dashboard.components.notice import notice
from dashboard.text import date_text, t
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.strategies import Standing, StrategyFacts


def strategy_notices(strategy: StrategyFacts, asked: GoalSelection, stood_on: dt.date | None) -> list[html.Div]:
    found = []
    if strategy.standing is not Standing.IN_FORCE:
        title = t(f"goals.standing.{strategy.standing}")
        found.append(notice("info", t(f"goals.standing_why.{strategy.standing}", period=period_words(strategy)), title=title))
    if stood_on is not None:
        now = dcc.Link(t("goals.now"), href=goals_address(GoalSelection(asked.chosen, asked.strategy)))
        found.append(notice("info", t("goals.stood_on", day=date_text(stood_on)), " ", now))
    return found


def period_words(strategy: StrategyFacts) -> str:
    """«1. januar 2019 til 31. desember 2023», «fra 1. januar 2026»."""
    if strategy.valid_to is None:
        return t("goals.from", first=date_text(strategy.valid_from))
    return t("goals.from_to", first=date_text(strategy.valid_from), last=date_text(strategy.valid_to))


def source_line(strategy: StrategyFacts) -> html.P:
    """Whose it is, from when to when, who adopted it, and the id that others quote it by."""
    parts = [strategy.body, period_words(strategy)]
    if strategy.adopted_on:
        parts.append(t("goals.adopted", by=strategy.adopted_by, day=date_text(strategy.adopted_on)))
    return html.P(" · ".join([*parts, t("goals.id", id=strategy.id)]), className="source-line")

"""Mål: from the vision over the three goals to each delmål, how it goes, and where something is missing."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import overview_address
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import select_field
from dashboard.components.goal_addresses import GOALS, strategy_address
from dashboard.components.goal_panel import goal_panel
from dashboard.components.objective_card import objective_card
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.components.strategy_notice import source_line, strategy_notices
from dashboard.text import t
from dashboard.usecases.goal_page import GoalPage, goal_page
from dashboard.usecases.goal_selection import DAY, STRATEGY, GoalSelection

dash.register_page(__name__, path=GOALS, name=t("page.goals.name"), title=t("shell.page_title", page=t("page.goals.name")), order=3.2)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.goals.name")), skeleton("panel", 3)]), id="goals")


@guarded(Role.READER, Output("goals", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    asked = GoalSelection.from_query(search or "")
    return _page(goal_page(current_asker(), asked), asked)


def _page(found: GoalPage, asked: GoalSelection) -> list[object]:
    if found.strategy is None:
        return [page_head(t("page.goals.name"), has_actions=False), empty_state(t("page.goals.empty_title"), t("page.goals.empty"))]
    words = in_words(found.choices, found.selection.with_(compare_with=()))
    crumbs = [(t("page.overview.name"), overview_address(asked.chosen))]
    head = page_head(t("page.goals.name"), found.strategy.vision, filters=[found.strategy.title, *words], crumbs=crumbs)
    panels = [goal_panel(each.name, each.sentence, each.counts, has_fictional=each.has_fictional) for each in found.panels]
    return [
        head,
        *strategy_notices(found.strategy, asked, found.stood_on),
        _filters(found),
        source_line(found.strategy),
        *_ways(found),
        html.H2(t("page.goals.goals")),
        html.Div(panels, className="panels"),
        *_objectives(found, asked),
    ]


def _filters(found: GoalPage) -> html.Div:
    strategy = select_field(f"filter-{STRATEGY}", t("page.goals.strategy"), found.strategies, found.strategy.id, width="wide")
    day = select_field(f"filter-{DAY}", t("page.goals.day"), found.days, found.stood_on.isoformat() if found.stood_on else "")
    return selection_bar(
        found.choices, found.selection, compares=False, spans=False, last=html.Div([strategy, day], className="own-fields")
    )


def _ways(found: GoalPage) -> list[html.P]:
    if not found.may_write:
        return []
    label = t("page.goals.write" if found.strategy.is_draft else "page.goals.new_version")
    return [html.P(dcc.Link(label, href=strategy_address(found.strategy.id), className="button"), className="ways")]


def _objectives(found: GoalPage, asked: GoalSelection) -> list[object]:
    heading = html.H2(t("page.goals.objectives"))
    if not found.objectives:
        return [heading, html.P(t("page.goals.no_objectives"))]
    missing = sum(each.is_missing for each in found.objectives)
    said = html.P(t("page.goals.missing_count", count=missing, total=len(found.objectives)) if missing else t("page.goals.none_missing"))
    chosen = asked.chosen.with_(as_of=found.selection.as_of) if found.stood_on else asked.chosen
    return [heading, said, *(objective_card(each, chosen) for each in found.objectives)]

"""«Dette sa dere – dette gjør vi», each a card; what it waits for and the buttons for those who may. What people wrote is text and no more."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, indicator_address
from dashboard.components.learning_addresses import statement_address
from dashboard.components.shared_forms import do_button, shared_notice
from dashboard.selection import Selection
from dashboard.text import date_text, t
from dashboard.usecases.statements import Statement


def statement_list(about: str, statements: Sequence[Statement]) -> html.Div:
    return html.Div([_card(about, each) for each in statements], className="stacked")


def _card(about: str, each: Statement) -> html.Article:
    result = t("statement.result", dimension=each.indicator_name, area=each.area_name, year=each.year)
    where = indicator_address(each.indicator, Selection(area=each.area))
    return html.Article(
        [
            html.H3(t("statement.said"), className="card-unit"),
            html.P(each.said, className="answer as-written"),
            html.P(dcc.Link(result, href=where), className="source-line"),
            html.H3(t("statement.doing"), className="card-unit"),
            html.P(each.doing, className="as-written"),
            *_actions(each),
            *_approved(each),
            *_for_writers(about, each),
        ],
        className="card-surface said-and-done",
    )


def _actions(each: Statement) -> list[html.Ul]:
    links = [
        html.Li(dcc.Link(t("statement.action", title=action.label), href=action_address(int(action.value)))) for action in each.actions
    ]
    return [html.Ul(links, className="plain-list")] if links else []


def _approved(each: Statement) -> list[html.P]:
    if each.approved_at is None:
        return []
    return [html.P(t("statement.approved", by=each.approved_by, day=date_text(each.approved_at)), className="source-line")]


def _for_writers(about: str, each: Statement) -> list[object]:
    if not each.may_write:
        return []
    of = f"{each.id} {each.revision}"
    approve = [do_button(about, "approve", of)] if each.may_approve else []
    change = dcc.Link(t("sharing.change"), href=statement_address(each.id), className="quiet-button")
    return [*shared_notice(each.state, may_approve=each.may_approve), html.P([*approve, change], className="button-row")]

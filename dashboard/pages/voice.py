"""Brukerstemmen: what have users said, how many of them, and what is done with it?"""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import ALL, Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import indicator_address, overview_address
from dashboard.components.data_table import data_table
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.learning_addresses import VOICE, statement_address
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.shared_forms import do_id, news_place
from dashboard.components.skeleton import skeleton
from dashboard.components.small_multiple import small_multiples
from dashboard.components.statement_list import statement_list
from dashboard.components.survey_card import response_table, survey_card
from dashboard.figures.trend_svg import trend_svg
from dashboard.selection import Selection
from dashboard.text import NOTHING, period_text, t
from dashboard.usecases.statements import do_with_statement
from dashboard.usecases.survey_answers import shown_alone
from dashboard.usecases.voice import LastSurvey, Respondents, VoicePage, voice_page

NEWS, DONE, ABOUT = "voice-news", "voice-done", "statement"

dash.register_page(__name__, path=VOICE, name=t("page.voice.name"), title=t("shell.page_title", page=t("page.voice.name")), order=3.5)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.voice.name")), skeleton("small", 6)]), id="voice")
    return html.Div([place, dcc.Store(id=DONE)])


@guarded(Role.READER, Output("voice", "children"), Input("_pages_location", "search"), Input(DONE, "data"))
def show(search: str | None, done: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(voice_page(current_asker(), chosen), chosen, done)


@guarded(
    Role.LEADER,
    Output(NEWS, "children"),
    Output(DONE, "data"),
    Input(do_id(ABOUT, "approve", ALL), "n_clicks"),
    prevent_initial_call=True,
)
def approve(clicks: list) -> tuple[object, object]:
    if not any(clicks):
        return dash.no_update, dash.no_update
    return None, do_with_statement(current_asker(), "approve", dash.ctx.triggered_id["of"], {})


def _page(found: VoicePage, chosen: Selection, done: str | None) -> list[object]:
    head = page_head(
        t("page.voice.name"),
        t("page.voice.intro"),
        filters=in_words(found.choices, found.selection),
        crumbs=[(t("page.overview.name"), overview_address(chosen))],
    )
    said = notice("done", t(f"sharing.done.{done.split()[0]}")) if done else None
    bar = selection_bar(found.choices, found.selection, compares=False, everything=False)
    return [head, bar, news_place(NEWS, said), *_statements(found), *_answers(found, chosen), *_last(found.last)]


def _statements(found: VoicePage) -> list[object]:
    new = [html.P(dcc.Link(t("statement.new"), href=statement_address(), className="button"))] if found.may_write else []
    none = html.P(t("statement.none"), className="muted")
    return [html.H2(t("statement.title")), *new, statement_list(ABOUT, found.statements) if found.statements else none]


def _answers(found: VoicePage, chosen: Selection) -> list[object]:
    if not found.groups:
        way = way_to_upload(current_asker().user)
        return [html.H2(t("page.voice.answers")), empty_state(t("page.voice.empty_title"), t("page.voice.empty"), way, html.H3)]
    current = [part for group in found.groups if not group.is_former for part in _group(group, chosen)]
    former = [part for group in found.groups if group.is_former for part in _group(group, chosen)]
    older = [html.Details([html.Summary(t("page.voice.former"), className="quiet-button"), *former], className="opener")] if former else []
    return [html.H2(t("page.voice.answers")), html.P(t("page.voice.answers_note"), className="muted"), *current, *older]


def _group(group: Respondents, chosen: Selection) -> list[object]:
    """How many answered before what they answered."""
    name = group.name[:1].upper() + group.name[1:]
    hidden = [notice("info", t("survey.hidden", themes=", ".join(group.hidden)), title=t("survey.too_few"))] if group.hidden else []
    table = [response_table(t("survey.response", name=group.name), group.answers)] if group.answers else []
    there = chosen.with_(breakdown=group.name)
    cards = [survey_card(shown_alone(each), trend_svg(each), indicator_address(each.indicator.id, there)) for each in group.dimensions]
    return [html.H3(name), *table, *hidden, *([small_multiples(cards)] if cards else [])]


def _last(surveys: Sequence[LastSurvey]) -> list[object]:
    headings = [t(f"survey.last.{name}") for name in ("service", "year", "state")]
    rows = [[each.name, period_text(each.last) if each.last else NOTHING, _state(each)] for each in surveys]
    return [html.H2(t("survey.last.title"), id="siste"), data_table(t("survey.last.title"), headings, rows)]


def _state(survey: LastSurvey) -> str:
    return t(f"survey.last.{'never' if survey.last is None else 'overdue' if survey.is_overdue else 'fresh'}")

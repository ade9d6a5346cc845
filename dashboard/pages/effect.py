"""Indikator → Tiltak: did what we did help, and is a new level to be counted?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

import dash
from dash import ALL, Input, Output, State, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.addresses import effect_address, file_address, new_action_address, overview_address, service_address
from dashboard.components.chart_card import chart_card
from dashboard.components.earlier_version import earlier_version
from dashboard.components.effect_card import effect_card, no_level
from dashboard.components.empty_state import empty_state
from dashboard.components.form import FORM_IDS, FORM_VALUES, field_id, given
from dashboard.components.indicator_tabs import indicator_tabs
from dashboard.components.level_forms import DECIDE, TAKE_BACK, filled, level_form, place_of
from dashboard.components.level_link import level_link
from dashboard.components.level_log import level_log
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.figures.drawn import drawn
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import new_levels
from dashboard.usecases.effects import MeasureEffect
from dashboard.usecases.effects_page import EffectsPage, deciding_again, effects_page, taking_back_again
from dashboard.usecases.forms import FormView
from dashboard.usecases.indicator import indicator_exists
from dashboard.usecases.remarks import remarks
from dashboard.usecases.writing import Unfit

FORMS = ("csv", "xlsx", "svg")
PATH, SEARCH, DONE = "pathname", "search", "effect-done"
PLACE = tuple(State("_pages_location", name) for name in (PATH, SEARCH))
Answer = tuple[object, object]

dash.register_page(
    __name__,
    path_template="/effekt/<indicator>",
    name=t("page.effect.name"),
    title=t("shell.page_title", page=t("page.effect.name")),
    exists=indicator_exists,
    uses_plotly=True,
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.effect.name")), skeleton("chart")]), id="effect")
    return html.Div([place, dcc.Store(id=DONE)])


@guarded(Role.READER, Output("effect", "children"), Input("_pages_location", PATH), Input("_pages_location", SEARCH), Input(DONE, "data"))
def show(pathname: str | None, search: str | None, done: list | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(effects_page(current_asker(), _indicator(pathname), chosen), chosen, done)


@guarded(
    new_levels.WHO,
    Output(place_of(DECIDE), "children"),
    Output(DONE, "data", allow_duplicate=True),
    Input(DECIDE, "n_clicks"),
    State(field_id(new_levels.DECIDE, ALL), FORM_VALUES),
    State(field_id(new_levels.DECIDE, ALL), FORM_IDS),
    *PLACE,
    prevent_initial_call=True,
)
def decide(clicks: int | None, values: list, ids: list, pathname: str | None, search: str | None) -> Answer:
    """Dash also calls this when the button appears; only a press decides anything."""
    return _decided(current_asker(), given(values, ids), pathname, search) if clicks else (dash.no_update,) * 2


@guarded(
    new_levels.WHO,
    Output(place_of(TAKE_BACK), "children"),
    Output(DONE, "data", allow_duplicate=True),
    Input(TAKE_BACK, "n_clicks"),
    State(field_id(new_levels.TAKE_BACK, ALL), FORM_VALUES),
    State(field_id(new_levels.TAKE_BACK, ALL), FORM_IDS),
    *PLACE,
    prevent_initial_call=True,
)
def take_back(clicks: int | None, values: list, ids: list, pathname: str | None, search: str | None) -> Answer:
    return _taken_back(current_asker(), given(values, ids), pathname, search) if clicks else (dash.no_update,) * 2


def _decided(asker: Asker, written: Mapping[str, object], pathname: str | None, search: str | None) -> Answer:
    """For the measure that the page shows."""
    found = effects_page(asker, _indicator(pathname), Selection.from_query(search or ""))
    return _done(
        DECIDE,
        lambda: new_levels.decide(asker, found.series.indicator.id, found.series.area.code, found.action, written),
        lambda unfit: deciding_again(asker, found, written, unfit),
    )


def _taken_back(asker: Asker, written: Mapping[str, object], pathname: str | None, search: str | None) -> Answer:
    found = effects_page(asker, _indicator(pathname), Selection.from_query(search or ""))
    return _done(
        TAKE_BACK,
        lambda: new_levels.take_back(asker, found.series.indicator.id, found.series.area.code, written),
        lambda unfit: taking_back_again(found, written, unfit),
    )


def _done(button: str, act: Callable[[], object], again: Callable[[Unfit], FormView | None]) -> Answer:
    """What was done, for the page to say; or the form again with what is wrong in it."""
    try:
        return dash.no_update, [button, act()]
    except Unfit as unfit:
        view = again(unfit)
        return (filled(button, view) if view else None), dash.no_update


def _indicator(pathname: str | None) -> str:
    return unquote((pathname or "").rstrip("/").rsplit("/", 1)[-1])


def _page(found: EffectsPage, chosen: Selection, done: list | None) -> list[object]:
    facts, page = found.series.indicator, found.page
    crumbs = [(t("page.overview.name"), overview_address(chosen)), (facts.service_area_name, service_address(facts.service_area, chosen))]
    head = page_head(facts.name, filters=in_words(page.choices, page.selection), crumbs=crumbs)
    bar = selection_bar(page.choices, page.selection, breakdowns=found.series.breakdowns, has_service=False)
    tabs = indicator_tabs(facts.id, chosen, "effect")
    return [head, *_news(done), *earlier_version(chosen), tabs, bar, _chart(found, chosen), *_measures(found, chosen), *_log(found)]


def _news(done: list | None) -> list[object]:
    """What has just been done on this page."""
    if not done:
        return []
    said = notice("done", t("page.effect.decided" if done[0] == DECIDE else "page.effect.taken_back"))
    return [html.Div(said, tabIndex=-1, className="effect-news", **{"data-focus": "1"})]


def _chart(found: EffectsPage, chosen: Selection) -> html.Div:
    series = found.series
    files = [(t(f"page.indicator.download.{form}"), file_address(series.indicator.id, chosen, form)) for form in FORMS]
    card = chart_card(series, drawn(series), "chart", name=t("page.indicator.trend"), downloads=files)
    return html.Div([card, *level_link(series, chosen, effect_address)], className="stack")


def _measures(found: EffectsPage, chosen: Selection) -> list[object]:
    facts, area = found.series.indicator, found.series.area
    new = new_action_address(indicator=facts.id, area=area.code, service_area=facts.service_area)
    if not found.effects:
        said = t("page.effect.empty", area=area.in_sentence)
        return [empty_state(t("page.effect.empty_title"), said, (t("page.effect.new"), new) if found.may_write else None)]
    more = [html.P(dcc.Link(t("page.effect.new"), href=new, className="quiet-button"), className="effect-new")] if found.may_write else []
    numbers = {each.measure: each.number for each in remarks(found.series) if each.measure is not None}
    cards = [_card(found, each, numbers.get(each.measure.action), chosen) for each in found.effects]
    return [html.H2(t("page.effect.measures")), html.Div(cards, className="stack"), *more]


def _card(found: EffectsPage, effect: MeasureEffect, number: int | None, chosen: Selection) -> html.Article:
    is_shown = effect.measure.action == found.action
    address = None if is_shown else effect_address(effect.indicator.id, chosen.with_(action=effect.measure.action))
    return effect_card(effect, number, *(_level(found, effect) if is_shown else ()), chart_address=address)


def _level(found: EffectsPage, effect: MeasureEffect) -> Iterator[object]:
    if found.deciding is not None:
        yield level_form(DECIDE, found.deciding)
    elif effect.is_signal and effect.no_level:
        yield no_level(effect)


def _log(found: EffectsPage) -> list[object]:
    taking_back = [level_form(TAKE_BACK, found.taking_back)] if found.taking_back else []
    return [html.H2(t("page.effect.log")), level_log(found.log), *taking_back]

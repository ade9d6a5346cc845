"""Indikator → Tiltak: did what we did help, and is a new level to be counted?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import effect_address, file_address, new_action_address, overview_address, service_address
from dashboard.components.chart_card import chart_card
from dashboard.components.earlier_version import earlier_version
from dashboard.components.effect_card import effect_card, no_level
from dashboard.components.empty_state import empty_state
from dashboard.components.indicator_tabs import indicator_tabs
from dashboard.components.level_forms import DECIDE, TAKE_BACK, filled, level_form, place_of
from dashboard.components.level_link import level_link
from dashboard.components.level_log import level_log
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.figures.drawn import drawn
from dashboard.saving import Answer, Written, done, draws_again, saving
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import new_levels
from dashboard.usecases.effects import MeasureEffect
from dashboard.usecases.effects_page import EffectsPage, deciding_again, effects_page, taking_back_again
from dashboard.usecases.indicator import indicator_exists
from dashboard.usecases.remarks import remarks
from dashboard.usecases.writing import Unfit

FORMS = ("csv", "xlsx", "svg")
PATH, SEARCH, NEWS, DONE = "pathname", "search", "effect-news", "effect-done"
PLACE = tuple(State("_pages_location", name) for name in (PATH, SEARCH))

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
    return html.Div([html.Div(id=NEWS, className="effect-news"), place, dcc.Store(id=DONE)])


@guarded(Role.READER, Output("effect", "children"), Input("_pages_location", PATH), Input("_pages_location", SEARCH), Input(DONE, "data"))
def show(pathname: str | None, search: str | None, _: object) -> list[object]:
    return _page(_found(pathname, search), Selection.from_query(search or ""))


def _saving(form_name: str, button: str) -> tuple[object, ...]:
    return saving(form_name, button, news=NEWS, place=place_of(button), then=(DONE, "data"))


def _deciding_again(unfit: Unfit, written: Written, *where: str | None) -> object:
    return filled(DECIDE, deciding_again(current_asker(), _found(*where), written, unfit))


@guarded(new_levels.WHO, *_saving(new_levels.DECIDE, DECIDE), *PLACE, prevent_initial_call=True)
@draws_again(_deciding_again)
def decide(written: Written, *where: str | None) -> Answer:
    """For the measure that the page shows."""
    found = _found(*where)
    level = new_levels.decide(current_asker(), found.series.indicator.id, found.series.area.code, found.action, written)
    return done(t("page.effect.decided"), level)


def _taking_back_again(unfit: Unfit, written: Written, *where: str | None) -> object:
    return filled(TAKE_BACK, taking_back_again(_found(*where), written, unfit))


@guarded(new_levels.WHO, *_saving(new_levels.TAKE_BACK, TAKE_BACK), *PLACE, prevent_initial_call=True)
@draws_again(_taking_back_again)
def take_back(written: Written, *where: str | None) -> Answer:
    found = _found(*where)
    new_levels.take_back(current_asker(), found.series.indicator.id, found.series.area.code, written)
    return done(t("page.effect.taken_back"), written)


def _found(pathname: str | None, search: str | None) -> EffectsPage:
    indicator = unquote((pathname or "").rstrip("/").rsplit("/", 1)[-1])
    return effects_page(current_asker(), indicator, Selection.from_query(search or ""))


def _page(found: EffectsPage, chosen: Selection) -> list[object]:
    facts, page = found.series.indicator, found.page
    crumbs = [(t("page.overview.name"), overview_address(chosen)), (facts.service_area_name, service_address(facts.service_area, chosen))]
    head = page_head(facts.name, filters=in_words(page.choices, page.selection), crumbs=crumbs)
    bar = selection_bar(page.choices, page.selection, breakdowns=found.series.breakdowns, has_service=False)
    tabs = indicator_tabs(facts.id, chosen, "effect")
    return [head, *earlier_version(chosen), tabs, bar, _chart(found, chosen), *_measures(found, chosen), *_log(found)]


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

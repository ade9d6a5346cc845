"""Kultur: is it safe to speak up, and how many have answered?"""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import Input, Output, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import indicator_address, overview_address
from dashboard.components.empty_state import empty_state, way_to_upload
from dashboard.components.learning_addresses import CULTURE
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.selection_bar import in_words, selection_bar
from dashboard.components.skeleton import skeleton
from dashboard.components.small_multiple import small_multiples
from dashboard.components.survey_card import survey_card
from dashboard.figures.trend_svg import trend_svg
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.culture import CulturePage, culture_page
from dashboard.usecases.survey_answers import Shown

dash.register_page(__name__, path=CULTURE, name=t("page.culture.name"), title=t("shell.page_title", page=t("page.culture.name")), order=3.4)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.culture.name")), skeleton("small", 6)]), id="culture")


@guarded(Role.READER, Output("culture", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    return _page(culture_page(current_asker(), chosen), chosen)


def _page(found: CulturePage, chosen: Selection) -> list[object]:
    head = page_head(
        t("page.culture.name"),
        t("page.culture.intro"),
        filters=in_words(found.choices, found.selection),
        crumbs=[(t("page.overview.name"), overview_address(chosen))],
    )
    top = [head, selection_bar(found.choices, found.selection, compares=False)]
    if not (found.survey or found.work or found.too_few):
        return [*top, empty_state(t("page.culture.empty_title"), t("page.culture.empty"), way_to_upload(current_asker().user))]
    return [*top, *_survey(found, chosen), *_part("work", found.work, chosen)]


def _survey(found: CulturePage, chosen: Selection) -> list[object]:
    """What is hidden is said before what stands in its stead."""
    merged = {"area": found.instead_of, "whole": found.shown_area}
    said = [notice("info", t("survey.merged", **merged), title=t("survey.too_few"))] if found.instead_of else []
    few = [notice("info", t("survey.none_above", themes=", ".join(found.too_few)), title=t("survey.too_few"))] if found.too_few else []
    return [*_part("survey", found.survey, chosen, *said, *few)] if found.survey else few


def _part(name: str, shown: Sequence[Shown], chosen: Selection, *said: object) -> list[object]:
    if not shown:
        return []
    cards = [_card(each, chosen) for each in shown]
    return [html.H2(t(f"page.culture.{name}")), html.P(t(f"page.culture.{name}_note"), className="muted"), *said, small_multiples(cards)]


def _card(shown: Shown, chosen: Selection) -> html.Article:
    series = shown.series
    there = chosen.with_(area=series.area.code, breakdown=series.breakdown or None)
    return survey_card(shown, trend_svg(series), indicator_address(series.indicator.id, there))

"""What a measure has done: the verdict for each indicator and place, with the way to its chart; in a list in short."""

from __future__ import annotations

from collections.abc import Iterator

from dash import dcc, html

from dashboard.components.addresses import effect_address, indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.signal_mark import signal_mark
from dashboard.selection import Selection
from dashboard.text import NOTHING, t
from dashboard.usecases.action_facts import ActionFacts, NamedArea, NamedIndicator

COLUMNS = ("indicator", "area", "effect", "seen")


def effect_table(action: ActionFacts) -> list[object]:
    """Each indicator at each place, and what must be kept in mind with what is said of it."""
    headings = [t(f"action.effect.{name}") for name in COLUMNS]
    rows = [_row(action, indicator, area) for indicator in action.indicators for area in action.areas]
    table = data_table(t("action.effect.caption", title=action.title), headings, rows, className="stacking action-table")
    minded = list(_to_keep_in_mind(action))
    return [table, *([html.H3(t("action.effect.mind")), html.Ul(minded)] if minded else [])]


def effect_lines(action: ActionFacts) -> html.Ul:
    """The names of its indicators, each with the verdict where there is one."""
    return html.Ul([html.Li(line) for line in _lines(action)], className="waiting")


def _lines(action: ActionFacts) -> Iterator[list[object]]:
    told = {effect.indicator.id for effect in action.effects}
    yield from ([indicator.name] for indicator in action.indicators if indicator.id not in told)
    for effect in action.effects:
        place = f", {effect.area.name}" if len(action.areas) > 1 else ""
        yield [f"{effect.indicator.short_name}{place}: ", signal_mark(effect.signal), " ", effect.short]


def _row(action: ActionFacts, indicator: NamedIndicator, area: NamedArea) -> list[object]:
    """To the chart with its before and after; of one that has not begun, to the chart as it is."""
    effect, place = action.effect_on(indicator.id, area.code), Selection(area=area.code)
    there = effect_address(indicator.id, place.with_(action=action.id)) if effect else indicator_address(indicator.id, place)
    name = dcc.Link(indicator.name, href=there)
    if effect is None:
        return [name, area.name, t("action.effect.none"), NOTHING]
    return [name, area.name, html.Span([signal_mark(effect.signal), " ", effect.short]), effect.seen or NOTHING]


def _to_keep_in_mind(action: ActionFacts) -> Iterator[html.Li]:
    for effect in action.effects:
        for warning in effect.warnings:
            yield html.Li(t("action.effect.of", indicator=effect.indicator.name, area=effect.area.name, said=warning))

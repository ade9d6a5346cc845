"""Årshjul: what is due this month and next, what is overdue, and the whole year as a wheel and as a list."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import NEW, YEAR_WHEEL
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.wheel_entry import in_one_line
from dashboard.components.wheel_list import entry_table, wheel_list
from dashboard.components.year_wheel import wheel_picture
from dashboard.figures.year_wheel_svg import kind_mark_svg, year_wheel_svg
from dashboard.text import t
from dashboard.usecases.wheel_entries import EntryState, WheelSelection
from dashboard.usecases.year_wheel import YearWheel, year_wheel

SOON = 3  # deadlines that the page begins with

dash.register_page(
    __name__, path=YEAR_WHEEL, name=t("page.year_wheel.name"), title=t("shell.page_title", page=t("page.year_wheel.name")), order=3.7
)


def layout(**_: object) -> html.Div:
    return html.Div(html.Div([html.H1(t("page.year_wheel.name")), skeleton("panel", 2)]), id="year-wheel")


@guarded(Role.READER, Output("year-wheel", "children"), Input("_pages_location", "search"), of_address=True)
def show(search: str | None) -> list[object]:
    return _page(year_wheel(current_asker(), WheelSelection.from_query(search or "")))


def _page(found: YearWheel) -> list[object]:
    head = page_head(t("page.year_wheel.name"), _sentence(found), filters=_words(found))
    top = [head, _soon(found), _filters(found), _ways(found)]
    overdue = [html.H2(t("wheel.overdue", count=len(found.overdue))), entry_table(t("wheel.overdue_caption"), found.overdue)]
    if not found.of_year:
        none = empty_state(t("page.year_wheel.empty_title"), t("page.year_wheel.empty"), (t("page.year_wheel.all"), YEAR_WHEEL))
        return [*top, *(overdue if found.overdue else []), none]
    return [*top, *(overdue if found.overdue else []), *_year(found)]


def _year(found: YearWheel) -> list[object]:
    svg = year_wheel_svg(found.of_year, found.year, found.today.month if found.today.year == found.year else None)
    picture = [html.H2(t("wheel.year", year=found.year)), wheel_picture(found, svg, kind_mark_svg)]
    return [*picture, html.H2(t("wheel.list")), *wheel_list(found.of_year, found.year)]


def _sentence(found: YearWheel) -> str:
    """«I november: 4 frister, 1 er gjort. 2 er over fristen.»"""
    of_month = [entry for entry in found.of_year if (entry.due.year, entry.due.month) == (found.today.year, found.today.month)]
    done = sum(entry.state is EntryState.DONE for entry in of_month)
    month = t(f"component.month.{found.today.month}")
    first = t("wheel.this_month" if of_month else "wheel.quiet_month", month=month, count=len(of_month), done=done)
    return f"{first} {t('wheel.so_many_over', count=len(found.overdue))}" if found.overdue else first


def _soon(found: YearWheel) -> html.Ul | None:
    return html.Ul([html.Li(f"{in_one_line(entry)}.") for entry in found.next[:SOON]], className="wheel-soon") if found.next else None


def _words(found: YearWheel) -> list[str]:
    lists = {"kind": found.kinds, "responsible": found.responsible, "month": found.months, "service_area": found.services}
    chosen = {name: str(getattr(found.chosen, name) or "") for name in lists}
    return [option.label for name, options in lists.items() for option in options if chosen[name] and option.value == chosen[name]]


def _filters(found: YearWheel) -> html.Div:
    chosen = found.chosen
    return filter_bar(
        select_field("filter-type", t("wheel.column.kind"), found.kinds, chosen.kind or ""),
        select_field("filter-ansvarlig", t("wheel.column.who"), found.responsible, chosen.responsible or ""),
        select_field("filter-maned", t("wheel.filter_month"), found.months, str(chosen.month or ""), width="narrow"),
        select_field("filter-tjeneste", t("filter.service_area"), found.services, chosen.service_area or ""),
        select_field(
            "filter-ar", t("wheel.filter_year"), found.years, "" if found.year == found.today.year else str(found.year), width="narrow"
        ),
    )


def _ways(found: YearWheel) -> html.P:
    may_write = current_asker().user.role.may(Role.LEADER)
    new = [dcc.Link(t("wheel.new"), href=f"{YEAR_WHEEL}/{NEW}")] if may_write else []
    calendar = html.A(t("wheel.subscribe"), href=f"{YEAR_WHEEL}.ics{found.chosen.to_query()}", download="arshjul.ics")
    return html.P([*new, calendar], className="inline-links")

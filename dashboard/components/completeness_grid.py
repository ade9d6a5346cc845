"""One indicator's deliveries: a line that says what is missing, a grid of units and periods, and the gaps as a list."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from markupsafe import Markup

from dashboard.components.addresses import indicator_address
from dashboard.components.markup import element
from dashboard.selection import Selection
from dashboard.text import period_text, short_period, t
from dashboard.usecases.completeness import AreaRow, Grid
from dashboard.usecases.expected import There

SIGNS = {
    There.DELIVERED: "✓",
    There.HIDDEN: "✓",
    There.NOT_REPORTED: "∅",
    There.NOT_RELEVANT: "–",
    There.MISSING: "✕",
    There.LATE: "!",
    There.AWAITED: "○",
    There.OUTSIDE: "",
}
HAS_CHART = (There.DELIVERED, There.HIDDEN, There.NOT_REPORTED, There.NOT_RELEVANT)
UPLOAD = "/last-opp"


def completeness_grid(grid: Grid, *, may_upload: bool, is_open: bool) -> html.Details:
    """Closed it is a line; that line says what is missing for the newest period, and how many gaps there are in all."""
    said = html.Span([_sign_seen(_judgement(grid)), sentence(grid)], className="grid-sentence" + (" is-wanting" if grid.wanting else ""))
    title = html.H2(grid.name, className="service-name")
    about = html.P(" · ".join(_about(grid)), className="source-line")
    parts = [html.Summary([title, said], className="service-summary"), about, _table(grid, may_upload), *_gaps(grid)]
    return html.Details(parts, open=is_open, className="card-surface service-list")


def sentence(grid: Grid) -> str:
    """«Mangler: 2 av 6 enheter for mars 2026»."""
    if grid.judged is None or not grid.expected:
        return t("completeness.nothing_due")
    facts = {"wanting": grid.wanting, "expected": grid.expected, "period": grid.judged}
    if not grid.has_units:
        return t("completeness.one_missing" if grid.wanting else "completeness.one_there", **facts)
    return t("completeness.missing" if grid.wanting else "completeness.all_there", **facts)


def _judgement(grid: Grid) -> There:
    if grid.judged is None or not grid.expected:
        return There.AWAITED
    return There.LATE if grid.wanting else There.DELIVERED


def completeness_key() -> html.Ul:
    """The signs in words."""
    marks = [html.Li([_sign_seen(state), t(f"there.{state}")], className="grid-key-mark") for state in There if SIGNS[state]]
    return html.Ul(marks, className="marks grid-key")


def _sign_seen(state: There) -> html.Span:
    return html.Span(f"{SIGNS[state]} ", className=f"there there-{state.value.replace('_', '-')}", **{"aria-hidden": "true"})


def _about(grid: Grid) -> Iterator[str]:
    yield t("component.chart_card.source", source=grid.source)
    if grid.publication_month:
        yield t("completeness.published", month=t(f"component.month.{grid.publication_month}"))


def _table(grid: Grid, may_upload: bool) -> html.Div:
    caption = t("completeness.caption", indicator=grid.name)
    periods = [element("th", short_period(period), scope="col") for period in grid.periods]
    head = element("tr", element("th", t("completeness.area"), scope="col"), *periods)
    table = element(
        "table",
        element("caption", caption, class_name="visually-hidden"),
        element("thead", head),
        element("tbody", *(_row(grid, row, may_upload) for row in grid.rows)),
        class_name="data-table there-table",
    )
    reachable = {"role": "region", "aria-label": t("component.table.scroll", caption=caption)}
    return html.Div(className="table-scroll", tabIndex=0, **reachable, **{"data-markup": str(table)})


def _row(grid: Grid, row: AreaRow, may_upload: bool) -> Markup:
    return element("tr", element("th", row.name, scope="row"), *(_cell(grid, row, state, may_upload) for state in row.states))


def _cell(grid: Grid, row: AreaRow, state: There, may_upload: bool) -> Markup:
    """A sign and a word, and where it leads: to the chart, or to where the file can be delivered."""
    sign = element("span", SIGNS[state], class_name="there-sign", aria_hidden="true")
    parts = (sign, element("span", t(f"there.{state}"), class_name="there-word"))
    look = f"there there-{state.value.replace('_', '-')}"
    if state in HAS_CHART:
        address = indicator_address(grid.indicator, Selection(area=row.code))
    else:
        address = UPLOAD if state.is_wanting and may_upload else None
    return element("td", element("a", *parts, href=address, class_name=look) if address else element("span", *parts, class_name=look))


def _gaps(grid: Grid) -> list[object]:
    """The same for those who would rather read than look."""
    lines = [html.Li(_gap(grid, row)) for row in grid.rows if any(state.is_wanting for state in row.states)]
    return [html.Details([html.Summary(t("completeness.as_list", count=grid.gaps)), html.Ul(lines)])] if lines else []


def _gap(grid: Grid, row: AreaRow) -> str:
    wanting = [period_text(period) for period, state in zip(grid.periods, row.states, strict=True) if state.is_wanting]
    return t("completeness.gap", area=row.name, periods=", ".join(wanting))

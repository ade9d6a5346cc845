"""The board: a row for each indicator, a column for each area, and in the cell its mark, its newest value and the target."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.components.addresses import indicator_address
from dashboard.components.markup import element
from dashboard.components.signal_mark import LOOK_OF_TARGET, SHAPES, assurance_mark, shape_class, signal_mark
from dashboard.selection import Selection
from dashboard.text import NO_BREAK, keys, number, period_text, short_period, t
from dashboard.usecases.board import BoardRow, Cell
from dashboard.usecases.finished import AreaFacts, Kind, Status
from dashboard.usecases.sentences import shown
from dashboard.usecases.wait_words import wait_number, wait_text


def board_table(columns: Sequence[AreaFacts], rows: Sequence[BoardRow], chosen: Selection, *, names_service: bool) -> html.Div:
    """Each cell leads to its chart; `chosen` is what the reader takes along there."""
    caption = t("component.board.caption", rows=len(rows), columns=len(columns))
    head = element("tr", element("th", t("component.board.indicator"), scope="col"), *map(_column_head, columns))
    body = [_row(row, chosen.with_(attention_only=False), names_service) for row in rows]
    table = element(
        "table",
        element("caption", caption, class_name="visually-hidden"),
        element("thead", head),
        element("tbody", *body),
        class_name="data-table board-table",
    )
    reachable = {"role": "region", "aria-label": t("component.table.scroll", caption=t("page.board.name"))}
    return html.Div(className="table-scroll board-scroll", tabIndex=0, **reachable, **{"data-markup": str(table)})


def board_key() -> html.Div:
    """What the marks mean, in words beside them."""
    marks = [signal_mark(signal, shows_word=True) for signal in SHAPES]
    targets = [assurance_mark(found) for found in LOOK_OF_TARGET]
    title = html.H2(t("component.board.key"), className="board-key-title")
    return html.Div([title, html.Div([*marks, *targets], className="marks")], className="board-key")


def _column_head(area: AreaFacts) -> Markup:
    return element("th", area.name, *([" ", _badge()] if area.is_fictional else []), scope="col")


def _badge() -> Markup:
    return element("span", t("component.fictional.badge"), class_name="badge-fictional", title=t("component.fictional.meaning"))


def _row(row: BoardRow, chosen: Selection, names_service: bool) -> Markup:
    is_fictional = all(cell.is_fictional for cell in row.filled)
    about, area = row.indicator, (row.cells[0] or row.filled[0]).area
    notes = [about.service_area_name, short_period(row.newest)] if names_service else [short_period(row.newest)]
    name = element("a", about.name, class_name="board-name", href=indicator_address(about.id, chosen.with_(area=area.code)))
    badge = [_badge()] if is_fictional else []
    head = element("th", name, element("span", " · ".join(notes), class_name="board-note"), *badge, scope="row")
    return element("tr", head, *(_cell(cell, row, chosen, is_fictional) for cell in row.cells))


def _cell(cell: Cell | None, row: BoardRow, chosen: Selection, row_says_fictional: bool) -> Markup:
    if cell is None:
        return element("td", element("span", t("component.board.none"), class_name="visually-hidden"))
    look = f"signal signal-{cell.signal.replace('_', '-')}"
    parts = [
        _seen(f"{SHAPES[cell.signal]}{NO_BREAK}{t(f'figure.letter.{cell.signal}')}", look),
        _seen(short_value(cell), "board-value"),
        *_goal(cell),
        *_age(cell, row),
        element("span", spoken(cell), class_name="visually-hidden"),
        *([_badge()] if cell.is_fictional and not (row_says_fictional or cell.area.is_fictional) else []),
    ]
    address = indicator_address(cell.indicator.id, chosen.with_(area=cell.area.code))
    return element("td", element("a", *parts, class_name="cover-link board-link", href=address), class_name="board-cell")


def _age(cell: Cell, row: BoardRow) -> list[Markup]:
    """What is older than the rest of its row says how old; and whether the newer numbers are hidden, or late."""
    notes = [] if cell.last.period == row.newest else [short_period(cell.last.period)]
    return [_seen(note, "board-note") for note in (*notes, *(t(f"component.board.{reason}") for reason in _reasons(cell)))]


def _reasons(cell: Cell) -> list[str]:
    """Why there is no newer number."""
    if cell.last.value is None:
        return []
    return ["newer_hidden"] if cell.newer_is_hidden else ["late"] if cell.is_late else []


def _seen(text: str, class_name: str) -> Markup:
    return element("span", text, class_name=class_name, aria_hidden="true")


def _goal(cell: Cell) -> list[Markup]:
    if cell.assurance not in LOOK_OF_TARGET:
        return []
    shape = element("span", class_name=shape_class(cell.assurance))
    look = f"board-goal board-goal-{LOOK_OF_TARGET[cell.assurance]}"
    return [element("span", shape, t(f"component.board.goal.{cell.assurance}"), class_name=look, aria_hidden="true")]


def short_value(cell: Cell) -> str:
    """The newest value with its unit as short as it can be understood."""
    about, value = cell.indicator, cell.last.value
    if cell.waits and cell.waits.running:
        return t(f"wait.short.{cell.waits.unit}", shown=wait_number(cell.waits.running.length)).replace(" ", NO_BREAK)
    if value is None:
        return t("component.board.hidden") if cell.last.status is Status.SUPPRESSED else t(f"status.{cell.last.status}")
    short = f"short_unit.{about.unit}"
    if about.kind is Kind.YES_NO or short not in keys():
        return shown(value, about)
    return f"{number(value, about.decimals)}{NO_BREAK}{t(short).replace(' ', NO_BREAK)}"


def spoken(cell: Cell) -> str:
    """«Solbakken sykehjem: bedre, 1,2 per 1000, målet nås stabilt, mars 2026»."""
    value = t(f"status.{cell.last.status}") if cell.last.value is None else shown(cell.last.value, cell.indicator)
    if cell.waits and cell.waits.running:
        value = t("figure.waits.running", length=wait_text(cell.waits.running.length, cell.waits.unit))
    goal = [t(f"component.assurance.{cell.assurance}")] if cell.assurance in LOOK_OF_TARGET else []
    newer = [t(f"component.board.{reason}_read") for reason in _reasons(cell)]
    parts = [t(f"signal.{cell.signal}"), value, *goal, period_text(cell.last.period), *newer]
    return t("component.board.read", area=cell.area.name, parts=", ".join(parts))

"""The board: the same verdicts as on the page of one series, found for all cells at once, and what needs attention first."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import numpy as np
import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.components.board_table import board_table, spoken
from dashboard.components.markup import element
from dashboard.selection import Selection
from dashboard.stats.chart_choice import Evidence, choose
from dashboard.stats.icons import Assurance
from dashboard.stats.many_series import stacked, weigh
from dashboard.usecases.board import BoardPage, board, board_rows
from dashboard.usecases.board_cells import Cell
from dashboard.usecases.finished import Chart, Point, Signal
from dashboard.usecases.series import find_series
from db.engine import writing
from db.models import Source, Target
from db.terms import Direction, Goal, Kind, Period, Status, TargetLevel
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.finished_series import area, indicator
from tests.dashboard.houses import FALLS, SHARES, asker, months_ago, settle

STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"
WORSE = STABLE + " 45/9000 44/9000 46/9000 45/9000 47/9000 44/9000 46/9000 45/9000"
RNG = random.Random(12)


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add(Source(id="survey", name="Undersøkelser", licence="egne"))
        session.flush()
        session.add(an_area("SYK-02", name="Granly", type="unit", parent="3911", service_area="sykehjem"))
        session.add(an_indicator("ventetid", name="Ventetid", kind=Kind.MEAN, unit="days", goal=Goal.LASTING_STRUCTURES))
        session.add(an_indicator("andel", name="Andel", kind=Kind.PROPORTION, unit="percent", source="survey"))
        session.add(an_indicator("antall", name="Antall", kind=Kind.COUNT, unit="count"))
    return engine


def target(house: Engine, value: float, of: str = FALLS) -> None:
    facts = {"level": TargetLevel.REQUIREMENT, "valid_from": Period.parse("2020").first_day, "source": "vedtak"}
    with writing(house) as session:
        session.add(Target(indicator=of, value=value, **facts))


def cells_of(page: BoardPage) -> dict[tuple[str, str], Cell]:
    return {(row.indicator.id, cell.area.code): cell for row in page.rows for cell in row.filled}


def pair(cases: int, share: float) -> str:
    size = RNG.randint(cases // 2, cases)
    return f"{sum(RNG.random() < share for _ in range(size))}/{size}"


def some_months(kind: str, length: int) -> str:
    """Of every sort: sparse, plentiful, drifting, constant, with gaps."""
    share, drift, gap = RNG.choice([0.0, 0.003, 0.02, 0.2, 0.9, 1.0]), RNG.choice([0, 0.02]), RNG.choice([0, 0.1])
    texts = []
    for month in range(length):
        level = min(1.0, share + drift * month)
        value = pair(RNG.choice([12, 300]), level) if kind in (FALLS, "andel") else f"{RNG.gauss(20, share * 5) + month * drift * 20:.1f}"
        text = str(round(float(value))) if kind == "antall" else value
        texts.append(RNG.choice(["-", "_"]) if RNG.random() < gap else text)
    return " ".join(texts)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.READER])
def test_each_cell_says_what_the_page_of_its_series_says(house, role):
    for name in (FALLS, "andel", "ventetid", "antall"):
        deliver(
            house,
            *(
                observations(some_months(name, RNG.choice([4, 11, 12, 30])), indicator=name, area=code)
                for code in ("SYK-01", "SYK-02", "3911")
            ),
        )
    deliver(house, observations("53/100 40/100 50/100 55/100 52/100", indicator=SHARES, area="3811", first="2019"))
    for name, level in ((FALLS, 2), ("andel", 15), ("ventetid", 20), ("antall", 3)):
        target(house, level, name)
    found = cells_of(board(asker(house, role), Selection()))
    for name in (FALLS, "andel", "ventetid", "antall", SHARES):
        for code in ("SYK-01", "SYK-02", "3911"):
            series, cell = find_series(asker(house, role), name, Selection(area=code)), found.get((name, code))
            if series.last is None:
                assert cell is None or cell.last.value is None
            else:
                assert (cell.last.period, cell.last.value, cell.signal) == (series.last.period, series.last.value, series.change.signal)
                assert cell.assurance is series.assurance


@pytest.mark.parametrize("kind", ["proportion", "rate", "count", "mean"])
def test_many_series_choose_the_charts_that_each_would_choose(kind):
    rng = np.random.default_rng(5)
    events = [rng.poisson(mean, size).astype(float) for mean in (0.0, 0.3, 2, 9, 40) for size in (3, 10, 11, 12, 40)]
    cases = [np.maximum(each, rng.choice([20, 60, 3000], each.size)).astype(float) for each in events]
    for each in events[::3]:
        each[1] = np.nan
    counted = kind in ("proportion", "rate")
    alone = [
        Evidence(kind, "month", x / n if counted else x, x if counted else None, n if counted else None)
        for x, n in zip(events, cases, strict=True)
    ]
    columns = [stacked([getattr(each, name) for each in alone]) for name in (("values", "events", "n") if counted else ("values",))]
    assert [choose(each) for each in weigh(Evidence(kind, "month", *columns))] == [choose(each) for each in alone]


def test_columns_are_the_place_and_its_units_that_have_numbers(house):
    deliver(house, observations(STABLE, area="3911"), observations(STABLE, area="SYK-01"))
    assert [column.name for column in board(asker(house), Selection()).columns] == ["Færder", "Solbakken sykehjem"]
    assert [column.name for column in board(asker(house), Selection(area="SYK-01")).columns] == ["Solbakken sykehjem"]


def test_what_needs_attention_can_stand_alone_and_the_marks_are_counted_on_all(house):
    deliver(
        house,
        *(
            observations(values, indicator=of, area="SYK-01", first=months_ago(20))
            for of, values in ((FALLS, WORSE), ("ventetid", "20 21 19 20 22 " * 4))
        ),
    )
    page = board(asker(house), Selection(attention_only=True))
    assert [row.indicator.id for row in page.rows] == [FALLS]
    assert (page.total, page.noise.series, page.noise.marked) == (2, 2, 1)
    assert 0 < page.noise.expected < 1


@pytest.mark.parametrize(("value", "found"), [(1, Assurance.FAILS), (2.2, Assurance.HIT_OR_MISS), (9, Assurance.PASSES)])
def test_the_target_is_held_against_the_limits(house, value, found):
    with writing(house) as session:
        session.add(an_indicator("ventedager", name="Ventedager", kind=Kind.MEAN, unit="days"))
    target(house, value, "ventedager")
    deliver(house, observations("2.2 2.4 2.1 2.3 2.2 2.0 2.4 2.3 2.1 2.2 2.3 2.2", indicator="ventedager", area="SYK-01"))
    assert cells_of(board(asker(house), Selection()))["ventedager", "SYK-01"].assurance is found


def test_without_target_or_limits_nothing_is_said_of_the_target(house):
    deliver(house, observations(STABLE, area="SYK-01"), observations("3 4 2", indicator="ventetid", area="SYK-01"))
    target(house, 3, "ventetid")
    assert {cell.assurance for cell in cells_of(board(asker(house), Selection())).values()} == {Assurance.NONE}


def test_all_of_a_hundred_percent_reach_the_target_of_a_hundred(house):
    """A limit that is cut off at the end of the scale is none: no share could ever be above it."""
    about = {"kind": Kind.PROPORTION, "unit": "percent", "direction": Direction.HIGHER_IS_BETTER, "small_number_limit": 0}
    with writing(house) as session:
        session.add(an_indicator("renhold", name="Renhold", **about))
    target(house, 100, "renhold")
    deliver(house, observations("20/20 " * 14, indicator="renhold", area="SYK-01"))
    deliver(house, observations("190/200 195/200 200/200 192/200 194/200 " * 4, indicator="renhold", area="SYK-02"))
    found = cells_of(board(asker(house), Selection()))
    assert found["renhold", "SYK-01"].assurance is Assurance.PASSES
    assert found["renhold", "SYK-02"].assurance is Assurance.HIT_OR_MISS


def test_the_years_asked_for_hide_cells_and_change_no_claim(house):
    deliver(house, observations(WORSE, area="SYK-01"))
    assert cells_of(board(asker(house), Selection(last_year=2024)))[FALLS, "SYK-01"].signal is Signal.ORDINARY
    assert cells_of(board(asker(house), Selection(first_year=2025)))[FALLS, "SYK-01"].signal is Signal.WORSE
    assert board(asker(house), Selection(first_year=2030)).total == 0


def test_the_past_is_shown_as_it_was(house):
    first = deliver(house, observations("3 4 5", indicator="ventetid", area="SYK-01"))
    deliver(house, observations("3 4 9", indicator="ventetid", area="SYK-01"))
    values = [cells_of(board(asker(house), Selection(as_of=number)))["ventetid", "SYK-01"].last.value for number in (first, None)]
    assert values == [5, 9]


def test_a_series_of_hidden_numbers_says_that_they_are_hidden(house):
    deliver(house, observations("3/900 2/900", area="SYK-01"))
    cell = cells_of(board(asker(house, Role.READER), Selection()))[FALLS, "SYK-01"]
    assert (cell.last.value, cell.last.numerator) == (None, None)
    assert spoken(cell) == "Solbakken sykehjem: for lite grunnlag, skjult av personvernhensyn, februar 2024"


def test_an_empty_house_has_an_empty_board(house):
    assert board(asker(house), Selection()).rows == ()


def cell(signal: Signal = Signal.ORDINARY, name: str = "a", *, assurance: Assurance = Assurance.NONE, **about: object) -> Cell:
    last = Point(Period.parse("2026-M03"), 1.2, Status.NORMAL)
    return Cell(indicator(id=name, name=name, **about), area("Solbakken sykehjem", "SYK-01"), last, signal, assurance, Chart.U, 24, False)


def test_worse_stands_before_changed_before_better_and_harm_first_among_the_same():
    made = [
        cell(Signal.TOO_LITTLE, "1"),
        cell(Signal.BETTER, "2"),
        cell(Signal.ORDINARY, "3", goal=Goal.SAFETY_CULTURE),
        cell(Signal.ORDINARY, "4"),
        cell(Signal.CHANGED, "5"),
        cell(Signal.WORSE, "6", goal=Goal.SAFETY_CULTURE),
        cell(Signal.WORSE, "7"),
    ]
    assert [row.indicator.id for row in board_rows(made)] == ["7", "6", "5", "2", "4", "3", "1"]


def test_a_cell_is_read_aloud_in_words():
    said = spoken(cell(Signal.BETTER, assurance=Assurance.PASSES)).replace("\u00a0", " ")
    assert said == "Solbakken sykehjem: bedre, 1,2 per 1000, målet nås stabilt, mars 2026"


class Table(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.links, self.scopes, self.texts = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.links += [dict(attrs)["href"]] if tag == "a" else []
        self.scopes += [dict(attrs)["scope"]] if tag == "th" else []

    def handle_data(self, data):
        self.texts.append(data)


def test_the_table_has_headings_with_scope_and_each_cell_leads_to_its_chart():
    rows = board_rows([cell(name="fall")])
    made = board_table([rows[0].cells[0].area], rows, Selection(last_year=2026, attention_only=True), names_service=True)
    found = Table(getattr(made, "data-markup"))
    assert found.scopes == ["col", "col", "row"]
    assert set(found.links) == {"/indikator/fall?omrade=SYK-01&til=2026"}


def test_names_are_escaped():
    assert element("td", "<b>&", title='"x"') == '<td title="&#34;x&#34;">&lt;b&gt;&amp;</td>'


def test_the_chip_stands_in_the_address():
    assert Selection(area="3911", attention_only=True).to_query() == "?omrade=3911&bare=1"
    assert Selection.from_query("?bare=1").attention_only
    assert not Selection.from_query("?bare=ja").attention_only

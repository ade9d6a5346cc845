"""Numbers that cannot be, or say nothing: an honest word, no icon, and never a silent NaN."""

from __future__ import annotations

import math

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dashboard.components.signal_mark import LOOK_OF_TARGET
from dashboard.figures.drawn import drawn
from dashboard.reports.series_file import as_csv
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.charting import charted
from dashboard.usecases.finished import Assurance, Series, Signal
from dashboard.usecases.judged import Held, judged
from dashboard.usecases.series import find_series
from db.engine import writing
from db.models import Target
from db.terms import Direction, Kind, Period, TargetLevel
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.figures_of import indicator, points
from tests.dashboard.finished_series import series, target
from tests.dashboard.houses import asker, settle

SHARE, MONTHS = "andel", 14


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add(
            an_indicator(
                SHARE, name="Andel", kind=Kind.PROPORTION, unit="percent", direction=Direction.HIGHER_IS_BETTER, small_number_limit=0
            )
        )
        session.flush()
        session.add(Target(indicator=SHARE, level=TargetLevel.AMBITION, value=50, valid_from=Period(2020).first_day, source="vedtak"))
    return engine


def seen(house: Engine, values: str) -> Series:
    deliver(house, observations(values, indicator=SHARE, area="SYK-01"))
    return find_series(asker(house), SHARE, Selection(area="SYK-01"))


def of(values: str, **about: object) -> Series:
    facts, own = indicator(**about), points(values)
    chart = charted(own, (), facts)
    return series(
        points=chart.points, indicator=facts, chart=chart.chart, why=chart.why, **judged(chart, own, Held(targets=(target(20),)), facts)
    )


def no_number_is_lost(one: Series) -> bool:
    pictures = drawn(one)
    texts = (one.sentence, pictures.paper, pictures.phone, as_csv(one).decode("utf-8-sig"))
    return not any(word in text.lower().split() for text in texts for word in ("nan", "inf", "none", "nan%"))


def test_more_cases_than_there_are_people_cannot_be_judged(house):
    found = seen(house, "30/20 " + "10/20 " * MONTHS)
    assert (found.change.signal, found.assurance) == (Signal.TOO_LITTLE, Assurance.NONE)
    assert "Teller og nevner stemmer ikke med hverandre: utviklingen kan ikke beregnes." in found.sentence
    assert found.smallest_change is None
    assert no_number_is_lost(found)


def test_the_board_gives_impossible_counts_no_icon_either(house):
    seen(house, "30/20 " + "10/20 " * MONTHS)
    (cell,) = board(asker(house), Selection()).rows[0].filled
    assert (cell.signal, cell.assurance in LOOK_OF_TARGET) == (Signal.TOO_LITTLE, False)


@pytest.mark.parametrize("pair", ["3/0", "-3/20", "inf/20", "3/inf"])
def test_what_no_count_can_be_is_never_stored(house, pair):
    numerator, denominator = map(float, pair.split("/"))
    (row,) = observations("5", indicator=SHARE, area="SYK-01")
    with pytest.raises(IntegrityError):
        deliver(house, [_with_counts(row, numerator, denominator)])


def _with_counts(row: tuple, numerator: float, denominator: float) -> tuple:
    from db.writes.observations import COLUMNS

    given = dict(zip(COLUMNS, row, strict=True)) | {"numerator": numerator, "denominator": denominator}
    return tuple(given[name] for name in COLUMNS)


@pytest.mark.parametrize(
    ("values", "about"),
    [("5/20", {}), ("0/20", {}), ("20/20", {}), ("0/20 " * MONTHS, {}), ("20/20 " * MONTHS, {}), ("7", {"kind": Kind.MEAN}), ("0 " * MONTHS, {"kind": Kind.COUNT, "unit": "count"})],
)  # fmt: skip
def test_one_point_and_points_all_alike_give_no_signal_and_no_nan(values, about):
    found = of(values, **about)
    assert found.change.signal in (Signal.TOO_LITTLE, Signal.ORDINARY)
    assert no_number_is_lost(found)
    assert not any(
        math.isnan(each) for point in found.points for each in (point.value, point.centre, point.lower, point.upper) if each is not None
    )


def test_one_number_alone_says_nothing_of_the_target_but_itself():
    found = of("5/20")
    assert (found.assurance, found.goal.code) == (Assurance.NONE, "missed_probably")


def test_a_number_without_end_is_refused_before_anything_is_drawn():
    with pytest.raises(ValueError, match="infinite number"):
        of("inf 5 6", kind=Kind.MEAN)

"""Whether a measure helped, from the tables to the sentence: the same numbers that the viewer sees, and no others."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import NotFound, Role
from dashboard.reports.series_file import rows
from dashboard.selection import Selection
from dashboard.usecases.effects import Because, Finding, MeasureEffect, effect_of
from dashboard.usecases.finished import Series
from dashboard.usecases.remarks import remark_lines
from dashboard.usecases.series import find_series
from db.acting import ActionStatus
from db.engine import writing
from db.models import IndicatorMark
from db.terms import MarkKind
from tests.builders import FALLS, deliver, observations
from tests.dashboard.dated_measures import UNIT, a_measure
from tests.dashboard.houses import asker, settle

HIGH = "45/900 44/900 46/900 45/900 47/900 44/900 46/900 45/900 46/900 44/900 45/900 46/900 47/900 45/900 44/900 46/900 43/900 45/900"
LOW = "20/900 22/900 19/900 21/900 20/900 18/900 22/900 21/900 19/900 20/900 21/900 20/900 19/900 21/900 20/900"


@pytest.fixture
def house(engine: Engine) -> Engine:
    """18 months at 50 per 1000 from January 2024, then 15 at 22."""
    settle(engine)
    deliver(engine, observations(f"{HIGH} {LOW}", area=UNIT))
    return engine


def found(house: Engine, action: int, role: Role = Role.LEADER, **given: object) -> MeasureEffect:
    return effect_of(asker(house, role), action, FALLS, UNIT, **given)


def shown(house: Engine, **given: object) -> Series:
    return find_series(asker(house), FALLS, Selection(area=UNIT, **given))


def mark(house: Engine, period: str, kind: MarkKind) -> None:
    with writing(house) as session:
        session.add(IndicatorMark(indicator=FALLS, period=period, kind=kind, text="Annen telling", decided_by="Fagrådet"))


def test_the_sentence_says_from_where_to_where_and_whether_it_is_a_signal(house):
    one = found(house, a_measure(house))
    assert one.sentence == "Etter «Fallvurdering innen 24 t»: 50,2 → 22,4\u00a0per\u00a01000. Signal på bedring (15 målinger)."
    assert (str(one.before.first), str(one.after.first), str(one.after.last)) == ("2024-M01", "2025-M07", "2026-M09")
    assert one.difference.upper < 0
    assert "vist seg" in one.seen


def test_a_measure_is_told_by_all_years_whatever_stretch_is_shown(house):
    action = a_measure(house)
    narrow = shown(house, first_year=2026)
    assert len(narrow.points) == 9
    assert found(house, action).before.points == 18


def test_a_month_in_which_it_began_half_way_is_neither_before_nor_after(house):
    one = found(house, a_measure(house, starts="2025-07-15"))
    assert (str(one.before.last), str(one.after.first)) == ("2025-M06", "2025-M08")


def test_three_points_after_are_too_few(house):
    deliver(house, observations(" ".join(HIGH.split()[:15]), area=UNIT, first="2025-M07"))
    one = found(house, a_measure(house, starts="2026-07-01"))
    assert (one.finding, one.because, one.more) == (Finding.TOO_FEW, Because.FEW_AFTER, 5)
    assert "For få målinger: 3 etter start. 5 målinger til trengs." in one.sentence


def test_a_measure_that_starts_after_the_newest_number_is_told_so(house):
    one = found(house, a_measure(house, starts="2027-01-01"))
    assert (one.finding, one.contrast) == (Finding.TOO_FEW, None)
    assert one.warnings[0].startswith("Det er ingen tall ennå")


def test_a_change_that_began_before_the_measure_is_told_with_its_month(house):
    assert any("begynt i juli 2025" in said for said in found(house, a_measure(house, starts="2026-01-01")).warnings)


def test_a_new_definition_at_the_start_cannot_be_compared(house):
    mark(house, "2025-M07", MarkKind.DEFINITION)
    one = found(house, a_measure(house))
    assert (one.finding, one.difference) == (Finding.NOT_COMPARABLE, None)


def test_a_level_decided_because_of_the_measure_does_not_hide_its_effect(house):
    mark(house, "2025-M07", MarkKind.REBASE)
    one = found(house, a_measure(house))
    assert (one.finding, one.no_level) == (Finding.IMPROVEMENT, ("Et nytt nivå regnes alt herfra.",))


def test_numbers_hidden_from_the_viewer_tell_no_effect_to_the_viewer(house):
    deliver(house, observations("2/900", area=UNIT, first="2025-M09"))
    action = a_measure(house)
    seen, hidden = found(house, action, Role.LEADER), found(house, action, Role.READER)
    assert (seen.finding, hidden.finding, hidden.because) == (Finding.IMPROVEMENT, Finding.NOT_TOLD, Because.HIDDEN)
    assert (hidden.before.level, hidden.after.level, hidden.difference, hidden.seen) == (None, None, None, "")
    assert not any(sign.isdigit() for sign in hidden.short)


def test_two_measures_at_once_are_told_of_each_other(house):
    first = a_measure(house)
    a_measure(house, "Sensor ved sengen", "2025-09-01")
    assert any("«Sensor ved sengen»" in said for said in found(house, first).warnings)


def test_a_measure_of_the_whole_municipality_stands_on_its_units_too(house):
    assert found(house, a_measure(house, area="3911")).finding is Finding.IMPROVEMENT


def test_a_measure_of_another_place_or_only_planned_is_not_here(house):
    planned = a_measure(house, status=ActionStatus.PLANNED)
    with pytest.raises(NotFound):
        found(house, planned)
    assert shown(house).measures == ()


def test_what_came_after_the_end_is_not_counted_unless_it_lasted_too_short(house):
    long = found(house, a_measure(house, ends_on=dt.date(2026, 3, 31)))
    short = found(house, a_measure(house, "Kurs", ends_on=dt.date(2025, 9, 30)))
    assert (long.after.points, short.after.points) == (9, 15)
    assert any("færre enn 8" in said for said in short.warnings)


def test_a_measure_later_than_the_years_asked_for_is_not_told_as_newer_than_the_numbers(house):
    a_measure(house)
    assert remark_lines(shown(house, last_year=2024)) == []


def test_notes_and_measures_share_their_numbers_in_chart_table_and_file(house):
    mark(house, "2025-M09", MarkKind.NOTE)
    a_measure(house)
    a_measure(house, "Sensor", "2025-11-03")
    assert [line[:3] for line in remark_lines(shown(house))] == ["(1)", "(2)", "(3)"]
    assert remark_lines(shown(house))[0] == "(1) Tiltak fra 1. juli 2025: «Fallvurdering innen 24 t»."
    assert any("tiltak fra 3. november 2025: «Sensor»" in str(cell) for row in rows(shown(house)) for cell in row)


def test_a_chart_of_an_earlier_version_bears_the_measures_that_were_written_down_then(house):
    first = deliver(house, observations("21/900", area=UNIT, first="2026-M10"), received_at=dt.datetime(2026, 11, 2))
    deliver(house, observations("22/900", area=UNIT, first="2026-M11"), received_at=dt.datetime(2026, 12, 2))
    a_measure(house)
    a_measure(house, "Sensor", "2025-11-03", at=dt.datetime(2026, 12, 3))
    assert len(shown(house).measures) == 2
    assert [each.title for each in shown(house, as_of=first).measures] == ["Fallvurdering innen 24 t"]

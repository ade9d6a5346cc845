"""Rare harm: how long it has been, which waits are usual, and a signal only where chance is no explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.usecases.finished import Chart, Signal, Status, Why
from dashboard.usecases.first_year import shown_from
from dashboard.usecases.noted import Break
from dashboard.usecases.registers import series_rows
from dashboard.usecases.waits import WaitUnit
from db.terms import Direction, Kind, Period
from tests.dashboard.figures_of import points
from tests.dashboard.rare_says import RARE_SAYS
from tests.dashboard.rare_series import CALM, MONTHLY, events, finished, monthly

OFTEN = "0 1 0 2 1 0 1 0 2 1 0 1 2 1 0 1 1 0"


def lengths(series) -> list[float]:
    return [wait.length for wait in series.waits.ended]


def test_days_between_events_are_a_t_chart_with_the_wait_that_is_still_running():
    found = finished(events(CALM, looked_for=12))
    assert (found.chart, found.why, found.waits.unit) == (Chart.T, Why.RARE_DATED, WaitUnit.DAY)
    assert lengths(found) == list(CALM)
    assert (found.waits.running.length, found.waits.running.signal, found.waits.events) == (12, None, 16)
    assert found.waits.usual == pytest.approx(20, abs=0.2)
    assert all(wait.lower < wait.length < wait.upper for wait in found.waits.ended)


def test_counts_by_month_are_a_g_chart_of_whole_months():
    found = monthly("1 0 0 1 0 2 0 0 1 0 1 1 0 0 1 0 1 0 0 1 0 1 0 2 0 0 1 0 0 0")
    assert (found.chart, found.waits.unit) == (Chart.G, WaitUnit.MONTH)
    assert lengths(found)[:4] == [3, 2, 0, 3]
    assert found.waits.running.length == 3
    assert [point.value for point in found.points[:3]] == [1, 0, 0]


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (
            events(CALM, looked_for=12),
            "12 dager siden siste hendelse, til og med 17. november 2024. Vanlig er 20 dager mellom hver. Ingen tegn til endring utover vanlig variasjon.",
        ),
        (
            events(CALM, looked_for=60),
            "60 dager siden siste hendelse, til og med 4. januar 2025. Vanlig er 20 dager mellom hver. Så lenge uten hendelser er mer enn vanlig variasjon (inntil 26 dager): signal på bedring.",
        ),
        (
            events(CALM),
            "Siste hendelse: 5. november 2024. Vanlig er 20 dager mellom hver. Ingen tegn til endring utover vanlig variasjon.",
        ),
        (
            events((30,), looked_for=5),
            "5 dager siden siste hendelse, til og med 14. februar 2024. 2 hendelser i alt er for lite til å si om noe er endret.",
        ),
        (
            events((), looked_for=1),
            "1 dag siden siste hendelse, til og med 11. januar 2024. Én hendelse i alt er for lite til å si om noe er endret.",
        ),
        (
            tuple(replace(point, value=0, numerator=0) for point in events((30,))),
            "Ingen hendelser fra 10. januar 2024 til 9. februar 2024.",
        ),
    ],
)
def test_the_sentence_says_how_long_what_is_usual_and_how_sure(shown, sentence):
    assert finished(shown).sentence == sentence


def test_a_long_quiet_is_better_where_less_is_good_worse_where_more_is_and_a_change_where_neither_is():
    quiet = events(CALM, looked_for=60)
    assert finished(quiet).change.signal is Signal.BETTER
    assert finished(quiet, direction=Direction.HIGHER_IS_BETTER).change.signal is Signal.WORSE
    assert finished(quiet, direction=Direction.NEUTRAL).change.signal is Signal.CHANGED


def test_events_that_come_much_oftener_are_worse_in_days_as_in_months():
    days = finished(events([70] * 20 + [4] * 6, looked_for=2))
    assert (days.change.signal, days.change.code, days.change.facts["count"]) == (Signal.WORSE, "rare_days_worse", 30)
    months = monthly("0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 3 4 3 4 3 4")
    assert (months.change.signal, months.change.code, months.change.facts["count"]) == (Signal.WORSE, "rare_worse", 6)


def test_two_events_on_one_day_are_half_a_day_apart():
    shown = events(CALM)
    twice = (*shown[:-1], replace(shown[-1], value=2, numerator=2))
    assert lengths(finished(twice))[-2:] == [21, 0.5]


def test_the_flag_of_a_wait_stands_in_the_period_in_which_it_ended():
    found = finished(events([*CALM, 90, 20], looked_for=3))
    flagged = [point for point in found.points if point.signal]
    assert [(str(point.period), point.signal) for point in flagged] == [("2025-02-03", Signal.BETTER)]
    row = next(row for row in series_rows(found) if row["signal"])
    assert (row["period"], row["value"], row["centre"], row["upper"]) == (flagged[0].period, 1, None, None)


def test_a_period_that_no_row_speaks_of_interrupts_the_waiting_like_one_that_is_missing():
    row = "1 0 1 0 - 0 1 0 1 1 0 1 0 1 0 1 1 0 1 1 1 0 1 1"
    with_hole = tuple(point for point in points(row) if point.value is not None)
    assert lengths(finished(with_hole, **MONTHLY)) == lengths(monthly(row))
    assert lengths(monthly(row))[:2] == [2, 2]
    assert [len(segment) for segment in monthly(row).waits.segments] == [1, 11]


def test_limits_begin_anew_after_a_break_and_no_wait_goes_across_it():
    shown = events([*CALM, *CALM], looked_for=4)
    merged = finished(shown, [Break(shown[16].period, "merged")])
    assert len(lengths(merged)) == len(lengths(finished(shown))) - 1
    assert len(merged.waits.segments) == 2
    renumbered = finished(shown, [Break(shown[16].period, "renumbered")])
    assert len(renumbered.waits.segments) == 1


def test_too_few_waits_in_a_row_are_a_list():
    shown = events(CALM, looked_for=4)
    broken = finished(shown, [Break(shown[8].period, "merged")])
    assert (broken.chart, broken.why, broken.change.code) == (Chart.LIST, Why.FEW_EVENTS, "sparse_since")


def test_nothing_is_said_of_a_stretch_with_few_events_after_one_with_many():
    shown = events([*CALM, *CALM], looked_for=4)
    found = finished(shown, [Break(shown[28].period, "definition")])
    assert (found.chart, found.waits.usual) == (Chart.T, None)
    assert found.sentence.endswith("3 hendelser siden 23. juli 2025 er for lite til å si om noe er endret.")


def test_months_that_are_not_measured_are_no_gap():
    half_yearly = tuple(
        replace(point, period=Period.parse(f"{2015 + place // 2}-M{(5, 11)[place % 2]:02}"))
        for place, point in enumerate(points("1 0 1 1 0 1 2 0 1 1 0 2 1 0 1 1 1 0 0"))
    )
    found = finished(half_yearly, months=(5, 11), **MONTHLY)
    assert (found.waits.unit, lengths(found)[:3], found.waits.running.length) == (WaitUnit.MEASUREMENT, [2, 1, 2], 2)


def test_a_later_first_year_hides_waits_and_changes_no_claim():
    whole = finished(events([*CALM, *CALM], looked_for=4))
    later = shown_from(whole, 2025)
    assert {wait.ended.year for wait in later.waits.ended} == {2025}
    assert (later.sentence, later.waits.usual) == (whole.sentence, whole.waits.usual)


@pytest.mark.parametrize(
    ("asked", "shown", "about", "chart"),
    [
        (Chart.T, events(CALM), {}, Chart.T),
        (Chart.G, events(CALM), {}, Chart.T),
        (Chart.XMR, events(CALM), {}, Chart.T),
        (Chart.T, events((30,)), {}, Chart.LIST),
        (Chart.G, points(OFTEN), MONTHLY, Chart.G),
        (Chart.T, points(OFTEN), MONTHLY, Chart.G),
        (Chart.G, points("7 9 8 6 7 9 8 7 6 8 7 9 8 7"), MONTHLY, Chart.XMR),
    ],
)
def test_a_chart_of_waits_may_be_asked_for_where_the_data_can_bear_it(asked, shown, about, chart):
    assert finished(shown, asked=asked, **about).chart is chart


def test_a_rate_of_rare_events_is_judged_with_its_exposure():
    rows = points(" ".join(["1/900", "0/900", "0/900", "1/900"] * 6 + ["4/9000", "3/9000"]))
    assert finished(rows, **{**MONTHLY, "kind": Kind.RATE, "unit": "per_1000"}).change.signal is Signal.ORDINARY


def test_nothing_is_claimed_of_the_months_that_are_left_when_the_small_are_hidden():
    hidden = tuple(replace(point, value=None, status=Status.SUPPRESSED) if point.value else point for point in points(OFTEN))
    found = finished(hidden, **MONTHLY)
    assert (found.chart, found.why, found.waits, found.change.code) == (Chart.LINE, Why.HIDDEN, None, "hidden")
    assert found.sentence == "0 i juni 2024. Små tall er skjult av hensyn til personvern, så det kan ikke sies om noe er endret."


@pytest.mark.parametrize(("shown", "about", "breaks", "says"), RARE_SAYS, ids=lambda value: value[-40:] if isinstance(value, str) else "")
def test_what_the_events_say(shown, about, breaks, says):
    assert says in finished(shown, breaks, **about).sentence

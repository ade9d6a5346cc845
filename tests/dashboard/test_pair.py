"""Harm and its reports stand under each other over the same time, and one careful sentence reads them together."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.figures.panels import panels
from dashboard.figures.scale import period_range
from dashboard.selection import Selection
from dashboard.usecases.finished import Signal, Verdict
from dashboard.usecases.indicator import indicator_page
from dashboard.usecases.pair import movement, read_together
from db.engine import writing
from db.models import Indicator
from db.terms import Direction
from etl.catalogue import read_catalogue
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.finished_series import comparator, indicator, points, series
from tests.dashboard.houses import FALLS, asker, settle

REPORTED = "fall-meldt"
STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add(an_indicator(REPORTED, name="Meldte fall", direction=Direction.NEUTRAL))
        session.get(Indicator, FALLS).read_beside = REPORTED
    deliver(engine, observations(STABLE, area="SYK-01"), observations(STABLE + " 60/9000 61/9000", indicator=REPORTED, area="SYK-01"))
    return engine


def moved(signal: Signal, side: str | None = None, **about: object):
    facts = {"direction": side} if side else {}
    return series([3, 4], indicator=indicator(**about), change=Verdict(signal, "shift_worse", facts=facts))


NEUTRAL = {"direction": Direction.NEUTRAL}
MORE, FEWER = moved(Signal.CHANGED, "up", **NEUTRAL), moved(Signal.CHANGED, "down", **NEUTRAL)
SAME, UNKNOWN = moved(Signal.ORDINARY, **NEUTRAL), moved(Signal.TOO_LITTLE, **NEUTRAL)
WORSE, BETTER = moved(Signal.WORSE, "up"), moved(Signal.BETTER)
STILL, UNSURE = moved(Signal.ORDINARY), moved(Signal.TOO_LITTLE)


@pytest.mark.parametrize(
    ("reports", "harm", "says"),
    [
        (MORE, STILL, "Det meldes mer enn før, og skadene er som før. Det tyder på at mer blir meldt, ikke at mer går galt."),
        (MORE, BETTER, "Det meldes mer enn før, og skadene er færre. Det tyder på at mer blir meldt mens færre blir skadet."),
        (MORE, WORSE, "Det meldes mer enn før, og skadene er flere. Flere skader er en grunn til å spørre, uansett hvor mye som meldes."),
        (FEWER, STILL, "Det meldes mindre enn før, og skadene er som før. Færre meldinger er ikke færre skader: det kan være at mindre blir meldt."),
        (FEWER, BETTER, "Når også mindre meldes, kan noen av skadene være borte fra tallene og ikke fra tjenesten."),
        (FEWER, WORSE, "Færre meldinger er ikke færre skader: her er det grunn til å spørre."),
        (FEWER, UNSURE, "om skadene er flere eller færre. Færre meldinger er ikke færre skader."),
        (SAME, WORSE, "Det meldes omtrent som før, og skadene er flere."),
        (SAME, BETTER, "Det er ingen tegn til at mindre meldes, så det tyder på at færre blir skadet."),
        (SAME, STILL, "Det meldes omtrent som før, og skadene er som før."),
        (UNKNOWN, UNSURE, "Det er for lite grunnlag til å si om det meldes mer eller mindre, og det er for lite grunnlag til å si om skadene"),
        (moved(Signal.CHANGED, **NEUTRAL), moved(Signal.CHANGED, **NEUTRAL), "Antallet meldinger har endret seg, og skadene har endret seg."),
    ],
)  # fmt: skip
def test_the_two_are_read_together_with_care(reports, harm, says):
    assert says in read_together(harm, reports)


def test_a_signal_a_short_while_ago_keeps_us_from_saying_that_all_is_as_before():
    flagged = points([3, 4, 5, 4], signal=Signal.CHANGED)
    lately = series(
        points=(*flagged, *points([4, 4], "2024-M05")), indicator=indicator(**NEUTRAL), change=Verdict(Signal.ORDINARY, "ordinary")
    )
    assert movement(lately) == "unsettled"
    assert "tyder på" not in read_together(BETTER, lately)


def test_a_movement_without_a_side_is_told_by_what_is_good():
    assert [movement(each) for each in (BETTER, moved(Signal.WORSE))] == ["fewer", "more"]


def test_the_page_of_either_shows_both(house):
    for name, other in ((FALLS, REPORTED), (REPORTED, FALLS)):
        pair = indicator_page(asker(house), name, Selection(area="SYK-01")).pair
        assert (pair.one.indicator.id, pair.beside.indicator.id) == (name, other)
        assert pair.sentence.startswith("Det meldes mer enn før, og skadene er som før.")


def test_more_reports_are_marked_without_judgement(house):
    pair = indicator_page(asker(house), FALLS, Selection(area="SYK-01")).pair
    assert {point.signal for point in pair.beside.points if point.signal} == {Signal.CHANGED}


def test_both_charts_have_the_same_time_at_the_same_place(house):
    pair = indicator_page(asker(house), FALLS, Selection(area="SYK-01")).pair
    assert period_range(pair.one) == period_range(pair.beside)
    first, second = panels(pair.one, pair.beside)
    margins = [(drawn.figure.layout.margin.l, drawn.figure.layout.margin.r, drawn.figure.layout.xaxis.range) for drawn in (first, second)]
    assert margins[0] == margins[1]


def test_a_longer_name_moves_both_plots(house):
    long = series([3, 4], comparators=(comparator([3.0, 4.0], name="Vestfold og Telemark fylkeskommune"),))
    first, second = panels(series([3, 4]), long)
    assert first.figure.layout.margin.r == second.figure.layout.margin.r > panels(series([3, 4]), series([3, 4]))[0].figure.layout.margin.r


@pytest.mark.parametrize("area", ["3911", "SYK-01"])
def test_without_numbers_or_companion_there_is_no_pair(house, area):
    other = {"3911": FALLS, "SYK-01": "dagaktivitet"}[area]
    assert indicator_page(asker(house, Role.READER), other, Selection(area=area)).pair is None


def test_what_harm_is_read_beside_is_neutral_in_our_catalogue():
    known = read_catalogue().by_id
    pairs = [(entry, known[entry.read_beside]) for entry in known.values() if entry.read_beside]
    assert pairs
    assert all(harm.direction is not Direction.NEUTRAL and reports.direction is Direction.NEUTRAL for harm, reports in pairs)
    assert all(re.search("meldt", reports.numerator.nb, re.IGNORECASE) for _, reports in pairs)

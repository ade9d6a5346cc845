"""How many marks chance would give: the same count and words on the front page and on the board."""

import pytest
from sqlalchemy import Engine

from dashboard.components.noise_line import noise_line
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.finished import Signal
from dashboard.usecases.noise import Noise, noise
from dashboard.usecases.overview import overview
from db.engine import writing
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.houses import asker, months_ago, settle

STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"


def test_marks_and_chances_are_added():
    found = noise(
        [(Signal.WORSE, 0.02, False), (Signal.BETTER, 0.01, False), (Signal.ORDINARY, 0.02, False), (Signal.TOO_LITTLE, 0.0, False)]
    )
    assert (found.series, found.marked, round(found.expected, 2), found.is_more_than_chance) == (4, 2, 0.05, True)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Noise(60, 4, 0.8, True), "Av 60 tidsserier ventes 1 utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 4. Det er flere enn tilfeldigheter gir."),
        (Noise(1, 0, 0.02, False), "Av én tidsserie ventes færre enn ett utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 0."),
        (Noise(120, 2, 1.6, False), "Av 120 tidsserier ventes 2 utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 2. Så mange kan tilfeldigheter gi."),
        (Noise(3, 0, 0.02, False, 1), "Av 3 tidsserier ventes færre enn ett utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 0. Én tidsserie med forsinkede tall er ikke regnet med, og står ikke blant det som krever oppmerksomhet."),
        (Noise(0, 0, 0.0, False, 4), "4 tidsserier med forsinkede tall er ikke regnet med, og står ikke blant det som krever oppmerksomhet."),
    ],
)  # fmt: skip
def test_the_line_says_what_chance_gives_and_what_there_is(found: Noise, said: str):
    assert noise_line(found) == said


def test_the_front_page_and_the_board_count_the_same_series_in_the_same_way(engine: Engine):
    settle(engine)
    with writing(engine) as session:
        session.add(an_indicator("annet"))
    deliver(engine, observations(STABLE + " 45/9000", area="SYK-01", first=months_ago(13)), observations(STABLE, first=months_ago(12)))
    deliver(engine, observations(STABLE, indicator="annet", first=months_ago(40)))
    front, table = overview(asker(engine), Selection()).noise, board(asker(engine), Selection()).noise
    assert (front.series, front.marked, front.late) == (2, 1, 1)
    assert front == table

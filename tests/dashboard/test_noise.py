"""How many marks chance would give: the same count and words on the front page and on the board."""

import pytest
from sqlalchemy import Engine

from dashboard.components.noise_line import noise_line
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.finished import Signal
from dashboard.usecases.noise import Noise, noise
from dashboard.usecases.overview import overview
from tests.builders import deliver, observations
from tests.dashboard.houses import asker, settle

STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"


def test_marks_and_chances_are_added():
    found = noise([(Signal.WORSE, 0.02), (Signal.BETTER, 0.01), (Signal.ORDINARY, 0.02), (Signal.TOO_LITTLE, 0.0)])
    assert (found.series, found.marked, round(found.expected, 2), found.is_more_than_chance) == (4, 2, 0.05, True)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Noise(60, 4, 0.8, True), "Av 60 tidsserier ventes 1 utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 4. Det er flere enn tilfeldigheter gir."),
        (Noise(1, 0, 0.02, False), "Av én tidsserie ventes færre enn ett utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 0."),
        (Noise(120, 2, 1.6, False), "Av 120 tidsserier ventes 2 utslag (bedre, dårligere eller endret) ved ren tilfeldighet; i dag er det 2. Så mange kan tilfeldigheter gi."),
    ],
)  # fmt: skip
def test_the_line_says_what_chance_gives_and_what_there_is(found: Noise, said: str):
    assert noise_line(found) == said


def test_the_front_page_and_the_board_count_the_same_series_in_the_same_way(engine: Engine):
    settle(engine)
    deliver(engine, observations(STABLE + " 45/9000", area="SYK-01"), observations(STABLE, area="3911"))
    front, table = overview(asker(engine), Selection()).noise, board(asker(engine), Selection()).noise
    assert (front.series, front.marked) == (2, 1)
    assert front == table

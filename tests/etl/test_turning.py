"""What came in with a file is taken back whole, and put back whole."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from db.terms import Outcome
from db.writes.reversals import CannotReverse
from etl import pipeline
from tests.etl.reading import own
from tests.etl.test_pipeline import LINES, NOW, current, load

UNITS = "kode;navn;tjeneste;overordnet;gyldig_fra;gyldig_til;etterfølger\nSH-01;Solgløtt;sykehjem;3911;;;\n"


def test_a_delivery_taken_back_lets_the_earlier_one_stand(engine: Engine):
    load(engine, own(*LINES))
    load(engine, own(LINES[0], "andel;3911;2024;alle;70;413;16,9"))
    assert pipeline.undo(engine, 2, by="Kari", reason="feil fil", now=NOW) == 3
    assert current(engine) == {"2023": 15.0, "2024": 100 * 67 / 413}
    assert load(engine, own(LINES[0], "andel;3911;2024;alle;70;413;16,9")).outcome is Outcome.STORED


def test_a_delivery_put_back_is_as_it_was(engine: Engine):
    load(engine, own(*LINES))
    load(engine, own(LINES[0], "andel;3911;2024;alle;70;413;16,9"))
    pipeline.undo(engine, 2, by="Kari", reason="feil fil", now=NOW)
    assert pipeline.redo(engine, 2, by="Kari", reason="den var riktig", now=NOW) == 4
    assert current(engine) == {"2023": 15.0, "2024": 100 * 70 / 413}
    assert load(engine, own(LINES[0], "andel;3911;2024;alle;70;413;16,9")).outcome is Outcome.UNCHANGED


def test_a_list_of_units_is_not_taken_back_since_places_stay(engine: Engine):
    report = load(engine, UNITS)
    with pytest.raises(CannotReverse) as raised:
        pipeline.undo(engine, report.delivery, by="Kari", reason="feil fil", now=NOW)
    assert raised.value.code == "places_stay"

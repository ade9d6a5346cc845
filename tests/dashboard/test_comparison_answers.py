"""Do we stand out more than chance allows? The first sentence says so, or says why it cannot be said."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.terms import Role
from tests.builders import an_area, deliver
from tests.dashboard.houses import FALLS
from tests.dashboard.neighbours import NEIGHBOURS, answers, compare, furnish, months, shares


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    return furnish(sqlite_engine)


def test_a_number_inside_the_limits_of_chance_is_said_to_be_no_more_than_chance(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS[:-1]), shares("36/100", "3911"))
    found = compare(house)
    assert found.sentence.startswith(
        "Færder skiller seg ikke mer fra de andre enn tilfeldighet tilsier (36,0\xa0%, sikkert mellom 27,3 og 45,8\xa0%"
    )
    assert "de andre samlet 30,0\xa0%" in found.sentence
    assert found.funnel.own.signal is None


def test_a_number_beyond_the_limits_stands_out_with_its_direction(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS[:-1]), shares("70/100", "3911"))
    assert "Færder skiller seg ut blant 6 kommuner: dårligere enn tilfeldighet tilsier" in compare(house).sentence


def test_many_unlike_municipalities_widen_the_limits_and_it_is_said(house):
    codes = [*NEIGHBOURS[:-1], *map(str, range(4611, 4628))]
    spread = [20, 45, 35, 60, 25, 50, 30, 40, 55, 22, 48]
    deliver(house, *(shares(f"{spread[i % 11]}/100", code) for i, code in enumerate(codes)), shares("58/100", "3911"))
    found = compare(house)
    assert found.funnel.is_widened
    assert found.sentence.startswith("Færder skiller seg ikke ut blant 23 kommuner. Tallet er over de andre samlet")
    assert any("Grensene i figuren er gjort videre" in note for note in found.notes)
    assert all(abs(unit.place) <= abs(unit.place_by_chance) for unit in found.funnel.units)


def test_values_without_counts_are_not_called_different_or_alike(house):
    deliver(house, *(shares("30", code) for code in ("3905", "3907", "EAK")), shares("50", "3911"))
    found = compare(house)
    assert found.funnel is None
    assert found.sentence == (
        "Det kan ikke sies om Færder skiller seg ut mer enn tilfeldighet tilsier, for tallene er publisert uten teller og nevner, "
        "og usikkerheten er ikke kjent. Færder har 50,0\xa0%; landet har 30,0\xa0%."
    )


def test_a_unit_that_stands_out_is_named(house):
    deliver(house, *(months("5/10 " * 12, f"SYK-0{number}") for number in (1, 2, 4)), months("8/10 " * 12, "SYK-03"))
    assert compare(house, "risiko").sentence.startswith(
        "Sykehjem 3 skiller seg ut blant 4 enheter: dårligere enn tilfeldighet tilsier (80,0\xa0%"
    )


def test_a_number_between_the_two_limits_is_said_to_be_what_one_in_twenty_is(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS[:-1]), shares("42/100", "3911"))
    found = compare(house, compare_with=("3905",))
    assert found.funnel.own.place == 1
    assert found.sentence.startswith("Færder skiller seg ikke sikkert ut. Tallet er over de andre samlet, men så langt ute havner én av 20")


def test_all_of_five_are_no_wonder_where_every_third_is_usual(house):
    """Normal limits would mark it: 0.33 + 3.09 √(0.33 · 0.67 / 5) = 0.98. By the binomial 5 of 5 come once in 240 times."""
    deliver(house, *(shares("33/100", code) for code in NEIGHBOURS[:-1]), shares("5/5", "3911"))
    found = compare(house)
    assert (found.funnel.own.place, found.funnel.own.signal) == (1, None)


def test_two_units_that_stand_out_are_both_named_after_how_many_they_are(house):
    parts = {"SYK-01": "5/50", "SYK-02": "45/50", "SYK-03": "25/50", "SYK-04": "25/50"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    assert compare(house, "risiko").sentence == (
        "2 av 4 enheter skiller seg mer ut enn tilfeldighet tilsier: Solbakken sykehjem under de andre med 10,0\xa0% "
        "og Sykehjem 2 over de andre med 90,0\xa0% (alle samlet 50,0\xa0%)."
    )


@pytest.mark.parametrize(("part", "value"), [("0/40", "0,0"), ("40/40", "100,0")])
def test_where_nothing_or_everything_happened_nobody_stands_out(house, part, value):
    deliver(house, *(months(part, f"SYK-0{number}") for number in (1, 2, 3, 4)))
    assert compare(house, "risiko").sentence == f"Ingen skiller seg ut: 4 enheter har alle {value}\xa0%."


def test_two_units_are_a_pair_and_are_held_against_each_other(house):
    deliver(house, months("5/50", "SYK-01"), months("45/50", "SYK-02"))
    assert compare(house, "risiko").sentence.startswith("Solbakken sykehjem og Sykehjem 2 skiller seg mer fra hverandre enn tilfeldighet")
    deliver(house, months("25/50", "SYK-01"), months("27/50", "SYK-02"))
    assert compare(house, "risiko").sentence.startswith("Solbakken sykehjem og Sykehjem 2 skiller seg ikke sikkert fra hverandre (50,0")


def test_means_without_their_spread_are_not_called_different(house):
    deliver(house, *(answers(value, code, "trivsel") for value, code in (("4", "SYK-01"), ("6", "SYK-02"), ("5", "SYK-03"))))
    found = compare(house, "trivsel")
    assert found.sentence.startswith("Det kan ikke sies om noen av enhetene skiller seg ut mer enn tilfeldighet tilsier, for ")
    assert found.sentence.endswith("3 enheter ligger mellom 4,0 og 6,0.")
    assert {each.word for each in found.rows if not each.is_whole} == {"not_compared"}


def test_answers_are_counted_and_silence_is_no_answer(house):
    given = dict(zip(NEIGHBOURS, ("1", "1", "0", "..", ".", "1"), strict=True))
    deliver(house, *(answers(value, code) for code, value in given.items()))
    found = compare(house, "triage")
    assert found.sentence == (
        "Færder svarer ja. Det samme svarer 3 av 4 kommuner som har svart. For 1 er det ikke aktuelt. 1 har ikke svart."
    )
    assert not found.is_drawn


def test_a_hidden_own_number_is_not_compared_and_the_reason_is_said(house):
    parts = {"SYK-01": "3/17", "SYK-02": "20/40", "SYK-03": "25/60", "SYK-04": "30/80"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    found = compare(house, "risiko", Role.READER, area="SYK-01")
    assert found.sentence == "Det kan ikke sies om Solbakken sykehjem skiller seg ut: tallet er skjult av hensyn til personvern."
    assert {each.word for each in found.rows if not each.is_whole} <= {"own", "not_compared"}


def test_many_hidden_units_are_counted_instead_of_named(house):
    with writing(house) as session:
        session.add_all(an_area(f"SYK-{number}", type="unit", parent="3911", service_area="sykehjem") for number in range(10, 16))
    hidden = (f"SYK-{number}" for number in range(10, 16))
    deliver(house, *(months("2/30", code) for code in hidden), *(months("20/40", f"SYK-0{number}") for number in (1, 2, 3)))
    assert "Skjult av hensyn til personvern: 6 enheter." in compare(house, "risiko", Role.READER).notes


def test_how_many_chance_alone_would_put_outside_is_said(house):
    codes = [*NEIGHBOURS[:-1], *map(str, range(4611, 4646))]
    deliver(house, *(shares("30/100", code) for code in codes), shares("31/100", "3911"))
    expected = f"Ved ren tilfeldighet ventes ingen av {len(codes) + 1} kommuner utenfor 99,8\xa0%-grensen. Her ligger ingen utenfor."
    assert compare(house).notes[0] == expected  # 41 · 0.002 = 0.08


def test_marks_two_by_two_are_told_from_the_judgement_of_all(house):
    deliver(house, shares("50/100", "3911"), shares("45/100", "3905"), shares("10/100", "3907"))
    told = [note for note in compare(house, compare_with=("3907",)).notes if note.startswith("Merkene i prikkene")]
    assert len(told) == 1
    assert not [note for note in compare(house, compare_with=("3905",)).notes if note.startswith("Merkene i prikkene")]


def test_rates_are_judged_by_exact_limits(house):
    """1 event where 11.7 are expected: the exact 99.8 % interval of 1 ends at 9.23."""
    deliver(house, *(months(part, f"SYK-0{number}", FALLS) for number, part in ((1, "1/3000"), (2, "40/9000"), (3, "50/11334"))))
    assert compare(house, FALLS).sentence.startswith(
        "Solbakken sykehjem skiller seg ut blant 3 enheter: bedre enn tilfeldighet tilsier (0,3"
    )

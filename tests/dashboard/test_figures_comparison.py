"""The pictures of a comparison: everyone named who can be, nothing covered, nothing hidden shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.figures import theme
from dashboard.figures.comparison_drawn import PHONE, WIDE, comparison_drawn
from dashboard.figures.dot_plot_svg import heading, ticks_of
from dashboard.figures.funnel_layout import layout_of
from dashboard.figures.funnel_names import names
from dashboard.figures.placing import Box, Name, around, place_names
from dashboard.stats.funnel_curve import curve
from db.terms import Role
from tests.builders import deliver
from tests.dashboard.neighbours import NEIGHBOURS, answers, compare, furnish, months, shares

LETTER = theme.SIZES["text-small"]
FRAME = Box(0, 0, 300, 200)
PLACES = st.tuples(st.floats(0, 300), st.floats(0, 200), st.sampled_from(["Bø", "Sandefjord", "Granly bo- og behandlingssenter"]))


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    return furnish(sqlite_engine)


def test_what_is_hidden_stands_in_no_picture(house):
    parts = {"SYK-01": "3/17", "SYK-02": "20/40", "SYK-03": "25/60", "SYK-04": "30/80"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    seen = compare(house, "risiko", Role.READER)
    drawn = comparison_drawn(seen)
    assert "Solbakken" not in drawn.funnel
    assert "skjult" in drawn.dots
    assert [unit.area.code for unit in seen.funnel.units] == ["SYK-02", "SYK-03", "SYK-04"]


def test_the_picture_names_the_own_and_only_titles_the_others(house):
    names = [*NEIGHBOURS[:-1], *map(str, range(4611, 4616))]
    deliver(house, *(shares(f"{20 + place}/{90 + 10 * place}", code) for place, code in enumerate(names)), shares("50/130", "3911"))
    drawn = comparison_drawn(compare(house, compare_with=("3905",)))
    assert re.findall(r">(Færder|Tønsberg|Etne)</text>", drawn.funnel) == ["Færder"]
    assert "<title>Etne: " in drawn.funnel
    assert "Tønsberg</text>" in drawn.dots


def test_units_of_one_size_have_no_funnel_to_draw(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS))
    assert comparison_drawn(compare(house)).funnel == ""


def test_the_limits_close_in_as_units_grow_and_widen_with_the_spread_between_them():
    for is_share in (True, False):
        narrow, wide = curve(0.3, [10, 100, 1000], is_share=is_share), curve(0.3, [10, 100, 1000], is_share=is_share, tau2=0.02)
        assert all(narrow.upper998[k] > narrow.upper998[k + 1] > 0.3 > narrow.lower95[k + 1] for k in (0, 1))
        assert wide.upper998[2] > narrow.upper998[2] and wide.lower998[2] < narrow.lower998[2]


def test_names_that_crowd_stand_free_of_marks_and_of_each_other():
    points = {"Sandefjord": (280, 100), "Granly bo- og behandlingssenter": (270, 90), "Horten": (262, 104), "Tønsberg": (150, 100)}
    wanted = [Name(text, x, y, 9) for text, (x, y) in points.items()]
    marks = [around(x, y, 6) for x, y in points.values()]
    placed = [each.box for each in place_names(wanted, marks, [], FRAME, LETTER)]
    assert all(box.cover(mark) == 0 for box in placed for mark in marks)
    assert all(one.cover(other) == 0 for place, one in enumerate(placed) for other in placed[place + 1 :])


def test_a_name_crosses_no_line_where_another_side_is_free():
    line = [(float(x), 100.0) for x in range(0, 300, 4)]
    placed = place_names([Name("Horten", 150, 100, 9)], [around(150, 100, 6)], line, FRAME, LETTER)[0]
    assert not any(placed.box.holds(x, y) for x, y in line)


@settings(deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=8))
def test_no_name_leaves_the_picture(points):
    placed = place_names([Name(text, x, y, 9) for x, y, text in points], [around(x, y, 6) for x, y, _ in points], [], FRAME, LETTER)
    assert all(each.box.left >= -1e-9 and each.box.right <= 300 + 1e-9 for each in placed)
    assert all(each.box.top >= -1e-9 and each.box.bottom <= 200 + 1e-9 for each in placed)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_few_units_are_all_named_in_the_funnel(house, size):
    parts = {"SYK-01": "20/60", "SYK-02": "21/64", "SYK-03": "22/62", "SYK-04": "60/70"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    found = compare(house, "risiko")
    written = "".join(names(found, layout_of(found, size)))
    assert all(name in written for name in ("Sykehjem 2", "Sykehjem 3", "Sykehjem 4"))


def test_names_are_whole_in_the_dots_of_a_phone(house):
    deliver(house, shares("50/100", "3911"), shares("400/900", "38", "2024"), shares("30/100", "3905"))
    assert ">Vestfold og Telemark</text>" in comparison_drawn(compare(house, compare_with=("38",))).dots_phone


def test_means_that_differ_little_look_so_and_promise_no_uncertainty(house):
    deliver(house, *(answers(value, code, "trivsel") for value, code in (("76", "SYK-01"), ("77", "SYK-02"))))
    found = compare(house, "trivsel")
    ticks = ticks_of([76, 77], found, 5)
    assert ticks[-1].position - ticks[0].position >= 0.2 * 77
    assert "Usikkerheten er ikke kjent" in heading(found)


def test_an_older_number_is_a_hollow_dot_with_its_year(house):
    deliver(house, shares("50/100 50/100", "3911", "2023"), shares("30/100 31/100", "3905", "2023"), shares("500/2000", "EAK", "2023"))
    drawn = comparison_drawn(compare(house, compare_with=("EAK", "3905")))
    assert "Landet (2023)</text>" in drawn.dots
    assert ("older", "eldre tall, ikke sammenlignet") in drawn.dots_key

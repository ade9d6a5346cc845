"""Labels: never on each other, never out of the picture, cut only where they must be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.lettering import clipped, plain, spread, text_width, wrapped

LOW, HIGH, GAP = 10.0, 200.0, 16.0


@given(st.lists(st.floats(LOW, HIGH), max_size=10))
def test_labels_keep_their_distance_inside_the_picture(wanted: list[float]):
    placed = sorted(spread(wanted, GAP, LOW, HIGH))
    assert all(LOW - 1e-6 <= place <= HIGH + 1e-6 for place in placed)
    assert all(after - before >= GAP - 1e-6 for before, after in pairwise(placed))


@given(st.lists(st.floats(LOW, HIGH), max_size=10, unique=True))
def test_labels_keep_the_order_of_their_lines(wanted: list[float]):
    placed = spread(wanted, GAP, LOW, HIGH)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    assert [placed[place] for place in order] == sorted(placed)


def test_labels_with_room_stay_where_their_lines_end():
    assert spread([20, 60, 100], GAP, LOW, HIGH) == [20, 60, 100]


def test_labels_of_the_same_value_lie_around_it():
    assert spread([100, 100], GAP, LOW, HIGH) == [92, 108]


def test_a_long_name_is_cut_with_an_ellipsis():
    short = clipped("KOSTRA-gruppe 8: Kommuner med middels bundne kostnader", 12.8, 90)
    assert short.endswith("…") and text_width(short, 12.8) <= 90


def test_a_short_name_is_left_alone():
    assert clipped("Færder", 12.8, 90) == "Færder"


@given(st.text(alphabet="abcæøå ", min_size=1, max_size=80))
def test_broken_lines_hold_every_word_and_fit(text: str):
    lines = wrapped(text, 16, 400)
    assert " ".join(lines).split() == text.split()
    assert all(text_width(line, 16) <= 400 for line in lines)


def test_a_name_cannot_become_a_link_in_plotly():
    assert plain('<a href="https://x">Å & B</a>') == '&lt;a href="https://x"&gt;Å &amp; B&lt;/a&gt;'

"""Colours and sizes: one set of tokens, in Python and in CSS, that people can see."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from dashboard.figures import theme
from dashboard.usecases.finished import LineRole, Signal
from tests.source_code import ROOT

TOKENS = dict(re.findall(r"^\s*--([a-z0-9-]+):\s*([^;]+);", (ROOT / "assets" / "01-tokens.css").read_text("utf-8"), re.MULTILINE))
PIXELS_IN_REM = 16
TEXT, GRAPHICS = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
TINT = 0.05


def in_pixels(size: str) -> float:
    return float(size.removesuffix("rem")) * PIXELS_IN_REM if size.endswith("rem") else float(size.removesuffix("px"))


def test_python_and_css_say_the_same_colours():
    assert {name: TOKENS[name] for name in theme.COLOURS} == theme.COLOURS
    assert {name for name, value in TOKENS.items() if value.startswith("#")} == set(theme.COLOURS)


def test_python_and_css_say_the_same_sizes_and_letters():
    assert {name: pytest.approx(in_pixels(TOKENS[name])) for name in theme.SIZES} == theme.SIZES
    assert TOKENS["font"] == theme.FONT


def light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def tint(colour: str) -> str:
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part * TINT + 255 * (1 - TINT)):02X}" for part in parts)


@pytest.mark.parametrize("name", ["ink", "muted", "accent", "better", "worse", "changed"])
def test_words_are_readable_on_cards_page_and_their_own_tint(name: str):
    colour = theme.COLOURS[name]
    grounds = [theme.COLOURS["surface"], theme.COLOURS["ground"], tint(colour)]
    assert min(contrast(colour, ground) for ground in grounds) >= TEXT


def test_the_tints_in_css_are_as_strong_as_those_tested():
    tints = [value for name, value in TOKENS.items() if name.endswith("-tint")]
    assert tints and all(f" {TINT:.0%}," in value for value in tints)


@pytest.mark.parametrize("colour", [*theme.OF_SIGNAL.values(), theme.INK, theme.MUTED, theme.ORDINARY])
def test_lines_and_points_are_visible_on_white(colour: str):
    assert contrast(colour, theme.SURFACE) >= GRAPHICS


def test_white_figures_are_readable_in_the_count_bar():
    assert all(contrast(theme.SURFACE, colour) >= TEXT for colour in theme.OF_SIGNAL.values())


def test_lines_are_told_apart_without_colour():
    roles = [theme.DASHES[role] for role in LineRole]
    assert all(not set(one) & set(other) for one, other in combinations(roles, 2))
    assert all(theme.TARGET_DASH not in dashes for dashes in roles)


def test_no_signal_is_red_or_green():
    assert {theme.OF_SIGNAL[Signal.BETTER], theme.OF_SIGNAL[Signal.WORSE]} == {theme.COLOURS["better"], theme.COLOURS["worse"]}
    for colour in theme.COLOURS.values():
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert not (red > 150 and green < 60 and blue < 60)
        assert not (green > red + 60 and green > blue + 30)

"""Chart vectors: XmR as NHSRplotthedots gives it, run and Shewhart charts as qicharts2 gives them."""

from __future__ import annotations

import numpy as np

from dashboard.stats import shewhart
from dashboard.stats.control_chart import ControlChart, Setup
from dashboard.stats.icons import Assurance, Variation, assurance, variation
from dashboard.stats.points import marked, numbers, segments
from dashboard.stats.rules import Rule, Rules, signals
from dashboard.stats.run_chart import RunsTest, run_chart, runs_tests
from dashboard.stats.tolerance import largest, side
from dashboard.stats.xmr import points_of_segment, xmr
from tests.method.compare import Tolerance

GOOD = {"increase": 1, "decrease": -1, "neutral": 0}
BETWEEN_TWO_AND_THREE = Rules(outside_counts_as_near=False)
SHORT_BELOW = 13  # NHSRplotthedots 0.2.2
TYPES = {
    (Rule.NONE, 0): "Common Cause",
    (Rule.OUTSIDE, 1): "Above UCL",
    (Rule.OUTSIDE, -1): "Below LCL",
    (Rule.TREND, 1): "7 Point Trend (Increasing)",
    (Rule.TREND, -1): "7 Point Trend (Decreasing)",
    (Rule.TWO_OF_THREE, 1): "2 in 3 Above CL",
    (Rule.TWO_OF_THREE, -1): "2 in 3 Below CL",
    (Rule.SHIFT, 1): "7 Points Above CL",
    (Rule.SHIFT, -1): "7 Points Below CL",
}
POINT_TYPES = {
    Variation.IMPROVEMENT_HIGH: "special_cause_improvement",
    Variation.IMPROVEMENT_LOW: "special_cause_improvement",
    Variation.CONCERN_HIGH: "special_cause_concern",
    Variation.CONCERN_LOW: "special_cause_concern",
    Variation.NEUTRAL_HIGH: "special_cause_neutral_high",
    Variation.NEUTRAL_LOW: "special_cause_neutral_low",
    Variation.COMMON_CAUSE: "common_cause",
}
ASSURANCE = {Assurance.PASSES: "consistent_pass", Assurance.FAILS: "consistent_fail", Assurance.HIT_OR_MISS: "inconsistent"}


def tolerance_of(case: dict, tolerance: Tolerance) -> Tolerance:
    """The file's tolerance, but the reference's own where it searched by bisection."""
    found_by_bisection = case.get("params", {}).get("statistic") == "rate_limits"
    return Tolerance(rel=1e-4) if found_by_bisection else tolerance


def making_data_count(case: dict) -> dict:
    values, params = case["input"]["y"], case["params"]
    setup = Setup(
        segment=segments(len(values), params["rebase_at_index"]),
        ghosts=marked(len(values), params["ghost_index"]),
        baseline=params["fix_after_n_points"],
        screen=params["screen_outliers"],
    )
    chart, good = xmr(values, setup), GOOD[params["improvement_direction"]]
    found = signals(chart, BETWEEN_TWO_AND_THREE)
    kinds = [POINT_TYPES[variation(direction, good)] for direction in found.direction()]
    last = np.flatnonzero(chart.counts)[-1]
    icon = assurance(params["target"], chart.lower[-1], chart.upper[-1], good, on_limit_counts=False)
    shown = {**_sides(chart), "special_cause_flag": found.flagged, "point_type": kinds}
    shown["special_cause_type"] = [TYPES[Rule(rule), way] for rule, way in zip(found.rule(), found.direction(), strict=True)]
    return {
        "mean": chart.centre,
        "lpl": chart.lower,
        "upl": chart.upper,
        "rebase_group": chart.segment,
        "short_group_warning": points_of_segment(chart.counts, chart.segment) < SHORT_BELOW,
        "variation_of_last_point": kinds[last],
        "assurance": ASSURANCE.get(icon),
        **{key: [value if counts else None for value, counts in zip(list(row), chart.counts, strict=True)] for key, row in shown.items()},
    }


def _sides(chart: ControlChart) -> dict:
    scale, outside = largest(chart.values), chart.outside
    beyond = (side(chart.values, chart.upper_2s, scale) > 0) | (side(chart.values, chart.lower_2s, scale) < 0)
    return {
        "outside_limits": outside != 0,
        "relative_to_mean": side(chart.values, chart.centre, scale),
        "close_to_limits": beyond & (outside == 0),
    }


def two_of_three_variants(case: dict) -> dict:
    chart = xmr(case["input"]["y"], Setup(screen=case["params"]["screen_outliers"]))
    readings = {"two_of_three_between_2_and_3_sigma": BETWEEN_TWO_AND_THREE, "two_of_three_beyond_2_sigma": Rules()}
    flags = {name: signals(chart, rules).by_rule[Rule.TWO_OF_THREE] != 0 for name, rules in readings.items()}
    return {**flags, "outside_limits": chart.outside != 0}


def setup_of(case: dict) -> Setup:
    params, length = case["params"], len(case["input"]["y"])
    return Setup(
        segment=segments(length, params["part_after_n"]),
        ghosts=marked(length, params["exclude_index"]),
        baseline=params["freeze_after_n"],
        centre=params["fixed_centre_line"],
        screen=params["screen_moving_ranges"],
    )


def anhoej(case: dict) -> dict:
    counts, n, setup = numbers(case["input"]["y"]), case["input"]["n"], setup_of(case)
    values = counts if n is None else shewhart.values_of(counts, numbers(n))
    chart = run_chart(values, setup)
    factor, nothing = case["params"]["multiply"], [None] * len(values)
    return {
        "y": chart.values * factor,
        "cl": chart.centre * factor,
        **dict.fromkeys(("lcl", "ucl", "lcl_2s", "ucl_2s"), nothing),
        "sigma_signal": [False] * len(values),
        "parts": [_part(number, test, 0) for number, test in enumerate(chart.tests, start=1)],
    }


def qicharts(case: dict) -> dict:
    kind, setup = case["params"]["chart"], setup_of(case)
    if kind == "run":
        return anhoej(case)
    counts, n = case["input"]["y"], case["input"]["n"]
    chart = shewhart.WITHOUT_DENOMINATOR[kind](counts, setup) if n is None else shewhart.WITH_DENOMINATOR[kind](counts, n, setup)
    chart = chart.times(case["params"]["multiply"])
    tests = runs_tests(chart.values, chart.centre, setup.kept(chart.values), chart.segment)
    outside = chart.outside != 0
    return {
        "y": chart.values,
        "cl": chart.centre,
        "lcl": chart.lower,
        "ucl": chart.upper,
        "lcl_2s": chart.lower_2s,
        "ucl_2s": chart.upper_2s,
        "sigma_signal": outside,
        "parts": [_part(k + 1, test, int(np.sum(outside & (chart.segment == k)))) for k, test in enumerate(tests)],
    }


def _part(number: int, test: RunsTest, outside: int) -> dict:
    names = {
        "longest_run": "longest_run",
        "longest_run_max": "longest_run_max",
        "n_crossings": "crossings",
        "n_crossings_min": "crossings_min",
    }
    runs = {key: int(getattr(test, name)) if test.useful else None for key, name in names.items()}
    return {
        "part": number,
        "n_obs": int(test.observations),
        "n_useful": int(test.useful),
        **runs,
        "runs_signal": bool(test.signal),
        "sigma_signals": outside,
    }


METHODS = {
    "xmr_making_data_count": making_data_count,
    "two_of_three_variants": two_of_three_variants,
    "run_chart_anhoej": anhoej,
    "shewhart_charts": qicharts,
}

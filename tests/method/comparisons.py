"""Comparison vectors: Fingertips' trend, benchmark and goal, and the level of the Norwegian registers."""

from __future__ import annotations

from dashboard.stats import benchmark
from dashboard.stats.benchmark import Standpoint
from dashboard.stats.goal import against_goal, against_range
from dashboard.stats.target_level import level
from dashboard.stats.trend import Obstacle, Years, interval_trend, share_trend

GOOD = {"low_is_good": -1, "high_is_good": 1, "neutral": 0, "blues": 0}
MISSING = -1  # Fingertips' code for a value that is not there
MESSAGES = {
    Obstacle.TOO_FEW_YEARS: "Not enough data points to calculate recent trend",
    Obstacle.TOO_FEW_VALID_YEARS: "Not enough data points with valid values to calculate recent trend",
    Obstacle.EVERYBODY_IN_A_YEAR: "The recent trend cannot be calculated",
    Obstacle.NO_INTERVAL: "The recent trend cannot be calculated",
    Obstacle.NO_EVENTS: "The recent trend cannot be calculated",
    Obstacle.NONE: None,
}


def known(value: float | None) -> float | None:
    return None if value == MISSING else value


def recent_trend(case: dict) -> dict:
    given = case["input"]
    columns = {name: given[name] for name in ("year", "count", "denominator", "lower95", "upper95")}
    years = Years(*list(columns.values())[:3], [known(value) for value in given["value"]], *list(columns.values())[3:])
    found = (share_trend if case["params"]["method"] == "spc_prop" else interval_trend)(years)
    return {
        "status": "cannot_be_calculated" if found.obstacle else "ok",
        "chi_square": found.chi_square,
        "significant": found.is_significant,
        "direction": {1: "increasing", -1: "decreasing", 0: None}[found.direction],
        "message": MESSAGES[found.obstacle],
    }


def compared(case: dict) -> str:
    params, given = case["params"], case["input"]
    value, comparator, unit = known(given.get("value")), known(given.get("comparator")), params["unit"]
    if params["polarity"] not in GOOD:  # the 2020 code does not compare then
        return Standpoint.NOT_COMPARED
    good, limits = GOOD[params["polarity"]], (given.get("lower95"), given.get("upper95"))
    if params["method"] == "double_ci":
        return benchmark.against_unit(value, limits, comparator, (given.get("comparator_lower95"), given.get("comparator_upper95")), good)
    if params["method"].startswith("spc"):
        find = benchmark.share_limits if params["method"] == "spc_prop" else benchmark.rate_limits
        around = find(_per(comparator, unit), given.get("denominator"), params["confidence_variable"])
        return benchmark.against_control_limits(_per(value, unit), around, good)
    wider = (given.get("lower998"), given.get("upper998")) if params["method"] == "ci95_998" else None
    return benchmark.against_comparator(value, limits, comparator, good, wider)


def _per(value: float | None, unit: float) -> float | None:
    return None if value is None else value / unit


def goal(case: dict) -> str:
    params, given = case["params"], case["input"]
    value, good = known(given.get("value")), GOOD[params["polarity"]]
    if params["kind"] == "range":
        return against_range(value, params["lower"], params["upper"], good)
    limits = (given.get("lower95"), given.get("upper95")) if params["use_interval"] else None
    return against_goal(value, params["lower"], good, limits)


def attained(case: dict) -> str | None:
    params = case["params"]
    return level(case["input"]["value"], params["green"], params["yellow"], GOOD.get(params["direction"], 0))


METHODS = {
    "recent_trend_5_points": recent_trend,
    "benchmark_comparison": compared,
    "goal_comparison": goal,
    "target_level_high_middle_low": attained,
}

"""Interval vectors: PHEindicatormethods, and the harm measures of the Global Trigger Tool."""

from __future__ import annotations

import numpy as np

from dashboard.stats import harm, standardised
from dashboard.stats.intervals import EXACT_BELOW, Interval, Reason, rate, student_t, wilson

LEVELS = {"95": 0.95, "998": 0.998}


def two_levels(found: dict[str, Interval | standardised.Standardised]) -> dict:
    """Value and the limits at both levels."""
    limits = {f"{side}{level}": getattr(each, side) for level, each in found.items() for side in ("lower", "upper")}
    return {"value": found["95"].value, **limits}


def proportion(case: dict) -> dict:
    found = {name: wilson(case["input"]["x"], case["input"]["n"], level) for name, level in LEVELS.items()}
    return {**two_levels(found), "error": _error(found["95"])}


def poisson(case: dict) -> dict:
    given = case["input"]
    found = {name: rate(given["x"], given["n"], given["multiplier"], level) for name, level in LEVELS.items()}
    error = _error(found["95"])
    method = None if error else "Exact" if given["x"] < EXACT_BELOW else "Byars"
    return {**two_levels(found), "method": method, "error": error}


def _error(found: Interval) -> str | None:
    return None if found.is_known else str(found.reason)


def mean(case: dict) -> dict:
    values = np.array(case["input"]["x"], dtype=float)
    known = values[np.isfinite(values)]
    deviation = np.std(known, ddof=1) if known.size > 1 else np.nan
    return {**two_levels({name: student_t(values, level) for name, level in LEVELS.items()}), "stdev": deviation, "n": known.size}


def dsr(case: dict) -> dict:
    given = case["input"]
    columns = (given["count"], given["population"], given["standard_population"], given["multiplier"])
    found = {name: standardised.direct(*columns, level) for name, level in LEVELS.items()}
    return {**two_levels(found), "total_count": found["95"].observed}


def isr(case: dict) -> dict:
    given = case["input"]
    columns = ("count", "population", "reference_count", "reference_population", "refvalue")
    found = {name: standardised.ratio_to_expected(*(given[column] for column in columns), level) for name, level in LEVELS.items()}
    one = found["95"]
    method = "Exact" if one.observed < EXACT_BELOW else "Byars"
    return {
        **two_levels(found),
        "observed": one.observed,
        "expected": one.expected,
        "method": None if one.reason != Reason.NONE else method,
    }


def gtt(case: dict) -> dict:
    given = case["input"]
    found = harm.summary(given["harms"], given["days"], given["admissions"], given["admissions_with_harm"])
    return {
        "harms_per_1000_patient_days": found.per_1000_days,
        "harms_per_100_admissions": found.per_100_admissions,
        "percent_admissions_with_harm": found.percent_with_harm,
    }


METHODS = {
    "ci_proportion_wilson": proportion,
    "ci_rate_poisson": poisson,
    "ci_mean_t": mean,
    "dsr": dsr,
    "indirectly_standardised_ratio": isr,
    "gtt_summary": gtt,
}

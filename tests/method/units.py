"""Vectors of units at one time: funnels, over-dispersion and quantile groups."""

from __future__ import annotations

from dashboard.stats import funnel, overdispersion
from dashboard.stats.quantiles import quantile_groups

PLACES = {2: "High (0.001)", 1: "High (0.025)", 0: "Not significant", -1: "Low (0.025)", -2: "Low (0.001)"}
ROUNDED_Z = (1.959964, 3.090232)  # as the reference has them
LEVELS = {"95": funnel.INNER, "998": funnel.OUTER}


def units(case: dict) -> dict:
    statistic, given = case["params"]["statistic"], case["input"]
    per = case["params"].get("multiplier", 1)
    if statistic == "rate_limits":
        pairs = {name: funnel.rate_limits_at_events(case["params"]["centre"], given["events"], level) for name, level in LEVELS.items()}
        return {f"{side}{name}": pair[number] for name, pair in pairs.items() for number, side in enumerate(("lower", "upper"))}
    find = {"proportion": funnel.share_funnel, "rate": funnel.rate_funnel, "ratio": funnel.ratio_funnel}[statistic]
    found = find(*list(given.values())[:2])
    limits = {f"{side}{name}": getattr(found, f"{side}{name}") * per for name in LEVELS for side in ("lower", "upper")}
    return {"centre": found.centre * per, **limits, "significance": [PLACES[int(place)] for place in found.place]}


def widened(case: dict) -> dict:
    find = {"proportion": overdispersion.of_shares}[case["params"]["data_type"]]
    found = find(case["input"]["numerator"], case["input"]["denominator"], case["params"]["trim_by"], ROUNDED_Z)
    return {name: getattr(found, name) for name in found.__slots__}


def groups(case: dict) -> dict:
    params = case["params"]
    return {"quantile": quantile_groups(case["input"]["values"], params["nquantiles"], highest_first=params["invert"])}


METHODS = {"funnel": units, "funnel_overdispersion": widened, "quantiles": groups}

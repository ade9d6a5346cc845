"""Suppression vectors: the functions of the Norwegian Institute of Public Health."""

from __future__ import annotations

from dashboard.stats.disclosure import Limits, suppressed

YEAR, COUNTS = "AAR", ("sumTELLER", "sumNEVNER")


def hide(case: dict) -> dict:
    given, params = case["input"], case["params"]
    dimensions = [name for name in given if name not in COUNTS]
    rows = range(len(given[YEAR]))
    series = _numbered([tuple(given[name][row] for name in dimensions if name != YEAR) for row in rows])
    limits = Limits(
        events=params["hide_numerator_at_or_below"],
        cases=params["hide_denominator_at_or_below"],
        weak=params["weak_numerator_at_or_below"],
        most_hidden=params["hide_series_if_share_hidden_above"],
        most_weak=params["hide_series_if_share_weak_above"],
    )
    found = suppressed(*(given[name] for name in COUNTS), series, families(given, params["sibling_groups"], dimensions), limits)
    return {"primary": found.primary, "series": found.series, "secondary": found.secondary, "hidden": found.any}


def families(given: dict, groups: dict | list | None, dimensions: list[str]) -> list[list[int]]:
    """The rows of each group of siblings, in its order, for every combination of the other dimensions."""
    found = []
    for group in [] if groups is None else groups if isinstance(groups, list) else [groups]:
        others = [name for name in dimensions if name != group["dimension"]]
        own, places = given[group["dimension"]], {}
        for row, value in enumerate(own):
            if value in group["order"]:
                places.setdefault(tuple(given[name][row] for name in others), []).append(row)
        found += [sorted(rows, key=lambda row, own=own, group=group: group["order"].index(own[row])) for rows in places.values()]
    return found


def _numbered(keys: list[tuple]) -> list[int]:
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return [known[key] for key in keys]


METHODS = {"suppression": hide}

"""A column of places to their codes: by number, name or both, each as it stood in its row's period."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from db.terms import Change, Period, Severity
from etl.area_names import How, Resolved, nearest_areas, resolve_area_text
from etl.areas import AreaRow, Reference, valid_in
from etl.cells import MOST_SUGGESTIONS, as_text, report
from etl.findings import Findings
from etl.frame import Coded
from etl.places import standing
from etl.table import Column

LAG = 1  # years that a register may be behind with a new number; a number used longer than that is a slip
NO_AREA = ("0", "9999")  # other publishers' totals; in a municipality's own file a slip, or "not stated"


def areas(column: Column, period: Coded, given: Sequence[Period], reference: Reference, findings: Findings) -> Coded:
    """Codes from numbers, names, or both beside each other; `given` are the periods in the order of their codes.

    What a name meant in its period counts, and a number that had ended then becomes the one of that time where only the number changed.
    """
    resolved = _resolved(column, reference, findings)
    texts_in_time = column.codes.astype(np.int64) * (len(given) + 1) + period.codes + 1
    _, first, of_row = np.unique(texts_in_time, return_index=True, return_inverse=True)
    order: dict[str, int] = {}
    by_name: dict[tuple[int, str], int] = {}
    codes: list[int] = []
    for number, row in enumerate(first.tolist()):
        found, when = resolved[column.codes[row]], given[period.codes[row]] if period.codes[row] >= 0 else None
        code = found and _in_its_time(found, as_text(column.at(row)), when, reference)
        if code and found.how is How.NAME:
            by_name.setdefault((column.codes[row], code), row)
        ended = code and when and _ended(reference, code, when)
        if ended:
            _name_ended(column, of_row == number, ended, reference.areas[code], reference, findings)
            code = ended.code_then
        codes.append(order.setdefault(code, len(order)) if code else -1)
    _say_what_was_read(column, by_name, resolved, reference, findings)
    return Coded(np.array(codes, dtype=np.int32)[of_row], list(order))


def _resolved(column: Column, reference: Reference, findings: Findings) -> list[Resolved | None]:
    """What each text names; None for those that name no one place, which are reported."""
    texts = [as_text(cell) for cell in column.texts]
    resolved = [None if text in NO_AREA else resolve_area_text(text, reference) for text in texts]
    faults = {place: code for place, found in enumerate(resolved) if (code := _fault_of(texts[place], found))}
    near = dict.fromkeys(faults, "") | {
        place: _named(nearest_areas(texts[place], reference, 1), reference) for place in islice(faults, MOST_SUGGESTIONS)
    }
    faults |= {place: "unknown_area_near" for place, code in faults.items() if code == "unknown_area" and near[place]}
    meant = {place: _named(found.candidates, reference) for place, found in enumerate(resolved) if found}
    report(
        findings,
        column,
        faults,
        suggestion=lambda row: near[column.codes[row]],
        candidates=lambda row: meant.get(column.codes[row], ""),
    )
    return [None if place in faults else found for place, found in enumerate(resolved)]


def _fault_of(text: str, found: Resolved | None) -> str | None:
    if not text:
        return "empty_area"
    if found is None:
        return "unknown_area"
    return {How.AMBIGUOUS: "ambiguous_area", How.DISAGREES: "area_disagrees"}.get(found.how)


def _named(codes: Collection[str], reference: Reference) -> str:
    return " / ".join(f"{code} {reference.areas[code].name}" for code in codes)


def _in_its_time(found: Resolved, text: str, when: Period | None, reference: Reference) -> str | None:
    return name_then(found.code, text, when, reference) if found.code and when and found.how is How.NAME else found.code


def name_then(code: str, text: str, when: Period, reference: Reference) -> str:
    """Ålesund in 2021 is 1507, which was split, and not 1508; Haram was nowhere then, so that its figures of 2021 are recomputed ones."""
    if valid_in(reference.areas[code], when) or standing(reference, code, when).change is not Change.SPLIT:
        return code
    then = resolve_area_text(text, reference, when.first_day)
    return then.code if then and then.code and valid_in(reference.areas[then.code], when) else code


class Ended(NamedTuple):
    """A number that was used after its end."""

    fault: str
    code_then: str | None  # where only the number changed
    others: tuple[str, ...]


def _ended(reference: Reference, code: str, period: Period) -> Ended | None:
    """None for a code in use, also one from before it existed: publishers recompute the history of a place under its new number."""
    end = reference.areas[code].valid_to
    if end is None or end >= period.first_day:
        return None
    stood = standing(reference, code, period)
    if stood.code_then and period.year - end.year <= LAG:
        return Ended("area_renumbered", stood.code_then, (stood.code_then,))
    others = (stood.code_then,) if stood.code_then else stood.others
    return Ended("area_split" if stood.change is Change.SPLIT else "area_ended", None, others)


def _name_ended(column: Column, where: np.ndarray, ended: Ended, area: AreaRow, reference: Reference, findings: Findings) -> None:
    severity = Severity.WARNING if ended.code_then else Severity.ERROR
    facts = {"year": area.valid_to.year, "others": _named(ended.others, reference)}
    findings.rows(ended.fault, severity, where, column=column.name, found=lambda row: as_text(column.at(row)), **facts)


def _say_what_was_read(
    column: Column, by_name: Mapping[tuple[int, str], int], resolved: Sequence[Resolved | None], reference: Reference, findings: Findings
) -> None:
    """A lost leading zero is put back, and a bare name is read as a number; the reader is told of both, once for each text and number."""
    here, rows = np.unique(column.codes, return_index=True)
    for place, row in zip(here.tolist(), rows.tolist(), strict=True):
        found, text = resolved[place], as_text(column.texts[place])
        if found and found.code and text.isdigit() and len(text) < len(found.code):
            _say("leading_zero", Severity.WARNING, column, row, reference.areas[found.code], findings)
    for (_, code), row in by_name.items():
        _say("area_by_name", Severity.INFO, column, row, reference.areas[code], findings)


def _say(problem: str, severity: Severity, column: Column, row: int, area: AreaRow, findings: Findings) -> None:
    text = as_text(column.at(row))
    findings.rows(problem, severity, np.array([row]), column=column.name, found=lambda _: text, code=area.code, name=area.name)

"""What stands and is not in a file: numbers that the delivery before it had, and units that usually report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from db.terms import Status
from etl.differences import Row, Said
from etl.frame import KEY, Frame

SAID = ("value", "numerator", "denominator")


@dataclass(slots=True)
class LeftOut:
    """Looked for within the periods that the file has of an indicator, as far as its own source brought them.

    covered: indicator -> its first and last period in the file. own: the deliveries of the same source in the same layout that stand.
    Gathered while the stored rows pass by: `rows` of the delivery `earlier`, the newest of `own` that has anything there, and for each
    indicator and unit its newest period in the year up to the file's last, with its status.
    """

    covered: Mapping[str, tuple[str, str]]
    own: frozenset[int]
    units: frozenset[str]
    earlier: int = 0
    rows: list[Row] = field(default_factory=list)
    newest: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def note(self, columns: Mapping[str, Sequence], is_met: np.ndarray) -> None:
        """One chunk of stored rows, and which of them the file has too."""
        for place, (indicator, area, breakdown, period) in enumerate(zip(*(columns[name] for name in KEY), strict=True)):
            first, last = self.covered.get(indicator, ("", ""))
            if period > last or _form(period) != _form(last):
                continue
            if area in self.units and period >= _year_before(last):
                self.newest[indicator, area] = max(self.newest.get((indicator, area), ("", "")), (period, str(columns["status"][place])))
            if period >= first and columns["delivery"][place] >= self.earlier and columns["delivery"][place] in self.own:
                self._stood_in(columns["delivery"][place])
                if not is_met[place]:
                    numbers = {name: columns[name][place] for name in SAID}
                    said = Said(**numbers, status=str(columns["status"][place]))
                    self.rows.append(Row(indicator, area, breakdown, period, old=said))

    def _stood_in(self, delivery: int) -> None:
        if delivery > self.earlier:
            self.earlier = delivery
            self.rows.clear()

    def missing_units(self, frame: Frame) -> list[Row]:
        """Units that reported an indicator in the year before and not in its last period, where the file has any unit at all."""
        here = _units_of(frame, self.units)
        found = []
        for (indicator, area), (newest, status) in sorted(self.newest.items()):
            last = self.covered[indicator][1]
            if newest < last and status != Status.NOT_RELEVANT and here.get(indicator) and (area, last) not in here[indicator]:
                found.append(Row(indicator, area, "", last))
        return found


def covered(frame: Frame) -> dict[str, tuple[str, str]]:
    """The first and the last period of each indicator; of several frequencies the finest, since a year beside its months is their sum."""
    found: dict[str, tuple[str, str]] = {}
    pairs = np.unique(frame.indicator.codes.astype(np.int64) * max(1, len(frame.period.texts)) + frame.period.codes)
    for pair in pairs.tolist():
        indicator, period = divmod(pair, len(frame.period.texts))
        name, text = frame.indicator.texts[indicator], frame.period.texts[period]
        first, last = found.get(name, (text, text))
        if _form(text) == _form(last):
            found[name] = min(first, text), max(last, text)
        elif len(text) > len(last):
            found[name] = text, text
    return found


def _units_of(frame: Frame, units: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """For each indicator the (unit, period) that the file has."""
    found: dict[str, set[tuple[str, str]]] = {}
    is_unit = np.isin(frame.area.codes, [code for code, text in enumerate(frame.area.texts) if text in units])
    codes = np.stack([frame.indicator.codes, frame.area.codes, frame.period.codes], axis=1)[is_unit]
    for indicator, area, period in np.unique(codes, axis=0).tolist():
        found.setdefault(frame.indicator.texts[indicator], set()).add((frame.area.texts[area], frame.period.texts[period]))
    return found


def _form(period: str) -> str:
    """What tells a quarter from a tertial, and both from years, months and days."""
    return period[4:6] if len(period) == 7 else str(len(period))


def _year_before(period: str) -> str:
    return f"{int(period[:4]) - 1:04}{period[4:]}"

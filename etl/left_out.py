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
    Gathered while the stored rows pass by: the `rows` of the delivery `earlier`, the newest of `own` that has anything there, how many
    others of it are `met`, and for each indicator and unit its newest period in the year up to the file's last, with its status.
    """

    covered: Mapping[str, tuple[str, str]]
    own: frozenset[int]
    units: frozenset[str]
    earlier: int = 0
    rows: list[Row] = field(default_factory=list)
    met: int = 0
    newest: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def note(self, columns: Mapping[str, Sequence], is_met: np.ndarray) -> None:
        """One chunk of stored rows, and which of them the file has too."""
        deliveries, statuses = columns["delivery"], columns["status"]
        for place, (indicator, area, breakdown, period) in enumerate(zip(*(columns[name] for name in KEY), strict=True)):
            first, last = self.covered.get(indicator, ("", ""))
            if period > last or len(period) != len(last) or (len(period) == 7 and _form(period) != _form(last)):
                continue
            if area in self.units and period >= _year_before(last):
                self.newest[indicator, area] = max(self.newest.get((indicator, area), ("", "")), (period, str(statuses[place])))
            if period >= first and deliveries[place] >= self.earlier and deliveries[place] in self.own:
                self._stood_in(deliveries[place])
                if is_met[place]:
                    self.met += 1
                else:
                    numbers = {name: columns[name][place] for name in SAID}
                    said = Said(**numbers, status=str(statuses[place]))
                    self.rows.append(Row(indicator, area, breakdown, period, old=said))

    def _stood_in(self, delivery: int) -> None:
        if delivery > self.earlier:
            self.earlier, self.met = delivery, 0
            self.rows.clear()

    @property
    def vanished(self) -> list[Row]:
        """A file with less than half of what the earlier one had there is a supplement or a correction, and leaves nothing out."""
        return self.rows if self.met >= len(self.rows) else []

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

"""The numbers of a file beside what its indicators ask for: what the rules look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from db.terms import Kind
from etl.cells import as_text
from etl.findings import Findings
from etl.frame import HAS_VALUE, Coded
from etl.known import Indicator
from etl.table import Column

KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Measures:
    """One place a row; NaN where the file gives no number. Rules say nothing of rows that are not `is_readable`."""

    findings: Findings
    columns: dict[str, Column]  # the file's columns by their name in code
    is_readable: np.ndarray  # indicator and numbers could be read; a wrong area or period does not hide a wrong number
    was_named: np.ndarray  # rows that stood in a problem before their numbers were looked at
    status: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    value: np.ndarray
    value_decimals: np.ndarray  # as written
    is_grouped: np.ndarray  # a count was written with blanks between thousands
    kind: np.ndarray  # places in KINDS
    multiplier: np.ndarray  # value = multiplier * numerator / denominator
    is_own: np.ndarray  # the municipality's own figure, so its counts can be asked for
    limit: np.ndarray  # the small-number limit

    @property
    def is_named(self) -> np.ndarray:
        """Rows whose numbers stand in a problem already: one reason of that sort is enough."""
        return self.findings.is_named & ~self.was_named

    @property
    def has_value(self) -> np.ndarray:
        return self.is_readable & HAS_VALUE[self.status]

    def of_kind(self, *kinds: Kind) -> np.ndarray:
        return np.isin(self.kind, [KINDS.index(kind) for kind in kinds])

    @property
    def computed(self) -> np.ndarray:
        """The value that numerator and denominator give, NaN where they do not."""
        with np.errstate(divide="ignore", invalid="ignore"):
            computed = self.multiplier * self.numerator / self.denominator
        return np.where(self.of_kind(Kind.PROPORTION, Kind.RATE) & (self.denominator > 0), computed, np.nan)

    def name(self, key: str) -> str:
        """What the file calls a column."""
        return self.columns[key].name if key in self.columns else key

    def found(self, key: str) -> Callable[[int], str]:
        """What stands in the row's cell."""
        return lambda row: as_text(self.columns[key].at(row)) if key in self.columns else ""


def multiplier_of(indicator: Indicator) -> float:
    """percent 100, per_1000 1000; 1 where the unit says nothing of a denominator."""
    if indicator.unit == "percent":
        return 100.0
    digits = indicator.unit.removeprefix("per_")
    return float(digits) if digits.isdigit() else 1.0


def by_indicator(indicator: Coded, indicators: list[Indicator], attribute: Callable[[Indicator], float]) -> np.ndarray:
    """An attribute of each row's indicator; 0 where the indicator is unknown."""
    return np.array([*map(attribute, indicators), 0])[indicator.codes]

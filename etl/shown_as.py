"""How a file was read, for whoever delivers it to see before it is published."""

from __future__ import annotations

from collections.abc import Sequence

from db.terms import Frequency, Period
from etl.cells import as_text
from etl.columns import Heading
from etl.frame import Frame
from etl.sources import LAYOUTS
from etl.table import Table

SAMPLES = 3


def detected(layout: str, table: Table, frame: Frame) -> dict[str, object]:
    """Layout, letters, separator or sheet, how numbers and periods are written, each column as what it was read, and the first rows as stored."""
    seen: dict[str, object] = {"layout": layout} | table.detected | _periods(frame)
    headings: Sequence[Heading] = LAYOUTS[layout].HEADINGS
    seen |= {"written": [as_text(column.at(0)) for column in table.columns if column.key in _keys(headings, "period")]}
    seen.setdefault(
        "columns", {column.name: next((each.name for each in headings if column.key in each.keys), None) for column in table.columns}
    )
    seen["indicators"] = sorted({frame.indicator.texts[code] for code in set(frame.indicator.codes.tolist())})
    seen["samples"] = [_sample(frame, row) for row in frame.rows.argsort()[:SAMPLES].tolist()]
    return seen


def _keys(headings: Sequence[Heading], name: str) -> set[str]:
    return {key for each in headings if each.key == name for key in each.keys}


def _periods(frame: Frame) -> dict[str, object]:
    """Which lengths of period there are, and from when to when."""
    found = sorted({frame.period.texts[code] for code in set(frame.period.codes.tolist())})
    lengths = {Period.parse(text).frequency for text in found}
    return {"periods": sorted(lengths, key=list(Frequency).index), "span": [found[0], found[-1]]} if found else {}


def _sample(frame: Frame, row: int) -> dict[str, object]:
    texts = {"indicator": frame.indicator, "area": frame.area, "breakdown": frame.breakdown, "period": frame.period}
    found: dict[str, object] = {name: coded.at(row) for name, coded in texts.items()}
    numbers = {"value": frame.value[row], "numerator": frame.numerator[row], "denominator": frame.denominator[row]}
    return found | {name: None if number != number else float(number) for name, number in numbers.items()}

"""How a file was read, for whoever delivers it to see before it is published."""

from __future__ import annotations

from etl.frame import Frame
from etl.table import Table

SAMPLES = 3


def detected(layout: str, table: Table, frame: Frame) -> dict[str, object]:
    """Layout, letters, separator or sheet, the columns in the file's words, the indicators, and the first rows as they will be stored."""
    seen: dict[str, object] = {"layout": layout} | table.detected
    seen["columns"] = list(table.header)
    seen["indicators"] = sorted({frame.indicator.texts[code] for code in set(frame.indicator.codes.tolist())})
    seen["samples"] = [_sample(frame, row) for row in frame.rows.argsort()[:SAMPLES].tolist()]
    return seen


def _sample(frame: Frame, row: int) -> dict[str, object]:
    texts = {"indicator": frame.indicator, "area": frame.area, "breakdown": frame.breakdown, "period": frame.period}
    found: dict[str, object] = {name: coded.at(row) for name, coded in texts.items()}
    numbers = {"value": frame.value[row], "numerator": frame.numerator[row], "denominator": frame.denominator[row]}
    return found | {name: None if number != number else float(number) for name, number in numbers.items()}

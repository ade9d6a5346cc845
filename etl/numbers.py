"""Numbers as people write them, by one grammar for the whole file. Never int() or float() on raw text: they take ٦٠, 6_0, nan and 1e400."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from etl.table import Cell

GROUP = " \u00a0\u202f\u2009"  # blank, no-break, narrow no-break and thin blank between groups of three
PLAIN = re.compile(rf"([-−]?)([0-9]{{1,3}}(?:[{GROUP}][0-9]{{3}})+|[0-9]+)(?:([.,])([0-9]+))?[{GROUP}]*(%?)")
AMBIGUOUS = re.compile(rf"[-−]?[1-9][0-9]{{0,2}}([.,])[0-9]{{3}}[{GROUP}]*")  # 1.234 and 1,234: thousands, or three decimals
THOUSANDS = re.compile(r"([-−]?)([1-9][0-9]{0,2})((?:([.,])[0-9]{3})(?:\4[0-9]{3})*)(?:((?!\4)[.,])([0-9]+))?")
SCIENTIFIC = re.compile(r"-?[0-9](?:\.[0-9]+)?e[+-]?[0-9]{1,3}", re.IGNORECASE)
SCIENTIFIC_LOOK = re.compile(r"[-−+]?[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+", re.IGNORECASE)
EXCEL_ERROR = re.compile(r"#(?:[A-ZÆØÅ]+(?:/[A-Z0-9]+)?[!?]?|#+)", re.IGNORECASE)
LARGEST = 1e10  # from ten digits on it is a serial number or a slip, not a count; what Norway counts stays below


@dataclass(frozen=True, slots=True)
class Style:
    """How the file writes numbers: which signs are decimal signs, and which sign stands between thousands."""

    decimal: frozenset[str] = frozenset(",.")
    thousands: str | None = None
    is_scientific: bool = False  # 1.23e+006 only where the publisher's own machine writes it


POINT = Style(frozenset("."), is_scientific=True)
COMMA = Style(frozenset(","))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signs seen where only one reading is possible, and those seen where two are."""

    clear: frozenset[str]
    unclear: frozenset[str]

    @property
    def is_open(self) -> bool:
        """True when the whole file can be read in two ways: every sign is the same, and each time three digits follow it."""
        return not self.clear and len(self.unclear) == 1

    def style(self, answer: str | None = None) -> Style:
        if self.is_open and answer == "thousands":
            return Style(frozenset(), next(iter(self.unclear)))
        if self.is_open and answer == "decimal":
            return Style(self.unclear)
        return Style(self.clear)


@dataclass(frozen=True, slots=True)
class Numbers:
    """One column of numbers, one place for each distinct text."""

    values: np.ndarray  # float64, NaN where there is none
    decimals: np.ndarray  # int8, as written
    has_percent: np.ndarray  # bool
    is_grouped: np.ndarray  # bool, written with thousands
    faults: dict[int, str]  # place of a text that is no number -> the code of what is wrong


def evidence(columns: Iterable[Sequence[Cell]]) -> Evidence:
    """Which decimal sign the file uses, read from all its columns of numbers together."""
    clear, unclear = set(), set()
    for texts in columns:
        for text in texts:
            if not isinstance(text, str) or ("," not in text and "." not in text):
                continue
            hit = AMBIGUOUS.fullmatch(text)
            if hit:
                unclear.add(hit[1])
            elif (hit := PLAIN.fullmatch(text)) and hit[3]:
                clear.add(hit[3])
    return Evidence(frozenset(clear), frozenset(unclear))


def read_numbers(texts: Sequence[Cell], style: Style, symbols: Iterable[str] = ()) -> Numbers:
    """Read each distinct text once; `symbols` are texts that stand where a number is missing, and are no faults."""
    count = len(texts)
    values, decimals = np.full(count, np.nan), np.zeros(count, dtype=np.int8)
    has_percent, is_grouped = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    faults: dict[int, str] = {}
    known = frozenset(symbols)
    for place, text in enumerate(texts):
        if text in known or text == "":
            continue
        read = _read(text, style) if isinstance(text, str) else _written(text)
        if isinstance(read, str):
            faults[place] = read
        else:
            values[place], decimals[place], has_percent[place], is_grouped[place] = read
    return Numbers(values, decimals, has_percent, is_grouped, faults)


def _written(cell: Cell) -> tuple[float, int, bool, bool] | str:
    """A workbook's own number: 15 digits are all that Excel shows, the rest is the residue of binary arithmetic."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return "not_a_number"
    if abs(cell) >= LARGEST or cell != cell:
        return "too_large"
    text = f"{cell:.15g}"
    return float(text), len(text.partition(".")[2]) if "e" not in text else 15, False, False


def _read(text: str, style: Style) -> tuple[float, int, bool, bool] | str:
    hit = PLAIN.fullmatch(text)
    if style.thousands and (thousands := THOUSANDS.fullmatch(text)) and thousands[4] == style.thousands:
        return _number(thousands[1], thousands[2] + thousands[3].replace(style.thousands, ""), thousands[6], "", True)
    if hit and (not hit[3] or _is_clear(hit, style)):
        return _number(hit[1], hit[2], hit[4], hit[5], not hit[2].isdigit())
    if style.is_scientific and SCIENTIFIC.fullmatch(text):
        value = float(text)
        return (value, 0, False, False) if abs(value) < LARGEST else "too_large"
    return _fault(text, hit is not None)


def _is_clear(hit: re.Match[str], style: Style) -> bool:
    """True when the sign is the file's decimal sign and no other reading is left."""
    if hit[3] not in style.decimal:
        return False
    return len(style.decimal) == 1 or not AMBIGUOUS.fullmatch(hit[0])


def _number(sign: str, digits: str, fraction: str | None, percent: str, is_grouped: bool) -> tuple[float, int, bool, bool] | str:
    whole = "".join(digits.split()) if is_grouped else digits
    if len(whole.lstrip("0")) > 10 or (fraction and len(fraction) > 30):
        return "too_large"
    value = float(f"{'-' if sign else ''}{whole}.{fraction or '0'}")  # ASCII digits only: the grammar has seen to it
    return (value, len(fraction or ""), bool(percent), is_grouped) if abs(value) < LARGEST else "too_large"


def _fault(text: str, is_plain: bool) -> str:
    if is_plain or THOUSANDS.fullmatch(text):
        return "unclear_number"
    if EXCEL_ERROR.fullmatch(text):
        return "excel_error"
    return "rounded_by_excel" if SCIENTIFIC_LOOK.fullmatch(text) else "not_a_number"

"""Words and signs that stand where a number is missing, as the status they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from db.terms import Severity, Status
from etl.cells import as_text, report
from etl.findings import Findings
from etl.frame import HAS_VALUE, STATUS_CODE
from etl.table import Cell, Column

if TYPE_CHECKING:
    from etl.measured import Measured

# The statistics office's signs (SSB): . = cannot be given, .. = missing, : = hidden, ... = not yet there, - = nothing of the kind.
# The dash meant zero until 2021; it is stored as a reason and never as the number 0.
SIGNS: Mapping[str, Status] = {
    ".": Status.NOT_RELEVANT,
    "..": Status.MISSING,
    "...": Status.NOT_REPORTED,
    ":": Status.SUPPRESSED,
    "-": Status.NOT_RELEVANT,
    "–": Status.NOT_RELEVANT,
    "*": Status.SUPPRESSED,
}
PRELIMINARY = frozenset(("*", "p", "f", "(p)", "(f)", "foreløpig"))  # beside a number, in the publishers' cubes
FEW = re.compile(r"[<≤] ?[1-9][0-9]?")  # «<5» is a hidden number
WORDS: Mapping[str, Status] = {
    "": Status.NORMAL,
    "normal": Status.NORMAL,
    "foreløpig": Status.PROVISIONAL,
    "førebels": Status.PROVISIONAL,
    "mangler": Status.MISSING,
    "manglar": Status.MISSING,
    "ikke rapportert": Status.NOT_REPORTED,
    "ikkje rapportert": Status.NOT_REPORTED,
    "ikke relevant": Status.NOT_RELEVANT,
    "ikkje relevant": Status.NOT_RELEVANT,
    "ikke aktuelt": Status.NOT_RELEVANT,
    "skjult": Status.SUPPRESSED,
    "skjermet": Status.SUPPRESSED,
}


def sign_of(cell: Cell) -> Status | None:
    """The status of a sign in a column of numbers; an empty cell is a missing number."""
    if not isinstance(cell, str):
        return None
    return Status.MISSING if cell == "" else SIGNS.get(cell) or (Status.SUPPRESSED if FEW.fullmatch(cell) else None)


def word_of(cell: Cell) -> Status | None:
    """The status of a word, or of a sign, in the status column."""
    text = as_text(cell).casefold()
    return WORDS.get(text) or SIGNS.get(text)


def sign_codes(texts: Sequence[Cell]) -> np.ndarray:
    """For each distinct text the place of its status, -1 for what is a number."""
    return np.array([-1 if (sign := sign_of(text)) is None else STATUS_CODE[sign] for text in texts], dtype=np.int8)


def statuses(
    column: Column | None, numbers: Mapping[str, Measured], is_counted: np.ndarray, is_readable: np.ndarray, findings: Findings
) -> np.ndarray:
    """The status of each row: the word in the status column, else the sign that stands for the number, else normal."""
    numerator, denominator, value = numbers["numerator"], numbers["denominator"], numbers["value"]
    has_number = ~np.isnan(value.values) | (is_counted & ~np.isnan(numerator.values))
    order = (np.where(is_counted, numerator.sign, value.sign), np.where(is_counted, value.sign, numerator.sign), denominator.sign)
    blank = (
        np.where(is_counted, numerator.is_blank, value.is_blank),
        np.where(is_counted, value.is_blank, numerator.is_blank),
        denominator.is_blank,
    )
    sign = np.full(len(has_number), STATUS_CODE[Status.MISSING], dtype=np.int8)
    for signs, is_blank in zip(reversed(order), reversed(blank), strict=True):
        sign = np.where((signs >= 0) & ~is_blank, signs, sign)
    by_sign = np.where(has_number, np.int8(STATUS_CODE[Status.NORMAL]), sign)
    if column is None:
        return by_sign
    return _by_word(column, by_sign, has_number, is_readable, findings)


def _by_word(column: Column, by_sign: np.ndarray, has_number: np.ndarray, is_readable: np.ndarray, findings: Findings) -> np.ndarray:
    read = [word_of(cell) for cell in column.texts]
    report(findings, column, {place: "unknown_status" for place, status in enumerate(read) if status is None})
    word = np.array([STATUS_CODE[status or Status.NORMAL] for status in read], dtype=np.int8)[column.codes]
    clash = is_readable & has_number & ~HAS_VALUE[word]
    findings.rows("status_with_number", Severity.ERROR, clash, column=column.name, found=lambda row: as_text(column.at(row)))
    provisional = has_number & (word == STATUS_CODE[Status.PROVISIONAL])
    return np.where(~HAS_VALUE[word] | provisional, word, by_sign)

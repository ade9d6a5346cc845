"""Data about single persons never get in: identity numbers by today's rule and by that of 2032, and columns named for persons."""

from __future__ import annotations

import re

# Eleven digits, whole or as 6+5 (blank, point or hyphen between, the date with points), or ten because Excel took the leading zero.
# Digits after a decimal sign, or inside a longer row of digits, are no number of a person.
CANDIDATE = re.compile(r"(?<![0-9.,])([0-9]{2})\.?([0-9]{2})\.?([0-9]{2})[ .\-\u00a0\u202f]?([0-9]{4,5})(?:[.,]0+)?(?![0-9])")
IN_MARKUP = re.compile(r"(?<![0-9A-Za-z.,])([0-9]{2})([0-9]{2})([0-9]{2})[ \-]?([0-9]{4,5})(?:\.0+)?(?![0-9A-Za-z])")  # no parts of a GUID
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
REMAINDERS = (0, 1, 2, 3)  # of the first control digit; the last three come into use in 2032
COLUMN = re.compile(
    r"(?:.*_)?(?:fnr|fodselsnummer|fødselsnummer|fodselsnr|fødselsnr|personnummer|personnr|dnr|d-nummer|hnr|fodselsdato|fødselsdato|født|fodt"
    r"|navn|fornavn|etternavn|pasient|pasientnavn|beboer|beboernavn|bruker|brukernavn|journal|journalnr|journalnummer|adresse|telefon|tlf|mobil|epost|e-post)"
    r"(?:_?(?:id|nr|nummer|navn))?"
)


def has_identity_number(text: str, pattern: re.Pattern[str] = CANDIDATE) -> bool:
    """True when any row of digits in the text is a valid fødselsnummer, D-number, H-number or synthetic one."""
    if not text.isascii():
        text = "".join(_ascii_digit(sign) for sign in text)
    return any(is_identity_number("".join(hit.groups())) for hit in pattern.finditer(text))


def is_identity_number(digits: str) -> bool:
    """Eleven ASCII digits, or ten whose leading zero was lost."""
    number = digits.rjust(11, "0")
    return _is_day(number[:6]) and _is_controlled(number)


def is_person_column(key: str) -> bool:
    return COLUMN.fullmatch(key) is not None


def _ascii_digit(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign  # full-width and other scripts' digits


def _is_day(six: str) -> bool:
    """Day + 40 is a D-number; month + 40, + 65 and + 80 are H-numbers and the registers' synthetic persons."""
    day, month = int(six[:2]), int(six[2:4])
    day = day - 40 if day > 40 else day
    month = next((month - step for step in (80, 65, 40, 0) if month > step), 0)
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) and 1 <= month <= 12


def _is_controlled(number: str) -> bool:
    digits = [int(digit) for digit in number]
    first = sum(weight * digit for weight, digit in zip(FIRST_WEIGHTS, digits, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(SECOND_WEIGHTS, digits, strict=True)) % 11
    return first in REMAINDERS and second == 0

"""Identity numbers by today's rule and by that of 2032, however they are written: they never get in."""

from __future__ import annotations

import re

# Two, two and two digits (or one where a zero was lost), then five: whole or with a sign between the groups, and a wider gap before the
# last five. Digits after a decimal sign, or inside a longer row of digits, are no number of a person.
GAP = r"[ .\-–/\u00a0\u202f\u2009]"
CANDIDATE = re.compile(
    rf"(?<![0-9.,])([0-9]{{1,2}}){GAP}?([0-9]{{2}}){GAP}?([0-9]{{2}})(?:{GAP}{{0,3}}|_)([0-9]{{3}}){GAP}?([0-9]{{2}})(?:[.,]0+)?(?![0-9])"
)
SPACED = re.compile(r"(?<![0-9.,])[0-9](?:[ .\-\u00a0][0-9]){9,10}(?![0-9])")  # 0 3 0 7 3 8 9 9 9 8 1
SCIENTIFIC = re.compile(r"(?<![0-9])([0-9])[.,]([0-9]{8,10})[eE]\+?0{0,2}(9|10)(?![0-9])")  # 3,073899981E+09
IN_MARKUP = re.compile(
    r"(?<![0-9A-Za-z.,])([0-9]{1,2})([0-9]{2})([0-9]{2})[ \-]?([0-9]{3})([0-9]{2})(?:\.0+)?(?![0-9A-Za-z])"
)  # no parts of a GUID
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
REMAINDERS = (0, 1, 2, 3)  # of the first control digit; the last three come into use in 2032


def has_identity_number(text: str, pattern: re.Pattern[str] = CANDIDATE) -> bool:
    """True when any row of digits in the text is a valid fødselsnummer, D-number, H-number or synthetic one."""
    if not text.isascii():
        text = ascii_digits(text)
    if any(is_identity_number("".join(hit.groups())) for hit in pattern.finditer(text)):
        return True
    return any(is_identity_number(digits) for digits in (*_spaced(text), *_scientific(text)))


def is_identity_number(digits: str) -> bool:
    """Eleven ASCII digits, or ten whose leading zero was lost."""
    number = digits.rjust(11, "0")
    return _is_day(number[:6]) and _is_controlled(number)


def ascii_digits(text: str) -> str:
    """Full-width digits and those of other scripts under the signs that the rules speak of."""
    others = {sign for sign in set(text) if not sign.isascii() and sign.isdecimal()}
    return text.translate({ord(sign): str(int(sign)) for sign in others}) if others else text


def _spaced(text: str) -> list[str]:
    found = (re.sub(r"[^0-9]", "", hit[0]) for hit in SPACED.finditer(text))
    return [digits for digits in found if len(digits) in (10, 11)]


def _scientific(text: str) -> list[str]:
    """A number that a spreadsheet wrote with an exponent, all its digits kept."""
    if "e" not in text and "E" not in text:
        return []
    return [f"{hit[1]}{hit[2]}".ljust(int(hit[3]) + 1, "0")[: int(hit[3]) + 1] for hit in SCIENTIFIC.finditer(text)]


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

"""Helsedirektoratet's OrgNumber: seven kinds of number in one column, told apart by a rule that fits every row seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.terms import AreaType
from etl.areas import COUNTRY, AreaRow, Reference

ORGANISATION = re.compile(r"[0-9]{9}")
EMERGENCY_CLINIC = re.compile(r"222([0-9]{4})")  # a legevakt: 222 and the number of a municipality that it serves
NORWAY = re.compile(r"9999(?:20[12][0-9])?")
WITH_YEAR = re.compile(r"([0-9]{1,4})20[12][0-9]")  # 38112020 = 3811 in the division of 2020; leading zeros are lost
BARE = re.compile(r"[0-9]{1,4}")
DISTRICT = re.compile(r"[0-9]{5,6}")  # 30104 = 030104, a district of Oslo
# The groups of these files are those before 2020; the same numbers stand for other municipalities since. Their OrgNumber (51 …) is also
# a county's, so the name decides.
OLD_GROUP = re.compile(r"kostra-?gruppe\s*[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """Where a row belongs; `new` is an organisation that has to be registered first, `fault` the reason why it belongs nowhere."""

    code: str | None = None
    new: AreaRow | None = None
    fault: str | None = None


def locate(number: str, name: str, reference: Reference) -> Located:
    """The area of an OrgNumber; the internal LocationId is never looked at, for it looks like another municipality's number."""
    if OLD_GROUP.fullmatch(name):
        return Located(fault="old_group")
    code = area_code(number)
    if code is None:
        return Located(fault="unknown_org_number")
    if code in reference.areas:
        return Located(code)
    if ORGANISATION.fullmatch(code) or EMERGENCY_CLINIC.fullmatch(code):
        return Located(code, _organisation(code, name, reference)) if name else Located(fault="unknown_org_number")
    return Located(fault="unknown_org_number")


def area_code(number: str) -> str | None:
    """The code that a number stands for, whether or not such an area exists; None where the rule says nothing."""
    if ORGANISATION.fullmatch(number) or EMERGENCY_CLINIC.fullmatch(number):
        return number
    if NORWAY.fullmatch(number):
        return COUNTRY
    for pattern in (WITH_YEAR, BARE):
        found = pattern.fullmatch(number)
        if found:
            digits = found[1] if pattern is WITH_YEAR else found[0]
            return digits.zfill(2 if len(digits) <= 2 else 4)
    return number.zfill(6) if DISTRICT.fullmatch(number) else None


def _organisation(code: str, name: str, reference: Reference) -> AreaRow:
    clinic = EMERGENCY_CLINIC.fullmatch(code)
    parent = clinic[1] if clinic and clinic[1] in reference.areas else None
    return AreaRow(code, name, AreaType.ORGANISATION, parent)

"""Wholes in a comparison: published, or added from their members, or older; and less the own numbers where these are much of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.usecases.compared import Compared, Origin
from dashboard.usecases.comparison_points import Figures, added, is_counted
from dashboard.usecases.comparison_rows import WHOLES, Field, compared, inside, is_inside, present
from dashboard.usecases.finished import Status
from db.terms import AreaType, Kind

MUCH_OF_THE_WHOLE = 0.1  # from here the own numbers are taken out of what they are compared with
FEWEST_PARTS = 2  # a sum of one would tell its number under another name
ENOUGH = 0.5  # of the members must be in a sum that bears the name of the whole


def with_wholes(figures: Figures, field: Field) -> dict[str, Compared]:
    """Every one of the field; a whole that nobody has published for the period is added from its members, or is the newest before."""
    found = compared(figures, field)
    lacking = [code for code, one in found.items() if _is_lacking(one) and (one.is_whole or one.area.type in WHOLES)]
    return found | {code: _completed(figures, field, code, found) for code in lacking}


def _is_lacking(one: Compared) -> bool:
    """Not published; what is hidden was published, and is not told by a sum."""
    return one.point is None or one.point.status in (Status.MISSING, Status.NOT_REPORTED)


def _completed(figures: Figures, field: Field, code: str, found: Mapping[str, Compared]) -> Compared:
    summed = _summed(figures, field, code, found)
    return summed if summed.value is not None else _older(figures, field, code) or summed


def _summed(figures: Figures, field: Field, code: str, found: Mapping[str, Compared]) -> Compared:
    """The sum of its members that are shown with both counts; where there is none, why."""
    members = [found[each] for each in inside(figures, field, code, found)]
    counted = [member for member in members if is_counted(member.point, figures.about)]
    grouping, size = field.groupings.get(code), field.sizes.get(code, len(members))
    facts = replace(found[code], parts=len(counted), members=size, grouping=grouping)
    if len(counted) >= max(FEWEST_PARTS, ENOUGH * size):
        total = figures.seen([added([member.point for member in counted], figures.about, field.periods[-1])])[0]
        hidden = sum(member.point is not None and member.point.status is Status.SUPPRESSED for member in members)
        return replace(facts, point=total, origin=Origin.SUM, hidden=hidden)
    return replace(facts, origin=_why_not(code, field, members, len(counted)))


def _why_not(code: str, field: Field, members: Sequence[Compared], counted: int) -> Origin:
    if code in field.groupings and field.groupings[code] is None:
        return Origin.UNKNOWN_MEMBERS
    if counted:
        return Origin.TOO_FEW
    return Origin.UNCOUNTED if any(member.value is not None for member in members) else Origin.NONE


def _older(figures: Figures, field: Field, code: str) -> Compared | None:
    """The newest published number before the period, hidden by the rules of its own period."""
    before = [point.period for point in figures.points(code) if point.value is not None and point.period < field.periods[0]]
    if len(field.periods) > 1 or field.own is None or not before:
        return None
    newest = max(before)
    others = present(figures, figures.facts.areas[field.own].type, [newest], [field.own, code])
    then = compared(figures, replace(field, chosen=(code,), others=others, periods=(newest,)))[code]
    return replace(then, is_older=True) if then.value is not None else None


def without_own(figures: Figures, field: Field, whole: Compared, own: Compared | None) -> Compared:
    """The whole less the own numbers, where these are so much of it that one would be compared with oneself."""
    if own is None or not whole.is_whole or whole.is_older or not all(is_counted(each.point, figures.about) for each in (own, whole)):
        return whole
    n = whole.point.denominator - own.point.denominator
    x = whole.point.numerator - own.point.numerator
    is_much = own.point.denominator > MUCH_OF_THE_WHOLE * whole.point.denominator
    if not is_much or n <= 0 or not 0 <= x <= _most(figures, n) or not _is_part(figures, field, own, whole):
        return whole
    rest = added([replace(whole.point, numerator=x, denominator=n)], figures.about, whole.point.period)
    parts = max(whole.parts - 1, 0)
    return replace(whole, point=figures.seen([rest])[0], is_without_own=True, parts=parts, members=max(whole.members - 1, 0))


def _most(figures: Figures, n: float) -> float:
    """How many cases there can be: of a share no more than there are to count among."""
    return n if figures.about.kind is Kind.PROPORTION else float("inf")


def _is_part(figures: Figures, field: Field, own: Compared, whole: Compared) -> bool:
    is_county = own.area.type is AreaType.COUNTY and whole.area.type is AreaType.COUNTRY
    return is_county or is_inside(figures, field, own.area.code, whole.area.code)

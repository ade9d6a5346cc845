"""Periods as people write them. What can mean two things, or no period at all, is refused with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from db.terms import MONTHS_IN, Frequency, Period
from etl.table import Cell

FIRST_YEAR = 1950
MONTH_NAMES = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
SHORT = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)} | SHORT | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)[0-9]{2})"
_PARTS = {
    "t": Frequency.TERTIAL,
    "tertial": Frequency.TERTIAL,
    "k": Frequency.QUARTER,
    "q": Frequency.QUARTER,
    "kvartal": Frequency.QUARTER,
}
_MOST = {Frequency.TERTIAL: 3, Frequency.QUARTER: 4, Frequency.MONTH: 12}

Reading = Period | str  # a period, or the code of what is wrong


def _part(name: str, number: str, year: str) -> Reading:
    frequency = _PARTS[name]
    return Period(_int(year), frequency, _int(number)) if 1 <= _int(number) <= _MOST[frequency] else "not_a_period"


def _month(number: str, year: str) -> Reading:
    return Period(_int(year), Frequency.MONTH, _int(number)) if 1 <= _int(number) <= 12 else "not_a_period"


def _date(year: str, month: str, day: str) -> Reading:
    """A day is no period: say so, or say that there is no such day."""
    try:
        dt.date(_int(year), _int(month), _int(day))
    except ValueError:
        return "impossible_date"
    return "date_not_period"


def _slashed(first: str, second: str, _year: str) -> Reading:
    both = (_int(first), _int(second))
    if max(both) > 31 or min(both) > 12 or not all(both):
        return "impossible_date"
    return "ambiguous_date"


def _day(year: str, month: str, day: str) -> Reading:
    try:
        return Period.of_day(dt.date(_int(year), _int(month), _int(day)))
    except ValueError:
        return "impossible_day"


def _int(digits: str) -> int:
    return int(digits)  # the grammar has let ASCII digits through, and nothing else


# Read from the top; the text is in small letters, with single blanks.
GRAMMAR: tuple[tuple[re.Pattern[str], Callable[..., Reading]], ...] = tuple(
    (re.compile(pattern, re.ASCII), reading)
    for pattern, reading in (
        (_YEAR, lambda year: Period(_int(year))),
        (rf"{_YEAR} ?-? ?([tkq]) ?([0-9])", lambda year, name, number: _part(name, number, year)),
        (rf"([tkq]) ?([0-9]) ?[-./]? ?{_YEAR}", lambda name, number, year: _part(name, number, year)),
        (rf"([0-9])\.? ?(tertial|kvartal|t|k|q)\.? ?-? ?{_YEAR}", lambda number, name, year: _part(name, number, year)),
        (rf"(tertial|kvartal) ?([0-9]),? ?-? ?{_YEAR}", lambda name, number, year: _part(name, number, year)),
        (rf"{_YEAR},? ?([0-9])\.? ?(tertial|kvartal)", lambda year, number, name: _part(name, number, year)),
        (rf"{_YEAR},? ?(tertial|kvartal) ?([0-9])", lambda year, name, number: _part(name, number, year)),
        (rf"{_YEAR}-([0-9]{{2}})", lambda year, number: _month(number, year)),
        (rf"{_YEAR}-?m([0-9]{{2}})", lambda year, number: _month(number, year)),
        (rf"([0-9]{{2}})[./]{_YEAR}", lambda number, year: _month(number, year)),
        (rf"({_MONTH})\.?,? ?-?{_YEAR}", lambda name, year: _month(str(MONTHS[name]), year)),
        (rf"{_YEAR},? ?({_MONTH})\.?", lambda year, name: _month(str(MONTHS[name]), year)),
        (rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?{_YEAR}", lambda day, month, year: _date(year, month, day)),
        (rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})(?:[t ].*)?", _date),
        (rf"([0-9]{{1,2}})/([0-9]{{1,2}})/{_YEAR}", _slashed),
        (r"([0-9]{1,2}[./-]){2}[0-9]{2}", lambda *_: "two_digit_year"),
        (rf"(?:(?:{_MONTH})\.? ?|[tkq][0-9] ?|[0-9]\. (?:tertial|kvartal) )?'?[0-9]{{2}}", lambda: "two_digit_year"),
        (r"[2-6][0-9]{4}(?:[.,][0-9]+)?", lambda: "excel_date"),  # days since 1900: 20000 is 1954, 69999 is 2091
        (rf"{_YEAR} ?-? ?[uwv][0-9]{{1,2}}|(?:uke|u) ?[0-9]{{1,2}},? ?-?{_YEAR}", lambda *_: "week_not_period"),
        (rf"{_YEAR} ?[-–/_] ?(?:{_YEAR}|[0-9]{{2}})(?: ?[-–] ?{_YEAR}(?:/[0-9]{{2}})?)?", lambda *_: "interval_not_period"),
        (rf"{_YEAR}-[0-9]|[0-9][./-]{_YEAR}|{_YEAR}[0-9]{{2}}", lambda *_: "ambiguous_period"),
    )
)

# Days, for indicators whose events have one; what is none of these is read as a period, and refused as too long.
DAYS: tuple[tuple[re.Pattern[str], Callable[..., Reading]], ...] = tuple(
    (re.compile(pattern, re.ASCII), reading)
    for pattern, reading in (
        (rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})(?:[t ]00:00(?::00(?:\.0+)?)?)?", _day),
        (rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?{_YEAR}(?: 00[.:]00(?:[.:]00)?)?", lambda day, month, year: _day(year, month, day)),
        (rf"([0-9]{{1,2}})\. ?({_MONTH})\.? {_YEAR}", lambda day, name, year: _day(year, str(MONTHS[name]), day)),
        (rf"(?:{_YEAR}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}\. ?[0-9]{{1,2}}\. ?{_YEAR})[t ].*", lambda *_: "time_of_day"),
        (
            rf"[0-9]{{1,2}}/[0-9]{{1,2}}/{_YEAR}|[0-9]{{1,2}}-[0-9]{{1,2}}-{_YEAR}|{_YEAR}/[0-9]{{1,2}}/[0-9]{{1,2}}",
            lambda *_: "ambiguous_day",
        ),
        (r"[0-9]{1,2}[./-][0-9]{1,2}[./-]'?[0-9]{2}", lambda: "two_digit_day"),
        (r"[2-6][0-9]{4}(?:[.,][0-9]+)?", lambda: "excel_day"),
    )
)


def read_day(cell: Cell) -> Reading:
    """The day of an event, or the code of the sentence that says why it is none; a longer period is told apart by its frequency."""
    if isinstance(cell, dt.date):
        return Period.of_day(cell)
    return _first_hit(DAYS, _folded(cell)) or read_period(cell)


def read_period(cell: Cell) -> Reading:
    """The period, or the code of the sentence that says why it is none."""
    if isinstance(cell, dt.date):
        return "date_not_period"
    if isinstance(cell, float) and not cell.is_integer():
        return "not_a_period"
    text = _folded(cell)
    return (_first_hit(GRAMMAR, text) or "not_a_period") if text else "empty_period"


def _folded(cell: Cell) -> str:
    """In small letters, with single blanks."""
    text = str(int(cell)) if isinstance(cell, int | float) and float(cell).is_integer() else str(cell)
    return " ".join(text.lower().replace("−", "-").split())


def _first_hit(grammar: tuple[tuple[re.Pattern[str], Callable[..., Reading]], ...], text: str) -> Reading | None:
    for pattern, reading in grammar:
        hit = pattern.fullmatch(text)
        if hit:
            found = reading(*hit.groups())
            return found if isinstance(found, str) or found.year >= FIRST_YEAR else "not_a_period"
    return None


def civil_period(first: dt.date, last: dt.date) -> Period | None:
    """The year, tertial, quarter or month between two days, or None when they are the ends of nothing of the kind."""
    for frequency in MONTHS_IN:
        number = 1 if frequency is Frequency.YEAR else 1 + (first.month - 1) // (12 // _MOST[frequency])
        period = Period(first.year, frequency, number)
        if (period.first_day, period.last_day) == (first, last):
            return period
    return None

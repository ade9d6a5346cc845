"""The invented figures of the work itself among the example data: sick leave, training, and visits by leaders."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

HEADER = "indikator;område;periode;teller;nevner;kommentar"
INVENTED = "Oppdiktet"
STAFF = {"SYK-01": 84, "SYK-02": 72, "SYK-03": 66, "SYK-04": 40, "HJT-01": 96, "HJT-02": 118, "HJT-03": 31}
SICK_LEAVE = {"SYK-03": 0.125, "HJT-02": 0.11}  # of the days agreed; elsewhere the usual share
USUAL = 0.09
FIRST_YEAR, LAST_MONTH, LAST_TERTIAL = 2024, (2026, 10), (2026, 2)
HOME = "3911"


def culture_rows() -> Iterator[tuple]:
    """Unit by unit, then all together."""
    for indicator, of_unit in (
        ("sykefravær-i-tjenesten", _sick_leave),
        ("opplæring-pasientsikkerhet", _training),
        ("pasientsikkerhetsvisitter", _visits),
    ):
        together: dict[str, list[int]] = {}
        for unit, staff in STAFF.items():
            for period, numerator, denominator in of_unit(unit, staff, Random(f"{indicator} {unit}")):
                sums = together.setdefault(period, [0, 0])
                sums[0] += numerator
                sums[1] += denominator
                yield indicator, unit, period, numerator, denominator or "", INVENTED
        yield from ((indicator, HOME, period, sums[0], sums[1] or "", INVENTED) for period, sums in together.items())


def _sick_leave(unit: str, staff: int, random: Random) -> Iterator[tuple[str, int, int]]:
    for year in range(FIRST_YEAR, LAST_MONTH[0] + 1):
        for month in range(1, 13):
            if (year, month) <= LAST_MONTH:
                days, winter = staff * 15, 0.02 if month in (1, 2, 3, 11, 12) else 0.0
                yield f"{year}-{month:02}", round(days * (SICK_LEAVE.get(unit, USUAL) + winter + random.gauss(0, 0.008))), days


def _training(unit: str, staff: int, random: Random) -> Iterator[tuple[str, int, int]]:
    trained = 0.42 + random.uniform(-0.1, 0.1)
    for period in _tertials():
        trained = min(trained + random.uniform(0.0, 0.09), 0.95)
        yield period, round(staff * trained), staff


def _visits(unit: str, staff: int, random: Random) -> Iterator[tuple[str, int, int]]:
    yield from ((period, random.choice((0, 0, 1, 1, 1, 2)), 0) for period in _tertials())


def _tertials() -> list[str]:
    tertials = ((year, number) for year in range(FIRST_YEAR, LAST_TERTIAL[0] + 1) for number in (1, 2, 3))
    return [f"{year}-T{number}" for year, number in tertials if (year, number) <= LAST_TERTIAL]

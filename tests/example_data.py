"""Makes the invented half of etl/example: `python -m tests.example_data` writes the same files each time it is run.

Nothing here is drawn from any real nursing home. The sizes are plausible, and a few things happen that a leader should be able to find:
fewer injurious falls at one nursing home, more medication errors at another, a definition and a survey's scale that changed, months
not reported.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests import example_culture, example_events, example_surveys
from tests.example_earlier import EARLIER, come_by
from tests.source_code import ROOT

FOLDER = ROOT / "etl" / "example"
INVENTED = "Oppdiktet"
MONTHLY_HEADER = "indikator;område;periode;teller;nevner;status;kommentar"
FIRST, LAST = (2023, 1), (2026, 10)
NOT_REPORTED = {("SYK-04", "2024-07"), ("SYK-04", "2024-08"), ("HJT-02", "2025-12")}
NOT_DELIVERED = {("SYK-02", "2023-08")}  # no row at all, which is another thing than a row that says so


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    service_area: str
    places: int  # beds, or those who are cared for at home


UNITS = (
    Unit("SYK-01", "Solbakken sykehjem", "sykehjem", 62),
    Unit("SYK-02", "Fjordgløtt sykehjem", "sykehjem", 54),
    Unit("SYK-03", "Granly bo- og behandlingssenter", "sykehjem", 48),
    Unit("SYK-04", "Strandheim korttidssenter", "sykehjem", 34),
    Unit("HJT-01", "Hjemmetjenesten Nord", "hjemmetjeneste", 260),
    Unit("HJT-02", "Hjemmetjenesten Sør", "hjemmetjeneste", 310),
    Unit("HJT-03", "Hjemmetjenesten Øyene", "hjemmetjeneste", 90),
)


@dataclass(frozen=True)
class Monthly:
    """A monthly figure. `level` is cases per `per` of the denominator, a probability (per = 1), or cases a month (per = None)."""

    indicator: str
    level: float
    per: int | None
    share: float = 1.0  # of the places: who is counted in the denominator
    by_day: bool = False  # the denominator is days, not persons
    service_area: str = "sykehjem"
    units: dict[str, float] = field(default_factory=dict)  # a unit's own level, as a factor
    changes: dict[str, tuple[str, float]] = field(default_factory=dict)  # unit -> from which month, factor
    redefined: tuple[str, float] = ("9999", 1.0)  # everywhere: from which month, factor
    worse: dict[str, tuple[str, str, float]] = field(default_factory=dict)  # unit -> from which month to which, so many times as many

    def level_at(self, unit: Unit, period: str) -> float:
        since, factor = self.changes.get(unit.code, ("9999", 1.0))
        counted, more = self.redefined
        level = self.level * self.units.get(unit.code, 1.0) * (factor if period >= since else 1.0)
        return level * (more if period >= counted else 1.0)


@dataclass(frozen=True)
class Dated:
    """Events with their days: how many days between them on average, and from which day at a unit the wait is so many times as long."""

    indicator: str
    first: dt.date
    last: dt.date
    gaps: dict[str, float]
    changes: dict[str, tuple[dt.date, float]] = field(default_factory=dict)

    def gap_at(self, unit: str, day: dt.date) -> float:
        since, factor = self.changes.get(unit, (dt.date.max, 1.0))
        return self.gaps[unit] * (factor if day >= since else 1.0)


DATED = (
    # A long quiet after the floors were changed at Fjordgløtt, and hardly any event at Strandheim.
    Dated(
        "fall-med-brudd",
        dt.date(2024, 1, 1),
        dt.date(2026, 10, 31),
        {"SYK-01": 38, "SYK-02": 30, "SYK-03": 45, "SYK-04": 140},
        {"SYK-02": (dt.date(2026, 3, 1), 100)},
    ),
)

HOME = "hjemmetjeneste"
MONTHLY = (
    Monthly("fall", 6.4, 1000, by_day=True, units={"SYK-03": 1.2, "SYK-04": 1.3}, changes={"SYK-01": ("2025-03", 0.7)}),
    # What a real improvement looks like: the fall prevention at Solbakken began in February 2025.
    # Half a year before it there were more of them than usual, which is why it began.
    Monthly(
        "fall-med-skade",
        1.7,
        1000,
        by_day=True,
        units={"SYK-01": 1.5},
        changes={"SYK-01": ("2025-03", 0.35)},
        worse={"SYK-01": ("2024-06", "2025-02", 0.75)},
    ),
    Monthly("fallrisiko-vurdert", 0.74, 1, 0.16, units={"SYK-04": 1.1}, changes={"SYK-02": ("2025-09", 1.24)}),
    # More sores because more are counted: the definition changes, and etl/example/merker-oppdiktet.toml says so.
    Monthly("trykksår-prevalens", 0.075, 1, 0.95, redefined=("2025-01", 1.7)),
    Monthly("trykksår-nye", 0.6, None, units={"SYK-04": 0.6}),
    Monthly("kateterrelatert-uvi", 2.6, 1000, 0.07, by_day=True),
    # And a real worsening: a new dispensing routine at Granly in October 2025.
    Monthly("legemiddelavvik", 3.1, 1000, by_day=True, changes={"SYK-03": ("2025-10", 2.1)}),
    Monthly("legemiddelsamstemming", 0.81, 1, 0.12, units={"SYK-04": 1.1}),
    Monthly("sepsis-oppdaget-i-tide", 0.7, 1, 0.04),
    Monthly("alvorlige-hendelser-varslet", 0.06, None),
    Monthly("avvik-lukket-i-tide", 0.68, 1, 0.25),
    Monthly("fall-hjemmetjeneste", 31, 1000, service_area=HOME),
    Monthly("fall-med-skade-hjemmetjeneste", 9, 1000, service_area=HOME, units={"HJT-03": 1.3}),
    Monthly("trykksår-hjemmetjeneste", 5, 1000, service_area=HOME),
    Monthly("legemiddelavvik-hjemmetjeneste", 42, 1000, service_area=HOME, changes={"HJT-01": ("2026-01", 0.6)}),
    Monthly("avvik-lukket-i-tide-hjemmetjeneste", 0.71, 1, 0.09, service_area=HOME, changes={"HJT-02": ("2025-11", 0.7)}),
)


def periods() -> Iterator[str]:
    year, month = FIRST
    while (year, month) <= LAST:
        yield f"{year}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def place(period: str) -> str:
    """The municipality's own number at the time: 3811 until 2023, 3911 since."""
    return "3811" if period < "2024" else "3911"


def poisson(random: Random, mean: float) -> int:
    """Knuth's method; `random` has none of its own, and numpy's may change between versions."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def month_of(figure: Monthly, unit: Unit, period: str, random: Random) -> tuple[int, int | None]:
    """Numerator and denominator of a unit in a month."""
    level = figure.level_at(unit, period)
    if figure.per is None:
        return poisson(random, level), None
    if figure.per == 1:
        asked = max(1, poisson(random, unit.places * figure.share))
        return sum(random.random() < min(level, 0.97) for _ in range(asked)), asked
    days = calendar.monthrange(*map(int, period.split("-")))[1] if figure.by_day else 1
    exposure = round(unit.places * figure.share * days * random.uniform(0.94, 0.99))
    return poisson(random, level * exposure / figure.per) + _more(figure, unit, period, level * exposure / figure.per), exposure


def _more(figure: Monthly, unit: Unit, period: str, usual: float) -> int:
    """What came on top of the usual in a bad time; drawn by itself, so that all other months stay as they are."""
    first, last, times = figure.worse.get(unit.code, ("9999", "9999", 0.0))
    return poisson(Random(f"{figure.indicator} {unit.code} {period}"), times * usual) if first <= period <= last else 0


def monthly_rows() -> Iterator[tuple]:
    """Unit by unit, then the municipality in total from the units that have reported."""
    for figure in MONTHLY:
        totals: dict[str, list[tuple[int, int | None]]] = {period: [] for period in periods()}
        for unit in (unit for unit in UNITS if unit.service_area == figure.service_area):
            random = Random(f"{figure.indicator} {unit.code}")
            for period in periods():
                numerator, denominator = month_of(figure, unit, period, random)
                if (unit.code, period) in NOT_REPORTED:
                    yield figure.indicator, unit.code, period, "", "", "ikke rapportert", INVENTED
                elif (unit.code, period) not in NOT_DELIVERED:
                    totals[period].append((numerator, denominator))
                    yield figure.indicator, unit.code, period, numerator, denominator or "", status(period), INVENTED
        for period, parts in totals.items():
            denominators = [denominator for _, denominator in parts if denominator]
            yield figure.indicator, place(period), period, sum(n for n, _ in parts), sum(denominators) or "", status(period), INVENTED


def dated_rows() -> Iterator[tuple]:
    """A row for each day with an event, and one with none for the last day that was looked at; unit by unit, then all together."""
    for figure in DATED:
        together: Counter[dt.date] = Counter()
        for unit in figure.gaps:
            random = Random(f"{figure.indicator} {unit}")
            days = (figure.first + dt.timedelta(days=number) for number in range((figure.last - figure.first).days + 1))
            counts = Counter({day: poisson(random, 1 / figure.gap_at(unit, day)) for day in days})
            together += counts
            yield from _days(figure, unit, counts)
        yield from _days(figure, "3911", together)


def _days(figure: Dated, area: str, counts: Counter[dt.date]) -> Iterator[tuple]:
    for day in sorted({*(+counts), figure.last}):
        yield figure.indicator, area, day, counts[day], INVENTED


def status(period: str) -> str:
    return "foreløpig" if period == f"{LAST[0]}-{LAST[1]:02}" else ""


def write(path: Path, header: str, rows: Iterable[tuple]) -> None:
    """Semicolon and UTF-8 with its mark: what Excel in Norwegian opens as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([header.split(";"), *rows])


YES_NO = "pasientsikkerhet-på-ledermøtet"
ANSWERS = {  # from the first tertial of 2024: j = yes, n = no, - = not reported
    "SYK-01": "jjjjjjjj",
    "SYK-02": "nnjjjjjj",
    "SYK-03": "nn-nnnjn",
    "SYK-04": "jj--j-j-",
}


def answer_rows() -> Iterator[tuple]:
    """Whether patient safety stands on the agenda of each nursing home's management, three times a year."""
    for unit, answers in ANSWERS.items():
        for place, answer in enumerate(answers):
            period = f"{2024 + place // 3}-T{place % 3 + 1}"
            value, said = {"j": (1, ""), "n": (0, ""), "-": ("", "ikke rapportert")}[answer]
            yield YES_NO, unit, period, value, said, INVENTED


def write_all(folder: Path = FOLDER) -> None:
    units = ((unit.code, unit.name, unit.service_area, "3911", "2018-01-01", "", "ja") for unit in UNITS)
    write(folder / "enheter.csv", "kode;navn;tjeneste;overordnet;gyldig_fra;gyldig_til;oppdiktet", units)
    write(folder / "manedstall-oppdiktet.csv", MONTHLY_HEADER, monthly_rows())
    for day in EARLIER:
        write(folder / f"manedstall-oppdiktet-{day}.csv", MONTHLY_HEADER, come_by(day, monthly_rows(), place))
    write(folder / "svar-oppdiktet.csv", "indikator;område;periode;verdi;status;kommentar", answer_rows())
    write(folder / "hendelser-oppdiktet.csv", "indikator;område;periode;teller;kommentar", dated_rows())
    write(folder / "avvik-oppdiktet.csv", example_events.HEADER, example_events.event_rows())
    write(folder / "kultur-oppdiktet.csv", example_culture.HEADER, example_culture.culture_rows())
    write(folder / "brukerundersokelse-oppdiktet.csv", example_surveys.HEADER, example_surveys.survey_rows())


if __name__ == "__main__":
    write_all()

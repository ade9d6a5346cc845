"""The invented surveys among the example data: users and next of kin every second year, staff every year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

HEADER = "tjeneste;enhet;respondentgruppe;år;dimensjon;snitt;skala_min;skala_maks;antall_svar;antall_utsendt;merknad"
INVENTED = "Oppdiktet"
USER_DIMENSIONS = {  # the level on the scale from 1 to 6
    "Resultat for brukeren": 4.9,
    "Trivsel": 4.7,
    "Brukermedvirkning": 4.1,
    "Respektfull behandling": 5.3,
    "Tilgjengelighet": 4.6,
    "Informasjon": 4.2,
    "Alt i alt": 4.8,
}
THEMES = {  # ForBedring, 0 to 100
    "Engasjement": 78.0,
    "Teamarbeidsklima": 74.0,
    "Arbeidsforhold": 66.0,
    "Sikkerhetsklima": 70.0,
    "Lederatferd": 73.0,
    "Fysisk miljø": 58.0,
    "Oppfølging": 62.0,
}
USER_YEARS = (2019, 2021, 2023, 2025)
OLD_YEAR = 2018  # on the scale from 1 to 4, which is never one line with the later ones
STAFF_YEARS = (2022, 2023, 2024, 2025, 2026)


@dataclass(frozen=True)
class Asked:
    """A body whose users or staff were asked, how many, and how it differs from the others."""

    service_area: str
    code: str  # "" = the municipality as a whole, under its number at the time
    group: str
    invited: int
    better_by: float = 0.0


USERS = (
    Asked("Sykehjem", "", "beboere", 142),
    Asked("Sykehjem", "", "pårørende", 176, -0.3),
    Asked("Sykehjem", "SYK-01", "beboere", 47, 0.3),
    Asked("Sykehjem", "SYK-02", "beboere", 41),
    Asked("Sykehjem", "SYK-03", "beboere", 36, -0.4),
    Asked("Hjemmetjeneste", "", "brukere", 520, 0.1),
    Asked("Hjemmetjeneste", "HJT-01", "brukere", 205, 0.2),
    Asked("Hjemmetjeneste", "HJT-02", "brukere", 240, -0.2),
)
STAFF = (
    Asked("Sikkerhetskultur", "", "ansatte", 610),
    Asked("Sikkerhetskultur", "SYK-01", "ansatte", 84, 5.0),
    Asked("Sikkerhetskultur", "SYK-03", "ansatte", 66, -6.0),
    Asked("Sikkerhetskultur", "HJT-02", "ansatte", 118, -2.0),
)


def number_of(year: int) -> str:
    """The municipality's own number in a year."""
    return "0729" if year < 2020 else "3811" if year < 2024 else "3911"


def survey_rows() -> Iterator[tuple]:
    for asked in USERS:
        units = USER_YEARS if asked.code else (OLD_YEAR, *USER_YEARS)
        for year in units:
            yield from answers(asked, year, USER_DIMENSIONS, (1, 4) if year == OLD_YEAR else (1, 6))
    for asked in STAFF:
        for year in STAFF_YEARS:
            yield from answers(asked, year, THEMES, (0, 100))


def answers(asked: Asked, year: int, dimensions: dict[str, float], scale: tuple[int, int]) -> Iterator[tuple]:
    """One survey: a row a dimension. A few leave a question out, and the level drifts slowly upwards."""
    random = Random(f"{asked.service_area} {asked.code} {asked.group} {year}")
    invited = round(asked.invited * random.uniform(0.95, 1.05))
    answered = round(invited * random.uniform(0.48, 0.66))
    low, high = scale
    for dimension, level in dimensions.items():
        spread = (high - low) / 50
        mean = level + asked.better_by + (year - 2022) * spread / 4 + random.gauss(0, spread)
        if high == 4:
            mean = 1 + (mean - 1) * 3 / 5
        shown = f"{min(max(mean, low), high):.{0 if high == 100 else 2}f}".replace(".", ",")
        count = answered - random.randint(0, 3)
        code = asked.code or number_of(year)
        yield asked.service_area, code, asked.group, year, dimension, shown, low, high, count, invited, INVENTED

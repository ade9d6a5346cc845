"""A database with the figures of a whole country, put in with plain SQL: what is measured is the page, not the way in.

The product grows by more of everything: more indicators of more services, and more places that each of them is known of, up to every
municipality there is. So the twelve indicators of the page have more rows too, though the page shows no more of them than before:

| observations | indicators | places | of these, beside the country and 15 counties |
|---|---|---|---|
| 99,840 | 26 | 64 | 40 municipalities, 8 units of our own |
| 1,002,000 | 100 | 167 | 143 municipalities, 8 units |
| 10,008,000 | 400 | 417 | all 357 municipalities, 44 units |

Each for 60 months, so that the page draws the same points. The numbers add up: units to their municipality, these to their county, those to
the country. In a unit every sixth is a small one, which a reader who is not of the house must neither be told nor be able to work out.

The rows come from a cross join of three small tables, without the checks of foreign keys, which these rows cannot break; the checks of
the row and all indexes stand. Ten million take two to four minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy import Engine, insert

from db.engine import writing
from db.models import Area, Indicator
from db.terms import AreaType, Kind
from etl.areas import COUNTRY, HOME, read_reference
from etl.setup import prepare
from tests.builders import indicator_columns
from tests.dashboard.houses import months_ago

Place = tuple[str, str | None, int, int]  # code, what it lies in, how many steps above what is counted, the most cases of a month


class Size(NamedTuple):
    indicators: int
    places: int
    months: int = 60


SIZES = {100_000: Size(26, 64), 1_000_000: Size(100, 167), 10_000_000: Size(400, 417)}
OF_THE_PAGE = 12
OWN_UNITS, UNITS_ELSEWHERE = 8, 4  # in our municipality, and in each other one that has any
SERVICE = "sykehjem"
OTHER_SERVICES = ("hjemmetjeneste", "omsorg", "fastlege", "legevakt", "samhandling", "tannhelse")
KINDS = ((Kind.RATE, "per_1000", 1000), (Kind.PROPORTION, "percent", 100))
UNIT, MUNICIPALITY, COUNTY = 23, 197, 2999
CARELESS = {"sqlite": "PRAGMA foreign_keys = OFF", "postgresql": "SET session_replication_role = replica"}
BEFORE = (
    "CREATE TEMPORARY TABLE bench_indicator (n integer, id text PRIMARY KEY, scale integer)",
    "CREATE TEMPORARY TABLE bench_area (n integer, code text PRIMARY KEY, parent text, level integer, most integer)",
    "CREATE TEMPORARY TABLE bench_month (n integer, period text PRIMARY KEY)",
    "INSERT INTO version (number, created_at, created_by) VALUES (1, '2026-01-01', 'bench')",
    """INSERT INTO delivery (number, source, layout, file_name, sha256, answers, received_at, received_by, rows)
       VALUES (1, 'own', 'own', 'rows.csv', '', '{}', '2026-01-01', 'bench', 0)""",
)
INTO = "INSERT INTO observation (indicator, area, breakdown, period, since, delivery, value, numerator, denominator, status)"
LEAVES = f"""{INTO}
    SELECT id, code, '', period, 1, 1, 1.0 * scale * cases / days, cases, days, 'normal' FROM (
        SELECT i.id, i.scale, a.code, m.period, (i.n * 7 + a.n * 13 + m.n * 31 + a.n * m.n) % a.most AS cases,
            4 * a.most + (i.n * 11 + a.n * 17 + m.n * 29) % 250 AS days
        FROM bench_indicator i CROSS JOIN bench_area a CROSS JOIN bench_month m WHERE a.level = 0
    ) AS leaf ORDER BY id, code, period"""
TOTALS = f"""{INTO}
    SELECT i.id, part.parent, '', o.period, 1, 1, 1.0 * i.scale * sum(numerator) / sum(denominator), sum(numerator), sum(denominator), 'normal'
    FROM bench_area whole CROSS JOIN bench_area part CROSS JOIN bench_indicator i CROSS JOIN observation o
    WHERE whole.level = %d AND part.parent = whole.code AND o.indicator = i.id AND o.area = part.code
    GROUP BY i.id, i.scale, part.parent, o.period"""


def fill(engine: Engine, size: Size) -> int:
    """The schema, the catalogue, the areas and the observations, as the first delivery; returns how many there are."""
    prepare(engine)
    places = _places(size.places)
    with writing(engine) as session:
        session.execute(insert(Area), [_unit(code, whole) for code, whole, *_ in places if code.startswith("E-")])
        session.execute(insert(Indicator), [_indicator(number) for number in range(size.indicators)])
    with closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute(CARELESS[engine.dialect.name])
        cursor.execute("BEGIN") if engine.dialect.name == "sqlite" else None
        _put(cursor, size, places, "?" if engine.dialect.name == "sqlite" else "%s")
        raw.commit()
        cursor.execute("ANALYZE")
        raw.commit()
        cursor.execute("SELECT count(*) FROM observation")
        return cursor.fetchone()[0]


def _put(cursor: Any, size: Size, places: Sequence[Place], mark: str) -> None:
    tables = {
        "bench_indicator": [(number, id_of(number), KINDS[number % 2][2]) for number in range(size.indicators)],
        "bench_area": [(number, *place) for number, place in enumerate(places)],
        "bench_month": [(number, months_ago(size.months - number)) for number in range(size.months)],
    }
    for statement in BEFORE:
        cursor.execute(statement)
    for name, rows in tables.items():
        cursor.executemany(f"INSERT INTO {name} VALUES ({', '.join([mark] * len(rows[0]))})", rows)
    for statement in (LEAVES, *(TOTALS.replace("%d", str(level)) for level in (1, 2, 3))):
        cursor.execute(statement)


def _places(wanted: int) -> list[Place]:
    """The country and every county, our units, and municipalities: those of our county first; when all are there, units of others."""
    living = [area for area in read_reference().areas.values() if area.valid_to is None]
    own_county = read_reference().areas[HOME].parent
    counties = [area.code for area in living if area.type is AreaType.COUNTY]
    near_first = sorted(
        (area.parent != own_county, area.code != HOME, area.code, area.parent) for area in living if area.type is AreaType.MUNICIPALITY
    )
    chosen = near_first[: wanted - 1 - len(counties) - OWN_UNITS]
    elsewhere = wanted - 1 - len(counties) - OWN_UNITS - len(chosen)
    homes = [HOME] * OWN_UNITS + [near_first[1 + number // UNITS_ELSEWHERE][2] for number in range(elsewhere)]
    units = [(f"E-{number:02}", home, 0, UNIT) for number, home in enumerate(homes)]
    municipalities = [(code, county, 1 if code in homes else 0, MUNICIPALITY) for _, _, code, county in chosen]
    divided = {county for _, county, *_ in municipalities}
    return [
        (COUNTRY, None, 3, 0),
        *((county, COUNTRY, 2 if county in divided else 0, COUNTY) for county in counties),
        *municipalities,
        *units,
    ]


def _unit(code: str, parent: str | None) -> dict[str, Any]:
    return {"code": code, "name": f"Enhet {code}", "type": AreaType.UNIT, "parent": parent, "service_area": SERVICE, "is_fictional": True}


def _indicator(number: int) -> dict[str, Any]:
    kind, unit, _ = KINDS[number % 2]
    service = SERVICE if number < OF_THE_PAGE else OTHER_SERVICES[number % len(OTHER_SERVICES)]
    return indicator_columns(id_of(number), name=f"Målt nummer {number}", kind=kind, unit=unit, service_area=service)


def id_of(number: int) -> str:
    return f"trend-{number:03}"

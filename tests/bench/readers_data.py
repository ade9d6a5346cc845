"""What readers look at while they are timed: one service with 12 trends, in the home municipality, 20 others and the country, over 5 years."""

from __future__ import annotations

import random
from pathlib import Path

from etl.areas import read_reference
from tests.bench.load import ENTRY, HEADING
from tests.journeys.server import app

TRENDS, MONTHS, FIRST_YEAR = 12, 60, 2021
HOME, COUNTRY = "3911", "EAK"
SERVICE = "sykehjem"
OTHERS = 20


def areas() -> dict[str, str]:
    """Code and name of those with figures, the home municipality first."""
    living = {a.code: a.name for a in read_reference().areas.values() if a.type == "municipality" and a.valid_to is None}
    others = [code for code in sorted(living) if code != HOME][:: len(living) // OTHERS][:OTHERS]
    return {code: living[code] for code in (HOME, *others)}


def prepare(folder: Path) -> dict[str, str]:
    """Load them into the folder's database; the settings that a server needs to know them."""
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    entries = (ENTRY.format(id=f"bench-{number:02}") for number in range(TRENDS))
    (catalogue / "bench.toml").write_text("".join(entries), "utf-8")
    (folder / "trends.csv").write_text("\n".join([";".join(HEADING), *_rows()]), "utf-8")
    settings = {"INDICATORS": str(catalogue)}
    for words in (("db", "upgrade"), ("load", folder / "trends.csv")):
        done = app(*words, folder=folder, **settings)
        if done.returncode:
            raise SystemExit(done.stderr)
    return settings


def _rows() -> list[str]:
    chance = random.Random(6)
    found = []
    for number in range(TRENDS):
        for area in (COUNTRY, *areas()):
            for month in range(MONTHS):
                cases, days = (chance.randint(20, 40), chance.randint(950, 1050)) if area != COUNTRY else (30_000, 1_000_000)
                period = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}"
                found.append(f"bench-{number:02};{area};{period};{cases};{days};{1000 * cases / days:.1f}")
    return found

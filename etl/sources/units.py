"""The municipality's own services and units, from a small file: who they are, where they belong, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence

from etl import area_files
from etl.columns import Heading, columns_of, recognition
from etl.known import Answers, Known, Reading
from etl.table import Table
from etl.units import read_units

SOURCE = "own"
HEADINGS = (
    Heading("kode", "kode", ("enhetskode",), is_needed=True, holds="enhetens kode, med minst én bokstav: SYK-01"),
    Heading("navn", "navn", ("enhet", "enhetsnavn"), is_needed=True, holds="enhetens navn"),
    Heading("tjeneste", "tjeneste", is_needed=True, holds="sykehjem, hjemmetjeneste …"),
    Heading("overordnet", "overordnet", ("tilhører", "tilhorer", "kommune"), holds="koden den hører under; tomt betyr kommunen"),
    Heading("gyldig_fra", "gyldig_fra", holds="2024-05-01, 1.5.2024 eller 2024"),
    Heading("gyldig_til", "gyldig_til", holds="siste dag; tomt betyr fortsatt i drift"),
    Heading("etterfølger", "etterfølger", ("etterfolger",), holds="koden til enheten som tok over, flere med komma"),
    Heading("oppdiktet", "oppdiktet", holds="ja for eksempelenheter, ellers tomt"),
)


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """No observations: areas of type unit, and the arrows between them."""
    catalogue = known.catalogue
    services = {name: area.id for area in catalogue.service_areas for name in (area.id, area.name.nb, *area.aliases)}
    areas, successions, problems = read_units(area_files.rows(table, columns_of(table, HEADINGS)), known.areas, services, known.home)
    return area_files.reading(table, problems, areas=areas, successions=successions)

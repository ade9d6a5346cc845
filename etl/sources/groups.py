"""Who is in which comparison group in which year, from a small file of the municipality's own."""

from __future__ import annotations

from collections.abc import Sequence

from etl import area_files
from etl.columns import Heading, columns_of, recognition
from etl.groups import read_groups
from etl.known import Answers, Known, Reading
from etl.table import Table

SOURCE = "own"
HEADINGS = (
    Heading("gruppe", "gruppe", is_needed=True, holds="gruppens kode, for eksempel EKG09"),
    Heading("medlem", "medlem", ("kommune", "kommunenr"), is_needed=True, holds="kommunenummer med fire sifre"),
    Heading("år", "år", ("ar",), is_needed=True, holds="året inndelingen gjelder fra"),
)


def recognise(header: Sequence[object]) -> float:
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """No observations: members of groups, each for a year."""
    members, problems = read_groups(area_files.rows(table, columns_of(table, HEADINGS)), known.areas)
    return area_files.reading(table, problems, members=members)

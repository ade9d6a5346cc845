"""Who is in which comparison group in which year, from a small file: gruppe, medlem, år."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from db.terms import AreaType
from etl.area_names import resolve_area_text
from etl.area_text import tidy
from etl.areas import Reference
from etl.problems import Problem
from etl.units import YEAR, row_error

GROUP_COLUMNS = ("gruppe", "medlem", "år")


def read_groups(rows: Iterable[tuple[int, Mapping[str, str]]], reference: Reference) -> tuple[list[dict], list[Problem]]:
    """Members and problems of rows given as (line, {column: text}). A year holds until a newer one is given for the group."""
    members, problems, seen = [], [], {}
    for line, cells in rows:
        texts = {column: tidy(cells.get(column) or "") for column in GROUP_COLUMNS}
        found = list(_row_problems(line, texts, reference))
        member = None if found else (_code(texts["gruppe"], reference), _code(texts["medlem"], reference), int(texts["år"]))
        if member in seen:
            found.append(row_error("group_member_twice", line, "medlem", texts["medlem"], first=seen[member]))
        elif member:
            seen[member] = line
            members.append(dict(zip(("group_code", "member", "year"), member, strict=True)))
        problems += found
    return members, problems


def _row_problems(line: int, texts: Mapping[str, str], reference: Reference) -> Iterator[Problem]:
    group = _code(texts["gruppe"], reference)
    if not group or reference.areas[group].type is not AreaType.GROUP:
        yield row_error("group_unknown", line, "gruppe", texts["gruppe"])
    if not _code(texts["medlem"], reference):
        yield row_error("group_member_unknown", line, "medlem", texts["medlem"])
    if not YEAR.fullmatch(texts["år"]):
        yield row_error("group_year_unreadable", line, "år", texts["år"])


def _code(text: str, reference: Reference) -> str | None:
    found = resolve_area_text(text, reference)
    return found.code if found else None

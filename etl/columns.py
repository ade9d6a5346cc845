"""What a layout's columns are called: one definition that reads files, names what is missing, and makes the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.terms import Severity
from etl.faults import nearest
from etl.person_columns import is_person_column
from etl.problems import Problem, Refused, shown
from etl.table import Column, Table, column_key


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a layout. `key` is its name in code, `name` what people read and write."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    is_needed: bool = False
    holds: str = ""  # for the guide sheet of the template, in the template's language
    is_offered: bool = True  # stands in the template; a rare one is read where it stands, and not offered

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(column_key(name) for name in (self.name, *self.aliases))


def known_keys(headings: Iterable[Heading]) -> frozenset[str]:
    return frozenset().union(*(heading.keys for heading in headings))


def recognition(header: Sequence[object], headings: Sequence[Heading]) -> float:
    """0 when a needed column is missing; else the share of the file's columns that the layout knows, 1 when it knows all."""
    found = {column_key(name) for name in header if str(name).strip()}
    if not found or any(heading.is_needed and not heading.keys & found for heading in headings):
        return 0.0
    return len(found & known_keys(headings)) / len(found)


def columns_of(table: Table, headings: Sequence[Heading]) -> Mapping[str, Column]:
    """The table's columns by their name in code; a column that the layout does not know is refused with the nearest name."""
    by_key = {key: heading for heading in headings for key in heading.keys}
    found: dict[str, Column] = {}
    problems: list[Problem] = []
    for column in table.columns:
        heading = by_key.get(column.key)
        if heading is None:
            problems.append(_unknown(column, by_key))
        elif heading.key in found:
            problems.append(Problem("duplicate_column", Severity.ERROR, None, shown(column.name), shown(found[heading.key].name)))
        else:
            found[heading.key] = column
    missing = [heading.name for heading in headings if heading.is_needed and heading.key not in found]
    problems += [Problem("missing_column", Severity.ERROR, None, name) for name in missing]
    if problems:
        raise Refused(*problems)
    return found


def _unknown(column: Column, by_key: Mapping[str, Heading]) -> Problem:
    if is_person_column(column.name):
        return Problem("person_column", Severity.ERROR, None, shown(column.name))
    near = nearest(column.key, by_key)
    code = "unknown_column_near" if near else "unknown_column"
    return Problem(code, Severity.ERROR, None, shown(column.name), None, {"suggestion": by_key[near].name if near else ""})

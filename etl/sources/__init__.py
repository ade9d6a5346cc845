"""The layouts that we can read, one module each: its columns, `recognise(header)` and `read(table, answers, known)`."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from db.terms import Severity
from etl.columns import known_keys
from etl.person_columns import is_person_column
from etl.problems import Problem, Refused, refuse, shown
from etl.sources import events, groups, jsonstat, nki, nki_web, own, survey, units
from etl.table import column_key

LAYOUTS: dict[str, ModuleType] = {
    "own": own,
    "survey": survey,
    "events": events,
    "nki": nki,
    "nki_web": nki_web,
    "jsonstat": jsonstat,
    "units": units,
    "groups": groups,
}
OF_PLACES = frozenset({"units", "groups"})  # they bring areas, not figures, and an area that exists is never removed
KEYS = {name: known_keys(layout.HEADINGS) for name, layout in LAYOUTS.items()}
ENOUGH = 3  # known names that make a row a heading; in fewer columns than that, all of them


def is_heading(row: Sequence[object]) -> bool:
    """True when a row names columns of any layout, in whatever order."""
    names = {column_key(cell) for cell in row if str(cell).strip()}
    return len(names) > 1 and any(len(names & keys) >= min(ENOUGH, len(names)) for keys in KEYS.values())


def layout_of(header: Sequence[object], named: str | None = None) -> str:
    """The layout of a heading: the one that was named, or the one that knows most of its columns."""
    among = layouts_named(named)
    trust = {name: LAYOUTS[name].recognise(header) for name in among}
    best = max(trust, key=trust.__getitem__)
    if trust[best] > 0:
        return best
    if named and len(among) == 1:
        return best  # its reader says which columns are missing
    near = max(among, key=lambda name: len(KEYS[name] & {column_key(cell) for cell in header}))
    if len(KEYS[near] & {column_key(cell) for cell in header}) > 1:
        return near
    raise _unrecognised(header)


def layouts_named(named: str | None) -> list[str]:
    """A layout's own name, or the name of the source that it belongs to; all of them when nothing was named."""
    if not is_known(named):
        raise refuse("unknown_source", found=named, known=", ".join(LAYOUTS))
    return _among(named)


def is_known(named: str | None) -> bool:
    return bool(_among(named))


def _among(named: str | None) -> list[str]:
    return [name for name, layout in LAYOUTS.items() if not named or named in (name, layout.SOURCE)]


def _unrecognised(header: Sequence[object]) -> Refused:
    persons = [str(name) for name in header if is_person_column(str(name))]
    if persons:
        return Refused(*(Problem("person_column", Severity.ERROR, None, shown(name)) for name in persons))
    seen = ", ".join(f"«{str(name)[:30]}»" for name in header[:8])
    if any(str(cell).strip().replace(",", "").replace(".", "").isdigit() for cell in header):
        return refuse("heading_missing")
    return refuse("unknown_layout", found=seen)

"""Reads and validates indicators/ and reference/: what is measured, for which goal, from which source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from db.queries.indicators import all_indicators
from db.writes.indicators import save_catalogue
from etl.entries import Entry, GoalEntry, PlacedTarget, ServiceAreaEntry, SourceEntry
from etl.faults import CatalogueError, Fault, nearest
from etl.marks import Noted, PlacedMark, faults_in
from etl.matching import Matcher, Part, folded
from etl.written_files import HOME, files_in, rows_in

INDICATORS = HOME / "indicators"
REFERENCE = HOME / "reference"
SURVEY = "survey"  # the source whose keys are <service area>:<dimension>


@dataclass(frozen=True)
class Catalogue:
    entries: tuple[Entry, ...]
    service_areas: tuple[ServiceAreaEntry, ...]
    sources: tuple[SourceEntry, ...]
    goals: tuple[GoalEntry, ...]
    files: Mapping[str, str]  # id -> the file it stands in

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _matchers(self) -> dict[str, Matcher]:
        sources = {entry.source for entry in self.entries}
        return {source: Matcher(entry for entry in self.entries if entry.source == source) for source in sources}

    @cached_property
    def _dimensions(self) -> dict[tuple[str, str], Entry]:
        surveys = (entry for entry in self.entries if entry.source == SURVEY)
        return {
            (entry.service_area, folded(name).casefold()): entry
            for entry in surveys
            for name in (entry.source_key.partition(":")[2], *entry.aliases)
        }

    @cached_property
    def _service_area_names(self) -> dict[str, ServiceAreaEntry]:
        return {folded(name).casefold(): area for area in self.service_areas for name in (area.id, area.name.nb, *area.aliases)}

    def match(self, source: str, indicator_id: str, indicator_name: str, measure: str, siblings: Collection[str] = ()) -> Entry | None:
        """The entry of a publisher's measure. `siblings` = all measures of that indicator in the file: a name known only by its
        beginning binds when one of them starts so."""
        matcher = self._matchers.get(source)
        return matcher.match(indicator_id, indicator_name, measure, siblings) if matcher else None

    def parts(self, source: str, indicator_id: str, indicator_name: str, measure: str) -> list[tuple[Entry, Part]]:
        """The shares that a measure is the numerator or the denominator of; one count may serve several shares."""
        matcher = self._matchers.get(source)
        return matcher.parts_of(indicator_id, indicator_name, measure) if matcher else []

    def find_service_area(self, text: str) -> ServiceAreaEntry | None:
        """By id, name or another name in use: «Sykehjem», «sjukeheim»."""
        return self._service_area_names.get(folded(text).casefold())

    def match_dimension(self, service_area: str, dimension: str) -> Entry | None:
        """The entry of a survey's dimension, also by its nynorsk or former name."""
        return self._dimensions.get((service_area, folded(dimension).casefold()))

    def dimensions(self, service_area: str) -> list[str]:
        """The names of the dimensions that a service area's surveys have."""
        return [e.source_key.partition(":")[2] for e in self.entries if e.source == SURVEY and e.service_area == service_area]


def read_catalogue(folders: Iterable[Path] = (), own: Path = INDICATORS, reference: Path = REFERENCE) -> Catalogue:
    """Our own folder first, then the municipality's. Raises CatalogueError with every fault found."""
    faults: list[Fault] = []
    service_areas = tuple(row for row, _ in rows_in(reference / "service_areas.toml", {"service_area": ServiceAreaEntry}, faults))
    sources = tuple(row for row, _ in rows_in(reference / "sources.toml", {"source": SourceEntry}, faults))
    goals = tuple(row for row, _ in rows_in(reference / "goals.toml", {"goal": GoalEntry}, faults))
    tables = {"indicator": Entry, "mark": PlacedMark, "target": PlacedTarget}
    rows = [row for file in files_in((own, *folders), faults) for row in rows_in(file, tables, faults)]
    read = [(row, file) for row, file in rows if isinstance(row, Entry)]
    placed = [Noted(row, row.indicator, file) for row, file in rows if isinstance(row, PlacedMark)]
    targets = [(row, file) for row, file in rows if isinstance(row, PlacedTarget)]
    faults += _duplicates(read)
    faults += _of_nobody(targets, [entry.id for entry, _ in read])
    faults += _unknown(read, "service_area", [area.id for area in service_areas])
    faults += _unknown(read, "read_beside", [entry.id for entry, _ in read])
    faults += _unknown(read, "source", [source.id for source in sources])
    faults += faults_in([*_in_entries(read), *placed], {entry.id: entry.frequency for entry, _ in read}) if not faults else ()
    if faults:
        raise CatalogueError(faults)
    files = {entry.id: file for entry, file in read}
    return Catalogue(tuple(_with_placed(entry, placed, targets) for entry, _ in read), service_areas, sources, goals, files)


def save(session: Session, catalogue: Catalogue) -> None:
    """Into the database: new definitions are added, known ones brought up to date. Raises CatalogueError before anything is written."""
    faults = list(_taken_keys(session, catalogue))
    if faults:
        raise CatalogueError(faults)
    save_catalogue(
        session,
        service_areas=[{"id": row.id, "name": row.name.nb, "position": n} for n, row in enumerate(catalogue.service_areas, 1)],
        sources=[{"id": row.id, "name": row.name.nb, "licence": row.licence, "address": row.address} for row in catalogue.sources],
        goals=[{"id": row.id, "name": row.name.nb, "position": n} for n, row in enumerate(catalogue.goals, 1)],
        indicators=[entry.as_row() for entry in catalogue.entries],
    )


def _taken_keys(session: Session, catalogue: Catalogue) -> Iterator[Fault]:
    """A draft that a national file brought is reviewed under its own id, since its figures are stored under that."""
    stored = {(row.source, row.source_key): row.id for row in all_indicators(session)}
    for entry in catalogue.entries:
        holder = stored.get((entry.source, entry.source_key), entry.id)
        if holder != entry.id:
            yield Fault("key_is_stored", catalogue.files[entry.id], entry.id, "source_key", entry.source_key, expected=holder)


def _in_entries(read: list[tuple[Entry, str]]) -> Iterator[Noted]:
    for entry, file in read:
        yield from (Noted(mark, entry.id, file, f"mark[{place}].") for place, mark in enumerate(entry.mark, start=1))


def _of_nobody(targets: list[tuple[PlacedTarget, str]], known: list[str]) -> Iterator[Fault]:
    for target, file in targets:
        if target.indicator not in known:
            yield Fault(
                "unknown_marked", file, target.indicator, "indicator", target.indicator, suggestion=nearest(target.indicator, known)
            )


def _with_placed(entry: Entry, marks: Iterable[Noted], targets: Iterable[tuple[PlacedTarget, str]]) -> Entry:
    """The entry with the marks and targets that stand outside it too."""
    further = tuple(each.mark for each in marks if each.indicator == entry.id)
    aimed = tuple(target for target, _ in targets if target.indicator == entry.id)
    return entry.model_copy(update={"mark": (*entry.mark, *further), "target": (*entry.target, *aimed)})


def _duplicates(read: list[tuple[Entry, str]]) -> Iterator[Fault]:
    """One id is one indicator, and one key of a publisher has one indicator to go to."""
    ids: dict[str, str] = {}
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for entry, file in read:
        if entry.id.casefold() in ids:
            yield Fault("duplicate_id", file, entry.id, "id", entry.id, other=ids[entry.id.casefold()])
            continue
        ids[entry.id.casefold()] = file
        key = (entry.source, entry.source_key)
        if key in keys:
            other, other_file = keys[key]
            yield Fault("duplicate_key", file, entry.id, "source_key", entry.source_key, expected=other, other=other_file)
        keys.setdefault(key, (entry.id, file))


def _unknown(read: list[tuple[Entry, str]], field: str, known: list[str]) -> Iterator[Fault]:
    for entry, file in read:
        found = getattr(entry, field)
        if found is not None and found not in known:
            yield Fault(f"unknown_{field}", file, entry.id, field, found, ", ".join(known), nearest(found, known))

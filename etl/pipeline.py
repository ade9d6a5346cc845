"""Read, check, store: the one way into the facts, for the page and for the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.engine import reading, writing
from db.models import Delivery
from db.queries.deliveries import find_delivery
from db.queries.observations import stored_columns
from db.terms import Outcome, Severity
from db.writes import reversals
from etl import delivering
from etl.areas import HOME
from etl.catalogue import Catalogue, read_catalogue
from etl.changes import Met, compare_areas, differences, meet
from etl.checking import Checked, check, outcome_of
from etl.delivering import Delivered
from etl.differences import Differences, Listed
from etl.findings import in_order
from etl.frame import Frame
from etl.known import Known
from etl.person_search import found_in
from etl.portioned import Whole, check_portions, one_difference
from etl.problems import LoadReport, Problem, Refused, shown
from etl.read_against import prepare, read_known
from etl.sources import OF_PLACES, is_known

Judge = Callable[[Session, Met], Mapping[str, Listed]]  # what takes statistics to tell: jumps, cells newly hidden, newly shown


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows a load: `on_step` hears read, compare and store when each begins, and what it raises ends the work there."""

    on_step: Callable[[str], None] = lambda _: None
    judge: Judge | None = None


UNWATCHED = Watch()


def load(
    engine: Engine,
    name: str,
    content: bytes | Path,
    *,
    by: str,
    source: str | None = None,
    answers: Mapping[str, str] | None = None,
    dry_run: bool = False,
    now: dt.datetime | None = None,
    raw_folder: Path | None = None,
    catalogue: Catalogue | None = None,
    home: str = HOME,
    watch: Watch = UNWATCHED,
    note: str | None = None,
) -> LoadReport:
    """Take in one file, or one too large to be held where it lies, all or nothing. A dry run gives the same answer and stores nothing."""
    file = Delivered.of(name, content, by=by, now=now or _now(), answers=dict(answers or {}), note=note)
    with reading(engine) as session:
        known_already = delivering.earlier(session, file) if is_known(source) else None  # what is wrong with its name is told first
        if known_already:
            return _unchanged(file, known_already)
        known = read_known(session, catalogue or read_catalogue(), file.now.date(), home)
    return _take_in(engine, file, known, source, dry_run, raw_folder, watch)


def turned_away(name: str, megabytes: int) -> LoadReport:
    """The answer to a file that is too large to be read at all."""
    said = Problem("too_large_file", Severity.ERROR, facts={"megabytes": megabytes})
    return LoadReport(_shown(delivering.plain_name(name)), None, None, Outcome.REFUSED, problems=(said,))


def _take_in(
    engine: Engine, file: Delivered, known: Known, source: str | None, dry_run: bool, raw_folder: Path | None, watch: Watch
) -> LoadReport:
    try:
        watch.on_step("read")
        if file.path:
            with TemporaryDirectory(prefix="kvalitetstavle-") as folder:
                return _take_in_portions(engine, file, check_portions(file, known, source, Path(folder)), known, dry_run, raw_folder, watch)
        checked = check(file, known, source)
        watch.on_step("compare")
        found = _found(engine, checked, watch.judge)
        checked = replace(checked, problems=in_order((*checked.problems, *_missing(found))))
        report = _report(file, outcome_of(checked.problems), checked.problems, checked, found)
        if dry_run or found is None:
            return report
        watch.on_step("store")
        file = replace(file, answers=checked.answers)
        put = partial(delivering.put, file=file, read=checked.read, frame=checked.frame, **checked.to_be_kept)
        return _stored(engine, file, known, put, raw_folder, report)
    except Refused as refusal:
        report = _report(file, outcome_of(refusal.problems), in_order(refusal.problems))
        return replace(report, detected=refusal.detected)


def _take_in_portions(
    engine: Engine, file: Delivered, whole: Whole, known: Known, dry_run: bool, raw_folder: Path | None, watch: Watch
) -> LoadReport:
    """The same for a file that is too large to be held; one transaction for all of it."""
    if whole.outcome is not Outcome.STORED:
        return _report(file, whole.outcome, whole.problems, whole)
    watch.on_step("compare")
    with reading(engine) as session:
        own = delivering.numbers_of(session, whole.source or "", whole.layout)
        found = one_difference([_differences(session, frame, own, known, watch.judge) for frame in whole.frames()])
    whole = replace(whole, problems=in_order((*whole.problems, *_missing(found))))
    report = _report(file, whole.outcome, whole.problems, whole, found)
    if dry_run:
        return report
    watch.on_step("store")
    file = replace(file, answers=whole.answers)
    put = partial(delivering.put_rows, file=file, chunks=whole.chunks(), **whole.to_be_kept)
    return _stored(engine, file, known, put, raw_folder, report)


def undo(engine: Engine, number: int, *, by: str, reason: str, now: dt.datetime | None = None) -> int:
    """Take a delivery back; what stood before it stands again. Returns the version that says so."""
    with writing(engine) as session:
        delivery = find_delivery(session, number)
        if delivery is not None and delivery.layout in OF_PLACES:
            raise reversals.CannotReverse("places_stay", number)
        return reversals.undo(session, number, by, reason, now or _now())


def redo(engine: Engine, number: int, *, by: str, reason: str, now: dt.datetime | None = None) -> int:
    """Take an undo back; the delivery stands again where nothing newer does. Returns the version that says so."""
    with writing(engine) as session:
        return reversals.redo(session, number, by, reason, now or _now())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _stored(
    engine: Engine, file: Delivered, known: Known, put: Callable[[Session], int], raw_folder: Path | None, report: LoadReport
) -> LoadReport:
    with writing(engine) as session:
        prepare(session, known)
        known_already = delivering.earlier(session, file)  # somebody else may have been quicker
        if known_already:
            return _unchanged(file, known_already)
        number = put(session)
        if raw_folder:
            delivering.keep_raw(raw_folder, file)
    return replace(report, delivery=number, outcome=Outcome.STORED)


def _found(engine: Engine, checked: Checked, judge: Judge | None) -> Differences | None:
    """What the file would change; None where it cannot be stored."""
    if outcome_of(checked.problems) is not Outcome.STORED:
        return None
    if checked.read.area_changes:
        return compare_areas(checked.read.area_changes.areas, checked.known.areas)
    with reading(engine) as session:
        own = delivering.numbers_of(session, checked.source, checked.layout)
        return _differences(session, checked.frame, own, checked.known, judge)


def _differences(session: Session, frame: Frame, own: Sequence[int], known: Known, judge: Judge | None) -> Differences:
    met = meet(frame, stored_columns(session, frame.indicator.texts), own, known.areas)
    return differences(met, **(judge(session, met) if judge else {}))


def _missing(found: Differences | None) -> list[Problem]:
    """Units that delivered before and are not in the newest period of this file: not delivered is never «not done»."""
    if found is None or not found.missing_units.count:
        return []
    first = found.missing_units.first[0]
    facts = {"count": found.missing_units.count, "indicator": first.indicator, "period": first.period}
    return [Problem("missing_units", Severity.WARNING, found=first.area, facts=facts)]


def _unchanged(file: Delivered, known: Delivery) -> LoadReport:
    said = Problem("already_loaded", Severity.INFO, facts={"delivery": known.number, "date": known.received_at})
    return LoadReport(
        _shown(file.name),
        known.source,
        known.number,
        Outcome.UNCHANGED,
        known.rows,
        same=known.rows,
        problems=(said,),
        detected={"layout": known.layout},
    )


def _report(
    file: Delivered,
    outcome: Outcome,
    problems: tuple[Problem, ...],
    read: Checked | Whole | None = None,
    found: Differences | None = None,
) -> LoadReport:
    counts = {} if found is None else {"new": found.new.count, "changed": found.changed.count, "same": found.same, "differences": found}
    if read is None:
        return LoadReport(_shown(file.name), None, None, outcome, problems=problems)
    return LoadReport(_shown(file.name), read.source, None, outcome, read.rows, problems=problems, detected=read.detected, **counts)


def _shown(name: str) -> str:
    """The file's name, unless something in it may be a person's."""
    return f"…{Path(name).suffix[:8]}" if found_in(name) else shown(name) or ""

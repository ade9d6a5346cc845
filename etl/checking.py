"""A file read and every rule asked: what it holds, and everything that was noticed. Nothing is written here."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace

import numpy as np

from db.terms import Outcome, Severity
from etl.columns import known_keys
from etl.confined import SMALL, Fault, confined, where
from etl.decode import is_zip
from etl.delivering import Delivered
from etl.file_kinds import read_table
from etl.findings import in_order
from etl.frame import Frame
from etl.known import Answers, Known, Reading
from etl.marked import without_mark
from etl.problem_record import as_json
from etl.problems import Problem, Refused, refuse
from etl.shown_as import detected
from etl.sources import LAYOUTS, layout_of
from etl.table import Table
from etl.wide import in_rows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was read: what it holds, and everything that was noticed."""

    layout: str
    table: Table
    read: Reading
    frame: Frame  # in the order of the database's key
    known: Known | None  # None on its way from another process
    answers: dict[str, str]  # those that decided how the file was read
    problems: tuple[Problem, ...] = field(default=())

    @property
    def source(self) -> str:
        return self.read.source or LAYOUTS[self.layout].SOURCE

    @property
    def rows(self) -> int:
        return len(self.table)

    @property
    def detected(self) -> dict[str, object]:
        """How it was read, for its deliverer to see."""
        return detected(self.layout, self.table, self.frame)

    @property
    def to_be_kept(self) -> dict[str, object]:
        """What the delivery says of it."""
        return {"source": self.source, "layout": self.layout, "rows": self.rows, "problems": as_json(self.problems)}


def check(file: Delivered, known: Known, source: str | None) -> Checked:
    """Read a file and ask every rule. Nothing is written, and whatever a file does, its deliverer gets an answer and no traceback."""
    try:
        if not is_zip(file.content) and len(file.content) <= SMALL:
            return read(file, known, source)
        return replace(confined(read_alone, file, known, source), known=known)
    except Refused:
        raise
    except Exception as fault:
        # Never the error's own words: they may hold what stands in the file.
        log.error("file %s… was not understood: %s", file.sha256[:12], fault if isinstance(fault, Fault) else where(fault))
        raise refuse("not_understood") from None


def read_alone(file: Delivered, known: Known, source: str | None) -> Checked:
    """The same without what its keeper has already."""
    return replace(read(file, known, source), known=None)


def read(file: Delivered, known: Known, source: str | None) -> Checked:
    answers = Answers(file.answers)
    table = _table_of(file, answers)
    try:
        return _judged(table, answers, known, source)
    except Refused as refusal:
        refusal.detected = table.detected | refusal.detected
        refusal.problems = (*(note for note in table.notes if note.severity is Severity.ERROR), *refusal.problems)
        raise


def _table_of(file: Delivered, answers: Answers) -> Table:
    """With the lines of the whole file, where this is a portion of it."""
    if file.lines is None:
        return without_mark(read_table(file.name, file.content, answers))
    try:
        table = without_mark(read_table(file.name, file.content, answers))
    except Refused as refusal:
        refusal.problems = _placed(refusal.problems, file.lines)
        raise
    return replace(table, lines=file.lines[table.lines - 1], notes=_placed(table.notes, file.lines))


def _placed(problems: tuple[Problem, ...], lines: np.ndarray) -> tuple[Problem, ...]:
    return tuple(replace(each, row=int(lines[each.row - 1])) if each.row else each for each in problems)


def _judged(table: Table, answers: Answers, known: Known, source: str | None) -> Checked:
    layout = layout_of(table.header, source)
    if layout == "own":
        table = in_rows(table, answers, known_keys(LAYOUTS[layout].HEADINGS))
    found = LAYOUTS[layout].read(table, answers, known)
    problems = in_order((*table.notes, *found.findings.problems))
    if outcome_of(problems) is Outcome.STORED:
        _account_for_every_row(found)
    return Checked(layout, table, found, found.frame.in_key_order(), known, answers.used, problems)


def _account_for_every_row(read: Reading) -> None:
    """Rows read = rows stored + rows named in a problem, exactly; anything else is a fault of ours and stops the file."""
    if read.area_changes:
        return
    is_stored = np.zeros(len(read.findings.lines), dtype=bool)
    taken = read.frame.rows if read.summed is None else read.summed
    is_stored[taken] = True
    lost = ~is_stored & ~read.findings.is_named
    if lost.any() or is_stored.sum() != len(taken):
        raise RuntimeError(f"{int(lost.sum())} rows are neither stored nor named, the first on line {read.findings.lines[np.argmax(lost)]}")


def outcome_of(problems: tuple[Problem, ...]) -> Outcome:
    severities = {problem.severity for problem in problems}
    if Severity.ERROR in severities:
        return Outcome.REFUSED
    return Outcome.NEEDS_ANSWER if Severity.QUESTION in severities else Outcome.STORED

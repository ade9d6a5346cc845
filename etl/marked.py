"""A file given back with what was noticed: the same rows in the same form, and one column more that says what to mend."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook

from etl.confined import SMALL, confined
from etl.decode import Decoded, decode, is_json, is_zip
from etl.delimited import separator_of
from etl.formulas import safe_text
from etl.problems import Problem, refuse
from etl.sources import is_heading
from etl.table import Table, column_key
from etl.workbook import rows_of_sheet

MARK = "feil"  # the name of the column; on its way in again it is passed over
BETWEEN = " | "
CODECS = {"windows-1252": "cp1252", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}

Sentence = Callable[[Problem], str]
Line = tuple[int, Sequence[Any]]  # its number in the editor, its cells


@dataclass(frozen=True, slots=True)
class Marked:
    form: str  # csv or xlsx
    content: bytes


def without_mark(table: Table) -> Table:
    """The table as it was before it was given back."""
    return replace(table, columns=tuple(column for column in table.columns if column.key != MARK))


def mark(content: bytes, problems: Sequence[Problem], sheet: object, sentence: Sentence) -> Marked:
    """The file with its problems. Only for one that was searched for data about persons; Refused where its rows cannot be told apart."""
    said = _by_line(problems, sentence)
    if is_zip(content):
        return confined(_workbook, content, said, sheet)
    return confined(_delimited, content, said) if len(content) > SMALL else _delimited(content, said)


def _by_line(problems: Sequence[Problem], sentence: Sentence) -> dict[int, str]:
    """What stands beside each line; 0 holds what concerns the whole file."""
    found: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        line = problem.row or problem.facts.get("line")
        if problem.code == "more_rows" and problem.facts.get("lines"):
            pointer = _first_of(problem, problems)
            for place in problem.facts["lines"]:  # of rows that were only counted
                found[place].append(sentence(replace(pointer, row=place)))
        else:
            found[line if isinstance(line, int) else 0].append(sentence(problem))
    return {line: BETWEEN.join(dict.fromkeys(sentences)) for line, sentences in found.items()}


def _first_of(more: Problem, problems: Iterable[Problem]) -> Problem:
    """The first row with the same fault; a row that was only counted points to it."""
    same = next(each for each in problems if (each.code, each.column) == (more.facts["code"], more.column))
    return Problem("same_fault", same.severity, column=same.column, facts={"first": same.row, "code": same.code})


def _beside(lines: Sequence[Line], said: Mapping[int, str]) -> Iterator[list[Any]]:
    """Each line with one cell more; what concerns the whole file stands in the first line below the heading."""
    filled = (place for place, (_, row) in enumerate(lines) if sum(bool(str(cell).strip()) for cell in row) > 1)
    heading = next((place for place, (_, row) in enumerate(lines) if is_heading(row)), next(filled, 0))
    keys = [column_key(cell) for cell in lines[heading][1]] if lines else []
    old = keys.index(MARK) if MARK in keys else len(keys)
    below = lines[heading + 1][0] if heading + 1 < len(lines) else None
    for place, (number, row) in enumerate(lines):
        here = [said.get(number, ""), said.get(0, "") if number == below else ""]
        width = len(keys) - (MARK in keys)
        cells = [cell for each, cell in enumerate(row) if each != old]
        cells += [""] * (width - len(cells))
        yield [*cells, MARK if place == heading else BETWEEN.join(filter(None, here))]


def _delimited(content: bytes, said: Mapping[int, str]) -> Marked:
    """In its own letters and with its own separator, where the letters can carry the sentences."""
    decoded = decode(content)
    if is_json(decoded):
        raise refuse("kind_json")
    separator = separator_of(decoded)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in _beside(list(_records(decoded, separator)), said):
        writer.writerow(map(safe_text, row) if any(row) else [])
    text = out.getvalue()
    try:
        return Marked("csv", text.encode(CODECS.get(decoded.encoding, "utf-8-sig")))
    except UnicodeEncodeError:
        return Marked("csv", text.encode("utf-8-sig"))


def _records(decoded: Decoded, separator: str) -> Iterator[Line]:
    """Each with the line on which it begins. A quote that never closes must not swallow the lines after it."""
    quoting = csv.QUOTE_MINIMAL if _quotes_close(decoded, separator) else csv.QUOTE_NONE
    reader = csv.reader(decoded.lines(), delimiter=separator, quoting=quoting, skipinitialspace=True)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _quotes_close(decoded: Decoded, separator: str) -> bool:
    try:
        return all(True for _ in csv.reader(decoded.lines(), delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error:
        return False


def _workbook(content: bytes, said: Mapping[int, str], sheet: object) -> Marked:
    """The sheet that was read, as its values are shown: no formulas, no hidden sheets, nothing that was not looked at."""
    name, lines = rows_of_sheet(content, is_heading, sheet)
    book = Workbook(write_only=True)
    page = book.create_sheet(name)
    below = 0
    for (line, _), row in zip(lines, _beside(lines, said), strict=True):
        for _ in range(line - below - 1):
            page.append([])  # lines keep their numbers
        page.append([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
        below = line
    out = io.BytesIO()
    book.save(out)
    return Marked("xlsx", out.getvalue())

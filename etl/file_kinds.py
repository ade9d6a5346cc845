"""From bytes to a table: the kind of file decides how, and the search for persons' numbers comes before anything is shown."""

from __future__ import annotations

import numpy as np

from etl.decode import decode, is_zip
from etl.delimited import read_delimited
from etl.known import Answers
from etl.people import has_identity_number
from etl.problems import refuse
from etl.sources import is_heading
from etl.table import Column, Table
from etl.workbook import read_workbook


def read_table(name: str, content: bytes, answers: Answers) -> Table:
    """The table that a file holds; refused when it is none, or when anything in it is a person's number."""
    if has_identity_number(name):
        raise refuse("person_data_in_name")
    if is_zip(content):
        table = read_workbook(content, is_heading, answers.get("choose_sheet"))
    else:
        table = read_delimited(decode(content), is_heading)
    for number, column in enumerate(table.columns, start=1):
        _refuse_persons(column, number, table.lines)
    return table


def _refuse_persons(column: Column, number: int, lines: np.ndarray) -> None:
    if has_identity_number(column.name):
        raise refuse("person_data_in_heading", column=str(number))
    # One search through all texts together; the sign between them is one that no row of digits goes across.
    if not has_identity_number("\n".join(map(str, column.texts))):
        return
    place = next((place for place, text in enumerate(column.texts) if has_identity_number(str(text))), None)
    if place is not None:
        row = int(lines[np.argmax(column.codes == place)])
        raise refuse("person_data", row=row, column=column.name)

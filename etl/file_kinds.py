"""From bytes to a table: the kind of file decides how, and the search for people's data comes before anything is shown."""

from __future__ import annotations

from typing import NoReturn

from etl.cube_table import table_of
from etl.decode import Decoded, decode, is_json, is_zip, line_of
from etl.delimited import read_delimited
from etl.jsonstat import read_cube
from etl.known import Answers
from etl.people import CANDIDATE, ascii_digits, has_identity_number, is_identity_number
from etl.person_search import found_in, search_table
from etl.problems import Refused, refuse
from etl.sources import is_heading
from etl.table import Table
from etl.workbook import read_workbook


def read_table(name: str, content: bytes, answers: Answers) -> Table:
    """The table that a file holds; refused when it is none, or when anything in it is a person's."""
    if found_in(name):
        raise refuse("person_data_in_name")
    if is_zip(content):
        return read_workbook(content, is_heading, answers.get("choose_sheet"))
    decoded = decode(content)
    try:
        table = _of_cube(decoded.body) if is_json(decoded) else read_delimited(decoded, is_heading)
        search_table(table)
    except Refused as refusal:
        _people_first(decoded, refusal)
    return table


def _of_cube(body: bytes) -> Table:
    """Numbers of persons are looked for in all of it; the publisher's own notes may say whom to ask."""
    cube = read_cube(body)
    if has_identity_number(body.decode()) or any(map(found_in, cube.texts)):
        raise refuse("person_data_in_cube")
    return table_of(cube)


def _people_first(decoded: Decoded, refusal: Refused) -> NoReturn:
    """Whatever else is wrong with a file: a person's number in it is what its deliverer has to hear of."""
    if not any(problem.is_about_persons for problem in refusal.problems):
        text = ascii_digits(decoded.body.decode())
        hit = next((hit for hit in CANDIDATE.finditer(text) if is_identity_number("".join(hit.groups()))), None)
        if hit:
            raise refuse("person_data_in_text", row=line_of(decoded.body, len(text[: hit.start()].encode()))) from None
    raise refusal

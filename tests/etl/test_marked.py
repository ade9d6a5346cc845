"""A file comes back as it was, with a column that says what to mend; and mended it goes in again with that column."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import Workbook, load_workbook

from db.terms import Outcome, Severity
from etl import pipeline
from etl.marked import Marked, mark
from etl.problems import Problem
from tests.etl.reading import ENTRIES, known, own

CATALOGUE = known(ENTRIES).catalogue
ROWS = own("andel;3911;2023;alle;60;400;15,0", "andel;3911;2024;alle;67;413;16,2")


def said(problem: Problem) -> str:
    return f"{problem.code} {problem.found or ''}".strip()


def error(code: str, row: int | None = None, **facts: object) -> Problem:
    return Problem(code, Severity.ERROR, row, facts=facts)


def marked(content: bytes, *problems: Problem) -> Marked:
    return mark(content, problems, None, said)


def lines(content: bytes, encoding: str = "utf-8-sig") -> list[str]:
    return content.decode(encoding).splitlines()


def test_each_line_has_its_problems_beside_it():
    found = lines(marked(ROWS.encode(), error("first", 3), error("second", 3)).content)
    assert found == [f"{ROWS.splitlines()[0]};feil", f"{ROWS.splitlines()[1]};", f"{ROWS.splitlines()[2]};first | second"]


def test_what_concerns_the_whole_file_stands_below_the_heading():
    assert lines(marked(ROWS.encode(), error("all")).content)[1].endswith(";all")


def test_rows_that_were_only_counted_point_to_the_first_of_their_kind():
    more = Problem("more_rows", Severity.ERROR, facts={"count": 1, "code": "first", "lines": [3]})
    answer = mark(ROWS.encode(), (error("first", 2), more), None, lambda problem: f"{problem.code} {problem.facts.get('first', '')}")
    assert [line.rsplit(";", 1)[1] for line in lines(answer.content)] == ["feil", "first ", "same_fault 2"]


@pytest.mark.parametrize(("encoding", "back"), [("cp1252", "cp1252"), ("utf-8", "utf-8-sig"), ("utf-16", "utf-16")])
def test_the_letters_and_the_separator_are_the_files_own(encoding: str, back: str):
    text = "indikator,område,periode,verdi\r\nandel,Færder,2024,1\r\n"
    answer = marked(text.encode(encoding), error("ø", 2))
    assert (answer.form, lines(answer.content, back)) == ("csv", ["indikator,område,periode,verdi,feil", "andel,Færder,2024,1,ø"])


def test_letters_that_the_file_does_not_have_make_it_utf_8():
    answer = marked("indikator;område;periode\r\nandel;Færder;2024\r\n".encode("cp1252"), error("\u2212", 2))
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_excels_own_line_and_title_lines_stay_and_lines_are_counted_from_the_top():
    text = "sep=,\nTall for 2024\nindikator,område,periode,teller\nandel,3911,2024,1\n"
    assert lines(marked(text.encode(), error("here", 4)).content)[3] == "andel,3911,2024,1,here"


def test_a_quote_that_never_closes_swallows_nothing():
    text = 'indikator;område;periode\nandel;"3911;2024\nandel;3911;2025\n'
    found = list(csv.reader(io.StringIO(marked(text.encode(), error("quote", 2)).content.decode("utf-8-sig")), delimiter=";"))
    assert [row[-1] for row in found] == ["feil", "quote", ""]


def test_text_that_a_spreadsheet_would_run_is_harmless_and_numbers_stay_numbers():
    text = "indikator;område;periode;teller;kommentar\n=1+1;3911;2024;-5;@sum\n"
    assert lines(marked(text.encode()).content)[1] == "'=1+1;3911;2024;-5;'@sum;"


def workbook(*rows: tuple[object, ...], percent: str | None = None) -> bytes:
    book = Workbook()
    book.active.title = "Tall"
    for row in rows:
        book.active.append(row)
    if percent:
        book.active[percent].number_format = "0.0%"
    book.create_sheet("Skjult").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_stays_one_without_what_was_not_read():
    content = workbook(
        ("indikator", "område", "periode", "verdi"), ("andel", "3911", 2024, 0.15), ("andel", "3911", 2023, 0.2), percent="D2"
    )
    answer = marked(content, error("here", 3))
    book = load_workbook(io.BytesIO(answer.content))
    assert (answer.form, book.sheetnames) == ("xlsx", ["Tall"])
    assert [[cell.value for cell in row][-1] for row in book.active.iter_rows()] == ["feil", None, "here"]
    assert book.active["D2"].value == 15  # what is shown as 15 % is read as 15, before and after


def test_lines_of_a_workbook_keep_their_numbers():
    content = workbook(("Tall for 2024",), (), ("indikator", "område", "periode", "teller"), ("andel", "3911", "2024", 1))
    page = load_workbook(io.BytesIO(marked(content, error("here", 4)).content)).active
    assert (page.cell(3, 5).value, page.cell(4, 5).value) == ("feil", "here")


def load(engine, content: bytes, name: str):
    return pipeline.load(engine, name, content, by="Kari", catalogue=CATALOGUE, dry_run=True)


def test_a_mended_file_goes_in_with_the_column_and_loses_it_on_the_next_way_out(engine):
    wrong = own("andel;3911;2023;alle;60;400;15,0", "andel;3911;2024;alle;670;413;")
    refused = load(engine, wrong.encode(), "tall.csv")
    back = mark(wrong.encode(), refused.problems, None, said)
    assert refused.outcome is Outcome.REFUSED
    mended = back.content.replace(b"670", b"67")
    again = load(engine, mended, "tall.csv")
    assert (again.outcome, again.problems, again.new) == (Outcome.STORED, (), 2)
    assert lines(mark(mended, (), None, said).content)[0].count("feil") == 1


def test_a_marked_workbook_goes_in_again(engine):
    content = workbook(("indikator", "område", "periode", "teller", "nevner"), ("andel", "3911", "2024", 60, 400))
    assert load(engine, marked(content, error("here", 2)).content, "tall.xlsx").outcome is Outcome.STORED

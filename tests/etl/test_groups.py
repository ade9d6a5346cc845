"""Comparison groups by year come from a small file, and are never filled in by guessing."""

import pytest

from dashboard.text import problem_text
from etl.areas import read_reference
from etl.groups import read_groups


def read(*rows: str):
    cells = [(line, dict(zip(("gruppe", "medlem", "år"), row.split(";"), strict=False))) for line, row in enumerate(rows, start=2)]
    return read_groups(cells, read_reference())


def test_members_are_read_by_number_and_by_name():
    members, problems = read("EKG09;3911;2024", "KOSTRA-gruppe 9;3405 Lillehammer;2024")
    assert members == [{"group_code": "EKG09", "member": code, "year": 2024} for code in ("3911", "3405")]
    assert problems == []


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("EKG18;3911;2024", "group_unknown", "gruppe"),
        ("39;3911;2024", "group_unknown", "gruppe"),
        ("EKG09;9998;2024", "group_member_unknown", "medlem"),
        ("EKG09;Bø;2024", "group_member_unknown", "medlem"),
        ("EKG09;3911;24", "group_year_unreadable", "år"),
        ("EKG09;3911", "group_year_unreadable", "år"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row, code, column):
    members, problems = read(row)
    assert members == []
    assert [(problem.code, problem.row, problem.column) for problem in problems] == [(code, 2, column)]
    assert problem_text(problems[0]).startswith("Rad 2: ")


def test_the_same_member_twice_names_both_rows():
    members, problems = read("EKG09;3911;2024", "EKG09;3911 Færder;2024")
    assert len(members) == 1
    assert [(problem.code, problem.row, problem.facts) for problem in problems] == [("group_member_twice", 3, {"first": 2})]

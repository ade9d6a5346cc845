"""A point far from two neighbours that agree is spoken of, and stored as it stands."""

from __future__ import annotations

import pytest

from db.terms import Severity
from etl.problems import Problem
from tests.etl.reading import checked

HEAD = (
    "QualityIndicatorName,QualityIndicatorId,LocationId,LocationParentId,ParentName,LocationName,OrgNumber,Value,PeriodType,MeasureName,"
    "MeasureType,TimeFrom,TimeTo"
)


def noticed(values: str, number: str = "38112020") -> list[Problem]:
    """What is noticed of one place's years."""
    lines = (
        f"Prøve,1,1,1,Vestfold,Et sted,{number},{value},Årlig,Antall prøver,,{year}-01-01T00:00:00,{year}-12-31T00:00:00"
        for year, value in enumerate(values.split(), 2015)
    )
    read, found = checked("\n".join((HEAD, *lines)) + "\n")
    assert read is not None
    assert len(read.frame) == len(values.split())
    return [problem for problem in found if problem.code.startswith("outlier")]


def test_a_point_far_from_both_its_neighbours_is_named():
    found = noticed("1.94 1.61 6.16 1.75 1.92 1.93 1.89")
    assert [(problem.code, problem.severity, problem.facts["line"], problem.found) for problem in found] == [
        ("outlier", Severity.WARNING, 4, "6,16")
    ]


@pytest.mark.parametrize(
    "values",
    [
        "1.94 1.61 6.16 1.75",  # too short to say what is usual
        "1.9 1.6 6.1 6.2 6.3 6.1",  # a new level
        "1 6 2 7 1 8 2",  # never calm
        "0 0 5 0 0 0",  # beside zero every number is far away
        "0.5 0.51 0.52 0.53 1.2",  # the last may be a new level
        "91.2 91.2 91.0 91.2 97.7 91.6 91.6",  # not half as far as the level
        "2 2 2 2 2",
    ],
)
def test_what_is_no_outlier(values: str):
    assert noticed(values) == []


def test_outliers_of_other_places_are_said_together():
    found = noticed("1.94 1.61 6.16 1.75 1.92 1.93 1.89", number="38012020")
    assert [(problem.code, problem.severity, problem.row) for problem in found] == [("outliers_elsewhere", Severity.INFO, None)]
    assert (found[0].facts["count"], found[0].facts["line"], found[0].facts["value"]) == (1, 4, "6,16")


def test_a_value_that_dropped_out_is_an_outlier_too():
    assert [problem.found for problem in noticed("91.2 91.4 9.13 91.2 91.6")] == ["9,13"]

"""Problems that were kept say the same when they are read again, and no more than a reader may see."""

from __future__ import annotations

import datetime as dt

import numpy as np

from db.terms import Period, Severity
from etl.problem_record import as_json, from_json
from etl.problems import Problem

FACTS = {"period": Period.parse("2024-M05"), "date": dt.datetime(2026, 3, 4, 9, 15), "day": dt.date(2026, 3, 4), "line": 7}


def test_every_kind_of_fact_comes_back_as_it_was():
    facts = FACTS | {"share": 0.25, "code": "EAK", "values": ["a", "b"], "nothing": None}
    problem = Problem("already_loaded", Severity.WARNING, 3, "verdi", "12,5", facts)
    assert from_json(as_json([problem])) == (problem,)


def test_a_problem_without_a_place_and_without_facts_comes_back():
    problem = Problem("empty_file", Severity.INFO)
    assert from_json(as_json([problem])) == (problem,)


def test_numbers_that_the_checks_counted_with_numpy_are_numbers_again():
    (problem,) = from_json(as_json([Problem("more_rows", Severity.INFO, facts={"count": np.int64(3), "share": np.float64(0.5)})]))
    assert [(type(fact), fact) for fact in problem.facts.values()] == [(int, 3), (float, 0.5)]


def test_what_may_be_a_persons_number_is_not_kept():
    text = "01010112345"
    kept = as_json([Problem("unknown_area", Severity.WARNING, 3, text, text, {"suggestion": text, "values": [text, "EAK"]})])
    assert text not in kept
    assert "EAK" in kept

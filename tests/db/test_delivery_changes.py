"""What a delivery changed, told from the versions, and what taking it back or putting it back would do."""

from __future__ import annotations

from sqlalchemy import Engine

from db.engine import reading
from db.queries.delivery_changes import Returns, Stands, changed_rows, new_rows, returns, stands, touched
from tests.builders import deliver, observations
from tests.db.standing import put_back, standing, take_back


def test_new_changed_and_same_are_told_for_each_series(settled: Engine):
    deliver(settled, observations("50 49 -"))
    second = deliver(settled, observations("50 48 12 13"), observations("1", area="3905"))
    with reading(settled) as session:
        found = [(row.area, row.rows, row.new, row.changed, row.first, row.last) for row in touched(session, second)]
    assert found == [("3905", 1, 1, 0, "2024-M01", "2024-M01"), ("3911", 4, 1, 2, "2024-M01", "2024-M04")]


def test_a_change_tells_the_old_number_and_the_new(settled: Engine):
    deliver(settled, observations("3/60 - 7"))
    second = deliver(settled, observations("4/60 12 7 1"))
    with reading(settled) as session:
        changed = changed_rows(session, second, 10)
        new = new_rows(session, second, 10)
    assert [(row.period, row.old_numerator, row.numerator, row.old_status, row.value) for row in changed] == [
        ("2024-M01", 3, 4, "normal", 100 * 4 / 60),
        ("2024-M02", None, None, "missing", 12),
    ]
    assert [(row.period, row.value) for row in new] == [("2024-M04", 1)]


def test_no_more_rows_are_told_than_asked_for(settled: Engine):
    deliver(settled, observations("1 2 3"))
    second = deliver(settled, observations("2 3 4 5 6 7"))
    with reading(settled) as session:
        assert (len(changed_rows(session, second, 2)), len(new_rows(session, second, 2))) == (2, 2)


def test_another_remark_is_a_change(settled: Engine):
    deliver(settled, observations("1"))
    second = deliver(settled, observations("1", note="rettet"))
    with reading(settled) as session:
        assert [row.changed for row in touched(session, second)] == [1]


def test_what_it_changed_is_told_the_same_whatever_comes_after(settled: Engine):
    deliver(settled, observations("1 2"))
    second = deliver(settled, observations("_ 3 4"))
    with reading(settled) as session:
        before = touched(session, second)
    take_back(settled, second)
    deliver(settled, observations("7 7 7"))
    put_back(settled, second)
    with reading(settled) as session:
        assert touched(session, second) == before


def test_what_taking_back_would_do_is_what_it_does(settled: Engine):
    deliver(settled, observations("1 2"))
    second = deliver(settled, observations("_ 3 4 5"))
    deliver(settled, observations("_ _ _ 6"))
    with reading(settled) as session:
        assert stands(session, second) == Stands(now=2, older=1)
    before = standing(settled)
    take_back(settled, second)
    gone = before.keys() - standing(settled).keys()
    back = [key for key, now in standing(settled).items() if before[key] != now]
    assert (len(gone), len(back)) == (1, 1)


def test_an_older_number_that_was_taken_back_would_not_come_back(settled: Engine):
    first = deliver(settled, observations("1"))
    second = deliver(settled, observations("2"))
    take_back(settled, first)
    with reading(settled) as session:
        assert stands(session, second) == Stands(now=1, older=0)


def test_what_putting_back_would_do_is_what_it_does(settled: Engine):
    deliver(settled, observations("1"))
    second = deliver(settled, observations("2 3 4"))
    take_back(settled, second)
    deliver(settled, observations("_ _ 5"))
    with reading(settled) as session:
        assert returns(session, second) == Returns(again=2, replacing=1)
    put_back(settled, second)
    assert sum(number == second for _, number in standing(settled).values()) == 2

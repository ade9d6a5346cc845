"""Every question that the house asks the database, and that the big one never reads the whole table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, text

from db.engine import reading, writing
from db.models import AreaGroupMember, AreaSuccession, ServiceArea, Target
from db.queries import areas, deliveries, indicators, versions
from db.queries import observations as facts
from db.terms import AreaType, Change, Status, TargetLevel
from db.writes.observations import COLUMNS
from db.writes.reversals import undo
from tests.builders import an_area, an_indicator, deliver, observations, settle, words

MANY_INDICATORS, MANY_AREAS = [f"i{number:02}" for number in range(30)], [f"{number}" for number in range(1101, 1141)]


@pytest.fixture
def settled(engine: Engine) -> Engine:
    settle(engine, indicators=["fall", "trykksår"], areas=["3911", "3905"])
    return engine


def add(engine: Engine, *rows: object) -> None:
    with writing(engine) as session:
        session.add_all(rows)


def test_rows_come_in_the_order_of_their_key(settled: Engine):
    deliver(settled, observations("1 2", indicator="trykksår"), observations("3", indicator="fall", area="3905", breakdown="menn"))
    deliver(settled, observations("4 5", indicator="fall", area="3905"), observations("6", indicator="fall"))
    with reading(settled) as session:
        rows = facts.observations(session, ["trykksår", "fall"], ["3911", "3905"])
    keys = [(row.indicator, row.area, row.breakdown, row.period) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == 6


def test_a_row_has_every_column_and_a_status(settled: Engine):
    number = deliver(settled, observations("3/60 :", indicator="fall"))
    with reading(settled) as session:
        first, second = facts.observations(session, ["fall"], ["3911"])
    assert (first.value, first.numerator, first.denominator, first.since, first.delivery) == (5, 3, 60, number, number)
    assert (second.value, second.status) == (None, Status.SUPPRESSED)


def test_only_what_is_asked_for_comes(settled: Engine):
    for breakdown in ("", "kvinner", "menn"):
        deliver(settled, observations("1", indicator="fall", breakdown=breakdown))
    with reading(settled) as session:
        assert [row.breakdown for row in facts.observations(session, ["fall"], ["3911"], breakdowns=["", "menn"])] == ["", "menn"]
        assert facts.observations(session, ["fall"], ["3905"]) == []
        assert facts.observations(session, [], []) == []


def test_stored_rows_come_in_chunks_of_columns_with_plain_values(settled: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(facts, "CHUNK", 2)
    rows = observations("3/60 - 12*", indicator="fall", note="x")
    deliver(settled, observations("1 1 1", indicator="fall"))
    delivery = deliver(settled, rows, observations("9", indicator="trykksår"))
    with reading(settled) as session:
        chunks = list(facts.stored_columns(session, ["fall"]))
    assert [len(chunk["period"]) for chunk in chunks] == [2, 1]
    assert [tuple(chunk) for chunk in chunks] == [(*COLUMNS, "delivery")] * 2
    assert sorted(row for chunk in chunks for row in zip(*chunk.values(), strict=True)) == sorted((*row, delivery) for row in rows)


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, object]]]:
    seen: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.startswith("SELECT") and "FROM observation" in statement:
            seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("as_of", [None, 1])
def test_a_page_is_one_statement_that_uses_an_index(engine: Engine, as_of: int | None):
    settle(engine, indicators=MANY_INDICATORS, areas=MANY_AREAS)
    every = [observations("1 2 3 4 5 6 7 8", indicator=each, area=area) for each in MANY_INDICATORS for area in MANY_AREAS]
    deliver(engine, *every)
    deliver(engine, *every[::7])
    with writing(engine) as session:
        session.execute(text("ANALYZE"))
    with statements(engine) as seen, reading(engine) as session:
        assert len(facts.observations(session, MANY_INDICATORS[:12], MANY_AREAS[:4], as_of)) == 12 * 4 * 8
        ((statement, parameters),) = seen
        explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
        plan = "\n".join(str(row) for row in session.connection().exec_driver_sql(explain + statement, parameters))
    assert "Seq Scan" not in plan
    assert "SCAN observation" not in plan
    assert "Index" in plan or "SEARCH observation USING" in plan


def test_what_has_figures_is_looked_up_also_where_many_have_none(engine: Engine):
    names = [f"andre-{number}" for number in range(50)]
    settle(engine, indicators=[*MANY_INDICATORS[:4], *names], areas=MANY_AREAS)
    deliver(engine, *(observations("1 " * 60, indicator=each, area=area) for each in MANY_INDICATORS[:4] for area in MANY_AREAS))
    with writing(engine) as session:
        session.execute(text("ANALYZE"))
    with statements(engine) as seen, reading(engine) as session:
        assert set(indicators.reported_services(session)) == indicators.indicators_with_data(session, None) == set(MANY_INDICATORS[:4])
        assert indicators.has_data(session, MANY_AREAS[0])
        assert versions.indicators_since(session, 0) == set(MANY_INDICATORS[:4])
        assert versions.indicators_since(session, 1) == set()
        explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
        plans = [str(row) for sent in list(seen) for row in session.connection().exec_driver_sql(explain + sent[0], sent[1])]
    assert not [row for row in plans if "Seq Scan on observation" in row or "SCAN observation" in row]


def test_indicators_with_data_are_those_that_have_any_now(settled: Engine):
    deliver(settled, observations("1", indicator="fall"))
    gone = deliver(settled, observations("1", indicator="trykksår", area="3905"))
    with reading(settled) as session:
        assert indicators.indicators_with_data(session, ["3911"]) == {"fall"}
        assert indicators.indicators_with_data(session, ["3911", "3905"]) == {"fall", "trykksår"}
        assert indicators.indicators_with_data(session, None) == {"fall", "trykksår"}
    with writing(settled) as session:
        undo(session, gone, "Ola", "feil", dt.datetime(2026, 3, 5))
    with reading(settled) as session:
        assert indicators.indicators_with_data(session, None) == {"fall"}


def test_a_delivery_is_found_by_its_number_also_when_it_was_taken_back(settled: Engine):
    number = deliver(settled, observations("1", indicator="fall"), content="fil")
    with writing(settled) as session:
        undo(session, number, "Ola", "feil", dt.datetime(2026, 3, 5))
    with reading(settled) as session:
        assert deliveries.find_delivery(session, number).file_name == "tall.csv"
        assert deliveries.find_delivery(session, 99) is None
        assert [row.number for row in deliveries.all_deliveries(session)] == [number]


def test_words_come_in_the_order_of_the_screen(settled: Engine):
    add(settled, ServiceArea(id="a", name="A", position=3), ServiceArea(id="b", name="B", position=0))
    with reading(settled) as session:
        assert [row.id for row in indicators.service_areas(session)] == ["b", "sykehjem", "a"]
        assert [row.id for row in indicators.goals(session)] == ["fewer_harms", "safety_culture", "lasting_structures"]
        assert [row.id for row in indicators.sources(session)] == ["own"]
        assert [row.id for row in indicators.all_indicators(session)] == ["fall", "trykksår"]
        assert [row.id for row in indicators.indicators_named(session, ["trykksår", "finnes-ikke"])] == ["trykksår"]
        assert indicators.find_indicator(session, "finnes-ikke") is None


def test_targets_come_oldest_first(settled: Engine):
    first, later = dt.date(2024, 1, 1), dt.date(2025, 1, 1)
    given = {"indicator": "fall", "level": TargetLevel.AMBITION, "source": "Plan"}
    add(settled, Target(value=1, valid_from=later, **given), Target(value=2, valid_from=first, **given))
    with reading(settled) as session:
        assert [row.value for row in indicators.targets(session, ["fall", "trykksår"])] == [2, 1]
        assert indicators.targets(session, ["trykksår"]) == []


def test_units_are_those_of_a_service_area(engine: Engine):
    add(engine, *words(), ServiceArea(id="legevakt", name="Legevakt", position=2))
    add(engine, an_area("u2", name="Bjerke", type=AreaType.UNIT, service_area="sykehjem"), an_area("3911"))
    add(engine, an_area("u1", name="Furu", type=AreaType.UNIT, service_area="sykehjem"))
    add(engine, an_area("u3", name="Vakt", type=AreaType.UNIT, service_area="legevakt"))
    with reading(engine) as session:
        assert [row.code for row in areas.units(session)] == ["u2", "u1", "u3"]
        assert [row.code for row in areas.units(session, "sykehjem")] == ["u2", "u1"]
        assert [row.code for row in areas.all_areas(session)] == ["3911", "u1", "u2", "u3"]
        assert areas.find_area(session, "u9") is None


@pytest.fixture
def grouped(settled: Engine) -> Engine:
    add(settled, *(an_area(code, type=AreaType.GROUP) for code in ("EKG01", "EKG02", "egen")))
    members = [("EKG01", "3911", 2020), ("EKG01", "3905", 2020), ("EKG02", "3911", 2024), ("egen", "3911", 2025)]
    add(settled, *(AreaGroupMember(group_code=group, member=member, year=year) for group, member, year in members))
    return settled


@pytest.mark.parametrize(("year", "group"), [(2019, None), (2020, "EKG01"), (2023, "EKG01"), (2024, "EKG02"), (2026, "EKG02")])
def test_the_group_is_that_of_the_newest_year_known(grouped: Engine, year: int, group: str | None):
    with reading(grouped) as session:
        found = areas.group_of(session, "3911", year)
    assert (found.code if found else None) == group


@pytest.mark.parametrize(("year", "members"), [(2019, []), (2020, ["3905", "3911"]), (2026, ["3905", "3911"])])
def test_members_are_those_of_the_newest_year_known(grouped: Engine, year: int, members: list[str]):
    with reading(grouped) as session:
        assert areas.members(session, "EKG01", year) == members


def test_successions_come_in_the_order_in_which_they_happened(settled: Engine):
    add(settled, *map(an_area, ("0722", "0729", "3811")))
    arrows = [("0729", "3811", 2020), ("3811", "3911", 2024), ("0722", "0729", 2018)]
    add(
        settled, *(AreaSuccession(predecessor=a, successor=b, happened_on=dt.date(y, 1, 1), change=Change.RENUMBERED) for a, b, y in arrows)
    )
    with reading(settled) as session:
        assert [row.predecessor for row in areas.all_successions(session)] == ["0722", "0729", "3811"]


def test_what_was_read_outlives_its_session(settled: Engine):
    add(settled, an_indicator("svar", short_name="Svar"))
    with reading(settled) as session:
        found = indicators.find_indicator(session, "svar")
    assert found.short_name == "Svar"

"""Areas and the catalogue are saved as often as one likes: added, brought up to date, never removed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from db.engine import reading, writing
from db.models import Area, AreaGroupMember, AreaSuccession, Indicator, ServiceArea, Target
from db.terms import AreaType, Change, Goal, IndicatorState, TargetLevel
from db.writes.areas import save_areas
from db.writes.indicators import add_draft, save_catalogue
from tests.builders import indicator_columns

WORDS = {
    "service_areas": [{"id": "sykehjem", "name": "Sykehjem", "position": 1}],
    "sources": [{"id": "own", "name": "Egne tall", "licence": "egne", "address": None}],
    "goals": [{"id": goal, "name": goal, "position": position} for position, goal in enumerate(Goal, 1)],
}


def a_place(code: str, **given: object) -> dict[str, object]:
    return {"code": code, "name": f"Område {code}", "type": AreaType.MUNICIPALITY, "parent": None, "is_fictional": False} | given


def an_entry(id: str = "fall", **given: object) -> dict[str, object]:
    """A catalogue entry: the columns of an indicator, but for its state."""
    return {name: value for name, value in indicator_columns(id, **given).items() if name != "state"}


def save_entries(engine: Engine, *entries: dict[str, object]) -> None:
    with writing(engine) as session:
        save_catalogue(session, **WORDS, indicators=entries)


def test_children_may_come_before_their_parents(engine: Engine):
    with writing(engine) as session:
        save_areas(session, [a_place("u1", parent="3911"), a_place("3911", parent="39"), a_place("39"), a_place("u2", parent="u1")])
    with reading(engine) as session:
        assert dict(session.execute(select(Area.code, Area.parent)).all()) == {"u1": "3911", "3911": "39", "39": None, "u2": "u1"}


def test_areas_are_brought_up_to_date(engine: Engine):
    arrow = {"predecessor": "3811", "successor": "3911", "happened_on": dt.date(2024, 1, 1), "change": Change.RENUMBERED}
    member = {"group_code": "EKG05", "member": "3911", "year": 2024}
    for name, change in (("Faerder", Change.MERGED), ("Færder", Change.RENUMBERED)):
        with writing(engine) as session:
            save_areas(session, [a_place("3911", name=name), a_place("3811"), a_place("EKG05")], [arrow | {"change": change}], [member])
    with reading(engine) as session:
        assert session.get(Area, "3911").name == "Færder"
        assert session.scalars(select(AreaSuccession.change)).all() == [Change.RENUMBERED]
        assert session.scalars(select(AreaGroupMember.year)).all() == [2024]


def test_the_catalogue_is_brought_up_to_date(engine: Engine):
    save_entries(engine, an_entry(decimals=1), an_entry("trykksår"))
    save_entries(engine, an_entry(decimals=2))
    with reading(engine) as session:
        rows = session.execute(select(Indicator.id, Indicator.decimals, Indicator.state).order_by(Indicator.id)).all()
    assert [tuple(row) for row in rows] == [("fall", 2, IndicatorState.APPROVED), ("trykksår", 1, IndicatorState.APPROVED)]


def test_a_new_target_is_a_new_row_and_the_old_one_stays(engine: Engine):
    def step(value: float, year: int, **given: object) -> dict[str, object]:
        return {"level": TargetLevel.AMBITION, "value": value, "valid_from": dt.date(year, 1, 1), "source": "Plan"} | given

    save_entries(engine, an_entry() | {"targets": [step(3, 2024)]})
    save_entries(engine, an_entry() | {"targets": [step(3, 2024), step(2, 2025)]})
    save_entries(engine, an_entry() | {"targets": [step(9, 2024), step(2, 2025, level=TargetLevel.REQUIREMENT)]})
    with reading(engine) as session:
        steps = session.execute(select(Target.value, Target.level).order_by(Target.id)).all()
    assert [tuple(each) for each in steps] == [(3, "ambition"), (2, "ambition"), (2, "requirement")]


def test_a_draft_is_added_beside_the_catalogue(engine: Engine):
    save_entries(engine)
    with writing(engine) as session:
        add_draft(session, **an_entry("utkast"))
    with reading(engine) as session:
        assert session.get(Indicator, "utkast").state is IndicatorState.DRAFT


def test_a_draft_never_replaces_what_is_there(engine: Engine):
    save_entries(engine, an_entry(name="Fall"))
    with writing(engine) as session:
        add_draft(session, **an_entry(name="Noe annet"))
    with reading(engine) as session:
        kept = session.get(Indicator, "fall")
        assert (kept.name, kept.state) == ("Fall", IndicatorState.APPROVED)


def test_the_catalogue_takes_a_draft_in(engine: Engine):
    save_entries(engine)
    with writing(engine) as session:
        add_draft(session, **an_entry("utkast"))
    save_entries(engine, an_entry("utkast"))
    with reading(engine) as session:
        assert session.get(Indicator, "utkast").state is IndicatorState.APPROVED


def test_two_indicators_never_share_a_key_of_the_publisher(engine: Engine):
    save_entries(engine, an_entry("fall", source_key="1"))
    with pytest.raises(IntegrityError):
        save_entries(engine, an_entry("trykksår", source_key="1"))


def test_a_service_area_may_change_its_name(engine: Engine):
    save_entries(engine)
    with writing(engine) as session:
        save_catalogue(session, service_areas=[{"id": "sykehjem", "name": "Sjukeheim", "position": 2}], sources=[], goals=[], indicators=[])
    with reading(engine) as session:
        assert session.scalars(select(ServiceArea.name)).all() == ["Sjukeheim"]

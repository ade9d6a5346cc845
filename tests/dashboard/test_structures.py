"""Strukturer: what is in place, what runs out of itself, and risks with what shows whether they fall."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, NotFound
from dashboard.components.structure_tables import indicator_of, requirement_table, risk_table
from dashboard.selection import Selection
from dashboard.usecases.action_writing import write_action
from dashboard.usecases.requirement import requirement_page
from dashboard.usecases.requirement_writing import give_evidence, take_back_evidence, write_requirement
from dashboard.usecases.requirements import Standing
from dashboard.usecases.risk import judge_risk, risk_page, write_risk
from dashboard.usecases.series import find_series
from dashboard.usecases.structures import StructureSelection, StructuresPage, structures
from dashboard.usecases.writing import Unfit
from dashboard.usecases.year_wheel import WheelSelection, year_wheel
from db.acting import DutyKind, ShownBy
from db.engine import writing
from db.models import Indicator, Requirement
from db.terms import IndicatorState, Role
from db.writes import edits
from tests.builders import an_area, deliver, observations
from tests.dashboard.components_read import said
from tests.dashboard.houses import FALLS, asker
from tests.dashboard.measures import a_house
from tests.dashboard.measures import written as a_measure

TODAY = dt.date(2026, 5, 20)
NOW = dt.datetime(2026, 5, 20, 9, tzinfo=dt.UTC)
MARKUP = "<b>Nøkkel</b> [på](javascript:alert(1)) **avveie**"


@pytest.fixture
def house(engine: Engine) -> Asker:
    """A nursing home, and another one beside it."""
    found = a_house(engine)
    with writing(engine) as session:
        session.add(an_area("SYK-02", name="Furulia sykehjem", type="unit", parent="3911", service_area="sykehjem"))
    return found


def a_requirement(house: Asker, **changes: object) -> int:
    usual = {"title": "Prosedyrer", "short_title": "Prosedyrer", "meaning": "De er oppdatert", "holds": "whole", "interval_months": 12}
    return write_requirement(house, None, usual | changes, NOW)


def shown(house: Asker, id: int, day: str, area: str = "3911") -> None:
    give_evidence(house, id, {"area": area, "shown_on": day, "text": "Vedtatt i ledermøtet"}, NOW)


def of_risks(house: Asker) -> int:
    """The requirement that risks themselves show."""
    about = {"title": "Oversikt", "short_title": "ROS", "meaning": "Vurdert", "in_each_unit": True, "position": 1, "interval_months": 12}
    with writing(house.engine) as session:
        return edits.add(session, Requirement(**about, shown_by=ShownBy.RISKS), edits.Stamp("Kari", NOW)).id


def a_risk(house: Asker, **changes: object) -> int:
    judged = {"assessed_on": "2026-05-02", "consequence": 4, "likelihood": 3}
    usual = {"title": "Fall om natten", "area": "SYK-01", "service_area": "sykehjem", "interval_months": 12, "actions": []}
    return write_risk(house, None, usual | judged | changes, NOW)


def seen(house: Asker, today: dt.date = TODAY, **chosen: object) -> StructuresPage:
    return structures(house, StructureSelection(**chosen), today)


def standing(house: Asker, today: dt.date = TODAY) -> list[Standing]:
    return [each.standing for each in seen(house, today).requirements]


def test_a_requirement_runs_out_of_itself_when_its_interval_has_passed(house: Asker):
    id = a_requirement(house)
    assert standing(house) == [Standing.MISSING]
    shown(house, id, "2026-05-10")
    assert standing(house) == [Standing.IN_PLACE]
    assert standing(house, dt.date(2027, 5, 10)) == [Standing.IN_PLACE]
    assert standing(house, dt.date(2027, 5, 11)) == [Standing.LAPSED]


def test_evidence_that_is_taken_back_counts_no_more_and_stays_to_be_read(house: Asker):
    id = a_requirement(house)
    shown(house, id, "2026-05-10")
    (evidence,) = requirement_page(house, id).evidence
    take_back_evidence(house, id, evidence.id, NOW)
    assert standing(house) == [Standing.MISSING]
    assert requirement_page(house, id).evidence[0].taken_back_on == NOW.date()
    with pytest.raises(NotFound):
        take_back_evidence(house, id, evidence.id, NOW)


def test_what_each_unit_must_show_is_in_place_only_when_all_have(house: Asker):
    id = a_requirement(house, holds="units", title="Opplæring", short_title="Opplæring")
    a_requirement(house)
    shown(house, id, "2026-05-10", "SYK-01")
    assert seen(house).sentence == "0 av 2 krav er oppdatert. Opplæring mangler i 1 enhet."
    shown(house, id, "2024-05-10", "SYK-02")
    assert seen(house).sentence == "0 av 2 krav er oppdatert. Opplæring er utgått i 1 enhet."
    shown(house, id, "2026-05-11", "SYK-02")
    assert seen(house).sentence == "1 av 2 krav er oppdatert."


def test_a_risk_that_was_judged_in_time_shows_it_in_its_unit(house: Asker):
    of_risks(house)
    assert seen(house).sentence == "0 av 1 krav er oppdatert. ROS mangler i 2 enheter."
    a_risk(house)
    assert seen(house).sentence == "0 av 1 krav er oppdatert. ROS mangler i 1 enhet."
    a_risk(house, area="SYK-02")
    assert seen(house).sentence == "1 av 1 krav er oppdatert."
    assert standing(house, dt.date(2027, 5, 3)) == [Standing.LAPSED]


def test_a_closed_unit_is_not_asked(house: Asker):
    with writing(house.engine) as session:
        session.add(an_area("SYK-09", type="unit", parent="3911", service_area="sykehjem", valid_to=dt.date(2026, 1, 1)))
    of_risks(house)
    assert [place.code for place in seen(house).requirements[0].places] == ["SYK-01", "SYK-02"]
    with pytest.raises(Unfit) as raised:
        a_risk(house, area="SYK-09")
    assert [fault.code for fault in raised.value.faults] == ["closed_place"]


def test_the_filters_stand_in_the_address_and_take_away_what_they_do_not_name(house: Asker):
    a_requirement(house)
    a_risk(house)
    assert (seen(house, standing=Standing.IN_PLACE).requirements, len(seen(house, standing=Standing.MISSING).requirements)) == ((), 1)
    assert (seen(house, service_area="legevakt").risks, len(seen(house, service_area="sykehjem").risks)) == ((), 1)
    chosen = StructureSelection("sykehjem", Standing.LAPSED)
    assert StructureSelection.from_query(chosen.to_query()) == chosen
    assert StructureSelection.from_query("?status=tull") == StructureSelection()


def test_each_judgement_of_a_risk_is_kept_as_it_was(house: Asker):
    id = a_risk(house)
    judge_risk(house, id, {"assessed_on": "2026-05-19", "consequence": 4, "likelihood": 1, "reason": "Sensorer"}, NOW)
    found = risk_page(house, id).facts.judgements
    assert [(each.on.day, each.score, each.reason) for each in found] == [(19, 4, "Sensorer"), (2, 12, None)]


def test_a_review_that_is_overdue_stands_on_the_year_wheel_until_the_risk_is_judged_anew(house: Asker):
    id = a_risk(house, assessed_on="2025-04-10")
    (overdue,) = year_wheel(house, WheelSelection(kind=DutyKind.RISK_REVIEW), TODAY).overdue
    assert (overdue.due, overdue.title, seen(house).risks[0].is_overdue) == (dt.date(2026, 4, 10), "Fall om natten", True)
    judge_risk(house, id, {"assessed_on": "2026-05-19", "consequence": 4, "likelihood": 3}, NOW)
    found = year_wheel(house, WheelSelection(kind=DutyKind.RISK_REVIEW, year=2027), TODAY)
    assert (found.overdue, [entry.due for entry in found.of_year]) == ((), [dt.date(2027, 5, 19)])


def test_the_indicator_says_of_a_risk_what_its_own_chart_says(house: Asker):
    deliver(house.engine, observations("9 8 9 8 9 8 9 8 9 8 9 8 3 2 3 2 3 2 3 2", area="SYK-01", first="2024-M09"))
    a_risk(house, indicator=FALLS)
    (risk,) = seen(house).risks
    series = find_series(house, FALLS, Selection(area="SYK-01"))
    assert (risk.signal, risk.sentence) == (series.change.signal, series.sentence)
    assert seen(house).without_indicator == ()


def test_a_risk_without_an_indicator_in_use_is_listed(house: Asker):
    a_risk(house, title="Nøkler")
    a_risk(house, indicator=FALLS)
    with writing(house.engine) as session:
        session.get(Indicator, FALLS).state = IndicatorState.DRAFT
    found = seen(house)
    assert sorted(risk.title for risk in found.without_indicator) == ["Fall om natten", "Nøkler"]
    assert "ikke lenger i bruk" in said(indicator_of(next(risk for risk in found.risks if risk.indicator)))


def test_a_risk_leads_to_the_measures_against_it(house: Asker):
    measure = write_action(house, None, a_measure(), NOW)
    id = a_risk(house, actions=[str(measure)])
    assert risk_page(house, id).facts.actions == ((measure, "Fallgjennomgang"),)


def test_a_risk_that_is_closed_asks_for_nothing(house: Asker):
    id = a_risk(house, assessed_on="2025-04-10")
    same = {"title": "Fall om natten", "area": "SYK-01", "service_area": "sykehjem", "interval_months": 12, "actions": []}
    write_risk(house, id, same | {"closed_on": "2026-05-01", "revision": 1}, NOW)
    found = seen(house)
    assert (found.risks, len(found.closed), year_wheel(house, WheelSelection(), TODAY).overdue) == ((), 1, ())
    with pytest.raises(Unfit):
        judge_risk(house, id, {"assessed_on": "2026-05-02", "consequence": 1, "likelihood": 1}, NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "x" * 10_000}, "title"),
        ({"consequence": 6}, "consequence"),
        ({"likelihood": 0}, "likelihood"),
        ({"assessed_on": "2026-06-01"}, "assessed_on"),
        ({"indicator": "ukjent"}, "indicator"),
        ({"actions": ["77"]}, "actions"),
        ({"description": "fnr 030738 99981"}, "description"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(house: Asker, changes: dict[str, object], field: str):
    with pytest.raises(Unfit) as raised:
        a_risk(house, **changes)
    assert [fault.field for fault in raised.value.faults] == [field]
    assert all(fault.sentence for fault in raised.value.faults)


@pytest.mark.parametrize(("changes", "field"), [({"link": "javascript:alert(1)"}, "link"), ({"shown_on": "2026-06-30"}, "shown_on")])
def test_evidence_leads_to_a_page_and_is_of_a_day_that_is_past(house: Asker, changes: dict[str, object], field: str):
    given = {"area": "3911", "shown_on": "2026-05-10", "text": "Vedtatt"} | changes
    with pytest.raises(Unfit) as raised:
        give_evidence(house, a_requirement(house), given, NOW)
    assert [fault.field for fault in raised.value.faults] == [field]


def test_two_who_change_the_same_are_told(house: Asker):
    id, same = a_requirement(house), {"title": "P", "short_title": "P", "meaning": "M", "holds": "whole", "interval_months": 6}
    write_requirement(house, id, same | {"revision": 1}, NOW)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        write_requirement(house, id, same | {"title": "Q", "revision": 1}, NOW)


def test_a_reader_reads_and_writes_nothing(house: Asker):
    requirement, risk = a_requirement(house), a_risk(house)
    reader = asker(house.engine, Role.READER)
    assert (requirement_page(reader, requirement).form, risk_page(reader, risk).form) == (None, None)
    for write in (lambda: a_risk(reader), lambda: a_requirement(reader), lambda: shown(reader, requirement, "2026-05-10")):
        with pytest.raises(Forbidden):
            write()
    with pytest.raises(Forbidden):
        judge_risk(reader, risk, {})


def test_markup_is_shown_as_text(house: Asker):
    a_requirement(house, title=MARKUP)
    a_risk(house, title=MARKUP)
    found = seen(house)
    assert MARKUP in said(requirement_table(found.requirements))
    assert MARKUP in said(risk_table("Risikoer", found.risks))

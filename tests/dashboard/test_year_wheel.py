"""Årshjul: what is due, what is overdue, what came with the deliveries, and the calendar that others subscribe to."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, NotFound
from dashboard.components.wheel_entry import in_one_line, state_text
from dashboard.components.wheel_list import deadline_list, wheel_list
from dashboard.figures.year_wheel_svg import year_wheel_svg
from dashboard.reports.calendar_file import calendar_of
from dashboard.usecases.deliveries import take_back
from dashboard.usecases.duties import duty_page
from dashboard.usecases.duty_writing import mark_done, take_back_done, write_duty
from dashboard.usecases.owners import write_owner
from dashboard.usecases.wheel_entries import Entry, EntryState, WheelSelection
from dashboard.usecases.writing import Unfit
from dashboard.usecases.year_wheel import YearWheel, calendar_entries, deadlines, year_wheel
from db.acting import DutyKind
from db.terms import Role
from tests.builders import deliver, observations
from tests.dashboard.components_read import said
from tests.dashboard.houses import asker, settle
from tests.dashboard.requests import signed_in_as

TODAY = dt.date(2026, 5, 20)  # figures of March 2026 were due on 15 May
NOW = dt.datetime(2026, 5, 20, 9, tzinfo=dt.UTC)
MARKUP = "<b>Møte</b>, [lenke](javascript:alert(1)); \\ slutt"


@pytest.fixture
def house(engine: Engine) -> Asker:
    settle(engine)
    return asker(engine, Role.LEADER)


def written(**changes: object) -> dict[str, object]:
    usual = {"title": "Orientering", "kind": "report", "first_on": "2026-04-15", "interval_months": 12, "months": []}
    return usual | changes


def a_duty(house: Asker, **changes: object) -> int:
    return write_duty(house, None, written(**changes), NOW)


def seen(house: Asker, **chosen: object) -> YearWheel:
    return year_wheel(house, WheelSelection(**chosen), TODAY)


def of_duty(found: YearWheel) -> list[Entry]:
    return [entry for entry in found.of_year if entry.kind is not DutyKind.DATA_DEADLINE]


def data_of(house: Asker, period: str) -> Entry:
    return next(entry for entry in seen(house).of_year if entry.expected and period in entry.title)


def test_what_is_not_done_by_its_day_is_overdue_and_what_is_done_is_not(house: Asker):
    id = a_duty(house)
    assert [entry.title for entry in seen(house).overdue] == ["Orientering"]
    mark_done(house, id, "2026-M04", {"done_on": "2026-04-20", "note": "I møtet"}, NOW)
    (entry,) = of_duty(seen(house))
    assert (entry.state, entry.done_on, entry.note, seen(house).overdue) == (EntryState.DONE, dt.date(2026, 4, 20), "I møtet", ())


def test_what_was_marked_as_done_by_mistake_is_overdue_again_and_both_stay_written(house: Asker):
    id = a_duty(house)
    mark_done(house, id, "2026-M04", {"done_on": "2026-04-20"}, NOW)
    take_back_done(house, id, "2026-M04", NOW)
    assert [entry.state for entry in of_duty(seen(house))] == [EntryState.OVERDUE]
    mark_done(house, id, "2026-M04", {"done_on": "2026-05-02"}, NOW)
    assert of_duty(seen(house))[0].done_on == dt.date(2026, 5, 2)


def test_only_the_newest_time_that_is_past_asks_for_anything(house: Asker):
    a_duty(house, first_on="2025-12-10", interval_months=1)
    assert [entry.due for entry in seen(house).overdue] == [dt.date(2026, 5, 10)]
    assert sum(entry.state is EntryState.OVERDUE for entry in of_duty(seen(house))) == 5


def test_moving_the_day_within_its_month_loses_nothing(house: Asker):
    id = a_duty(house)
    mark_done(house, id, "2026-M04", {"done_on": "2026-04-20"}, NOW)
    write_duty(house, id, written(first_on="2026-04-30", revision=1), NOW)
    assert of_duty(seen(house))[0].done_on == dt.date(2026, 4, 20)


def test_what_has_ended_is_no_longer_asked_for(house: Asker):
    id = a_duty(house)
    write_duty(house, id, written(ended_on="2026-05-01", revision=1), NOW)
    assert of_duty(seen(house)) == []


def test_a_deadline_of_figures_knows_how_much_has_come(house: Asker):
    deliver(house.engine, observations("1 1 1", area="SYK-01", first="2026-M01"))
    entry = data_of(house, "mars 2026")
    assert (entry.due, entry.state, entry.delivered, entry.expected) == (dt.date(2026, 5, 15), EntryState.DONE, 1, 1)
    assert in_one_line(data_of(house, "april 2026")) == "Innen 14. juni 2026: Månedstall for april 2026 (Egne tall) (0 av 1 levert)"


def test_taking_back_a_delivery_turns_its_deadline_overdue_again(house: Asker):
    deliver(house.engine, observations("1 1", area="SYK-01", first="2026-M01"))
    number = deliver(house.engine, observations("1", area="SYK-01", first="2026-M03"))
    assert (data_of(house, "mars 2026").state, seen(house).overdue) == (EntryState.DONE, ())
    take_back(asker(house.engine), number, "feil fil")
    assert [state_text(entry) for entry in seen(house).overdue] == ["over fristen: 0 av 1 levert"]


def test_deadlines_of_figures_that_are_to_come_stand_there_too(house: Asker):
    deliver(house.engine, observations("1 1 1", area="SYK-01", first="2026-M01"))
    days = [entry.due for entry in seen(house, year=2027).of_year]
    assert (len(days), days[0]) == (12, dt.date(2027, 1, 14))


def test_each_filter_takes_away_what_it_does_not_name(house: Asker):
    owner = write_owner(house, None, {"name": "Anne", "post": "leder"}, NOW)
    a_duty(house, owner=str(owner), service_area="sykehjem")
    a_duty(house, title="Møte", kind="meeting", first_on="2026-06-10", post="Rådgiver")
    assert [entry.title for entry in of_duty(seen(house, kind=DutyKind.MEETING))] == ["Møte"]
    assert [entry.title for entry in of_duty(seen(house, responsible=f"eier-{owner}"))] == ["Orientering"]
    assert [entry.title for entry in of_duty(seen(house, month=6))] == ["Møte"]
    assert [entry.title for entry in of_duty(seen(house, service_area="sykehjem"))] == ["Orientering", "Møte"]  # one is for all
    assert [entry.title for entry in of_duty(seen(house, service_area="legevakt"))] == ["Møte"]


def test_the_choice_stands_in_the_address():
    chosen = WheelSelection(DutyKind.REPORT, "eier-3", 5, "sykehjem", 2027)
    assert WheelSelection.from_query(chosen.to_query()) == chosen
    assert WheelSelection.from_query("?type=tull&maned=13&ar=99999&ukjent=1") == WheelSelection()


def test_the_front_page_says_how_many_are_overdue_and_what_comes_next(house: Asker):
    a_duty(house)
    a_duty(house, title="Møte", kind="meeting", first_on="2026-06-10")
    found = deadlines(house, 1, today=TODAY)
    assert (found.overdue, [entry.title for entry in found.next]) == (1, ["Møte"])
    assert "1 er over fristen. 10. juni 2026" in " ".join(said(deadline_list(found)).split())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"kind": "data_deadline"}, "kind"),
        ({"interval_months": 18, "months": ["2", "6"]}, "interval_months"),
        ({"interval_months": 0}, "interval_months"),
        ({"ended_on": "2026-01-01"}, "ended_on"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "//ond.no"}, "link"),
        ({"why": "ring 912 34 567"}, "why"),
        ({"owner": "99"}, "owner"),
        ({"months": ["13"]}, "months"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(house: Asker, changes: dict[str, object], field: str):
    with pytest.raises(Unfit) as raised:
        a_duty(house, **changes)
    assert [fault.field for fault in raised.value.faults] == [field]
    assert all(fault.sentence for fault in raised.value.faults)


def test_a_day_ahead_is_no_day_on_which_it_was_done(house: Asker):
    with pytest.raises(Unfit):
        mark_done(house, a_duty(house), "2026-M04", {"done_on": "2026-06-01"}, NOW)


def test_a_time_that_it_never_comes_cannot_be_done(house: Asker):
    id = a_duty(house)
    for month in ("2026-M05", "2035-M04", "tull"):
        with pytest.raises(NotFound):
            mark_done(house, id, month, {"done_on": "2026-05-01"}, NOW)


def test_two_who_change_the_same_duty_are_told(house: Asker):
    id = a_duty(house)
    write_duty(house, id, written(title="Ny", revision=1), NOW)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        write_duty(house, id, written(title="Annen", revision=1), NOW)
    assert duty_page(house, id).title == "Ny"


def test_a_reader_reads_and_writes_nothing(house: Asker):
    id = a_duty(house)
    reader = asker(house.engine, Role.READER)
    assert duty_page(reader, id).form is None
    for write in (lambda: a_duty(reader), lambda: mark_done(reader, id, "2026-M04", {}), lambda: take_back_done(reader, id, "2026-M04")):
        with pytest.raises(Forbidden):
            write()


def test_markup_is_shown_as_text_on_the_page_and_in_the_wheel(house: Asker):
    a_duty(house, title=MARKUP)
    found = seen(house)
    assert MARKUP in said(wheel_list(found.of_year, 2026))
    assert "<b>" not in year_wheel_svg(found.of_year, 2026, 5)


def events(entries: list[Entry]) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(calendar_of(entries, "3911", None, NOW))
    return [dict(event) for event in calendar.walk("VEVENT")]


def test_the_calendar_has_whole_days_escaped_words_and_the_same_names_each_time(house: Asker):
    id = a_duty(house, title=MARKUP, why="Linje 1\nLinje 2")
    entries = calendar_entries(house, WheelSelection(), TODAY)
    first = events(entries)
    assert [str(event["UID"]) for event in first] == [f"plikt-{id}-2026-04@3911.kvalitetstavle", f"plikt-{id}-2027-04@3911.kvalitetstavle"]
    assert (str(first[0]["SUMMARY"]), first[0]["DTSTART"].dt) == (MARKUP, dt.date(2026, 4, 15))
    assert [event["UID"] for event in events(entries)] == [event["UID"] for event in first]
    raw = calendar_of(entries, "3911", None, NOW)
    assert b"VALARM" not in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\\, [lenke]" in raw and b"Linje 1\\nLinje 2" in raw.replace(b"\r\n ", b"")


def test_the_calendar_names_the_post_and_never_the_person(house: Asker):
    owner = write_owner(house, None, {"name": "Anne Lie", "post": "avdelingsleder"}, NOW)
    a_duty(house, owner=str(owner))
    raw = calendar_of(calendar_entries(house, WheelSelection(), TODAY), "3911", None, NOW).decode()
    assert "avdelingsleder" in raw
    assert "Anne" not in raw


def test_the_calendar_follows_the_filters(house: Asker):
    a_duty(house)
    a_duty(house, title="Møte", kind="meeting", first_on="2026-06-10")
    assert {entry.title for entry in calendar_entries(house, WheelSelection(kind=DutyKind.MEETING), TODAY)} == {"Møte"}
    assert {entry.due.year for entry in calendar_entries(house, WheelSelection(year=2028), TODAY)} == {2028}


@pytest.mark.parametrize(("role", "status"), [(None, 403), (Role.READER, 200)])
def test_the_calendar_is_for_those_who_are_signed_in(client: FlaskClient, role: Role | None, status: int):
    found = client.get("/arshjul.ics?type=report", headers=signed_in_as(role))
    assert found.status_code == status
    assert (found.mimetype == "text/calendar") is (status == 200)

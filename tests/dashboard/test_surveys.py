"""Surveys are read with how many answered; where too few did, the place above stands in their stead; and users see what is done with what they said."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Forbidden, NotFound, Role
from dashboard.selection import Selection
from dashboard.usecases.culture import culture_page
from dashboard.usecases.statements import do_with_statement, statement_form, write_statement
from dashboard.usecases.survey_answers import answered_text
from dashboard.usecases.voice import voice_page
from dashboard.usecases.writing import Unfit
from db.terms import Outcome
from etl.pipeline import load
from tests.dashboard.learning_house import approver, author, reader, who

HEADING = "tjeneste;enhet;respondentgruppe;år;dimensjon;snitt;skala_min;skala_maks;antall_svar;antall_utsendt"
UNITS = b"kode;navn;tjeneste\nSYK-01;Solbakken;sykehjem\nSYK-02;Granly;sykehjem\n"
STATEMENT = {
    "indicator": "brukerundersøkelse-sykehjem-trivsel",
    "area": "3911",
    "year": "2025",
    "said": "Mange savner noe å gjøre om ettermiddagen.",
    "doing": "Ettermiddagene får en fast aktivitet.",
    "actions": [],
}


def hand_in(engine: Engine, *rows: str, heading: str = HEADING) -> None:
    assert load(engine, "enheter.csv", UNITS, by="Kari").outcome in (Outcome.STORED, Outcome.UNCHANGED)
    assert load(engine, "tall.csv", "\n".join((heading, *rows, "")).encode(), by="Kari").outcome is Outcome.STORED


def staff(area: str, year: int, mean: int, answered: int, invited: int, theme: str = "Engasjement") -> str:
    return f"Sikkerhetskultur;{area};ansatte;{year};{theme};{mean};0;100;{answered};{invited}"


def users(area: str, year: int, mean: str, answered: int, invited: int, *, most: int = 6, group: str = "beboere") -> str:
    return f"Sykehjem;{area};{group};{year};Trivsel;{mean};1;{most};{answered};{invited}"


def culture(engine: Engine, area: str, role: Role = Role.LEADER):
    return culture_page(who(engine, "Kari", role), Selection(area=area))


def voice(engine: Engine, today: dt.date = dt.date(2026, 11, 22), **chosen: object):
    return voice_page(who(engine, "Kari", Role.READER), Selection(**chosen), today)


def test_each_theme_stands_with_how_many_answered(furnished_engine):
    hand_in(furnished_engine, staff("3911", 2025, 70, 300, 500), staff("3911", 2026, 72, 310, 520))
    (theme,) = culture(furnished_engine, "3911").survey
    assert answered_text(theme.answered).replace("\u00a0", " ") == "310 av 520 svarte (60 %)"
    assert theme.series.sentence


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_too_few_answers_are_hidden_from_everybody_and_the_place_above_stands_there(furnished_engine, role: Role):
    hand_in(furnished_engine, staff("3911", 2026, 72, 310, 520), staff("SYK-01", 2026, 40, 4, 9), staff("SYK-02", 2026, 75, 60, 80))
    found = culture(furnished_engine, "SYK-01", role)
    (theme,) = found.survey
    assert (theme.instead_of, theme.series.area.code, found.shown_area) == ("Solbakken", "3911", "Færder")
    assert all(point.value != 40 for point in theme.series.points)
    assert culture(furnished_engine, "SYK-02", role).survey[0].instead_of is None


def test_where_the_place_above_shows_nothing_either_that_is_said(furnished_engine):
    hand_in(furnished_engine, staff("SYK-01", 2026, 40, 4, 9))
    found = culture(furnished_engine, "SYK-01")
    assert (found.survey, found.too_few) == ((), ("Engasjement",))


def test_what_is_measured_of_the_work_stands_beside_the_survey(furnished_engine):
    months = [f"sykefravær-i-tjenesten;SYK-01;2026-{month:02};{30 + month};500" for month in range(1, 10)]
    hand_in(furnished_engine, *months, heading="indikator;område;periode;teller;nevner")
    assert [shown.series.indicator.id for shown in culture(furnished_engine, "SYK-01").work] == ["sykefravær-i-tjenesten"]


def test_two_scales_are_two_groups_and_the_former_one_is_said_to_be(furnished_engine):
    hand_in(
        furnished_engine,
        users("3911", 2021, "3,1", 80, 140, most=4),
        users("3911", 2023, "4,6", 80, 140),
        users("3911", 2025, "4,7", 70, 140),
    )
    newest, former = voice(furnished_engine).groups
    assert (newest.name, newest.is_former, [each.answered for each in newest.answers]) == ("beboere, skala 1–6", False, [80, 70])
    assert (former.name, former.is_former) == ("beboere, skala 1–4", True)
    assert {str(point.period) for point in newest.dimensions[0].points} == {"2023", "2025"}


def test_relatives_are_not_a_former_group_of_residents(furnished_engine):
    hand_in(furnished_engine, users("3911", 2025, "4,7", 70, 140), users("3911", 2023, "4,4", 60, 150, group="pårørende"))
    assert {group.name: group.is_former for group in voice(furnished_engine).groups} == {
        "beboere, skala 1–6": False,
        "pårørende, skala 1–6": False,
    }


def test_a_dimension_with_too_few_answers_is_named_and_not_shown(furnished_engine):
    hand_in(furnished_engine, users("3911", 2025, "4,7", 70, 140), users("SYK-01", 2025, "2,0", 4, 9))
    (group,) = voice(furnished_engine, area="SYK-01").groups
    assert (group.hidden, group.answers, group.dimensions) == (("Brukere: trivsel",), (), ())


def test_no_survey_in_three_years_is_overdue(furnished_engine):
    hand_in(furnished_engine, users("SYK-01", 2022, "4,7", 70, 140))
    last = {survey.service_area: survey for survey in voice(furnished_engine).last}
    assert (str(last["sykehjem"].last), last["sykehjem"].is_overdue) == ("2022", True)
    assert (last["hjemmetjeneste"].last, last["hjemmetjeneste"].is_overdue) == (None, True)
    assert not voice(furnished_engine, dt.date(2025, 12, 31)).last[0].is_overdue


def test_what_is_done_is_shown_to_everybody_when_somebody_else_has_approved_it(furnished_engine):
    hand_in(furnished_engine, users("3911", 2025, "4,7", 70, 140))
    assert write_statement(author(furnished_engine), None, STATEMENT) == "sykehjem"
    (draft,) = voice_page(approver(furnished_engine), Selection()).statements
    assert voice_page(reader(furnished_engine), Selection()).statements == ()
    assert voice_page(who(furnished_engine, "Dina", Role.LEADER), Selection()).statements == ()
    do_with_statement(approver(furnished_engine), "approve", f"{draft.id} {draft.revision}", {})
    (shown,) = voice_page(reader(furnished_engine), Selection()).statements
    assert (shown.said, shown.approved_by, shown.may_write) == (STATEMENT["said"], "Berit", False)
    do_with_statement(author(furnished_engine), "withdraw", f"{shown.id} 2", {"reason": "Feil år"})
    assert voice_page(reader(furnished_engine), Selection()).statements == ()


def test_a_hand_made_post_about_a_draft_does_nothing(furnished_engine):
    write_statement(author(furnished_engine), None, STATEMENT)
    for asker in (reader(furnished_engine), who(furnished_engine, "Dina", Role.LEADER)):
        for deed in ("approve", "withdraw", "anything"):
            with pytest.raises((NotFound, Forbidden)):
                do_with_statement(asker, deed, "1 1", {"reason": "x"})
    with pytest.raises(Forbidden):
        write_statement(reader(furnished_engine), None, STATEMENT)
    with pytest.raises(NotFound):
        statement_form(who(furnished_engine, "Dina", Role.LEADER), 1)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"said": "Kari Nordmann savner turer."}, ("said", "perhaps_name")),
        ({"doing": "Ring 912 34 567"}, ("doing", "holds_phone")),
        ({"indicator": "fall"}, ("indicator", "no_choice")),
        ({"said": "x" * 10_000}, ("said", "too_long")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(furnished_engine, given: dict[str, object], found: tuple[str, str]):
    with pytest.raises(Unfit) as raised:
        write_statement(author(furnished_engine), None, STATEMENT | given)
    assert [(fault.field, fault.code) for fault in raised.value.faults] == [found]

"""An agenda comes from the same judgement as the front page, follows the chosen service, and is answered by those who keep the meeting."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, NotFound, Refusal, Role
from dashboard.selection import Selection
from dashboard.usecases.agenda_deeds import do, item_key
from dashboard.usecases.agenda_writing import add_own, answer_proposal, move, write_notes
from dashboard.usecases.card_writing import write_card
from dashboard.usecases.decisions import change_decision, close_decision, postpone_decision
from dashboard.usecases.meeting_list import MeetingSelection, add_arena, meetings_page, plan_meeting
from dashboard.usecases.overview import overview
from dashboard.usecases.sharing import approve
from dashboard.usecases.writing import Unfit
from db.engine import reading, writing
from db.models import AgendaItem, Decision, Indicator, LearningCard, Meeting
from db.queries.edits import edits_of
from db.terms import IndicatorState
from tests.builders import deliver, observations
from tests.dashboard.gatherings import DAY, FALLS_KEY, HOME_KEY, a_decision, a_house, a_meeting, accept, an_arena, named, page, proposed
from tests.dashboard.houses import SHARES
from tests.dashboard.learning_house import a_card, author
from tests.dashboard.measures import MARKUP, a_measure

NURSING, HOME_CARE = "sykehjem", "hjemmetjeneste"


@pytest.fixture
def keeper(sqlite_engine: Engine) -> Asker:
    return a_house(sqlite_engine)


def test_what_the_front_page_says_needs_attention_is_proposed_in_its_order(keeper: Asker):
    found = overview(keeper, Selection())
    wanted = [f"signal {one.indicator.id} {one.area.code}" for one in found.attention]
    assert set(wanted) == {FALLS_KEY, HOME_KEY}
    assert [key for key in proposed(keeper, a_meeting(keeper)) if key.startswith("signal")] == wanted


def test_measures_over_their_day_are_proposed_after_what_gets_worse(keeper: Asker):
    number = a_measure(keeper, follow_up_on="2026-01-01", starts_on="2025-01-01")
    assert proposed(keeper, a_meeting(keeper)) == [HOME_KEY, FALLS_KEY, f"overdue_action {number}"]


def test_figures_that_have_not_come_are_proposed_last_one_for_each_service(keeper: Asker):
    deliver(keeper.engine, observations("60 61", indicator=SHARES, area="SYK-01", first="2022"))
    late = [each for each in page(keeper, a_meeting(keeper)).proposed if each.subject.kind == "late_data"]
    assert [each.subject.key for each in late] == [f"late_data {NURSING}"]
    assert "Dagaktivitet, 2025 (Solbakken sykehjem)" in late[0].said.sentence


def test_a_learning_card_is_proposed_once_it_is_approved_and_nothing_is_told_of_a_draft(keeper: Asker):
    card, meeting = write_card(author(keeper.engine), None, a_card()), a_meeting(keeper)
    with pytest.raises(NotFound):
        accept(keeper, meeting, f"learning_card {card}")
    approve(keeper, LearningCard, card, 1)
    assert f"learning_card {card}" in proposed(keeper, meeting)
    accept(keeper, meeting, f"learning_card {card}")
    assert [item.title for item in page(keeper, meeting).agenda] == ["Vått gulv om natten"]


def test_what_is_answered_is_proposed_no_more_and_stands_with_its_reason(keeper: Asker):
    meeting = a_meeting(keeper)
    accept(keeper, meeting)
    answer_proposal(keeper, meeting, HOME_KEY, "rejected", "Tas i eget møte")
    found = page(keeper, meeting)
    assert proposed(keeper, meeting) == []
    assert [item.title for item in found.agenda] == ["Fall med skade, Solbakken sykehjem"]
    assert [(item.title, item.reason) for item in found.rejected] == [("Fall hjemme, Hjemmetjenesten Nord", "Tas i eget møte")]


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_no_needs_a_reason(keeper: Asker, reason: str | None):
    with pytest.raises(Unfit):
        answer_proposal(keeper, a_meeting(keeper), FALLS_KEY, "rejected", reason)


def test_two_secretaries_cannot_both_answer(keeper: Asker):
    meeting = a_meeting(keeper)
    accept(keeper, meeting)
    with pytest.raises(Conflict) as raised:
        answer_proposal(named(keeper, "Siri"), meeting, FALLS_KEY, "rejected", "Nei")
    assert raised.value.code == "already_answered"


def test_a_meeting_of_one_service_is_about_nothing_else(keeper: Asker):
    meeting = a_meeting(keeper, service_area=NURSING)
    assert proposed(keeper, meeting) == [FALLS_KEY]
    with pytest.raises(Conflict) as raised:
        accept(keeper, meeting, HOME_KEY)
    assert raised.value.code == "outside_the_meeting"
    with pytest.raises(Unfit):
        plan_meeting(keeper, {"arena": "1", "meets_on": DAY.isoformat(), "secretary": "Siri", "service_area": "finnes-ikke"})


def test_an_arena_of_one_service_gives_it_to_its_meetings(keeper: Asker):
    meeting = a_meeting(keeper, an_arena(keeper, "Ledermøte", NURSING), service_area=HOME_CARE)
    assert page(keeper, meeting).meeting.service_area == NURSING


def test_the_service_that_is_chosen_filters_every_list(keeper: Asker):
    meeting = a_meeting(keeper)
    for key in (FALLS_KEY, HOME_KEY):
        a_decision(keeper, accept(keeper, meeting, key), text=key)
    add_own(keeper, meeting, {"title": "Uten tjeneste"})
    later = a_meeting(keeper, 1, meets_on="2026-06-01")
    a_meeting(keeper, 1, meets_on="2026-07-01", service_area=HOME_CARE)
    found, shown = meetings_page(keeper, MeetingSelection(NURSING)), page(keeper, meeting, NURSING)
    assert [one.text for one in found.decisions] == [FALLS_KEY]
    assert [one.meets_on.month for one in found.coming] == [3, 6]
    assert [item.title for item in shown.agenda] == ["Fall med skade, Solbakken sykehjem"]
    assert [one.text for one in page(keeper, later, NURSING).opening] == [FALLS_KEY]
    assert proposed(keeper, later, NURSING) == [FALLS_KEY]


def test_a_meeting_of_another_service_than_the_chosen_one_is_not_shown(keeper: Asker):
    with pytest.raises(NotFound) as raised:
        page(keeper, a_meeting(keeper, service_area=NURSING), HOME_CARE)
    assert raised.value.sentence == "Møtet gjelder Sykehjem, og Hjemmetjeneste er valgt. Velg alle tjenester for å se det."


@pytest.mark.parametrize(
    "key", ["", "signal", "signal a b c", "signal finnes-ikke SYK-01", f"signal {'x' * 10_000} SYK-01", "own 1", "x y"]
)
def test_what_nobody_proposes_is_not_taken(keeper: Asker, key: str):
    with pytest.raises(NotFound):
        answer_proposal(keeper, a_meeting(keeper), key, "accepted", None)


def test_a_figure_that_is_withdrawn_is_said_to_be_and_its_words_stand(keeper: Asker):
    meeting = a_meeting(keeper)
    accept(keeper, meeting)
    with writing(keeper.engine) as session:
        session.get(Indicator, "fall-med-skade").state = IndicatorState.DRAFT
    (item,) = page(keeper, meeting).agenda
    assert (item.is_withdrawn, item.title) == (True, "Fall med skade, Solbakken sykehjem")


def test_the_order_is_changed_one_place_at_a_time(keeper: Asker):
    meeting = a_meeting(keeper)
    first, second = accept(keeper, meeting), accept(keeper, meeting, HOME_KEY)
    move(keeper, second, -1, 1)
    assert [item.id for item in page(keeper, meeting).agenda] == [second, first]
    do(keeper, meeting, item_key(second, 2), "up", None)
    assert [item.id for item in page(keeper, meeting).agenda] == [second, first]
    with pytest.raises(Conflict):
        move(keeper, second, 1, 1)


def test_only_the_secretary_and_the_committee_write(keeper: Asker):
    meeting = a_meeting(keeper)
    item = accept(named(keeper, "Siri"), meeting)
    decision = a_decision(named(keeper, "Siri"), item)
    deeds = (
        lambda who: accept(who, meeting, HOME_KEY),
        lambda who: add_own(who, meeting, {"title": "Sak"}),
        lambda who: move(who, item, 1, 1),
        lambda who: write_notes(who, item, {"seen": "x", "revision": 1}),
        lambda who: a_decision(who, item),
        lambda who: change_decision(who, decision, {"revision": 1}),
        lambda who: close_decision(who, decision, {"closing": "x", "revision": 1}),
        lambda who: postpone_decision(who, decision, {"due_on": "2026-09-01", "revision": 1}),
    )
    for who in (named(keeper, "Ola"), named(keeper, "Siri", Role.READER)):
        for deed in deeds:
            with pytest.raises(Forbidden):
                deed(who)
        assert page(who, meeting).proposed == ()
    for role in (Role.READER, Role.LEADER):
        with pytest.raises(Forbidden):
            add_arena(named(keeper, "Siri", role), {"name": "A", "kind": "leaders"})
        with pytest.raises(Forbidden):
            a_meeting(named(keeper, "Siri", role), 1)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"owner": None, "due_on": None}, ["owner", "due_on"]),
        ({"owner": None, "due_on": None, "outcome": "new_date"}, ["owner", "due_on"]),
        ({"text": "x" * 10_000}, ["text"]),
        ({"text": "Ring 912 34 567"}, ["text"]),
        ({"outcome": "kanskje"}, ["outcome"]),
    ],
)
def test_a_decision_says_what_who_and_when(keeper: Asker, given: dict[str, object], fields: list[str]):
    item = accept(keeper, a_meeting(keeper))
    with pytest.raises(Unfit) as raised:
        a_decision(keeper, item, **given)
    assert [fault.field for fault in raised.value.faults] == fields


def test_what_is_only_noted_needs_nobody_and_is_never_open(keeper: Asker):
    a_decision(keeper, accept(keeper, a_meeting(keeper)), outcome="noted", owner=None, due_on=None)
    assert meetings_page(keeper, MeetingSelection()).decisions == ()


def test_two_who_write_the_same_notes_lose_nothing(engine: Engine):
    keeper = a_house(engine)
    item = accept(keeper, a_meeting(keeper))
    write_notes(keeper, item, {"seen": "Kari så", "revision": 1})
    with pytest.raises(Conflict) as raised:
        write_notes(named(keeper, "Siri"), item, {"seen": "Siri så", "revision": 1})
    assert "Kari endret saken" in raised.value.sentence
    with reading(engine) as session:
        assert session.get(AgendaItem, item).seen == "Kari så"


def test_all_that_is_written_is_kept(engine: Engine):
    keeper = a_house(engine)
    meeting = a_meeting(keeper)
    decision = a_decision(keeper, accept(keeper, meeting))
    postpone_decision(keeper, decision, {"due_on": "2026-09-01", "revision": 1})
    close_decision(keeper, decision, {"closing": "Gjort", "revision": 2})
    with reading(engine) as session:
        assert [edit.revision for edit in edits_of(session, Decision, decision)] == [3, 2, 1]
        assert [edit.made_by for edit in edits_of(session, Meeting, meeting)] == ["Kari"]


def test_a_decision_stays_open_until_somebody_says_what_came_of_it(keeper: Asker):
    decision = a_decision(keeper, accept(keeper, a_meeting(keeper)))
    later = a_meeting(keeper, 1, meets_on="2026-06-01")
    assert [one.text for one in page(keeper, later).opening] == ["Gå gjennom rommene"]
    assert meetings_page(keeper, MeetingSelection()).overdue == 1
    with pytest.raises(Unfit):
        close_decision(keeper, decision, {"closing": "", "revision": 1})
    close_decision(keeper, decision, {"closing": "Gjort", "revision": 1})
    assert page(keeper, later).opening == ()
    with pytest.raises(Refusal):
        close_decision(keeper, decision, {"closing": "Igjen", "revision": 2})


def test_markup_is_kept_as_it_was_written(keeper: Asker):
    meeting = a_meeting(keeper)
    add_own(keeper, meeting, {"title": MARKUP, "sentence": MARKUP})
    (item,) = page(keeper, meeting).agenda
    assert (item.title, item.sentence) == (MARKUP, MARKUP)
    with pytest.raises(Unfit):
        add_own(keeper, meeting, {"title": "x" * 10_000})


@pytest.mark.parametrize("day", ["1999-01-01", "2098-12-31"])
def test_a_meeting_may_be_long_ago_or_far_ahead(keeper: Asker, day: str):
    assert page(keeper, a_meeting(keeper, meets_on=day)).meeting.meets_on.isoformat() == day

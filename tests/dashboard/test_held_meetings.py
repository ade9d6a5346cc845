"""A held meeting shows the numbers and the words of its day for ever, and says what has been revised since."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Conflict, Forbidden, Role
from dashboard.usecases.action_writing import write_action
from dashboard.usecases.agenda_writing import add_own, answer_proposal, change_answer, move, write_notes
from dashboard.usecases.decisions import change_decision, close_decision, postpone_decision
from dashboard.usecases.deliveries import put_back, take_back
from dashboard.usecases.holding import hold
from dashboard.usecases.meeting_items import ShownItem
from db.engine import writing
from db.models import Indicator, IndicatorMark
from db.terms import IndicatorState, MarkKind
from tests.builders import deliver, observations
from tests.dashboard import houses
from tests.dashboard.gatherings import (
    DAY,
    FALLS_KEY,
    HOME_KEY,
    MONTHS,
    WORSE,
    a_decision,
    a_house,
    a_meeting,
    accept,
    named,
    page,
    worse,
)
from tests.dashboard.houses import months_ago
from tests.dashboard.measures import a_measure, written

TITLE = "Fall med skade, Solbakken sykehjem"


@pytest.fixture
def keeper(sqlite_engine: Engine) -> Asker:
    return a_house(sqlite_engine)


def held(keeper: Asker) -> int:
    """A meeting with one figure on its agenda and one decision."""
    meeting = a_meeting(keeper)
    a_decision(keeper, accept(keeper, meeting))
    hold(keeper, meeting, 1)
    return meeting


def an_analyst(keeper: Asker) -> Asker:
    return named(keeper, "Ada", Role.ANALYST)


def item(asker: Asker, meeting: int) -> ShownItem:
    return page(asker, meeting).agenda[0]


def as_seen(shown: ShownItem) -> tuple[object, ...]:
    values = tuple((str(point.period), point.value) for point in shown.series.points)
    return shown.title, shown.sentence, values, tuple(one.text for one in shown.decisions)


def test_nothing_that_comes_later_changes_what_the_meeting_saw(engine: Engine):
    keeper = a_house(engine)
    meeting = held(keeper)
    before = as_seen(item(keeper, meeting))
    corrected = deliver(engine, worse(values=WORSE.replace("70", "40", 3)))
    deliver(engine, observations("90", area="SYK-01", first=months_ago(0)))
    deliver(engine, worse(values=WORSE.replace("51", "20")))
    assert as_seen(item(keeper, meeting)) == before
    take_back(an_analyst(keeper), corrected, "feil fil")
    assert as_seen(item(keeper, meeting)) == before
    put_back(an_analyst(keeper), corrected, "rett likevel")
    shown = item(keeper, meeting)
    assert as_seen(shown) == before
    assert shown.drawn_otherwise is None
    assert page(keeper, meeting).meeting.version == 1


def test_what_has_been_revised_since_is_told_before_and_after(keeper: Asker):
    meeting = held(keeper)
    assert item(keeper, meeting).revised == ()
    number = deliver(keeper.engine, worse(values=WORSE[: -len("70 70")] + "71 70"), observations("90", area="SYK-01", first=months_ago(0)))
    (one,) = item(keeper, meeting).revised
    assert (str(one.period), one.before, one.after) == (months_ago(2), "70,0\u00a0per\u00a01000", "71,0\u00a0per\u00a01000")
    take_back(an_analyst(keeper), number, "feil fil")
    assert item(keeper, meeting).revised == ()


def test_a_number_that_is_gone_is_told(keeper: Asker):
    meeting = held(keeper)
    take_back(an_analyst(keeper), 1, "feil fil")
    shown = item(keeper, meeting)
    assert (len(shown.revised), shown.revised[0].after) == (MONTHS, "ikke noe tall")
    assert shown.title == TITLE


@pytest.mark.parametrize(("role", "told"), [(Role.READER, ["31,0"]), (Role.COMMITTEE, ["31,0", "4,0"])])
def test_what_is_hidden_from_a_reader_is_not_told_as_revised(keeper: Asker, role: Role, told: list[str]):
    shares = " ".join(["30/1000"] * (MONTHS - 2))
    deliver(keeper.engine, worse(values=f"{shares} 30/1000 3/1000"))
    meeting = held(keeper)
    deliver(keeper.engine, worse(values=f"{shares} 310/10000 4/1000"))
    shown = item(named(keeper, "Ola", role), meeting)
    assert len(shown.revised) == len(told)


def test_a_reader_gets_the_words_without_small_numbers(keeper: Asker):
    deliver(keeper.engine, worse(values=" ".join(["30/1000"] * (MONTHS - 1)) + " 3/1000"))
    meeting = held(keeper)
    to_reader, to_leader = (item(named(keeper, "Ola", role), meeting).sentence for role in (Role.READER, Role.LEADER))
    assert "3 av" in to_leader
    assert "3 av" not in to_reader


def test_a_figure_that_is_renamed_or_withdrawn_keeps_the_words_that_were_said(keeper: Asker):
    meeting = held(keeper)
    with writing(keeper.engine) as session:
        about = session.get(Indicator, houses.FALLS)
        about.name, about.state = "Noe helt annet", IndicatorState.DRAFT
    shown = item(keeper, meeting)
    assert (shown.title, shown.is_withdrawn, len(shown.series.points)) == (TITLE, True, MONTHS)


def test_a_mark_of_later_is_said_where_the_chart_reads_otherwise(keeper: Asker):
    meeting = held(keeper)
    said = item(keeper, meeting).sentence
    with writing(keeper.engine) as session:
        mark = {"period": months_ago(9), "kind": MarkKind.REBASE, "text": "Nytt bygg", "decided_by": "Utvalget"}
        session.add(IndicatorMark(indicator=houses.FALLS, **mark))
    deliver(keeper.engine, observations("1", area="3911", first="2020-M01"))  # finished series follow the version of the facts
    shown = item(keeper, meeting)
    assert shown.sentence == said
    assert shown.drawn_otherwise not in (None, said)


def test_nothing_of_it_can_be_changed_but_what_became_of_its_decisions(keeper: Asker):
    meeting = a_meeting(keeper)
    first = accept(keeper, meeting)
    decision = a_decision(keeper, first)
    hold(keeper, meeting, 1)
    for deed in (
        lambda: answer_proposal(keeper, meeting, HOME_KEY, "accepted", None),
        lambda: change_answer(keeper, first, "rejected", "nei", 2),
        lambda: add_own(keeper, meeting, {"title": "Sak"}),
        lambda: move(keeper, first, 1, 2),
        lambda: write_notes(keeper, first, {"seen": "x", "revision": 2}),
        lambda: a_decision(keeper, first),
        lambda: change_decision(keeper, decision, {"revision": 1}),
        lambda: hold(keeper, meeting, 2),
    ):
        with pytest.raises(Conflict) as raised:
            deed()
        assert raised.value.code == "meeting_is_held"
    postpone_decision(keeper, decision, {"due_on": "2026-09-01", "revision": 1})
    close_decision(keeper, decision, {"closing": "Gjort", "revision": 2})
    (one,) = item(keeper, meeting).decisions
    assert (one.due_on, one.now.due_on, one.now.closing) == (dt.date(2026, 5, 1), dt.date(2026, 9, 1), "Gjort")


def test_the_measures_stand_as_they_stood(keeper: Asker):
    meeting = a_meeting(keeper)
    accept(keeper, meeting)
    number = a_measure(keeper, indicators=[houses.FALLS], areas=["SYK-01"])
    hold(keeper, meeting, 1)
    write_action(keeper, number, written(title="Et annet navn", status="finished", revision=1))
    assert [(one.title, one.status) for one in item(keeper, meeting).actions] == [("Fallgjennomgang", "ongoing")]


def test_it_keeps_what_nobody_answered_and_what_was_open_when_it_began(keeper: Asker):
    held(keeper)
    second = a_meeting(keeper, 1, meets_on="2026-06-01")
    hold(keeper, second, 1)
    close_decision(keeper, 1, {"closing": "Gjort", "revision": 1})
    found = page(keeper, second)
    assert {one.title for one in found.unanswered} == {TITLE, "Fall hjemme, Hjemmetjenesten Nord"}
    assert [(one.text, one.now.closing) for one in found.opening] == [("Gå gjennom rommene", "Gjort")]
    assert found.agenda == ()


def test_a_meeting_is_not_held_before_its_day_nor_by_those_who_do_not_keep_it(keeper: Asker):
    ahead = a_meeting(keeper, meets_on="2098-12-31")
    with pytest.raises(Conflict) as raised:
        hold(keeper, ahead, 1)
    assert raised.value.code == "meeting_is_ahead"
    meeting = a_meeting(keeper, 1)
    with pytest.raises(Forbidden):
        hold(named(keeper, "Ola"), meeting, 1)
    with pytest.raises(Conflict):
        hold(keeper, meeting, 7)


def test_one_of_long_ago_has_the_version_of_its_day(keeper: Asker):
    """What stood at the moment, though it is written down later: the example does so."""
    deliver(keeper.engine, worse(values=WORSE.replace("70", "40")), received_at=dt.datetime(2026, 3, 17))
    meeting = a_meeting(keeper)
    at = dt.datetime.combine(DAY, dt.time(8), dt.UTC)
    answer_proposal(keeper, meeting, FALLS_KEY, "accepted", None, at)
    hold(keeper, meeting, 1, at)
    found = page(keeper, meeting)
    assert (found.meeting.version, found.meeting.held_on, found.agenda[0].series.last.value) == (1, DAY, 70)

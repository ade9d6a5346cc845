"""A database with rows in every table, and all that stands in it: its content, and its tables in its own words."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session

from db.acting import ActionStatus, DutyKind, ShownBy, StrategyState
from db.engine import reading, writing
from db.learning_words import CardKind, SharedState
from db.meeting_words import ArenaKind, DecisionOutcome, ItemAnswer, ItemKind, MeetingState
from db.models import (
    Action,
    Activity,
    AgendaItem,
    AreaGroupMember,
    AreaSuccession,
    Arena,
    Base,
    CardUse,
    Decision,
    Duty,
    DutyDone,
    Evidence,
    IndicatorMark,
    LearningCard,
    Meeting,
    Objective,
    Owner,
    Requirement,
    Risk,
    RiskAssessment,
    Strategy,
    Target,
    Upload,
    UserStatement,
)
from db.terms import AreaType, Change, Goal, MarkKind, TargetLevel, UploadState
from db.writes import edits
from db.writes.catalogue_state import note_catalogue
from db.writes.levels import decide_level, take_back_level
from db.writes.reversals import undo
from tests.builders import a_delivery, an_area, deliver, observations, settle

REBUILT = re.compile(r'CREATE TABLE "(\w+)" \(')  # SQLite quotes the name of a table that was renamed
TABLES = {table.name for table in Base.metadata.sorted_tables}


def fill(engine: Engine) -> None:
    """Rows in every table."""
    settle(engine, areas=["3911", "3811"])
    day = a_delivery()["received_at"]
    with writing(engine) as session:
        session.add(an_area("EKG05", type=AreaType.GROUP))
        session.flush()
        session.add(AreaSuccession(predecessor="3811", successor="3911", happened_on=day.date(), change=Change.RENUMBERED))
        session.add(AreaGroupMember(group_code="EKG05", member="3911", year=2024))
        session.add(Target(indicator="fall-med-skade", level=TargetLevel.AMBITION, value=2, valid_from=day.date(), source="Plan"))
        session.add(
            Upload(
                id="1f0c", created_by="Kari", created_at=day, changed_at=day, state=UploadState.CHECKED, file_name="mai.csv", sha256="ab"
            )
        )
        session.add(IndicatorMark(indicator="fall-med-skade", period="2024-M03", kind=MarkKind.NOTE, text="Nytt bygg"))
        _fill_goals_and_measures(session, day)
    deliver(engine, observations("50 49 - 3/60"), observations("1 2*", area="3811"))
    second = deliver(engine, observations("51 48"))
    with writing(engine) as session:
        undo(session, second, "Kari", "feil fil", day)
        stamp = edits.Stamp("Kari", day)
        decided = {"cause": "Nytt bygg", "decided_by": "Kvalitetsutvalget", "decided_on": day.date()}
        level = decide_level(session, stamp, indicator="fall-med-skade", area="3911", period="2024-M03", **decided)
        take_back_level(session, level, "feil måned", stamp)


def _fill_goals_and_measures(session: Session, day: dt.datetime) -> None:
    note_catalogue(session)
    stamp = edits.Stamp("Kari", day)
    dates = {"starts_on": day.date(), "follow_up_on": day.date()}
    strategy = {"title": "Strategi", "body": "Kommunen", "vision": "Ingen skade", "valid_from": day.date(), "state": StrategyState.DRAFT}
    owner = edits.add(session, Owner(name="Kari"), stamp)
    goals = {"goals": [{"goal": Goal.FEWER_HARMS, "text": "Færre skader", "position": 1}]}
    edits.add(session, Strategy(id="strategi", **strategy), stamp, goals)
    held = {"indicators": ["fall-med-skade"], "pathways": [{"position": 1, "text": "Veivalg"}]}
    objective = edits.add(session, Objective(strategy="strategi", position=1, title="Delmål"), stamp, held)
    edits.add(session, Activity(objective=objective.id, title="Kurs", owner=owner.id), stamp)
    written = {"title": "Fallvurdering", "hypothesis": "ned 20 %", "service_area": "sykehjem", "status": ActionStatus.PLANNED}
    action = Action(**written, **dates, owner=owner.id, created_at=day, created_by="Kari")
    edits.add(session, action, stamp, {"indicators": ["fall-med-skade"], "areas": ["3911"]})
    _fill_year_and_structures(session, day.date(), stamp, action.id)
    _fill_meetings(session, stamp, action)
    _fill_learning(session, stamp, action.id)


def _fill_year_and_structures(session: Session, day: dt.date, stamp: edits.Stamp, action: int) -> None:
    each_year = {"interval_months": 12}
    duty = edits.add(session, Duty(title="Orientering", kind=DutyKind.REPORT, first_on=day, **each_year), stamp)
    edits.add(session, DutyDone(duty=duty.id, month="2026-M03", done_on=day, done_by="Kari"), stamp)
    about = {"short_title": "ROS", "meaning": "Risiko er vurdert", "in_each_unit": True, "shown_by": ShownBy.RISKS, "position": 1}
    requirement = edits.add(session, Requirement(title="ROS-analyser", **about, **each_year), stamp)
    edits.add(session, Evidence(requirement=requirement.id, area="3911", shown_on=day, text="Vedtatt", given_by="Kari"), stamp)
    risk = Risk(title="Fall om natten", area="3911", service_area="sykehjem", indicator="fall-med-skade", **each_year)
    edits.add(session, risk, stamp, {"actions": [action]})
    judged = {"consequence": 4, "likelihood": 3, "assessed_by": "Kari"}
    edits.add(session, RiskAssessment(risk=risk.id, assessed_on=day, **judged), stamp)


def _fill_meetings(session: Session, stamp: edits.Stamp, action: Action) -> None:
    arena = edits.add(session, Arena(name="Kvalitetsutvalget", kind=ArenaKind.QUALITY_COMMITTEE), stamp)
    held = {"state": MeetingState.HELD, "version": 0, "held_at": stamp.at, "held_by": "Kari"}
    meeting = edits.add(session, Meeting(arena=arena.id, meets_on=stamp.at.date(), secretary="Kari", **held), stamp)
    said = {"title": "Fall med skade", "sentence": "Flere enn før.", "public_sentence": "For lite grunnlag."}
    about = {"kind": ItemKind.SIGNAL, "about": "signal fall-med-skade 3911", "indicator": "fall-med-skade", "area": "3911"}
    item = AgendaItem(meeting=meeting.id, position=1, service_area="sykehjem", answer=ItemAnswer.ACCEPTED, **about, **said)
    edits.add(session, item, stamp)
    followed_up = {"outcome": DecisionOutcome.ACTION, "owner": action.owner, "due_on": stamp.at.date(), "action": action.id}
    edits.add(session, Decision(item=item.id, text="Fallvurdering av alle", **followed_up), stamp)


def _fill_learning(session: Session, stamp: edits.Stamp, action: int) -> None:
    shared = {"service_area": "sykehjem", "state": SharedState.APPROVED, "created_at": stamp.at, "created_by": "Ola"}
    shared |= {"approved_at": stamp.at, "approved_by": "Kari"}
    told = {"title": "Glatt gulv", "kind": CardKind.EVENT, "category": "fall", "month": "2026-M03"}
    words = {"happened": "Gulvet var vått.", "changed": "Vaskes om natten.", "usable_by": "Alle"}
    card = edits.add(session, LearningCard(**told, **words, **shared), stamp, {"indicators": ["fall-med-skade"], "actions": [action]})
    edits.add(session, CardUse(card=card.id, area="3911", taken_on=stamp.at.date(), told_by="Kari"), stamp)
    said = {"indicator": "fall-med-skade", "area": "3911", "year": 2025, "said": "Vi venter lenge.", "doing": "Flere på kveld."}
    edits.add(session, UserStatement(**said, **shared), stamp, {"actions": [action]})


def content(engine: Engine, tables: set[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    with reading(engine) as session:
        found = {name: session.execute(select(Base.metadata.tables[name])).all() for name in sorted(tables)}
    return {name: sorted(map(tuple, rows), key=repr) for name, rows in found.items()}


def rows_as_stored(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the schema as it is, also of one that the models no longer know."""
    with reading(engine) as session:
        names = sorted(tables_in(engine) - {"alembic_version"})
        found = {name: session.execute(text(f'SELECT * FROM "{name}"')).mappings().all() for name in names}
    return {name: sorted((tuple(sorted(row.items())) for row in rows), key=repr) for name, rows in found.items()}


def tables_in(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(inspect(session.connection()).get_table_names())


def definitions(engine: Engine) -> set[str]:
    """Every table, constraint and index in the database's own words; in which order a table's lines were written is of no account."""
    if engine.dialect.name == "sqlite":
        asked = "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    else:
        asked = """SELECT c.conname || ': ' || pg_get_constraintdef(c.oid) FROM pg_constraint c
                   WHERE c.connamespace = 'public'::regnamespace AND c.conname NOT LIKE 'alembic_version%'
                   UNION SELECT indexname || ': ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
                   UNION SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, collation_name, character_maximum_length)
                   FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'"""
    with reading(engine) as session:
        found = list(session.scalars(text(asked)))
    plain = (REBUILT.sub(r"CREATE TABLE \1 (", sentence) for sentence in found)
    return {" ".join(sorted(line.strip().rstrip(",") for line in sentence.splitlines())) for sentence in plain}

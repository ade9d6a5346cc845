"""Every SELECT about what must be in place, what shows it, and the risks that were judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Evidence, Requirement, Risk, RiskAction, RiskAssessment


def all_requirements(session: Session) -> Sequence[Requirement]:
    """Those of the files in their order, then the municipality's own; also those that have ended."""
    return session.scalars(select(Requirement).order_by(Requirement.position, Requirement.id)).all()


def find_requirement(session: Session, id: int) -> Requirement | None:
    return session.get(Requirement, id)


def all_evidence(session: Session) -> Mapping[int, Sequence[Evidence]]:
    """By requirement, the newest first; also what was taken back."""
    found = defaultdict(list)
    for row in session.scalars(select(Evidence).order_by(Evidence.shown_on.desc(), Evidence.id.desc())):
        found[row.requirement].append(row)
    return found


def find_evidence(session: Session, id: int) -> Evidence | None:
    return session.get(Evidence, id)


def all_risks(session: Session) -> Sequence[Risk]:
    """Those that are closed too."""
    return session.scalars(select(Risk).order_by(Risk.title, Risk.id)).all()


def find_risk(session: Session, id: int) -> Risk | None:
    return session.get(Risk, id)


def all_assessments(session: Session) -> Mapping[int, Sequence[RiskAssessment]]:
    """By risk, the newest first."""
    found = defaultdict(list)
    for row in session.scalars(select(RiskAssessment).order_by(RiskAssessment.assessed_on.desc(), RiskAssessment.id.desc())):
        found[row.risk].append(row)
    return found


def actions_of_risks(session: Session) -> Mapping[int, Sequence[int]]:
    """The measures against each risk, by number."""
    found = defaultdict(list)
    for row in session.scalars(select(RiskAction).order_by(RiskAction.risk, RiskAction.action)):
        found[row.risk].append(row.action)
    return found

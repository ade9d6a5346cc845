"""When each risk is to be judged anew: so many months after it was judged last."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from dashboard.usecases.duty_entries import responsibles
from dashboard.usecases.occurrences import months_after
from dashboard.usecases.wheel_entries import Entry, EntryOf, EntryState
from db import models
from db.acting import DutyKind
from db.queries import structures as queries


def risk_reviews(session: Session, last: dt.date, today: dt.date) -> list[Entry]:
    """The next review of each risk that is not closed, where it comes by the last day."""
    judged = queries.all_assessments(session)
    owners = responsibles(session, today)
    due = {
        risk.id: review_due(risk, judged[risk.id][0]) for risk in queries.all_risks(session) if judged[risk.id] and risk.closed_on is None
    }
    return [
        Entry(
            of=EntryOf.RISK,
            key=f"risiko-{risk.id}-{due[risk.id]:%Y-%m}",
            id=risk.id,
            kind=DutyKind.RISK_REVIEW,
            title=risk.title,
            due=due[risk.id],
            state=EntryState.OVERDUE if due[risk.id] < today else EntryState.AHEAD,
            responsible=owners.get(risk.owner) if risk.owner is not None else None,
            service_areas=(risk.service_area,),
        )
        for risk in queries.all_risks(session)
        if risk.id in due and due[risk.id] <= last
    ]


def review_due(risk: models.Risk, newest: models.RiskAssessment) -> dt.date:
    return months_after(newest.assessed_on, risk.interval_months)

"""The words of meetings as types: what kind of arena it is, why something is on the agenda, what was answered and decided."""

from __future__ import annotations

from enum import StrEnum


class ArenaKind(StrEnum):
    """Where quality is spoken of."""

    LEADERS = "leaders"  # ledermøte, on any level
    QUALITY_COMMITTEE = "quality_committee"  # kvalitetsutvalg
    POLITICAL_COMMITTEE = "political_committee"  # hovedutvalg
    COOPERATION_COMMITTEE = "cooperation_committee"  # samhandlingsutvalg, with the hospital


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"  # from then on it shows the numbers of its day


class ItemKind(StrEnum):
    """Why something is on the agenda. The order is the one in which people expect them where nothing else tells."""

    OPEN_DECISION = "open_decision"  # from an earlier meeting of the arena
    SIGNAL = "signal"
    OVERDUE_ACTION = "overdue_action"
    VERDICT = "verdict"  # a measure has been followed long enough to be judged
    LATE_DATA = "late_data"
    LEARNING_CARD = "learning_card"
    OWN = "own"  # somebody wrote it


class ItemAnswer(StrEnum):
    """What was answered to a proposal; what nobody answered is kept as proposed when the meeting is held."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DecisionOutcome(StrEnum):
    """What a decision comes to."""

    ACTION = "action"  # a measure is begun
    NOTED = "noted"  # til etterretning: nothing is left to do
    NEW_DATE = "new_date"  # taken up again

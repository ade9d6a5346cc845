"""The story that the example tells: what the invented people of the invented units have written, through the same use cases as everybody.

One function a part, in the order in which they build on each other. Each writes only what is not there, so that telling it again adds nothing.
"""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.auth import Refusal
from dashboard.settings import Settings
from dashboard.usecases.example_actions import tell_actions, tell_owners
from dashboard.usecases.example_goals import tell_goals
from dashboard.usecases.example_learning import tell_learning
from dashboard.usecases.example_meetings import tell_first_meeting, tell_meetings
from dashboard.usecases.example_structures import tell_structures
from dashboard.usecases.example_telling import telling

PARTS = (tell_owners, tell_first_meeting, tell_actions, tell_meetings, tell_goals, tell_structures, tell_learning)


def tell_story(engine: Engine, settings: Settings) -> str | None:
    """None when all is told; else why it goes no further: in a database of an earlier version things may have gone another way."""
    told = telling(engine, settings)
    try:
        for part in PARTS if told else ():
            part(told)
    except Refusal as refusal:
        return refusal.sentence
    return None

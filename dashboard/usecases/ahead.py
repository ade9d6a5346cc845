"""What must be hidden is decided beside the requests, as soon as the facts have changed, so that no reader is the first to wait for it.

Each process of the server does so for itself, and keeps what it found as it keeps what was decided for a request: nothing is written down
that could grow old, and a reader who comes before it is done waits, or has it decided as before.
"""

from __future__ import annotations

import threading
import time

from sqlalchemy import Engine

from dashboard.auth import Asker, Role, User
from dashboard.logs import log, log_error
from dashboard.settings import Settings
from dashboard.usecases.facts import read_surroundings
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.geography import read_geography
from dashboard.usecases.hidden_numbers import hidden_numbers, undecided
from dashboard.usecases.small_numbers import Audience
from db.engine import DatabaseUnusable, reading
from db.queries.indicators import all_indicators, indicators_with_data
from db.queries.newest import newest_now
from db.sight import begin_sight, end_sight

LOOK = 1.0  # seconds between two looks at which version is the newest
REST = 2.0  # times as long as the last indicator took: the processor is the readers' too
PATIENCE = 5.0  # seconds to wait for the indicator that is being decided when the process ends


class Ahead:
    """A thread that looks whether there is something to decide; of a process that serves, so begun after the fork."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.asker = Asker(User("", Role.READER), engine, settings)
        self.thread: threading.Thread | None = None
        self.is_over = threading.Event()
        self.done: tuple[int, int] | None = None  # for which version, and which state of the catalogue
        self.has_complained = False

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Nothing where none was begun: gunicorn asks the first process too, when one of the others is gone."""
        if self.thread is not None:
            self.is_over.set()
            self.thread.join(PATIENCE)

    def _run(self) -> None:
        while not self.is_over.wait(LOOK):
            self.look()

    def look(self) -> None:
        """Decide what is undecided, if there can be anything. What goes wrong is told once, until it goes right again."""
        sight = begin_sight()  # a replica will do, as for a reader; and none that is behind what was seen in this look
        try:
            now = self._facts()
            if self.done != now and self._decide(now):
                self.done = now
            self.has_complained = False
        except Exception as error:  # whatever it is, the facts of tomorrow are to be decided too
            if not self.has_complained:
                log_error(error)
            self.has_complained = True
        finally:
            end_sight(sight)

    def _facts(self) -> tuple[int, int]:
        now = newest_now(self.asker.engine)
        return now.version, now.catalogue

    def _decide(self, facts: tuple[int, int]) -> bool:
        """One indicator after the other, each in a reading of its own: nobody is held up by a long one. False where others came first."""
        missing, begun = self._undecided(), time.monotonic()
        for about in missing:
            seconds = self._seconds_for(about)
            if self.is_over.wait(REST * seconds) or self._facts() != facts:
                return False
        if missing:
            log("decided_ahead", version=facts[0], indicators=len(missing), seconds=round(time.monotonic() - begun, 1))
        return True

    def _seconds_for(self, about: IndicatorFacts) -> float:
        begun = time.monotonic()
        try:
            with reading(self.asker.engine) as session:
                hidden_numbers(self.asker, session, [about], None)
        except DatabaseUnusable:
            raise
        except Exception as error:  # whoever asks for it meets the same; the others are to be decided all the same
            log_error(error, indicator=about.id)
        return time.monotonic() - begun

    def _undecided(self) -> list[IndicatorFacts]:
        with reading(self.asker.engine) as session:
            facts = read_surroundings(session, [row.id for row in all_indicators(session)], (), read_geography(session))
            missing = undecided(self.asker, session, facts.limited(Audience.PUBLIC), None)
            shown = indicators_with_data(session, None)
            return sorted(missing, key=lambda about: about.id not in shown)  # somebody waits for those that have numbers

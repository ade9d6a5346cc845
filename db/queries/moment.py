"""What a reading has been told already: it sees one moment, so the same question has the same answer to its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sqlalchemy.orm import Session

Answer = TypeVar("Answer")


def once_a_reading(ask: Callable[[Session], Answer]) -> Callable[[Session], Answer]:
    """Asks anew in a session that may write."""

    @wraps(ask)
    def answer(session: Session) -> Answer:
        if session.get_bind().get_execution_options().get("writes", True):
            return ask(session)
        known = session.info.setdefault(once_a_reading, {})
        if ask not in known:
            known[ask] = ask(session)
        return known[ask]

    return answer

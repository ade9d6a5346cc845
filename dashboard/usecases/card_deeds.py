"""What a button on a learning card does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.auth import Asker, NotFound
from dashboard.usecases.card_writing import give_up, take_up
from dashboard.usecases.sharing import approve, withdraw
from db import models

CARD = models.LearningCard


def do_with_card(asker: Asker, id: int | None, deed: str, of: str, written: Mapping[str, object]) -> str:
    """What was done, and when: two alike are two. Each deed looks itself at who asks."""
    deeds = {
        "approve": lambda: approve(asker, CARD, id or 0, seen_revision(of)),
        "withdraw": lambda: withdraw(asker, CARD, id or 0, seen_revision(of), written),
        "take_up": lambda: take_up(asker, id or 0, written),
        "give_up": lambda: give_up(asker, id or 0, of),
    }
    if deed not in deeds:
        raise NotFound("no_such_deed")
    deeds[deed]()
    return told(deed)


def told(deed: str) -> str:
    return f"{deed} {dt.datetime.now(dt.UTC).isoformat()}"


def seen_revision(of: str) -> int:
    """0, which no row has, for what is no number."""
    return int(of) if of.isascii() and of.isdigit() and len(of) <= 9 else 0

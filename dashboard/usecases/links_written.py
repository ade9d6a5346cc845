"""An address that somebody writes: to a page of the web or of our own, and never a script."""

from __future__ import annotations

import re

from dashboard.usecases.writing import Fault, Unfit

LONGEST = 300  # signs: one line to write in
SAFE = re.compile(r"https?://[^\s<>\"']+|/(?!/)[^\s<>\"']*", re.IGNORECASE)


def require_link(field: str, address: object) -> None:
    """Unfit unless it is empty or leads to a page."""
    if address is not None and not SAFE.fullmatch(str(address)):
        raise Unfit(Fault(field, "no_link"))

"""Where the pages of learning are, with what is chosen on them."""

from __future__ import annotations

EVENTS, CARDS, CULTURE, VOICE = "/laering", "/laering/kort", "/kultur", "/brukerstemmen"
NEW, EDIT = "ny", "endre"


def card_address(id: int, view: str = "") -> str:
    return "/".join(part for part in (CARDS, str(id), view) if part)


def statement_address(id: int | None = None) -> str:
    """The form of one, or of a new one."""
    return f"{VOICE}/{NEW if id is None else id}"


def place_of(pathname: str | None, above: str) -> tuple[int | None, str]:
    """The number and the view of an address below another; no number for the empty form, 0, which none has, for anything else."""
    first, _, view = (pathname or "").removeprefix(above).strip("/").partition("/")
    if first == NEW:
        return None, EDIT
    id = int(first) if first.isascii() and first.isdigit() and len(first) <= 9 else 0
    return id, EDIT if view == EDIT else ""

"""The buttons of an agenda: what each of them does, by its name and by what it stands beside."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.auth import Asker, NotFound
from dashboard.usecases.agenda_writing import answer_proposal, change_answer, move
from db.meeting_words import ItemAnswer

ITEM = "item"


def item_key(item: int, revision: int) -> str:
    """What a button beside something on the agenda says: which one, and as it stood when the page was made."""
    return f"{ITEM} {item} {revision}"


def do(asker: Asker, meeting: int, key: str, deed: str, reason: str | None) -> None:
    """`key` is an item_key, or the key of a proposal."""
    known = OF_ITEMS if key.startswith(f"{ITEM} ") else OF_PROPOSALS
    if deed not in known:
        raise NotFound("unknown_item")
    if known is OF_PROPOSALS:
        answer_proposal(asker, meeting, key, OF_PROPOSALS[deed], reason)
        return
    numbers = key.split(" ")[1:]
    if len(numbers) != 2 or not all(text.isascii() and text.isdigit() and len(text) <= 9 for text in numbers):
        raise NotFound("unknown_item")
    OF_ITEMS[deed](asker, int(numbers[0]), int(numbers[1]), reason)


OF_PROPOSALS = {"accept": str(ItemAnswer.ACCEPTED), "reject": str(ItemAnswer.REJECTED)}
OF_ITEMS: dict[str, Callable[[Asker, int, int, str | None], None]] = {
    "up": lambda asker, item, revision, _: move(asker, item, -1, revision),
    "down": lambda asker, item, revision, _: move(asker, item, 1, revision),
    "take_out": lambda asker, item, revision, reason: change_answer(asker, item, ItemAnswer.REJECTED, reason, revision),
    "take_up": lambda asker, item, revision, reason: change_answer(asker, item, ItemAnswer.ACCEPTED, reason, revision),
}

"""Who is asking, and may they: the user, the roles, and the lock on every callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from flask import current_app, g

from dashboard.text import t
from db.terms import Role

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from dashboard.settings import Settings

MOST_QUOTED = 80
EXTENSION = "kvalitetstavle"  # under this name Flask keeps the engine and the settings of its app

__all__ = [
    "Asker",
    "Conflict",
    "Forbidden",
    "NotFound",
    "Refusal",
    "Role",
    "TooMany",
    "User",
    "current_asker",
    "current_user",
    "guarded",
    "require",
]


@dataclass(frozen=True, slots=True)
class User:
    name: str
    role: Role
    service_areas: frozenset[str] | None = None  # None = every service area


@dataclass(frozen=True, slots=True)
class Asker:
    """What a use case needs to know about the one who asks: who it is, and which house we are in."""

    user: User
    engine: Engine
    settings: Settings


class Refusal(Exception):
    """A calm no. `code` is the key of its sentence under [refusal], `facts` the words in it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> str:
        return t(f"refusal.{self.code}", **{name: shorten(fact) for name, fact in self.facts.items()})


def shorten(fact: object) -> object:
    """What someone asked for is quoted, but not without end."""
    return f"{fact[:MOST_QUOTED]}…" if isinstance(fact, str) and len(fact) > MOST_QUOTED else fact


class Forbidden(Refusal):
    """The role is too low, or the request comes from where it should not."""


class NotFound(Refusal):
    """What was asked for does not exist; codes such as `unknown_indicator`, facts such as `found`."""


class Conflict(Refusal):
    """What was asked does not go with how things stand; codes such as `upload_moved_on`."""


class TooMany(Refusal):
    """The same person asks for more than is reasonable in a while."""


def require(asker: Asker | User, role: Role) -> None:
    """The lock inside a use case: the callback's own lock is outside, and neither trusts the other."""
    user = asker.user if isinstance(asker, Asker) else asker
    if not user.role.may(role):
        raise Forbidden("role_too_low", needed=t(f"role.{role}"))


def current_user() -> User:
    """The one who sent this request; the guard has put it there before anything else runs."""
    return g.user


def current_asker() -> Asker:
    house = current_app.extensions[EXTENSION]
    return Asker(current_user(), house["engine"], house["settings"])


def guarded(role: Role, *arguments: object, of_address: bool = False, **options: object) -> Callable[[Callable], Callable]:
    """`dash.callback` with a policy: the role that may call it. A callback without one keeps the app from starting.

    of_address: the answer follows from the page's address, the asker's role and the data version alone, and asking changes nothing.
    Such an answer stands in the page from the start (first_view.py), is kept (kept_answers.py), and is HTML as far as it can be (markup.py).
    """
    import dash  # the command line asks too, and has no use for the half second that Dash takes

    from dashboard.markup import settled

    def decorate(function: Callable) -> Callable:
        @wraps(function)
        def answer(*values: object, **named: object) -> object:
            require(current_user(), role)
            found = function(*values, **named)
            return settled(found, current_app.extensions[EXTENSION]["asked_of"]) if of_address else found

        answer.needed_role, answer.is_of_address = role, of_address  # dash.callback wraps again, and takes these along
        return dash.callback(*arguments, **options)(answer)

    return decorate

"""Callbacks made for the guard to be tried on: one for each role, and one of each shape."""

from dash import ALL, MATCH, Input, Output, State

from dashboard.auth import Forbidden, NotFound, current_user, guarded
from db.engine import DatabaseUnusable
from db.terms import Role

CANARY = "KANARIFUGL"  # stands in what is protected, and must never be in an answer to someone else
FAILING = {
    "forbidden": Forbidden("role_too_low", needed="leder"),
    "not_found": NotFound("no_such_callback"),
    "database": DatabaseUnusable("locked", "hemmelig.sqlite3"),
    "fault": ValueError(f"{CANARY} i en feilmelding"),
}


def declare() -> None:
    """They belong to the next app that is made."""
    for role in Role:

        @guarded(role, Output(f"ut-{role}", "children"), Input(f"inn-{role}", "value"), State("tilstand", "data"))
        def tell(*_, role=role):
            return f"{CANARY} {role} {current_user().name}"

    @guarded(Role.READER, Output({"type": "svar", "index": MATCH}, "children"), Input({"type": "prøve", "index": MATCH}, "value"))
    def of_one(value):
        return str(value)

    @guarded(Role.READER, Output("sum", "children"), Input({"type": "prøve", "index": ALL}, "value"))
    def of_all(values):
        return str(len(values))

    @guarded(Role.READER, Output("figur", "figure"), Output("feil", "children"), Input("slag", "value"))
    def fail(kind):
        raise FAILING[kind]

    @guarded(Role.READER, Output("figur", "config"), Input("slag", "value"))
    def fail_without_a_place(kind):
        raise FAILING[kind]

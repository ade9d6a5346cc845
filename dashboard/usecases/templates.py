"""The files to fill in, under the names that stand in their addresses."""

from dashboard.auth import Asker, NotFound, require
from db.terms import Role
from etl import templates

LAYOUT = {"egen": "own", "undersokelse": "survey", "hendelser": "events", "enheter": "units", "grupper": "groups"}


def template(asker: Asker, name: str, form: str) -> bytes:
    """An empty file as CSV or xlsx, made from the columns that read it."""
    require(asker, Role.READER)
    if name not in LAYOUT:
        raise NotFound("unknown_template", found=name)
    return templates.template(LAYOUT[name], form)

"""What can be written in a strategy and its delmål: the fields of each form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.usecases.choices import Option
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, Many, Text, Unfit, Whole, read_fields
from db.terms import Goal

MOST_WAYS = 30  # veivalg of one delmål
GOAL_FIELD = "goal_{}"
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
PERIOD = {"valid_from": Day(), "valid_to": Day(is_needed=False)}
VERSION_FORM, TEXTS_FORM, ADOPTION_FORM, OBJECTIVE_FORM = "strategy_version", "strategy", "strategy_adoption", "objective"

VERSION: Mapping[str, FieldKind] = {"title": Text(), **PERIOD}
TEXTS: Mapping[str, FieldKind] = {
    "title": Text(),
    "body": Text(),
    "vision": Text(longest=LONG),
    **{GOAL_FIELD.format(goal): Text() for goal in Goal},
    **PERIOD,
    "source": Text(is_needed=False),
}
ADOPTION: Mapping[str, FieldKind] = {"adopted_on": Day(), "adopted_by": Text()}


def objective_fields(options: Sequence[Option]) -> dict[str, FieldKind]:
    return {"title": Text(), "pathways": Text(is_needed=False, longest=LONG), "indicators": Many([each.value for each in options])}


def read_period(fields: Mapping[str, FieldKind], written: Mapping[str, object]) -> dict[str, object]:
    """The fields' values, and the period the right way round."""
    read = read_fields({**fields, **REVISION}, written)
    if read["valid_to"] and read["valid_to"] < read["valid_from"]:
        raise Unfit(Fault("valid_to", "valid_to_before_start", {"day": read["valid_to"], "start": read["valid_from"]}))
    return read


def lines_of(text: object) -> list[str]:
    """One veivalg a line."""
    lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
    if len(lines) > MOST_WAYS:
        raise Unfit(Fault("pathways", "too_many_lines", {"found": len(lines), "most": MOST_WAYS}))
    return lines


def text_of(lines: Sequence[str]) -> str:
    return "\n".join(lines)

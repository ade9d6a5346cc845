"""A form as the page draws it: fields with what may stand in them, what stands there, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.usecases.choices import Option
from dashboard.usecases.writing import Fault, FieldKind, Many, Number, One, Text, Whole

Shape = Literal["text", "long_text", "day", "number", "one", "many"]
ONE_LINE = 300  # signs: what is longer gets room to write in


@dataclass(frozen=True, slots=True)
class FieldView:
    name: str
    shape: Shape
    value: object = None
    is_needed: bool = True
    longest: int | None = None
    lowest: int | None = None
    highest: int | None = None
    options: tuple[Option, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class FormView:
    """`name` is the form's key among the words; `revision` what it was read from, None for a new one.

    `about` tells several forms of one name on a page apart.
    """

    name: str
    fields: tuple[FieldView, ...]
    revision: int | None = None
    about: str = ""

    @property
    def id(self) -> str:
        return f"{self.name} {self.about}".strip()


def form_view(
    name: str,
    fields: Mapping[str, FieldKind],
    values: Mapping[str, object],
    *,
    options: Mapping[str, Sequence[Option]] | None = None,
    faults: Sequence[Fault] = (),
    revision: int | None = None,
    about: str = "",
) -> FormView:
    """`values` as they stand, or as somebody has just written them."""
    wrong = {fault.field: fault.sentence for fault in faults}
    lists = options or {}
    shown = (_field(each, kind, values.get(each), tuple(lists.get(each, ())), wrong.get(each)) for each, kind in fields.items())
    return FormView(name, tuple(shown), revision, about)


def _field(name: str, kind: FieldKind, value: object, options: tuple[Option, ...], fault: str | None) -> FieldView:
    held = value.isoformat() if isinstance(value, dt.date) else value
    if isinstance(kind, Text):
        shape: Shape = "text" if kind.longest <= ONE_LINE else "long_text"
        return FieldView(name, shape, held, kind.is_needed, longest=kind.longest, fault=fault)
    if isinstance(kind, Whole):
        return FieldView(name, "number", held, kind.is_needed, lowest=kind.lowest, highest=kind.highest, fault=fault)
    if isinstance(kind, Number):  # a browser's field of numbers takes no comma in every language
        return FieldView(name, "text", held, kind.is_needed, fault=fault)
    if isinstance(kind, Many):
        return FieldView(name, "many", held, kind.fewest > 0, options=options, fault=fault)
    shape = "one" if isinstance(kind, One) else "day"
    return FieldView(name, shape, held, kind.is_needed, options=options, fault=fault)

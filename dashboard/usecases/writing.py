"""What people write: each field read and checked, told field by field what is wrong, and stored with who, when, before and after."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dashboard.auth import Asker, Conflict, Refusal
from dashboard.text import t
from db.engine import writing
from db.models.table import Base
from db.queries.edits import edits_of
from db.writes.edits import Stale, Stamp
from etl.person_search import found_in

SHORT, LONG = 200, 4000  # signs: a title, and a text of about a page
DECIMAL = re.compile(r"[-−]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
NUMBER_BLANKS = re.compile(r"\s")  # 1 234,5 as people group it
FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, and what to do."""

    field: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return t(f"fault.{self.code}", **self.facts)


class Unfit(Refusal):
    """Something that was written cannot be stored as it is; nothing is."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("unfit", count=len(faults), first=faults[0].sentence)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Text:
    is_needed: bool = True
    longest: int = SHORT


@dataclass(frozen=True, slots=True)
class Day:
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    lowest: int
    highest: int
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """With or without decimals, as people write it: 2,5. A bound that is None is none."""

    lowest: float | None = None
    highest: float | None = None
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class One:
    """One of these, by its code."""

    options: Collection[str]
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Many:
    """Any of these, by their codes; at least `fewest`."""

    options: Collection[str]
    fewest: int = 0


FieldKind = Text | Day | Whole | Number | One | Many


def read_fields(fields: Mapping[str, FieldKind], given: Mapping[str, object]) -> dict[str, object]:
    """Each field's value, None where an optional one is empty. Unfit with all that is wrong; names that no field has are passed over."""
    found: dict[str, object] = {}
    faults: list[Fault] = []
    for name, kind in fields.items():
        try:
            found[name] = READERS[type(kind)](kind, given.get(name))
        except _Wrong as wrong:
            faults.append(Fault(name, wrong.code, wrong.facts))
    if faults:
        raise Unfit(*faults)
    return found


@contextmanager
def storing(asker: Asker, reason: str | None = None, at: dt.datetime | None = None) -> Iterator[tuple[Session, Stamp]]:
    """A writing session and its stamp. Somebody else's change since one read becomes a Conflict that says whose it is, and nothing is stored."""
    moment = at or dt.datetime.now(dt.UTC)
    with writing(asker.engine) as session:
        try:
            yield session, Stamp(asker.user.name, moment, reason)
        except Stale as stale:
            raise _conflict(session, stale) from stale


def _conflict(session: Session, stale: Stale) -> Conflict:
    table = next(each.class_ for each in Base.registry.mappers if each.local_table.name == stale.subject)
    last = edits_of(session, table, stale.key)[0]
    return Conflict("changed_meanwhile", by=last.made_by, at=last.made_at, subject=t(f"subject.{stale.subject}"))


class _Wrong(Exception):
    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def _text(kind: Text, given: object) -> str | None:
    text = "\n".join(line.rstrip() for line in _visible(given).strip().splitlines())
    if not text:
        return _nothing(kind.is_needed)
    if len(text) > kind.longest:
        raise _Wrong("too_long", most=kind.longest, found=len(text))
    held = found_in(text)
    if held:
        raise _Wrong(f"holds_{held}")
    return text


def _visible(given: object) -> str:
    """Signs that nobody sees are left out, so that two texts that look the same are the same."""
    return "".join(sign for sign in str(given or "").replace("\r\n", "\n") if sign in "\n\t" or sign.isprintable())


def _day(kind: Day, given: object) -> dt.date | None:
    if not given:
        return _nothing(kind.is_needed)
    try:
        day = dt.date.fromisoformat(str(given))
    except ValueError:
        raise _Wrong("no_day", found=str(given)[:SHORT]) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _Wrong("day_out_of_reach", first=FIRST_DAY, last=LAST_DAY)
    return day


def _whole(kind: Whole, given: object) -> int | None:
    if given is None or given == "":
        return _nothing(kind.is_needed)
    text = str(given).removesuffix(".0")
    number = int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < SHORT else None
    if number is None or not kind.lowest <= number <= kind.highest:
        raise _Wrong("no_number", lowest=kind.lowest, highest=kind.highest)
    return number


def _number(kind: Number, given: object) -> float | None:
    text = NUMBER_BLANKS.sub("", str("" if given is None else given)).replace(",", ".")
    if not text:
        return _nothing(kind.is_needed)
    if not DECIMAL.fullmatch(text):
        raise _Wrong("no_decimal", found=str(given)[:SHORT])
    number = float(text.replace("−", "-"))
    if (kind.lowest is not None and number < kind.lowest) or (kind.highest is not None and number > kind.highest):
        raise _Wrong("number_out_of_reach" if kind.highest is not None else "number_too_low", lowest=kind.lowest, highest=kind.highest)
    return number


def _one(kind: One, given: object) -> str | None:
    if not given:
        return _nothing(kind.is_needed)
    if str(given) not in kind.options:
        raise _Wrong("no_choice")
    return str(given)


def _many(kind: Many, given: object) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(map(str, given))) if isinstance(given, list | tuple) else ()
    if any(each not in kind.options for each in chosen):
        raise _Wrong("no_choice")
    if len(chosen) < kind.fewest:
        raise _Wrong("too_few", fewest=kind.fewest)
    return chosen


def _nothing(is_needed: bool) -> None:
    if is_needed:
        raise _Wrong("empty")


READERS = {Text: _text, Day: _day, Whole: _whole, Number: _number, One: _one, Many: _many}

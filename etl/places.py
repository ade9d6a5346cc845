"""Which codes are the same place over time: renumbered goes on, merged is the sum of its parts, split is never chained."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.terms import Change, Period
from etl.areas import Reference, Succession, valid_in


@dataclass(frozen=True, slots=True)
class Generation:
    """The codes that together were the place from `since` on. `change` = how they took over from the next older generation.

    `code_lives_on`: the merger kept the code of one of the merged (Stavanger 1103 in 2020). Rows under that code before `since` are of
    the smaller place unless the publisher recomputed them, so there is a break even where no code changed.
    """

    codes: tuple[str, ...]
    change: Change | None = None  # None = nothing older belongs to the place
    since: dt.date | None = None
    code_lives_on: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the chain ends because an older area was split: its figures cannot be divided."""

    on: dt.date
    predecessors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A part of the territory went from one area to another: the same place, worth a note, no break."""

    on: dt.date
    gave: str
    received: str


@dataclass(frozen=True, slots=True)
class Place:
    """`generations` stand newest first."""

    code: str
    generations: tuple[Generation, ...]
    stop: Stop | None = None
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for generation in self.generations for code in generation.codes))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a code stands to a period. `code_then`: what the place was called then, where only the number changed.

    Where it is None, `change` says what stands between (merged, split, or None: nothing known) and `others` which areas there were.
    """

    is_valid: bool
    code_then: str | None
    change: Change | None = None
    others: tuple[str, ...] = ()


class Lineage:
    """What became of every code. Whoever asks for many places makes it once: there are a thousand arrows.

    Takes rows of the database as well as those of the reference.
    """

    def __init__(self, successions: Iterable[Succession]) -> None:
        self._into: defaultdict[str, list[Succession]] = defaultdict(list)
        self._out: defaultdict[str, list[Succession]] = defaultdict(list)
        adjusted = []
        for arrow in successions:
            if arrow.change == Change.ADJUSTED:
                adjusted.append(Adjustment(arrow.happened_on, arrow.predecessor, arrow.successor))
            else:
                self._into[arrow.successor].append(arrow)
                self._out[arrow.predecessor].append(arrow)
        self._adjusted = sorted(adjusted, key=lambda change: change.on)

    def newest(self, code: str) -> str:
        """The code that its place has now: onwards through pure renumberings."""
        return _newest(code, self._out)

    def place(self, code: str) -> Place:
        """The place that a code belongs to, under its newest number, back through all its earlier codes."""
        return _place(self.newest(code), self._into, self._adjusted)


def same_place(successions: Iterable[Succession], code: str) -> Place:
    """For who asks once."""
    return Lineage(successions).place(code)


def standing(reference: Reference, code: str, period: Period) -> Standing:
    """Whether an area existed in a period, and what it was then if not. Facts only: what to do about it is for the checks."""
    if valid_in(reference.areas[code], period):
        return Standing(True, code)
    end = reference.areas[code].valid_to
    ended = end is not None and end < period.first_day
    passed = {code}
    while True:
        step = _ending(reference, code) if ended else _beginning(reference, code)
        others = tuple(arrow.successor if ended else arrow.predecessor for arrow in step)
        change = _kind(step) if step else None
        if change is not Change.RENUMBERED or passed.intersection(others):
            return Standing(False, None, change, others)
        code = others[0]
        passed.add(code)
        if valid_in(reference.areas[code], period):
            return Standing(False, code, change)


def _ending(reference: Reference, code: str) -> list[Succession]:
    last = reference.areas[code].valid_to
    return [arrow for arrow in reference.arrows_from.get(code, ()) if last and arrow.happened_on == last + dt.timedelta(days=1)]


def _beginning(reference: Reference, code: str) -> list[Succession]:
    """Not those that were merged into it later: Trondheim 5001 was 1601 until 2018, and took in Klæbu in 2020."""
    return [arrow for arrow in reference.arrows_into.get(code, ()) if arrow.happened_on == reference.areas[code].valid_from]


def _place(code: str, into: Mapping[str, Sequence[Succession]], adjusted: Iterable[Adjustment]) -> Place:
    generations, codes, stop, bound = [], (code,), None, dt.date.max
    while True:
        step = _latest_step(codes, into, bound)
        if not step or _kind(step) is Change.SPLIT:
            generations.append(Generation(codes, since=step[0].happened_on if step else None))
            stop = Stop(step[0].happened_on, tuple(sorted({arrow.predecessor for arrow in step}))) if step else None
            break
        lives_on = any(arrow.predecessor == arrow.successor for arrow in step)
        generations.append(Generation(codes, _kind(step), step[0].happened_on, lives_on))
        bound = step[0].happened_on
        codes = _replaced(codes, step)
    place = Place(code, tuple(generations), stop)
    return Place(code, place.generations, stop, _adjustments(place, adjusted))


def _latest_step(codes: Iterable[str], into: Mapping[str, Sequence[Succession]], bound: dt.date) -> list[Succession]:
    """The arrows into these codes on the latest day before `bound`; days only fall, so no ring of arrows can hold us."""
    arrows = [arrow for code in codes for arrow in into.get(code, ()) if arrow.happened_on < bound]
    latest = max((arrow.happened_on for arrow in arrows), default=None)
    return [arrow for arrow in arrows if arrow.happened_on == latest]


def _kind(step: Sequence[Succession]) -> Change:
    changes = {Change(arrow.change) for arrow in step}
    return next(change for change in (Change.SPLIT, Change.MERGED, Change.RENUMBERED) if change in changes)


def _replaced(codes: Iterable[str], step: Iterable[Succession]) -> tuple[str, ...]:
    older = defaultdict(list)
    for arrow in step:
        older[arrow.successor].append(arrow.predecessor)
    return tuple(dict.fromkeys(before for code in codes for before in sorted(older.get(code, [code]))))


def _newest(code: str, out: Mapping[str, Sequence[Succession]]) -> str:
    """Forward through pure renumberings; a merged or split area keeps its own last code."""
    bound = dt.date.min
    while True:
        step = [arrow for arrow in out.get(code, ()) if arrow.happened_on > bound]
        if len(step) != 1 or step[0].change != Change.RENUMBERED:
            return code
        code, bound = step[0].successor, step[0].happened_on


def _adjustments(place: Place, adjusted: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    codes = set(place.codes)
    return tuple(change for change in adjusted if change.gave in codes or change.received in codes)

"""A file too large to be held: read and checked portion by portion, each as a file of its own, then told as one.

What a portion became waits on the disk, so that memory takes what one portion takes, however many there are.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any

from db.terms import Frequency, Outcome, Severity
from etl.checking import Checked, check, outcome_of
from etl.delivering import Delivered, chunks_of
from etl.differences import LISTED, Differences, Listed
from etl.findings import KEPT, in_order
from etl.frame import Frame
from etl.known import Known
from etl.partition import portions
from etl.problem_record import as_json
from etl.problems import Problem, Refused

MORE = "more_rows"
Sort = tuple[str, Severity, str | None]  # code, severity, column


@dataclass(frozen=True, slots=True)
class Whole:
    """What all portions said together; `paths` are where their rows wait."""

    source: str | None
    layout: str | None
    rows: int
    answers: dict[str, str]
    problems: tuple[Problem, ...]
    detected: dict[str, object]
    paths: Sequence[Path]

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.problems)

    @property
    def to_be_kept(self) -> dict[str, object]:
        """What the delivery says of it."""
        return {"source": self.source, "layout": self.layout, "rows": self.rows, "problems": as_json(self.problems)}

    def chunks(self) -> Iterator[dict[str, list]]:
        """Every row on its way to the database."""
        return chain.from_iterable(map(chunks_of, self.frames()))

    def frames(self) -> Iterator[Frame]:
        for path in self.paths:
            with path.open("rb") as stream:
                yield pickle.load(stream)  # noqa: S301 - written by this load


def check_portions(file: Delivered, known: Known, source: str | None, folder: Path) -> Whole:
    """Every portion is asked, also after one that is refused: all that must be mended is told at once."""
    whole = Whole(None, None, 0, {}, (), {}, [])
    said: list[Problem] = []
    for number, portion in enumerate(portions(file.path, folder) if file.path else ()):
        try:
            checked = check(replace(file, content=portion.content, lines=portion.lines, path=None), known, source)
        except Refused as refusal:
            said += refusal.problems
            whole = replace(whole, detected=refusal.detected | whole.detected)
            continue
        said += checked.problems
        whole = _with(whole, checked, _kept(checked.frame, folder / f"{number}.frame"))
    return replace(whole, problems=one_list(said))


def _with(whole: Whole, checked: Checked, path: Path) -> Whole:
    return Whole(
        checked.source,
        checked.layout,
        whole.rows + checked.rows,
        whole.answers | checked.answers,
        (),
        _seen(whole.detected, checked.detected),
        [*whole.paths, path],
    )


def _seen(before: dict[str, Any], here: dict[str, Any]) -> dict[str, object]:
    """As the first portion was read, with the indicators and the periods of all."""
    together: dict[str, object] = {"indicators": sorted({*before.get("indicators", ()), *here["indicators"]})}
    if "span" in here:
        spans = [*before.get("span", ()), *here["span"]]
        lengths = {*before.get("periods", ()), *here["periods"]}
        together |= {"span": [min(spans), max(spans)], "periods": [each for each in Frequency if each in lengths]}
    return here | before | together


def _kept(frame: Frame, path: Path) -> Path:
    with path.open("wb") as stream:
        pickle.dump(frame, stream, pickle.HIGHEST_PROTOCOL)
    return path


def one_list(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What portions said, as the whole file would: what is about the file is said once, and no more than KEPT rows of a sort are named."""
    named: dict[Sort, list[Problem]] = defaultdict(list)
    beyond: dict[Sort, tuple[int, list[int]]] = {}
    about_all: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        if one.code == MORE:
            sort = (str(one.facts["code"]), one.severity, one.column)
            count, lines = beyond.get(sort, (0, []))
            beyond[sort] = count + int(str(one.facts["count"])), [*lines, *one.facts.get("lines", [])]
        elif one.row is None:
            key = (one.code, one.severity, one.column, one.found)
            about_all[key] = _added(about_all[key], one) if key in about_all else one
        else:
            named[one.code, one.severity, one.column].append(one)
    for sort, those in named.items():
        those.sort(key=lambda one: one.row or 0)
        count, lines = beyond.get(sort, (0, []))
        if count or len(those) > KEPT:
            beyond[sort] = count + len(those[KEPT:]), [*lines, *(one.row for one in those[KEPT:])]
        del those[KEPT:]
    more = [Problem(MORE, sort[1], None, sort[2], None, _counted(sort[0], *found)) for sort, found in beyond.items()]
    return in_order([*about_all.values(), *(one for those in named.values() for one in those), *more])


def _added(one: Problem, more: Problem) -> Problem:
    """The same of more rows: how many there are, and the first of their lines."""
    ways = {"count": sum, "line": min}
    both = {name: way([one.facts[name], more.facts[name]]) for name, way in ways.items() if name in one.facts and name in more.facts}
    return replace(one, facts={**one.facts, **both})


def _counted(code: str, count: int, lines: list[int]) -> dict[str, object]:
    return {"count": count, "code": code} | ({"lines": lines} if lines else {})


def one_difference(found: Sequence[Differences]) -> Differences:
    """What the portions would change, together. `vanished` is looked for in each portion's own indicators."""
    lists = {field.name for field in fields(Differences)} - {"same", "earlier"}
    earlier = max((each.earlier for each in found if each.earlier), default=None)
    together = {name: _listed([getattr(each, name) for each in found]) for name in lists}
    return Differences(sum(each.same for each in found), earlier, **together)


def _listed(lists: Sequence[Listed]) -> Listed:
    return Listed(sum(each.count for each in lists), tuple(row for each in lists for row in each.first)[:LISTED])

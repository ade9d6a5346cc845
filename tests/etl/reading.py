"""Files read without a database: what they hold, row by row, and what was noticed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from dashboard.text import problem_text
from etl.areas import AreaRow, read_reference
from etl.catalogue import Catalogue, read_catalogue
from etl.checking import Checked, read
from etl.delivering import Delivered
from etl.entries import Entry
from etl.frame import NUMBERS, STATUSES, Frame
from etl.known import Known
from etl.problems import Problem, Refused

TODAY = dt.date(2026, 11, 21)
HEADING = "indikator;område;periode;kjønn;teller;nevner;verdi"


def an_entry(id: str, **given: Any) -> Entry:
    """A yearly share of the municipality's own, unless said otherwise."""
    usual = {
        "id": id,
        "service_area": "sykehjem",
        "goal": "fewer_harms",
        "type": "outcome",
        "source": "own",
        "source_key": id,
        "kind": "proportion",
        "unit": "percent",
        "direction": "lower_is_better",
        "frequency": "year",
        "decimals": 1,
        "small_number_limit": 5,
        "name": {"nb": f"Prøve {id}"},
    }
    return Entry.model_validate(usual | given)


ENTRIES = (
    an_entry("andel"),
    an_entry("andel-kilde", source="ssb"),
    an_entry("rate", kind="rate", unit="per_1000", frequency="month"),
    an_entry("antall", kind="count", unit="count", frequency="month"),
    an_entry("hendelser", kind="count", unit="count", frequency="day"),
    an_entry("snitt", kind="mean", unit="days"),
    an_entry("ja-nei", kind="yes_no", unit="yes_no", source="ssb"),
    an_entry("tertial", kind="median", unit="minutes", frequency="tertial", source="helsedir"),
)


@cache
def real_catalogue() -> Catalogue:
    return read_catalogue()


def known(entries: Iterable[Entry] = ENTRIES, areas: Iterable[AreaRow] = ()) -> Known:
    """The real services, sources and areas, with these indicators alone."""
    entries = tuple(entries)
    found = dataclasses.replace(real_catalogue(), entries=entries, files={entry.id: "test.toml" for entry in entries})
    return Known(found, found.by_id, read_reference().extended(areas), TODAY)


def checked(
    content: str | bytes, *, name: str = "tall.csv", answers: Mapping[str, str] | None = None, against: Known | None = None
) -> tuple[Checked | None, tuple[Problem, ...]]:
    """What the pipeline makes of a file before anything is stored; None where it could not be read to the end."""
    body = content.encode() if isinstance(content, str) else content
    file = Delivered(name, body, "test", dt.datetime.combine(TODAY, dt.time()), dict(answers or {}))
    try:
        found = read(file, against or known(), None)
    except Refused as refusal:
        return None, in_words(refusal.problems)
    return found, in_words(found.problems)


def in_words(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same problems, each tried as a sentence: no test passes with a code that says nothing on the screen."""
    for problem in found:
        said = problem_text(problem)
        assert "None" not in said, (problem.code, said)
        assert re.search(r"\d{6}", problem.found or "") is None, (problem.code, said)
    return found


def problems(content: str | bytes, **given: Any) -> list[tuple[str, int | None]]:
    """Code and line of everything that was noticed."""
    return [(problem.code, problem.row) for problem in checked(content, **given)[1]]


def codes(content: str | bytes, **given: Any) -> list[str]:
    return [code for code, _ in problems(content, **given)]


def rows(content: str | bytes, **given: Any) -> list[dict[str, object]]:
    """The frame in the order of the file; only what a row has."""
    found, noticed = checked(content, **given)
    assert found is not None, noticed
    return as_rows(found.frame)


def as_rows(frame: Frame) -> list[dict[str, object]]:
    return [_row(frame, number) for number in frame.rows.argsort().tolist()]


def _row(frame: Frame, number: int) -> dict[str, object]:
    texts = {name: getattr(frame, name).at(number) for name in ("indicator", "area", "breakdown", "period", "note")}
    numbers = {name: float(getattr(frame, name)[number]) for name in NUMBERS}
    row = {name: text for name, text in texts.items() if text} | {name: value for name, value in numbers.items() if value == value}
    return row | {"status": STATUSES[frame.status[number]].value}


def own(*lines: str, heading: str = HEADING) -> str:
    """A file in the municipality's own template."""
    return "\n".join((heading, *lines)) + "\n"

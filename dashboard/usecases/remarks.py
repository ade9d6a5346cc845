"""What the analyst has noted, in words: the same under the chart, in its box, in tables and in files. Plain notes are numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from dashboard.text import date_text, period_text, t
from dashboard.usecases.finished import Series
from dashboard.usecases.marked import within
from dashboard.usecases.noted import Mark, Measure
from db.terms import MarkKind, Period


@dataclass(frozen=True, slots=True)
class Remark:
    """`number` stands in a flag at the time axis. A break and a point left out are seen in the chart themselves, and a measure that is newer than
    the numbers has no place there yet: they have none."""

    period: Period
    number: int | None
    text: str  # a whole sentence
    beside: str  # the same where the period stands already
    measure: int | None = None  # of a measure its number in the table

    @property
    def is_measure(self) -> bool:
        """Its flag has another shape."""
        return self.measure is not None


def remarks(series: Series) -> tuple[Remark, ...]:
    """In time order; notes and measures share their numbers."""
    numbers, periods = count(1), [point.period for point in series.points]
    ordered = sorted([*series.marks, *within(series.measures, periods)], key=lambda each: each.period)
    placed = [_of_measure(each, next(numbers)) if isinstance(each, Measure) else _of_mark(each, numbers) for each in ordered]
    return (*placed, *(_of_measure(each, None) for each in series.measures if periods and each.period > periods[-1]))


def remarks_at(series: Series, period: Period) -> list[str]:
    return [_with_number(each, each.beside) for each in remarks(series) if each.period == period]


def remark_lines(series: Series) -> list[str]:
    """Whole sentences for a file, each note with its number."""
    return [_with_number(each, each.text) for each in remarks(series)]


def _of_mark(mark: Mark, numbers: Iterator[int]) -> Remark:
    text, kind = mark.text.strip().rstrip("."), "set_aside" if mark.is_set_aside else str(mark.kind)
    said = f"{t(f'remark.{kind}', period=period_text(mark.period), text=text)}."
    if mark.decided_by:
        said = f"{said} {t('remark.decided', who=mark.decided_by)}"
    number = next(numbers) if mark.kind is MarkKind.NOTE else None
    return Remark(mark.period, number, said[:1].upper() + said[1:], t(f"remark.beside.{kind}", text=text))


def _of_measure(measure: Measure, number: int | None) -> Remark:
    """From its first day, since one in the middle of a period belongs to it only in part. One just begun is told too: whoever wrote it looks for it."""
    key = "measure" if measure.ends_on is None else "measure_ended"
    days = {"start": date_text(measure.starts_on), "end": date_text(measure.ends_on) if measure.ends_on else ""}
    return Remark(
        measure.period,
        number,
        " ".join([t(f"remark.{key}", text=measure.title, **days), *([t("remark.no_flag_yet")] if number is None else [])]),
        t(f"remark.beside.{key}", text=measure.title, **days),
        measure.action,
    )


def _with_number(remark: Remark, text: str) -> str:
    return text if remark.number is None else t("remark.numbered", number=remark.number, text=text)

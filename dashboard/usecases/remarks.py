"""What the analyst has noted, in words: the same under the chart, in its box, in tables and in files. Plain notes are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from dashboard.text import period_text, t
from dashboard.usecases.finished import Series
from dashboard.usecases.noted import Mark
from db.terms import MarkKind, Period


@dataclass(frozen=True, slots=True)
class Remark:
    """`number` stands in a flag at the time axis; a break and a point left out are seen in the chart themselves, and have none."""

    period: Period
    number: int | None
    text: str  # a whole sentence
    beside: str  # the same where the period stands already


def remarks(series: Series) -> tuple[Remark, ...]:
    """In time order."""
    numbers = count(1)
    return tuple(_remark(mark, next(numbers) if mark.kind is MarkKind.NOTE else None) for mark in series.marks)


def remarks_at(series: Series, period: Period) -> list[str]:
    return [_with_number(each, each.beside) for each in remarks(series) if each.period == period]


def remark_lines(series: Series) -> list[str]:
    """Whole sentences for a file, each note with its number."""
    return [_with_number(each, each.text) for each in remarks(series)]


def _remark(mark: Mark, number: int | None) -> Remark:
    text = mark.text.strip().rstrip(".")
    said = f"{t(f'remark.{mark.kind}', period=period_text(mark.period), text=text)}."
    if mark.decided_by:
        said = f"{said} {t('remark.decided', who=mark.decided_by)}"
    return Remark(mark.period, number, said[:1].upper() + said[1:], t(f"remark.beside.{mark.kind}", text=text))


def _with_number(remark: Remark, text: str) -> str:
    return text if remark.number is None else t("remark.numbered", number=remark.number, text=text)

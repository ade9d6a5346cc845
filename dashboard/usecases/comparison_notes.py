"""What must be known to read a comparison: the period, chance, widened limits, who is left out, who is hidden, what is older."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import quantiles

from dashboard.text import period_text, t
from dashboard.usecases.compared import Compared, FunnelFacts
from dashboard.usecases.comparison_answer import counted, listed, who
from dashboard.usecases.finished import IndicatorFacts, Kind, Period, Status
from dashboard.usecases.sentences import shown

POSSIBLE = 0.1  # from here one beyond the limits by chance alone is no wonder
FIELD = 20  # so many at least before half of them is said to lie somewhere
INNER_TAIL = 0.05  # of units that chance alone tells apart lie beyond the thin line
MOST_NAMES = 5  # hidden ones that are named; more are counted


def notes(
    rows: Sequence[Compared], others: Sequence[Compared], funnel: FunnelFacts | None, about: IndicatorFacts, periods: Sequence[Period]
) -> Iterator[str]:
    """One sentence each, the weightiest first."""
    singles = [row for row in (*rows, *others) if not row.is_whole]
    if len(periods) > 1:
        yield from _pooled(periods, about)
    if funnel is not None:
        yield from _about_funnel(funnel)
        yield from _left_out(singles, funnel)
        if funnel.own is not None and any(row.signal for row in rows):
            yield t("comparison.note.pairs")
    else:
        yield from _spread([row for row in singles if row.value is not None], about)
    yield from _hidden([row for row in (*rows, *others) if row.point is not None and row.point.status is Status.SUPPRESSED])
    yield from (t("comparison.note.older", area=row.area.name, period=period_text(row.point.period)) for row in rows if row.is_older)


def _pooled(periods: Sequence[Period], about: IndicatorFacts) -> Iterator[str]:
    key = "whole_year" if periods[0].year == periods[-1].year else "pooled"
    yield t(f"comparison.note.{key}", first=period_text(periods[0]), last=period_text(periods[-1]), year=periods[-1].year)
    if about.kind is Kind.PROPORTION:
        yield t("comparison.note.repeated")


def _about_funnel(funnel: FunnelFacts) -> Iterator[str]:
    chance, inner = round(funnel.expected), round(len(funnel.units) * INNER_TAIL)
    code = "many" if chance else "few" if funnel.expected >= POSSIBLE else "none"
    here = few_words(funnel.beyond_by_chance)
    yield t(f"comparison.chance.{code}", who=who(funnel), expected=few_words(chance), inner=few_words(inner), found=here)
    if funnel.is_widened:
        those = t(f"comparison.those.{funnel.units[0].area.type}")
        yield t("comparison.note.widened", who=those, found=few_words(len(funnel.beyond)))


def _left_out(singles: Sequence[Compared], funnel: FunnelFacts) -> Iterator[str]:
    left_out = sum(row.value is not None for row in singles) - len(funnel.units)
    if left_out > 0:
        yield t("comparison.note.left_out", who=counted(left_out, funnel.units[0].area))


def _spread(members: Sequence[Compared], about: IndicatorFacts) -> Iterator[str]:
    """Where the middle half of a large field lies, and the own beside it, where no limits of chance can be drawn."""
    if len(members) < FIELD or about.kind is Kind.YES_NO:
        return
    low, _, high = quantiles([member.value for member in members], n=4, method="inclusive")
    yield t("comparison.note.spread", who=counted(len(members), members[0].area), low=shown(low, about), high=shown(high, about))
    own = next((member for member in members if member.is_own), None)
    if own is not None:
        place = "above" if own.value > high else "below" if own.value < low else "among"
        yield t(f"comparison.note.{place}_half", area=own.area.name)


def _hidden(hidden: Sequence[Compared]) -> Iterator[str]:
    singles = [row for row in hidden if not row.is_whole]
    names = [row.area.name for row in hidden]
    if len(singles) > MOST_NAMES:
        names = [counted(len(singles), singles[0].area), *(row.area.name for row in hidden if row.is_whole)]
    if names:
        yield t("comparison.note.hidden", names=listed(names))


def few_words(count: int) -> str:
    return t("comparison.few.none") if count == 0 else t("comparison.few.one") if count == 1 else str(count)

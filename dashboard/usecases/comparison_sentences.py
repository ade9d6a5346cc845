"""The answer by rule: do we stand out more than chance allows? And what must be known to read the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import quantiles

from dashboard.text import number, period_text, t
from dashboard.usecases.compared import Compared, FunnelFacts, FunnelUnit
from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Kind, Period, Point, Status
from dashboard.usecases.sentences import shown

POSSIBLE = 0.1  # from here one beyond the limits by chance alone is no wonder
FIELD = 20  # so many at least before half of them is said to lie somewhere


def answer(own: Compared | None, area: AreaFacts, rows: Sequence[Compared], funnel: FunnelFacts | None, about: IndicatorFacts) -> str:
    """One sentence: by the funnel where there is one, else against each of the chosen, else the bare numbers."""
    if own is not None and own.value is None:
        is_hidden = own.point is not None and own.point.status is Status.SUPPRESSED
        return t(f"comparison.answer.own_{'hidden' if is_hidden else 'missing'}", area=area.name)
    if funnel is not None and funnel.own is not None:
        return _own_in_funnel(funnel.own, funnel, about)
    if own is None:
        return _units(funnel, about) if funnel is not None else t("comparison.answer.too_few_units")
    return _against_each(own, rows, about)


def _own_in_funnel(own: FunnelUnit, funnel: FunnelFacts, about: IndicatorFacts) -> str:
    facts = {"area": own.area.name, "level": level(own.point, about), "others": shown(funnel.others, about)}
    facts |= {"side": t(f"sentence.side.{'up' if own.value > funnel.centre else 'down'}"), "who": who(funnel, about)}
    if own.signal is not None:
        return t(f"comparison.answer.beyond_{own.signal}", **facts)
    if abs(own.place_by_chance) == 2:
        return t("comparison.answer.as_different", **facts)
    return t("comparison.answer.edge" if abs(own.place_by_chance) == 1 else "comparison.answer.inside", **facts)


def _units(funnel: FunnelFacts, about: IndicatorFacts) -> str:
    facts = {"count": len(funnel.units), "all": shown(funnel.centre, about)}
    if not funnel.beyond:
        return t("comparison.answer.no_unit", **facts)
    said = [_one_beyond(unit, about) for unit in funnel.beyond]
    rest = t("comparison.answer.rest") if len(funnel.beyond) < len(funnel.units) else ""
    return " ".join([*said, t("comparison.answer.all_together", **facts), rest]).strip()


def _one_beyond(unit: FunnelUnit, about: IndicatorFacts) -> str:
    side = t(f"sentence.side.{'up' if unit.place > 0 else 'down'}")
    return t(f"comparison.answer.unit_{unit.signal}", area=unit.area.name, level=level(unit.point, about), side=side)


def _against_each(own: Compared, rows: Sequence[Compared], about: IndicatorFacts) -> str:
    first = t("comparison.answer.own", area=own.area.name, level=level(own.point, about))
    said = [against_one(row, own, about) for row in rows if not row.is_own and row.value is not None]
    return " ".join([first, *said])


def against_one(row: Compared, own: Compared, about: IndicatorFacts) -> str:
    """The own seen against this one: the words of the trend page, so that the same claim is made in the same words."""
    if about.kind is Kind.YES_NO:
        return t("comparison.answer.yes_no", area=row.area.name, value=shown(row.value, about))
    turned = {"better": "worse", "worse": "better", "higher": "lower", "lower": "higher"}
    code = turned.get(row.word, row.word)
    if code == "not_compared":
        code = "above_unsure" if own.value > row.value else "below_unsure" if own.value < row.value else "equal_unsure"
    return t(f"sentence.comparison.{code}", area=row.area.name, value=shown(row.value, about))


def level(point: Point, about: IndicatorFacts) -> str:
    """«52,6 %, sikkert mellom 44,2 og 60,9 %»; the bare value where its interval is not known."""
    value = shown(point.value, about)
    if point.lower is None or point.upper is None or about.kind is Kind.COUNT:
        return value
    return t("comparison.answer.level", value=value, lower=number(point.lower, about.decimals), upper=shown(point.upper, about))


def who(funnel: FunnelFacts, about: IndicatorFacts) -> str:
    """«354 kommuner», «4 enheter»."""
    return counted(len(funnel.units), funnel.units[0].area)


def counted(count: int, one: AreaFacts) -> str:
    return t(f"comparison.count.{one.type}", count=count)


def notes(
    rows: Sequence[Compared], others: Sequence[Compared], funnel: FunnelFacts | None, about: IndicatorFacts, periods: Sequence[Period]
) -> Iterator[str]:
    """What the reader must know: the period, chance, widened limits, who is left out, who is hidden."""
    if len(periods) > 1:
        yield t("comparison.note.pooled", first=period_text(periods[0]), last=period_text(periods[-1]), count=len(periods))
        if about.kind is Kind.PROPORTION:
            yield t("comparison.note.repeated")
    if funnel is not None:
        yield from _about_funnel(funnel, about)
        left_out = sum(row.value is not None and not row.is_whole for row in (*rows, *others)) - len(funnel.units)
        if left_out > 0:
            yield t("comparison.note.left_out", count=left_out)
    else:
        yield from _spread([row for row in (*rows, *others) if not row.is_whole and row.value is not None], about)
    hidden = [row.area.name for row in (*rows, *others) if row.point is not None and row.point.status is Status.SUPPRESSED]
    if hidden:
        yield t("comparison.note.hidden", names=", ".join(hidden) if len(hidden) <= 5 else counted(len(hidden), others[0].area))


def _about_funnel(funnel: FunnelFacts, about: IndicatorFacts) -> Iterator[str]:
    chance, found = round(funnel.expected), len(funnel.beyond)
    code = "many" if chance else "few" if funnel.expected >= POSSIBLE else "none"
    here = few_words(funnel.beyond_by_chance)
    yield t(f"comparison.chance.{code}", who=who(funnel, about), expected=few_words(chance), found=here)
    if funnel.is_widened:
        yield t("comparison.note.widened", who=t(f"comparison.those.{funnel.units[0].area.type}"), found=found)


def _spread(members: Sequence[Compared], about: IndicatorFacts) -> Iterator[str]:
    """Where the middle half of a large field lies, where no limits of chance can be drawn."""
    if len(members) < FIELD or about.kind is Kind.YES_NO:
        return
    low, _, high = quantiles([member.value for member in members], n=4, method="inclusive")
    yield t("comparison.note.spread", who=counted(len(members), members[0].area), low=shown(low, about), high=shown(high, about))


def few_words(count: int) -> str:
    return t("comparison.few.none") if count == 0 else t("comparison.few.one") if count == 1 else str(count)

"""The answer by rule, in the first sentence: do we stand out more than chance allows?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.text import number, t
from dashboard.usecases.compared import Compared, FunnelFacts, FunnelUnit
from dashboard.usecases.comparison_points import is_counted
from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Kind, Point, Status
from dashboard.usecases.sentences import shown

SURE = ("better", "worse", "higher", "lower")
MOST_NAMED = 3  # units in one sentence; the picture and the table have them all


def answer(
    own: Compared | None,
    area: AreaFacts,
    rows: Sequence[Compared],
    others: Sequence[Compared],
    funnel: FunnelFacts | None,
    about: IndicatorFacts,
) -> str:
    """By the funnel where there is one, else against each of the chosen; where nothing can be claimed, that and why."""
    singles = [row for row in (*rows, *others) if not row.is_whole]
    if own is not None and own.value is None:
        is_hidden = own.point is not None and own.point.status is Status.SUPPRESSED
        return t(f"comparison.answer.own_{'hidden' if is_hidden else 'missing'}", area=area.name)
    if about.kind is Kind.YES_NO:
        return _answers(own, singles, about)
    if funnel is not None and funnel.own is not None:
        return _own_in_funnel(funnel.own, funnel, about)
    if own is not None:
        return _against_each(own, rows, about)
    return _units(funnel, about) if funnel is not None else _units_alone(rows, about)


def _answers(own: Compared | None, singles: Sequence[Compared], about: IndicatorFacts) -> str:
    """Yes and no are counted; those that have not answered, and those it does not concern, are neither."""
    given = Counter(row.value for row in singles if row.value is not None)
    facts = {"who": counted(sum(given.values()), singles[0].area), "yes": given[1.0], "no": given[0.0]}
    said = [t("comparison.answer.yes_no", **facts)]
    if own is not None:
        same = {"area": own.area.name, "value": shown(own.value, about), "same": given[own.value]}
        said = [t("comparison.answer.yes_no_own", **facts, **same)]
    silent = Counter(row.point.status for row in singles if row.value is None and row.point is not None)
    return " ".join([*said, *(t(f"comparison.silent.{status}", count=count) for status, count in sorted(silent.items()))])


def _own_in_funnel(own: FunnelUnit, funnel: FunnelFacts, about: IndicatorFacts) -> str:
    facts = {"area": own.area.name, "level": level(own.point, about), "others": shown(funnel.others, about)}
    facts |= {"side": t(f"sentence.side.{'up' if own.value > funnel.centre else 'down'}"), "who": who(funnel)}
    if own.signal is not None:
        return t(f"comparison.answer.beyond_{own.signal}", **facts)
    if abs(own.place_by_chance) == 2:
        return t("comparison.answer.as_different", **facts)
    return t("comparison.answer.edge" if abs(own.place_by_chance) == 1 else "comparison.answer.inside", **facts)


def _units(funnel: FunnelFacts, about: IndicatorFacts) -> str:
    facts = {"count": len(funnel.units), "all": shown(funnel.centre, about), "found": len(funnel.beyond)}
    if not funnel.beyond:
        return t("comparison.answer.no_unit", **facts)
    if len(funnel.beyond) == 1:
        return t(f"comparison.answer.unit_{funnel.beyond[0].signal}", **facts, **_beyond(funnel.beyond[0], about))
    named = [t("comparison.answer.one_of_them", **_beyond(unit, about)) for unit in funnel.beyond[:MOST_NAMED]]
    rest = len(funnel.beyond) - len(named)
    names = listed([*named, *([t("comparison.answer.more", count=rest)] if rest else [])])
    return t("comparison.answer.some_units", **facts, names=names)


def _beyond(unit: FunnelUnit, about: IndicatorFacts) -> dict[str, str]:
    side = t(f"sentence.side.{'up' if unit.place > 0 else 'down'}")
    return {"area": unit.area.name, "level": level(unit.point, about), "value": shown(unit.value, about), "side": side}


def _units_alone(rows: Sequence[Compared], about: IndicatorFacts) -> str:
    """Units that no funnel can hold: too few are seen, all are alike, two are a pair, or nothing says how sure they are."""
    units = [row for row in rows if not row.is_whole and row.value is not None]
    if len(units) < 2:
        return t("comparison.answer.too_few_units")
    values = [unit.value for unit in units]
    if min(values) == max(values):
        return t("comparison.answer.alike", who=counted(len(units), units[0].area), value=shown(values[0], about))
    if len(units) == 2 and units[0].word in ("similar", *SURE):
        facts = {"first": units[0].area.name, "second": units[1].area.name}
        levels = {"first_level": level(units[0].point, about), "second_level": level(units[1].point, about)}
        return t(f"comparison.answer.pair_{'similar' if units[0].word == 'similar' else 'different'}", **facts, **levels)
    ends = {"low": number(min(values), about.decimals), "high": shown(max(values), about)}
    return t("comparison.answer.units_unsure", why=why_unsure(units, about), who=counted(len(units), units[0].area), **ends)


def _against_each(own: Compared, rows: Sequence[Compared], about: IndicatorFacts) -> str:
    """Against each of the chosen: what is sure first, then each one in the words of the trend page."""
    beside = [row for row in rows if not row.is_own and row.value is not None and row.word != "older"]
    facts = {"area": own.area.name, "level": level(own.point, about)}
    if not beside:
        return t("comparison.answer.nobody", **facts)
    if all(row.word == "not_compared" for row in beside):
        named = [t("comparison.answer.one_value", area=row.area.in_sentence, value=shown(row.value, about)) for row in beside[:MOST_NAMED]]
        return t("comparison.answer.unsure", why=why_unsure([own], about), names=listed(named), **facts)
    sure = [row.area.in_sentence for row in beside if row.word in SURE]
    first = t("comparison.answer.different" if sure else "comparison.answer.similar", names=listed(sure), **facts)
    return " ".join([first, *(_against_one(row, own, about) for row in beside)])


def _against_one(row: Compared, own: Compared, about: IndicatorFacts) -> str:
    """The own seen against this one: the words of the trend page, so that the same claim is made in the same words."""
    turned = {"better": "worse", "worse": "better", "higher": "lower", "lower": "higher"}
    code = turned.get(row.word, row.word)
    if code == "not_compared":
        code = "above_unsure" if own.value > row.value else "below_unsure" if own.value < row.value else "equal_unsure"
    return t(f"sentence.comparison.{code}", area=row.area.in_sentence, value=shown(row.value, about))


def why_unsure(rows: Iterable[Compared], about: IndicatorFacts) -> str:
    """Why nothing can be said of chance: counts that nobody has published, or a mean without the spread behind it."""
    if about.is_counted:
        return t("comparison.why." + ("few" if all(is_counted(row.point, about) for row in rows) else "uncounted"))
    return t("comparison.why." + ("survey" if about.source == "survey" else "measured"))


def level(point: Point, about: IndicatorFacts) -> str:
    """«52,6 %, sikkert mellom 44,2 og 60,9 %»; the bare value where its interval is not known."""
    value = shown(point.value, about)
    if point.lower is None or point.upper is None or about.kind is Kind.COUNT:
        return value
    return t("comparison.answer.level", value=value, lower=number(point.lower, about.decimals), upper=shown(point.upper, about))


def listed(words: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    return t("comparison.and").join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def who(funnel: FunnelFacts) -> str:
    """«354 kommuner», «4 enheter»."""
    return counted(len(funnel.units), funnel.units[0].area)


def counted(count: int, one: AreaFacts) -> str:
    return t(f"comparison.count.{one.type}", count=count)

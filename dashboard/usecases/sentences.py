"""The ten-second answer, put together by rule from the verdicts: the level, against before, against others, against the target."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text import answer_text, number, period_text, t, value_with_unit
from dashboard.usecases.finished import IndicatorFacts, Point, Verdict
from db.terms import Kind, Status


def sentence(
    points: Sequence[Point],
    interval: Point | None,
    indicator: IndicatorFacts,
    change: Verdict,
    comparison: Verdict | None,
    goal: Verdict | None,
) -> str:
    """What, how sure, since when; `interval` is the newest point with its own 95 % interval."""
    said = [level(points, interval, indicator)]
    if change.code != "nothing":
        said += [change_sentence(change, indicator)]
        said += [goal_sentence(goal, indicator)] if goal else []
        said += [comparison_sentence(comparison, indicator, points)] if comparison else []
    answer = " ".join(said)
    return answer[:1].upper() + answer[1:]  # «ja» may stand first


def level(points: Sequence[Point], interval: Point | None, indicator: IndicatorFacts) -> str:
    """The newest number, with its counts and interval where they are known; or why there is none."""
    if not points:
        return t("sentence.level.none")
    newest = points[-1]
    if newest.value is None:
        hidden = newest.status is Status.SUPPRESSED
        return t("sentence.level.hidden" if hidden else "sentence.level.missing", period=period_text(newest.period))
    facts = {"value": shown(newest.value, indicator), "period": period_text(newest.period)}
    if interval is None or interval.lower is None or indicator.kind is Kind.COUNT:
        return t("sentence.level.plain", **facts)
    facts |= {"lower": number(interval.lower, indicator.decimals), "upper": shown(interval.upper, indicator)}
    if newest.numerator is None or newest.denominator is None:
        return t("sentence.level.interval", **facts)
    counts = {"numerator": number(newest.numerator), "denominator": number(newest.denominator)}
    return t("sentence.level.counted", **facts, **counts)


def shown(value: float | None, indicator: IndicatorFacts) -> str:
    """A value as a reader of this indicator sees it; an answer is a word."""
    if indicator.kind is Kind.YES_NO and value is not None:
        return answer_text(value)
    return value_with_unit(value, indicator.unit, indicator.decimals)


def change_sentence(verdict: Verdict, indicator: IndicatorFacts) -> str:
    facts = dict(verdict.facts)
    ends = [t(f"sentence.{name}", value=shown(facts.pop(name), indicator)) for name in ("fall_to", "rise_to") if name in facts]
    facts["ends"] = t("sentence.or").join(ends)
    direction = facts.pop("direction", None)
    if direction:
        facts |= {"side": t(f"sentence.side.{direction}"), "movement": t(f"sentence.movement.{direction}")}
    since = period_text(verdict.since) if verdict.since else ""
    return t(f"sentence.change.{verdict.code}", since=since, **facts)


def comparison_sentence(verdict: Verdict, indicator: IndicatorFacts, points: Sequence[Point]) -> str:
    """Says the period too when it is not the newest: an older comparison must not pass for today's."""
    said = t(f"sentence.comparison.{verdict.code}", area=verdict.facts["area"], value=shown(verdict.facts["value"], indicator))
    if verdict.since == points[-1].period:
        return said
    return t("sentence.comparison.in_period", period=period_text(verdict.since), rest=said[0].lower() + said[1:])


def goal_sentence(verdict: Verdict, indicator: IndicatorFacts) -> str:
    return t(f"sentence.goal.{verdict.code}", target=shown(verdict.facts["target"], indicator))

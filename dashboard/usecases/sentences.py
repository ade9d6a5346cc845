"""The ten-second answer, put together by rule from the verdicts: the level, against before, against others, against the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.text import answer_text, number, period_text, t, unit_name, value_with_unit
from dashboard.usecases.claims import SeenBy
from dashboard.usecases.counted_words import cases_word
from dashboard.usecases.finished import AnswerCount, Assurance, IndicatorFacts, Point, Signal, SmallestChange, Verdict
from dashboard.usecases.noted import Break
from dashboard.usecases.wait_words import wait_sentence
from dashboard.usecases.waits import Waits
from db.terms import Kind, Status

STATUS_WORDS = {Status.SUPPRESSED: "hidden", Status.NOT_REPORTED: "not_reported", Status.NOT_RELEVANT: "not_relevant"}
UNSAID = ("nothing", "no_events")  # codes that say no more than the level before them
TOO_FEW = ("too_few", "five_years_too_little")  # codes that say no more than that the basis is too small


@dataclass(frozen=True, slots=True)
class Claims:
    """What is claimed of a series beside its newest number."""

    change: Verdict
    comparison: Verdict | None = None
    goal: Verdict | None = None
    assurance: Assurance = Assurance.NONE
    smallest_change: SmallestChange | None = None
    trial: int = 0  # how few points the limits rest on, where they may still move
    answers: AnswerCount | None = None  # of the units
    since: Break | None = None  # what came before is not counted with
    waits: Waits | None = None  # of rare events: how long ago the newest was says more than the newest count


def sentence(points: Sequence[Point], interval: Point | None, indicator: IndicatorFacts, claims: Claims) -> str:
    """What, how sure, since when; `interval` is the newest point with its own 95 % interval."""
    units = [units_sentence(claims.answers)] if claims.answers else []
    newest = wait_sentence(claims.waits) if claims.waits else level(points, interval, indicator)
    said = units if units and not points else [newest, *units]
    if claims.change.code not in UNSAID:
        said += change_sentences(claims.change, claims.smallest_change, indicator)
        said += [_begun(claims.since)] if claims.since and claims.change.code not in ("too_few_since", "sparse_since") else []
        said += [t("sentence.trial", count=claims.trial)] if claims.trial else []
        said += [goal_sentence(claims.goal, claims.assurance, indicator)] if claims.goal else []
        said += [comparison_sentence(claims.comparison, indicator, points)] if claims.comparison else []
    return " ".join(map(_with_capital, said))


def _begun(since: Break) -> str:
    """A change that the break hides must not be taken for none."""
    return t("sentence.counted_since", since=period_text(since.period), begun=t(f"sentence.begun.{since.reason}"))


def _with_capital(said: str) -> str:
    """«ja», or a place or word from a file, may stand first."""
    return said[:1].upper() + said[1:]


def level(points: Sequence[Point], interval: Point | None, indicator: IndicatorFacts) -> str:
    """The newest number, with its counts and interval where they are known; or why there is none."""
    if not points:
        return t("sentence.level.none")
    newest = points[-1]
    if newest.value is None:
        key = (
            STATUS_WORDS.get(newest.status, "missing") if indicator.kind is Kind.YES_NO or newest.status is Status.SUPPRESSED else "missing"
        )
        return t(f"sentence.level.{key}", period=period_text(newest.period))
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


def change_sentences(verdict: Verdict, smallest: SmallestChange | None, indicator: IndicatorFacts) -> list[str]:
    """Against its own past; and where so few are counted that much could have changed unseen, what would have been seen."""
    if smallest is None or not smallest.hides_much or smallest.cases is None or not indicator.is_counted:
        return [change_sentence(verdict)]
    if verdict.signal is Signal.ORDINARY:
        few = [smallest_sentence("few", smallest, indicator)] if smallest.hides_double else []
        return [change_sentence(verdict), *few]
    if verdict.code in TOO_FEW:
        return [smallest_sentence("too_little", smallest, indicator)]
    more = [smallest_sentence("and", smallest, indicator)] if verdict.code == "sparse" else []
    return [change_sentence(verdict), *more]


def units_sentence(answers: AnswerCount) -> str:
    """«7 av 9 enheter svarer ja i 2026, 2 har ikke rapportert.»"""
    rest = [t(f"sentence.units.{name}", count=getattr(answers, name)) for name in ("no", "silent", "exempt") if getattr(answers, name)]
    said = t("sentence.units.yes", count=answers.yes, asked=answers.asked, period=period_text(answers.period))
    return ", ".join([said, *rest]) + "."


def change_sentence(verdict: Verdict) -> str:
    facts = dict(verdict.facts)
    direction = facts.pop("direction", None)
    if direction:
        facts |= {"side": t(f"sentence.side.{direction}"), "movement": t(f"sentence.movement.{direction}")}
    if "reason" in facts:
        facts |= {"begun": t(f"sentence.begun.{facts['reason']}")}
    facts |= {"answer": answer_text(facts["answer"])} if "answer" in facts else {}
    since = period_text(verdict.since) if verdict.since else ""
    return t(f"sentence.change.{verdict.code}", since=since, **facts)


def smallest_sentence(lead: str, smallest: SmallestChange, indicator: IndicatorFacts) -> str:
    """«For lite grunnlag: med 20 beboere ville bare en endring fra 25 til under 6 prosent vist seg.»"""
    key = "cases_a_year" if smallest.by is SeenBy.FIVE_YEARS else "cases"
    cases = t(f"sentence.smallest.{key}", count=number(smallest.cases), cases=cases_word(indicator.denominator))
    ends = {"fall_to": smallest.fall_to, "rise_to": smallest.rise_to}
    decimals = _decimals(smallest, indicator)
    said = [t(f"sentence.smallest.{name}", value=number(end, decimals)) for name, end in ends.items() if end is not None]
    if not said:
        return t(f"sentence.smallest.{lead}", rest=t("sentence.smallest.blind", cases=cases))
    facts = {"cases": cases, "level": number(smallest.level, decimals), "ends": t("sentence.or").join(said)}
    is_once = smallest.by is SeenBy.LIMITS or lead == "few"
    key = "seen_five_years" if smallest.by is SeenBy.FIVE_YEARS else "seen_once" if is_once else "seen"
    rest = t(f"sentence.smallest.{key}", unit=unit_name(indicator.unit), **facts)
    return t(f"sentence.smallest.{lead}", rest=rest if lead != "and" else _with_capital(rest))


def _decimals(smallest: SmallestChange, indicator: IndicatorFacts) -> int:
    """Of fewer than a hundred a share in tenths of a per cent is no knowledge; unless the numbers would then look alike."""
    shown = {round(end) for end in (smallest.level, smallest.fall_to, smallest.rise_to) if end is not None}
    known = sum(end is not None for end in (smallest.level, smallest.fall_to, smallest.rise_to))
    is_few = indicator.unit == "percent" and smallest.cases < 100 and len(shown) == known
    return 0 if is_few else indicator.decimals


def comparison_sentence(verdict: Verdict, indicator: IndicatorFacts, points: Sequence[Point]) -> str:
    """Says the period too when it is not the newest: an older comparison must not pass for today's."""
    said = t(f"sentence.comparison.{verdict.code}", area=verdict.facts["area"], value=shown(verdict.facts["value"], indicator))
    if verdict.since == points[-1].period:
        return said
    return t("sentence.comparison.in_period", period=period_text(verdict.since), rest=said[0].lower() + said[1:])


def goal_sentence(verdict: Verdict, assurance: Assurance, indicator: IndicatorFacts) -> str:
    """Where limits tell whether the target can be counted on, they do; else the newest number and how sure it is."""
    facts = {"aim": t(f"sentence.aim.{verdict.facts['level']}"), "target": shown(verdict.facts["target"], indicator)}
    if assurance is not Assurance.NONE:
        return t(f"sentence.assurance.{assurance}", **facts)
    return t(f"sentence.goal.{verdict.code}", **facts)

"""From what the reader has chosen to finished series: one reading of the database without what is hidden, then chart, judge, say."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.selection import Selection
from dashboard.usecases.charting import charted
from dashboard.usecases.choices import resolve
from dashboard.usecases.data_version import data_version
from dashboard.usecases.facts import Facts, read_facts
from dashboard.usecases.finished import Chart, IndicatorFacts, Point, Series, Why
from dashboard.usecases.first_year import rests_on_earlier, shown_from
from dashboard.usecases.judged import Held, judged
from dashboard.usecases.kept import kept
from dashboard.usecases.lines import breakdowns_of, line_at, lines_beside, within_years
from dashboard.usecases.marked import within
from dashboard.usecases.noted import Measure
from dashboard.usecases.place_line import PlaceLine
from dashboard.usecases.provenance import provenance
from dashboard.usecases.segments import segments
from dashboard.usecases.small_numbers import Audience
from dashboard.usecases.unit_answers import unit_answers
from db.engine import reading
from db.queries import indicators as indicator_queries
from db.queries.observations import current_version
from db.terms import Overlap, Role
from etl.scales import scale_in


def audience_of(asker: Asker, asked: str | None = None) -> Audience:
    """Leaders answer for the service and see its own counts; everybody else sees what could be published, whatever they ask for."""
    is_leader = asker.user.role.may(Role.LEADER)
    return Audience(asked) if asked and is_leader else Audience.INTERNAL if is_leader else Audience.PUBLIC


def find_series(asker: Asker, indicator: str, selection: Selection, chart: str | None = None, audience: str | None = None) -> Series:
    """The finished series of one indicator. NotFound for an indicator, area or version that does not exist."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        if indicator_queries.find_indicator(session, indicator) is None:
            raise NotFound("unknown_indicator", found=indicator)
        resolved = resolve(asker, session, selection)
        if selection.area and resolved.area != selection.area:
            raise NotFound("unknown_area", found=selection.area)
        if selection.as_of is not None and selection.as_of > current_version(session):
            raise NotFound("unknown_version", found=selection.as_of, newest=current_version(session))
        found = finish(asker, session, [indicator], resolved, chart=chart, audience=audience, keep_empty=True)
        return found[0]


def finish(
    asker: Asker,
    session: Session,
    indicators: Sequence[str],
    selection: Selection,
    *,
    chart: str | None = None,
    audience: str | None = None,
    keep_empty: bool = False,
) -> list[Series]:
    """Every one of these indicators for the chosen place, in the order given; without the ones that have no number there."""
    seen_by, asked = audience_of(asker, audience), Chart(chart) if chart else None

    def found(names: Sequence[str], chosen: Selection) -> list[Series]:
        key = (data_version(session), tuple(names), chosen.with_(action=None), seen_by, asked)
        return kept(asker.engine, key, lambda: _computed(asker, session, names, chosen, seen_by, asked))

    series, year = found(indicators, selection.with_(first_year=None)), selection.first_year
    if year:  # most readers choose only how much they see
        again = [one.indicator.id for one in series if rests_on_earlier(one, year)]
        anew = {one.indicator.id: one for one in (found(again, selection) if again else ())}
        series = [shown_from(anew.get(one.indicator.id, one), year) for one in series]
    return [one for one in series if keep_empty or one.last is not None or one.answers]


def _computed(
    asker: Asker, session: Session, indicators: Sequence[str], selection: Selection, audience: Audience, asked: Chart | None
) -> list[Series]:
    """What they are held against is seen from the first year on; of a series, a first year asks only whether anything of it is left."""
    facts = read_facts(asker, session, indicators, [selection.area], selection.as_of, audience)
    known = [indicator for indicator in indicators if indicator in facts.indicators]
    parts = {indicator: breakdowns_of(facts, indicator, selection.area) for indicator in known}
    shown = {indicator: _breakdown(parts[indicator], selection) for indicator in known}
    beside = lines_beside(asker, session, facts, shown, selection, audience)
    units = unit_answers(asker, session, indicators, selection, audience)
    against = {name: Held(beside[name], facts.targets_at(name, selection.area), units.get(name, ())) for name in known}
    return [_finished(facts, name, parts[name], selection, asked, against[name]) for name in known]


def _finished(facts: Facts, indicator: str, parts: tuple[str, ...], selection: Selection, asked: Chart | None, against: Held) -> Series:
    about, breakdown = facts.indicators[indicator], _breakdown(parts, selection)
    line = line_at(facts, indicator, selection.area, breakdown, without_levels=selection.without_levels)
    points = _judged_on(line.points, selection)
    drawn = charted(points, line.breaks, about, asked)
    return Series(
        indicator=about,
        area=facts.areas[selection.area],
        breakdown=breakdown,
        chart=drawn.chart,
        why=Why.YES_NO if against.units else drawn.why,
        points=drawn.points,
        **_joined(line, drawn.points, about),
        measures=_known_by(facts.measures_at(indicator, selection.area), selection.last_year),
        **judged(drawn, points, against, about),
        provenance=provenance(facts, about, within_years(drawn.points, selection)),
        other_frequency=within_years(line.other, selection),
        breakdowns=parts,
        value_range=scale_in(breakdown),
        hindered=drawn.hindered,
    )


def _joined(line: PlaceLine, shown: Sequence[Point], about: IndicatorFacts) -> dict[str, object]:
    """Fields of a Series: what one stroke may join, where it may not, and what is noted there."""
    is_cumulative = about.overlap is Overlap.CUMULATIVE
    return {
        "segments": segments(shown, line.breaks, about.months, restarts_yearly=is_cumulative),
        "breaks": line.breaks,
        "marks": within(line.marks, [point.period for point in shown]),
    }


def _judged_on(points: Sequence[Point], selection: Selection) -> tuple[Point, ...]:
    """Limits and verdicts rest on all points up to the last year asked for: a later first year hides points, it changes no claim."""
    return within_years(points, selection.with_(first_year=None)) if within_years(points, selection) else ()


def _breakdown(parts: Sequence[str], selection: Selection) -> str:
    """The one asked for, or the first."""
    return selection.breakdown if selection.breakdown in parts else parts[0]


def _known_by(measures: tuple[Measure, ...], last_year: int | None) -> tuple[Measure, ...]:
    """A reader who asks for years that are past is not told of what came later; what came before may be judged still."""
    return tuple(measure for measure in measures if measure.period.year <= (last_year or 9999))

"""Do we stand out more than chance allows? One indicator, one period, the own area beside others of its sort and the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.selection import Selection
from dashboard.text import alphabetical
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.compared import Against, Compared, Comparison, FunnelFacts
from dashboard.usecases.comparison_answer import answer
from dashboard.usecases.comparison_fields import newest, places, units
from dashboard.usecases.comparison_funnel import funnel_of
from dashboard.usecases.comparison_notes import notes
from dashboard.usecases.comparison_points import Figures
from dashboard.usecases.comparison_rows import Field
from dashboard.usecases.comparison_verdicts import against_all, against_each_other, against_own
from dashboard.usecases.comparison_wholes import with_wholes, without_own
from dashboard.usecases.data_version import data_version
from dashboard.usecases.facts import Facts, read_facts
from dashboard.usecases.finished import FICTIONAL, AreaFacts, IndicatorFacts
from dashboard.usecases.kept import kept
from dashboard.usecases.lines import breakdowns_of
from dashboard.usecases.series import audience_of
from dashboard.usecases.small_numbers import Audience, hides
from dashboard.usecases.whole_years import whole_years
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.terms import AreaType, Kind, Role


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """`comparisons` is empty where nobody else has figures, or where the indicator is a count: a larger place has more of everything.

    `elsewhere` are then the wholes around the area that have figures, so that the reader has somewhere to go.
    """

    indicator: IndicatorFacts
    comparisons: tuple[Comparison, ...]
    breakdowns: tuple[str, ...]
    selection: Selection  # resolved, with the indicator's own service
    choices: Choices
    has_figures: bool = True  # of the area itself, up to the year chosen
    elsewhere: tuple[AreaFacts, ...] = ()


def comparison_page(asker: Asker, indicator: str, selection: Selection, audience: str | None = None) -> ComparisonPage:
    """NotFound where there is no such indicator or place."""
    require(asker.user, Role.READER)
    seen_by = audience_of(asker, audience)
    with reading(asker.engine) as session:
        if indicator_queries.find_indicator(session, indicator) is None:
            raise NotFound("unknown_indicator", found=indicator)
        # One period is compared, so a first year means nothing here, and must not take the place of the last one.
        resolved = resolve(asker, session, selection.with_(first_year=None))
        if selection.area and resolved.area != selection.area:
            raise NotFound("unknown_area", found=selection.area)
        key = (data_version(session), "comparison", indicator, resolved, seen_by)
        found = kept(asker.engine, key, lambda: _compute(asker, session, indicator, resolved, seen_by))
        resolved = resolved.with_(service_area=found.about.service_area, breakdown=found.breakdown)
        offered = choices(asker, session, resolved)
        return ComparisonPage(found.about, found.comparisons, found.breakdowns, resolved, offered, found.has_figures, found.elsewhere)


def one_comparison(asker: Asker, indicator: str, selection: Selection, against: str, audience: str | None = None) -> Comparison:
    """One of the page's comparisons, as places or as units; NotFound where there is none."""
    found = comparison_page(asker, indicator, selection, audience).comparisons
    one = next((each for each in found if each.against == against), None)
    if one is None:
        raise NotFound("no_comparison", found=against)
    return one


@dataclass(frozen=True, slots=True)
class _Found:
    """What is kept of a page: all that does not depend on who asks, beyond the audience."""

    about: IndicatorFacts
    breakdown: str
    breakdowns: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    has_figures: bool
    elsewhere: tuple[AreaFacts, ...]


def _compute(asker: Asker, session: Session, indicator: str, selection: Selection, audience: Audience) -> _Found:
    codes = [area.code for area in area_queries.all_areas(session) if area.type is not AreaType.DISTRICT]
    facts = read_facts(asker, session, [indicator], codes, selection.as_of, audience)
    about = facts.indicators[indicator]
    years = whole_years(asker, session, about, selection.as_of) if hides(about, audience) else None
    breakdowns = breakdowns_of(facts, indicator, selection.area)
    breakdown = selection.breakdown if selection.breakdown in breakdowns else breakdowns[0]
    figures = Figures(facts, about, breakdown, audience, years)
    fields = () if about.kind is Kind.COUNT else (places(session, figures, selection), units(figures, selection))
    found = (_comparison(figures, against, field, selection.area) for against, field in zip(Against, fields, strict=False) if field)
    has_figures = newest(figures, selection) is not None
    return _Found(about, breakdown, breakdowns, tuple(one for one in found if one), has_figures, _elsewhere(figures, selection.area))


def _elsewhere(figures: Figures, area: str) -> tuple[AreaFacts, ...]:
    """The wholes around an area that have figures: its municipality, its counties under all its codes, the country."""
    facts, around = figures.facts, []
    parents = [facts.parents.get(code) for code in facts.places[area].codes]
    while parents := [code for code in parents if code]:
        around += parents
        parents = [facts.parents.get(code) for code in parents]
    countries = [code for code, each in facts.areas.items() if each.type is AreaType.COUNTRY]
    found = dict.fromkeys([*around, *countries])
    return tuple(facts.areas[code] for code in found if code != area and code in facts.places and figures.points(code))


def _comparison(figures: Figures, against: Against, field: Field, area: str) -> Comparison | None:
    about, found = figures.about, with_wholes(figures, field)
    own = found.get(field.own)
    rows = [without_own(figures, field, found[code], own) for code in dict.fromkeys([*([field.own] if own else []), *field.chosen])]
    others = tuple(found[code] for code in field.others if found[code].point is not None)
    funnel = funnel_of(sorted((row for row in (*rows, *others) if not row.is_whole), key=lambda row: alphabetical(row.area.name)), about)
    if sum(row.point is not None for row in (*rows, *others)) < 2:
        return None
    judged = _judged(rows, own, funnel, about)
    others = tuple(against_own(row, own, about) for row in others)
    return Comparison(
        indicator=about,
        against=against,
        area=figures.facts.areas[area],
        first=field.periods[0],
        last=field.periods[-1],
        rows=judged,
        others=others,
        funnel=funnel,
        sentence=answer(own, figures.facts.areas[area], judged, others, funnel, about),
        notes=tuple(notes(judged, others, funnel, about, field.periods)),
        is_fictional=_is_fictional(figures.facts, judged),
        breakdown=figures.breakdown,
    )


def _judged(rows: Sequence[Compared], own: Compared | None, funnel: FunnelFacts | None, about: IndicatorFacts) -> tuple[Compared, ...]:
    """Against the own; without one against all together, and where no funnel can hold them, two against each other."""
    if own is None and funnel is None:
        return against_each_other(rows, about)
    return tuple(against_own(row, own, about) if own else against_all(row, funnel, about) for row in rows)


def _is_fictional(facts: Facts, rows: list[Compared]) -> bool:
    """As a series is: said of a place, or in the remark of a number."""
    codes = {code for row in rows for code in facts.places[row.area.code].codes}
    remarked = (row.note or "" for (_, code), found in facts.rows.items() if code in codes for row in found[-1:])
    return any(row.area.is_fictional for row in rows) or any(note.casefold().startswith(FICTIONAL) for note in remarked)

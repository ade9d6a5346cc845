"""«Om tallet»: what the indicator means, how it is counted, whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html

from dashboard.text import t, unit_name
from dashboard.usecases.finished import IndicatorFacts, IndicatorState


def definition_list(facts: IndicatorFacts) -> html.Dl:
    """Only what is known."""
    return html.Dl(
        [part for name, text in _lines(facts) if text for part in (html.Dt(t(f"component.definition.{name}")), html.Dd(text))],
        className="definitions",
    )


def _lines(facts: IndicatorFacts) -> Iterator[tuple[str, str | None]]:
    yield "meaning", facts.meaning
    yield "why", facts.why
    yield "numerator", facts.numerator
    yield "denominator", facts.denominator
    yield "kind", _kind(facts)
    yield "direction", t(f"direction.{facts.direction}")
    yield "frequency", t(f"frequency.{facts.frequency}")
    yield "overlap", t(f"component.definition.overlap_of.{facts.overlap}") if facts.overlap else None
    yield "source", facts.source_name
    yield "licence", facts.licence
    yield "publication", t(f"component.month.{facts.publication_month}") if facts.publication_month else None
    yield "owner", facts.owner
    yield "limit", t("component.definition.limit_of", limit=facts.small_number_limit) if facts.small_number_limit else None
    yield "note", facts.note
    yield "state", t("component.definition.draft") if facts.state is IndicatorState.DRAFT else None


def _kind(facts: IndicatorFacts) -> str:
    kind, unit = t(f"kind.{facts.kind}"), unit_name(facts.unit)
    return kind if kind == unit else t("component.definition.kind_of", kind=kind, unit=unit)

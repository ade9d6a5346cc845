"""A delivery's own facts: the file, from whom, how it was read, where its bytes are, and every time it was taken back or put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html

from dashboard.components.received_table import outcome
from dashboard.text import moment_text, number, t
from dashboard.usecases.delivery import DeliveryPage, Turn


def delivery_facts(page: DeliveryPage) -> html.Dl:
    return html.Dl(
        [part for name, said in _lines(page) if said for part in (html.Dt(t(f"delivery.fact.{name}")), html.Dd(said))],
        className="definitions",
    )


def history(turns: Sequence[Turn]) -> html.Ol:
    """In the order in which it happened."""
    return html.Ol([html.Li(_told(turn)) for turn in turns], className="turns")


def _told(turn: Turn) -> str:
    return t(f"delivery.turn.{turn.kind}", moment=moment_text(turn.at), by=turn.by, reason=turn.reason, version=turn.version)


def _lines(page: DeliveryPage) -> Iterator[tuple[str, object]]:
    facts = page.facts
    yield "outcome", outcome(facts)
    yield "received", t("delivery.received", moment=moment_text(facts.received_at), by=facts.received_by)
    yield "file", facts.file_name
    yield "source", facts.source
    yield "layout", t(f"detected_value.layout.{page.layout}")
    yield "rows", number(facts.rows)
    yield "note", facts.note
    yield "sha256", html.Code(page.sha256, className="checksum")
    yield "raw", _raw(page)


def _raw(page: DeliveryPage) -> object:
    if not page.has_raw:
        return t("delivery.no_raw")
    return html.A(t("delivery.fetch_raw"), href=f"/fil/leveranse/{page.facts.number}", download="")

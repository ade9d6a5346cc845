"""A learning card: in the list as much as tells whether to open it, on its own page all of it. What people wrote is text and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.learning_addresses import card_address
from dashboard.selection import Selection
from dashboard.text import date_text, period_text, t
from dashboard.usecases.cards import CardFacts, Use


def card_tile(card: CardFacts) -> html.Article:
    """The whole tile leads to the card."""
    name = f"card-{card.id}"
    link = dcc.Link(card.title, href=card_address(card.id), className="cover-link")
    head = html.Header([html.H2(link, id=name, className="card-name"), state_mark(card)], className="card-head")
    used = t("cards.used_by", count=len(card.in_use)) if card.in_use else t("cards.used_by_none")
    return html.Article(
        [
            html.P(whence(card), className="card-unit"),
            head,
            html.P(card.happened, className="clamped"),
            html.P([html.Strong(t("form.card.changed")), " ", card.changed], className="clamped"),
            html.P(used, className="source-line"),
        ],
        className=f"card-surface learning-card kind-{card.kind.replace('_', '-')}",
        **{"aria-labelledby": name},
    )


def whence(card: CardFacts) -> str:
    """«Hendelse · Sykehjem · Fall · mars 2026»."""
    return " · ".join((t(f"card_kind.{card.kind}"), card.service_area_name, card.category_name, period_text(card.month)))


def state_mark(card: CardFacts) -> html.Span | None:
    """Nothing on an approved one: that is what everybody sees."""
    return None if card.approved_at else html.Span(t(f"shared_state.{card.state}"), className="state-mark")


def card_whole(card: CardFacts) -> html.Dl:
    parts = [
        part for name, said in _lines(card) if said for part in (html.Dt(t(f"form.card.{name}")), html.Dd(said, className="as-written"))
    ]
    return html.Dl(parts, className="definitions")


def _lines(card: CardFacts) -> Iterator[tuple[str, object]]:
    yield from (("happened", card.happened), ("factors", card.factors), ("changed", card.changed), ("usable_by", card.usable_by))
    yield "actions", _list([(option.label, action_address(int(option.value))) for option in card.actions])
    yield "indicators", _list([(option.label, indicator_address(option.value, Selection())) for option in card.indicators])


def _list(links: Sequence[tuple[str, str]]) -> html.Ul | None:
    return html.Ul([html.Li(dcc.Link(label, href=address)) for label, address in links], className="plain-list") if links else None


def use_table(uses: Sequence[Use], stop: dict[str, html.Button]) -> object:
    """«Tatt i bruk av»: which units, since when, and who has said so; `stop` are the buttons for those who may."""
    if not uses:
        return html.P(t("cards.used_by_none"))
    headings = [t(f"cards.use.{name}") for name in ("unit", "since", "by")] + ([t("cards.use.stop")] if stop else [])
    rows = [[_unit(use), _since(use), use.told_by, *([stop.get(use.area, "")] if stop else [])] for use in uses]
    return data_table(t("cards.use.caption"), headings, rows)


def _unit(use: Use) -> html.Span:
    return html.Span([use.name, *([" ", fictional_badge()] if use.is_fictional else [])])


def _since(use: Use) -> str:
    since = date_text(use.taken_on)
    return since if use.ended_on is None else t("cards.use.until", first=since, last=date_text(use.ended_on))

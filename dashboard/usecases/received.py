"""Which files came in, for those who answer for the figures: who, when, what, and what became of each."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import OSLO, t
from dashboard.usecases.choices import Option
from db import models
from db.engine import reading
from db.queries import indicators as indicator_queries
from db.queries import received as queries
from db.terms import Role

A_PAGE = 50  # deliveries
NEWEST = (7, 30, 365)  # days back that can be chosen


@dataclasses.dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """One file received, as the pages list it."""

    number: int
    source: str
    file_name: str
    received_at: dt.datetime
    received_by: str
    rows: int
    note: str | None
    undone_at: dt.datetime | None
    undone_by: str | None

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


@dataclasses.dataclass(frozen=True, slots=True)
class ReceivedSelection:
    """Which of them the reader has chosen, and how it stands in the address."""

    source: str = ""
    by: str = ""
    received: str = ""  # "30" = the last 30 days, "2026" = that year
    page: int = 1

    @classmethod
    def from_query(cls, query: str) -> ReceivedSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        received, page = given.get("mottatt", ""), given.get("side", "")
        is_days = received.isascii() and received.isdigit() and len(received) <= 4
        return cls(
            given.get("kilde", ""),
            given.get("av", ""),
            received if is_days and int(received) > 0 else "",
            max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= 6 else 1,
        )

    def to_query(self) -> str:
        chosen = {"kilde": self.source, "av": self.by, "mottatt": self.received, "side": str(self.page) if self.page > 1 else ""}
        pairs = {name: value for name, value in chosen.items() if value}
        return "?" + urlencode(pairs) if pairs else ""

    def with_(self, **changes: object) -> ReceivedSelection:
        return dataclasses.replace(self, **changes)

    def among(self, now: dt.datetime) -> queries.Among:
        since, before = _days(self.received, now)
        return queries.Among(self.source or None, self.by or None, since, before)


@dataclasses.dataclass(frozen=True, slots=True)
class ReceivedPage:
    deliveries: tuple[DeliveryFacts, ...]
    total: int
    pages: int
    chosen: ReceivedSelection  # with a page that there is
    sources: tuple[Option, ...]
    people: tuple[Option, ...]
    days: tuple[Option, ...]


def received_page(asker: Asker, chosen: ReceivedSelection) -> ReceivedPage:
    """Who delivered what is for those who answer for it: analysts and administrators."""
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        among = chosen.among(dt.datetime.now(dt.UTC))
        total = queries.count_received(session, among)
        pages = max(1, -(-total // A_PAGE))
        chosen = chosen.with_(page=min(chosen.page, pages))
        names = {source.id: source.name for source in indicator_queries.sources(session)}
        return ReceivedPage(
            tuple(_found(session, names, among, A_PAGE, (chosen.page - 1) * A_PAGE)),
            total,
            pages,
            chosen,
            sources=(
                Option("", t("received.any_source")),
                *(Option(id, name) for id, name in sorted(names.items(), key=lambda each: each[1])),
            ),
            people=(Option("", t("received.anybody")), *(Option(name, name) for name in queries.deliverers(session))),
            days=tuple(_choices_of_days(session)),
        )


def latest(asker: Asker, count: int = 10) -> list[DeliveryFacts]:
    """The newest deliveries first."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        names = {source.id: source.name for source in indicator_queries.sources(session)}
        return list(_found(session, names, queries.Among(), count, 0))


def facts_of(delivery: models.Delivery, source: str, undone_at: dt.datetime | None, undone_by: str | None) -> DeliveryFacts:
    told = (delivery.file_name, delivery.received_at, delivery.received_by, delivery.rows, delivery.note)
    return DeliveryFacts(delivery.number, source, *told, undone_at, undone_by)


def _found(session: Session, names: dict[str, str], among: queries.Among, most: int, skip: int) -> Iterator[DeliveryFacts]:
    for delivery, *undone in queries.received(session, among, most, skip):
        yield facts_of(delivery, names[delivery.source], *undone)


def _choices_of_days(session: Session) -> Iterator[Option]:
    yield Option("", t("received.any_day"))
    yield from (Option(str(days), t("received.days", days=days)) for days in NEWEST)
    first, last = queries.days_received(session)
    if first and last:
        yield from (Option(str(year), str(year)) for year in range(last.year, first.year - 1, -1))


def _days(chosen: str, now: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
    if not chosen:
        return None, None
    if int(chosen) in NEWEST:
        return now - dt.timedelta(days=int(chosen)), None
    begins = [dt.datetime(min(max(int(chosen) + more, 1), 9999), 1, 1, tzinfo=OSLO) for more in (0, 1)]
    return begins[0].astimezone(dt.UTC), begins[1].astimezone(dt.UTC)

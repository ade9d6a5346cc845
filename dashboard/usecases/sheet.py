"""The observations of many series as columns: what a page of hundreds of series, and the search for what must be hidden, start from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from sqlalchemy.orm import Session

from dashboard.stats.points import Floats
from dashboard.usecases.finished import FICTIONAL
from db.queries.observations import Span, bare_rows, of_page, spans

Key = tuple[str, str, str]  # indicator, area as published, breakdown


@dataclass(frozen=True, slots=True)
class Sheet:
    """`places` says where the rows of a series stand in the columns, by period; NaN where there is no number."""

    places: Mapping[Key, slice]
    fictional_from: Mapping[Key, str | None]  # the first period that says of itself that it is made up
    periods: tuple[str, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    statuses: tuple[str, ...]

    def of(self, indicator: str) -> Sheet:
        """The rows of one indicator, which stand together."""
        own = {key: at for key, at in self.places.items() if key[0] == indicator}
        first, last = min((at.start for at in own.values()), default=0), max((at.stop for at in own.values()), default=0)
        columns = (column[first:last] for column in (self.periods, self.values, self.numerators, self.denominators, self.statuses))
        places = {key: slice(at.start - first, at.stop - first) for key, at in own.items()}
        return Sheet(places, {key: self.fictional_from[key] for key in own}, *columns)


def read_sheet(
    session: Session, indicators: Collection[str], areas: Collection[str], as_of: int | None, everywhere: Collection[str] = ()
) -> Sheet:
    """These indicators in these areas as they stood at version `as_of`; those `everywhere` in every area there is."""
    chosen = of_page(indicators, areas, as_of, everywhere)
    series = spans(session, chosen, FICTIONAL)
    periods, *numbers, statuses = zip(*bare_rows(session, chosen), strict=True) if series else ((),) * 5
    columns = (np.array(column, dtype=float) for column in numbers)
    return Sheet(_places(series), {span[:3]: span.remarked_from for span in series}, periods, *columns, statuses)


def _places(series: Collection[Span]) -> dict[Key, slice]:
    ends = accumulate(span.rows for span in series)
    return {span[:3]: slice(end - span.rows, end) for span, end in zip(series, ends, strict=True)}

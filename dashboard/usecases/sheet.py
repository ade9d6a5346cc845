"""The observations of many series as columns: what a page of hundreds of series, and the search for what must be hidden, start from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter

import numpy as np
from sqlalchemy.orm import Session

from dashboard.stats.points import Floats
from dashboard.usecases.finished import FICTIONAL
from db.queries.observations import Span, bare_columns, of_page, spans

Key = tuple[str, str, str]  # indicator, area as published, breakdown


@dataclass(frozen=True, slots=True)
class Sheet:
    """`places` says, in order, where the rows of a series stand in the columns, by period; NaN where there is no number."""

    places: Mapping[Key, slice]
    fictional_from: Mapping[Key, str | None]  # the first period that says of itself that it is made up
    periods: tuple[str, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    statuses: tuple[str, ...]

    def by_indicator(self) -> dict[str, Sheet]:
        """The rows of each indicator, which stand together, as a sheet of their own."""
        return {indicator: self._part(list(keys)) for indicator, keys in groupby(self.places, key=itemgetter(0))}

    def _part(self, keys: Sequence[Key]) -> Sheet:
        first, last = self.places[keys[0]].start, self.places[keys[-1]].stop
        columns = (column[first:last] for column in (self.periods, self.values, self.numerators, self.denominators, self.statuses))
        places = {key: slice(self.places[key].start - first, self.places[key].stop - first) for key in keys}
        return Sheet(places, {key: self.fictional_from[key] for key in keys}, *columns)


def read_sheet(
    session: Session, indicators: Collection[str], areas: Collection[str], as_of: int | None, everywhere: Collection[str] = ()
) -> Sheet:
    """These indicators in these areas as they stood at version `as_of`; those `everywhere` in every area there is."""
    chosen = of_page(indicators, areas, as_of, everywhere)
    series = spans(session, chosen, FICTIONAL)
    periods, *numbers, statuses = bare_columns(session, chosen)
    columns = (np.array(column, dtype=float) for column in numbers)
    return Sheet(_places(series), {span[:3]: span.remarked_from for span in series}, tuple(periods), *columns, tuple(statuses))


def _places(series: Collection[Span]) -> dict[Key, slice]:
    ends = accumulate(span.rows for span in series)
    return {span[:3]: slice(end - span.rows, end) for span, end in zip(series, ends, strict=True)}

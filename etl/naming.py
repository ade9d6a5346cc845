"""A publisher's measures to indicators: the catalogue's entry, the draft of an earlier file, or a new draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.terms import Kind
from etl.drafts import Measure, draft
from etl.known import Known
from etl.legends import legend_of
from etl.matching import folded


@dataclass(frozen=True, slots=True)
class Named:
    """What a measure is called here. `codes`: numbers that stand for answers, not for measurements."""

    id: str
    kind: Kind
    codes: Mapping[str, str]
    draft: dict[str, object] | None = None  # a row of the indicator table, when it has to be added first


def name_measures(measures: Sequence[Measure], known: Known) -> list[Named]:
    """In the order given; one indicator is never two measures of a file."""
    siblings: defaultdict[str, list[str]] = defaultdict(list)
    for measure in measures:
        siblings[measure.indicator_id].append(measure.name)
    found: dict[str, Named] = {}  # by key: the same measure with other blanks is the same measure
    for measure in measures:
        if measure.key not in found:
            taken = {named.id for named in found.values()}
            found[measure.key] = _named(measure, siblings[measure.indicator_id], known, taken)
    return [found[measure.key] for measure in measures]


def parts_of_shares(measures: Sequence[Measure], named: Sequence[Named], known: Known) -> dict[str, dict[str, str]]:
    """Share's id -> which measure of the file is its numerator, and which its denominator."""
    here = {name.id for name in named}
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for measure, name in zip(measures, named, strict=True):
        for entry, part in known.catalogue.parts(measure.source, measure.indicator_id, measure.indicator_name, measure.name):
            if entry.id in here:
                parts[entry.id][part] = name.id
    return dict(parts)


def _named(measure: Measure, siblings: Sequence[str], known: Known, taken: set[str]) -> Named:
    legend = legend_of(folded(measure.name))
    entry = known.catalogue.match(measure.source, measure.indicator_id, measure.indicator_name, measure.name, siblings)
    if entry and entry.id not in taken:
        return Named(entry.id, entry.kind, entry.codes or legend)
    earlier = known.indicators.get(known.source_keys.get((measure.source, measure.key), ""))
    if earlier and earlier.id not in taken:
        return Named(earlier.id, earlier.kind, legend)
    new = draft(measure, known.catalogue, {*known.indicators, *taken})
    return Named(str(new["id"]), Kind(new["kind"]), legend, new)

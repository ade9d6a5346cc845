"""Indicators that a national file brings and the catalogue lacks: kept as drafts, with a neutral direction, until someone reviews them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from db.terms import Direction, Frequency, Goal, IndicatorState, IndicatorType, Kind
from etl.catalogue import Catalogue
from etl.legends import legend_of
from etl.matching import folded, measure_key, publishers_name

LONGEST_SLUG = 60
ID_PREFIX = {"helsedir": "nki"}  # elsewhere the publisher's own name
MOST_DECIMALS = 2
# What a measure's own words say of its kind, read from the top. MeasureType is no help: rates say "%", experiences say "Antall".
KINDS: tuple[tuple[re.Pattern[str], Kind, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, unit)
    for pattern, kind, unit in (
        (r"\bja ?= ?[0-9]|[0-9] ?= ?ja\b", Kind.YES_NO, "yes_no"),
        (r"per 100[. ]?000\b", Kind.RATE, "per_100000"),
        (r"per 10[. ]?000\b", Kind.RATE, "per_10000"),
        (r"per 1[. ]?000\b", Kind.RATE, "per_1000"),
        (r"^(?:andel|prosent|sannsynlighet|dekningsgrad)|\(prosent\)|%", Kind.PROPORTION, "percent"),
        (r"^median.*minutt", Kind.MEDIAN, "minutes"),
        (r"^median.*\bdag", Kind.MEDIAN, "days"),
        (r"^median", Kind.MEDIAN, "years"),
        (r"^gjennomsnitt.*\btimer", Kind.MEAN, "hours"),
        (r"^gjennomsnitt.*\bdag", Kind.MEAN, "days"),
        (r"^gjennomsnitt", Kind.MEAN, "index"),
        (r"^(?:totalt )?antall|^antall", Kind.COUNT, "count"),
    )
)
OTHERWISE = (Kind.INDEX, "score")  # experiences on a scale of 0 to 100 carry the name of their theme, and nothing else
SERVICE_AREAS = (
    ("hjemmeboende", "hjemmetjeneste"),
    ("hjemmetjeneste", "hjemmetjeneste"),
    ("sykehjem", "sykehjem"),
    ("institusjon", "sykehjem"),
    ("legevakt", "legevakt"),
    ("ambulanse", "legevakt"),
    ("fastlege", "fastlege"),
    ("tann", "tannhelse"),
    ("karies", "tannhelse"),
    ("psykisk", "psykisk-helse-rus"),
    ("antibiotika", "legemidler"),
    ("helsestasjon", "helsestasjon"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A publisher's measure as a file presents it."""

    source: str
    indicator_id: str
    indicator_name: str
    name: str
    frequency: Frequency
    decimals: int
    is_of_hospitals: bool = False
    title: str = ""  # the measure in words, where `name` is a code
    kind: tuple[Kind, str] | None = None  # with its unit, where the publisher says it

    @property
    def key(self) -> str:
        return measure_key(self.indicator_id, self.name)


def draft(measure: Measure, catalogue: Catalogue, taken: Collection[str]) -> dict[str, object]:
    """A row of the indicator table; what a sibling in the catalogue knows (service area, goal, type) is taken from there."""
    sibling = next((entry for entry in catalogue.entries if _is_sibling(entry, measure)), None)
    title, part = folded(measure.indicator_name), folded(measure.title or measure.name)
    kind, unit = measure.kind or kind_of(part)
    prefix = ID_PREFIX.get(measure.source, measure.source)
    return {
        "id": _free_id(f"{prefix}-{slug(measure.indicator_id)}-{slug(part)}", taken),
        "name": part if part.casefold() == title.casefold() or not title else f"{title}: {part}",
        "service_area": sibling.service_area if sibling else _service_area(f"{title} {part}".casefold(), measure.is_of_hospitals),
        "goal": sibling.goal if sibling else Goal.LASTING_STRUCTURES,
        "type": sibling.type if sibling else IndicatorType.OUTCOME,
        "source": measure.source,
        "source_key": measure.key,
        "source_name": title or None,
        "kind": kind,
        "unit": unit,
        "direction": Direction.NEUTRAL,
        "frequency": measure.frequency,
        "decimals": 0 if kind in (Kind.COUNT, Kind.YES_NO) else min(measure.decimals, MOST_DECIMALS),
        "small_number_limit": 0,  # the publisher has hidden its small numbers already
        "state": IndicatorState.DRAFT,
    }


def kind_of(measure: str) -> tuple[Kind, str]:
    """Kind and unit, guessed from the measure's words."""
    text = folded(measure)
    if {"yes", "no"} & set(legend_of(text).values()):
        return Kind.YES_NO, "yes_no"
    plain = re.sub(r"\s*\([^()]*=[^()]*\)\s*$", "", text)
    return next(((kind, unit) for pattern, kind, unit in KINDS if pattern.search(plain)), OTHERWISE)


def slug(text: str) -> str:
    """Letters and digits with hyphens between, cut at a word."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())
    found = ""
    for word in words:
        if len(found) + 1 + len(word) > LONGEST_SLUG:
            break
        found = f"{found}-{word}" if found else word
    return found or "uten-navn"


def _is_sibling(entry, measure: Measure) -> bool:
    named = entry.source_name and publishers_name(entry.source_name) == publishers_name(measure.indicator_name)
    return entry.source == measure.source and (named or entry.source_key.partition(":")[0] == measure.indicator_id)


def _service_area(text: str, is_of_hospitals: bool) -> str:
    if is_of_hospitals:
        return "samhandling"
    return next((service_area for word, service_area in SERVICE_AREAS if word in text), "omsorg")


def _free_id(wanted: str, taken: Collection[str]) -> str:
    """Two measures may begin with the same sixty letters."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free

"""What people write for an area, as the code it stands for: numbers, names, totals, both at once; never a guess between two places."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from db.terms import AreaType, Change
from etl.area_text import GROUP, NUMBER, NUMBER_AND_NAME, TOTAL, WrittenName, fold, number_and_name, padded, tidy, without_bracket
from etl.areas import COUNTRY, AreaRow, Reference

LONGEST = 120  # no name of an area is near this; longer texts are not looked at
SLIP = 0.8  # so alike that «3911 Færdr» is a slip of the pen and not another place
NEAR = 0.7  # near enough to be worth suggesting


class How(StrEnum):
    CODE = "code"
    NAME = "name"
    AMBIGUOUS = "ambiguous"  # several places bear the name
    DISAGREES = "disagrees"  # a number, and a name of another place


@dataclass(frozen=True, slots=True)
class Resolved:
    """`code` is None when it cannot be said; `candidates` are then those it may be, or the number's and the name's."""

    code: str | None
    how: How
    candidates: tuple[str, ...] = ()


def resolve_area_text(text: str, reference: Reference, on: dt.date | None = None) -> Resolved | None:
    """The area that a text names; None = nothing known is called so. `on` decides which of a place's numbers a bare name means."""
    if len(text) > LONGEST:
        return None
    clean, index = tidy(text), _index(reference)
    code = index.code(clean)
    if code:
        return Resolved(code, How.CODE, (code,))
    named = index.named(clean, on)
    if named:
        return named
    number, name = number_and_name(clean)
    code = index.code(number)
    return index.agreeing(code, name) if code and name else None


def nearest_areas(text: str, reference: Reference, limit: int = 3) -> tuple[str, ...]:
    """Codes of the areas whose number or name is most like an unknown text, the likeliest first."""
    clean, index = tidy(text[:LONGEST]), _index(reference)
    number, pair = NUMBER.fullmatch(clean), NUMBER_AND_NAME.fullmatch(clean)
    if number:
        wanted = padded(number[1])
        return tuple(difflib.get_close_matches(wanted, [code for code in reference.areas if len(code) == len(wanted)], limit, NEAR))
    name = fold(WrittenName.read(pair[2] if pair else clean).base)
    alike = difflib.get_close_matches(name, index.by_name, limit, NEAR)
    return tuple(dict.fromkeys(code for found in alike for code in index.newest(index.by_name[found])))[:limit]


class _Index:
    """The names and numbers of one reference, looked up without reading the table again."""

    def __init__(self, reference: Reference) -> None:
        self.areas = reference.areas
        self.codes = {code.casefold(): code for code in reference.areas}
        self.line = _joined(reference, {Change.RENUMBERED})  # one number after another of the same place
        self.kin = _joined(reference, set(Change) - {Change.ADJUSTED})  # whatever led from the one to the other
        self.of_line = _turned(self.line.items())
        self.by_name = _turned((code, name) for code, area in self.areas.items() for name in _names(area))

    def code(self, text: str) -> str | None:
        if text.casefold() in self.codes:
            return self.codes[text.casefold()]
        if TOTAL.fullmatch(text):
            return COUNTRY
        number, group = NUMBER.fullmatch(text), GROUP.fullmatch(text)
        written = f"EKG{int(group[1]):02}" if group else padded(number[1]) if number else ""
        return written if written in self.areas else None

    def named(self, text: str, on: dt.date | None) -> Resolved | None:
        wanted = WrittenName.read(text, on)
        codes = self._municipality_first(self._candidates(wanted))
        if not codes:
            return None
        chosen = codes if len({self.kin[code] for code in codes}) > 1 else self._one_place(codes, wanted.on)
        if len(chosen) == 1:
            return Resolved(next(iter(chosen)), How.NAME, tuple(chosen))
        return Resolved(None, How.AMBIGUOUS, self.newest(chosen))

    def agreeing(self, code: str, name: str) -> Resolved:
        """A number with a name beside it, read against itself."""
        wanted = WrittenName.read(name)
        codes = self._candidates(wanted)
        names = (fold(without_bracket(wanted.base)), fold(without_bracket(self.areas[code].name)))
        if code in codes or (not codes and difflib.SequenceMatcher(None, *names).ratio() >= SLIP):
            return Resolved(code, How.CODE, (code,))
        return Resolved(None, How.DISAGREES, (code, *self.newest(codes)))

    def newest(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The last number of each place among these, those that still stand first."""
        last = {self.line[area.code]: area for area in sorted((self.areas[code] for code in codes), key=_end)}
        return tuple(area.code for area in sorted(last.values(), key=lambda area: (area.valid_to is not None, area.code)))

    def _candidates(self, wanted: WrittenName) -> set[str]:
        """Every number of every place that bears the name, whatever the date."""
        codes = self._whole_lines(self.by_name.get(fold(wanted.base)) or self._parallel(wanted.base))
        qualified = wanted.qualified()
        if not codes and qualified:
            wanted = qualified
            codes = self._of_county(self._whole_lines(self.by_name.get(fold(wanted.base), ())), wanted.county or "")
        return {code for code in codes if wanted.kind in (None, self.areas[code].type)}

    def _municipality_first(self, codes: Collection[str]) -> set[str]:
        """Oslo is the municipality unless it says fylke."""
        types = {self.areas[code].type for code in codes}
        both = types == {AreaType.MUNICIPALITY, AreaType.COUNTY}
        return {code for code in codes if not both or self.areas[code].type is AreaType.MUNICIPALITY}

    def _parallel(self, text: str) -> set[str]:
        """«Porsanger-Porsángu-Porsanki»: names side by side count only when all of them are names of the same place."""
        for sign in (" - ", "-", " "):
            named = [self.by_name.get(fold(part), set()) for part in text.split(sign)]
            if len(named) > 1 and set.intersection(*named):
                return set.intersection(*named)
        return set()

    def _whole_lines(self, codes: Iterable[str]) -> set[str]:
        return {code for line in {self.line[code] for code in codes} for code in self.of_line[line]}

    def _of_county(self, codes: Collection[str], county: str) -> set[str]:
        def stands_in(code: str) -> bool:
            parent = self.areas.get(self.areas[code].parent or "")
            return parent is not None and len(county) > 1 and fold(parent.name).startswith(county)

        return self._whole_lines(code for code in codes if stands_in(code))

    def _one_place(self, codes: Collection[str], on: dt.date | None) -> set[str]:
        """The number on the day; without a day, or where a publisher recomputed the figures of earlier days, the newest."""
        then = {code for code in codes if on is not None and self.areas[code].is_valid_on(on)}
        if then or (on is not None and len({self.line[code] for code in codes}) > 1):
            return then or set(codes)  # in 2022 there was no Haram, and neither the one before nor the one after is it
        latest = max(_end(self.areas[code]) for code in codes)
        return {code for code in codes if _end(self.areas[code]) == latest}


@lru_cache(maxsize=8)
def _index(reference: Reference) -> _Index:
    return _Index(reference)


def _names(area: AreaRow) -> set[str]:
    names = {area.name, WrittenName.read(area.name).base, *area.also}
    if area.type is AreaType.MUNICIPALITY:  # a unit called «Solgløtt (avdeling 2)» is not Solgløtt
        names.add(without_bracket(area.name))
    return {fold(tidy(name)) for name in names}


def _joined(reference: Reference, changes: Collection[Change]) -> dict[str, str]:
    """Each code's representative among those that arrows of these kinds connect."""
    group = {code: code for code in reference.areas}

    def root(code: str) -> str:
        while group[code] != code:
            code = group[code]
        return code

    for arrow in reference.successions:
        if arrow.change in changes and arrow.predecessor in group and arrow.successor in group:
            group[root(arrow.predecessor)] = root(arrow.successor)
    return {code: root(code) for code in group}


def _turned(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, key in pairs:
        found[key].add(code)
    return dict(found)


def _end(area: AreaRow) -> dt.date:
    return area.valid_to or dt.date.max

"""Which entry a publisher's measure belongs to: by its key, by the beginning of its name, or by the indicator's name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal

from etl.entries import Entry

Part = Literal["numerator", "denominator"]
PHASED_OUT = re.compile(r"^utfaset\s*[-–—:]\s*", re.IGNORECASE)
FOOTNOTE = "ME_"  # Helsedirektoratet's stray footnote rows stand among the measures


def folded(text: str) -> str:
    """Runs of blanks folded to one, the ends trimmed, letters composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def publishers_name(text: str) -> str:
    """A name as it can be compared: «Utfaset - Legetimer  per beboer » and «legetimer per beboer» are one indicator."""
    return PHASED_OUT.sub("", folded(text)).casefold()


def measure_key(indicator_id: str | int, measure: str) -> str:
    return f"{folded(str(indicator_id))}:{folded(measure)}"


class Matcher:
    """All entries of one source, ready to be asked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_key: dict[str, Entry] = {}
        self.prefixes: list[tuple[str, Entry]] = []
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        self.parts: dict[str, list[tuple[Entry, Part]]] = defaultdict(list)
        for entry in entries:
            self._learn(entry)
        self.prefixes.sort(key=lambda pair: -len(pair[0]))  # the longest beginning says most

    def _learn(self, entry: Entry) -> None:
        if entry.source_measure_prefix is not None:
            self.prefixes.append((entry.source_measure_prefix, entry))
        else:
            self.by_key[entry.source_key] = entry
        if entry.source_name:
            self.by_name[publishers_name(entry.source_name)].append(entry)
        if entry.numerator_key:
            self.parts[entry.numerator_key].append((entry, "numerator"))
        if entry.denominator_key:
            self.parts[entry.denominator_key].append((entry, "denominator"))

    def match(self, indicator_id: str, name: str, measure: str, siblings: Collection[str]) -> Entry | None:
        key = measure_key(indicator_id, measure)
        return self.by_key.get(key) or self._by_beginning(key, name, siblings) or self._by_name(name, measure, siblings)

    def _by_beginning(self, key: str, name: str, siblings: Collection[str]) -> Entry | None:
        for prefix, entry in self.prefixes:
            if key.startswith(prefix) and _same_name(entry, name) and _alone(prefix, siblings):
                return entry
        return None

    def _by_name(self, name: str, measure: str, siblings: Collection[str]) -> Entry | None:
        """Ids are not stable: the same indicator had number 8 in one publication and 401 in another."""
        candidates = self.by_name.get(publishers_name(name), [])
        wanted = folded(measure).casefold()
        for entry in candidates:
            if entry.source_measure_prefix is None and _measure_of(entry.source_key).casefold() == wanted:
                return entry
        for entry in candidates:
            prefix = entry.source_measure_prefix
            if prefix is not None and wanted.startswith(_measure_of(prefix).casefold()) and _alone(prefix, siblings):
                return entry
        return None

    def parts_of(self, indicator_id: str, name: str, measure: str) -> list[tuple[Entry, Part]]:
        """The shares that this measure is the numerator or the denominator of."""
        known = self.parts.get(measure_key(indicator_id, measure))
        if known:
            return known
        wanted = folded(measure).casefold()
        keys = {"numerator": "numerator_key", "denominator": "denominator_key"}
        return [
            (entry, part)
            for entry in self.by_name.get(publishers_name(name), [])
            for part, field in keys.items()
            if _measure_of(getattr(entry, field) or ":").casefold() == wanted
        ]


def _measure_of(key: str) -> str:
    return key.partition(":")[2]


def _same_name(entry: Entry, name: str) -> bool:
    """A beginning is weak evidence and ids are reused, so the indicator's name must agree where both are known."""
    return not entry.source_name or not name or publishers_name(entry.source_name) == publishers_name(name)


def _alone(prefix: str, siblings: Collection[str]) -> bool:
    """A beginning that two measures of the indicator share decides nothing."""
    beginning = _measure_of(prefix).casefold()
    names = {folded(measure).casefold() for measure in siblings if not measure.startswith(FOOTNOTE)}
    return sum(name.startswith(beginning) for name in names) <= 1

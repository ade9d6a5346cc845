"""A written area taken apart: number and name, kind, county, and the years in brackets. Knows no area itself."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from db.terms import AreaType

NUMBER = re.compile(r"(?:K-)?([0-9]{1,6})", re.IGNORECASE)  # K-3911 is the statistics office's code of a recomputed municipality
TOTAL = re.compile(r"0|9999(?:20[0-9]{2})?")  # FHI's 0; Helsedirektoratet's 9999, also with the year of the division
GROUP = re.compile(r"(?:EKG|KOSTRA-? ?gruppe) ?0?([0-9]{1,2})", re.IGNORECASE)
NUMBER_AND_NAME = re.compile(r"((?:K-)?[0-9]{1,6})[ ,:-]+(.+)", re.IGNORECASE)
VALIDITY = re.compile(r" ?\( ?([0-9]{4})? ?- ?([0-9]{4})? ?\)$")
FORMERLY = re.compile(r" ?\(tidligere [^()]*\)$", re.IGNORECASE)
KIND_WORD = re.compile(r"^(bydel) |[, ]+(kommune|fylke|fylkeskommune|bydel|kommunedel)$", re.IGNORECASE)
QUALIFIER = re.compile(r" ?\(([^()]+)\)$|, ?([^,]+)$| i ([^ ].*)$", re.IGNORECASE)
KINDS = {
    "kommune": AreaType.MUNICIPALITY,
    "fylke": AreaType.COUNTY,
    "fylkeskommune": AreaType.COUNTY,
    "bydel": AreaType.DISTRICT,
    "kommunedel": AreaType.DISTRICT,
}
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")  # soft hyphen, zero-width signs, byte order mark
SIGNS = str.maketrans(DASHES | UNSEEN)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """«Sande, Vestfold (-2019)» is the base Sande, of Vestfold, on the last day of 2019."""

    base: str
    kind: AreaType | None = None
    county: str | None = None
    on: dt.date | None = None

    @classmethod
    def read(cls, text: str, on: dt.date | None = None) -> WrittenName:
        """Without the county, since a comma or a bracket may belong to the name: see `qualified`."""
        validity = VALIDITY.search(text)
        if validity:
            text = text[: validity.start()]
            first, last = validity.groups()
            on = dt.date(int(last), 12, 31) if last else dt.date(int(first), 1, 1) if first else on
        text = FORMERLY.sub("", text)
        kind = KIND_WORD.search(text)
        text = KIND_WORD.sub("", text, count=1)
        return cls(text.strip(" ,"), KINDS[(kind[1] or kind[2]).casefold()] if kind else None, None, on)

    def qualified(self) -> WrittenName | None:
        """The same with its last part read as a county: «Os, Hordaland», «Nes (Busk.)», «Bø i Telemark»."""
        found = QUALIFIER.search(self.base)
        if not found or not found.start():
            return None
        inner = WrittenName.read(self.base[: found.start()], self.on)
        return WrittenName(inner.base, self.kind or inner.kind, fold(found[1] or found[2] or found[3]).rstrip("."), self.on)


def tidy(text: str) -> str:
    """One blank between words, whatever kind of blank, dash or composed letter the file used."""
    return " ".join(unicodedata.normalize("NFC", text).translate(SIGNS).split())


def fold(text: str) -> str:
    return text.casefold()


def without_bracket(name: str) -> str:
    """`Våler (Innlandet)` is called Våler."""
    return name.partition(" (")[0]


def padded(number: str) -> str:
    """`729` is 0729, `7` is county 07, `30104` is the city district 030104."""
    return number.zfill(2 if len(number) <= 2 else 4 if len(number) <= 4 else 6)


def number_and_name(text: str) -> tuple[str, str]:
    """«3811 Færder», «3811, Færder» and a unit's code before its name; the second is empty when there is only one word."""
    found = NUMBER_AND_NAME.fullmatch(text)
    if found:
        return found[1], found[2]
    first, _, rest = text.partition(" ")
    return first.rstrip(":,"), rest.lstrip("-:, ")

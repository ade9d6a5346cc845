"""The words of reported events: what they were about, how much harm came of them, and how the two stand in a breakdown."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from etl.matching import folded

FILE = Path(__file__).parent / "reference" / "event_categories.toml"
SOURCE = "events"
REPORTED, HARM = "meldt", "med skade"  # the two indicators of a service: <service area>:meldt, <service area>:med skade
CROSS = " · "  # between the halves of a breakdown that is both: «fall · alvorlig»
NO_HARM = "ingen"
HARMS = ("lett", "moderat", "alvorlig", "død")  # from the least to the worst; each is a breakdown
OTHER_NAMES = {
    **dict.fromkeys(("ingen skade", "uten skade", "nestenhendelse", "nesten-hendelse", "0"), NO_HARM),
    **dict.fromkeys(("lett skade", "liten", "mindre alvorlig", "mild"), "lett"),
    **dict.fromkeys(("moderat skade", "middels", "betydelig"), "moderat"),
    **dict.fromkeys(("alvorlig skade", "stor", "svært alvorlig"), "alvorlig"),
    **dict.fromkeys(("dødsfall", "dødelig", "unaturlig dødsfall"), "død"),
}


@cache
def categories() -> dict[str, str]:
    """As the database has them, in the order of the file, with the name on the screen."""
    return {entry["name"].casefold(): entry["name"] for entry in _entries()}


@cache
def _named() -> dict[str, str]:
    return {folded(name).casefold(): entry["name"].casefold() for entry in _entries() for name in (entry["name"], *entry["aliases"])}


def _entries() -> list[dict]:
    return tomllib.loads(FILE.read_text("utf-8"))["category"]


def category_of(text: str) -> str | None:
    """By its name or another in use: «Legemiddelavvik» is legemidler."""
    return _named().get(folded(text).casefold())


def severity_of(text: str) -> str | None:
    plain = folded(text).casefold()
    return plain if plain in (NO_HARM, *HARMS) else OTHER_NAMES.get(plain)


def crossed(category: str, severity: str) -> str:
    """`fall · alvorlig`; one that is empty leaves the other alone, and two leave the whole."""
    return CROSS.join(part for part in (category, severity) if part)


def halves(breakdown: str) -> tuple[str, str] | None:
    """Of a breakdown that crosses two others; None for any other."""
    first, sign, second = breakdown.partition(CROSS)
    return (first, second) if sign and first and second and CROSS not in second else None

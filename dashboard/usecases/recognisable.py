"""What in a text might let somebody be recognised though it is no number of a person's: a room, initials, a name, an exact day beside an age.

Plain rules that sometimes are wrong: whoever writes is warned, and may say that nobody can be recognised. What is surely a person's –
identity numbers, addresses, telephone numbers – is refused by dashboard/usecases/writing.py and cannot be confirmed away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from dashboard.usecases.writing import Fault

ROOM = re.compile(r"\b(?:rom|romnr|leilighet|leil|seng|bolig)\.?\s*(?:nr\.?|nummer)?\s*\d{1,4}\s?[a-z]?\b", re.IGNORECASE)
INITIALS = re.compile(r"\b[A-ZÆØÅ]\.\s?[A-ZÆØÅ]\.(?:\s?[A-ZÆØÅ]\.)?|\b[A-ZÆØÅ]{2}(?:(?:, | og )[A-ZÆØÅ]{2}\b)+")
NAME = re.compile(r"\b([A-ZÆØÅ][a-zæøåé]+)[ -]((?:[A-ZÆØÅ][a-zæøåé]+[ -])*[A-ZÆØÅ][a-zæøåé]+)\b")
MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
DAY = re.compile(rf"\b\d{{1,2}}\.\s?(?:(?:{MONTHS})\b|\d{{1,2}}\.(?:\s?\d{{2,4}})?)", re.IGNORECASE)
AGE = re.compile(r"\b\d{1,3}[- ]?(?:år(?:ing(?:en)?)?|år gammel|åring)\b", re.IGNORECASE)
# A sentence begins with a capital, and then the name of a place may follow.
BEFORE_A_PLACE = re.compile(
    "ved|på|i|etter|da|når|hos|fra|til|for|og|det|en|et|den|de|vi|alle|både|men|også|under|over|mellom|mot|siden|dette|denne", re.IGNORECASE
)
LONGEST_QUOTED = 40


def hints(texts: Mapping[str, str | None], places: Collection[str]) -> Iterator[Fault]:
    """One a field and rule, with what was found. `places` are names that are no person's: of units, services, municipalities."""
    known = {word.casefold() for place in places for word in re.findall(r"\w+", place)}
    for name, text in texts.items():
        for code, found in _found(text or "", known):
            yield Fault(name, f"perhaps_{code}", {"found": found[:LONGEST_QUOTED]})
    yield from _day_and_age(texts)


def _found(text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    for code, rule in (("room", ROOM), ("initials", INITIALS)):
        if match := rule.search(text):
            yield code, match[0]
    name = next((match[0] for match in NAME.finditer(text) if _may_be_a_name(match, known)), None)
    if name:
        yield "name", name


def _may_be_a_name(match: re.Match[str], known: Collection[str]) -> bool:
    """Words with capitals beside each other, none of which is of a place."""
    words = re.split("[ -]", match[0])
    if BEFORE_A_PLACE.fullmatch(words[0]):
        words = words[1:]
    return len(words) > 1 and not any(word.casefold() in known for word in words)


def _day_and_age(texts: Mapping[str, str | None]) -> Iterator[Fault]:
    """Each alone says little; together, in whichever fields they stand, they may say who it was."""
    days = {name: match[0] for name, text in texts.items() if (match := DAY.search(text or ""))}
    ages = [match[0] for text in texts.values() if (match := AGE.search(text or ""))]
    if days and ages:
        name, day = next(iter(days.items()))
        yield Fault(name, "perhaps_day_and_age", {"found": day, "age": ages[0]})

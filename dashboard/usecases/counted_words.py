"""What is counted, in a word or two that can stand inside a sentence, from the catalogue's own description of it."""

from __future__ import annotations

import re

from dashboard.text import t

LONGEST = 60  # letters; a longer description is no name of what is counted
# «Beboere som er undersøkt», «Oppholdsdøgn i måneden», «5-åringer undersøkt eller behandlet»: what follows says which ones.
_WHICH = re.compile(
    r"\s*[:(,]|\s(?:som|i|på|med|av|hos|ved|for|fra|til|der|siste|undersøkt|registrert|skrevet|brukt|vurdert)\b", re.IGNORECASE
)
_ALL = re.compile(r"^(?:alle|antall)\s+", re.IGNORECASE)
_EACH_PERIOD = re.compile(r"\s+i (?:måneden|kvartalet|tertialet|året)$")


def cases_word(denominator: str | None) -> str:
    """«beboere», «oppholdsdøgn», «nye beboere»; «tilfeller» where the description gives no name."""
    bare = _ALL.sub("", denominator or "")
    found = _WHICH.search(bare)
    return _in_sentence(bare[: found.start()] if found else bare)


def events_word(numerator: str | None) -> str:
    """«fall med skade», «vaksinerte ansatte»: which ones they are is the point, so it stays."""
    return _in_sentence(_EACH_PERIOD.sub("", _ALL.sub("", numerator or "")))


def _in_sentence(text: str) -> str:
    name = text.strip()
    if not name or name.lower() == "alle" or len(name) > LONGEST or set("(:;.") & set(name):
        return t("sentence.cases")
    is_word = name[1:2].islower() or len(name) == 1  # «NEWS-målinger» keeps its capitals
    return name[0].lower() + name[1:] if is_word else name

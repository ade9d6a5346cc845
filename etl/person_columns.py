"""Columns named for persons, in bokmål, nynorsk and English, in singular and plural, alone or as part of a longer name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

FILE = Path(__file__).parent / "reference" / "person_columns.toml"
LETTERS = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "a"})
WORDS = {name: frozenset(words) for name, words in tomllib.loads(FILE.read_text("utf-8")).items()}
ALWAYS, ALONE, PERSONS, BELONGINGS, COUNTED = (WORDS[name] for name in ("always", "alone", "persons", "belongings", "counted"))
NOT_SURE = {"journal", "parorende", "mail", "fodt"}  # names of columns that also stand as words in a cell


def is_person_column(name: str) -> bool:
    """True for «Pasientens navn», «pnr», «date_of_birth»; false for «antall pasienter»."""
    words = _words(name)
    if not words or COUNTED & set(words[:1]):
        return False
    joined = "".join(words)
    if joined in ALWAYS or any(word in ALWAYS for word in words):
        return True
    if len(words) == 1:
        return joined in ALONE or _is_compound(joined)
    return bool(PERSONS & set(words)) and bool(BELONGINGS & set(words))


def is_surely_personal(name: str) -> bool:
    """Of a cell that may be anything: only names that nothing else is called."""
    words = _words(name)
    return 0 < len(words) <= 4 and not COUNTED & set(words[:1]) and "".join(words) in ALWAYS - NOT_SURE


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFC", str(name)[:200])
    plain = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", plain).casefold().translate(LETTERS)
    return re.findall(r"[a-z]+", plain.replace("e-post", "epost").replace("e-mail", "email"))


def _is_compound(word: str) -> bool:
    """«pasientadresse», «brukertelefon»: a person and what belongs to one, written together."""
    return any(word.startswith(person) and word.removeprefix(person).removeprefix("s") in BELONGINGS for person in PERSONS)

"""What the fields of a catalogue file may hold: texts, ids, keys, words in the languages of the screen."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

# Letters (Norwegian and Sámi ones too), digits and hyphens read in an address, a file and a test failure.
ID_PATTERN = r"^[\p{Latin}0-9][\p{Latin}0-9-]*$"
FOLDED = r"^\S+(?: \S+)*$"  # runs of blanks folded and ends trimmed, so that two keys can be compared
SHORT_NAME_LENGTH = 40  # what the heading of a small multiple holds on one line


def composed(value: object) -> object:
    """The same letter written in two ways is one letter, also in an id."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(composed)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80), BeforeValidator(composed)]
Key = Annotated[str, StringConstraints(pattern=FOLDED), BeforeValidator(composed)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT_NAME_LENGTH), BeforeValidator(composed)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class Words(Strict):
    """One text in the languages of the screen; bokmål is never missing."""

    nb: Text
    nn: Text | None = None


class ShortWords(Strict):
    nb: ShortText
    nn: ShortText | None = None

"""What a reader has chosen of a list, as codes: how it stands in the address, the same for each list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self
from urllib.parse import parse_qs, urlencode

LONGEST = 200  # signs of a code; what is longer was written by hand


class CodeSelection:
    """ "" = the reader has not chosen. Those that inherit are frozen dataclasses of texts.

    Addresses are read by people, so the names are Norwegian; those that several pages have are the same on all.
    """

    __slots__ = ()
    NAMES: ClassVar[Mapping[str, str]]  # of each field, in the address

    @classmethod
    def from_query(cls, query: str) -> Self:
        given = {name: values[-1].strip()[:LONGEST] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        return cls(**{field: given.get(name, "") for field, name in cls.NAMES.items()})

    def to_query(self) -> str:
        pairs = {name: getattr(self, field) for field, name in self.NAMES.items() if getattr(self, field)}
        return "?" + urlencode(pairs) if pairs else ""

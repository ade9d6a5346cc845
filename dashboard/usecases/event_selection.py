"""Which reported events the reader has chosen to see, and how that stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

# Addresses are read by people, so the names are Norwegian; those that other pages have too are the same there.
NAMES = {
    "service_area": "tjeneste",
    "area": "omrade",
    "category": "kategori",
    "severity": "alvorlighet",
    "first_year": "fra",
    "last_year": "til",
}


@dataclass(frozen=True, slots=True)
class EventSelection:
    """Codes as they stand in the address; "" = the reader has not chosen."""

    service_area: str = ""
    area: str = ""
    category: str = ""
    severity: str = ""
    first_year: str = ""
    last_year: str = ""

    @classmethod
    def from_query(cls, query: str) -> EventSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        return cls(**{field: given.get(name, "") for field, name in NAMES.items()})

    def to_query(self) -> str:
        pairs = {name: getattr(self, field) for field, name in NAMES.items() if getattr(self, field)}
        return "?" + urlencode(pairs) if pairs else ""

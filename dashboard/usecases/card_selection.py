"""Which learning cards the reader has chosen to see, and how that stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

if TYPE_CHECKING:
    from dashboard.usecases.cards import CardFacts

# Addresses are read by people, so the names are Norwegian; those that other pages have too are the same there.
NAMES = {"service_area": "tjeneste", "category": "kategori", "kind": "type", "area": "omrade"}


@dataclass(frozen=True, slots=True)
class CardSelection:
    """Codes as they stand in the address; "" = the reader has not chosen. `area` is a unit that has taken the card into use."""

    service_area: str = ""
    category: str = ""
    kind: str = ""
    area: str = ""

    @classmethod
    def from_query(cls, query: str) -> CardSelection:
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
        return cls(**{field: given.get(name, "") for field, name in NAMES.items()})

    def to_query(self) -> str:
        pairs = {name: getattr(self, field) for field, name in NAMES.items() if getattr(self, field)}
        return "?" + urlencode(pairs) if pairs else ""

    def takes(self, card: CardFacts) -> bool:
        return (
            self.service_area in ("", card.service_area)
            and self.category in ("", card.category)
            and self.kind in ("", card.kind)
            and (not self.area or self.area in {use.area for use in card.in_use})
        )

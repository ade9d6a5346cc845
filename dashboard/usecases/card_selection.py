"""Which learning cards the reader has chosen to see, and how that stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from dashboard.usecases.code_selection import CodeSelection

if TYPE_CHECKING:
    from dashboard.usecases.cards import CardFacts


@dataclass(frozen=True, slots=True)
class CardSelection(CodeSelection):
    """Codes as they stand in the address; "" = the reader has not chosen. `area` is a unit that has taken the card into use."""

    NAMES: ClassVar = {"service_area": "tjeneste", "category": "kategori", "kind": "type", "area": "omrade"}

    service_area: str = ""
    category: str = ""
    kind: str = ""
    area: str = ""

    def takes(self, card: CardFacts) -> bool:
        return (
            self.service_area in ("", card.service_area)
            and self.category in ("", card.category)
            and self.kind in ("", card.kind)
            and (not self.area or self.area in {use.area for use in card.in_use})
        )

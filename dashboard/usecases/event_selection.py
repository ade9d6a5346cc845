"""Which reported events the reader has chosen to see, and how that stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboard.usecases.code_selection import CodeSelection


@dataclass(frozen=True, slots=True)
class EventSelection(CodeSelection):
    """Codes as they stand in the address; "" = the reader has not chosen."""

    NAMES: ClassVar = {
        "service_area": "tjeneste",
        "area": "omrade",
        "category": "kategori",
        "severity": "alvorlighet",
        "first_year": "fra",
        "last_year": "til",
    }

    service_area: str = ""
    area: str = ""
    category: str = ""
    severity: str = ""
    first_year: str = ""
    last_year: str = ""

"""What the reader has chosen, and how it stands in the address: the same link gives the same view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

# The order is the order of the filters on every page. Addresses are read by people, so the names are Norwegian.
NAMES = {
    "service_area": "tjeneste",
    "area": "omrade",
    "breakdown": "gruppe",
    "first_year": "fra",
    "last_year": "til",
    "compare_with": "mot",
    "as_of": "per",
    "attention_only": "bare",
    "without_levels": "niva",
    "action": "tiltak",
}
WITHOUT = "uten"  # new levels: ?niva=uten


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes only; whether they exist is for the use case to say. None = the reader has not chosen."""

    service_area: str | None = None
    area: str | None = None
    breakdown: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    compare_with: tuple[str, ...] = ()
    as_of: int | None = None
    attention_only: bool = False  # on the board: only the rows that need attention
    without_levels: bool = False  # of one indicator: as if no new level had been decided
    action: int | None = None  # the measure whose effect is shown

    @classmethod
    def from_query(cls, query: str) -> Selection:
        """Read `?tjeneste=sykehjem&omrade=3911&mot=EAK,39`; unknown names and unreadable numbers count as not chosen."""
        given = {name: values[-1].strip()[:200] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}

        def number(name: str) -> int | None:
            text = given.get(NAMES[name], "")
            return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None

        return cls(
            service_area=given.get(NAMES["service_area"]) or None,
            area=given.get(NAMES["area"]) or None,
            breakdown=given.get(NAMES["breakdown"]) or None,
            first_year=number("first_year"),
            last_year=number("last_year"),
            compare_with=tuple(code for code in given.get(NAMES["compare_with"], "").split(",") if code)[:8],
            as_of=number("as_of"),
            attention_only=given.get(NAMES["attention_only"]) == "1",
            without_levels=given.get(NAMES["without_levels"]) == WITHOUT,
            action=number("action"),
        )

    def to_query(self) -> str:
        """The shortest address that says this: what is not chosen is left out."""
        chosen = {
            NAMES["service_area"]: self.service_area,
            NAMES["area"]: self.area,
            NAMES["breakdown"]: self.breakdown,
            NAMES["first_year"]: self.first_year,
            NAMES["last_year"]: self.last_year,
            NAMES["compare_with"]: ",".join(self.compare_with),
            NAMES["as_of"]: self.as_of,
            NAMES["attention_only"]: "1" if self.attention_only else None,
            NAMES["without_levels"]: WITHOUT if self.without_levels else None,
            NAMES["action"]: self.action,
        }
        pairs = {name: value for name, value in chosen.items() if value not in (None, "")}
        return "?" + urlencode(pairs, safe=",") if pairs else ""

    def with_(self, **changes: object) -> Selection:
        return replace(self, **changes)

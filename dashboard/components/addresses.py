"""Where each page is, with the reader's choices taken along."""

from urllib.parse import quote, urlencode

from dashboard.selection import Selection

DELIVERIES, COMPLETENESS = "/leveranser", "/kompletthet"


def overview_address(selection: Selection) -> str:
    return f"/{selection.with_(breakdown=None).to_query()}"


def service_address(service_area: str, selection: Selection) -> str:
    return f"/tjeneste{selection.with_(service_area=service_area, breakdown=None).to_query()}"


def board_address(selection: Selection) -> str:
    return f"/tavle{selection.with_(breakdown=None).to_query()}"


def indicator_address(indicator: str, selection: Selection) -> str:
    return f"/indikator/{quote(indicator)}{selection.with_(service_area=None).to_query()}"


def comparison_address(indicator: str, selection: Selection) -> str:
    return f"/sammenlign/{quote(indicator)}{selection.with_(service_area=None).to_query()}"


def comparison_file_address(indicator: str, against: str, selection: Selection, name: str) -> str:
    """`name` as in /fil/: `sammenligning.csv`, `sammenligning-trakt.svg`; `against` says which of the page's comparisons."""
    chosen = selection.to_query().lstrip("?")
    return f"/fil/{name}?" + "&".join(part for part in (urlencode({"indikator": indicator, "blant": against}), chosen) if part)


def file_address(indicator: str, selection: Selection, form: str) -> str:
    """The download of what the page shows: the same choices, so the same numbers."""
    chosen = selection.to_query().lstrip("?")
    return f"/fil/serie.{form}?" + "&".join(part for part in (urlencode({"indikator": indicator}), chosen) if part)


def delivery_address(number: int) -> str:
    return f"{DELIVERIES}/{number}"


def delivery_number(pathname: str | None) -> int:
    """The number at the end of such an address; 0, which no delivery has, where there is none."""
    last = (pathname or "").rsplit("/", 1)[-1]
    return int(last) if last.isascii() and last.isdigit() and len(last) <= 9 else 0

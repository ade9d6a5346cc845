"""Where each page is, with the reader's choices taken along."""

from urllib.parse import quote, urlencode

from dashboard.selection import Selection

DELIVERIES, COMPLETENESS, MEETINGS = "/leveranser", "/kompletthet", "/moter"
ACTIONS, OWNERS = "/tiltak", "/eiere"
NEW, EDIT, FOLLOW_UP = "ny", "endre", "oppfolging"  # after /tiltak/, and after the number of one


OF_ONE_INDICATOR = {"breakdown": None, "without_levels": False, "action": None}  # what is chosen of one means nothing of others
YEAR_WHEEL, STRUCTURES, GOALS = "/arshjul", "/strukturer", "/mal"


def overview_address(selection: Selection) -> str:
    return f"/{selection.with_(**OF_ONE_INDICATOR).to_query()}"


def service_address(service_area: str, selection: Selection) -> str:
    return f"/tjeneste{selection.with_(**OF_ONE_INDICATOR).with_(service_area=service_area).to_query()}"


def board_address(selection: Selection) -> str:
    return f"/tavle{selection.with_(**OF_ONE_INDICATOR).to_query()}"


def indicator_address(indicator: str, selection: Selection) -> str:
    return f"/indikator/{quote(indicator)}{selection.with_(service_area=None).to_query()}"


def effect_address(indicator: str, selection: Selection) -> str:
    return f"/effekt/{quote(indicator)}{selection.with_(service_area=None).to_query()}"


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


def actions_address(chosen: str = "") -> str:
    """`chosen` is a query of the list's own."""
    return f"{ACTIONS}{chosen}"


def actions_file_address(chosen: str, form: str) -> str:
    return f"/fil/tiltak.{form}{chosen}"


def action_address(id: int, view: str = "") -> str:
    """A measure; `view` is EDIT or FOLLOW_UP for its forms."""
    return "/".join(part for part in (ACTIONS, str(id), view) if part)


def new_action_address(*, indicator: str = "", area: str = "", service_area: str = "", matter: str = "") -> str:
    """The empty form with what is known filled in; `matter` is the agenda item that the measure comes from."""
    known = {"tjeneste": service_area, "indikator": indicator, "enhet": area, "sak": matter}
    given = urlencode({name: value for name, value in known.items() if value})
    return f"{ACTIONS}/{NEW}" + (f"?{given}" if given else "")


def action_place(rest: str) -> tuple[int | None, str]:
    """What stands after /tiltak/: which measure (None: a new one) and which view of it ("": to read). 0, which none has, where it says nothing."""
    if rest == NEW:
        return None, EDIT
    id, _, view = rest.partition("/")
    is_known = id.isascii() and id.isdigit() and len(id) <= 9 and view in ("", EDIT, FOLLOW_UP)
    return (int(id), view) if is_known else (0, "")


def owner_address(id: int) -> str:
    return f"{OWNERS}?rediger={id}"


def duty_address(id: int) -> str:
    return f"{YEAR_WHEEL}/{id}"


def risk_address(id: int) -> str:
    return f"{STRUCTURES}/risiko/{id}"


def requirement_address(id: int) -> str:
    return f"{STRUCTURES}/krav/{id}"


def number_at_end(pathname: str | None) -> int | None:
    """The number at the end of such an address; None for the one that is new, 0, which none has, where it says nothing."""
    last = (pathname or "").rsplit("/", 1)[-1]
    if last == NEW:
        return None
    return int(last) if last.isascii() and last.isdigit() and len(last) <= 9 else 0


def meeting_address(meeting: int, service_area: str | None = None) -> str:
    return f"{MEETINGS}/{meeting}{Selection(service_area=service_area).to_query()}"


def meeting_mode_address(meeting: int, service_area: str | None = None) -> str:
    return f"{MEETINGS}/{meeting}/vis{Selection(service_area=service_area).to_query()}"


def meeting_number(pathname: str | None) -> int:
    """The number in such an address; 0, which no meeting has, where there is none."""
    parts = (pathname or "").strip("/").split("/")
    return delivery_number(parts[1]) if len(parts) > 1 else 0

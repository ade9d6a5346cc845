"""Where the pages of goals are: the strategies, their delmål, the drafts, and an indicator's targets."""

from urllib.parse import parse_qs, quote, unquote

from dashboard.selection import Selection
from dashboard.usecases.goal_selection import GoalSelection

GOALS = "/mal"
ACTIVITY, OBJECTIVE = "aktivitet", "delmal"  # names in the address of what is being changed
SAVED = "lagret"  # what has just been stored, and as which revision: «aktivitet-12-3»; the same again would lead nowhere


def goals_address(asked: GoalSelection) -> str:
    return f"{GOALS}{asked.to_query()}"


def objective_address(objective: int, selection: Selection, activity: int | None = None, saved: str | None = None) -> str:
    """One delmål; with `activity` that one stands in the form, with `saved` it says what has just been stored."""
    chosen = selection.with_(breakdown=None, as_of=None).to_query()
    return f"{GOALS}/delmal/{objective}{_with(_with(chosen, ACTIVITY, activity), SAVED, saved)}"


def strategy_address(strategy: str, objective: int | None = None, saved: str | None = None) -> str:
    """Where a strategy is written; with `objective` that one stands in the form, with `saved` it says what has just been stored."""
    return f"{GOALS}/strategi/{quote(strategy)}{_with(_with('', OBJECTIVE, objective), SAVED, saved)}"


def targets_address(indicator: str, saved: str | None = None) -> str:
    return f"{GOALS}/indikator/{quote(indicator)}{_with('', SAVED, saved)}"


def name_at_end(pathname: str | None) -> str:
    return unquote((pathname or "").rsplit("/", 1)[-1])


def number_chosen(search: str | None, name: str) -> int | None:
    text = _chosen(search, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def saved_kind(search: str | None) -> str:
    """What has just been stored: the word before the number."""
    return _chosen(search, SAVED).partition("-")[0]


def _chosen(search: str | None, name: str) -> str:
    return parse_qs((search or "").lstrip("?"), max_num_fields=50).get(name, [""])[-1]


def _with(query: str, name: str, chosen: object) -> str:
    return query if chosen is None else f"{query}{'&' if query else '?'}{name}={quote(str(chosen))}"

"""What can be done with something written for others: approve it, withdraw it, say that one uses it. Buttons say in their id what they do."""

from __future__ import annotations

from collections.abc import Sequence

from dash import ALL, html

from dashboard.components.form import form
from dashboard.components.notice import notice
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FieldView, FormView
from dashboard.usecases.shared_words import LONGEST_REASON, SharedState

ANY_FIELD = {"form": ALL, "field": ALL}


def do_id(about: str, deed: object, of: object) -> dict[str, object]:
    """`about` is the page's, `of` what it is done with: a revision, a unit."""
    return {"about": about, "do": deed, "of": of}


def do_button(about: str, deed: str, of: str, *, is_quiet: bool = False) -> html.Button:
    quiet = is_quiet or deed == "give_up"
    return html.Button(t(f"sharing.{deed}"), id=do_id(about, deed, of), type="button", className="quiet-button" if quiet else "button")


def news_place(id: str, said: object = None) -> html.Div:
    """Where refusals and news stand; what has just been done takes the focus."""
    focus = {"tabIndex": -1, "data-focus": "1"} if said is not None else {}
    return html.Div(html.Div(said, **focus) if said is not None else None, id=id, **{"aria-live": "polite"})


def shared_notice(state: SharedState, *, may_approve: bool) -> list[html.Div]:
    """Who sees it now, and whom it waits for."""
    if state is SharedState.APPROVED:
        return []
    code = "may_approve" if state is SharedState.DRAFT and may_approve else str(state)
    return [notice("info", t(f"sharing.state.{code}"), title=t(f"sharing.title.{state}"))]


def withdraw_form(about: str, revision: int) -> html.Details:
    reason = FieldView("reason", "text", longest=LONGEST_REASON)
    inside = form(FormView("withdraw", (reason,)), do_button(about, "withdraw", str(revision), is_quiet=True))
    return html.Details([html.Summary(t("sharing.withdraw_open"), className="quiet-button"), inside], className="opener")


def take_up_form(about: str, units: Sequence[Option]) -> html.Div:
    unit = FieldView("area", "one", options=tuple(units))
    return form(FormView("take_up", (unit,)), do_button(about, "take_up", "", is_quiet=True))

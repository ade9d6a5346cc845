"""What the secretary writes while a meeting goes on: decisions, and what has become of those that were open."""

from __future__ import annotations

from dash import html

from dashboard.components.decision_list import decision_entry, decision_list
from dashboard.components.form import form
from dashboard.text import t
from dashboard.usecases.forms import FormView
from dashboard.usecases.meeting_forms import ItemForms, closing_forms
from dashboard.usecases.meeting_items import DecidedThen, ShownItem

QUOTED = 40  # signs of a decision, where it stands on what opens its form


def decisions_id(item: int) -> str:
    return f"decisions-{item}"


def open_id(decision: int) -> str:
    return f"open-{decision}"


def decision_part(item: ShownItem, forms: ItemForms | None, *, may_begin: bool, news: object = None) -> list[object]:
    """What has been decided, and room to write the next one; `news` is what has just been done."""
    title = html.H3(t("meeting.mode.decision"), className="step-part")
    changes = [_opened(_change(each.text), forms.changes[each.id]) for each in item.decisions] if forms else []
    new = [form_part(forms.decision)] if forms else []
    shown = [decision_list(item.decisions, may_begin=may_begin)] if item.decisions or not forms else []
    return [title, news, *shown, *changes, *new]


def _change(text: str) -> str:
    return f"{t('meeting.decision.change')}: {text if len(text) <= QUOTED else f'{text[:QUOTED]}…'}"


def open_decision(one: DecidedThen, *, writes: bool) -> list[object]:
    """From an earlier meeting; it can be closed, or get a new day."""
    entry = html.Ul(decision_entry(one, names_meeting=True, may_begin=writes), className="decisions")
    return [entry, *(_closing(one) if writes and one.now.is_open else [])]


def _closing(one: DecidedThen) -> list[object]:
    views = closing_forms(one.id, one.now.revision)
    return [_opened(t(f"meeting.decision.{name}"), view) for name, view in zip(("close", "postpone"), views, strict=True)]


def _opened(title: str, view: FormView) -> html.Details:
    return html.Details([html.Summary(title), form_part(view)])


def form_part(view: FormView) -> html.Div:
    """A form with a place for what became of it; callbacks find both by the form's id."""
    news, body = ({"form": view.id, "meeting": name} for name in ("news", "body"))
    return html.Div([html.Div(id=news), html.Div(form_with_button(view), id=body)])


def form_with_button(view: FormView) -> html.Div:
    return form(view, html.Button(t("form.save"), id={"form": view.id, "meeting": "save"}, type="button", className="button"))

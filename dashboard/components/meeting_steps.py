"""The meeting on the big screen: one thing a step, its sentence, its chart, three questions, its measures, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dash import dcc, html

from dashboard.components.addresses import action_address, meeting_address
from dashboard.components.decision_box import decision_part, decisions_id, form_part, open_decision, open_id
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.meeting_item import warnings
from dashboard.components.pictures import image
from dashboard.components.remark_list import remark_list
from dashboard.components.signal_mark import marks_of
from dashboard.text import t
from dashboard.usecases.meeting_forms import ItemForms
from dashboard.usecases.meeting_items import ShownAction, ShownItem
from dashboard.usecases.meeting_page import MeetingPage
from dashboard.usecases.remarks import Remark


@dataclass(frozen=True, slots=True)
class Pictures:
    """A chart for the screen and the paper, and one for a phone."""

    wide: str
    phone: str
    remarks: tuple[Remark, ...]  # what the numbers at the axis mean


def steps_view(found: MeetingPage, pictures: Mapping[int, Pictures], forms: Mapping[int, ItemForms], step: int) -> list[object]:
    """All of them, of which the style sheet shows one; on paper each has a sheet. assets/meeting.js goes from one to the next."""
    contents = [_opening(found), *(_item(found, item, pictures.get(item.id), forms.get(item.id)) for item in found.agenda)]
    here = min(max(step, 1), len(contents))
    sections = [_section(content, at, len(contents), here, found) for at, content in enumerate(contents, 1)]
    return [html.H1(_name(found), className="visually-hidden"), *sections, _foot(found, here, len(contents))]


def _name(found: MeetingPage) -> str:
    return t("page.meeting_page.title", arena=found.meeting.arena.name, day=found.meeting.meets_on)


def _section(content: tuple[object, list[object]], at: int, count: int, here: int, found: MeetingPage) -> html.Section:
    title, body = content
    day = found.meeting.held_on
    note = [html.P(t("meeting.as_of", day=day), className="step-as-of")] if day else []
    head = html.Header([html.H2(title, id=f"step-{at}", tabIndex=-1), *note], className="step-head")
    said = {"data-step": str(at), "data-at": t("meeting.mode.at", step=at, steps=count), "aria-labelledby": f"step-{at}"} | (
        {} if at == here else {"hidden": True}
    )
    paper = html.P(f"{_name(found)} · {t('meeting.mode.at', step=at, steps=count)}", className="step-paper")
    return html.Section([head, *body, paper], className="meeting-step", **said)


def _opening(found: MeetingPage) -> tuple[object, list[object]]:
    entries = [
        html.Div(open_decision(each, writes=found.may_keep), id=open_id(each.id), className="open-decision card-surface")
        for each in found.opening
    ]
    none = html.P(t("meeting.mode.opening_none"), className="step-sentence")
    empty = [] if found.agenda else [html.P(t("meeting.mode.empty"))]
    return t("meeting.mode.opening"), [html.Div(entries, className="step-opening") if entries else none, *empty]


def _item(found: MeetingPage, item: ShownItem, pictures: Pictures | None, forms: ItemForms | None) -> tuple[object, list[object]]:
    about = [_actions(found, item)] if item.indicator else []
    right = html.Div([notes_part(item, forms), *about, _decisions(item, forms, found.may_keep)], className="step-right")
    left = [*_picture(item, pictures), *warnings(item, is_held=found.meeting.is_held)]
    both = [html.Div(left, className="step-left"), right]
    body = html.Div(both, className="step-body") if left else html.Div(right, className="step-body step-plain")
    sentence = html.P(item.sentence, className="step-sentence")
    return item.title, [_marks(item), sentence, body]


def _decisions(item: ShownItem, forms: ItemForms | None, may_begin: bool) -> html.Div:
    return html.Div(decision_part(item, forms, may_begin=may_begin), id=decisions_id(item.id), className="decision-box")


def _marks(item: ShownItem) -> html.P:
    if item.series is None:
        return html.P(t(f"item_kind.{item.kind}"), className="step-marks")
    badge = [fictional_badge()] if item.series.is_fictional else []
    return html.P([*marks_of(item.series), *badge], className="step-marks marks")


def _picture(item: ShownItem, pictures: Pictures | None) -> list[object]:
    if pictures is None:
        return [html.P(t("meeting.no_numbers"), className="muted")] if item.indicator else []
    return [
        image(pictures.wide, item.sentence, "step-chart step-chart-wide"),
        image(pictures.phone, item.sentence, "step-chart step-chart-phone"),
        remark_list(pictures.remarks),
    ]


def notes_part(item: ShownItem, forms: ItemForms | None) -> html.Div:
    """The three questions: to be written in while the meeting goes on, to be read after it."""
    if forms is not None:
        return form_part(forms.notes)
    pairs = [part for name, text in item.notes.items() for part in (html.Dt(t(f"meeting.note.{name}")), _note(text))]
    return html.Div(html.Dl(pairs, className="meeting-notes"))


def _note(text: str | None) -> html.Dd:
    return html.Dd(text) if text else html.Dd(t("meeting.not_written"), className="muted")


def _actions(found: MeetingPage, item: ShownItem) -> html.Div:
    day = found.meeting.held_on
    title = html.H3(t("meeting.actions_then", day=day) if day else t("meeting.actions"), className="step-part")
    if not item.actions:
        return html.Div([title, html.P(t("meeting.actions_none"), className="muted")])
    return html.Div([title, html.Ul([_action(each) for each in item.actions], className="plain-list")])


def _action(each: ShownAction) -> html.Li:
    facts = t("meeting.action", status=t(f"action_status.{each.status}"), owner=each.owner, follow_up=each.follow_up_on)
    return html.Li([dcc.Link(each.title, href=action_address(each.id)), html.Br(), html.Span(facts, className="muted")])


def _foot(found: MeetingPage, here: int, count: int) -> html.Nav:
    turn = [
        _turn("previous", "←"),
        html.Span(t("meeting.mode.at", step=here, steps=count), id="step-at", role="status"),
        _turn("next", "→"),
    ]
    leave = dcc.Link(
        t("meeting.mode.leave"), href=meeting_address(found.meeting.id, found.service_area), className="quiet-button", id="step-leave"
    )
    return html.Nav(
        [html.Div(turn, className="step-turn"), html.Span(_name(found), className="muted"), leave],
        className="step-foot",
        **{"aria-label": t("meeting.mode.steps")},
    )


def _turn(name: str, arrow: str) -> html.Button:
    said = {"aria-label": t(f"meeting.mode.{name}"), "data-turn": "-1" if name == "previous" else "1"}
    return html.Button(arrow, type="button", className="quiet-button", **said)

"""The page of one meeting: what was open, the agenda, what is proposed, and the way to hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import dcc, html

from dashboard.components.addresses import MEETINGS, meeting_mode_address
from dashboard.components.decision_list import decision_list
from dashboard.components.filter_bar import filter_bar, select_field
from dashboard.components.form import form
from dashboard.components.meeting_item import agenda_item, deed_button, reason_field, simple_item
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.text import t
from dashboard.usecases.agenda_deeds import item_key
from dashboard.usecases.forms import FormView
from dashboard.usecases.meeting_facts import MeetingFacts
from dashboard.usecases.meeting_items import ShownItem
from dashboard.usecases.meeting_page import MeetingPage
from dashboard.usecases.proposals import Proposal

NEWS, OWN, ADD = "meeting-news", "meeting-own", "meeting-add"
HOLD, CONFIRM, DO, CANCEL = "meeting-hold", "meeting-confirm", "meeting-do", "meeting-cancel"


def meeting_view(found: MeetingPage, own: FormView | None, pressed: str) -> list[object]:
    """`pressed` is the key and the deed of the button that was pressed last: the focus goes back there."""
    top = [_head(found), html.P(dcc.Link(t("page.meeting_page.show"), href=_mode(found), className="button"))]
    return [*top, *_filter(found), *_since(found), *_opening(found), *_agenda(found, pressed), *_rest(found, own)]


def _head(found: MeetingPage) -> html.Header:
    meeting = found.meeting
    facts = {"day": meeting.held_on or meeting.meets_on, "secretary": meeting.secretary}
    title = t("page.meeting_page.title", arena=meeting.arena.name, day=meeting.meets_on)
    sentence = t(f"page.meeting_page.{'held' if meeting.is_held else 'coming'}", **facts)
    return page_head(title, sentence, filters=[_service(found)], crumbs=[(t("page.meetings.name"), MEETINGS)])


def _mode(found: MeetingPage) -> str:
    return meeting_mode_address(found.meeting.id, found.service_area)


def _service(found: MeetingPage) -> str:
    return next(option.label for option in found.services if option.value == (found.service_area or ""))


def _filter(found: MeetingPage) -> list[html.Div]:
    """A meeting that is about one service is about nothing else."""
    if found.meeting.service_area:
        return []
    return [filter_bar(select_field("filter-tjeneste", t("meetings.filter.service"), found.services, found.service_area or ""))]


def _since(found: MeetingPage) -> list[html.Div]:
    if not found.meeting.is_held:
        return []
    count = found.revised_count
    said = t("meeting.revised.in_all", count=count) if count else t("meeting.revised.nothing")
    return [notice("warning" if count else "info", said, title=t("meeting.as_of", day=found.meeting.held_on))]


def _opening(found: MeetingPage) -> list[object]:
    title = html.H2(t("page.meeting_page.opening", count=len(found.opening)))
    if not found.opening:
        return [title, html.P(t("page.meeting_page.opening_none"), className="muted")]
    return [title, decision_list(found.opening, names_meeting=True, may_begin=found.may_keep)]


def _agenda(found: MeetingPage, pressed: str) -> list[object]:
    title = html.H2(t("page.meeting_page.agenda", count=len(found.agenda)))
    if not found.agenda:
        none = "_held" if found.meeting.is_held else "" if found.may_keep else "_reader"
        return [title, html.P(t(f"page.meeting_page.agenda_none{none}"), className="muted")]
    is_held = found.meeting.is_held
    shown = {"is_held": is_held, "version": found.meeting.version, "may_begin": found.may_keep}
    writes = found.may_keep and not is_held
    items = [agenda_item(item, _item_buttons(item, pressed) if writes else (), **shown) for item in found.agenda]
    return [title, html.Ol(items, className="agenda")]


def _item_buttons(item: ShownItem, pressed: str) -> list[object]:
    key = item_key(item.id, item.revision)
    moved = {deed: pressed.startswith(f"item {item.id} ") and pressed.endswith(f" {deed}") for deed in ("up", "down")}
    order = [deed_button(key, deed, item.title, focus=moved[deed]) for deed in ("up", "down")]
    return [*order, reason_field(key, item.title), deed_button(key, "take_out", item.title)]


def _rest(found: MeetingPage, own: FormView | None) -> Iterator[object]:
    if own is not None:
        yield from _proposed(found.proposed)
        yield html.Details([html.Summary(t("page.meeting_page.own")), html.Div(own_item(own), id=OWN)])
    for name, items in (("rejected", found.rejected), ("unanswered", found.unanswered)):
        if items:
            yield html.H2(t(f"page.meeting_page.{name}", count=len(items)))
            yield html.Ul([_answered(item, own is not None) for item in items], className="agenda")
    if own is not None:
        yield from _holding(found)


def _proposed(proposed: Sequence[Proposal]) -> Iterator[object]:
    yield html.H2(t("page.meeting_page.proposed", count=len(proposed)))
    if not proposed:
        yield html.P(t("page.meeting_page.proposed_none"), className="muted")
        return
    yield html.P(t("page.meeting_page.proposed_note"), className="muted")
    yield html.Ul([_proposal(each) for each in proposed], className="agenda")


def _proposal(each: Proposal) -> html.Li:
    key, title = each.subject.key, each.said.title
    buttons = [deed_button(key, "accept", title, is_quiet=False), reason_field(key, title), deed_button(key, "reject", title)]
    return simple_item(each.subject.kind, title, each.said.sentence, each.series, html.Div(buttons, className="agenda-buttons"))


def _answered(item: ShownItem, may_write: bool) -> html.Li:
    because = [html.P(t("agenda.deed.because", reason=item.reason))] if item.reason else []
    again = (
        [html.Div(deed_button(item_key(item.id, item.revision), "take_up", item.title), className="agenda-buttons")] if may_write else []
    )
    return simple_item(item.kind, item.title, item.sentence, None, *because, *again)


def own_item(view: FormView) -> html.Div:
    return form(view, html.Button(t("page.meeting_page.add"), id=ADD, type="button", className="button"))


def _holding(found: MeetingPage) -> Iterator[object]:
    yield html.H2(t("page.meeting_page.hold_title"))
    if found.is_ahead:
        yield html.P(t("page.meeting_page.hold_ahead", day=found.meeting.meets_on))
        return
    yield html.P(t("page.meeting_page.hold_note"))
    yield html.P(html.Button(t("page.meeting_page.hold"), id=HOLD, type="button", className="button"))
    yield html.Div(id=CONFIRM)


def hold_question(meeting: MeetingFacts) -> html.Div:
    buttons = [
        html.Button(t("page.meeting_page.hold_do"), id=DO, type="button", value=str(meeting.revision), className="button"),
        html.Button(t("page.meeting_page.hold_cancel"), id=CANCEL, type="button", className="quiet-button"),
    ]
    said = [html.P(t("page.meeting_page.hold_note")), html.P(buttons, className="button-row")]
    asked = notice("warning", *said, title=t("page.meeting_page.hold_sure", day=meeting.meets_on))
    return html.Div(asked, tabIndex=-1, className="confirm", **{"data-focus": "1"})

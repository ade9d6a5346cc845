"""What was done with something, by whom and when: the newest first, with before and after."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.text import moment_text, t
from dashboard.usecases.written import Changed, EditView


def edit_list(subject: str, edits: Sequence[EditView]) -> html.Details:
    """`subject` is the form's key among the words, whose labels name the fields."""
    rows = [html.Li([html.P(_head(edit)), *_changes(subject, edit.changes)]) for edit in edits]
    return html.Details([html.Summary(t("edits.title", count=len(edits))), html.Ol(rows, className="edit-list")])


def _head(edit: EditView) -> str:
    said = t(f"edits.{edit.kind}", at=moment_text(edit.at), by=edit.by)
    return f"{said} {t('edits.reason', reason=edit.reason)}" if edit.reason else said


def _changes(subject: str, changes: Sequence[Changed]) -> list[html.Ul]:
    lines = [html.Li([f"{t(f'form.{subject}.{each.field}')}: ", html.Del(each.before), " → ", html.Ins(each.after)]) for each in changes]
    return [html.Ul(lines)] if lines else []

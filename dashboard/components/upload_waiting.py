"""The files that are on their way: whose they are, how they stand, when they come out."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.data_table import data_table
from dashboard.text import moment_text, t
from dashboard.usecases.uploads import UploadView

COLUMNS = ("file", "state", "by", "created", "publish_at", "action")


def upload_waiting(uploads: Sequence[UploadView]) -> list[object]:
    """Nothing where nothing waits."""
    if not uploads:
        return []
    headings = [t(f"upload.waiting.{name}") for name in COLUMNS]
    return [
        html.H2(t("upload.waiting.title")),
        data_table(t("upload.waiting.title"), headings, list(map(_row, uploads)), className="stacking"),
    ]


def _row(upload: UploadView) -> list[object]:
    name = upload.file or t("upload.waiting.nameless")
    link = html.A(name, href=f"/last-opp?opplasting={upload.id}", **{"data-open": upload.id})
    named = {"data-act": "avbryt", "data-id": upload.id, "aria-label": t("upload.waiting.cancel_named", file=name)}
    cancel = html.Button(t("upload.waiting.cancel"), type="button", className="quiet-button", **named)
    at = moment_text(upload.publish_at) if upload.publish_at else t("upload.waiting.no_date")
    return [link, t(f"upload.state.{upload.state}"), upload.by, moment_text(upload.created_at), at, cancel]

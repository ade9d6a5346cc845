"""Last opp: fil → tolkning → kontroll → publiser. assets/upload.js sends the file, asks how it stands and shows one step at a time."""

from __future__ import annotations

from urllib.parse import parse_qs

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Asker, Role, current_asker, guarded
from dashboard.components.page_head import page_head
from dashboard.components.upload_steps import upload_steps
from dashboard.components.upload_waiting import upload_waiting
from dashboard.text import t
from dashboard.usecases import uploads
from dashboard.usecases.deliveries import upload_limit

TEMPLATES = (("own", "egen"), ("survey", "undersokelse"), ("events", "hendelser"))
WORDS = ("sending", "wait", "read", "compare", "store", "failed", "cancelled", "marking")

dash.register_page(
    __name__,
    path="/last-opp",
    name=t("upload.name"),
    title=t("shell.page_title", page=t("upload.name")),
    order=4,
    role=Role.ANALYST,
)


def layout(**_: object) -> html.Div:
    parts = [
        html.Div(html.H1(t("upload.title")), id="upload"),
        html.Div(id="upload-step"),
        html.Div(id="upload-file-step"),
        html.Div(id="upload-waiting"),
        html.Div(id="upload-templates"),
    ]
    return html.Div([*parts, dcc.Store(id="upload-seen")])


@guarded(
    Role.ANALYST,
    Output("upload", "children"),
    Output("upload-file-step", "children"),
    Output("upload-templates", "children"),
    Input("_pages_location", "pathname"),
)
def show_form(_: str | None) -> tuple[list[object], list[object], list[object]]:
    head = page_head(t("upload.title"), t("upload.intro"), has_actions=False)
    templates = [html.H2(t("upload.templates")), html.Ul(list(_templates()), className="plain-list")]
    return [head, _status()], [_zone(upload_limit(current_asker()))], templates


@guarded(
    Role.ANALYST,
    Output("upload-step", "children"),
    Output("upload-waiting", "children"),
    Input("upload-seen", "data"),
    Input("_pages_location", "search"),
)
def show_upload(seen: object, search: str | None) -> tuple[html.Div, list[object]]:
    asker = current_asker()
    id = _asked_for(asker, seen, search)
    return upload_steps(uploads.look(asker, id) if id else None), upload_waiting(uploads.waiting(asker, but=id))


def _asked_for(asker: Asker, seen: object, search: str | None) -> str | None:
    """What the script has just seen, else what the address names, else what was left; an empty id asks for the first step."""
    if isinstance(seen, dict):
        return str(seen.get("id") or "") or None
    named = parse_qs((search or "").lstrip("?"), max_num_fields=50, keep_blank_values=True).get("opplasting")
    return (named[-1] or None) if named else uploads.latest(asker)


def _zone(limit: int) -> html.Div:
    parts = [
        html.Div(id="upload-field"),  # Dash has no plain file field, so the script puts one here
        html.Label(t("upload.choose"), htmlFor="upload-file", className="button"),
        html.P(t("upload.drop", limit=limit), className="muted"),
    ]
    return html.Div(parts, id="upload-zone", className="upload-zone card-surface")


def _status() -> html.Div:
    """How far it is, in words and as a bar; what the script says stands in the data attributes."""
    words = {f"data-{name}": t(f"upload.busy.{name}") for name in WORDS}
    said = html.P("", id="upload-status", role="status", **words)
    bar = html.Progress(id="upload-progress", max=100, hidden=True, **{"aria-label": t("upload.busy.label")})
    stop = html.Button(t("upload.busy.stop"), id="upload-stop", type="button", className="quiet-button", hidden=True)
    return html.Div([said, bar, stop], className="upload-status")


def _templates():
    for name, address in TEMPLATES:
        for form in ("csv", "xlsx"):
            yield html.Li(html.A(t(f"upload.template_{name}", form=form.upper()), href=f"/fil/mal/{address}.{form}", download=""))

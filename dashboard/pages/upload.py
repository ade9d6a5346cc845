"""Last opp: a file, what was understood, what must be mended, what it changes; then publish. assets/upload.js sends the file."""

from __future__ import annotations

import dash
from dash import Input, Output, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.empty_state import empty_state
from dashboard.components.page_head import page_head
from dashboard.components.stepper import stepper
from dashboard.components.upload_report import upload_report
from dashboard.text import t
from dashboard.usecases.deliveries import upload_limit
from dashboard.usecases.upload_answer import Outcome, UploadAnswer, read_answer, with_names

TEMPLATES = (("own", "egen"), ("survey", "undersokelse"))
STEPS = ("file", "reading", "check", "publish")
STEP_OF = {Outcome.NEEDS_ANSWER: 2, Outcome.REFUSED: 3, Outcome.STORED: 4, Outcome.UNCHANGED: 3}
ALL_DONE = len(STEPS) + 1

dash.register_page(
    __name__,
    path="/last-opp",
    name=t("page.upload.name"),
    title=t("shell.page_title", page=t("page.upload.name")),
    order=4,
    role=Role.ANALYST,
)


def layout(**_: object) -> html.Div:
    parts = [
        html.Div(html.H1(t("page.upload.title")), id="upload"),
        html.Div(id="upload-report", tabIndex=-1),
        html.Div(id="upload-templates"),
    ]
    return html.Div([*parts, dcc.Store(id="upload-answer")])


@guarded(Role.ANALYST, Output("upload", "children"), Output("upload-templates", "children"), Input("_pages_location", "pathname"))
def show_form(_: str | None) -> tuple[list[object], list[object]]:
    return _form(upload_limit(current_asker())), [html.H2(t("page.upload.templates")), html.Ul(list(_templates()), className="plain-list")]


@guarded(Role.ANALYST, Output("upload-report", "children"), Input("upload-answer", "data"))
def show_report(data: object) -> list[object]:
    return _report(with_names(current_asker(), read_answer(data)))


def _form(limit: int) -> list[object]:
    head = page_head(t("page.upload.title"), t("page.upload.intro"), has_actions=False)
    field = html.Div(
        [
            html.Div(id="upload-field"),  # Dash has no plain file field, so the script puts one here
            html.Label(t("page.upload.choose"), htmlFor="upload-file", className="button"),
            html.P(t("page.upload.drop", limit=limit), className="muted"),
            html.P("", id="upload-status", role="status", **{"data-busy": t("page.upload.busy"), "data-failed": t("page.upload.failed")}),
        ],
        id="upload-zone",
        className="upload-zone card-surface",
    )
    return [head, field]


def _templates():
    for name, address in TEMPLATES:
        for form in ("csv", "xlsx"):
            yield html.Li(html.A(t(f"page.upload.template_{name}", form=form.upper()), href=f"/fil/mal/{address}.{form}", download=""))


def _report(answer: UploadAnswer | None) -> list[object]:
    steps = [t(f"page.upload.step.{name}") for name in STEPS]
    if answer is None:
        return [stepper(steps, 1), empty_state(t("page.upload.waiting_title"), t("page.upload.waiting"))]
    at = ALL_DONE if answer.delivery else STEP_OF[answer.outcome]
    return [stepper(steps, at), *upload_report(answer)]

"""The four steps of one upload. Each is a section of its own with its place in the row of steps; assets/upload.js shows one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.notice import notice
from dashboard.components.stepper import stepper
from dashboard.components.upload_changes import changes
from dashboard.components.upload_problems import counted, problems_found
from dashboard.components.upload_publish import publishing
from dashboard.components.upload_reading import questions, understood
from dashboard.text import number, t
from dashboard.usecases.uploads import UploadState, UploadView

STEPS = ("file", "reading", "check", "publish")
MAY_BE_PUBLISHED = (UploadState.CHECKED, UploadState.SCHEDULED)
AT = {
    UploadState.READING: "reading",
    UploadState.QUESTION: "reading",
    UploadState.REFUSED: "check",
    UploadState.SCHEDULED: "publish",
    UploadState.PUBLISHING: "publish",
    UploadState.PUBLISHED: "publish",
}


def upload_steps(upload: UploadView | None) -> html.Div:
    """Without an upload the first step alone."""
    if upload is None:
        return html.Div([_section("file", (), [])], **{"data-upload": "", "data-state": "", "data-start": "file"})
    reachable = _reachable(upload)
    bodies = {"file": _over(upload), "reading": _reading(upload), "check": _check(upload), "publish": _publish(upload)}
    names = {AT[upload.state]: str(upload.state)} if upload.is_working else {"reading": "understood"}
    sections = [_section(step, reachable, bodies[step], names.get(step, step)) for step in STEPS if step == "file" or step in reachable]
    marks = {
        "data-upload": upload.id,
        "data-state": str(upload.state),
        "data-start": start(upload),
        "data-changed": upload.changed_at.isoformat(),
    }
    return html.Div(sections, **marks, **({"data-working": "true"} if upload.is_working else {}))


def start(upload: UploadView) -> str:
    """The step at which it is opened: where the reader left it, if it still can be there."""
    if upload.state is UploadState.CHECKED:
        return upload.report.step or "reading"
    return AT.get(upload.state, "file")


def _reachable(upload: UploadView) -> tuple[str, ...]:
    if upload.is_working:
        return (AT[upload.state],)
    found = {
        "reading": bool(upload.report.detected) and upload.state in (UploadState.QUESTION, UploadState.REFUSED, *MAY_BE_PUBLISHED),
        "check": upload.state in (UploadState.REFUSED, *MAY_BE_PUBLISHED),
        "publish": upload.state in (UploadState.PUBLISHED, *MAY_BE_PUBLISHED),
    }
    if upload.state is UploadState.QUESTION:
        found["reading"] = True
    return ("file", *(step for step, is_there in found.items() if is_there))


def _section(step: str, reachable: Sequence[str], body: list[object], name: str = "file") -> html.Section:
    """Hidden until the script shows it, but for the first: without one another would flash up before."""
    number_of = STEPS.index(step) + 1
    names = [(code, t(f"upload.step.{code}")) for code in STEPS]
    heading = html.H2(t(f"upload.heading.{name}"), id=f"upload-heading-{step}", tabIndex=-1)
    return html.Section(
        [stepper(names, number_of, reachable), heading, *body],
        hidden=step != "file",
        className="upload-step",
        **{"data-step": step, "aria-labelledby": f"upload-heading-{step}"},
    )


def _over(upload: UploadView) -> list[object]:
    """Why an upload ended without a delivery, where a new file is chosen."""
    if upload.state in (UploadState.FAILED, UploadState.CANCELLED, UploadState.EXPIRED):
        reason = upload.report.reason or str(upload.state)
        return [notice("info" if upload.state is UploadState.CANCELLED else "warning", t(f"upload.reason.{reason}"), title=upload.file)]
    return []


def _reading(upload: UploadView) -> list[object]:
    if upload.state is UploadState.QUESTION:
        asked = upload.report.questions
        again = html.Button(t("upload.reading.again"), type="button", className="button", **{"data-act": "svar"})
        intro = notice("warning", t("upload.reading.ask", file=upload.file, count=len(asked)))
        return [intro, *questions(asked), html.Div([again, _cancel()], className="button-row"), *understood(upload)]
    if upload.is_working:
        return []
    onward = html.Button(t("upload.reading.onward"), type="button", className="button", **{"data-go": "check"})
    said = html.P(t("upload.reading.intro", file=upload.file, rows=upload.report.rows, count=number(upload.report.rows)))
    return [said, *understood(upload), html.Div([onward, _cancel()] if upload.is_held else [onward], className="button-row")]


def _check(upload: UploadView) -> list[object]:
    if upload.state is UploadState.REFUSED:
        past = [notice("warning", t("upload.check.was_scheduled"))] if upload.publish_at else []
        return [*past, notice("error", t("upload.check.refused", file=upload.file)), *problems_found(upload)]
    found = counted(upload.report)
    said = t(
        "upload.check.ready",
        file=upload.file,
        rows=upload.report.rows,
        count=number(upload.report.rows),
        found=found or t("upload.check.no_faults"),
    )
    onward = html.Button(t("upload.check.onward"), type="button", className="button", **{"data-go": "publish"})
    back = html.Button(t("upload.check.back"), type="button", className="quiet-button", **{"data-go": "reading"})
    buttons = html.Div([onward, back, _cancel()], className="button-row")
    return [notice("info", said), *problems_found(upload), *changes(upload), buttons]


def _publish(upload: UploadView) -> list[object]:
    return [] if upload.is_working else publishing(upload)


def _cancel() -> html.Button:
    return html.Button(t("upload.publish.cancel"), type="button", className="quiet-button", **{"data-act": "avbryt"})

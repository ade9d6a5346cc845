"""Kontroll: what must be mended or judged, the worst first, and the way to get the file back with it beside each row."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.problem_table import problem_table
from dashboard.text import number, t
from dashboard.usecases.kept_report import KeptReport, ProblemGroup, Severity
from dashboard.usecases.uploads import UploadView


def problems_found(upload: UploadView) -> list[object]:
    report = upload.report
    if not report.groups:
        return [html.P(t("upload.check.none"))]
    parts: list[object] = []
    for severity in Severity:
        groups = [group for group in report.groups if group.severity is severity]
        if groups:
            parts += _of_severity(severity, groups)
    return [*parts, *_give_back(upload)]


def counted(report: KeptReport) -> str:
    """«4 feil, 2 varsler»; nothing where nothing was noticed."""
    counts = [(severity, report.count(severity)) for severity in Severity]
    return ", ".join(t(f"upload.check.count.{severity}", count=count, shown=number(count)) for severity, count in counts if count)


def _of_severity(severity: Severity, groups: Sequence[ProblemGroup]) -> list[object]:
    """One table: each kind together, and at its end how many more there are."""
    total = sum(group.count for group in groups)
    rows = [problem for group in groups for problem in group.first]
    more = [
        html.Li(t("upload.check.more", count=number(group.count - len(group.first)), message=group.first[0].message if group.first else ""))
        for group in groups
        if group.count > len(group.first)
    ]
    title = t(f"upload.check.heading.{severity}", count=number(total))
    return [html.H3(title), problem_table(rows, caption=title), *([html.Ul(more, className="plain-list source-line")] if more else [])]


def _give_back(upload: UploadView) -> list[object]:
    """A file that waits here is fetched; one that was refused is nowhere but with its owner, so the browser sends it once more."""
    if not upload.report.can_be_marked:
        return [html.P(t("upload.check.not_given_back"), className="source-line")] if upload.report.count(Severity.ERROR) else []
    label, note = t("upload.check.give_back"), html.P(t("upload.check.give_back_note"), className="source-line")
    if upload.is_held:
        return [html.P(html.A(label, href=f"/fil/feil/{upload.id}", download="", className="quiet-button")), note]
    return [html.P(html.Button(label, type="button", className="quiet-button", **{"data-give-back": "true"})), note]

"""Kontroll: what a file changes – counts first, then what is worth looking at row by row, with the way to the chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dash import dcc, html

from dashboard.components.addresses import indicator_address
from dashboard.components.data_table import data_table
from dashboard.components.key_figures import key_figures
from dashboard.components.upload_reading import sample_value
from dashboard.selection import Selection
from dashboard.text import number, period_text, t
from dashboard.usecases.finished import Period
from dashboard.usecases.kept_report import Change as Row
from dashboard.usecases.kept_report import Listed, Said
from dashboard.usecases.uploads import UploadView

# In the order of what an analyst must not overlook; each with what stands in its last columns.
LISTS = ("jumps", "changed", "vanished", "missing_units", "hidden", "shown", "new")
COUNTS = ("new", "changed", "same", "vanished")
OPEN = ("jumps", "changed", "vanished", "missing_units")  # the others are unfolded by whoever asks
SHOWN = 20


def changes(upload: UploadView) -> list[object]:
    found = upload.report.differences
    if found is None:
        return []
    figures = [(t(f"upload.change.{name}.count"), number(_count(getattr(found, name))), "") for name in COUNTS]
    lists = [part for name in LISTS for part in _list(upload, name, getattr(found, name))]
    return [html.H3(t("upload.change.title")), html.Div(key_figures(figures), className="figures-in-row"), *lists]


def _count(found: Listed | int) -> int:
    return found if isinstance(found, int) else found.count


def _list(upload: UploadView, name: str, found: Listed) -> Iterator[object]:
    """Units are named without a chart of their own period; the rest is one row a number."""
    if not found.count:
        return
    facts = {"count": number(found.count), "earlier": upload.report.differences.earlier}
    said = html.P(t(f"upload.change.{name}.said", **facts), className="source-line")
    parts = [said]
    if found.first:
        headings = [t(f"upload.change.column.{column}") for column in ("indicator", "area", "period", *COLUMNS[name])]
        rows = [[*_place(upload, row), *(CELLS[column](row) for column in COLUMNS[name])] for row in found.first[:SHOWN]]
        parts.append(data_table(t(f"upload.change.{name}.title"), headings, rows, className="stacking"))
        if found.count > len(rows):
            parts.append(html.P(t("upload.change.more", count=number(found.count - len(rows))), className="source-line"))
    summary = html.Summary(t(f"upload.change.{name}.heading", count=number(found.count)))
    yield html.Details([summary, *parts], open=name in OPEN)


def _place(upload: UploadView, row: Row) -> list[object]:
    """The indicator leads to its chart."""
    chosen = Selection(area=row.area, breakdown=row.breakdown or None)
    name = upload.names.get(row.indicator, row.indicator)
    link = dcc.Link(f"{name}, {row.breakdown}" if row.breakdown else name, href=indicator_address(row.indicator, chosen))
    return [link, upload.names.get(row.area, row.area), period_text(Period.parse(row.period))]


def _said(said: Said | None) -> str:
    """A number with its counts, or the reason why there is none."""
    if said is None or said.value is None:
        return t("upload.change.nothing") if said is None else t(f"status.{said.status}")
    if said.numerator is None or said.denominator is None:
        return sample_value(said.value)
    return t("upload.change.of", value=sample_value(said.value), part=sample_value(said.numerator), whole=sample_value(said.denominator))


def _limits(row: Row) -> str:
    return t("upload.change.limits", lower=number(row.lower, 1), upper=number(row.upper, 1))


CELLS: dict[str, Callable[[Row], str]] = {"old": lambda row: _said(row.old), "file": lambda row: _said(row.new), "limits": _limits}
COLUMNS = {
    "jumps": ("old", "file", "limits"),
    "changed": ("old", "file"),
    "vanished": ("old",),
    "missing_units": (),
    "hidden": ("old", "file"),
    "shown": ("old", "file"),
    "new": ("file",),
}

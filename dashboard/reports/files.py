"""The files that can be fetched: a series and a comparison in each form, the templates to fill in, and what was delivered as it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.auth import Asker, NotFound
from dashboard.figures.comparison_drawn import has_funnel
from dashboard.figures.comparison_picture import dots_picture, funnel_picture
from dashboard.figures.picture import picture
from dashboard.reports import action_file, comparison_file
from dashboard.reports.calendar_file import calendar_of
from dashboard.reports.series_file import as_csv, as_workbook
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import marked_file as marks
from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.actions import actions_page
from dashboard.usecases.comparison import one_comparison
from dashboard.usecases.finished import Series
from dashboard.usecases.raw_file import raw_file
from dashboard.usecases.series import find_series
from dashboard.usecases.templates import template
from dashboard.usecases.wheel_entries import WheelSelection
from dashboard.usecases.year_wheel import calendar_entries

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": WORKBOOK, "svg": "image/svg+xml", "ics": "text/calendar; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class FetchedFile:
    name: str
    mimetype: str
    content: bytes


def series_file(asker: Asker, indicator: str, selection: Selection, form: str) -> FetchedFile:
    """The series of the page with the same choices; NotFound where there is none."""
    series = find_series(asker, indicator, selection)
    write = {"csv": as_csv, "xlsx": as_workbook, "svg": _svg}[form]
    return FetchedFile(f"{series.indicator.id}-{series.area.code}.{form}", TYPES[form], write(series))


def _svg(series: Series) -> bytes:
    return picture(series).encode()


def comparison_table_file(asker: Asker, indicator: str, against: str, selection: Selection, form: str) -> FetchedFile:
    """Everyone in the comparison of the page with the same choices; NotFound where there is none."""
    found = one_comparison(asker, indicator, selection, against)
    write = {"csv": comparison_file.as_csv, "xlsx": comparison_file.as_workbook}[form]
    return FetchedFile(f"{_name(indicator, found.area.code, against)}.{form}", TYPES[form], write(found))


def comparison_picture_file(asker: Asker, indicator: str, against: str, selection: Selection, picture: str) -> FetchedFile:
    """The dots or the funnel; NotFound where there is nothing to draw."""
    found = one_comparison(asker, indicator, selection, against)
    is_there, draw = {"prikker": (found.is_drawn, dots_picture), "trakt": (has_funnel(found), funnel_picture)}[picture]
    if not is_there:
        raise NotFound("no_picture", found=picture)
    return FetchedFile(f"{_name(indicator, found.area.code, against)}-{picture}.svg", TYPES["svg"], draw(found).encode())


def actions_file(asker: Asker, chosen: ActionSelection, form: str) -> FetchedFile:
    """The measures of the list with the same choices."""
    write = {"csv": action_file.as_csv, "xlsx": action_file.as_workbook}[form]
    return FetchedFile(f"tiltak.{form}", TYPES[form], write(actions_page(asker, chosen)))


def _name(indicator: str, area: str, against: str) -> str:
    return f"{indicator}-{area}-{t(f'comparison.file.against_{against}')}"


def template_file(asker: Asker, name: str, form: str) -> FetchedFile:
    """An empty file to fill in, made from the same definition that reads it."""
    return FetchedFile(f"mal-{name}.{form}", TYPES[form], template(asker, name, form))


def calendar_file(asker: Asker, query: str) -> FetchedFile:
    """The year wheel with the filters of the address, for a calendar that comes back for it."""
    entries = calendar_entries(asker, WheelSelection.from_query(query))
    origin = asker.settings.public_origin
    content = calendar_of(entries, asker.settings.home_area, str(origin) if origin else None, dt.datetime.now(dt.UTC))
    return FetchedFile("arshjul.ics", TYPES["ics"], content)


def delivered_file(asker: Asker, number: int) -> FetchedFile:
    """The bytes as they came. Of no kind: no browser is to open what somebody else made."""
    name, content = raw_file(asker, number)
    return FetchedFile(name, "application/octet-stream", content)


def marked_file(asker: Asker, name: str, content: bytes, answers: Mapping[str, str]) -> FetchedFile:
    """A file that was just sent, with its problems."""
    return _marked(*marks.marked_file(asker, name, content, answers))


def marked_upload(asker: Asker, id: str) -> FetchedFile:
    """A file that waits on the server, with its problems."""
    return _marked(*marks.marked_upload(asker, id))


def _marked(name: str, found: marks.Marked) -> FetchedFile:
    return FetchedFile(name, TYPES[found.form], found.content)

"""The municipality's own template: one row per indicator, area and period, with counts where there are counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from db.terms import Kind, Severity, Status
from etl import cells
from etl.area_cells import areas
from etl.checks import counts, repeats, small, values
from etl.checks.denominators import denominators_jump
from etl.checks.measures import KINDS, Measures, by_indicator, multiplier_of
from etl.checks.places import not_there_yet
from etl.columns import Heading, columns_of, recognition
from etl.findings import Findings
from etl.frame import HAS_VALUE, STATUS_CODE, Coded, Frame
from etl.known import Answers, Indicator, Known, Reading
from etl.measured import Measured, read_measured
from etl.problems import Problem, Refused
from etl.statuses import statuses
from etl.table import Column, Table

SOURCE = "own"
BREAKDOWNS = {"": "", "alle": "", "totalt": "", "begge": "", "kvinner": "kvinner", "kvinne": "kvinner", "menn": "menn", "mann": "menn"}
HEADINGS = (
    Heading("indicator", "indikator", is_needed=True, holds="indikatorens id i katalogen, for eksempel fall-med-skade"),
    Heading("area", "område", ("omrade", "kommunenr", "enhet"), is_needed=True, holds="kommunenummer med fire sifre, eller enhetens kode"),
    Heading(
        "period",
        "periode",
        ("år",),
        is_needed=True,
        holds="2024, 2024-T1, 2024-K2, 2024-03 eller dagen 2024-03-14, etter indikatorens frekvens",
    ),
    Heading("breakdown", "kjønn", ("kjonn",), holds="alle, kvinner eller menn; tomt betyr alle"),
    Heading(
        "numerator",
        "teller",
        holds="helt tall; for andeler, rater og antall. Telles det per dag: 0 sier at det ikke har hendt noe til og med dagen",
    ),
    Heading("denominator", "nevner", holds="helt tall over 0; for andeler og rater"),
    Heading("value", "verdi", ("målverdi",), holds="tall i indikatorens enhet; for snitt, medianer og indekser"),
    Heading("status", "status", holds="normal, mangler, ikke rapportert, ikke relevant, skjult eller foreløpig; tomt betyr normal"),
    Heading("note", "kommentar", ("merknad",), holds="fritekst, aldri om personer"),
    Heading("lower", "nedre", ("nedre grense",), holds="nedre grense i et publisert 95 % intervall", is_offered=False),
    Heading("upper", "øvre", ("ovre", "øvre grense"), holds="øvre grense i et publisert 95 % intervall", is_offered=False),
)
NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
COUNTED = (Kind.PROPORTION, Kind.RATE, Kind.COUNT)


def recognise(header: Sequence[object]) -> float:
    """Certain when all columns are known."""
    return recognition(header, HEADINGS)


def read(table: Table, answers: Answers, known: Known) -> Reading:
    """Cells to a frame; every rule has been asked, and whatever breaks one is named."""
    columns, findings = columns_of(table, HEADINGS), Findings(table.lines)
    indicator = cells.indicators(columns["indicator"], known.indicators, findings)
    found = [known.indicators[name] for name in indicator.texts]
    _counts_have_columns(columns, found)
    period, periods = cells.periods(columns["period"], known.today, findings, is_daily=cells.is_daily(indicator, found))
    cells.fits_frequency(columns["period"], indicator, found, period, periods, findings)
    area = areas(columns["area"], period, periods, known.areas, findings)
    key = {"indicator": indicator, "area": area, "period": period, "breakdown": _breakdown(columns, len(table), findings)}
    numbers = {key: Measured.absent(len(table)) for key in NUMBERS}
    numbers |= read_measured({key: columns[key] for key in NUMBERS if key in columns}, table, answers, findings)
    rows = _checked(_measures(columns, key, found, numbers, findings), answers, numbers["value"].has_percent)
    frame = repeats.without_repeats(_frame(rows, key, numbers, columns.get("note")), findings)
    repeats.parts_add_up(frame, findings)
    not_there_yet(frame, known.areas, findings, columns["area"].name)
    if "denominator" in columns:
        denominators_jump(frame, findings, columns["denominator"].name, numbers["denominator"].is_grouped)
    return Reading(frame, findings)


def _counts_have_columns(columns: Mapping[str, Column], found: Sequence[Indicator]) -> None:
    """Shares and rates of the municipality's own need both counts, whatever the rows say."""
    own = {indicator.kind for indicator in found if indicator.source == SOURCE}
    needed = {"numerator": own & {*COUNTED}, "denominator": own & {Kind.PROPORTION, Kind.RATE}}
    names = {heading.key: heading.name for heading in HEADINGS}
    missing = [names[key] for key, kinds in needed.items() if kinds and key not in columns]
    if missing:
        raise Refused(*(Problem("missing_count_column", Severity.ERROR, None, name) for name in missing))
    if not {"numerator", "value"} & columns.keys():
        raise Refused(Problem("missing_column", Severity.ERROR, None, names["value"]))


def _breakdown(columns: Mapping[str, Column], count: int, findings: Findings) -> Coded:
    column = columns.get("breakdown")
    if column is None:
        return Coded.constant("", count)
    texts = [BREAKDOWNS.get(cells.as_text(cell).casefold()) for cell in column.texts]
    cells.report(findings, column, {place: "unknown_breakdown" for place, text in enumerate(texts) if text is None})
    return cells.recoded(column, texts)


def _measures(
    columns: Mapping[str, Column], key: Mapping[str, Coded], found: list[Indicator], numbers: Mapping[str, Measured], findings: Findings
) -> Measures:
    kind = by_indicator(key["indicator"], found, lambda each: KINDS.index(each.kind)).astype(np.int8)
    is_counted = np.isin(kind, [KINDS.index(each) for each in COUNTED])
    is_readable = (key["indicator"].codes >= 0) & ~np.logical_or.reduce([number.is_faulty for number in numbers.values()])
    return Measures(
        findings=findings,
        columns=dict(columns),
        is_readable=is_readable,
        was_named=findings.is_named.copy(),
        status=statuses(columns.get("status"), numbers, is_counted, is_readable, findings),
        numerator=numbers["numerator"].values,
        denominator=numbers["denominator"].values,
        value=numbers["value"].values,
        value_decimals=numbers["value"].decimals,
        is_grouped=numbers["numerator"].is_grouped | numbers["denominator"].is_grouped,
        kind=kind,
        multiplier=by_indicator(key["indicator"], found, multiplier_of),
        is_own=by_indicator(key["indicator"], found, lambda each: each.source == SOURCE).astype(bool),
        limit=by_indicator(key["indicator"], found, lambda each: each.small_number_limit),
    )


def _checked(rows: Measures, answers: Answers, has_percent: np.ndarray) -> Measures:
    """Every rule in turn; what two of them change is the status of 0 of 0, and the scale of shares."""
    counts.counts_are_whole(rows)
    rows = replace(rows, status=counts.whole_above_zero(rows))
    counts.part_within_whole(rows)
    counts.counts_are_given(rows)
    values.percent_sign_fits(rows, has_percent)
    rows = values.on_percent_scale(rows, answers)
    values.lies_within_range(rows)
    values.agrees_with_counts(rows)
    small.small_cells(rows)
    small.one_row_a_person(rows)
    return replace(rows, value=values.final(rows))


def _frame(rows: Measures, key: Mapping[str, Coded], numbers: Mapping[str, Measured], note: Column | None) -> Frame:
    """The rows that can be stored; where any cannot, an error has been named and nothing will be."""
    keep = np.flatnonzero(np.logical_and.reduce([rows.is_readable, *(coded.codes >= 0 for coded in key.values())]))
    has_value = HAS_VALUE[rows.status]
    whole = Frame.of(
        np.arange(len(rows.status)),
        **key,
        status=np.where(has_value & np.isnan(rows.value), np.int8(STATUS_CODE[Status.MISSING]), rows.status),
        value=np.where(has_value, rows.value, np.nan),
        numerator=rows.numerator,
        denominator=np.where(rows.denominator > 0, rows.denominator, np.nan),
        lower=numbers["lower"].values,
        upper=numbers["upper"].values,
        note=cells.recoded(note, [cells.as_text(cell) for cell in note.texts]) if note else Coded.constant("", len(rows.status)),
    )
    return whole if len(keep) == len(whole) else whole.take(keep)

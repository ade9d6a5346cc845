"""Rules about surveys: a mean lies on its scale, coded answers have none, and no more answer than were asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from db.terms import Kind, Severity, Status
from etl.cells import as_text
from etl.checks.small import persons_in
from etl.entries import Entry
from etl.findings import Findings
from etl.frame import STATUS_CODE, Coded, Frame
from etl.measured import Measured
from etl.table import Column


@dataclass(frozen=True, slots=True)
class Survey:
    """One place a row. Rules say nothing of rows that are not `is_readable`."""

    findings: Findings
    columns: dict[str, Column]
    is_readable: np.ndarray  # indicator and numbers could be read; a wrong area or period does not hide a wrong number
    entries: Sequence[Entry]  # in the order of the indicator's codes
    indicator: Coded
    numbers: Mapping[str, Measured]

    def of(self, claim: Callable[[Entry], bool]) -> np.ndarray:
        """A mask of the readable rows whose entry is so."""
        return self.is_readable & np.array([*map(claim, self.entries), False])[self.indicator.codes]

    @property
    def is_share(self) -> np.ndarray:
        return self.of(lambda entry: entry.kind is Kind.PROPORTION)

    @property
    def value(self) -> np.ndarray:
        """The mean, or the share where the share is the measure."""
        return np.where(self.is_share, self.numbers["share"].values, self.numbers["value"].values)

    @property
    def sign(self) -> np.ndarray:
        """The status that stands for a missing value: a dash means that the dimension was not asked about."""
        sign = np.where(self.is_share, self.numbers["share"].sign, self.numbers["value"].sign)
        return np.where(sign >= 0, sign, np.int8(STATUS_CODE[Status.MISSING]))

    def found(self, key: str) -> Callable[[int], str]:
        return lambda row: as_text(self.columns[key].at(row)) if key in self.columns else ""

    def name(self, key: str) -> str:
        return self.columns[key].name if key in self.columns else key


def check(rows: Survey) -> None:
    """Every rule in turn."""
    scale_is_a_scale(rows)
    mean_on_its_scale(rows)
    share_in_percent(rows)
    coded_answers_have_no_mean(rows)
    counts_are_counts(rows)
    no_more_answers_than_invited(rows)
    few_answers(rows)
    answered = rows.numbers["answered"].values
    persons_in(rows.findings, rows.is_readable & (answered == 1), rows.is_readable & ~np.isnan(answered), rows.name("answered"))


def scale_is_a_scale(rows: Survey) -> None:
    """A mean says nothing without the lowest and the highest possible answer."""
    low, high = rows.numbers["scale_low"].values, rows.numbers["scale_high"].values
    means = rows.is_readable & ~rows.is_share & ~np.isnan(rows.numbers["value"].values)
    _name(rows, "scale_missing", means & (np.isnan(low) | np.isnan(high)), "scale_low")
    _name(rows, "scale_backwards", rows.is_readable & (low >= high), "scale_low", high=rows.found("scale_high"))


def mean_on_its_scale(rows: Survey) -> None:
    mean, low, high = (rows.numbers[key].values for key in ("value", "scale_low", "scale_high"))
    facts = {"low": rows.found("scale_low"), "high": rows.found("scale_high")}
    _name(rows, "mean_off_scale", rows.is_readable & ~rows.is_share & (low < high) & ((mean < low) | (mean > high)), "value", **facts)


def share_in_percent(rows: Survey) -> None:
    share = rows.numbers["share"].values
    _name(rows, "outside_percent", rows.is_readable & ((share < 0) | (share > 100)), "share")
    alone = rows.is_share & np.isnan(share) & ~np.isnan(rows.numbers["value"].values)
    _name(rows, "share_expected", alone & ~rows.of(lambda entry: bool(entry.coded_answers)), "value", dimension=rows.found("dimension"))
    wrong = rows.is_readable & ~rows.is_share & np.isnan(rows.numbers["value"].values) & ~np.isnan(share)
    _name(rows, "mean_expected", wrong, "share", dimension=rows.found("dimension"))


def coded_answers_have_no_mean(rows: Survey) -> None:
    """ja = 1, nei = 2, vet ikke = 0: a mean of these codes is a number without meaning."""
    coded = rows.of(lambda entry: bool(entry.coded_answers))
    words = [", ".join(f"{word.replace('_', ' ')} = {code}" for word, code in entry.coded_answers.items()) for entry in rows.entries]
    facts = {"codes": lambda row: words[rows.indicator.codes[row]], "dimension": rows.found("dimension")}
    _name(rows, "coded_answer_mean", coded & ~np.isnan(rows.numbers["value"].values), "value", **facts)


def counts_are_counts(rows: Survey) -> None:
    for key in ("answered", "invited"):
        counts = rows.numbers[key].values
        _name(rows, "negative_count", rows.is_readable & (counts < 0), key)
        with np.errstate(invalid="ignore"):
            _name(rows, "broken_count", rows.is_readable & (np.mod(counts, 1) > 0), key)
    nobody = rows.is_readable & (rows.numbers["answered"].values == 0) & ~np.isnan(rows.value)
    _name(rows, "value_of_nobody", nobody, "answered")


def no_more_answers_than_invited(rows: Survey) -> None:
    answered, invited = rows.numbers["answered"].values, rows.numbers["invited"].values
    _name(rows, "more_answers_than_invited", rows.is_readable & (answered > invited), "answered", invited=rows.found("invited"))


def few_answers(rows: Survey) -> None:
    """Stored, and hidden where the reader may not see so few."""
    limit = np.array([*(entry.small_number_limit for entry in rows.entries), 0])[rows.indicator.codes]
    few = rows.is_readable & ~rows.findings.is_named & (rows.numbers["answered"].values < limit) & ~np.isnan(rows.value)
    if few.any():
        first = int(np.argmax(few))
        facts = {"count": int(few.sum()), "limit": int(limit[first]), "row": int(rows.findings.lines[first])}
        rows.findings.note("few_answers", Severity.INFO, column=rows.name("answered"), **facts)


def two_scales(frame: Frame, rows: Survey) -> None:
    """The same unit, dimension and respondents on two scales: kept as two lines, and said."""
    scales: dict[tuple[str, str, str], set[str]] = {}
    for line in sorted({(frame.indicator.at(row), frame.area.at(row), frame.breakdown.at(row)) for row in range(len(frame))}):
        who, _, rest = line[2].partition(", ")
        scales.setdefault((line[0], line[1], who), set()).add(rest.partition(", «")[0])
    for (indicator, area, who), found in scales.items():
        if len(found) > 1:
            facts = {"area": area, "respondents": who, "scales": " / ".join(sorted(found))}
            rows.findings.note("two_scales", Severity.WARNING, column=rows.name("scale_high"), found=indicator, **facts)


def _name(rows: Survey, code: str, where: np.ndarray, key: str, **facts: Callable[[int], str]) -> None:
    rows.findings.rows(code, Severity.ERROR, where, column=rows.name(key), found=rows.found(key), **facts)

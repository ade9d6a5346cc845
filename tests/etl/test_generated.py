"""One table written in hundreds of ways is one table; and the same table with one thing wrong is refused for that thing."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.etl.opendocuments import opendocument, sheet
from tests.etl.reading import checked, codes, rows
from tests.etl.workbooks import workbook

NAMES = ("indikator", "område", "periode", "kjønn", "teller", "nevner", "verdi", "kommentar")
ALIASES = {
    "område": ("område", "omrade", "kommunenr", "enhet"),
    "periode": ("periode", "år"),
    "kjønn": ("kjønn", "kjonn"),
    "verdi": ("verdi", "målverdi"),
}
NOTES = {"kommentar": ("kommentar", "merknad")}
TABLE = (
    ("andel", "3911", "2021", "alle", "60", "400", "15,0", ""),
    ("andel", "3911", "2022", "alle", "1061", "5400", "19,6", "blå; «rød», æøå"),
    ("andel", "3911", "2023", "kvinner", "30", "210", "14,3", ""),
    ("andel", "0301", "2023", "", "..", "..", "..", ""),
    ("andel", "0301", "2024", "menn", ":", ":", "", "ja, nei"),
    ("andel", "4601", "2024", "", "<5", "", "", ""),
)
PLAIN = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (NAMES, *TABLE)) + "\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
THOUSANDS = ("", " ", "\u00a0", "\u202f", "\u2009")


@dataclass(frozen=True)
class Way:
    """How a table is written. What could be read in two ways is left out: a comma between cells asks for quotes about decimals."""

    encoding: str
    separator: str
    decimal: str
    thousands: str
    quotes: str  # all, needed
    line_end: str
    titles: int
    blanks: str
    case: Callable[[str], str]
    seed: int

    def write(self) -> bytes:
        chance = random.Random(self.seed)
        order = chance.sample(range(len(NAMES)), len(NAMES))
        heading = [self.case(chance.choice((ALIASES | NOTES).get(name, (name,)))) for name in NAMES]
        lines = [self._line([row[place] for place in order]) for row in (heading, *map(self._row, TABLE))]
        titles = [f"Uttrekk {number}" for number in range(self.titles)]
        text = self.line_end.join((*titles, *([""] if titles else []), *lines, ""))
        return text.encode(self.encoding)

    def _row(self, row: Sequence[str]) -> list[str]:
        counts = [f"{int(cell):,}".replace(",", self.thousands) if cell.isdigit() else cell for cell in row[4:6]]
        return [*row[:4], *counts, row[6].replace(",", self.decimal), row[7]]

    def _line(self, cells: Sequence[str]) -> str:
        return self.separator.join(self._cell(cell) for cell in cells)

    def _cell(self, cell: str) -> str:
        must = any(sign in cell for sign in (self.separator, '"', "\n"))
        return '"' + cell.replace('"', '""') + '"' if must or self.quotes == "all" else f"{self.blanks}{cell}{self.blanks}"


def ways(count: int) -> list[Way]:
    """A sample of all combinations, the same each time."""
    chance = random.Random(11)
    cases = (str, str.upper, str.title, lambda name: f" {name} ")
    found = []
    while len(found) < count:
        way = Way(
            encoding=chance.choice(ENCODINGS),
            separator=chance.choice(";\t,|"),
            decimal=chance.choice(",."),
            thousands=chance.choice(THOUSANDS),
            quotes=chance.choice(("all", "needed")),
            line_end=chance.choice(("\n", "\r\n", "\r")),
            titles=chance.choice((0, 0, 1, 3)),
            blanks=chance.choice(("", "", " ")),
            case=chance.choice(cases),
            seed=len(found),
        )
        if not (way.encoding == "cp1252" and way.thousands in ("\u202f", "\u2009")):
            found.append(way)
    return found


ALLOWED = {"title_lines", "separator_guessed", "leading_zero"}  # what a way of writing may be remarked upon


@pytest.mark.parametrize("way", ways(300), ids=lambda way: f"{way.seed}")
def test_one_table_written_in_many_ways_is_one_table(way: Way):
    expected = sorted(rows(PLAIN), key=str)
    content = way.write()
    assert sorted(rows(content), key=str) == expected, way
    plain = set(codes(PLAIN))
    assert set(codes(content)) - plain <= ALLOWED, way


def as_written(row: Sequence[str]) -> list[object]:
    """Numbers as a spreadsheet holds them; codes and signs stay texts."""
    counts = [int(cell) if cell.isdigit() else cell for cell in row[4:6]]
    return [*row[:4], *counts, float(row[6].replace(",", ".")) if row[6][:1].isdigit() else row[6], row[7]]


@pytest.mark.parametrize(
    "content", [workbook(*map(as_written, TABLE), heading=NAMES), opendocument(sheet(NAMES, *map(as_written, TABLE)))], ids=["xlsx", "ods"]
)
def test_a_workbook_is_the_same_table(content: bytes):
    assert rows(content) == rows(PLAIN)
    assert codes(content) == codes(PLAIN)


SIMPLE = ";".join(NAMES) + "\n" + "\n".join(";".join((*row[:7], "")) for row in TABLE) + "\n"


def line(number: int, old: str, new: str) -> str:
    """The table with something else in one line."""
    lines = SIMPLE.splitlines()
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    return "\n".join(lines) + "\n"


WRONG = {
    "one separator too few": (line(3, ";alle", "alle"), "wrong_field_count"),
    "one separator too many": (line(4, "14,3;", "14,3;;x"), "wrong_field_count"),
    "another separator": (line(5, ";", ","), "wrong_field_count"),
    "a quote that opens": (line(3, "alle", '"alle'), "unclosed_quote"),
    "a quote that closes": (line(3, "alle", 'alle"'), "unclosed_quote"),
    "the same column twice": (line(1, "kommentar", "Teller"), "duplicate_column"),
    "two names of one column": (line(1, "kommentar", "kommunenr"), "duplicate_column"),
    "a slip in a column's name": (line(1, "nevner", "nevnar"), "unknown_column_near"),
    "a column that nobody knows": (line(1, "kommentar", "avdelingsleder"), "unknown_column"),
    "a missing column": (line(1, "område", "verdi2"), "unknown_column_near"),
    "an empty heading": (line(1, "teller", ""), "empty_heading"),
    "a slip in an indicator": (line(2, "andel", "anddel"), "unknown_indicator_near"),
    "Cyrillic letters": (line(2, "andel", "аndel"), "unknown_indicator_near"),
    "an unknown area": (line(2, "3911", "9991"), "unknown_area"),
    "a slip in an area": (line(2, "3911", "Færdr"), "unknown_area_near"),
    "number and name of two places": (line(2, "3911", "3911 Tønsberg"), "area_disagrees"),
    "a number that has ended": (line(2, "3911", "0722"), "area_ended"),
    "a split place": (line(6, "0301", "1507"), "area_split"),
    "a future year": (line(2, "2021", "2031"), "future_period"),
    "a month of a yearly figure": (line(2, "2021", "2021-03"), "not_a_year"),
    "a date": (line(2, "2021", "31.12.2021"), "date_not_period"),
    "a date of two readings": (line(2, "2021", "01/02/2021"), "ambiguous_date"),
    "a date that is none": (line(2, "2021", "31.02.2021"), "impossible_date"),
    "two digits of a year": (line(2, "2021", "21"), "two_digit_year"),
    "more than could be": (line(2, ";60;", ";460;"), "above_denominator"),
    "less than nothing": (line(2, ";60;", ";-60;"), "negative_count"),
    "half a person": (line(2, ";60;", ";60,5;"), "broken_count"),
    "some of nothing": (line(2, ";400;", ";0;"), "denominator_zero"),
    "another value": (line(2, "15,0", "51,0"), "value_differs"),
    "a share among percents": (line(2, "15,0", "0,15"), "mixed_scale"),
    "infinity": (line(2, "15,0", "inf"), "not_a_number"),
    "no number": (line(2, "15,0", "NaN"), "not_a_number"),
    "far too much": (line(2, "15,0", "1e400"), "rounded_by_excel"),
    "too many digits": (line(2, ";400;", f";{'9' * 40};"), "too_large"),
    "digits of another script": (line(2, ";60;", ";٦٠;"), "not_a_number"),
    "an underscore": (line(2, ";60;", ";6_0;"), "not_a_number"),
    "a spreadsheet's error": (line(2, "15,0", "#DIV/0!"), "excel_error"),
    "a formula": (line(2, "15,0;", "15,0;=1+1"), "formula_text"),
    "a formula behind a tab": (line(2, "15,0;", '15,0;"\t=1+1"'), "formula_text"),
    "another answer for the same row": (SIMPLE + "andel;3911;2021;alle;61;400;15,3;\n", "contradictory_rows"),
    "a sum at the bottom": (SIMPLE + "Sum;;;;1;2;;\n", "total_row"),
    "another sex": (line(2, "alle", "andre"), "unknown_breakdown"),
    "a hidden sign": (line(2, "andel", "an\u200bdel"), "invisible_character"),
    "a control sign": (line(2, "andel", "an\x1bdel"), "control_character"),
    "letters encoded twice": (line(1, "område", "omrÃ¥de"), "twice_encoded"),
    "letters lost": (line(1, "område", "omr\N{REPLACEMENT CHARACTER}de"), "damaged_letters"),
}


@pytest.mark.parametrize(("content", "code"), WRONG.values(), ids=WRONG)
def test_one_thing_wrong_is_what_is_said(content: str, code: str):
    _found, noticed = checked(content)
    assert code in [problem.code for problem in noticed if str(problem.severity) == "error"], [problem.code for problem in noticed]


def shares(value: str) -> str:
    return f"indikator;område;periode;verdi\nandel-kilde;3911;2024;{value}\nandel-kilde;3911;2023;{value}\n"


@pytest.mark.parametrize(
    ("content", "code", "answers"),
    [
        ("indikator\tområde\tperiode\tverdi\nsnitt\t3911\t2024\t1.234\n", "ambiguous_number", {"decimal": 1.234, "thousands": 1234.0}),
        (shares("0,15"), "share_scale", {"0-1": 15.0, "0-100": 0.15}),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_and_each_answer_is_a_reading(content: str, code: str, answers: dict[str, float]):
    _, noticed = checked(content)
    question = next(problem for problem in noticed if problem.code == code)
    assert (str(question.severity), set(question.facts["values"])) == ("question", set(answers))
    assert {answer: rows(content, answers={code: answer})[0]["value"] for answer in answers} == answers

"""A table has one heading, one width and cells; whatever is no table is refused with the line."""

from __future__ import annotations

import pytest

from tests.etl.reading import HEADING, checked, codes, own, problems, rows

LINE = "andel;3911;2024;alle;61;402;15,2"
OTHER = "andel;3911;2023;alle;60;400;15,0"
FILE = own(LINE, OTHER)


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_every_separator_in_use_is_found(separator: str):
    written = FILE.replace(",", ".").replace(";", separator)
    assert rows(written) == rows(FILE)


def test_an_unusual_separator_is_spoken_of():
    assert codes(FILE.replace(";", "|")) == ["separator_guessed"]


def test_excels_own_line_about_the_separator_is_followed():
    assert rows("sep=;\n" + FILE) == rows(FILE)
    assert problems("sep=;\n" + own("xyzzy;3911;2024;alle;61;402;15,2")) == [("unknown_indicator", 3)]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_end_of_line_is_read(end: str):
    assert rows(FILE.replace("\n", end)) == rows(FILE)


def test_mixed_ends_of_lines_are_read():
    assert len(rows(HEADING + "\r\n" + LINE + "\r" + OTHER + "\n")) == 2


def test_quoted_cells_may_hold_the_separator():
    assert len(rows('"indikator","kommunenr","periode","teller","nevner","verdi"\n"andel","3911","2024","60","400","15,0"\n')) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (own(LINE, "andel;3911;2023"), [("wrong_field_count", 3)]),
        (own(LINE, OTHER + ";x"), [("wrong_field_count", 3)]),
        (own(LINE, "andel"), [("wrong_field_count", 3)]),
        (own(LINE, '"andel;3911;2023;alle;60;400;15,0', OTHER), [("unclosed_quote", 3)]),
        (own(LINE, 'andel;3911;2023;alle;6"0;400;15,0'), [("unclosed_quote", 3)]),
        (own(LINE, '"andel\\"x";3911;2023;alle;60;400;15,0'), [("unclosed_quote", 3)]),
        (own(LINE.replace("alle", "x" * 1001)), [("long_cell", 2)]),
        (own(LINE.replace("alle", "x" * 200_000)), [("long_cell", 2)]),
        (own(), [("no_rows", None)]),
        (LINE + "\n" + OTHER + "\n", [("heading_missing", None)]),
        (";;;;2023;;2024\n" + FILE, [("two_headings", 1)]),
        ("\n".join(map(";".join, zip(*[line.split(";") for line in (HEADING, LINE, OTHER)], strict=True))), [("transposed", None)]),
        (FILE.replace("verdi", "teller"), [("duplicate_column", None)]),
        (FILE.replace("verdi", " Teller "), [("duplicate_column", None)]),
        (FILE.replace("\n", ";x\n").replace("verdi;x", "verdi;"), [("empty_heading", None)]),
        (FILE.replace(";", "||"), [("empty_heading", None)]),
        (";".join(f"k{number}" for number in range(300)) + "\n", [("too_many_columns", None)]),
        ("bare en kolonne\n1\n", [("one_column", None)]),
        ("a;b\n1;2\n", [("unknown_layout", None)]),
    ],
)
def test_what_is_no_table_is_refused_with_the_line(content: str, found: list[tuple[str, int | None]]):
    assert problems(content) == found


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(1)", "+1+1", "-A1", "\t=1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(cell: str):
    assert ("formula_text", 2) in problems(own(f'"{cell}";3911;2024;alle;61;402;15,2'))


def test_formulas_stand_beside_what_else_is_wrong():
    lines = ["andel;3911;2021;alle;61;402;=1+1", "andel;3911;2022;alle;61;402;=1+1", "andel;9999;2023;alle;61;402;15,2"]
    assert {("formula_text", 2), ("formula_text", 3), ("unknown_area", 4)} <= set(problems(own(*lines)))


def test_lines_above_the_heading_and_below_the_table_are_left_out_and_said():
    titled = '"09999: Eksempel, etter region og år"\n\n' + FILE + '\n"Kilde: eksempel"\n'
    assert problems(titled) == [("title_lines", 1), ("footer_lines", 7)]
    assert rows(titled) == rows(FILE)


def test_a_title_without_a_blank_line_is_left_out_too():
    assert problems("Uttrekk;;;;;;\n" + FILE) == [("title_lines", 1)]


def test_blank_lines_and_empty_columns_at_the_end_do_not_matter():
    assert rows(FILE.replace("\n", ";;\n\n")) == rows(FILE)
    assert codes(FILE.replace("\n", ";;\n\n")) == []


def test_problems_name_the_line_of_the_editor_even_after_blank_lines():
    assert problems(own("", LINE, "", "", "xyzzy;3911;2023;alle;60;400;15,0")) == [("unknown_indicator", 6)]


def test_a_line_break_inside_a_cell_is_taken_out_and_said():
    broken = own('"andel\n";3911;2024;alle;61;402;15,2', "xyzzy;3911;2023;alle;60;400;15,0")
    assert problems(broken) == [("unknown_indicator", 4), ("line_break_removed", 2)]


def test_blanks_after_the_separator_do_not_matter():
    assert rows(FILE.replace(";", "; ")) == rows(FILE)


def test_a_total_at_the_bottom_is_called_so():
    assert ("total_row", 4) in problems(FILE + "Sum;;;;121;802;\n")


def test_columns_for_periods_are_asked_about_and_turned_into_rows():
    wide = "indikator;område;2022;2023;2024\nandel-kilde;3911;15,0;15,5;16,1\n"
    assert codes(wide) == ["wide_table"]
    assert [(row["period"], row["value"]) for row in rows(wide, answers={"wide_table": "rows"})] == [
        ("2022", 15.0),
        ("2023", 15.5),
        ("2024", 16.1),
    ]


def test_two_tables_in_a_file_are_refused():
    assert set(codes(FILE + "\nenhet;antall\nA;1\nB;2\n")) == {"wrong_field_count"}


def test_a_repeated_problem_is_kept_a_thousand_times_and_then_counted():
    _, found = checked(own(*(f"xyzzy;3911;{1950 + number % 70};alle;61;402;15,2" for number in range(1500))))
    assert sum(problem.code == "unknown_indicator" for problem in found) == 1000
    assert [problem.facts["count"] for problem in found if problem.code == "more_rows"] == [500]

"""What an analyst fixes in the catalogue: the chart, what it rests on, and marks on the time line; a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading, writing
from db.fixed_charts import FixedChart
from db.queries import indicators
from db.terms import MarkKind, Overlap
from etl.catalogue import Catalogue, save
from tests.etl.catalogue_files import SMALLEST, changed, read, refusal, sentence

REBASE = (
    '\n[[indicator.mark]]\nperiod = "2025-03"\nkind = "rebase"\ntext.nb = "Nytt bygg"\narea = "SYK-01"\ndecided_by = "Kvalitetsutvalget"\n'
)
NOTE = '\n[[mark]]\nindicator = "fall-med-skade"\nperiod = "2024-02"\nkind = "note"\ntext.nb = "Ny leder"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def with_field(line: str) -> str:
    return changed('source = "own"', f'source = "own"\n{line}')


def stored(engine: Engine, catalogue: Catalogue) -> list[tuple[str, str, str | None]]:
    """The marks after saving: period, text, area."""
    with writing(engine) as session:
        save(session, catalogue)
    with reading(engine) as session:
        return [(row.period, row.text, row.area) for row in indicators.marks(session, ["fall-med-skade", "fall-to"])]


def test_the_chart_and_what_it_rests_on_are_read(folder: Path):
    (entry,) = read(folder, with_field('chart = "xmr"\nbaseline = 12\nscreen = true')).entries
    assert (entry.chart, entry.baseline, entry.screen, entry.overlap) == (FixedChart.XMR, 12, True, None)
    (entry,) = read(folder, with_field('overlap = "rolling"\nchart = "interval"')).entries
    assert (entry.overlap, entry.chart) == (Overlap.ROLLING, FixedChart.INTERVAL)


def test_what_is_fixed_is_stored_and_taken_away_again(sqlite_engine: Engine, folder: Path):
    for content, found in ((with_field('chart = "u"'), FixedChart.U), (SMALLEST, None)):
        with writing(sqlite_engine) as session:
            save(session, read(folder, content))
        with reading(sqlite_engine) as session:
            assert indicators.find_indicator(session, "fall-med-skade").chart == found


@pytest.mark.parametrize("written", ["2025-03", "2025-M03", "mars 2025"])
def test_a_marks_period_is_written_as_people_write_it(folder: Path, written: str):
    (entry,) = read(folder, SMALLEST + REBASE.replace("2025-03", written)).entries
    (mark,) = entry.mark
    assert (mark.period, mark.kind, mark.text.nb, mark.area) == ("2025-M03", MarkKind.REBASE, "Nytt bygg", "SYK-01")


def test_a_municipality_marks_an_indicator_of_ours_in_its_own_file(folder: Path, tmp_path: Path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "merker.toml").write_text(NOTE, "utf-8")
    (entry,) = read(folder, SMALLEST + REBASE, theirs).entries
    assert [mark.text.nb for mark in entry.mark] == ["Nytt bygg", "Ny leder"]


def test_a_mark_that_leaves_the_catalogue_leaves_the_table(engine: Engine, folder: Path):
    note, rebase = ("2024-M02", "Ny leder", None), ("2025-M03", "Nytt bygg", "SYK-01")
    assert stored(engine, read(folder, SMALLEST + REBASE + NOTE)) == [note, rebase]
    assert stored(engine, read(folder, SMALLEST + REBASE + NOTE)) == [note, rebase]
    assert stored(engine, read(folder, SMALLEST + NOTE.replace("Ny leder", "Ny avdelingsleder"))) == [
        ("2024-M02", "Ny avdelingsleder", None)
    ]
    assert stored(engine, read(folder, SMALLEST)) == []


def test_a_catalogue_without_an_indicator_leaves_its_marks(sqlite_engine: Engine, folder: Path):
    other = changed('"fall-med-skade"', '"fall-to"')
    assert len(stored(sqlite_engine, read(folder, SMALLEST + REBASE + other))) == 1
    assert len(stored(sqlite_engine, read(folder, other))) == 1


WRONG_FIELDS = [
    ('chart = "pie"', "not_allowed", "chart", "xmr"),
    ('chart = "p"', "chart_and_kind", "chart", "line, interval, run, xmr, u, u_prime, g, t"),
    ('overlap = "rolling"\nchart = "xmr"', "chart_and_overlap", "chart", "line, interval"),
    ('overlap = "sometimes"', "not_allowed", "overlap", "cumulative"),
    ("baseline = 11", "too_small", "baseline", "12"),
    ('screen = "yes"', "yes_or_no_expected", "screen", "true"),
]


@pytest.mark.parametrize(("line", "code", "field", "remedy"), WRONG_FIELDS)
def test_a_wrong_choice_is_named_with_what_may_stand_there(folder: Path, line: str, code: str, field: str, remedy: str):
    fault = refusal(folder, with_field(line))
    assert (fault.code, fault.entry, fault.field) == (code, "fall-med-skade", field)
    assert fault.file in sentence(fault)
    assert remedy in sentence(fault)


WRONG_MARKS = [
    (("2025-03", "i fjor"), "not_a_mark_period", "mark[1].period", "2024-03"),
    (("2025-03", "2025"), "mark_frequency", "mark[1].period", "2024-03"),
    (('kind = "rebase"\n', ""), "missing_field", "mark[1].kind", 'kind = "note"'),
    (('"rebase"', '"rebasing"'), "not_allowed", "mark[1].kind", "Mente du «rebase»?"),
    (('text.nb = "Nytt bygg"\n', ""), "missing_field", "mark[1].text", "text.nb"),
    (('decided_by = "Kvalitetsutvalget"\n', ""), "rebase_author", "mark[1].decided_by", "hvem som har bestemt det"),
    (("area =", "areal ="), "unknown_field", "mark[1].areal", "Mente du «area»?"),
]


@pytest.mark.parametrize(("change", "code", "field", "remedy"), WRONG_MARKS)
def test_a_wrong_mark_is_named_with_the_remedy(folder: Path, change: tuple[str, str], code: str, field: str, remedy: str):
    fault = refusal(folder, SMALLEST + REBASE.replace(*change))
    assert (fault.code, fault.entry, fault.field) == (code, "fall-med-skade", field)
    assert field in sentence(fault)
    assert remedy in sentence(fault)


def test_a_mark_on_an_unknown_indicator_is_named_with_the_nearest(folder: Path):
    fault = refusal(folder, SMALLEST + NOTE.replace("fall-med-skade", "fall-med-skader"))
    assert fault.code == "unknown_marked"
    assert "Mente du «fall-med-skade»?" in sentence(fault)


def test_the_same_mark_twice_is_refused(folder: Path):
    fault = refusal(folder, SMALLEST + NOTE + NOTE.replace("Ny leder", "Ny avdeling"))
    assert (fault.code, fault.found) == ("duplicate_mark", "2024-M02")
    assert "to ganger" in sentence(fault)

"""A catalogue file is read whole or refused; ours come first, then the municipality's."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.models import Indicator
from db.terms import Direction, Kind
from tests.etl.catalogue_files import SMALLEST, changed, read, refusal, sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that stands in for our own, so that a test holds only the entries it speaks of."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def test_the_smallest_complete_entry_is_read(folder: Path):
    (entry,) = read(folder, SMALLEST).entries
    assert (entry.id, entry.kind, entry.direction) == ("fall-med-skade", Kind.RATE, Direction.LOWER_IS_BETTER)
    assert entry.name.nb == "Fall med skade per 1000 oppholdsdøgn"
    assert (entry.meaning, entry.target, entry.owner) == (None, (), None)


def test_an_entry_becomes_a_row_of_the_indicator_table(folder: Path):
    (entry,) = read(folder, SMALLEST).entries
    columns = {column.name for column in Indicator.__table__.columns}
    assert set(entry.as_row()) == columns - {"state"} | {"targets", "marks"}
    assert entry.as_row()["name"] == "Fall med skade per 1000 oppholdsdøgn"


def test_a_target_has_level_value_and_dates(folder: Path):
    target = '\n[[indicator.target]]\nlevel = "ambition"\nvalue = 75\nvalid_from = 2026-01-01\nsource = "Plan"\narea = "3911"\n'
    (entry,) = read(folder, SMALLEST + target).entries
    (row,) = entry.as_row()["targets"]
    assert (row["level"], row["value"], row["area"], str(row["valid_from"]), row["valid_to"]) == (
        "ambition",
        75.0,
        "3911",
        "2026-01-01",
        None,
    )


@pytest.mark.parametrize("name", ["TEST-SYK-01", "TEST-PÅR-02", "trykksår-nye", "x", "sáme-bálvalus"])
def test_an_id_has_letters_digits_and_hyphens(folder: Path, name: str):
    (entry,) = read(folder, changed('id = "fall-med-skade"', f'id = "{name}"')).entries
    assert entry.id == name


def test_a_letter_written_in_two_ways_is_one_id(folder: Path):
    (entry,) = read(folder, changed('id = "fall-med-skade"', 'id = "pa\u030ar"')).entries
    assert entry.id == "p\u00e5r"


def test_a_file_saved_with_a_byte_order_mark_is_read(folder: Path):
    assert len(read(folder, SMALLEST.encode("utf-8-sig")).entries) == 1


def test_the_municipalitys_folder_comes_after_our_own(folder: Path, tmp_path: Path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "egne.toml").write_text(SMALLEST.replace("fall-med-skade", "TEST-SYK-01"), "utf-8")
    assert [entry.id for entry in read(folder, SMALLEST, theirs).entries] == ["fall-med-skade", "TEST-SYK-01"]


def test_a_folder_named_twice_is_read_once(folder: Path):
    assert len(read(folder, SMALLEST, folder).entries) == 1


def test_one_id_in_two_folders_names_both_files(folder: Path, tmp_path: Path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "egne.toml").write_text(SMALLEST, "utf-8")
    fault = refusal(folder, SMALLEST, theirs)
    assert (fault.code, Path(fault.file).name, Path(str(fault.other)).name) == ("duplicate_id", "egne.toml", "prøve.toml")
    assert fault.file in sentence(fault)
    assert str(fault.other) in sentence(fault)


def test_one_key_of_a_source_for_two_indicators_is_refused(folder: Path):
    fault = refusal(folder, SMALLEST + changed('id = "fall-med-skade"', 'id = "fall-to"'))
    assert (fault.code, fault.entry, fault.expected) == ("duplicate_key", "fall-to", "fall-med-skade")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('[[indicator]]\nid = "a"\nkind rate\n', "broken_toml", 3),
        ('[[indicator]]\nid = "a"\nid = "b"\n', "broken_toml", 3),
        ('[[indicator]]\nid = "a', "broken_toml", 2),
        ("# én\n[[indicator]]\nid = 'blåbær'\n".encode("latin-1"), "not_utf8", 1),
    ],
)
def test_a_broken_file_is_named_with_the_line(folder: Path, content: str | bytes, code: str, line: int):
    fault = refusal(folder, content)
    assert (fault.code, fault.line) == (code, line)
    assert f"{fault.file}, linje {line}:" in sentence(fault)


def test_another_table_is_refused(folder: Path):
    assert refusal(folder, SMALLEST + '\n[[indikator]]\nid = "x"\n').code == "unknown_table"


def test_single_brackets_are_refused(folder: Path):
    assert "[[indicator]]" in sentence(refusal(folder, '[indicator]\nid = "x"\n'))


def test_a_missing_folder_is_named(folder: Path, tmp_path: Path):
    fault = refusal(folder, SMALLEST, tmp_path / "finnes-ikke")
    assert sentence(fault).startswith(f"Mappen {tmp_path / 'finnes-ikke'} finnes ikke.")


TARGET = """
[[target]]
indicator = "fall-med-skade"
level = "ambition"
value = 1.5
valid_from = 2026-01-01
source = "Kvalitetsplanen"
"""


def test_a_target_may_stand_outside_its_indicators_entry(folder: Path):
    assert [target.value for target in read(folder, SMALLEST + TARGET).by_id["fall-med-skade"].target] == [1.5]


def test_a_target_of_an_unknown_indicator_is_named_with_the_nearest(folder: Path):
    fault = refusal(folder, SMALLEST + TARGET.replace("fall-med-skade", "fall-med-skader"))
    assert "Mente du «fall-med-skade»?" in sentence(fault)

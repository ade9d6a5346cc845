"""Every fault in a catalogue entry names file, entry and field, what was found and what may stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import text
from etl.faults import CODES, CatalogueError
from tests.etl.catalogue_files import SMALLEST, changed, read, refusal, sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that stands in for our own, so that a test holds only the entries it speaks of."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


FAULTS = [
    ('kind = "rate"', "", "missing_field", "kind"),
    ('[indicator.name]\nnb = "Fall med skade per 1000 oppholdsdøgn"', "", "missing_field", "name"),
    ("nb =", "en =", "missing_field", "name.nb"),
    ('kind = "rate"', 'kind = "rates"', "not_allowed", "kind"),
    ('goal = "fewer_harms"', 'goal = "noe"', "not_allowed", "goal"),
    ("decimals = 1", 'decimals = "1"', "integer_expected", "decimals"),
    ("decimals = 1", "decimals = true", "integer_expected", "decimals"),
    ("decimals = 1", "decimals = 1.0", "integer_expected", "decimals"),
    ("decimals = 1", "decimals = 9", "too_large", "decimals"),
    ("small_number_limit = 5", "small_number_limit = -1", "too_small", "small_number_limit"),
    ('source = "own"', "source = 5", "text_expected", "source"),
    ('source = "own"', 'source = "own"\nowner = " "', "empty_text", "owner"),
    ('source = "own"', 'source = "own"\npublication_month = 13', "too_large", "publication_month"),
    ('source = "own"', 'source = "own"\nmonths = "5,13"', "months", "months"),
    ('source = "own"', 'source = "own"\nmonths = "11,5"', "months", "months"),
    ('source = "own"', 'source = "own"\nnane = "x"', "unknown_field", "nane"),
    ('source = "own"', 'source = "own"\nshort_name.nb = "' + "x" * 41 + '"', "too_long", "short_name.nb"),
    ('source = "own"', 'source = "own"\naliases = "x"', "list_expected", "aliases"),
    ('source = "own"', 'source = "own"\ncodes = { "1" = "ja" }', "not_allowed", "codes.1"),
    ('source = "own"', 'source = "own"\ndenominator_key = "1:a"', "denominator_alone", "denominator_key"),
    ('[indicator.name]\nnb = "Fall med skade per 1000 oppholdsdøgn"', 'name = "x"', "table_expected", "name"),
    ('unit = "per_1000"', 'unit = "percent"', "kind_and_unit", "unit"),
    ('unit = "per_1000"', 'unit = "per_1001"', "not_allowed", "unit"),
    ('kind = "rate"\nunit = "per_1000"', 'kind = "count"\nunit = "conut"', "not_allowed", "unit"),
    ('id = "fall-med-skade"', 'id = "fall med skade"', "bad_id", "id"),
    ('id = "fall-med-skade"', 'id = "-"', "bad_id", "id"),
    ('source_key = "fall-med-skade"', 'source_key = "45:To  blanke"', "blanks_in_key", "source_key"),
    ('service_area = "sykehjem"', 'service_area = "sykeheim"', "unknown_service_area", "service_area"),
    ('source = "own"', 'source = "hdir"', "unknown_source", "source"),
]


@pytest.mark.parametrize(("old", "new", "code", "field"), FAULTS)
def test_a_fault_names_file_entry_and_field(folder: Path, old: str, new: str, code: str, field: str):
    content = changed(old, new)
    with pytest.raises(CatalogueError) as raised:
        read(folder, content)
    fault = next(fault for fault in raised.value.faults if fault.code == code)
    assert fault.field == field
    assert fault.file.endswith("prøve.toml")
    assert f"{fault.file}, oppføringen {fault.entry}:" in sentence(fault)
    assert field in sentence(fault) or code.startswith(("bad_id", "unknown_"))


def test_an_entry_without_id_is_named_by_its_place(folder: Path):
    fault = refusal(folder, SMALLEST + changed('id = "fall-med-skade"\n', ""))
    assert (fault.entry, fault.field) == ("#2", "id")


def test_the_sentence_says_what_was_found_what_is_allowed_and_what_was_meant(folder: Path):
    fault = refusal(folder, changed('direction = "lower_is_better"', 'direction = "lower_is_beter"'))
    assert sentence(fault) == (
        f"{fault.file}, oppføringen fall-med-skade: «lower_is_beter» er ikke tillatt i feltet «direction». Mente du «lower_is_better»? "
        "Dette kan stå her: higher_is_better, lower_is_better, neutral."
    )


def test_an_unknown_field_is_refused_with_the_nearest_one(folder: Path):
    fault = refusal(folder, changed("decimals = 1", "decimals = 1\npublication_mont = 6"))
    assert sentence(fault).endswith("feltet «publication_mont» er ukjent. Mente du «publication_month»?")


def test_an_unknown_field_of_a_target_is_refused_with_the_nearest_one(folder: Path):
    target = '\n[[indicator.target]]\nlevel = "ambition"\nvalue = 75\nvalid_fom = 2026-01-01\nvalid_from = 2026-01-01\nsource = "Plan"\n'
    fault = refusal(folder, SMALLEST + target)
    assert (fault.field, fault.suggestion) == ("target[1].valid_fom", "valid_from")


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ('valid_to = 2025-12-31\nlevel = "ambition"\nvalue = 75', "target_dates", "target[1].valid_to"),
        ('level = "ambition"\nvalue = inf', "number_expected", "target[1].value"),
        ('level = "goal"\nvalue = 75', "not_allowed", "target[1].level"),
        ('level = "ambition"\nvalue = "75"', "number_expected", "target[1].value"),
    ],
)
def test_a_target_is_checked_too(folder: Path, line: str, code: str, field: str):
    fault = refusal(folder, SMALLEST + f'\n[[indicator.target]]\nvalid_from = 2026-01-01\nsource = "Plan"\n{line}\n')
    assert (fault.code, fault.field) == (code, field)
    assert field in sentence(fault) or code == "target_dates"


def test_a_date_in_quotation_marks_is_refused(folder: Path):
    fault = refusal(
        folder, SMALLEST + '\n[[indicator.target]]\nlevel = "ambition"\nvalue = 1\nvalid_from = "2026-01-01"\nsource = "Plan"\n'
    )
    assert "skal være en dato uten anførselstegn" in sentence(fault)


def test_all_faults_are_told_at_once(folder: Path):
    with pytest.raises(CatalogueError) as raised:
        read(folder, changed("decimals = 1", 'decimals = "1"\nowner = 5'))
    assert [fault.field for fault in raised.value.faults] == ["decimals", "owner"]
    assert (raised.value.file, raised.value.field) == (raised.value.faults[0].file, "decimals")


def test_every_kind_of_fault_has_a_sentence():
    told = {key.removeprefix("catalogue_fault.").removesuffix("_near") for key in text.keys() if key.startswith("catalogue_fault.")}
    assert {*CODES.values(), *(code for _, _, code, _ in FAULTS)} <= told

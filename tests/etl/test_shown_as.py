"""What is told of how a file was read: enough for its owner to see a misunderstanding before it is stored."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from etl import pipeline
from etl.setup import prepare
from tests.etl.opendocuments import opendocument, sheet
from tests.etl.reading import real_catalogue
from tests.etl.test_jsonstat import own_cube
from tests.etl.workbooks import HEADING, workbook

ROW = ("fall-med-skade", "3911", "2026-01", "", 5, 1200, None)
TEXT = "Indikator;Kommunenr;Periode;Teller;Nevner;Verdi\nfall-med-skade;3911;2026-01;5;1 200;4,2\nfall-med-skade;3911;2026-02;6;1200;5,0\n"
COLUMNS = {
    "Indikator": "indikator",
    "Kommunenr": "område",
    "Periode": "periode",
    "Teller": "teller",
    "Nevner": "nevner",
    "Verdi": "verdi",
}


def seen(engine: Engine, content: bytes, name: str = "tall.csv", **given: object) -> dict[str, object]:
    prepare(engine)
    return pipeline.load(engine, name, content, by="test", catalogue=real_catalogue(), dry_run=True, **given).detected


def test_a_text_file_tells_letters_signs_periods_and_columns(sqlite_engine: Engine):
    found = seen(sqlite_engine, TEXT.encode("cp1252"))
    samples = found.pop("samples")
    assert found == {
        "layout": "own",
        "form": "csv",
        "encoding": "utf-8",
        "separator": ";",
        "decimal": ",",
        "thousands": "space",
        "periods": ["month"],
        "span": ["2026-M01", "2026-M02"],
        "written": ["2026-01"],
        "columns": COLUMNS,
        "indicators": ["fall-med-skade"],
    }
    assert [(sample["period"], sample["numerator"], sample["denominator"], sample["value"]) for sample in samples] == [
        ("2026-M01", 5.0, 1200.0, pytest.approx(4.1666667)),
        ("2026-M02", 6.0, 1200.0, 5.0),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (workbook(ROW), {"form": "xlsx", "sheet": "Sheet"}),
        (opendocument(sheet(HEADING, ROW[:-1], name="Mars")), {"form": "ods", "sheet": "Mars"}),
        (TEXT.replace(";", "\t").encode("utf-16"), {"form": "csv", "encoding": "utf-16-le", "separator": "tab"}),
        (TEXT.replace("4,2", "4.2").replace("5,0", "5.0").replace("1 200", "1200").encode(), {"decimal": "."}),
        (
            own_cube().encode(),
            {"form": "json-stat", "columns": {"indikator": "indikator", "område": "område", "år": "periode", "mål": None}},
        ),
    ],
)
def test_every_form_tells_its_own(sqlite_engine: Engine, content: bytes, expected: dict[str, object]):
    found = seen(sqlite_engine, content)
    assert {name: found.get(name) for name in expected} == expected


def test_a_file_that_is_asked_about_tells_as_far_as_it_was_read(sqlite_engine: Engine):
    wide = "Indikator;Område;2023;2024\nfall-med-skade;3911;1;2\n"
    assert seen(sqlite_engine, wide.encode()) == {"form": "csv", "encoding": "utf-8", "separator": ";"}

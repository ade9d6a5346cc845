"""Catalogue files for tests: the smallest complete entry, and what reading a changed one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import text
from etl.catalogue import Catalogue, read_catalogue
from etl.faults import CatalogueError, Fault

SMALLEST = """
[[indicator]]
id = "fall-med-skade"
service_area = "sykehjem"
source = "own"
source_key = "fall-med-skade"
kind = "rate"
unit = "per_1000"
direction = "lower_is_better"
frequency = "month"
decimals = 1
small_number_limit = 5
goal = "fewer_harms"
type = "outcome"

[indicator.name]
nb = "Fall med skade per 1000 oppholdsdøgn"
"""


def read(folder: Path, content: str | bytes, *further: Path, name: str = "prøve.toml") -> Catalogue:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_catalogue(further, own=folder)


def refusal(folder: Path, content: str | bytes, *further: Path) -> Fault:
    with pytest.raises(CatalogueError) as raised:
        read(folder, content, *further)
    (fault,) = raised.value.faults
    return fault


def sentence(fault: Fault) -> str:
    return text.t(fault.sentence, **fault.facts)


def changed(old: str, new: str) -> str:
    assert old in SMALLEST
    return SMALLEST.replace(old, new)

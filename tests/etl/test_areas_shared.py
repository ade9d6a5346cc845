"""The table of areas against the publishers' own files, where these lie beside the project."""

import csv
import datetime as dt
import json
import re
from pathlib import Path

import pytest

from db.terms import AreaType, Change
from etl.area_names import How, resolve_area_text
from etl.area_text import padded
from etl.areas import read_reference
from etl.places import same_place

pytestmark = pytest.mark.shared
REFERENCE = read_reference()


def published_codes(folder: Path) -> set[tuple[str, str]]:
    """(code, name) of all that has the number of a county, a municipality or a district in the national quality indicators."""
    found = set()
    for path in folder.glob("[0-9]*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                number = row["OrgNumber"]
                of_year = re.fullmatch(r"([0-9]{1,4})20[12][0-9]", number)
                if of_year or re.fullmatch(r"[0-9]{1,5}", number):
                    found.add((padded(of_year[1] if of_year else number), row["LocationName"].strip()))
    return {(code, name) for code, name in found if code != "9999" and not name.startswith("Kostragruppe")}


def test_every_code_of_the_national_quality_indicators_is_known_by_its_name(shared_data):
    published = published_codes(shared_data / "helsedirektoratet-nki")
    assert len(published) > 700
    assert {code for code, _ in published} <= set(REFERENCE.areas)
    unlike = {(code, name) for code, name in published if resolve_area_text(f"{code} {name}", REFERENCE).how is How.DISAGREES}
    assert unlike == set()


def test_the_old_groups_of_the_publisher_have_numbers_that_look_like_counties(shared_data):
    """51 to 66 are «Kostragruppe 01» to «16» in one file; 55 and 56 are counties since 2024, so the name must be read too."""
    with (shared_data / "helsedirektoratet-nki" / "235.csv").open(encoding="utf-8", newline="") as file:
        groups = {row["OrgNumber"]: row["LocationName"] for row in csv.DictReader(file) if row["LocationName"].startswith("Kostragruppe")}
    taken = {number for number in groups if number in REFERENCE.areas}
    assert taken == {"54", "55", "56"}
    assert all(resolve_area_text(f"{number} {groups[number]}", REFERENCE).how is How.DISAGREES for number in taken)


def test_the_municipalities_of_2026_are_those_of_the_statistics_office(shared_data):
    log = json.loads(next((shared_data / "ssb" / "kommunebarometer-spike").glob("*.json")).read_text(encoding="utf-8"))
    names = {row["code"]: row["name"] for row in json.loads(log["klass"]["body"])["codes"] if row["code"] != "9999"}
    day = dt.date(2026, 1, 1)
    assert {area.code for area in REFERENCE.areas.values() if area.type is AreaType.MUNICIPALITY and area.is_valid_on(day)} == set(names)
    assert all(resolve_area_text(f"{code} {name}", REFERENCE).code == code for code, name in names.items())
    assert all(resolve_area_text(name, REFERENCE, day).code in (code, None) for code, name in names.items())


def test_the_new_numbers_of_2024_are_those_of_the_statistics_office(shared_data):
    changes = json.loads((shared_data / "geo-og-koder" / "code-history.json").read_text(encoding="utf-8"))["endringer"]
    new = {code: [old["code"] for old in change["oldCodes"]] for code, change in changes.items() if code != "1508"}  # 1507 was split
    assert all([arrow.predecessor for arrow in REFERENCE.arrows_into[code]] == old for code, old in new.items())


def test_old_codes_lead_to_the_division_of_2020_as_at_the_public_health_institute(shared_data):
    lost = {"5099", "1899"}  # their own codes for what cannot be joined: around Snillfjord and Tysfjord
    with (shared_data / "geo-og-koder" / "geoTable.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["GEO"].zfill(4), row["GEO_omk"].zfill(4)) for row in csv.DictReader(file) if 3 <= len(row["GEO"]) <= 4]
    checked = [(old, new) for old, new in rows if old in REFERENCE.areas and new in REFERENCE.areas and new not in lost]
    assert len(checked) > 300
    for old, new in checked:
        assert old in same_place(REFERENCE.successions, new).codes, (old, new)


def test_the_mergers_are_those_of_the_public_health_institute(shared_data):
    text = (shared_data / "geo-og-koder" / "kommuneMerge.csv").read_bytes().decode("latin-1")
    pairs = {(row["prev"].strip().zfill(4), row["code"].zfill(4)) for row in csv.DictReader(text.split("\n"))}
    ours = {(arrow.predecessor, arrow.successor) for arrow in REFERENCE.successions if arrow.change is not Change.ADJUSTED}
    day = dt.date(2020, 1, 1)
    of_2020 = {(old, new) for old, new in pairs if REFERENCE.areas[old].is_valid_on(day - dt.timedelta(days=1))}
    assert of_2020 <= ours

"""A comparison as a file: everyone in it, the same hidden numbers and the same sentence, and no formula in any text."""

from __future__ import annotations

import csv
import dataclasses
import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from dashboard.auth import Asker, Forbidden, NotFound, User
from dashboard.components.comparison_table import everyone_table
from dashboard.reports.comparison_file import as_csv, as_workbook
from dashboard.reports.files import comparison_picture_file, comparison_table_file
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.usecases.compared import Comparison
from db.terms import Role
from tests.builders import deliver
from tests.dashboard.finished_series import area
from tests.dashboard.houses import SHARES, asker
from tests.dashboard.neighbours import NEIGHBOURS, compare, furnish, months, shares


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    return furnish(sqlite_engine)


def lines(comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(comparison).decode("utf-8-sig")), delimiter=";"))


def test_everyone_in_the_funnel_is_in_the_file_by_name_after_the_own_and_the_chosen(house):
    deliver(house, *(shares(f"{20 + place}/100", code) for place, code in enumerate(NEIGHBOURS)), shares("300/1000", "EAK"))
    found = lines(compare(house, compare_with=("EAK", "3907")))
    assert [line["område"] for line in found] == [
        *("3911 Færder", "EAK Landet", "3907 Sandefjord"),
        *("3903 Holmestrand", "3901 Horten", "3909 Larvik", "3905 Tønsberg"),
    ]
    assert [line["rolle"] for line in found] == ["egen", "valgt", "valgt", *["andre"] * 4]
    assert {line["i trakten"] for line in found} == {"", "innenfor 95\xa0%-grensen"}


def test_the_sentence_of_the_page_stands_in_both_files(house):
    deliver(house, shares("50/100", "3911"), shares("45/100", "3905"), shares("10/100", "3907"))
    found = compare(house, compare_with=("3905",))
    assert lines(found)[0]["kort sagt"] == found.sentence
    book = load_workbook(io.BytesIO(as_workbook(found)))
    told = [tuple(cell.value for cell in row) for row in book["Om tallet"].rows]
    assert ("Kort sagt", found.sentence) in told
    assert {("Å vite", note) for note in found.notes} <= set(told)


def test_what_is_hidden_on_the_page_is_hidden_in_the_file(house):
    parts = {"SYK-01": "3/17", "SYK-02": "20/40", "SYK-03": "25/60", "SYK-04": "30/80"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    hidden = lines(compare(house, "risiko", Role.READER))[0]
    names = ("verdi", "nedre 95\xa0%", "øvre 95\xa0%", "teller", "nevner", "status")
    assert [hidden[name] for name in names] == ["", "", "", "", "", "skjult av personvernhensyn"]
    assert lines(compare(house, "risiko"))[0]["teller"] == "3"


def test_no_text_of_the_file_is_a_formula(house):
    deliver(house, shares("50/100", "3911"), shares("45/100", "3905"), shares("10/100", "3907"))
    found = compare(house, compare_with=("3905",))
    harmful = dataclasses.replace(found.rows[1], area=area(code="=HYPERLINK(1)"))
    harmed = dataclasses.replace(found, rows=(found.rows[0], harmful), sentence="@SUM(1)")
    assert lines(harmed)[1]["område"].startswith("'=")
    assert lines(harmed)[0]["kort sagt"] == "'@SUM(1)"


def test_the_table_of_the_page_has_everyone_by_name_and_runs_no_name_as_page(house):
    deliver(house, *(shares(f"{20 + place}/100", code) for place, code in enumerate(NEIGHBOURS)))
    found = compare(house)
    harmful = dataclasses.replace(found.others[0], area=area(name="Ås<script>"))
    markup = getattr(everyone_table(dataclasses.replace(found, others=(harmful, *found.others[1:]))), "data-markup")
    names = re.findall(r'<th scope="row"[^>]*>(.*?)</th>|<th [^>]*scope="row"[^>]*>(.*?)</th>', markup)
    assert ["".join(name) for name in names] == ["Færder", "Horten", "Larvik", "Sandefjord", "Tønsberg", "Ås&lt;script&gt;"]
    assert markup.count("innenfor 95") == 6


def test_pictures_are_fetched_where_there_is_something_to_draw(house):
    deliver(house, *(shares(f"30/{100 + 10 * place}", code) for place, code in enumerate(NEIGHBOURS)))
    for name in ("prikker", "trakt"):
        file = comparison_picture_file(asker(house), SHARES, "places", Selection(), name)
        assert file.name == f"{SHARES}-3911-omrader-{name}.svg"
        assert compare(house).sentence.split(" (")[0] in file.content.decode()
    with pytest.raises(NotFound):
        comparison_picture_file(asker(house), SHARES, "units", Selection(), "trakt")


def test_units_of_one_size_have_no_funnel_to_fetch(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS))
    with pytest.raises(NotFound):
        comparison_picture_file(asker(house), SHARES, "places", Selection(), "trakt")


def test_whoever_is_no_reader_gets_no_file(house, monkeypatch):
    monkeypatch.setattr(Role, "may", lambda self, needed: False)
    nobody = Asker(User("Ingen", Role.READER), house, Settings(home_area="3911"))
    with pytest.raises(Forbidden):
        comparison_table_file(nobody, SHARES, "places", Selection(), "csv")

"""JSON-stat of either version becomes rows with an area, a period and a measure; anything else that is JSON is refused in one sentence."""

from __future__ import annotations

import json

import pytest

from tests.etl.reading import ENTRIES, an_entry, checked, codes, known, rows

KOSTRA = an_entry("kostra", source="ssb", source_key="12191:KOSx", kind="count", unit="count")


def dimension(label: str, *codes: str, **labels: str) -> dict[str, object]:
    texts = {code: labels.get(code.replace("K", "k", 1), code) for code in codes}
    return {"label": label, "category": {"index": {code: place for place, code in enumerate(codes)}, "label": texts}}


def cube(**changes: object) -> str:
    """Two municipalities and two years, one figure hidden."""
    region = {"label": "region", "category": {"index": {"4601": 0, "0301": 1}, "label": {"4601": "Bergen", "0301": "Oslo - Oslove"}}}
    usual = {
        "version": "2.0",
        "class": "dataset",
        "label": "12191: Kommunehelse",
        "source": "Statistisk sentralbyrå",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 1, 2],
        "dimension": {"Region": region, "ContentsCode": dimension("statistikkvariabel", "KOSx"), "Tid": dimension("år", "2023", "2024")},
        "value": [15, 16, 14, None],
        "status": {"3": ":"},
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
    }
    return json.dumps(usual | changes, ensure_ascii=False)


def read(content: str) -> list[dict[str, object]]:
    return rows(content, name="tall.json", against=known([*ENTRIES, KOSTRA]))


def code_of(content: str) -> list[str]:
    return codes(content, name="tall.json", against=known([*ENTRIES, KOSTRA]))


EXPECTED = [
    {"indicator": "kostra", "area": "4601", "period": "2023", "value": 15.0, "status": "normal"},
    {"indicator": "kostra", "area": "4601", "period": "2024", "value": 16.0, "status": "normal"},
    {"indicator": "kostra", "area": "0301", "period": "2023", "value": 14.0, "status": "normal"},
    {"indicator": "kostra", "area": "0301", "period": "2024", "status": "suppressed"},
]


def test_a_table_of_the_statistics_office_finds_its_indicator_by_table_and_measure():
    assert read(cube()) == EXPECTED
    assert code_of(cube()) == []


def test_the_file_itself_says_whose_figures_they_are():
    against = known([*ENTRIES, KOSTRA])
    publishers = {"Statistisk sentralbyrå": "ssb", "Folkehelseinstituttet": "fhi", "Helsedirektoratet": "helsedir", "egen": "own"}
    found = {text: checked(cube(source=text), against=against)[0] for text in publishers}
    assert {text: each and each.source for text, each in found.items()} == publishers


def test_version_1_says_the_same():
    old = json.loads(cube())
    shape = {name: old.pop(name) for name in ("id", "size", "role")}
    old["dimension"] |= shape
    del old["version"], old["class"]
    assert read(json.dumps({"dataset": old})) == EXPECTED


@pytest.mark.parametrize("value", [{"0": 15, "1": 16, "2": 14}, {"0": 15, "1": 16, "2": 14, "3": None}])
@pytest.mark.parametrize("status", [{"3": ":"}, [None, None, None, ":"], ["", "", "", ":"]])
def test_values_and_statuses_may_be_lists_or_objects(value: object, status: object):
    assert read(cube(value=value, status=status)) == EXPECTED


def test_categories_may_be_a_list_and_a_status_may_be_one_text():
    found = json.loads(cube(status="", role={"time": None, "geo": ["Region"], "metric": ["ContentsCode"]}))
    found["dimension"]["Tid"]["category"]["index"] = ["2023", "2024"]
    assert read(json.dumps(found)) == [*EXPECTED[:3], EXPECTED[3] | {"status": "missing"}]


@pytest.mark.parametrize(("sign", "status"), [(".", "not_relevant"), ("..", "missing"), (":", "suppressed"), ("...", "not_reported")])
def test_the_statistics_offices_signs_are_reasons(sign: str, status: str):
    assert read(cube(status={"3": sign}))[3]["status"] == status


def test_a_sign_that_nobody_knows_is_named():
    assert code_of(cube(status={"3": "q"})) == ["unknown_sign"]


def test_a_preliminary_figure_is_one():
    assert read(cube(status={"0": "*", "3": ":"}))[0]["status"] == "provisional"


def test_nought_of_a_place_that_did_not_exist_is_no_number():
    moved = json.loads(cube(value=[0, 16, 14, None]))
    moved["dimension"]["Region"]["category"] = {"index": {"3911": 0, "0301": 1}, "label": {"3911": "Færder", "0301": "Oslo"}}
    assert (read(json.dumps(moved))[0]["status"], code_of(json.dumps(moved))) == ("missing", ["zero_of_no_place"])


def test_groups_are_breakdowns_and_all_together_is_none():
    sex = {"Kjonn": dimension("kjønn", "0", "2", **{"0": "Begge kjønn", "2": "Kvinner"})}
    given = json.loads(cube())["dimension"]
    content = cube(
        id=["Region", "ContentsCode", "Tid", "Kjonn"], size=[2, 1, 2, 2], dimension=given | sex, value=[1, 2, 3, 4, 5, 6, 7, 8], status=None
    )
    assert [row.get("breakdown") for row in read(content)] == [None, "Kvinner"] * 4


def test_a_measure_that_the_catalogue_lacks_becomes_a_draft_and_it_is_said():
    content = cube(label="Prøve", source="egen", id=["Region", "Tid"], size=[2, 2])
    found, noticed = checked(content, name="prøve.json")
    assert [(problem.code, str(problem.severity)) for problem in noticed] == [("stored_as_draft", "info")]
    assert found is not None
    assert [(draft["id"], draft["source"]) for draft in found.read.drafts] == [("own-prøve-prøve", "own")]


def own_cube(**changes: object) -> str:
    dimensions = {
        "Indikator": dimension("indikator", "andel"),
        "Område": dimension("område", "3911"),
        "Tid": dimension("år", "2023", "2024"),
        "Mål": dimension("mål", "teller", "nevner"),
    }
    given = {"dimension": dimensions, "id": list(dimensions), "size": [1, 1, 2, 2], "value": [60, 400, 3, None], "status": None, "role": {}}
    return cube(**given | changes)


def test_our_own_indicators_are_read_by_the_rules_of_our_own_template():
    assert read(own_cube(value=[60, 400, 40, 400])) == rows(
        "indikator;område;periode;teller;nevner\nandel;3911;2023;60;400\nandel;3911;2024;40;400\n"
    )
    assert code_of(own_cube(value=[60, 400, 401, 400])) == ["above_denominator"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"version": "2.0"}', "not_jsonstat"),
        ('[{"indikator": "andel"}]', "not_jsonstat"),
        (cube(value=[1, 2, 3]), "cube_size"),
        (cube(value={"4": 1}), "cube_size"),
        (cube(value={"-1": 1}), "cube_size"),
        (cube(value=None), "cube_size"),
        (cube(value=[1, 2, True, 3]), "cube_value"),
        (cube(value=[1, 2, "3", 3]), "cube_value"),
        (cube(size=[100_000, 1, 100_000]), "cube_too_large"),
        (cube(size=[2, 1, 3], value=[1, 2, 3, 4, 5, 6]), "cube_category"),
        (cube(size=[2, 0, 2]), "not_jsonstat"),
        (cube(id=["Region", "Region", "Tid"]), "not_jsonstat"),
        (cube(status=["", ""]), "cube_status"),
        (cube(status={"9": ":"}), "cube_status"),
        (cube(id=["Region"], size=[2], value=[1, 2], status=None), "cube_without_period"),
        (cube(id=["Tid"], size=[2], value=[1, 2], status=None), "cube_without_area"),
        ('{"a": {"dimension": {}, "value": []}, "b": {"dimension": {}, "value": []}}', "several_datasets"),
        (cube().replace("16", "NaN"), "json_broken"),
        (cube().replace("16", "1e999"), "json_broken"),
        (cube().replace("16", "9" * 400), "json_broken"),
        (cube().replace('"class"', '"version"'), "json_same_key"),
        (cube()[:-20], "json_broken"),
        ("[" * 200_000, "json_too_deep"),
        ('{"a":' * 200_000, "json_too_deep"),
        (cube(label="Gjelder 03073899981"), "person_data_in_cube"),
        (cube(source="kari.nordmann@kommune.no"), "person_data_in_cube"),
    ],
)
def test_what_is_no_whole_dataset_is_refused(content: str, code: str):
    assert code_of(content) == [code]

"""What the commands print and do: the promised columns, outcomes and exit codes, on a database of their own."""

import json

import pytest

from dashboard.text import t
from tests.command_line import House, rows
from tests.source_code import ROOT

UNITS = ROOT / "etl/example/enheter.csv"


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """A house with the example units and a small delivery of our own."""
    house = House(tmp_path_factory.mktemp("house"))
    figures = house.write("fall.csv", *OWN)
    done = house.run("load", UNITS, figures, "--format", "json")
    assert done.returncode == 0, done.stderr
    house.loaded = json.loads(done.stdout)["deliveries"]
    return house


OWN = (
    "indikator;kommunenr;periode;teller;nevner",
    "fall-med-skade;3911;2026-01;5;1200",
    "fall-med-skade;3911;2026-02;7;1100",
    "fall-med-skade;3911;2026-03;6;1250",
)


# The lists


def test_areas_of_a_fresh_house(house):
    areas = rows(house.run("areas"))
    assert list(areas[0]) == ["code", "name", "type", "valid_from", "valid_to", "successors"]
    by_code = {area["code"]: area for area in areas}
    assert (by_code["3911"]["name"], by_code["3911"]["type"], by_code["3911"]["valid_to"]) == ("Færder", "municipality", "")
    assert (by_code["3811"]["successors"], by_code["0722"]["successors"]) == ("3911", "0729")
    assert (by_code["3911"]["valid_from"], by_code["3811"]["valid_to"]) == ("2024-01-01", "2023-12-31")


def test_indicators_of_a_fresh_house(house):
    indicators = rows(house.run("indicators"))
    assert ",".join(indicators[0]) == "id,name,service_area,goal,kind,unit,direction,frequency,source,source_key,state"
    assert {"fall-med-skade"} <= {row["id"] for row in indicators if row["state"] == "approved"}
    assert json.loads(house.run("indicators", "--format", "json").stdout) == indicators


def test_a_catalogue_file_of_the_municipality_is_read_and_its_faults_are_named(house):
    (house.folder / "egne").mkdir()
    house.write("egne/egne.toml", "[[indicator]]", 'id = "x y"')
    done = house.run("indicators", INDICATORS=str(house.folder / "egne"))
    assert (done.returncode, done.stdout) == (11, "")
    assert "egne.toml" in done.stderr


def test_deliveries_of_a_fresh_house_are_none(house):
    done = house.run("deliveries")
    assert done.stdout == "delivery,source,file,sha256,received_at,by,outcome,rows,undone_at\n"
    assert json.loads(house.run("deliveries", "--format", "json").stdout) == []


def test_an_indicator_of_the_municipalitys_own_can_be_loaded_and_shown(house):
    (house.folder / "egne").mkdir()
    house.write("egne/egne.toml", *OWN_ENTRY)
    own = {"INDICATORS": str(house.folder / "egne")}
    figures = house.write("ventetid.csv", "indikator;kommunenr;periode;verdi", "ventetid-hjelp-i-båt;3911;2025;12,5")
    assert house.run("load", figures).returncode == 11
    assert house.run("load", figures, **own).returncode == 0
    (point,) = rows(house.run("series", "ventetid-hjelp-i-båt", "--area", "3911", **own))
    assert (point["period"], point["value"]) == ("2025", "12.5")


OWN_ENTRY = """
[[indicator]]
id = "ventetid-hjelp-i-båt"
service_area = "hjemmetjeneste"
source = "own"
source_key = "ventetid-hjelp-i-båt"
kind = "mean"
unit = "days"
direction = "lower_is_better"
frequency = "year"
decimals = 1
small_number_limit = 0
goal = "lasting_structures"
type = "process"

[indicator.name]
nb = "Ventetid på hjelp i båt"
""".splitlines()


# Loading


def test_load_tells_what_became_of_each_file(furnished):
    units, figures = furnished.loaded
    assert list(figures) == ["file", "source", "delivery", "outcome", "rows", "new", "changed", "same", "problems"]
    assert (figures["file"], figures["source"], figures["outcome"], figures["rows"], figures["new"]) == ("fall.csv", "own", "stored", 3, 3)
    assert figures["delivery"] > units["delivery"]


def test_the_same_file_again_changes_nothing_and_says_so(furnished):
    before = furnished.run("deliveries").stdout
    done = furnished.run("load", furnished.folder / "fall.csv")
    assert done.returncode == 0
    assert "Ingenting er endret" in done.stdout
    assert furnished.run("deliveries").stdout == before


def test_a_dry_run_says_the_same_and_stores_nothing(furnished):
    before = furnished.run("deliveries").stdout
    figures = furnished.write("nytt.csv", OWN[0], "fall-med-skade;3911;2026-04;2;1000")
    done = furnished.run("load", figures, "--dry-run", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["deliveries"][0]["outcome"] == "stored"
    assert furnished.run("deliveries").stdout == before


def test_a_refused_file_is_exit_11_and_stores_nothing(furnished):
    before = furnished.run("deliveries").stdout
    wrong = furnished.write("feil.csv", OWN[0], "fall-med-skade;3911;2026-04;12;1000", "fal-med-skade;3911;2026-04;12;1000")
    done = furnished.run("load", wrong, "--format", "json")
    (report,) = json.loads(done.stdout)["deliveries"]
    assert (done.returncode, report["outcome"], report["delivery"]) == (11, "refused", None)
    (problem,) = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert list(problem) == ["code", "severity", "row", "column", "found", "message"]
    assert (problem["row"], problem["column"], problem["found"]) == (3, "indikator", "fal-med-skade")
    assert problem["message"] in done.stderr
    assert furnished.run("deliveries").stdout == before


def test_of_several_files_each_is_told_and_the_highest_exit_code_counts(furnished):
    wrong = furnished.write("feil.csv", "dette er", "ikke noen tabell")
    done = furnished.run("load", wrong, furnished.folder / "fall.csv", "--format", "json")
    assert done.returncode == 11
    assert [report["outcome"] for report in json.loads(done.stdout)["deliveries"]] == ["refused", "unchanged"]


# Series, and taking back


def test_series_prints_full_precision_and_empty_cells(furnished):
    found = rows(furnished.run("series", "fall-med-skade", "--area", "3911"))
    assert ",".join(found[0]) == "period,value,numerator,denominator,status,centre,lower,upper,signal,delivery"
    assert [(row["period"], row["numerator"], row["denominator"], row["status"]) for row in found] == [
        ("2026-M01", "5", "1200", "normal"), ("2026-M02", "7", "1100", "normal"), ("2026-M03", "6", "1250", "normal"),
    ]  # fmt: skip
    assert [float(row["value"]) for row in found] == pytest.approx([5 / 1.2, 7 / 1.1, 6 / 1.25], abs=0, rel=1e-15)
    plain = json.loads(furnished.run("series", "fall-med-skade", "--area", "3911", "--format", "json").stdout)
    assert [row["numerator"] for row in plain] == [5, 7, 6]


@pytest.mark.parametrize(("words", "told"), [("finnes-ikke --area 3911", "finnes-ikke"), ("fall-med-skade --area 9999", "9999")])
def test_what_does_not_exist_is_named(furnished, words, told):
    done = furnished.run("series", *words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_delivery_taken_back_leaves_history(house):
    figures = house.write("fall.csv", *OWN)
    done = house.run("load", figures, "--format", "json")
    (report,) = json.loads(done.stdout)["deliveries"]
    number = report["delivery"]
    assert house.run("undo", number, "--reason", "feil fil").returncode == 0
    (row,) = rows(house.run("deliveries"))
    assert row["undone_at"].endswith("Z")
    assert [row["value"] for row in rows(house.run("series", "fall-med-skade", "--area", "3911"))] == []
    assert len(rows(house.run("series", "fall-med-skade", "--area", "3911", "--as-of", number))) == 3
    again = house.run("undo", number, "--reason", "igjen")
    assert (again.returncode, again.stdout) == (2, "")
    assert house.run("undo", 999, "--reason", "finnes ikke").returncode == 2


def test_a_delivery_taken_back_can_be_put_back(house):
    done = house.run("load", house.write("fall.csv", *OWN), "--format", "json")
    number = json.loads(done.stdout)["deliveries"][0]["delivery"]
    before = house.run("series", "fall-med-skade", "--area", "3911").stdout
    assert house.run("undo", number, "--redo", "--reason", "ikke trukket tilbake").returncode == 2
    assert house.run("undo", number, "--reason", "feil fil").returncode == 0
    done = house.run("undo", number, "--redo", "--reason", "den var riktig")
    assert (done.returncode, done.stderr) == (0, "")
    assert "lagt tilbake" in done.stdout
    assert house.run("series", "fall-med-skade", "--area", "3911").stdout == before
    assert rows(house.run("deliveries"))[0]["undone_at"] == ""


def test_a_file_above_the_limit_is_turned_away_before_it_is_read(house):
    path = house.write("stor.csv", "x" * 1_000_001)
    done = house.run("load", path, "--format", "json", UPLOAD_LIMIT_MB="1")
    delivery = json.loads(done.stdout)["deliveries"][0]
    assert (done.returncode, delivery["outcome"], [each["code"] for each in delivery["problems"]]) == (11, "refused", ["too_large_file"])
    assert t("http.413", limit=1) == delivery["problems"][0]["message"]

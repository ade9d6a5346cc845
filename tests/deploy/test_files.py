"""What stands in deploy/ goes with the product: its settings exist, its limits are the product's, its commands too."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from app import main
from dashboard.settings import Settings
from tests.source_code import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def settings_of(text: str) -> dict[str, str]:
    return dict(re.findall(r"^\s*(?:Environment=)?([A-Z_]{3,})[=:]\s*\"?([^\"\n]*)", text, re.MULTILINE))


def test_the_settings_of_an_installation_are_settings_of_the_product(monkeypatch: pytest.MonkeyPatch):
    given = settings_of(read("kvalitetstavle.env"))
    assert set(given) <= {name.upper() for name in Settings.model_fields}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert Settings().sign_in == "proxy"


def test_the_containers_get_settings_of_the_product_too():
    environment = read("compose.yaml").split("environment: &settings")[1].split("secrets:")[0]
    assert set(settings_of(environment)) <= {name.upper() for name in Settings.model_fields}


def test_the_proxy_lets_through_a_little_more_than_the_largest_file():
    limit = int(re.search(r"client_max_body_size (\d+)m;", read("nginx/site.conf"))[1]) * 1024 * 1024
    assert 1.01 < limit / (Settings().upload_limit_mb * 1_000_000) < 1.1


def test_the_units_run_commands_of_the_product():
    commands = [shlex.split(line)[2] for unit in UNITS for line in re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)]
    assert commands
    assert set(commands) <= set(main.commands)


def test_both_lists_of_servers_say_the_same_of_how_they_are_asked():
    def manner(name: str) -> list[str]:
        lines = (line.split("#")[0].strip() for line in read(name).splitlines())
        return [re.sub(r"server \S+", "server …", line) for line in lines if line]

    assert manner("compose/servers.conf") == manner("nginx/servers.conf")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit: Path, tmp_path: Path):
    """Where there is a systemd; the program that a unit starts is not in its place here."""
    if shutil.which("systemd-analyze") is None:
        assert re.search(r"^\[(Service|Timer)\]$", unit.read_text(), re.MULTILINE)
        return
    for each in UNITS:
        shutil.copyfile(each, tmp_path / each.name.replace("@", "@8051"))
    checked = tmp_path / unit.name.replace("@", "@8051")
    done = subprocess.run(["systemd-analyze", "verify", checked], capture_output=True, text=True, timeout=60)
    said = [line for line in (done.stdout + done.stderr).splitlines() if str(tmp_path) in line or "kvalitetstavle" in line]
    assert [line for line in said if "is not executable" not in line] == []

"""Help, wrong use and an unusable database: Norwegian sentences on standard error, and the promised exit codes."""

import socket

import pytest
from pysqlite3 import dbapi2 as sqlite

from tests.command_line import House
from tests.source_code import ROOT

UNITS = ROOT / "etl/example/enheter.csv"
COMMANDS = ("demo", "serve", "load", "series", "indicators", "areas", "deliveries", "undo", "db")


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


# A process of its own


@pytest.mark.parametrize(
    ("words", "code", "stream"),
    [("--help", 0, "stdout"), ("db status", 0, "stdout"), ("lod", 2, "stderr"), ("areas --format xml", 2, "stderr")],
)
def test_a_script_sees_the_exit_code_and_one_stream(house, words, code, stream):
    done = house.run_as_process(*words.split())
    assert done.returncode == code
    assert getattr(done, stream)
    assert (done.stdout == "") == (stream == "stderr")
    assert (done.stderr == "") == (stream == "stdout")


def test_a_database_out_of_reach_is_told_by_a_process_too(house):
    done = house.run_as_process("areas", DATABASE_URL="postgresql://bruker:hemmelig@127.0.0.1:1/tavle")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (13, "", 1)


# Help and wrong use


def test_help_names_every_command_in_norwegian(house):
    done = house.run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)
    assert not any(word in done.stdout for word in ("Usage", "Options", "Commands", "Show this"))


@pytest.mark.parametrize("command", [*COMMANDS[:-1], "db upgrade", "db status"])
def test_each_command_explains_itself(house, command):
    done = house.run(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Bruk: app.py {command}")
    assert not any(word in done.stdout for word in ("Usage", "Options", "Show this", "INTEGER", "TEXT", "required"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lod x.csv", "Mente du «load»?"),
        ("load", "«FIL…» mangler"),
        ("load finnes-ikke.csv", "Filen «finnes-ikke.csv» finnes ikke"),
        ("load etl", "er en mappe"),
        ("load README.md --answer bare-kode", "Skriv KODE=VERDI"),
        ("load README.md --format xml", "text, json"),
        ("load README.md --formt json", "Mente du «--format»?"),
        ("series fall-med-skade", "«--area» mangler"),
        ("series x --area 3911 --chart kake", "Skriv en av disse: line"),
        ("series x --area 3911 --audience alle", "internal, public"),
        ("series x --area 3911 --as-of siste", "helt tall"),
        ("undo 1", "«--reason» mangler"),
        ("undo én --reason feil", "helt tall"),
        ("areas mer", "ikke forstås"),
        ("areas --format", "skal ha én verdi"),
        ("serve --host 0.0.0.0", "SIGN_IN=proxy"),
        ("serve --host 192.0.2.1", "SIGN_IN=proxy"),
        ("serve --port 0", "fra 1 til 65535"),
        ("db", "Kommandoer"),
    ],
)
def test_wrong_use_is_exit_2_with_one_norwegian_sentence(house, words, told):
    done = house.run(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SIGN_IN": "proxy"}, "TRUSTED_PROXIES"),
        ({"SIGN_IN": "gjest"}, "SIGN_IN har verdien «gjest»"),
        ({"TRUSTED_PROXIES": "ti"}, "TRUSTED_PROXIES"),
        ({"SERVE_HOST": "0.0.0.0"}, "--host 127.0.0.1"),  # noqa: S104
    ],
)
def test_settings_that_cannot_be_used_are_wrong_use(house, environment, told):
    done = house.run("serve", **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_taken_port_is_told_before_anything_is_started(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = house.run("serve", "--port", other.getsockname()[1])
    assert done.returncode == 2
    assert "opptatt" in done.stderr


# The database


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://vert/tavle", "ikke er adressen til en database"),
        ("tull", "ikke er adressen til en database"),
        ("postgresql://bruker:hemmelig@127.0.0.1:1/tavle", "svarer ikke"),
        ("sqlite:////proc/finnes/ikke/tavle.sqlite3", "finnes ikke"),
    ],
)
@pytest.mark.parametrize("words", ["areas", "db upgrade", f"load {UNITS}"])
def test_a_database_that_cannot_be_used_is_exit_13(house, address, told, words):
    done = house.run(*words.split(), DATABASE_URL=address)
    assert (done.returncode, done.stdout) == (13, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "hemmelig" not in done.stderr


def test_debug_adds_the_traceback(house):
    done = house.run("areas", "--debug", DATABASE_URL="tull")
    assert done.returncode == 13
    assert "Traceback" in done.stderr


def test_the_schema_is_brought_up_and_told(house):
    assert "er tom" in house.run("db", "status").stdout
    assert house.run("db", "upgrade").returncode == 0
    assert "den nyeste" in house.run("db", "status").stdout


def test_an_older_schema_is_not_touched(house):
    house.run("db", "upgrade")
    with sqlite.connect(house.folder / "tavle.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'finnes-ikke'")
    connection.close()
    for words in (("areas",), ("load", UNITS)):
        done = house.run(*words)
        assert (done.returncode, done.stdout) == (13, "")
        assert "revisjon finnes-ikke" in done.stderr

"""The whole of deploy/ on this machine: nginx, two app servers, a primary and a streaming replica. Readers notice nothing of what falls away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.asking import owners_page, readers, save_owner, service_page
from tests.deploy.conftest import until
from tests.deploy.postgres import DATABASE, Postgres
from tests.deploy.programs import nginx
from tests.deploy.servers import AppServer, Proxy, SignIn, browser
from tests.journeys.server import EXAMPLES
from tests.source_code import ROOT

FILES = ("enheter.csv", "nasjonale-tall.csv", "manedstall-oppdiktet.csv")
ROLES = "kvalitet-leser=reader,kvalitet-leder=leader,kvalitet-analyse=analyst"
QUESTIONS = 12
COUNTED = 1.2  # seconds; PostgreSQL tells of what it did once a second
OLD = "Hoveddatabasen svarer ikke"
NOT_STORED = "Det går ikke an å lagre akkurat nå"


@dataclass
class House:
    primary: Postgres
    replica: Postgres
    apps: list[AppServer]
    proxy: Proxy

    def come_back(self) -> None:
        """Everything that a test has stopped runs again, and is in use."""
        for server in (self.primary, self.replica, *self.apps):
            if server.process.poll() is not None:
                server.start()
        until(self.is_read_from_replica)

    def is_read_from_replica(self) -> bool:
        """By all processes, so far as so many questions meet them all."""
        before, who = readings_of(self.replica), browser(self.proxy, "leser", "leser")
        answers = [service_page(self.proxy, who) for _ in range(QUESTIONS)]
        time.sleep(COUNTED)
        return all(answer.ok for answer in answers) and readings_of(self.replica) - before >= QUESTIONS


def readings_of(server: Postgres) -> int:
    """How often this server was asked which version of the facts is the newest, as each page asks and no look at a server does."""
    return server.tell(
        "SELECT sum(coalesce(idx_scan, 0) + seq_scan)::int FROM pg_stat_user_tables WHERE relname = 'version'", database=DATABASE
    )


def app(environment: dict[str, str], *words: object) -> None:
    command = [sys.executable, "app.py", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def house(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if nginx() is None:
        pytest.skip("no nginx on this machine (apt-get install nginx): deploy/ was NOT tested")
    own = tmp_path_factory.mktemp("house")
    primary, sign_in = Postgres(folder, "main").make(), SignIn().start()
    environment = {
        "DATABASE_URL": primary.url,
        "RAW_FOLDER": str(own / "raw"),
        "SIGN_IN": "proxy",
        "TRUSTED_PROXIES": "127.0.0.1",
        "ROLES": ROLES,
    }
    app(environment, "load", *(EXAMPLES / name for name in FILES))
    replica = primary.copy("copy")
    environment |= {"REPLICA_URLS": replica.url, "REPLICA_LAG_SECONDS": "5"}
    apps = [AppServer(own, environment) for _ in range(2)]
    for server in apps:
        server.start(waits=False)
    for server in apps:
        server.wait()
    proxy = Proxy(own, apps, sign_in.port).start()
    yield House(primary, replica, apps, proxy)
    for server in (proxy, *apps, sign_in, replica, primary):
        server.stop()


@pytest.fixture
def whole(house: House) -> Iterator[House]:
    house.come_back()
    return house


def test_readers_are_answered_by_the_replica_alone(whole: House):
    with readers(whole.proxy) as found:

        def leave_the_primary_in_peace() -> bool:
            """Once each process has looked at the servers, and what was counted before has been told."""
            primary, replica, answers = readings_of(whole.primary), readings_of(whole.replica), found.count
            found.go_on(3)
            return readings_of(whole.primary) == primary and readings_of(whole.replica) > replica and found.count > answers

        until(leave_the_primary_in_peace)


def test_a_replica_stops_and_comes_back_and_no_reader_sees_an_error(whole: House):
    with readers(whole.proxy) as found:
        found.go_on(1)
        whole.replica.stop(signal.SIGQUIT)
        found.go_on(3)
        whole.replica.start()
        found.go_on(4)
    until(whole.is_read_from_replica)


def test_without_the_primary_readers_read_on_and_a_writer_is_told_so_and_can_repeat(whole: House):
    writer = browser(whole.proxy, "leder", "leder")
    with readers(whole.proxy) as found:
        found.go_on(1)
        whole.primary.stop()
        until(lambda: OLD in owners_page(whole.proxy, writer))
        assert NOT_STORED in save_owner(whole.proxy, writer, "Kari Testdotter")
        assert "Kari Testdotter" not in owners_page(whole.proxy, writer)
        whole.primary.start()
        found.go_on(1)
        assert NOT_STORED not in save_owner(whole.proxy, writer, "Kari Testdotter")
        assert "Kari Testdotter" in owners_page(whole.proxy, writer)


def test_whoever_writes_sees_it_at_once_whichever_server_answers(whole: House):
    writer = browser(whole.proxy, "leder", "leder")
    for number in range(10):
        name = f"Ny eier {number}"
        save_owner(whole.proxy, writer, name)
        assert all(name in owners_page(whole.proxy, writer) for _ in range(3))


def test_nobody_says_himself_who_he_is(whole: House):
    nobody = browser(whole.proxy, "", "")
    claims = dict.fromkeys(("X-Forwarded-User", "X_Forwarded_User"), "sjef") | {"X-Forwarded-Groups": "kvalitet-leder"}
    assert service_page(whole.proxy, nobody, **claims).status_code == 401
    reader = browser(whole.proxy, "leser", "leser")
    assert "rollen leder" in save_owner(whole.proxy, reader, "Ola", **claims)


def test_what_is_asked_again_after_a_server_went_away_is_never_stored_twice(whole: House):
    """The proxy says so of it; whoever says so without need only keeps himself from storing."""
    writer = browser(whole.proxy, "leder", "leder")
    again = {"X-Asked-Again": "yes"}
    assert "ikke sikkert at det ble lagret" in save_owner(whole.proxy, writer, "Per To Ganger", **again)
    assert service_page(whole.proxy, writer, **again).json() == service_page(whole.proxy, writer).json()
    assert "Per To Ganger" not in owners_page(whole.proxy, writer)


def test_an_app_server_is_killed_and_no_reader_sees_an_error(whole: House):
    with readers(whole.proxy) as found:
        found.go_on(1)
        whole.apps[0].stop(signal.SIGKILL)
        found.go_on(3)

"""What every command does: open the house, ask as an administrator, say what came of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dashboard import printing
from dashboard.auth import Asker, User
from dashboard.settings import VAR, Settings
from dashboard.sign_in import account_name
from dashboard.text import t
from dashboard.usage import WrongUse
from db.engine import make_engine
from db.terms import Outcome, Role
from etl.setup import EXAMPLES, load_examples, prepare, prepare_once

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from etl.problems import LoadReport


LONG_WORK = 5_000_000  # bytes of a file that takes more than a second to store
NICE = 10


def open_house(*, brings_up_to_date: bool = False) -> Asker:
    """The command line as an asker: an administrator under the account's name. A fresh database is made ready on the way."""
    settings = Settings()
    engine = open_database(settings)
    (prepare if brings_up_to_date else prepare_once)(engine, settings.indicators)
    return Asker(User(account_name(), Role.ADMINISTRATOR), engine, settings)


def open_database(settings: Settings) -> Engine:
    """The engine for one command; its connections end with the command."""
    engine = make_engine(settings.database_url, replicas=settings.replica_urls, lag=settings.replica_lag_seconds)
    click.get_current_context().call_on_close(engine.dispose)
    return engine


def serve_house(**changes: object) -> None:
    """The web server for real use; what is given goes before the environment."""
    from dashboard.serving import refuse_unsafe

    settings = _changed(changes)
    refuse_unsafe(settings)
    engine = open_database(settings)
    prepare(engine, settings.indicators)
    _serve(engine, settings, t("serve.ready", host=settings.serve_host, port=settings.serve_port))


def serve_demo(port: int) -> None:
    """The web server with example data, in a database of their own that nothing else is loaded into."""
    from dashboard.serving import refuse_unsafe
    from dashboard.usecases.example_story import tell_story

    own = {"database_url": f"sqlite:///{VAR / 'demo.sqlite3'}", "raw_folder": VAR / "demo-raw", "indicators": EXAMPLES}
    settings = _changed(own | {"serve_host": "127.0.0.1", "serve_port": port, "sign_in": "open"})
    refuse_unsafe(settings)
    engine = open_database(settings)
    prepare(engine, settings.indicators, upgrades_older=True)
    for report in load_examples(engine, account_name(), settings.raw_folder):
        if report.outcome is not Outcome.UNCHANGED:
            tell(report)
    stopped = tell_story(engine, settings)
    if stopped:
        click.echo(t("serve.story_stopped", why=stopped, path=VAR / "demo.sqlite3"), err=True)
    _serve(engine, settings, t("serve.demo_ready", port=port), level=logging.WARNING)


def hand_in(asker: Asker, path: Path, **given: object) -> LoadReport:
    """A file from the disk. The limit is that of the page, and a larger one is not read."""
    from dashboard.usecases import deliveries

    try:
        size = path.stat().st_size
        is_within = size <= deliveries.upload_limit(asker) * 1_000_000
        content = deliveries.held(path) if is_within else b""
    except OSError:
        raise WrongUse("unreadable_file", found=path) from None
    if not is_within:
        return deliveries.turn_away(asker, path.name)
    if size > LONG_WORK:
        given["on_step"] = _let_readers_first
    return deliveries.receive(asker, path.name, content, **given)


def _let_readers_first(step: str) -> None:
    """Where the web server has the same few cores, its answers do not wait for what is stored. Reading is timed, so it takes its full share."""
    if step == "store":
        os.setpriority(os.PRIO_PROCESS, 0, max(os.getpriority(os.PRIO_PROCESS, 0), NICE))


def tell(report: LoadReport, *, in_words: bool = True) -> dict[str, object]:
    """Say what became of a file: the outcome on standard output, what must be mended or answered on standard error."""
    from dashboard.usecases.deliveries import report_as_dict  # brings every reader of files along, half a second's worth

    facts = report_as_dict(report)
    if in_words:
        click.echo(printing.load_report(facts), nl=False)
    for sentence in printing.load_errors(facts):
        click.echo(sentence, err=True)
    return facts


def print_rows(columns: Sequence[str], rows: Sequence[Mapping[str, object]], form: str) -> None:
    click.echo(printing.FORMATS[form](columns, rows), nl=False)


def _changed(changes: Mapping[str, object]) -> Settings:
    """Settings that are checked like those of the environment."""
    return Settings(**{name: value for name, value in changes.items() if value is not None})


def _serve(engine: Engine, settings: Settings, when_ready: str, level: int = logging.INFO) -> None:
    from dashboard.serving import serve  # gunicorn and Dash take half a second that the other commands have no use for
    from dashboard.shell import create_app

    app = create_app(engine, settings)
    engine.dispose()  # the processes share the app, and each opens connections of its own
    serve(app.server, settings, lambda: click.echo(when_ready), level)

"""The front door: settings → engine → app, and the command line. Importing it does nothing."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from dashboard import printing
from dashboard.text import t
from dashboard.usage import Answer, File, Group, Needed, Number, OneOf, WrongUse, told
from db.terms import Outcome, UploadState

EXIT = {Outcome.STORED: 0, Outcome.UNCHANGED: 0, Outcome.NEEDS_ANSWER: 10, Outcome.REFUSED: 11}
# What became of a file whose time had come; one that could not be published now is tried again.
EXIT_OF_DUE = {
    UploadState.QUESTION: 10,
    UploadState.REFUSED: 11,
    UploadState.FAILED: 11,
    UploadState.CHECKED: 11,
    UploadState.SCHEDULED: 13,
}
LIST_FORMAT = click.option("--format", "form", type=OneOf(printing.FORMATS), default="csv", help=t("option.format"))
PORT = {"type": Number(1, 65535), "metavar": "PORT", "help": t("option.port")}


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code. Whatever goes wrong is told in Norwegian on standard error."""
    try:
        return main.main(arguments, prog_name="app.py", standalone_mode=False) or 0
    except SystemExit:
        raise  # a process of the web server has ended, as it was told to
    except BaseException as error:
        if "--debug" in arguments:
            traceback.print_exc()
        sentences, code = told(error)
        click.echo("\n".join(sentences), err=True)
        return code


# Commands fetch what they need when they run: `--help` should not wait for numpy.


@click.group(cls=Group, help=t("command.app"))
def main() -> None:
    """All commands."""


@main.command(help=t("command.demo"))
@click.option("--port", **PORT, default=8050)
def demo(port: int) -> None:
    from dashboard.console import serve_demo

    serve_demo(port)


@main.command(help=t("command.serve"))
@click.option("--host", metavar="ADRESSE", help=t("option.host"))
@click.option("--port", **PORT)
@click.option("--workers", type=Number(1, 64), metavar="ANTALL", help=t("option.workers"))
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    from dashboard.console import serve_house

    serve_house(serve_host=host, serve_port=port, serve_workers=workers)


@main.command(help=t("command.load"))
@click.argument("paths", nargs=-1, required=True, type=File(), metavar="FIL…")
@click.option("--source", metavar="NAVN", help=t("option.source"))
@click.option("--dry-run", is_flag=True, help=t("option.dry_run"))
@click.option("--answer", "answers", multiple=True, type=Answer(), metavar="KODE=VERDI", help=t("option.answer"))
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text", help=t("option.format"))
def load(paths: tuple[Path, ...], source: str | None, dry_run: bool, answers: tuple[tuple[str, str], ...], form: str) -> int:
    from dashboard.console import hand_in, open_house, tell

    asker = open_house(brings_up_to_date=True)
    facts = []
    for path in paths:
        report = hand_in(asker, path, answers=dict(answers), source=source, publish=not dry_run)
        facts.append(tell(report, in_words=form == "text"))
    if form == "json":
        click.echo(printing.json_text({"deliveries": facts}), nl=False)
    elif dry_run:
        click.echo(t("load.dry_run"))
    return max(EXIT[Outcome(report["outcome"])] for report in facts)


@main.command(help=t("command.series"))
@click.argument("indicator", metavar="INDIKATOR")
@click.option("--area", cls=Needed, metavar="KODE", help=t("option.area"))
@click.option("--breakdown", metavar="GRUPPE", help=t("option.breakdown"))
@click.option("--as-of", type=Number(1, 10**9), metavar="LEVERANSE", help=t("option.as_of"))
@click.option("--chart", metavar="NAVN", help=t("option.chart"))
@click.option("--audience", type=OneOf(["internal", "public"]), default="internal", help=t("option.audience"))
@LIST_FORMAT
def series(indicator: str, chart: str | None, audience: str, form: str, **chosen: str | int | None) -> None:
    from dashboard.console import open_house, print_rows
    from dashboard.selection import Selection
    from dashboard.usecases.finished import Chart
    from dashboard.usecases.registers import SERIES, series_rows
    from dashboard.usecases.series import find_series

    if chart is not None and chart not in set(Chart):
        raise WrongUse("not_one_of", found=chart, option="--chart", choices=", ".join(Chart))
    found = find_series(open_house(), indicator, Selection(**chosen), chart=chart and Chart(chart), audience=audience)
    if chosen["breakdown"] and chosen["breakdown"] != found.breakdown:
        names = ", ".join(f"«{name}»" for name in found.breakdowns if name)
        raise WrongUse("not_one_of", found=chosen["breakdown"], option="--breakdown", choices=names or "–")
    print_rows(SERIES, series_rows(found), form)


@main.command(help=t("command.indicators"))
@LIST_FORMAT
def indicators(form: str) -> None:
    from dashboard.console import open_house, print_rows
    from dashboard.usecases.registers import INDICATORS, list_indicators

    print_rows(INDICATORS, list_indicators(open_house(brings_up_to_date=True)), form)


@main.command(help=t("command.areas"))
@LIST_FORMAT
def areas(form: str) -> None:
    from dashboard.console import open_house, print_rows
    from dashboard.usecases.registers import AREAS, list_areas

    print_rows(AREAS, list_areas(open_house()), form)


@main.command(help=t("command.deliveries"))
@LIST_FORMAT
def deliveries(form: str) -> None:
    from dashboard.console import open_house, print_rows
    from dashboard.usecases.registers import DELIVERIES, list_deliveries

    print_rows(DELIVERIES, list_deliveries(open_house()), form)


@main.command(help=t("command.undo"))
@click.argument("delivery", type=Number(1, 10**9), metavar="LEVERANSE")
@click.option("--reason", cls=Needed, metavar="TEKST", help=t("option.reason"))
@click.option("--redo", "puts_back", is_flag=True, help=t("option.redo"))
def undo(delivery: int, reason: str, puts_back: bool) -> None:
    from dashboard.console import open_house
    from dashboard.usecases.deliveries import put_back, take_back

    if not reason.strip():
        raise WrongUse("empty_reason")
    (put_back if puts_back else take_back)(open_house(), delivery, reason)
    click.echo(t("undo.redone" if puts_back else "undo.done", delivery=delivery))


@main.command(help=t("command.publish"))
def publish() -> int:
    from dashboard.console import open_house
    from dashboard.usecases.uploads import publish_due

    found = publish_due(open_house())
    for upload in found:
        sentence = t(f"due.{upload.state}", file=upload.file, delivery=upload.delivery)
        click.echo(sentence, err=upload.state in EXIT_OF_DUE)
    if not found:
        click.echo(t("due.none"))
    return max((EXIT_OF_DUE.get(upload.state, 0) for upload in found), default=0)


@main.group(help=t("command.db"))
def db() -> None:
    """The schema."""


@db.command(name="upgrade", help=t("command.db_upgrade"))
def upgrade() -> None:
    from dashboard.console import open_database
    from dashboard.settings import Settings
    from db.migrate import status, upgrade

    engine = open_database(Settings())
    upgrade(engine)
    click.echo(t("schema.upgraded", current=status(engine)[0]))


@db.command(name="status", help=t("command.db_status"))
def db_status() -> None:
    from dashboard.console import open_database
    from dashboard.settings import Settings
    from db.migrate import status

    current, newest = status(open_database(Settings()))
    code = "empty" if current is None else "current" if current == newest else "older"
    click.echo(t(f"schema.{code}", current=current, head=newest))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

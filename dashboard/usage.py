"""How the command line speaks: help in Norwegian, and one sentence with an exit code when something cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from dashboard.auth import Refusal
from dashboard.text import t
from db.engine import DatabaseUnusable
from etl.faults import CatalogueError

FAULT, WRONG_USE, REFUSED, DATABASE, STOPPED = 1, 2, 11, 13, 130
HEADINGS = {"Options": "options", "Commands": "commands", "Positional arguments": "arguments"}


class WrongUse(click.UsageError):
    """Wrong use, with a sentence of our own."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(t(f"usage.{code}", **facts))


class Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or t("usage.usage"))

    def write_heading(self, heading: str) -> None:
        super().write_heading(t(f"usage.{HEADINGS[heading]}"))


class Context(click.Context):
    formatter_class = Help


class Command(click.Command):
    """A command with Norwegian help and --debug."""

    context_class = Context

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, options_metavar=t("usage.options_metavar"), **options)
        note = click.Option(["--debug"], is_flag=True, expose_value=False, is_eager=True, help=t("usage.debug"), callback=_note_debug)
        self.params.append(note)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = t("usage.help")
        return option


class Group(Command, click.Group):
    command_class = Command
    group_class = type

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, subcommand_metavar=t("usage.subcommand_metavar"), **options)


class Needed(click.Option):
    """An option that must be given; its help says so in our own words."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, required=True, **options)

    def get_help_extra(self, ctx: click.Context) -> dict[str, object]:
        return {name: text for name, text in super().get_help_extra(ctx).items() if name != "required"}


def _note_debug(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().meta["debug"] = True


class OneOf(click.Choice):
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        if value not in self.choices:
            raise WrongUse("not_one_of", found=value, option=_shown(param), choices=", ".join(self.choices))
        return value


class Number(click.ParamType):
    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and self.least <= int(text) <= self.most):
            raise WrongUse("not_a_number", found=value, option=_shown(param), least=self.least, most=self.most)
        return int(text)


class File(click.ParamType):
    name = "file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if not path.exists():
            raise WrongUse("no_such_file", found=value)
        if path.is_dir():
            raise WrongUse("is_a_folder", found=value)
        return path


class Answer(click.ParamType):
    name = "answer"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        code, sign, answer = str(value).partition("=")
        if not (sign and code.strip() and answer.strip()):
            raise WrongUse("not_an_answer", found=value)
        return code.strip(), answer.strip()


def _shown(param: click.Parameter | None) -> str:
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name if param else ""


def told(error: BaseException) -> tuple[list[str], int]:
    """The sentences for standard error and the exit code; KeyError-like surprises are a fault of ours."""
    for kind, tell, code in TELLING:
        if isinstance(error, kind):
            return tell(error), code
    return [t("usage.fault", found=type(error).__name__)], FAULT


def _wrong_use(error: click.ClickException) -> list[str]:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return [error.message]
    hint = t("usage.hint", command=error.ctx.command_path) if isinstance(error, click.UsageError) and error.ctx else t("usage.hint_all")
    return [f"{_click_sentence(error)} {hint}"]


def _click_sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return t("usage.no_such_option", found=error.option_name) + _meant(error.possibilities)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return t("usage.no_such_command", found=error.command_name) + _meant(error.possibilities)
    if isinstance(error, click.MissingParameter):
        return t("usage.missing", option=_shown(error.param))
    if isinstance(error, click.BadOptionUsage):
        return t("usage.option_misused", option=error.option_name)
    return error.message if isinstance(error, WrongUse) else t("usage.other")


def _meant(possibilities: list[str] | None) -> str:
    return " " + t("usage.meant", suggestion=possibilities[0]) if possibilities else ""


def _settings(error: ValidationError) -> list[str]:
    wrong = [(".".join(map(str, finding["loc"][:1])).upper(), finding["input"]) for finding in error.errors(include_url=False)]
    return [t("usage.setting", name=name, found=found) for name, found in wrong]


def _database(error: BaseException) -> list[str]:
    if isinstance(error, DatabaseUnusable):
        return [t(f"database.{error.code}", found=error.found)]
    return [t("database.other", found=type(error).__name__)]


TELLING: tuple[tuple[type | tuple[type, ...], Callable[..., list[str]], int], ...] = (
    (click.Abort, lambda _: [t("usage.stopped")], STOPPED),
    (KeyboardInterrupt, lambda _: [t("usage.stopped")], STOPPED),
    (click.ClickException, _wrong_use, WRONG_USE),
    (Refusal, lambda error: [error.sentence], WRONG_USE),
    (CatalogueError, lambda error: [t(fault.sentence, **fault.facts) for fault in error.faults], REFUSED),
    (ValidationError, _settings, WRONG_USE),
    ((DatabaseUnusable, SQLAlchemyError), _database, DATABASE),
)

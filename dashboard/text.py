"""Every word, number, period and date on the screen, in the reader's language."""

from __future__ import annotations

import datetime as dt
import string
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date

from db.terms import Frequency, Period
from etl.formulas import safe_text as safe_text
from etl.problems import Problem, without_persons

LANGUAGE = "nb"
LOCALES = Path(__file__).parent / "locales"
OSLO = ZoneInfo("Europe/Oslo")
NO_BREAK = "\u00a0"
THIN = "\u202f"  # between groups of three digits; narrow, and never broken over two lines
MINUS = "\u2212"
NOTHING = "–"
OF_OUR_OWN = ("candidates", "code", "known", "others", "suggestion")  # facts of a problem that come from the reference, not from the file
_LAST_LETTERS = str.maketrans("æøåäö", "{|}{|")  # the signs after z
_SIGNS = str.maketrans({",": THIN, ".": ",", "-": MINUS})


def t(key: str, **facts: object) -> str:
    """The sentence of a key such as `page.overview.title`; KeyError when there is none, so that a test finds it."""
    try:
        sentence = _sentences(LANGUAGE)[key]
    except KeyError:
        raise KeyError(f"{key!r} has no sentence; add it to a file in {LOCALES / LANGUAGE}") from None
    return _Sentence().vformat(sentence, (), facts) if "{" in sentence or "}" in sentence else sentence


def keys(language: str = LANGUAGE) -> frozenset[str]:
    """Every key that a language has."""
    return frozenset(_sentences(language))


def alphabetical(name: str) -> str:
    """What to sort by: in Norwegian æ, ø and å come last, in this order, and large letters weigh no more than small ones."""
    return name.casefold().translate(_LAST_LETTERS)


def number(value: float | None, decimals: int = 0) -> str:
    """`1 234,5`: halves are rounded up as people do it, and nothing is shown as minus zero."""
    if value is None or value != value:
        return NOTHING
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,f}".translate(_SIGNS)


def answer_text(value: float) -> str:
    """`ja` or `nei`; the share of several answers is still a number."""
    return t("answer.yes" if value else "answer.no") if value in (0, 1) else number(value, 2)


def value_with_unit(value: float | None, unit: str, decimals: int = 0) -> str:
    """`12,6 %`, `3,1 per 1000`, `1 time`; a count stands alone."""
    shown = number(value, decimals)
    if unit == "yes_no" and value is not None:
        return answer_text(value)
    if value is None or value != value:
        return shown
    sentences = _sentences(LANGUAGE)
    word = sentences.get(f"unit.{unit}", unit.replace("_", " "))  # a municipality's own catalogue may bring a unit of its own
    if shown == "1":
        word = sentences.get(f"unit_one.{unit}", word)
    return f"{shown}{NO_BREAK}{word.replace(' ', NO_BREAK)}" if word else shown


def unit_name(unit: str) -> str:
    """What an axis or a heading calls the unit: `prosent`, `antall`, `per 1000`."""
    return _sentences(LANGUAGE).get(f"unit_name.{unit}", unit.replace("_", " "))


def period_text(period: Period) -> str:
    """`2026`, `1. tertial 2026`, `2. kvartal 2026`, `mars 2026`, `14. mars 2026`."""
    if period.frequency is Frequency.DAY:
        return date_text(period.first_day)
    if period.frequency is Frequency.MONTH:
        return format_date(period.first_day, "LLLL y", locale=LANGUAGE)
    return t(f"period.{period.frequency}", number=period.number, year=period.year)


def short_period(period: Period) -> str:
    """`2026`, `T1 2026`, `K2 2026`, `mar 2026`, `14. mar 2026`: for an axis or a narrow column."""
    if period.frequency is Frequency.DAY:
        return format_date(period.first_day, "d. LLL y", locale=LANGUAGE)
    if period.frequency is Frequency.MONTH:
        return format_date(period.first_day, "LLL y", locale=LANGUAGE)
    return t(f"short_period.{period.frequency}", number=period.number, year=period.year)


def date_text(day: dt.date) -> str:
    """`15. mars 2026`; a moment is stored in UTC and shown as Oslo's day."""
    return format_date(_in_oslo(day) if isinstance(day, dt.datetime) else day, "d. MMMM y", locale=LANGUAGE)


def moment_text(moment: dt.datetime) -> str:
    """`15. mars 2026 kl. 10.15`, Oslo time, from a moment stored in UTC."""
    return t("moment", date=date_text(moment), time=_in_oslo(moment).strftime("%H.%M"))


def problem_text(problem: Problem) -> str:
    """The sentence of a problem: where, what was found, what to do."""
    place = {"row": problem.row, "column": problem.column, "found": problem.found}
    return t(f"problem.{problem.code}", **place | {name: _told(name, fact) for name, fact in problem.facts.items()})


def _told(name: str, fact: object) -> object:
    """Some facts are other cells of the row, and a number of a person's is told in none of them."""
    return without_persons(fact) if isinstance(fact, str) and name not in OF_OUR_OWN else fact


def _in_oslo(moment: dt.datetime) -> dt.datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(OSLO)


class _Sentence(string.Formatter):
    """`{count:rad|rader}` chooses by number; periods, days and shares take their Norwegian form by themselves."""

    def get_field(self, field_name: str, args: object, kwargs: dict[str, object]) -> tuple[object, str]:
        return kwargs[field_name], field_name  # names only: a sentence never reaches into an object

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if value == 1 else many
        if isinstance(value, Period):
            return period_text(value)
        if isinstance(value, dt.date):
            return date_text(value)
        if isinstance(value, float):
            return number(value, max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent)))
        return str(value)  # whole numbers stay plain: most are years, lines of a file and codes


@cache
def _sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("*.toml")):
        with path.open("rb") as file:
            for key, sentence in _flat(tomllib.load(file)):
                if key in found:
                    raise ValueError(f"{path}: {key} already has a sentence; each key stands in one file")
                found[key] = sentence
    return found


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs = []
    for name, value in table.items():
        pairs += _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(f"{prefix}{name}", str(value))]
    return pairs

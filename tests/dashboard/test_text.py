"""Words, numbers and dates in Norwegian form."""

import datetime as dt

import pytest

from dashboard import text
from dashboard.text import (
    alphabetical,
    date_text,
    moment_text,
    number,
    period_text,
    problem_text,
    short_period,
    t,
    unit_name,
    value_with_unit,
)
from db import terms
from db.terms import Period, Severity
from etl.problems import Problem


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234.5, 1, "1\u202f234,5"),
        (1234567, 0, "1\u202f234\u202f567"),
        (-3, 0, "\u22123"),
        (-0.04, 1, "0,0"),
        (0.25, 1, "0,3"),
        (2.675, 2, "2,68"),
        (12, 0, "12"),
        (None, 1, "–"),
        (float("nan"), 1, "–"),
    ],
)
def test_a_number_takes_its_norwegian_form(value, decimals, shown):
    assert number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "shown"),
    [
        (12.6, "percent", 1, "12,6\u00a0%"),
        (3.14, "per_1000", 1, "3,1\u00a0per\u00a01000"),
        (12, "count", 0, "12"),
        (1, "hours", 0, "1\u00a0time"),
        (1, "hours", 1, "1,0\u00a0timer"),
        (2, "hours", 0, "2\u00a0timer"),
        (3, "senger_per_rom", 0, "3\u00a0senger\u00a0per\u00a0rom"),
        (None, "percent", 1, "–"),
    ],
)
def test_a_value_carries_its_unit(value, unit, decimals, shown):
    assert value_with_unit(value, unit, decimals) == shown


@pytest.mark.parametrize(
    ("period", "long", "short"),
    [
        ("2026", "2026", "2026"),
        ("2026-T1", "1. tertial 2026", "T1 2026"),
        ("2026-Q2", "2. kvartal 2026", "K2 2026"),
        ("2026-M03", "mars 2026", "mar 2026"),
    ],
)
def test_a_period_is_written_out_and_in_short(period, long, short):
    assert (period_text(Period.parse(period)), short_period(Period.parse(period))) == (long, short)


def test_names_are_sorted_as_norwegians_do_it():
    assert sorted(["Ås", "Ørsta", "Ævik", "ål", "Zorro", "asker"], key=alphabetical) == ["asker", "Zorro", "Ævik", "Ørsta", "ål", "Ås"]


def test_a_day_is_written_out():
    assert date_text(dt.date(2026, 3, 15)) == "15. mars 2026"


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (dt.datetime(2026, 12, 31, 23, 30), "1. januar 2027 kl. 00.30"),
        (dt.datetime(2026, 7, 1, 8, 5, tzinfo=dt.UTC), "1. juli 2026 kl. 10.05"),
    ],
)
def test_a_moment_stored_in_utc_is_shown_in_oslo_time(utc, shown):
    assert moment_text(utc) == shown


def test_a_missing_key_is_an_error_that_names_it():
    with pytest.raises(KeyError, match="page.nowhere"):
        t("page.nowhere")


def test_sentences_choose_singular_and_format_their_facts(monkeypatch):
    sentences = {"a": "{n} {n:rad|rader} for {p}, {d}, {x}, linje {line}", "problem.b": "Rad {row}: «{found}», ment {expected}."}
    monkeypatch.setattr(text, "_sentences", lambda language: sentences | {"period.year": "{year}"})
    facts = {"p": Period(2024), "d": dt.date(2026, 1, 2), "x": 12.5, "line": 12345}
    assert t("a", n=1, **facts) == "1 rad for 2024, 2. januar 2026, 12,5, linje 12345"
    assert t("a", n=2, **facts) == "2 rader for 2024, 2. januar 2026, 12,5, linje 12345"
    problem = Problem("b", Severity.ERROR, row=7, found="{row}", facts={"expected": "3911"})
    assert problem_text(problem) == "Rad 7: «{row}», ment 3911."


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("direction", terms.Direction),
        ("kind", terms.Kind),
        ("status", terms.Status),
        ("frequency", terms.Frequency),
        ("goal", terms.Goal),
        ("target_level", terms.TargetLevel),
        ("role", terms.Role),
        ("severity", terms.Severity),
    ],
)
def test_every_code_has_a_norwegian_word(table, words):
    assert all(t(f"{table}.{code}") for code in words)


def test_every_unit_has_a_name_for_the_axis():
    units = {key.removeprefix("unit.") for key in text.keys() if key.startswith("unit.")}
    assert all(unit_name(unit) for unit in units) and f"unit_name.{units.pop()}" in text.keys()

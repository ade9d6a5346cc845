"""Every sentence, case by case: what a tired leader reads, and that no sentence is written which no numbers give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import text
from dashboard.usecases.charting import charted
from dashboard.usecases.finished import Point, Signal, Verdict
from dashboard.usecases.judged import Held, judged
from dashboard.usecases.service import count_sentence
from db.terms import Status
from tests.dashboard.figures_of import indicator, points
from tests.dashboard.finished_series import series
from tests.dashboard.rare_says import RARE_SAYS
from tests.dashboard.rare_series import finished
from tests.dashboard.sentence_cases import ANSWER, CASES, Case


def sentence_of(case: Case) -> str:
    return said_of(points(case.values, case.first), case)


def said_of(own: tuple[Point, ...], case: Case) -> str:
    about = indicator(**case.about)
    held = Held(case.others, case.targets, case.units)
    return judged(charted(own, case.breaks, about), own, held, about)["sentence"].replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says[:50])
def test_the_numbers_say(case: Case):
    assert case.says in sentence_of(case)


NOT_REPORTED, NOT_RELEVANT = (replace(points("-", "2021")[0], status=status) for status in (Status.NOT_REPORTED, Status.NOT_RELEVANT))
LEVELS = [
    ((), "Ingen tall for dette utvalget.", {}),
    (
        (replace(points("5/20")[0], value=None, status=Status.SUPPRESSED),),
        "Siste tall, januar 2023, er skjult av hensyn til personvern.",
        {},
    ),
    (points("5/20 -"), "Siste tall mangler for februar 2023.", {}),
    (points("5/20"), "25,0 % i januar 2023 (5 av 20, sikkert mellom 11,2 og 46,9 %).", {}),
    (points("7.5"), "7,5 % i januar 2023.", {}),
    ((NOT_REPORTED,), "Ikke rapportert for 2021.", ANSWER),
    ((NOT_RELEVANT,), "Ikke aktuelt i 2021.", ANSWER),
    ((replace(points("7.5", "2021")[0], lower=6.5, upper=8.5),), "7,5 % i 2021 (sikkert mellom 6,5 og 8,5 %).", {}),
]


@pytest.mark.parametrize(("own", "says", "about"), LEVELS, ids=[says[:40] for _, says, _ in LEVELS])
def test_the_newest_number_or_why_there_is_none_stands_first(own, says: str, about: dict[str, object]):
    assert said_of(own, Case("", says, about)).startswith(says)


COUNTS = [
    ((), "Ingen tall ennå."),
    ((Signal.BETTER,), "Av én indikator: 1 bedre."),
    (tuple(Signal), "Av 5 indikatorer: 1 dårligere, 1 endret, 1 bedre, 1 som før, 1 for lite grunnlag."),
]


@pytest.mark.parametrize(("signals", "says"), COUNTS)
def test_a_page_says_how_many_stand_where(signals, says: str):
    assert count_sentence(series([1], change=Verdict(signal, "ordinary")) for signal in signals) == says


def test_no_sentence_is_written_that_no_numbers_give(monkeypatch: pytest.MonkeyPatch):
    asked: set[str] = set()
    known = text._sentences(text.LANGUAGE)

    class Noted(dict):
        def __getitem__(self, key: str) -> str:
            asked.add(key)
            return super().__getitem__(key)

    monkeypatch.setattr(text, "_sentences", lambda language: Noted(known))
    for case in CASES:
        sentence_of(case)
    for own, changes, breaks, says in RARE_SAYS:
        assert says in finished(own, breaks, **changes).sentence
    for own, _, about in LEVELS:
        said_of(own, Case("", "", about))
    for signals, _ in COUNTS:
        count_sentence(series([1], change=Verdict(signal, "ordinary")) for signal in signals)
    assert {key for key in known if key.startswith("sentence.")} - asked == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says[:50])
def test_a_sentence_ends_once_begins_large_and_says_a_thing_once(case: Case):
    parts = sentence_of(case).split(". ")
    assert all(part[0].isupper() or not part[0].isalpha() for part in parts if not part[0].isdigit())
    assert len(set(parts)) == len(parts)
    assert sentence_of(case).count("or lite grunnlag") <= 1
    assert "  " not in sentence_of(case)
    assert not any(word in sentence_of(case) for word in ("signifikant", "p-verdi", "outlier", "None", "nan"))

"""Plain rules warn of what might let somebody be recognised, and let ordinary sentences of the trade pass."""

from __future__ import annotations

import pytest

from dashboard.usecases.recognisable import hints

PLACES = ("Solbakken sykehjem", "Granly bo- og behandlingssenter", "Hjemmetjenesten Nord", "Færder")


def codes(text: str, **others: str) -> list[str]:
    found = list(hints({"happened": text} | others, PLACES))
    assert all(fault.sentence for fault in found)
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Beboeren på rom 12 falt.", "perhaps_room"),
        ("Det var vått i leilighet nr. 204b.", "perhaps_room"),
        ("K.N. fikk feil medisin.", "perhaps_initials"),
        ("Gjelder KN, OH og AB.", "perhaps_initials"),
        ("Meldt av Kari Nordmann.", "perhaps_name"),
        ("Kari Nordmann falt.", "perhaps_name"),
        ("Per Olav Hansen-Lie var på vakt.", "perhaps_name"),
        ("En kvinne på 84 år falt 3. mars 2026.", "perhaps_day_and_age"),
        ("Falt 03.03.2026. Hun er en 84-åring.", "perhaps_day_and_age"),
    ],
)
def test_what_might_tell_who_it_was_is_named(text: str, code: str):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Gulvet var vått etter vask. Ingen hadde satt ut skilt.",
        "Ved Solbakken sykehjem og Hjemmetjenesten Nord er rutinen endret.",
        "Granly Bo og Solbakken deler erfaringer med Færder.",
        "To av tre enheter har tatt dette i bruk siden 3. mars.",
        "De fleste er over 80 år.",
        "Det er rom for bedring i 2026.",
        "HMS-runden ble flyttet til MRSA var avklart.",
    ],
)
def test_ordinary_sentences_pass(text: str):
    assert codes(text) == []


def test_a_day_in_one_field_and_an_age_in_another_are_seen_together():
    assert codes("Hun var 84 år.", changed="Endret 3. mars.") == ["perhaps_day_and_age"]

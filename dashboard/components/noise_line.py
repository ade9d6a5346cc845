"""How many marks chance alone would give on this page today, and how many there are: the same words wherever marks are counted."""

from __future__ import annotations

from dashboard.text import t
from dashboard.usecases.noise import Noise

LEAST = 0.5  # fewer are «færre enn ett»


def noise_line(noise: Noise) -> str:
    """«Av 60 tall ventes 1 slikt utslag ved ren tilfeldighet; i dag er det 4. Det er flere enn tilfeldigheter gir.»"""
    expected = t("component.noise.some", expected=round(noise.expected)) if noise.expected >= LEAST else t("component.noise.few")
    said = [t("component.noise.line", series=noise.series, expected=expected, marked=noise.marked)] if noise.series else []
    if noise.marked:
        said.append(t("component.noise.more" if noise.is_more_than_chance else "component.noise.as_chance"))
    if noise.late:
        said.append(t("component.noise.late", late=noise.late))
    return " ".join(said)

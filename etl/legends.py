"""Numbers that are no measurements: coded answers, read from the catalogue or from the legend in the measure's own name."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from db.terms import Status
from etl.frame import STATUS_CODE

YES, NO = "yes", "no"
WORDS = {
    "ja": YES,
    "nei": NO,
    "ikke aktuelt": Status.NOT_RELEVANT.value,
    "ikke relevant": Status.NOT_RELEVANT.value,
    "ubesvart": Status.NOT_REPORTED.value,
    "ikke besvart": Status.NOT_REPORTED.value,
    "mangler": Status.MISSING.value,
}
LEGEND = re.compile(r"\(([^()]*=[^()]*)\)\s*$")
NO_FIGURE = -1e6  # Helsedirektoratet writes -1e+007 where there is none


def legend_of(measure: str) -> dict[str, str]:
    """«(ja=1, nei=2, ikke aktuelt=3)» and «(50000=ikke aktuelt, 50001=ubesvart)»: number -> what it stands for."""
    found = LEGEND.search(measure)
    pairs = [part.partition("=") for part in found[1].split(",")] if found else []
    codes = {}
    for left, _, right in pairs:
        number, word = (left, right) if left.strip().isdigit() else (right, left)
        meaning = WORDS.get(word.strip().casefold())
        if meaning and number.strip().isdigit():
            codes[number.strip()] = meaning
    return codes


def decoded(values: np.ndarray, codes: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Values and statuses after coded answers were read: yes is 1, no is 0, everything else a reason for no value."""
    status = np.where(np.isnan(values) | (values <= NO_FIGURE), STATUS_CODE[Status.MISSING], STATUS_CODE[Status.NORMAL]).astype(np.int8)
    answers = values.copy()
    for number, meaning in codes.items():
        where = values == float(number)
        if meaning in (YES, NO):
            answers[where] = 1.0 if meaning == YES else 0.0
        else:
            status[where] = STATUS_CODE[Status(meaning)]
    answers[status != STATUS_CODE[Status.NORMAL]] = np.nan
    return answers, status

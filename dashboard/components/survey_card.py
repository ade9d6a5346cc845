"""One theme of a survey: how many answered before what they answered, then the sentence and the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.chart_card import card_head
from dashboard.components.data_table import data_table
from dashboard.components.pictures import image
from dashboard.text import NOTHING, number, period_text, t, value_with_unit
from dashboard.usecases.survey_answers import Answered, Shown, answered_text


def survey_card(shown: Shown, svg: str, href: str) -> html.Article:
    series = shown.series
    # A space in an id would make two of it, and a breakdown is words.
    name_id = re.sub(r"\W+", "-", f"name-{series.indicator.id}-{series.area.code}-{series.breakdown}")
    link = dcc.Link(series.indicator.short_name, href=href, className="cover-link")
    whose = [html.P(t("survey.of_whole", area=series.area.name), className="source-line")] if shown.instead_of else []
    answered = [html.P(_of_period(shown.answered), className="source-line")] if shown.answered else []
    return html.Article(
        [
            html.Div([card_head(series, name_id, link, html.H3), *whose, *answered]),
            # The picture's text is the answer, so those who listen hear it once.
            html.P(series.sentence, className="answer clamped", **{"aria-hidden": "true"}),
            image(svg, series.sentence),
        ],
        className="card-surface small-multiple",
        **{"aria-labelledby": name_id},
    )


def _of_period(found: Answered) -> str:
    return t("survey.of_period", period=period_text(found.period), answered=answered_text(found))


def response_table(caption: str, answers: Sequence[Answered]) -> html.Div:
    """The newest survey first."""
    headings = [t(f"survey.column.{name}") for name in ("year", "asked", "answered", "share")]
    rows = [
        [
            period_text(each.period),
            NOTHING if each.asked is None else number(each.asked),
            number(each.answered),
            NOTHING if each.share is None else value_with_unit(each.share, "percent"),
        ]
        for each in reversed(answers)
    ]
    return data_table(caption, headings, rows, numeric=(1, 2, 3), shows_caption=True)

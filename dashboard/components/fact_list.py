"""Names and what stands behind them, in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html


def fact_list(facts: Sequence[tuple[str, object]]) -> html.Dl:
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))], className="definitions")

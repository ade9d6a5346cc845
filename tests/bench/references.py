"""What we are measured against, on the same data: a Dash app as most would write it, and a Dash page with nothing on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import dash
import pandas as pd
import plotly.graph_objects as go
from dash import Input, Output, dcc, html
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from tests.bench.readers_data import COUNTRY, FIRST_YEAR, HOME, MONTHS, areas
from tests.journeys.server import free_port
from tests.source_code import ROOT

WORKERS = 2
ROWS = "SELECT indicator, area, period, value FROM observation WHERE superseded_by IS NULL AND area IN (:area, :country) ORDER BY period"


def empty() -> Flask:
    """Dash's own floor."""
    app = dash.Dash("empty")
    app.layout = html.Div("Tom", id="empty")
    return app.server


def plain() -> Flask:
    """Two choices, one callback, a query into pandas, a figure of Plotly for each trend."""
    app = dash.Dash("plain")
    engine = create_engine(os.environ["REFERENCE_URL"])
    years = range(FIRST_YEAR, FIRST_YEAR + MONTHS // 12)
    app.layout = html.Div(
        [
            html.H1("Sykehjem"),
            dcc.Dropdown([{"value": code, "label": name} for code, name in areas().items()], HOME, id="area"),
            dcc.Dropdown([str(year) for year in years], str(FIRST_YEAR), id="first"),
            html.Div(id="charts"),
        ]
    )

    @app.callback(Output("charts", "children"), Input("area", "value"), Input("first", "value"))
    def show(area: str, first: str) -> list[dcc.Graph]:
        return charts(engine, area, first)

    return app.server


def charts(engine: Engine, area: str, first: str) -> list[dcc.Graph]:
    with engine.connect() as connection:
        frame = pd.read_sql(text(ROWS), connection, params={"area": area, "country": COUNTRY})
    frame = frame[frame["period"] >= first]
    return [dcc.Graph(figure=_figure(indicator, rows, area)) for indicator, rows in frame.groupby("indicator")]


def _figure(indicator: str, rows: pd.DataFrame, area: str) -> go.Figure:
    figure = go.Figure(layout={"title": {"text": f"{indicator} {area}"}, "height": 260})
    for code, line in rows.groupby("area"):
        figure.add_scatter(x=pd.to_datetime(line["period"].str.replace("-M", "-")), y=line["value"], name=code, mode="lines+markers")
    return figure


@contextmanager
def serving_reference(name: str, database: str) -> Iterator[str]:
    """The address of one of them, served as Dash's own guide says: gunicorn with as many processes as ours."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    command += ["--no-control-socket", f"tests.bench.references:{name}()"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"REFERENCE_URL": database})
    try:
        _wait_for(f"http://127.0.0.1:{port}/_dash-layout")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} did not answer")

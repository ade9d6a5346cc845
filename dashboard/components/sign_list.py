"""«Slik leses merkene»: every mark with its meaning."""

from __future__ import annotations

from dash import html

from dashboard.components.signal_mark import LOOK_OF_TARGET, assurance_mark, signal_mark
from dashboard.text import t
from dashboard.usecases.finished import Signal


def sign_list() -> html.Ul:
    """The marks of change, then those of the target."""
    changes = [html.Li([signal_mark(signal, shows_word=True), " ", t(f"component.sign.{signal}")]) for signal in Signal]
    targets = [html.Li([assurance_mark(found), " ", t(f"component.sign.{found}")]) for found in LOOK_OF_TARGET]
    return html.Ul([*changes, *targets], className="plain-list sign-list")

"""The mark on figures that are made up."""

from __future__ import annotations

from dash import html

from dashboard.text import t


def fictional_badge(*, is_part: bool = False) -> html.Span:
    """`is_part` where only some of what is counted is made up."""
    return html.Span(
        t(f"component.fictional.{'part' if is_part else 'badge'}"), className="badge-fictional", title=t("component.fictional.meaning")
    )

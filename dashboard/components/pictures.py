"""Pictures with their words: an SVG as an image, and a chart as the screen, the phone and the paper each show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

if TYPE_CHECKING:
    from dashboard.figures.drawn import Drawn

# What ends an address or means something in it; the rest stays readable, compresses well, and costs nothing to write.
IN_ADDRESS = {sign: f"%{ord(sign):02X}" for sign in '%#<>"\n\r\t'}  # the percent sign first, for the others are written with it


def image(svg: str, alt: str, className: str = "picture") -> html.Img:
    """The SVG inside the page itself: nothing more to fetch."""
    return html.Img(src=f"data:image/svg+xml;charset=utf-8,{_in_address(svg)}", alt=alt, className=className)


def _in_address(svg: str) -> str:
    """One sign after the other: str.translate looks up each of a picture's ten thousand letters, and takes nine times as long."""
    for sign, written in IN_ADDRESS.items():
        svg = svg.replace(sign, written)
    return svg


def chart(drawn: Drawn, alt: str, id: str) -> html.Div:
    """Three pictures of the same; the style sheet shows one of them."""
    graph = dcc.Graph(id=id, figure=drawn.figure, config=drawn.config, responsive=True, style={"height": f"{drawn.figure.layout.height}px"})
    return html.Div(
        [
            html.Div(graph, className="chart-screen", role="img", **{"aria-label": alt}),
            image(drawn.phone, alt, "chart-phone"),
            image(drawn.paper, alt, "chart-paper"),
        ],
        className="chart",
    )

"""Pictures with their words: an SVG as an image, and a chart as the screen, the phone and the paper each show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

if TYPE_CHECKING:
    from dashboard.figures.drawn import Drawn

# What ends an address or means something in it; the rest stays readable, compresses well, and costs nothing to write.
IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '%#<>"\n\r\t'})


def image(svg: str, alt: str, className: str = "picture") -> html.Img:
    """The SVG inside the page itself: nothing more to fetch."""
    return html.Img(src=f"data:image/svg+xml;charset=utf-8,{svg.translate(IN_ADDRESS)}", alt=alt, className=className)


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

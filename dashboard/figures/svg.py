"""SVG as text: every word and every attribute is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from dashboard.figures import theme

# What XML 1.0 cannot hold at all, escaped or not; a name from a file may carry it.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    return text if _is_plain(text) else escape(_UNWRITABLE.sub("", text))


def tag(name: str, *children: str, **attributes: object) -> str:
    """`tag("line", x1=0, stroke_width=2)`: the underscores of names are written as hyphens, numbers with two decimals; children are SVG already."""
    pairs = "".join([f" {_named(key)}={_quoted(value)}" for key, value in attributes.items() if value is not None and value != ""])
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def label(
    text: str,
    x: float,
    y: float,
    *,
    bold: bool = False,
    fill: str = theme.MUTED,
    anchor: str = "start",
    size: float | None = None,
    is_edged: bool = False,
) -> str:
    """One line of text; `is_edged` with a white edge, where lines and dots lie behind."""
    edge = {"stroke": theme.SURFACE, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"} if is_edged else {}
    return tag(
        "text",
        words(text),
        x=x,
        y=y,
        fill=fill,
        text_anchor=None if anchor == "start" else anchor,
        font_weight=600 if bold else None,
        font_size=size,
        **edge,
    )


def document(width: float, height: float, parts: Iterable[str], *, title: str, description: str) -> str:
    """A picture that stands alone: it can be an <img>, a file or a part of a report."""
    return tag(
        "svg",
        tag("title", words(title)),
        tag("desc", words(description)),
        tag("rect", width=width, height=height, fill=theme.SURFACE),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {_shown(width)} {_shown(height)}",
        role="img",
        font_family=theme.FONT,
        font_size=theme.SIZES["text-small"],
    )


@cache  # as many as are written in the code
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _quoted(value: object) -> str:
    if isinstance(value, int | float):  # most of a picture; there is nothing in them to escape
        return f'"{_shown(value)}"'
    text = str(value)
    return f'"{text}"' if _is_plain(text) else quoteattr(_UNWRITABLE.sub("", text))


def _is_plain(text: str) -> bool:
    """Whether there is nothing to escape and nothing unwritable, as in all colours and paths: a page has thousands of them."""
    return text.isprintable() and "&" not in text and "<" not in text and ">" not in text and '"' not in text


def _shown(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

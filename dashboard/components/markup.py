"""Page elements as escaped text, for a table too large to be made of Dash components.

Dash tells every component of each new one, so a thousand of them take a browser half a minute; assets/content.js puts these in at once.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def element(name: str, *content: object, class_name: str = "", **attributes: object) -> Markup:
    """`<td class="number">1 &lt; 2</td>`: what stands inside is escaped unless it is an element itself; `aria_hidden` is `aria-hidden`."""
    named = {"class": class_name or None, **{key.replace("_", "-"): value for key, value in attributes.items()}}
    said = Markup().join(Markup(' {}="{}"').format(key, value) for key, value in named.items() if value is not None)
    return Markup("<{0}{1}>{2}</{0}>").format(name, said, Markup().join(map(escape, content)))

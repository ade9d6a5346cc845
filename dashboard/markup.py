"""Dash's components as the HTML that they become in a browser: a page can stand before any script has run, and needs few of them."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc
from dash.development.base_component import Component
from markupsafe import escape

HTML = "dash_html_components"
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "source", "wbr"})
RENAMED = {
    "className": "class",
    "htmlFor": "for",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "tabIndex": "tabindex",
    "dateTime": "datetime",
}
NOT_HTML = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"})
READY = "data-markup"  # escaped already, here or by components/markup.py; assets/content.js puts it in its place
WORTH = 3  # elements: fewer are left to Dash
# They hold something, or wait for something, and show nothing.
UNSEEN = (dcc.Store, dcc.Location, dcc.Interval, dcc.Download)


class NoMarkup(Exception):
    """A component that only its own script can draw."""


def markup(part: object, filled: Mapping[str, object]) -> str:
    """The HTML of components, texts and lists of them. filled: by id, what stands in the place of a component's own children.

    NoMarkup for what only a script can draw.
    """
    if part is None or isinstance(part, bool):
        return ""
    if isinstance(part, list | tuple):
        return "".join(markup(each, filled) for each in part)
    if not isinstance(part, Component):
        return str(escape(str(part)))
    if part._namespace == HTML:
        return _element(part._type.lower(), part, filled)
    if isinstance(part, UNSEEN):
        return ""
    draw = next((DRAWN[kind] for kind in DRAWN if isinstance(part, kind)), None)
    if draw is None:
        raise NoMarkup(part._type)
    return draw(part, filled)


def settled(part: object, asked_of: Collection[str]) -> object:
    """The same parts, with HTML in place of all components that stay as they are.

    Dash asks every component of a page what each change means to it, so one of a thousand takes a browser a second for every filter.
    asked_of: the ids that callbacks know of; what has one of them stays a component, and so does all that it stands in.
    """
    found, is_still = _settled(part, asked_of)
    return _as_markup(found) if is_still else found


def _settled(part: object, asked_of: Collection[str]) -> tuple[object, bool]:
    """And whether all of it may become HTML."""
    if isinstance(part, list | tuple):
        each = [_settled(one, asked_of) for one in part]
        if all(is_still for _, is_still in each):
            return [found for found, _ in each], True
        return [_as_markup(found) if is_still else found for found, is_still in each], False
    if not isinstance(part, Component):
        return part, True
    if not isinstance(part, dcc.Link) and part._namespace != HTML:
        return part, False
    content, is_still = _settled(getattr(part, "children", None), asked_of)
    id = getattr(part, "id", None)
    if is_still and not isinstance(id, dict) and id not in asked_of:
        return part, True
    return _with(part, children=_as_markup(content) if is_still else content), False


def _as_markup(part: object) -> object:
    """An element whose content is HTML; of a list each element, for it has none of its own to hold them."""
    if isinstance(part, list):
        return [_as_markup(one) for one in part]
    if not isinstance(part, Component) or part._namespace != HTML or not _is_worth(part):
        return part
    return _with(part, **{READY: markup(part.children, {})})


def _is_worth(part: Component) -> bool:
    """Looks no further than it must: most elements of a page hold hundreds."""
    inside = (one for one in part._traverse() if isinstance(one, Component))
    return len(list(islice(inside, WORTH))) == WORTH


def _with(part: Component, **props: object) -> Component:
    changed = copy.copy(part)
    vars(changed).pop("children", None)
    vars(changed).update((name, value) for name, value in props.items() if value is not None)
    return changed


def _element(tag: str, part: Component, filled: Mapping[str, object]) -> str:
    props = _props(part)
    ready = props.pop(READY, None)
    opened = f"<{tag}{_attributes(props)}>"
    if tag in VOID:
        return opened
    if ready is not None:
        return f"{opened}{ready}</{tag}>"
    id = props.get("id")
    inside = filled[id] if isinstance(id, str) and id in filled else getattr(part, "children", None)
    return f"{opened}{markup(inside, filled)}</{tag}>"


def _props(part: Component) -> dict[str, Any]:
    """As part.to_plotly_json gives them, which asks three times as long for each of a page's hundreds.

    In one order: Dash sets them in that of a set, which is another in each process, and every server is to give the same answer.
    """
    held = vars(part)
    named = [*(name for name in part._prop_names if name in held), *sorted(name for name in held if name.startswith(("data-", "aria-")))]
    return {name: held[name] for name in named if name not in NOT_HTML}


def _attributes(props: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{escape(value)}"' if value != "" or name == "value" else f" {name}" for name, value in _named(props))


def _named(props: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in props.items():
        is_word = name.startswith(("aria-", "data-"))
        if value is None or (value is False and not is_word):
            continue
        if name == "style":
            yield name, ";".join(f"{_hyphened(key)}:{each}" for key, each in value.items())
        elif name == "id":
            yield name, value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))
        elif value is True and not is_word:
            yield name.lower(), ""
        else:
            yield RENAMED.get(name, name), str(value).lower() if isinstance(value, bool) else str(value)


def _hyphened(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def _link(part: Any, filled: Mapping[str, object]) -> str:
    return _element("a", part, filled)


def _graph(part: Any, _filled: Mapping[str, object]) -> str:
    """Room for the interactive chart: its sentence stands already, and nothing moves when it comes."""
    return f'<div class="dash-graph"{_attributes({"style": getattr(part, "style", None)})}></div>'


def _select(part: Any, _filled: Mapping[str, object]) -> str:
    first = f'<option value="" disabled hidden>{escape(getattr(part, "placeholder", None) or "")}</option>'
    return f'<select id="{escape(part.id)}" class="form-select">{first}{"".join(_options(part.options, part.value))}</select>'


def _options(options: Iterable[Mapping[str, str]], value: object) -> Iterator[str]:
    for option in options:
        chosen = " selected" if option["value"] == value else ""
        yield f'<option value="{escape(option["value"])}"{chosen}>{escape(option["label"])}</option>'


def _checklist(part: Any, _filled: Mapping[str, object]) -> str:
    around = "form-check form-check-inline" if getattr(part, "inline", False) else "form-check"
    boxes = (_box(part, option, around) for option in part.options)
    return f'<div id="{escape(part.id)}">{"".join(boxes)}</div>'


def _box(part: Any, option: Mapping[str, str], around: str) -> str:
    name = escape(f"_dbcprivate_checklist_{part.id}_input_{option['value']}")  # as the component will call it
    ticked = " checked" if option["value"] in part.value else ""
    box = f'<input id="{name}" class="form-check-input" type="checkbox" value="{escape(option["value"])}"{ticked}>'
    return f'<div class="{around}">{box}<label class="form-check-label" for="{name}">{escape(option["label"])}</label></div>'


DRAWN: dict[type, Callable[[Any, Mapping[str, object]], str]] = {
    dcc.Link: _link,
    dcc.Graph: _graph,
    dbc.Select: _select,
    dbc.Checklist: _checklist,
}

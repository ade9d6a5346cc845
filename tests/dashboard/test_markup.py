"""Dash's components as HTML: what a browser would make of them, and nothing that somebody wrote becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.markup import element
from dashboard.markup import NoMarkup, markup


class Read(HTMLParser):
    """The elements and texts of a piece of HTML, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def read(part: object) -> list[object]:
    return Read(markup(part, {})).found


@given(st.text(st.characters(exclude_characters="\0\r"), min_size=1), st.text(st.characters(exclude_characters="\0\r")))
def test_what_somebody_wrote_is_text_whatever_it_is(content: str, title: str):
    assert read(html.P(content, title=title)) == [("p", {"title": title or None}), content]


@pytest.mark.parametrize(
    ("part", "attributes"),
    [
        (html.Div(className="a b", tabIndex="-1"), {"class": "a b", "tabindex": "-1"}),
        (html.Label(htmlFor="x"), {"for": "x"}),
        (html.Div(hidden=True), {"hidden": None}),
        (html.Div(hidden=False), {}),
        (html.Div(**{"aria-hidden": "true", "data-print": True}), {"aria-hidden": "true", "data-print": "true"}),
        (html.Div(style={"gridRow": 2, "width": "10%"}), {"style": "grid-row:2;width:10%"}),
        (html.Div(id={"type": "a", "b": 1}), {"id": '{"b":1,"type":"a"}'}),
        (html.Button(n_clicks=0), {}),
        (dcc.Link("x", href="/a?b=1&c=2"), {"href": "/a?b=1&c=2"}),
        (html.Img(src="data:image/svg+xml,%3Csvg", alt=""), {"src": "data:image/svg+xml,%3Csvg", "alt": None}),
    ],
)
def test_a_component_has_the_attributes_that_its_browser_gives_it(part: object, attributes: dict):
    assert read(part)[0][1] == attributes


def test_lists_numbers_and_nothing_are_children_as_in_dash():
    assert markup(html.P(["a", None, 3, True, [html.B("b")]]), {}) == "<p>a3<b>b</b></p>"


def test_a_list_of_choices_has_the_chosen_one_selected():
    part = dbc.Select(id="s", options=[{"value": "1", "label": "En <i>"}, {"value": "2", "label": "To"}], value="2")
    options = [each for each in read(part) if isinstance(each, tuple) and each[0] == "option"]
    assert [("selected" in attributes, attributes["value"]) for _, attributes in options] == [(False, ""), (False, "1"), (True, "2")]
    assert "En <i>" in read(part)


def test_boxes_are_ticked_as_they_were_chosen():
    part = dbc.Checklist(id="c", options=[{"value": "1", "label": "En"}, {"value": "2", "label": "To"}], value=["1"])
    boxes = [attributes for tag, attributes in (each for each in read(part) if isinstance(each, tuple)) if tag == "input"]
    assert [("checked" in box, box["value"]) for box in boxes] == [(True, "1"), (False, "2")]


def test_what_is_escaped_already_is_not_escaped_again():
    assert markup(html.Div(**{"data-markup": str(element("b", "1 < 2"))}), {}) == "<div><b>1 &lt; 2</b></div>"


def test_a_place_is_filled_by_its_name():
    assert markup(html.Div(html.P("tom", id="page")), {"page": [html.B("full")]}) == '<div><p id="page"><b>full</b></p></div>'


def test_what_only_a_script_can_draw_has_no_markup():
    with pytest.raises(NoMarkup, match="Dropdown"):
        markup(html.Div(dcc.Dropdown()), {})

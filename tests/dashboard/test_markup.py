"""Dash's components as HTML: what a browser would make of them, and nothing that somebody wrote becomes markup."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.markup import element
from dashboard.components.pictures import image
from dashboard.markup import NoMarkup, markup, settled
from tests.source_code import ROOT


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


WORDS = st.text(st.characters(exclude_characters="\0\r"), min_size=1, max_size=8)
KINDS = st.sampled_from([html.Div, html.Section, html.P, html.Span, html.B])
TREES = st.recursive(
    WORDS,
    lambda inside: st.builds(
        lambda kind, children, id, title: kind(children, **({"id": id} if id else {}), title=title),
        KINDS,
        st.lists(inside, max_size=4),
        st.sampled_from([None, None, None, "asked", "other"]),
        WORDS,
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=4))
def test_a_page_of_html_is_the_page_of_its_components(parts: list[object]):
    assert markup(settled(parts, {"asked"}), {}) == markup(parts, {})


@given(st.lists(TREES, max_size=4))
def test_what_a_callback_knows_of_stays_a_component(parts: list[object]):
    def named(part: object) -> int:
        each = [one for root in part for one in ((root, *root._traverse()) if hasattr(root, "_traverse") else ())]
        return sum(getattr(one, "id", None) == "asked" for one in each)

    assert named(settled(parts, {"asked"})) == named(parts)


@pytest.mark.parametrize("alive", [dcc.Graph(id="g"), dcc.Input(id="i"), html.Button("x", id={"type": "a", "index": 1}), dcc.Store(id="s")])
def test_what_is_alive_stays_a_component_and_its_neighbours_become_html(alive: object):
    still = [html.Section([html.H2(name), html.P([html.B("b"), " < "])], className="a") for name in ("En", "To")]
    found = settled(html.Div([still[0], html.Div([alive]), still[1]], className="page"), ())
    assert [type(one) for one in found.children] == [html.Section, html.Div, html.Section]
    assert [each.to_plotly_json() for each in found.children[1].children] == [alive.to_plotly_json()]
    assert getattr(found.children[0], "data-markup") == "<h2>En</h2><p><b>b</b> &lt; </p>"
    assert still[0].children[0].children == "En"  # what was given is as it was


def test_a_few_words_are_left_as_they_are():
    part = html.P(["Kilde: ", html.B("Helsedirektoratet")])
    assert settled([part], ()) == [part]


@given(st.text(alphabet='%2350#<>"\n\r\t aå&', max_size=30))
def test_a_picture_comes_out_of_its_address_as_it_was(svg):
    start, _, written = image(svg, "ord").src.partition(",")
    assert start.startswith("data:image/svg+xml")
    assert unquote(written) == svg
    assert not set(written) & set('#<>"\n\r\t')


def test_every_process_writes_the_same():
    code = (
        "from dash import html; from dashboard.markup import markup; "
        "print(markup(html.Div('x', id='i', title='t', **{f'{kind}-{name}': name for kind in ('aria', 'data') for name in 'abcdefgh'}), {}))"
    )
    said = {subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2", "3")}
    assert len(said) == 1

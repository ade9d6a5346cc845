"""Pieces of interface: what stands in them, and what those who listen or use keys get."""

from __future__ import annotations

import pytest
from dash import dcc, html

from dashboard.components.attention_list import attention_list
from dashboard.components.chart_card import chart_card, source_line
from dashboard.components.count_bar import count_bar
from dashboard.components.definition_list import definition_list
from dashboard.components.empty_state import empty_state
from dashboard.components.filter_bar import checks_field, filter_bar, select_field
from dashboard.components.goal_panel import goal_panel
from dashboard.components.key_figures import key_figures
from dashboard.components.notice import notice
from dashboard.components.page_head import page_head
from dashboard.components.service_card import service_card
from dashboard.components.signal_mark import goal_mark, signal_mark
from dashboard.components.skeleton import skeleton
from dashboard.components.small_multiple import small_multiple
from dashboard.components.stepper import stepper
from dashboard.figures.drawn import drawn
from dashboard.figures.picture import picture
from dashboard.figures.trend_svg import trend_svg
from dashboard.text import keys
from dashboard.usecases.choices import Option
from dashboard.usecases.finished import Assurance, Series, Signal, Verdict
from db.terms import Frequency, Period
from tests.dashboard.components_read import heard, of_class, of_kind, said
from tests.dashboard.finished_series import area, indicator, provenance, series

COUNTS = {Signal.WORSE: 2, Signal.ORDINARY: 7, Signal.BETTER: 3, Signal.TOO_LITTLE: 4, Signal.CHANGED: 0}


def card(one: Series, **given: object) -> html.Article:
    return chart_card(one, drawn(one), "kort", **given)


def test_a_chart_card_has_its_parts_in_order():
    classes = [part.className for part in card(series([3, 4])).children]
    assert classes == ["card-head", "answer", "chart-figure", "source-line", "card-actions"]


def test_every_chart_has_a_text_and_a_table_with_the_same_numbers():
    one = card(series([3.25, 4.75], sentence="Tallet øker."))
    graph = of_class(one, "chart-screen")[0]
    assert (graph.role, getattr(graph, "aria-label")) == ("img", "Tallet øker.")
    assert {image.alt for image in of_kind(one, html.Img)} == {"Tallet øker."}
    assert all(number in said(of_kind(one, html.Table)) for number in ("3,3", "4,8", "januar 2024", "februar 2024"))


def test_the_graph_is_found_by_the_cards_id():
    assert [graph.id for graph in of_kind(card(series([3, 4])), dcc.Graph)] == ["kort-graph"]


def test_files_and_definition_are_offered_where_there_are_any():
    assert [said(part) for part in of_kind(card(series([3, 4])), html.Summary)] == ["Tabell", "Slik leses merkene"]
    offered = card(series([3, 4]), about=html.P("…"), downloads=[("Tall (CSV)", "/fil/serie.csv")])
    assert [said(part) for part in of_kind(offered, html.Summary)] == ["Tabell", "Om tallet", "Slik leses merkene", "Last ned"]
    assert [link.href for link in of_kind(offered, html.A)] == ["/fil/serie.csv"]


def test_the_footer_answers_whose_how_fresh_and_how_complete():
    assert source_line(provenance()) == "Kilde: Egne tall, mars 2026 · levert 4. april 2026 · tall for 6 av 6 perioder"
    assert source_line(provenance(is_late=True)).endswith("nye tall er forsinket")
    assert source_line(provenance(last_period=None, received_at=None, expected=0)) == "Kilde: Egne tall"


def test_made_up_figures_are_marked():
    made_up = series([3, 4], area=area("Nord", is_fictional=True))
    for piece in (card(made_up), small_multiple(made_up, trend_svg(made_up), "/x"), attention_list([(made_up, "/x")])):
        assert "oppdiktet" in said(piece)
    assert "oppdiktet" not in said(card(series([3, 4])))


@pytest.mark.parametrize(
    ("signal", "shape", "word"), [(Signal.BETTER, "▲ B", "bedre"), (Signal.WORSE, "▼ D", "dårligere"), (Signal.CHANGED, "◆ E", "endret")]
)
def test_a_mark_is_a_shape_and_a_letter_to_see_and_a_word_to_hear(signal: Signal, shape: str, word: str):
    mark = signal_mark(signal)
    assert said(mark).startswith(shape)
    assert heard(mark).split() == [word]


def test_the_target_has_its_own_mark_in_words():
    assert heard(goal_mark(Verdict(Signal.WORSE, "missed_surely"))).split() == ["målet", "er", "ikke", "nådd"]


@pytest.mark.parametrize(
    ("assurance", "words"),
    [
        (Assurance.PASSES, "målet nås stabilt"),
        (Assurance.FAILS, "målet nås ikke"),
        (Assurance.HIT_OR_MISS, "målet nås av og til"),
    ],
)
def test_a_card_has_two_icons_the_second_for_the_target_against_the_limits(assurance: Assurance, words: str):
    one = series([3, 4], assurance=assurance, goal=Verdict(Signal.BETTER, "met_probably"))
    change, target = of_class(card(one), "marks")[0].children
    assert heard(change).split() == ["Utvikling:", "som", "før"]
    assert (" ".join(heard(target).split()), bool(target.title)) == (words, True)
    assert of_class(target, "target-icon")[0].className.endswith(assurance.replace("_", "-"))


def test_the_picture_to_take_along_has_the_icons_with_their_words():
    drawn_head = picture(series([3, 4], assurance=Assurance.HIT_OR_MISS, change=Verdict(Signal.WORSE, "ordinary")))
    assert "D dårligere" in drawn_head
    assert "målet nås av og til" in drawn_head


def test_every_verdict_on_a_target_has_its_words():
    assert {key.rsplit(".", 1)[1] for key in keys() if key.startswith("sentence.goal.")} <= {
        key.rsplit(".", 1)[1] for key in keys() if key.startswith("component.goal.")
    }


def test_a_small_multiple_is_one_link_and_says_its_answer_once():
    one = series([3, 4], sentence="Tallet øker.")
    multiple = small_multiple(one, trend_svg(one), "/indikator/fall")
    assert [link.href for link in of_kind(multiple, dcc.Link)] == ["/indikator/fall"]
    assert heard(multiple).count("Tallet øker.") == 1


def test_the_bar_has_four_labelled_parts_and_a_fifth_only_when_something_changed():
    bar = count_bar(COUNTS)
    assert [part.style["flexGrow"] for part in of_class(bar, "count-part")] == [2, 7, 3, 4]
    assert heard(bar).split() == ["2", "dårligere", "7", "som", "før", "3", "bedre", "4", "for", "lite", "grunnlag"]
    assert "1 endret" in said(count_bar(COUNTS | {Signal.CHANGED: 1}))


def test_a_goal_panel_and_a_service_card_say_where_their_indicators_stand():
    assert "Av 16 indikatorer" in said(goal_panel("Færre pasientskader", "Av 16 indikatorer …", COUNTS))
    told = said(service_card("Sykehjem", "/tjeneste", COUNTS, Period(2024), {Signal.WORSE: 1}, "Vestfold"))
    assert all(part in told for part in ("Mot før", "Mot Vestfold", "Nyeste tall: 2024"))
    assert "Ingen tall ennå" in said(service_card("Sykehjem", "/tjeneste", COUNTS, None))


def test_a_row_of_what_needs_attention_says_what_where_and_since():
    one = series([3, 4], change=Verdict(Signal.WORSE, "shift_worse", Period.parse("2024-M02")))
    told = said(attention_list([(one, "/indikator/fall")], "60 indikatorer er sett på."))
    assert all(
        part in told for part in ("Fall med skade", "Færder", "dårligere", "siden februar 2024", "Tallet er som før.", "60 indikatorer")
    )
    assert said(attention_list([])) == "Ingenting skiller seg ut nå."


def test_a_filter_has_its_label_and_a_choice_without_a_value_its_name():
    field = select_field("filter-tjeneste", "Tjeneste", [Option("", "Alle tjenester"), Option("s", "Sykehjem")], "")
    label, select = field.children
    assert (label.htmlFor, select.id, select.placeholder) == ("filter-tjeneste", "filter-tjeneste", "Alle tjenester")


def test_boxes_to_tick_stand_under_a_legend():
    field = checks_field("filter-mot", "Sammenlign med", [Option("EAK", "Landet")], ["EAK"])
    assert said(of_kind(filter_bar(field), html.Legend)) == "Sammenlign med"
    assert field.children[1].value == ["EAK"]


def test_a_page_has_one_heading_the_way_back_and_its_filters_in_words():
    head = page_head("Fall med skade", "Sentence.", filters=["Sykehjem", "Færder"], crumbs=[("Oversikt", "/")])
    assert [said(heading) for heading in of_kind(head, html.H1)] == ["Fall med skade"]
    assert [link.href for link in of_kind(head, dcc.Link)] == ["/"]
    assert heard(of_class(head, "filters-in-words")).split() == ["Utvalg:", "Sykehjem", "Færder"]
    assert said(of_kind(head, html.Button)) == "Kopier lenke Skriv ut"


def test_errors_interrupt_and_the_rest_waits():
    assert [notice(kind, "…").role for kind in ("error", "warning", "info", "done")] == ["alert", "status", "status", "status"]


def test_the_step_one_is_at_is_said():
    steps = of_kind(stepper([("file", "Fil"), ("reading", "Tolkning"), ("check", "Kontroll")], 2), html.Li)
    assert [getattr(step, "aria-current", None) for step in steps] == [None, "step", None]
    assert heard(steps[0]).split() == ["Fil", "–", "ferdig"]


def test_what_is_on_its_way_is_said_once():
    assert heard(skeleton("small", 6)).split() == ["Henter", "tall"]


def test_an_empty_place_says_how_to_fill_it():
    empty = empty_state("Ingen tall ennå", "Her kommer tallene.", ("Last opp", "/last-opp"))
    assert [link.href for link in of_kind(empty, dcc.Link)] == ["/last-opp"]


def test_a_definition_says_only_what_is_known():
    told = said(definition_list(indicator(meaning="Fall per døgn.", publication_month=6, frequency=Frequency.YEAR)))
    assert all(part in told for part in ("Fall per døgn.", "juni", "lavere er bedre", "Egne tall"))
    assert "Hvorfor" not in told


def test_key_figures_are_label_value_and_note():
    assert said(key_figures([("Siste måling", "7,1", "mars 2026"), ("Mål", "4,0", "")])).split() == [
        "Siste",
        "måling",
        "7,1",
        "mars",
        "2026",
        "Mål",
        "4,0",
    ]


def test_the_id_of_a_small_multiple_is_one_word():
    multiple = small_multiple(series([3, 4], breakdown="67 år og eldre"), trend_svg(series([3, 4])), "/x")
    assert " " not in getattr(multiple, "aria-labelledby")

"""Learning cards are drafts until somebody else approves them, and nobody sees anything of a draft."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Conflict, Forbidden, NotFound, Refusal, Role
from dashboard.usecases.card import card_exists, card_page
from dashboard.usecases.card_deeds import do_with_card
from dashboard.usecases.card_selection import CardSelection
from dashboard.usecases.card_writing import card_form, give_up, take_up, write_card
from dashboard.usecases.cards import cards_page, new_cards
from dashboard.usecases.sharing import approve, withdraw
from dashboard.usecases.writing import Unfit
from db.learning_words import SharedState
from db.models import LearningCard
from tests.dashboard.houses import settle
from tests.dashboard.learning_house import a_card, approved, approver, author, reader, who

HOSTILE = "<script>alert(1)</script> **[x](javascript:alert(1))**"


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    return engine


def titles(asker, **chosen: str) -> list[str]:
    return [card.title for card in cards_page(asker, CardSelection(**chosen)).cards]


def faults(house: Engine, **given: object) -> list[tuple[str, str]]:
    with pytest.raises(Unfit) as raised:
        write_card(author(house), None, a_card(**given))
    return [(fault.field, fault.code) for fault in raised.value.faults]


def test_others_see_nothing_of_a_draft(house):
    id = write_card(author(house), None, a_card())
    other_leader = who(house, "Dina", Role.LEADER)
    assert titles(author(house)) == titles(approver(house)) == ["Vått gulv om natten"]
    assert titles(reader(house)) == titles(other_leader) == []
    for asker in (reader(house), other_leader):
        assert not card_exists(asker, id)
        with pytest.raises(NotFound):
            card_page(asker, id)


@pytest.mark.parametrize("deed", ["approve", "withdraw", "take_up", "give_up", "anything"])
def test_a_hand_made_post_tells_nothing_of_a_draft_and_does_nothing_to_it(house, deed: str):
    id = write_card(author(house), None, a_card())
    for asker in (reader(house), who(house, "Dina", Role.LEADER)):
        with pytest.raises((NotFound, Forbidden)):
            do_with_card(asker, id, deed, "1", {"reason": "x", "area": "SYK-01"})
    with pytest.raises(NotFound):
        write_card(who(house, "Dina", Role.LEADER), id, a_card(title="Tatt over"))
    assert card_page(author(house), id).facts.state is SharedState.DRAFT


def test_a_reader_writes_nothing(house):
    for attempt in (lambda: write_card(reader(house), None, a_card()), lambda: card_form(reader(house), None)):
        with pytest.raises(Forbidden):
            attempt()


def test_when_approved_everybody_sees_it_and_who_approved(house):
    id = write_card(author(house), None, a_card())
    approved(house, id)
    facts = card_page(reader(house), id).facts
    assert (facts.state, facts.created_by, facts.approved_by) == (SharedState.APPROVED, "Anne", "Berit")
    assert card_page(reader(house), id).history == ()


def test_nobody_approves_what_they_wrote(house):
    id = write_card(approver(house), None, a_card())
    with pytest.raises(Forbidden) as raised:
        approve(approver(house), LearningCard, id, 1)
    assert raised.value.code == "approves_own"
    assert not card_page(approver(house), id).may_approve


def test_nobody_approves_what_they_were_the_last_to_change(house):
    id = write_card(author(house), None, a_card())
    write_card(approver(house), id, a_card(title="Rettet", revision=1))
    with pytest.raises(Forbidden):
        approved(house, id, 2)


def test_nobody_approves_what_has_been_changed_since_it_was_read(house):
    id = write_card(author(house), None, a_card())
    write_card(author(house), id, a_card(title="Noe annet", revision=1))
    with pytest.raises(Conflict):
        approved(house, id, 1)


def test_a_leader_does_not_approve(house):
    id = write_card(author(house), None, a_card())
    with pytest.raises(NotFound):
        approve(who(house, "Dina", Role.LEADER), LearningCard, id, 1)


def test_what_is_changed_is_approved_anew(house):
    id = write_card(author(house), None, a_card())
    approved(house, id)
    write_card(author(house), id, a_card(title="Nye ord", revision=2))
    assert titles(reader(house)) == []
    assert [edit.by for edit in card_page(author(house), id).history] == ["Anne", "Berit", "Anne"]


def test_a_withdrawn_card_is_gone_for_others_and_says_why_to_its_author(house):
    id = write_card(author(house), None, a_card())
    approved(house, id)
    with pytest.raises(Unfit):
        withdraw(approver(house), LearningCard, id, 2, {"reason": " "})
    withdraw(approver(house), LearningCard, id, 2, {"reason": "Tilfellet kunne kjennes igjen"})
    assert titles(reader(house)) == []
    assert card_page(author(house), id).history[0].reason == "Tilfellet kunne kjennes igjen"


def test_two_who_change_the_same_card_do_not_lose_an_edit(house):
    id = write_card(author(house), None, a_card())
    write_card(approver(house), id, a_card(title="Først", revision=1))
    with pytest.raises(Conflict) as raised:
        write_card(author(house), id, a_card(title="Sist", revision=1))
    assert "Berit endret læringskortet" in raised.value.sentence


def test_units_say_that_they_use_it_once_and_may_stop(house):
    id = write_card(author(house), None, a_card())
    approved(house, id)
    take_up(author(house), id, {"area": "SYK-01"})
    take_up(author(house), id, {"area": "SYK-01"})
    assert [(use.name, use.told_by) for use in card_page(reader(house), id).facts.in_use] == [("Solbakken sykehjem", "Anne")]
    assert titles(reader(house), area="SYK-01") == ["Vått gulv om natten"]
    give_up(author(house), id, "SYK-01")
    assert card_page(reader(house), id).facts.in_use == ()
    assert len(card_page(reader(house), id).facts.uses) == 1


def test_cards_are_chosen_by_service_category_and_kind(house):
    write_card(author(house), None, a_card())
    write_card(author(house), None, a_card(title="God overlevering", kind="went_well", category="samhandling"))
    assert titles(author(house), kind="went_well") == titles(author(house), category="samhandling") == ["God overlevering"]
    assert titles(author(house), service_area="hjemmetjeneste") == []


def test_new_cards_are_those_approved_since(house):
    before = dt.datetime.now(dt.UTC)
    first, draft = write_card(author(house), None, a_card()), write_card(author(house), None, a_card(title="Utkast"))
    approved(house, first)
    assert draft != first
    assert [card.id for card in new_cards(reader(house), before, "sykehjem")] == [first]
    assert new_cards(reader(house), before, "hjemmetjeneste") == ()
    assert new_cards(reader(house), dt.datetime.now(dt.UTC)) == ()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"title": "x" * 10_000}, ("title", "too_long")),
        ({"happened": "En. To. Tre. Fire."}, ("happened", "too_many_sentences")),
        ({"changed": "Ring Kari på 912 34 567"}, ("changed", "holds_phone")),
        ({"factors": "fnr 030738 99981"}, ("factors", "holds_identity")),
        ({"happened": "Beboeren på rom 12 falt."}, ("happened", "perhaps_room")),
        ({"usable_by": "Spør Kari Nordmann."}, ("usable_by", "perhaps_name")),
        ({"month": "1999-M01"}, ("month", "no_choice")),
        ({"actions": ["77"]}, ("actions", "no_choice")),
        ({"kind": "gossip"}, ("kind", "no_choice")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(house, given: dict[str, object], found: tuple[str, str]):
    assert faults(house, **given) == [found]


def test_what_might_be_a_person_can_be_confirmed_and_what_surely_is_one_cannot(house):
    id = write_card(author(house), None, a_card(happened="Møterom 12 var låst. Rom 12 er et møterom.", confirmed=["yes"]))
    assert card_page(author(house), id).history[0].reason == "Bekreftet ved lagring at ingen kan kjennes igjen i teksten."
    assert faults(house, happened="fnr 030738 99981", confirmed=["yes"]) == [("happened", "holds_identity")]


def test_the_box_that_confirms_is_asked_for_only_where_it_is_needed(house):
    written = a_card(happened="Beboeren på rom 12 falt.")
    with pytest.raises(Unfit) as raised:
        write_card(author(house), None, written)
    assert "confirmed" in {field.name for field in card_form(author(house), None, written, raised.value).fields}
    assert "confirmed" not in {field.name for field in card_form(author(house), None).fields}


def test_hostile_words_are_words(house):
    id = write_card(author(house), None, a_card(title=HOSTILE, changed=HOSTILE))
    approved(house, id)
    assert titles(reader(house)) == [HOSTILE]


def test_what_cannot_be_done_is_a_refusal_with_a_sentence(house):
    id = write_card(author(house), None, a_card())
    approved(house, id)
    for attempt in (lambda: approved(house, id, 2), lambda: do_with_card(approver(house), id, "burn", "", {})):
        with pytest.raises(Refusal) as raised:
            attempt()
        assert raised.value.sentence

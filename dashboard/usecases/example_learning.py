"""The example's part about learning: cards from what happened and from what went well, who uses them, and what is done with what users said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.auth import Asker, User
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.actions import actions_page
from dashboard.usecases.card_selection import CardSelection
from dashboard.usecases.card_writing import take_up, write_card
from dashboard.usecases.cards import cards_page
from dashboard.usecases.example_telling import Telling
from dashboard.usecases.sharing import approve
from dashboard.usecases.statements import write_statement
from dashboard.usecases.voice import voice_page
from db import models
from db.terms import Frequency, Period, Role

FALLS, DISPENSING = "Fallforebyggende gjennomgang av alle rom og legemidler", "Ny rutine for dispensering av legemidler"
# Months count from the newest figures; the units are those that say that they use it, with how long after.
CARDS = (
    {
        "title": "Nattlys og sklisikre tøfler etter fall om natten (oppdiktet)",
        "kind": "event",
        "service_area": "sykehjem",
        "category": "fall",
        "happened": "Flere falt på vei til toalettet om natten. Lyset i gangen var av, og tøflene lå under sengen. Ingen av fallene ble sett.",
        "factors": "Lyset ble slått av for å spare strøm. Tøfler var ikke med i kveldsrutinen.",
        "changed": "Lys med føler ved sengen, og tøfler satt fram som siste punkt i kveldsstellet.",
        "usable_by": "Alle sykehjem og omsorgsboliger med gang mellom seng og toalett.",
        "indicators": ("fall-med-skade", "fall"),
        "actions": (FALLS,),
        "months": -19,
        "units": {"SYK-01": -19, "SYK-02": -12},
    },
    {
        "title": "Overlevering som virket da bemanningen var lav (oppdiktet)",
        "kind": "went_well",
        "service_area": "hjemmetjeneste",
        "category": "samhandling",
        "happened": "En kveld manglet to på vakt. Ingen besøk ble glemt, fordi lista var sortert etter hva som ikke kan vente.",
        "changed": "Lista sorteres slik hver dag, ikke bare når det er få på jobb.",
        "usable_by": "Hjemmetjenesten i alle soner.",
        "indicators": (),
        "actions": (),
        "months": -5,
        "units": {"HJT-01": -4},
    },
    {
        "title": "To like esker ved dispensering (oppdiktet)",
        "kind": "event",
        "service_area": "sykehjem",
        "category": "legemidler",
        "happened": "To legemidler med lik eske ble byttet om. Feilen ble oppdaget før noen fikk dem.",
        "factors": "Nye leverandører med samme farge. Avbrudd under dispenseringen.",
        "changed": "Legemidler med lik eske står i hver sin hylle, og dispensering skjer bak lukket dør.",
        "usable_by": "Alle som dispenserer legemidler.",
        "indicators": ("legemiddelavvik",),
        "actions": (DISPENSING,),
        "months": -1,
        "units": None,  # still a draft: somebody else has to read it
    },
)
STATEMENTS = (
    {
        "indicator": "brukerundersøkelse-sykehjem-brukermedvirkning",
        "area": "3911",
        "year": "2025",
        "said": "Dere vil være med på å bestemme mer av hverdagen, særlig når dere står opp og legger dere. (Oppdiktet)",
        "doing": "Døgnrytmen avtales med hver enkelt ved innflytting, og tas opp igjen hver tredje måned.",
        "actions": (),
    },
    {
        "indicator": "brukerundersøkelse-hjemmetjeneste-informasjon",
        "area": "3911",
        "year": "2025",
        "said": "Dere vil vite hvem som kommer, og når. (Oppdiktet)",
        "doing": "Fra høsten sendes det melding når besøket blir mer enn en halv time forsinket.",
        "actions": (),
    },
)


def tell_learning(story: Telling) -> None:
    reads = replace(story.asker, user=User(t("example.approver"), Role.COMMITTEE))
    known = {card.title for card in cards_page(story.asker, CardSelection()).cards}
    actions = {action.title: str(action.id) for action in actions_page(story.asker, ActionSelection()).actions}
    for card in CARDS:
        if card["title"] not in known:
            _tell(story, reads, card, actions)
    for statement in STATEMENTS:
        _tell_statement(story, reads, statement)


def _tell(story: Telling, reads: Asker, card: Mapping[str, object], actions: Mapping[str, str]) -> None:
    day = story.day(int(str(card["months"])))
    words = {name: value for name, value in card.items() if name not in ("months", "units", "actions")}
    linked = [actions[title] for title in card["actions"]]
    month = str(Period(day.year, Frequency.MONTH, day.month))
    written = words | {"month": month, "actions": linked, "indicators": list(card["indicators"])}
    id = write_card(story.asker, None, written, story.moment(int(str(card["months"])), 20))
    if card["units"] is not None:
        approve(reads, models.LearningCard, id, 1, story.moment(int(str(card["months"])) + 1, 5))
        for unit, months in card["units"].items():
            take_up(story.asker, id, {"area": unit}, story.moment(months + 1, 10))


def _tell_statement(story: Telling, reads: Asker, statement: Mapping[str, object]) -> None:
    service = "hjemmetjeneste" if "hjemmetjeneste" in str(statement["indicator"]) else "sykehjem"
    page = voice_page(story.asker, Selection(service_area=service))
    if statement["said"] in {each.said for each in page.statements}:
        return
    write_statement(story.asker, None, statement | {"actions": []}, story.moment(-3, 10))
    written = next(each for each in voice_page(reads, Selection(service_area=service)).statements if each.said == statement["said"])
    approve(reads, models.UserStatement, written.id, written.revision, story.moment(-3, 15))

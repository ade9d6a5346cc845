"""The example's part about meetings: what was seen and decided, the measure that came of it, and the meeting a year later that asks what it brought."""

from __future__ import annotations

import datetime as dt

from dashboard.usecases.agenda_writing import add_own, answer_proposal, write_notes
from dashboard.usecases.decisions import close_decision, decide
from dashboard.usecases.example_telling import FALLS, PLACE, Telling
from dashboard.usecases.holding import hold
from dashboard.usecases.meeting_list import MeetingSelection, MeetingsPage, add_arena, meetings_page, plan_meeting
from dashboard.usecases.owners import owners_page
from db.meeting_words import ArenaKind, DecisionOutcome, ItemAnswer

NURSING = "sykehjem"
LEADERS, COMMITTEE = "Ledermøte sykehjem (oppdiktet)", "Kvalitetsutvalget (oppdiktet)"
ARENAS = {
    LEADERS: (ArenaKind.LEADERS, NURSING),
    COMMITTEE: (ArenaKind.QUALITY_COMMITTEE, None),
    "Hovedutvalget for helse og omsorg (oppdiktet)": (ArenaKind.POLITICAL_COMMITTEE, None),
    "Samhandlingsutvalget (oppdiktet)": (ArenaKind.COOPERATION_COMMITTEE, None),
}
FALLS_SIGNAL = f"signal {FALLS} {PLACE}"
ERRORS_SIGNAL = "signal legemiddelavvik SYK-03"
PREVENTION = "Fallforebyggende gjennomgang av alle rom og legemidler"  # the measure of this title carries the decision out
FIRST, SECOND = (-21, 16), (-7, 16)  # the figures of these days are in the example: they came on the 14th and the 12th


def tell_first_meeting(story: Telling) -> None:
    """More falls than before are seen, and a measure is decided."""
    _arenas(story)
    meeting = _planned(story, LEADERS, FIRST)
    if meeting is None:
        return
    at = story.moment(*FIRST)
    item = answer_proposal(story.asker, meeting, FALLS_SIGNAL, ItemAnswer.ACCEPTED, "Flere fall med skade gjennom høsten.", at)
    notes = {
        "seen": "Fallene har ligget høyere siden i sommer.",
        "thought": "Flere nye beboere, og rommene er ikke gjennomgått siden ombyggingen.",
        "doing": "Går gjennom rom og legemidler hos alle.",
    }
    write_notes(story.asker, item, notes | {"revision": 1}, at)
    _decide(story, item, PREVENTION, "Anne Eksempel", (-20, 15), at)
    own = {"title": "Neste brukerundersøkelse", "sentence": "Når den skal sendes ut, og hvem som hjelper til med utfyllingen."}
    noted = {"text": "Sendes ut i mars. Tas til etterretning.", "outcome": DecisionOutcome.NOTED}
    decide(story.asker, add_own(story.asker, meeting, own, at), noted, at)
    hold(story.asker, meeting, 1, at)


def tell_meetings(story: Telling) -> None:
    """A year later: what the measure brought, and something new; then the meetings to come."""
    meeting = _planned(story, LEADERS, SECOND)
    if meeting is not None:
        at = story.moment(*SECOND)
        done = [decision for decision in _page(story).decisions if decision.text == PREVENTION]
        for decision in done:
            said = {"closing": "Alle rom og legemiddellister er gått gjennom.", "revision": decision.revision}
            close_decision(story.asker, decision.id, said, at)
        for decision in done:
            verdict = f"verdict {decision.action} {FALLS} {PLACE}"
            answer_proposal(story.asker, meeting, verdict, ItemAnswer.ACCEPTED, "Tolv måneder siden tiltaket begynte.", at)
        item = answer_proposal(story.asker, meeting, ERRORS_SIGNAL, ItemAnswer.ACCEPTED, None, at)
        _decide(story, item, "Se på hvorfor den nye rutinen for dispensering ikke virker", "Camilla Eksempel", (-1, 1), at)
        hold(story.asker, meeting, 1, at)
    if not _page(story).coming:
        _plan(story, LEADERS, story.ahead(10).isoformat())
        _plan(story, COMMITTEE, story.ahead(24).isoformat())


def _page(story: Telling) -> MeetingsPage:
    return meetings_page(story.asker, MeetingSelection())


def _arenas(story: Telling) -> None:
    known = {arena.name for arena in _page(story).arenas}
    for name, (kind, service) in ARENAS.items():
        if name not in known:
            add_arena(story.asker, {"name": name, "kind": kind, "service_area": service}, story.moment(-24))


def _planned(story: Telling, arena: str, day: tuple[int, int]) -> int | None:
    """None where it is there already."""
    page = _page(story)
    known = {(each.arena.name, each.meets_on) for each in (*page.coming, *page.held)}
    return None if (arena, story.day(*day)) in known else _plan(story, arena, story.day(*day).isoformat())


def _plan(story: Telling, arena: str, meets_on: str) -> int:
    id = next(each.id for each in _page(story).arenas if each.name == arena)
    return plan_meeting(story.asker, {"arena": str(id), "meets_on": meets_on, "secretary": story.asker.user.name})


def _decide(story: Telling, item: int, text: str, owner: str, due: tuple[int, int], at: dt.datetime) -> int:
    names = {each.name: each.id for each in owners_page(story.asker).owners}
    day = story.day(*due).isoformat()
    return decide(story.asker, item, {"text": text, "outcome": DecisionOutcome.ACTION, "owner": str(names[owner]), "due_on": day}, at)

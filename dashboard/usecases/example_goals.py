"""The example's part about goals: activities done, due and given up, measures that serve a delmål, and targets that have been raised."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.selection import Selection
from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.action_writing import action_form, write_action
from dashboard.usecases.actions import actions_page
from dashboard.usecases.activities import YES, write_activity
from dashboard.usecases.example_telling import Telling
from dashboard.usecases.goal_page import ObjectiveView, goal_page
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.owners import owners_page
from dashboard.usecases.targets import decide_target, target_lines

STRATEGY = "faerder-2019"
NOTE = "Oppdiktet, som eieren."
PLANNED = -22  # months from the newest figures


@dataclass(frozen=True, slots=True)
class Told:
    """An activity for the delmål of this number. `done` and `due` count months from the newest figures, `ahead` days from today."""

    number: int
    title: str
    owner: str | None = None
    due: int | None = None
    ahead: int | None = None
    done: int | None = None
    is_dropped: bool = False


# The fifth delmål has neither indicator nor activity, the seventh no activity: the page says what is missing.
TOLD = (
    Told(1, "Tavla som fast punkt på ledermøtene", "Anne Eksempel", due=-18, done=-19),
    Told(1, "Orientering til hovedutvalget om kvalitet og pasientsikkerhet", due=-7, done=-8),
    Told(1, "ROS-analyse av legemiddelhåndteringen i sykehjemmene", "Camilla Eksempel", ahead=90),
    Told(2, "Læringsnettverk om fall på tvers av sykehjemmene", "Bjørn Eksempel", due=-12, done=-13),
    Told(2, "Dialogkafé med brukere og pårørende", "Eva Eksempel", ahead=60),
    Told(3, "Opplæring i å melde avvik for nyansatte", "David Eksempel", due=-9, done=-10),
    Told(3, "Pasientsikkerhetsvisitt i alle enheter", ahead=120),
    Told(3, "Felles fagdag om åpenhet", due=-5, is_dropped=True),
    Told(4, "Kurs i hendelsesanalyse for avdelingsledere", "Anne Eksempel", due=-10, done=-11),
    Told(6, "Uke for pasientsikkerhet", "Eva Eksempel", due=-2, done=-2),
)
SERVES = {"Fallforebyggende gjennomgang av alle rom og legemidler": 1, "Ukentlig gjennomgang av åpne avvik": 3}
ASSESSED = "fallrisiko-vurdert"
TARGETS = (("requirement", "70", -24), ("ambition", "90", -24), ("requirement", "75", -5))


def tell_goals(story: Telling) -> None:
    objectives = goal_page(story.asker, GoalSelection(Selection(), STRATEGY)).objectives
    for told in TOLD:
        objective = objectives[told.number - 1]
        if told.title not in {each.title for each in objective.activities}:
            _tell(story, told, objective)
    _serve(story, {title: objectives[number - 1].id for title, number in SERVES.items()})
    if not target_lines(story.asker, ASSESSED):
        _aim(story)


def _tell(story: Telling, told: Told, objective: ObjectiveView) -> None:
    """Planned first, and then done or given up: both stand in its history."""
    owners = {owner.name: str(owner.id) for owner in owners_page(story.asker).owners}
    due = story.day(told.due, 20) if told.due is not None else story.ahead(told.ahead or 0)
    written = {"title": told.title, "owner": owners.get(told.owner or ""), "due_on": due.isoformat(), "note": NOTE}
    id, revision = write_activity(story.asker, objective.id, None, written, story.moment(PLANNED, 5))
    if told.done is not None:
        day = {"done_on": story.day(told.done, 15).isoformat(), "revision": revision}
        write_activity(story.asker, objective.id, id, written | day, story.moment(told.done, 16))
    if told.is_dropped:
        given_up = {"is_dropped": [YES], "revision": revision}
        write_activity(story.asker, objective.id, id, written | given_up, story.moment(told.due or 0, 10))


def _serve(story: Telling, objectives: dict[str, int]) -> None:
    """Measures that the example has already, each under the delmål that it is for."""
    for action in actions_page(story.asker, ActionSelection()).actions:
        if action.title in objectives and action.objective is None:
            view = action_form(story.asker, action.id).view
            standing = {field.name: field.value for field in view.fields} | {"revision": view.revision}
            write_action(story.asker, action.id, standing | {"objective": str(objectives[action.title])}, story.moment(-6, 12))


def _aim(story: Telling) -> None:
    said = {"source": "Oppdiktet vedtak", "decided_by": "kvalitetsutvalget (oppdiktet)"}
    for level, value, months in TARGETS:
        day = story.day(months)
        decide_target(story.asker, ASSESSED, {"level": level, "value": value, "valid_from": day.isoformat()} | said, story.moment(months))

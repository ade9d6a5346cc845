"""The example's part about measures: who answers for them, and some at each stage, with and without what they were meant to bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.usecases.action_selection import ActionSelection
from dashboard.usecases.action_writing import write_action
from dashboard.usecases.actions import actions_page
from dashboard.usecases.example_telling import Telling
from dashboard.usecases.follow_up import write_follow_up
from dashboard.usecases.meeting_list import MeetingSelection, meetings_page
from dashboard.usecases.owners import owners_page, write_owner

NURSING, HOME_CARE = "sykehjem", "hjemmetjeneste"
OWNERS = {
    "Anne Eksempel": "avdelingsleder, Solbakken (oppdiktet)",
    "Bjørn Eksempel": "avdelingsleder, Fjordgløtt (oppdiktet)",
    "Camilla Eksempel": "fagsykepleier, Granly (oppdiktet)",
    "David Eksempel": "fagutvikler i hjemmetjenesten (oppdiktet)",
    "Eva Eksempel": "leder av Hjemmetjenesten Øyene (oppdiktet)",
    "Finn Eksempel": "leder av Hjemmetjenesten Sør (oppdiktet)",
}
LEFT = "Finn Eksempel"


@dataclass(frozen=True, slots=True)
class Told:
    """A measure of the example. Months count from the newest figures: -20 is twenty months before; `ahead` is days from today."""

    title: str
    service_area: str
    area: str
    indicators: tuple[str, ...]
    hypothesis: str
    owner: str
    starts: tuple[int, int]
    follow_up: tuple[int, int] | None = None
    ahead: int = 0
    ends: tuple[int, int] | None = None
    status: str = "ongoing"
    knowledge: str = ""
    evaluation: str = ""
    evaluated: tuple[int, int] | None = None


TOLD = (
    Told(
        "Fallforebyggende gjennomgang av alle rom og legemidler",
        NURSING,
        "SYK-01",
        ("fall-med-skade", "fall"),
        "Fall med skade per 1000 oppholdsdøgn ned 30 % innen et år.",
        "Anne Eksempel",
        starts=(-20, 15),
        ahead=45,
        knowledge="Nasjonale faglige råd om forebygging av fall, og tverrfaglig gjennomgang ved hver innflytting.",
    ),
    Told(
        "Medisindispenser hjemme hos flere",
        HOME_CARE,
        "HJT-02",
        ("legemiddelavvik-hjemmetjeneste",),
        "Legemiddelavvik per 1000 brukermåneder ned 30 % innen et år.",
        "David Eksempel",
        starts=(-18, 1),
        follow_up=(-4, 15),
        ends=(-3, 30),
        status="finished",
        evaluation="Det ble ikke færre avvik. Dispenseren hjalp de få som fikk den. Nå prøves dobbeltkontroll ved hver ny legemiddelliste.",
        evaluated=(-3, 20),
    ),
    Told(
        "Ny rutine for dispensering av legemidler",
        NURSING,
        "SYK-03",
        ("legemiddelavvik",),
        "Færre avbrudd under dispensering, og legemiddelavvik per 1000 oppholdsdøgn ned 20 %.",
        "Camilla Eksempel",
        starts=(-13, 22),
        ahead=30,
    ),
    Told(
        "Tavlemøte om fallrisiko hver morgen",
        NURSING,
        "SYK-02",
        ("fallrisiko-vurdert",),
        "Minst 90 % av beboerne får vurdert fallrisiko innen sju dager.",
        "Bjørn Eksempel",
        starts=(-14, 20),
        follow_up=(-3, 1),
    ),
    Told(
        "Hjemmebesøk med fallsjekk etter sykehusopphold",
        HOME_CARE,
        "HJT-03",
        ("fall-med-skade-hjemmetjeneste",),
        "Færre fall med skade de første ukene hjemme.",
        "Eva Eksempel",
        starts=(-2, 1),
        ahead=120,
    ),
    Told(
        "Ukentlig gjennomgang av åpne avvik",
        HOME_CARE,
        "HJT-02",
        ("avvik-lukket-i-tide-hjemmetjeneste",),
        "Minst 80 % av avvikene lukkes innen fristen.",
        LEFT,
        starts=(-7, 10),
        ahead=60,
    ),
)


def tell_owners(story: Telling) -> None:
    known = _owners(story)
    for name, post in OWNERS.items():
        if name not in known:
            write_owner(story.asker, None, {"name": name, "post": post}, story.moment(-24))


def tell_actions(story: Telling) -> None:
    owners = _owners(story)
    known = {action.title for action in actions_page(story.asker, ActionSelection()).actions}
    for told in TOLD:
        if told.title not in known:
            _tell(story, told, owners)
    _leaves(story, owners)


def _owners(story: Telling) -> Mapping[str, int]:
    return {owner.name: owner.id for owner in owners_page(story.asker).owners}


def _matter(story: Telling, title: str) -> int | None:
    """The decision that asks for a measure of this title."""
    return next((each.id for each in meetings_page(story.asker, MeetingSelection()).decisions if each.text == title), None)


def _tell(story: Telling, told: Told, owners: Mapping[str, int]) -> None:
    follow_up = story.day(*told.follow_up) if told.follow_up else story.ahead(told.ahead)
    written = {
        "title": told.title,
        "service_area": told.service_area,
        "indicators": told.indicators,
        "areas": (told.area,),
        "hypothesis": told.hypothesis,
        "knowledge": told.knowledge,
        "starts_on": story.day(*told.starts),
        "ends_on": story.day(*told.ends) if told.ends else None,
        "owner": owners[told.owner],
        "status": told.status,
        "follow_up_on": follow_up,
    }
    id = write_action(story.asker, None, written, story.moment(told.starts[0] - 1, 20), _matter(story, told.title))
    if told.evaluated:
        said = {"evaluation": told.evaluation, "evaluated_on": story.day(*told.evaluated), "revision": 1}
        write_follow_up(story.asker, id, written | said, story.moment(*told.evaluated))


def _leaves(story: Telling, owners: Mapping[str, int]) -> None:
    """One of them has left, and what was theirs waits for somebody new."""
    view = owners_page(story.asker, owners[LEFT]).form
    standing = {field.name: field.value for field in view.fields}
    if not standing["left_on"]:
        day = story.day(-1, 15)
        write_owner(story.asker, owners[LEFT], standing | {"left_on": day, "revision": view.revision}, story.moment(-1, 15))

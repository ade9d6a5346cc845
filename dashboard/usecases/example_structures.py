"""The example's part about the year and its structures: what was done, what shows that requirements are met, and some risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.usecases.actions import ActionSelection, actions_page
from dashboard.usecases.duties import duty_page, time_options
from dashboard.usecases.duty_writing import mark_done, write_duty
from dashboard.usecases.example_telling import Telling
from dashboard.usecases.occurrences import months_after
from dashboard.usecases.owners import owners_page
from dashboard.usecases.requirement_writing import give_evidence
from dashboard.usecases.requirements import all_requirement_facts
from dashboard.usecases.risk import judge_risk, write_risk
from db.acting import ShownBy
from db.engine import reading
from db.queries import duties as duty_queries
from db.queries import structures as structure_queries

ADVISER, LEADER = "Camilla Eksempel", "Anne Eksempel"
OWNED = {  # duties that somebody has had for a year, by their id in the file
    "kvalitetsutvalg": ADVISER,
    "status-ledermoter": LEADER,
    "ledelsens-gjennomgang": ADVISER,
    "orientering-hovedutvalg": ADVISER,
    "pasientsikkerhetsvisitter": LEADER,
}
YEAR = 12
# Requirements and how many months before the newest figures they were shown; those that are not named are missing.
SHOWN = {
    "maal-ansvar": 7,
    "kunnskap-til-planlegging": 3,
    "regelverk": 5,
    "samhandling": 8,
    "oversikt-avvik": 2,
    "planer-kjent": 4,
    "opplaering": 6,
    "prosedyrer": 26,
    "medvirkning-ansatte": 3,
    "brukererfaringer": 9,
    "kontroll-gjennomforing": 2,
    "virker-tiltakene": 1,
    "vurdering-av-erfaringer": 9,
    "gjennomgang-avvik": 2,
    "styringssystemet": 8,
    "retting": 4,
}
NOTE = "Oppdiktet: referat i arkivet."


@dataclass(frozen=True, slots=True)
class ToldRisk:
    """`judged`: months before the newest figures, consequence and likelihood, the oldest first."""

    title: str
    area: str
    service_area: str
    owner: str
    indicator: str
    judged: Sequence[tuple[int, int, int]]


RISKS = (
    ToldRisk(
        "Beboer faller om natten uten at noen hører det (oppdiktet)",
        "SYK-01",
        "sykehjem",
        LEADER,
        "fall-med-skade",
        ((22, 4, 4), (6, 4, 2)),
    ),
    ToldRisk("Feil legemiddel ved innflytting (oppdiktet)", "SYK-02", "sykehjem", "Bjørn Eksempel", "legemiddelavvik", ((9, 4, 3),)),
    ToldRisk("Trykksår oppdages for sent (oppdiktet)", "SYK-03", "sykehjem", ADVISER, "trykksår-prevalens", ((8, 3, 3),)),
    ToldRisk("Nøkler til hjemmeboende kommer på avveie (oppdiktet)", "HJT-01", "hjemmetjeneste", "Eva Eksempel", "", ((10, 3, 2),)),
    ToldRisk(
        "Forverring hos hjemmeboende blir ikke meldt videre (oppdiktet)", "HJT-02", "hjemmetjeneste", "Eva Eksempel", "", ((15, 4, 3),)
    ),
)


def tell_structures(story: Telling) -> None:
    with reading(story.asker.engine) as session:
        duties = {row.file_id: row for row in duty_queries.all_duties(session)}
        has_risks, has_evidence = bool(structure_queries.all_risks(session)), bool(structure_queries.all_evidence(session))
    owners = {one.name: str(one.id) for one in owners_page(story.asker).owners}
    for file_id, name in OWNED.items():
        if duties[file_id].owner is None:
            _tell_duty(story, duties[file_id].id, owners[name])
    if not has_risks:
        _tell_risks(story, owners)
    if not has_evidence:
        _tell_evidence(story)


def _tell_duty(story: Telling, id: int, owner: str) -> None:
    """It began a year ago, and every time until today was done a few days before its day."""
    form = duty_page(story.asker, id).form
    written = {field.name: field.value for field in form.fields} | {"owner": owner, "revision": form.revision}
    begun = months_after(duty_page(story.asker, id).times[0].due, -YEAR)
    write_duty(story.asker, id, written | {"first_on": begun.isoformat()})
    page = duty_page(story.asker, id)
    past = {entry.due: entry for entry in page.times if entry.due < story.today}
    for entry, option in zip(past.values(), time_options(page), strict=False):
        mark_done(story.asker, id, option.value, {"done_on": entry.due.isoformat(), "note": NOTE})


def _tell_risks(story: Telling, owners: Mapping[str, str]) -> None:
    found = actions_page(story.asker, ActionSelection()).actions
    for risk in RISKS:
        against = [str(each.id) for each in found if risk.indicator and any(one.id == risk.indicator for one in each.indicators)]
        days = [
            {"assessed_on": story.day(-months, 5).isoformat(), "consequence": high, "likelihood": often}
            for months, high, often in risk.judged
        ]
        about = {"title": risk.title, "area": risk.area, "service_area": risk.service_area, "indicator": risk.indicator}
        id = write_risk(
            story.asker,
            None,
            about | {"owner": owners[risk.owner], "interval_months": YEAR, "actions": against, "reason": ""} | days[0],
            story.moment(-risk.judged[0][0], 5),
        )
        for (months, _, _), judged in zip(risk.judged[1:], days[1:], strict=True):
            judge_risk(story.asker, id, judged, story.moment(-months, 5))


def _tell_evidence(story: Telling) -> None:
    with reading(story.asker.engine) as session:
        files = {row.id: row.file_id for row in structure_queries.all_requirements(session)}
        facts = all_requirement_facts(session, story.asker.settings.home_area, story.today)
    for each in facts:
        months = SHOWN.get(files[each.id] or "")
        if months is None or each.shown_by is ShownBy.RISKS:
            continue
        for place in each.places:
            given = {"area": place.code, "shown_on": story.day(-months, 10).isoformat(), "text": NOTE}
            give_evidence(story.asker, each.id, given, story.moment(-months, 10))

"""Duties, requirements and risks, for tests/db/test_constraints.py: rows, and what breaks each constraint of theirs."""

from __future__ import annotations

from typing import Any

DAY = "2024-01-01"

ROWS: dict[str, dict[str, Any]] = {
    "duty": {"id": 1, "file_id": "report", "title": "Orientering", "kind": "report", "first_on": DAY, "interval_months": 12, "revision": 1},
    "duty_done": {"id": 1, "duty": 1, "month": "2024-M01", "done_on": DAY, "done_by": "Kari", "revision": 1},
    "requirement": {"id": 1, "file_id": "risks", "title": "ROS-analyser", "short_title": "ROS", "meaning": "Risiko er vurdert"}
    | {"interval_months": 12, "in_each_unit": True, "shown_by": "risks", "position": 1, "revision": 1},
    "evidence": {"id": 1, "requirement": 1, "area": "3911", "shown_on": DAY, "text": "Vedtatt", "given_by": "Kari", "revision": 1},
    "risk": {"id": 1, "title": "Fall om natten", "area": "3911", "service_area": "sykehjem", "interval_months": 12, "revision": 1},
    "risk_action": {"risk": 1, "action": 1},
    "risk_assessment": {"id": 1, "risk": 1, "assessed_on": DAY, "consequence": 4, "likelihood": 3, "assessed_by": "Kari", "revision": 1},
}

MORE: dict[str, list[dict[str, Any]]] = {}

OTHER: dict[str, dict[str, Any]] = {
    "duty": {"id": 2, "file_id": "course"},
    "duty_done": {"id": 2, "month": "2024-M02"},
    "requirement": {"id": 2, "file_id": "plan"},
    "evidence": {"id": 2},
    "risk": {"id": 2},
    "risk_action": {"action": 3},
    "risk_assessment": {"id": 2},
}

NO_INTERVAL = [{"interval_months": 0}, {"interval_months": 121}]
# Of the right length, and in order between two months; and other periods.
NO_MONTH = [
    {"month": text}
    for text in (
        "",
        "2024",
        "2024-T1",
        "2024-M00",
        "2024-M13",
        "2024-M1",
        "2024-M1 ",
        "2024-M0:",
        "24-1-M01",
        "20 4-M01",
        "202x-M01",
        "1799-M12",
        "2200-M01",
        "2024-05-13",
    )
]

CHECKS: dict[str, list[dict[str, Any]]] = {
    "ck_duty_title": [{"title": ""}],
    "ck_duty_dutykind": [{"kind": "perhaps"}],
    "ck_duty_interval_months": NO_INTERVAL,
    "ck_duty_months": [{"months": "2,4", "interval_months": 6}],
    "ck_duty_done_month": NO_MONTH,
    "ck_duty_done_done_by": [{"done_by": ""}],
    "ck_requirement_words": [{"short_title": ""}, {"meaning": ""}],
    "ck_evidence_given_by": [{"given_by": ""}],
    "ck_risk_assessment_assessed_by": [{"assessed_by": ""}],
    **{f"ck_{name}_revision": [{"revision": 0}] for name in ROWS if name != "risk_action"},
    "ck_requirement_title": [{"title": ""}],
    "ck_requirement_shownby": [{"shown_by": "perhaps"}],
    "ck_requirement_interval_months": NO_INTERVAL,
    "ck_evidence_text": [{"text": ""}],
    "ck_risk_title": [{"title": ""}],
    "ck_risk_interval_months": NO_INTERVAL,
    "ck_risk_assessment_consequence": [{"consequence": 0}, {"consequence": 6}],
    "ck_risk_assessment_likelihood": [{"likelihood": 0}, {"likelihood": 6}],
}

UNIQUE: dict[str, dict[str, Any]] = {
    "uq_duty_file_id": {"file_id": "report"},
    "uq_duty_done_duty_month": {"month": "2024-M01"},
    "uq_requirement_file_id": {"file_id": "risks"},
}

BESIDE: dict[tuple[str, str], dict[str, Any]] = {}

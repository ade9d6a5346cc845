"""Meetings and what was decided there, for tests/db/test_constraints.py: rows, and what breaks each constraint of theirs."""

from __future__ import annotations

from typing import Any

MOMENT, DAY, SIGNAL = "2026-03-04 09:15:00", "2024-01-01", "signal fall 3911"

ROWS: dict[str, dict[str, Any]] = {
    "arena": {"id": 1, "name": "Kvalitetsutvalget", "kind": "quality_committee", "revision": 1},
    "meeting": {"id": 1, "arena": 1, "meets_on": DAY, "secretary": "Kari", "state": "planned", "revision": 1},
    "agenda_item": {"id": 1, "meeting": 1, "position": 1, "kind": "signal", "about": SIGNAL, "answer": "accepted", "title": "Fall"}
    | {"sentence": "Flere enn før.", "public_sentence": "For lite grunnlag.", "revision": 1},
    "decision": {"id": 1, "item": 1, "text": "Vurdere alle", "outcome": "action", "owner": 1, "due_on": DAY, "action": 1, "revision": 1},
}

MORE: dict[str, list[dict[str, Any]]] = {}

OTHER: dict[str, dict[str, Any]] = {
    "arena": {"id": 2, "name": "Ledermøtet"},
    "meeting": {"id": 2},
    "agenda_item": {"id": 2, "about": "signal smerte 3911"},
    "decision": {"id": 2},
}

HELD = {"state": "held", "version": 0, "held_at": MOMENT, "held_by": "Kari"}

CHECKS: dict[str, list[dict[str, Any]]] = {
    **{f"ck_{name}_revision": [{"revision": 0}] for name in ROWS},
    "ck_agenda_item_reason_said": [{"reason": ""}],
    "ck_decision_closing_said": [{"closing": "", "closed_on": DAY}],
    "ck_arena_name": [{"name": ""}],
    "ck_arena_arenakind": [{"kind": "perhaps"}],
    "ck_meeting_secretary": [{"secretary": ""}],
    "ck_meeting_meetingstate": [{"state": "perhaps"}],
    "ck_meeting_held": [{"state": "held"}, HELD | {"state": "planned"}],
    "ck_meeting_version": [{"version": 0}, HELD | {"version": None}],
    "ck_meeting_held_by": [{"held_by": "Kari"}, HELD | {"held_by": None}],
    "ck_agenda_item_title": [{"title": ""}],
    "ck_agenda_item_itemkind": [{"kind": "perhaps"}],
    "ck_agenda_item_itemanswer": [{"answer": "perhaps"}],
    "ck_agenda_item_about": [{"kind": "own"}, {"about": None}],
    "ck_agenda_item_reason": [{"answer": "rejected"}],
    "ck_decision_text": [{"text": ""}],
    "ck_decision_decisionoutcome": [{"outcome": "perhaps"}],
    "ck_decision_followed_up": [{"owner": None}, {"due_on": None}, {"outcome": "new_date", "due_on": None}],
    "ck_decision_closing": [{"closing": "Gjort"}, {"closed_on": DAY}],
}

UNIQUE: dict[str, dict[str, Any]] = {
    "uq_arena_name": {"name": "Kvalitetsutvalget"},
    "uq_agenda_item_meeting_about": {"about": SIGNAL},
}

BESIDE: dict[tuple[str, str], dict[str, Any]] = {}

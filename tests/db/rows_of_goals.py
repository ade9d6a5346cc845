"""Goals, measures, edits and new levels, for tests/db/test_constraints.py: rows, and what breaks each constraint of theirs."""

from __future__ import annotations

from typing import Any

MOMENT, DAY, DAY_BEFORE = "2026-03-04 09:15:00", "2024-01-01", "2023-12-31"

ROWS: dict[str, dict[str, Any]] = {
    "owner": {"id": 1, "name": "Kari", "revision": 1},
    "strategy": {"id": "faerder-2024", "title": "Strategi", "body": "Kommunen", "vision": "Ingen skade", "valid_from": DAY}
    | {"state": "draft", "revision": 1},
    "strategy_goal": {"strategy": "faerder-2024", "goal": "fewer_harms", "text": "Færre skader", "position": 1},
    "objective": {"id": 1, "strategy": "faerder-2024", "position": 1, "title": "Færre fall", "is_dropped": False, "revision": 1},
    "objective_indicator": {"objective": 1, "indicator": "fall"},
    "pathway": {"objective": 1, "position": 1, "text": "Vurdere alle"},
    "activity": {"id": 1, "objective": 1, "title": "Kurs", "owner": 1, "is_dropped": False, "revision": 1},
    "action": {"id": 1, "title": "Fallvurdering", "service_area": "sykehjem", "objective": 1, "hypothesis": "ned 20 %", "starts_on": DAY}
    | {"owner": 1, "status": "planned", "follow_up_on": DAY, "created_at": MOMENT, "created_by": "Kari", "revision": 1},
    "action_indicator": {"action": 1, "indicator": "fall"},
    "action_area": {"action": 1, "area": "3911"},
    "edit": {"id": 1, "subject": "action", "key": "1", "revision": 1, "kind": "added", "made_at": MOMENT, "made_by": "Kari"}
    | {"before": None, "after": "{}"},
    "new_level": {"id": 1, "indicator": "fall", "area": "3911", "period": "2024-M03", "cause": "Nytt bygg", "decided_by": "Utvalget"}
    | {"decided_on": DAY, "action": 1, "since": 1, "revision": 1},
}

MORE: dict[str, list[dict[str, Any]]] = {"action": [{"id": 3}]}

OTHER: dict[str, dict[str, Any]] = {
    "owner": {"id": 2, "name": "Ola"},
    "strategy": {"id": "faerder-2028"},
    "strategy_goal": {"goal": "lasting_structures"},
    "objective": {"id": 2},
    "objective_indicator": {"indicator": "smerte"},
    "pathway": {"position": 2},
    "activity": {"id": 2},
    "action": {"id": 2},
    "action_indicator": {"indicator": "smerte"},
    "action_area": {"area": "3811"},
    "edit": {"id": 2, "revision": 2, "kind": "changed", "before": "{}"},
    "new_level": {"id": 2, "period": "2024-M04"},
}

CHECKS: dict[str, list[dict[str, Any]]] = {
    **{f"ck_{name}_revision": [{"revision": 0}] for name in ("owner", "strategy", "objective", "activity")},
    "ck_strategy_words": [{"body": ""}, {"vision": ""}],
    "ck_action_words": [{"hypothesis": ""}, {"created_by": ""}],
    "ck_action_evaluation": [{"evaluation": "", "evaluated_on": DAY}],
    "ck_new_level_taken_back_why": [{"taken_back_version": 2, "taken_back_why": ""}],
    "ck_owner_name": [{"name": ""}],
    "ck_strategy_id": [{"id": ""}],
    "ck_strategy_title": [{"title": ""}],
    "ck_strategy_validity": [{"valid_to": DAY_BEFORE}],
    "ck_strategy_strategystate": [{"state": "perhaps"}],
    "ck_strategy_adopted": [{"adopted_by": "Kommunestyret"}, {"state": "adopted", "adopted_on": DAY}],
    "ck_strategy_draft": [{"adopted_on": DAY, "adopted_by": "Kommunestyret"}],
    "ck_strategy_goal_text": [{"text": ""}],
    "ck_objective_title": [{"title": ""}],
    "ck_pathway_text": [{"text": ""}],
    "ck_activity_title": [{"title": ""}],
    "ck_action_title": [{"title": ""}],
    "ck_action_dates": [{"ends_on": DAY_BEFORE}],
    "ck_action_evaluated": [{"evaluation": "Virket"}, {"evaluated_on": DAY}],
    "ck_action_actionstatus": [{"status": "perhaps"}],
    "ck_action_revision": [{"revision": 0}],
    "ck_edit_editkind": [{"kind": "removed"}],
    "ck_edit_before": [{"before": None}, {"kind": "added"}],
    "ck_edit_revision": [{"revision": 0}],
    "ck_new_level_period": [{"period": text} for text in ("mars 2024", "2024-05", "2024-13-01")],
    "ck_new_level_decided": [{"cause": ""}, {"decided_by": ""}],
    "ck_new_level_taken_back": [{"taken_back_version": 2}, {"taken_back_why": "feil måned"}],
    "ck_new_level_taken_back_later": [{"since": 2, "taken_back_version": 2, "taken_back_why": "feil måned"}],
    "ck_new_level_revision": [{"revision": 0}],
}

UNIQUE: dict[str, dict[str, Any]] = {
    "uq_owner_name": {"name": "Kari"},
    "uq_edit_subject_key_revision": {"revision": 1},
    "uq_new_level_standing": {"period": "2024-M03"},
}

BESIDE: dict[tuple[str, str], dict[str, Any]] = {("new_level", "taken_back_version"): {"taken_back_why": "feil måned"}}

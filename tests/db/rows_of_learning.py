"""Learning cards and what users said, for tests/db/test_constraints.py: rows, and what breaks each constraint of theirs."""

from __future__ import annotations

from typing import Any

from tests.db.rows_of_the_year import NO_MONTH

MOMENT, DAY, DAY_BEFORE = "2026-03-04 09:15:00", "2024-01-01", "2023-12-31"
WRITTEN = {"service_area": "sykehjem", "state": "draft", "created_at": MOMENT, "created_by": "Ola", "revision": 1}

ROWS: dict[str, dict[str, Any]] = {
    "learning_card": {"id": 1, "title": "Glatt gulv", "kind": "event", "category": "fall", "month": "2024-M03"}
    | {"happened": "Gulvet var vått.", "changed": "Vaskes om natten.", "usable_by": "Alle"}
    | WRITTEN,
    "learning_card_indicator": {"learning_card": 1, "indicator": "fall"},
    "learning_card_action": {"learning_card": 1, "action": 1},
    "learning_card_use": {"id": 1, "card": 1, "area": "3911", "taken_on": DAY, "told_by": "Kari", "revision": 1},
    "user_statement": {"id": 1, "indicator": "fall", "area": "3911", "year": 2024, "said": "Vi venter lenge.", "doing": "Flere på kveld."}
    | WRITTEN,
    "user_statement_action": {"user_statement": 1, "action": 1},
}

MORE: dict[str, list[dict[str, Any]]] = {}

OTHER: dict[str, dict[str, Any]] = {
    "learning_card": {"id": 2},
    "learning_card_indicator": {"indicator": "smerte"},
    "learning_card_action": {"action": 3},
    "learning_card_use": {"id": 2, "area": "3811"},
    "user_statement": {"id": 2},
    "user_statement_action": {"action": 3},
}

APPROVED = {"state": "approved", "approved_at": MOMENT, "approved_by": "Kari"}

# What both are held to: approved by somebody, and not by who wrote it.
SHARED: dict[str, list[dict[str, Any]]] = {
    "sharedstate": [{"state": "perhaps"}],
    "not_alone": [APPROVED | {"approved_by": "Ola"}],
    "approved": [{"state": "approved"}, APPROVED | {"state": "draft"}, APPROVED | {"state": "withdrawn"}],
    "by_somebody": [{"approved_by": "Kari"}, APPROVED | {"approved_by": None}],
    "revision": [{"revision": 0}],
    "created_by": [{"created_by": ""}],
}

CHECKS: dict[str, list[dict[str, Any]]] = {
    "ck_learning_card_words": [{name: ""} for name in ("category", "happened", "changed", "usable_by")],
    "ck_learning_card_month": NO_MONTH,
    "ck_learning_card_use_told_by": [{"told_by": ""}],
    "ck_learning_card_use_revision": [{"revision": 0}],
    "ck_user_statement_doing": [{"doing": ""}],
    "ck_learning_card_title": [{"title": ""}],
    "ck_learning_card_cardkind": [{"kind": "perhaps"}],
    "ck_learning_card_use_dates": [{"ended_on": DAY_BEFORE}],
    "ck_user_statement_said": [{"said": ""}],
    **{f"ck_{name}_{rule}": changes for name in ("learning_card", "user_statement") for rule, changes in SHARED.items()},
}

UNIQUE: dict[str, dict[str, Any]] = {"uq_learning_card_use_card_area": {"area": "3911"}}

BESIDE: dict[tuple[str, str], dict[str, Any]] = {}

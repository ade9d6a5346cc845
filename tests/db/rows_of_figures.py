"""Figures and what describes them, for tests/db/test_constraints.py: rows, and what breaks each constraint of theirs."""

from __future__ import annotations

from typing import Any

MOMENT, DAY, CHECKSUM = "2026-03-04 09:15:00", "2024-01-01", "a" * 64

ROWS: dict[str, dict[str, Any]] = {
    "source": {"id": "own", "name": "Egne tall", "licence": "egne"},
    "service_area": {"id": "sykehjem", "name": "Sykehjem", "position": 1},
    "goal": {"id": "fewer_harms", "name": "Færre skader", "position": 1},
    "area": {"code": "3911", "name": "Færder", "type": "municipality", "is_fictional": False, "parent": None, "service_area": None},
    "area_succession": {"predecessor": "3811", "successor": "3911", "happened_on": DAY, "change": "renumbered"},
    "area_group_member": {"group_code": "3811", "member": "3911", "year": 2024},
    "indicator": {"id": "fall", "name": "Fall", "service_area": "sykehjem", "goal": "fewer_harms", "type": "outcome", "source": "own"}
    | {"source_key": "fall", "kind": "rate", "unit": "per_1000", "direction": "lower_is_better", "frequency": "month"}
    | {"decimals": 1, "small_number_limit": 5, "state": "approved"},
    "target": {"id": 1, "indicator": "fall", "area": "3911", "level": "ambition", "value": 2, "valid_from": DAY, "source": "Plan"},
    "indicator_mark": {"id": 1, "indicator": "fall", "area": "3911", "period": "2024-M03", "kind": "note", "text": "Nytt bygg"},
    "catalogue_state": {"number": 1, "checksum": CHECKSUM},
    "version": {"number": 1, "created_at": MOMENT, "created_by": "Kari"},
    "delivery": {"number": 1, "source": "own", "layout": "own", "file_name": "tall.csv", "sha256": CHECKSUM, "answers": "{}"}
    | {"received_at": MOMENT, "received_by": "Kari", "rows": 1, "undone_version": None},
    "observation": {"indicator": "fall", "area": "3911", "breakdown": "", "period": "2024-M01", "since": 1, "delivery": 1}
    | {"superseded_by": None, "value": 5, "status": "normal"},
    "reversal": {"version": 2, "delivery": 1, "kind": "undo", "reason": "feil fil"},
    "upload": {"id": "1f0c", "created_by": "Kari", "created_at": MOMENT, "changed_at": MOMENT, "state": "checked", "progress": 0}
    | {"file_name": "tall.csv", "sha256": CHECKSUM, "answers": "{}"},
}

MORE: dict[str, list[dict[str, Any]]] = {
    "goal": [{"id": "lasting_structures"}],
    "area": [{"code": "3811"}, {"code": "0729"}],
    "indicator": [{"id": "smerte", "source_key": "smerte"}],
    "target": [{"id": 9, "area": None, "valid_from": "2023-01-01"}],
    "indicator_mark": [{"id": 9, "area": None, "period": "2023-M01"}],
    "version": [{"number": 2}, {"number": 3}],
    "delivery": [{"number": 3, "sha256": "c" * 64}],
}

OTHER: dict[str, dict[str, Any]] = {
    "source": {"id": "ssb"},
    "service_area": {"id": "legevakt"},
    "goal": {"id": "safety_culture"},
    "area": {"code": "4601"},
    "area_succession": {"successor": "0729"},
    "area_group_member": {"year": 2025},
    "indicator": {"id": "trykksår", "source_key": "trykksår"},
    "target": {"id": 2, "valid_from": "2025-01-01"},
    "indicator_mark": {"id": 2, "period": "2024-M04"},
    "catalogue_state": {"number": 2},
    "version": {"number": 4},
    "delivery": {"number": 2, "sha256": "b" * 64},
    "observation": {"period": "2024-M02"},
    "reversal": {"version": 3, "kind": "redo"},
    "upload": {"id": "2e1d"},
}

CHECKS: dict[str, list[dict[str, Any]]] = {
    "ck_catalogue_state_number": [{"number": 0}],
    "ck_catalogue_state_checksum": [{"checksum": ""}, {"checksum": "a" * 63}],
    "ck_goal_goal": [{"id": "more_harms"}],
    "ck_area_code": [{"code": ""}],
    "ck_area_areatype": [{"type": "planet"}],
    "ck_area_validity": [{"valid_from": "2024-01-01", "valid_to": "2023-12-31"}],
    "ck_area_succession_change": [{"change": "vanished"}],
    "ck_indicator_id": [{"id": ""}],
    "ck_indicator_indicatortype": [{"type": "feeling"}],
    "ck_indicator_kind": [{"kind": "guess"}],
    "ck_indicator_direction": [{"direction": "sideways"}],
    "ck_indicator_frequency": [{"frequency": "week"}],
    "ck_indicator_indicatorstate": [{"state": "unknown"}],
    "ck_indicator_decimals": [{"decimals": -1}, {"decimals": 7}],
    "ck_indicator_small_number_limit": [{"small_number_limit": -1}],
    "ck_indicator_publication_month": [{"publication_month": 0}, {"publication_month": 13}],
    "ck_indicator_fixedchart": [{"chart": "pie"}],
    "ck_indicator_overlap": [{"overlap": "sideways"}],
    "ck_indicator_baseline": [{"baseline": 11}],
    "ck_indicator_mark_period": [{"period": text} for text in ("mars 2024", "2024-05", "2024-13-01")],
    "ck_indicator_mark_markkind": [{"kind": "guess"}],
    "ck_indicator_mark_text": [{"text": ""}],
    "ck_indicator_mark_decided": [{"kind": "rebase"}],
    "ck_target_targetlevel": [{"level": "dream"}],
    "ck_target_validity": [{"valid_from": "2024-02-01", "valid_to": "2024-01-31"}],
    "ck_delivery_rows": [{"rows": -1}],
    "ck_delivery_undone_later": [{"undone_version": 1}],
    "ck_reversal_later": [{"delivery": 3}],
    "ck_reversal_reason": [{"reason": ""}],
    "ck_reversal_reversalkind": [{"kind": "perhaps"}],
    "ck_upload_id": [{"id": ""}],
    "ck_upload_uploadstate": [{"state": "perhaps"}],
    "ck_upload_progress": [{"progress": -1}, {"progress": 101}],
    "ck_upload_changed": [{"changed_at": "2026-03-04 09:14:59"}],
    "ck_upload_scheduled": [{"state": "scheduled"}],
    "ck_upload_published": [{"state": "published"}, {"delivery": 1}],
    "ck_observation_status": [{"status": "perhaps", "value": None}],
    "ck_observation_value_or_reason": [{"value": None}, {"status": "missing"}],
    "ck_observation_value": [{"value": 2e15}, {"value": float("inf")}, {"value": float("-inf")}],
    "ck_observation_numerator": [{"numerator": -1}, {"numerator": float("inf")}],
    "ck_observation_denominator": [{"denominator": 0}, {"denominator": -1}, {"denominator": float("inf")}],
    "ck_observation_lower": [{"lower": float("-inf")}],
    "ck_observation_upper": [{"upper": float("inf")}],
    "ck_observation_invited": [{"invited": -1}],
    "ck_observation_period": [
        *({"period": text} for text in ("", "24", "2024-", "2024-T4", "2024-T0", "2024-Q5", "2024-M13", "2024-M00", "2024-M1", "2024-05")),
        *({"period": text} for text in ("2024-T", "24-1-M01", "0999", "2024M05", "2024-W01", "2024-t1", "mars-M01")),
        *(
            {"period": text}
            for text in ("2024-13-01", "2024-00-10", "2024-05-32", "2024-05-00", "2024/05/13", "2024-05/13", "2024-05-1x", "2024-0x-13")
        ),
    ],
    "ck_observation_since": [{"delivery": 2}],
    "ck_observation_superseded": [{"superseded_by": 1}],
}

UNIQUE: dict[str, dict[str, Any]] = {
    "uq_indicator_source_source_key": {"source_key": "fall"},
    "uq_delivery_content": {"sha256": CHECKSUM},
    "uq_observation_current": {"period": "2024-M01", "since": 2},
    "uq_target_level": {"valid_from": DAY},
    "uq_target_level_everywhere": {"valid_from": "2023-01-01", "area": None},
    "uq_indicator_mark_kind": {"period": "2024-M03"},
    "uq_indicator_mark_kind_everywhere": {"period": "2023-M01", "area": None},
}


BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("observation", "delivery"): {"delivery": 2, "since": 2},
    ("reversal", "delivery"): {"delivery": 2},
    ("upload", "delivery"): {"state": "published"},
}

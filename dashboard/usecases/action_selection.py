"""Which measures the reader has chosen to see, and how that stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dashboard.usecases.action_facts import ActionFacts
from dashboard.usecases.action_waiting import Waits
from dashboard.usecases.code_selection import CodeSelection
from db.acting import ActionStatus

STATUSES = {
    "apne": [status for status in ActionStatus if status.is_open],
    "planlagt": [ActionStatus.PLANNED],
    "pagar": [ActionStatus.ONGOING],
    "gjennomfort": [ActionStatus.FINISHED],
    "stoppet": [ActionStatus.STOPPED],
}
WAITING = {"over-frist": (Waits.FOLLOW_UP, Waits.END), "uten-vurdering": (Waits.EVALUATION,), "uten-ansvarlig": (Waits.OWNER,)}


@dataclass(frozen=True, slots=True)
class ActionSelection(CodeSelection):
    """Codes as they stand in the address; "" = the reader has not chosen."""

    NAMES: ClassVar = {
        "service_area": "tjeneste",
        "area": "omrade",
        "owner": "eier",
        "status": "status",
        "objective": "delmal",
        "indicator": "indikator",
    }

    service_area: str = ""
    area: str = ""
    owner: str = ""
    status: str = ""
    objective: str = ""
    indicator: str = ""

    def takes(self, action: ActionFacts, around: Mapping[str, frozenset[str]]) -> bool:
        """`around` are, for each place, the place itself and the ones that hold it: what is done everywhere is done there too."""
        codes = {area.code for area in action.areas}
        return (
            self.service_area in ("", action.service_area)
            and (not self.area or bool(around.get(self.area, frozenset((self.area,))) & codes))
            and self.owner in ("", str(action.owner.id))
            and self._has_status(action)
            and self.objective in ("", str(action.objective))
            and (not self.indicator or self.indicator in {indicator.id for indicator in action.indicators})
        )

    def _has_status(self, action: ActionFacts) -> bool:
        if self.status in WAITING:
            return any(wait in WAITING[self.status] for wait in action.waits)
        return self.status not in STATUSES or action.status in STATUSES[self.status]

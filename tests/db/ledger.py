"""The slow, obvious second implementation of versions: every delivery is kept, and each answer replays them from the first."""

from __future__ import annotations

from dataclasses import dataclass, field

Key = tuple[str, str, str, str]


@dataclass
class Ledger:
    """Versions count from 1; a delivery is a version, and so is taking one back, or putting it back."""

    version: int = 0
    deliveries: dict[int, dict[Key, float]] = field(default_factory=dict)
    turned: dict[int, list[int]] = field(default_factory=dict)  # delivery -> the versions that took it back, put it back, took it back …

    def deliver(self, values: dict[Key, float]) -> int:
        self.version += 1
        self.deliveries[self.version] = values
        return self.version

    def turn(self, delivery: int) -> int:
        """Undo one that stands, redo one that does not."""
        self.version += 1
        self.turned.setdefault(delivery, []).append(self.version)
        return self.version

    def stands(self, delivery: int, version: int) -> bool:
        return delivery <= version and sum(turn <= version for turn in self.turned.get(delivery, [])) % 2 == 0

    def as_of(self, version: int) -> dict[Key, tuple[float, int]]:
        """Value and delivery of each key, as one would have seen them when `version` was the newest."""
        standing = {}
        for number, values in self.deliveries.items():
            if self.stands(number, version):
                standing |= {key: (value, number) for key, value in values.items()}
        return standing

"""The slow, obvious second implementation of versions: every delivery is kept, and each answer replays them from the first."""

from __future__ import annotations

from dataclasses import dataclass, field

Key = tuple[str, str, str, str]


@dataclass
class Ledger:
    """Versions count from 1; a delivery is a version, and so is taking one back."""

    version: int = 0
    deliveries: dict[int, dict[Key, float]] = field(default_factory=dict)
    undone: dict[int, int] = field(default_factory=dict)  # delivery -> the version that took it back

    def deliver(self, values: dict[Key, float]) -> int:
        self.version += 1
        self.deliveries[self.version] = values
        return self.version

    def undo(self, delivery: int) -> int:
        self.version += 1
        self.undone[delivery] = self.version
        return self.version

    def as_of(self, version: int) -> dict[Key, tuple[float, int]]:
        """Value and delivery of each key, as one would have seen them when `version` was the newest."""
        standing = {}
        for number, values in self.deliveries.items():
            if number <= version and not (number in self.undone and self.undone[number] <= version):
                standing |= {key: (value, number) for key, value in values.items()}
        return standing

"""kill -9 at random moments: afterwards a delivery is whole or absent, and the database is sound. `make durability` does it 200 times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.killing import Killer

KILLS = 20


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_what_was_killed_is_whole_or_absent(request: pytest.FixtureRequest, tmp_path: Path, kind: str):
    counted = Killer(request.getfixturevalue(f"{kind}_url"), tmp_path / "raw", seed=4).run(KILLS)
    assert counted["killed"] == counted["whole"] + counted["absent"] == KILLS
    assert counted["unfinished"] > KILLS / 4, counted  # else nothing was proved

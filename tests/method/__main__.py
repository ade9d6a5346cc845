"""python -m tests.method DIR: every vector file in DIR through dashboard.stats; exit code 1 when one differs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.method import charts, comparisons, intervals, suppression, tables, units
from tests.method.compare import Tolerance, differences, plain

METHODS: dict[str, Callable[[dict], object]] = {
    **charts.METHODS,
    **intervals.METHODS,
    **comparisons.METHODS,
    **units.METHODS,
    **suppression.METHODS,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.method DIR", file=sys.stderr)
        return 2
    folder, passed, failed = Path(arguments[0]), 0, 0
    files = sorted((*folder.glob("*.json"), *folder.glob("*.csv")))
    for name, found in (result for path in files for result in results(path)):
        for difference in found:
            print(f"{name}: {difference}")
        failed += bool(found)
        passed += not found and not name.endswith(".csv")  # a table has rows, not cases
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not files else 0


def results(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The name of each case and what differed in it; a file that cannot be read or run is one case that fails."""
    try:
        if path.suffix == ".csv":
            yield path.name, list(tables.differences(path))
            return
        file = json.loads(path.read_text("utf-8"))
        run, tolerance = METHODS[file["method"]], Tolerance(**file.get("tolerance", {}))
        cases = file["cases"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield path.name, [f"cannot be run: {error!r}"]
        return
    for case in cases:
        yield f"{path.name} {case.get('id')}", differences_of(case, run, tolerance)


def differences_of(case: dict, run: Callable[[dict], object], tolerance: Tolerance) -> list[str]:
    """What differs in one case; where the reference is at fault the recommended result is the expected one."""
    expected = case["expected_recommended"] if case.get("reference_defect") else case["expected"]
    try:
        return list(differences(expected, plain(run(case)), charts.tolerance_of(case, tolerance)))
    except Exception as error:
        return [f"stopped with {error!r}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the checks noticed, gathered in bulk: one call a rule, and no more of each kept than a person can read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from db.terms import Severity
from etl.problems import Problem, shown

KEPT = 1000  # of each code; the rest is counted. Nobody mends the thousand-and-first row before the first.


class Findings:
    """Problems of one table. `lines` gives the line in the editor of each row."""

    def __init__(self, lines: np.ndarray) -> None:
        self.lines = lines
        self.is_named = np.zeros(len(lines), dtype=bool)  # rows that stand in a problem, also those beyond KEPT
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, Severity, str | None]] = Counter()
        self._beyond: dict[tuple[str, Severity, str | None], list[int]] = defaultdict(list)  # lines of the rows that are only counted

    def note(
        self, code: str, severity: Severity, /, *, row: int | None = None, column: str | None = None, found: object = None, **facts: object
    ) -> None:
        """One problem of the file, or of one of its lines."""
        self._problems.append(Problem(code, severity, row, column, shown(found), facts))

    def rows(
        self,
        code: str,
        severity: Severity,
        where: np.ndarray,
        /,
        *,
        column: str | None = None,
        found: Callable[[int], object] | None = None,
        **facts: object,
    ) -> None:
        """One problem for each row that `where` (a mask, or row numbers) points out; facts may be functions of the row number."""
        numbers = np.flatnonzero(where) if where.dtype == bool else where
        self.is_named[numbers] = True
        room = max(0, KEPT - self._counts[code, severity, column])
        self._counts[code, severity, column] += len(numbers)
        self._beyond[code, severity, column] += self.lines[numbers[room:]].tolist()
        for number in numbers[:room].tolist():
            here = {name: fact(number) if callable(fact) else fact for name, fact in facts.items()}
            self._problems.append(Problem(code, severity, int(self.lines[number]), column, shown(found(number)) if found else None, here))

    def stored_rows(self, code: str, severity: Severity, where: np.ndarray, /, **facts: object) -> None:
        """As rows, of rows that are stored as they stand: the line is a fact of the sentence, so that a problem with a row is a row left out."""
        numbers = np.flatnonzero(where) if where.dtype == bool else where
        for number in numbers[:KEPT].tolist():
            here = {name: fact(number) if callable(fact) else fact for name, fact in facts.items()}
            found, column = here.pop("found", None), here.pop("column", None)
            self.note(code, severity, column=column, found=found, line=int(self.lines[number]), **here)
        if len(numbers) > KEPT:
            self.note("more_rows", severity, count=len(numbers) - KEPT, code=code)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def has(self, severity: Severity) -> bool:
        return any(problem.severity is severity for problem in self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The worst first, then by line; what was counted beyond KEPT is said once for each code."""
        more = [
            Problem(
                "more_rows",
                severity,
                None,
                column,
                None,
                {"count": count - KEPT, "code": code, "lines": self._beyond[code, severity, column]},
            )
            for (code, severity, column), count in self._counts.items()
            if count > KEPT
        ]
        return in_order([*self._problems, *more])


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The worst first, then by line in the file; what concerns the whole file comes before its lines."""
    weight = {severity: number for number, severity in enumerate(Severity)}
    return tuple(sorted(problems, key=lambda problem: (weight[problem.severity], problem.row or 0)))

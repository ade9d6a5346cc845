"""The invented monthly figures as they had come on earlier days: without the months after, and without what was registered late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

# Up to which month they had come, and how many fewer were registered then. A meeting of that day goes on showing these.
EARLIER = {
    "2025-01-14": ("2024-12", {("fall-med-skade", "SYK-01", "2024-11"): 1, ("fall", "SYK-03", "2024-11"): 2}),
    "2026-03-12": ("2026-02", {("legemiddelavvik", "SYK-03", "2026-01"): 2}),
}


def come_by(day: str, rows: Iterable[tuple], place: Callable[[str], str]) -> Iterator[tuple]:
    """`rows` as the newest file has them; `place` is the municipality's number in a period, whose total has fewer too."""
    last, later = EARLIER[day]
    missing = later | {(indicator, place(period), period): count for (indicator, _, period), count in later.items()}
    for indicator, area, period, numerator, denominator, status, note in rows:
        if period <= last:
            fewer = missing.get((indicator, area, period))
            shown = status or ("foreløpig" if period == last else "")
            yield indicator, area, period, numerator - fewer if fewer else numerator, denominator, shown, note

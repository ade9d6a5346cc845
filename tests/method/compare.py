"""What was expected against what came out, number by number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

PRESENCE_ONLY = {"error"}  # the reference's own wording; that there is one is what counts


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the expected one."""

    rel: float = 1e-9
    abs: float = 0.0

    def allows(self, expected: float, found: float) -> bool:
        return math.isclose(expected, found, rel_tol=0.0, abs_tol=self.abs + self.rel * abs(expected))


def differences(expected: object, found: object, tolerance: Tolerance, place: str = "") -> Iterator[str]:
    """One sentence for each place where the two are not the same; NaN and None both mean that there is no number."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from _of_key(key, value, found, tolerance, f"{place}.{key}" if place else str(key))
    elif isinstance(expected, list) and isinstance(found, list | tuple):
        if len(expected) != len(found):
            yield f"{place}: expected {len(expected)} entries, found {len(found)}"
        for index, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, tolerance, f"{place}[{index}]")
    elif not same(expected, found, tolerance):
        yield f"{place or 'result'}: expected {expected!r}, found {found!r}"


def _of_key(key: str, value: object, found: dict, tolerance: Tolerance, place: str) -> Iterator[str]:
    if key not in found:
        yield f"{place}: expected {value!r}, found nothing"
    elif key in PRESENCE_ONLY:
        if is_nothing(value) != is_nothing(found[key]):
            yield f"{place}: expected {value!r}, found {found[key]!r}"
    else:
        yield from differences(value, found[key], tolerance, place)


def same(expected: object, found: object, tolerance: Tolerance) -> bool:
    """Whether two single values are the same; a truth value is not a number."""
    if is_nothing(expected) or is_nothing(found):
        return is_nothing(expected) and is_nothing(found)
    if isinstance(expected, bool) or isinstance(found, bool) or isinstance(expected, str) or isinstance(found, str):
        return type(expected) is type(found) and expected == found
    return isinstance(expected, int | float) and isinstance(found, int | float) and tolerance.allows(expected, found)


def is_nothing(value: object) -> bool:
    """Whether a value is missing or undefined."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def plain(value: object) -> object:
    """Arrays, their entries and codes as the plain values that JSON has."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return str(value) if isinstance(value, str) else value

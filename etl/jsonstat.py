"""JSON-stat 1 and 2 to a cube: parsed strictly, with caps on size and depth, and counted out before anything is unfolded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, NoReturn

from etl.problems import Refused, refuse

MOST_BYTES = 20_000_000  # the statistics office gives out 800 000 cells at most, which is half of this
MOST_DEPTH = 30
MOST_CELLS = 1_000_000
MOST_DIMENSIONS = 20
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]')


@dataclass(frozen=True, slots=True)
class Dimension:
    """One direction of the cube: its categories in order, code and label of each."""

    id: str
    label: str
    role: str  # time, geo, metric or ""
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    units: Mapping[str, Mapping[str, Any]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.id.casefold(), self.label.casefold()))


@dataclass(frozen=True, slots=True)
class Cube:
    label: str
    publisher: str
    dimensions: tuple[Dimension, ...]
    values: Sequence[float | None]  # the last dimension turns fastest
    status: Sequence[str]

    @property
    def texts(self) -> list[str]:
        """Every text that may stand on the screen or in the database."""
        of_dimensions = [text for each in self.dimensions for text in (each.id, each.label, *each.codes, *each.labels)]
        return [self.label, self.publisher, *of_dimensions, *self.status]


def read_cube(body: bytes) -> Cube:
    """The one dataset of the file; refused when it is other JSON, or when its numbers do not fill its dimensions."""
    found = _dataset(_parsed(body))
    ids, sizes, role = _shape(found)
    cells = prod(sizes)
    if cells > MOST_CELLS:
        raise refuse("cube_too_large", count=cells, most=MOST_CELLS)
    dimensions = tuple(_dimension(found["dimension"], name, size, role) for name, size in zip(ids, sizes, strict=True))
    values, status = _values(found.get("value"), cells), _status(found.get("status"), cells)
    return Cube(_text(found.get("label")), _text(found.get("source")), dimensions, values, status)


def _parsed(body: bytes) -> Any:
    if len(body) > MOST_BYTES:
        raise refuse("json_too_large", megabytes=MOST_BYTES // 1_000_000)
    text, depth = body.decode(), 0
    for token in TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MOST_DEPTH:
            raise _other("json_too_deep")
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once, parse_float=_finite, parse_int=_finite_whole)
    except (ValueError, RecursionError):
        raise _other("json_broken") from None


def _no_number(_: str) -> NoReturn:
    """NaN and Infinity are no JSON, though Python reads them."""
    raise _other("json_broken")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _other("json_same_key")
    return found


def _finite(text: str) -> float:
    value = float(text)
    return value if abs(value) < float("inf") else _no_number(text)


def _finite_whole(text: str) -> int:
    return int(text) if len(text) < 20 else _no_number(text)


def _dataset(parsed: Any) -> dict[str, Any]:
    """Version 2 is the dataset itself; version 1 is an object of datasets by name."""
    if not isinstance(parsed, dict):
        raise _other("not_jsonstat")
    if _is_dataset(parsed):
        return parsed
    within = [each for each in parsed.values() if isinstance(each, dict) and _is_dataset(each)]
    if not within:
        raise _other("not_jsonstat")
    if len(within) > 1:
        raise refuse("several_datasets", count=len(within))
    return within[0]


def _is_dataset(given: Mapping[str, Any]) -> bool:
    return isinstance(given.get("dimension"), dict) and "value" in given and given.get("class", "dataset") == "dataset"


def _shape(found: Mapping[str, Any]) -> tuple[list[str], list[int], dict[str, str]]:
    """Names, sizes and roles of the dimensions; in version 1 they stand among the dimensions."""
    where = found if "id" in found else found["dimension"]
    ids, sizes = where.get("id"), where.get("size")
    if not isinstance(ids, list) or not isinstance(sizes, list) or not 0 < len(ids) == len(sizes) <= MOST_DIMENSIONS:
        raise _other("not_jsonstat")
    if (
        not all(isinstance(name, str) for name in ids)
        or not all(type(size) is int and size > 0 for size in sizes)
        or len(set(ids)) < len(ids)
    ):
        raise _other("not_jsonstat")
    roles = where.get("role") or found.get("role") or {}
    if not isinstance(roles, dict):
        raise _other("not_jsonstat")
    return ids, sizes, {name: role for role, names in roles.items() for name in (names if isinstance(names, list) else [])}


def _dimension(given: Mapping[str, Any], name: str, size: int, roles: Mapping[str, str]) -> Dimension:
    found = given.get(name)
    category = found.get("category") if isinstance(found, dict) else None
    if not isinstance(category, dict):
        raise _other("not_jsonstat")
    labels = category.get("label") or {}
    codes = _codes(category.get("index", list(labels) if isinstance(labels, dict) else None), size)
    if codes is None or not isinstance(labels, dict):
        raise refuse("cube_category", found=name)
    units = category.get("unit")
    texts = tuple(_text(labels.get(code)) or code for code in codes)
    return Dimension(name, _text(found.get("label")) or name, roles.get(name, ""), codes, texts, units if isinstance(units, dict) else {})


def _codes(index: Any, size: int) -> tuple[str, ...] | None:
    """A list of codes, or an object from code to place; None when they are not as many as the dimension says."""
    if isinstance(index, dict) and sorted(map(repr, index.values())) == sorted(map(repr, range(size))):
        return tuple(sorted(index, key=index.__getitem__))
    if isinstance(index, list) and len(set(map(str, index))) == len(index) == size and all(isinstance(code, str) for code in index):
        return tuple(index)
    return None


def _values(given: Any, cells: int) -> list[float | None]:
    """A list with one place a cell, or an object with those that have a number."""
    values = _spread(given, cells, None)
    if values is None:
        raise refuse("cube_size", count=len(given) if isinstance(given, list | dict) else 0, expected=cells)
    if not all(value is None or type(value) in (int, float) for value in values):
        raise _other("cube_value")
    return values


def _status(given: Any, cells: int) -> list[str]:
    """A list, an object by place, or one text for all."""
    if given is None or isinstance(given, str):
        return [given or ""] * cells
    status = _spread(given, cells, "")
    if status is None or not all(each is None or isinstance(each, str) for each in status):
        raise refuse("cube_status")
    return [each or "" for each in status]


def _spread(given: Any, cells: int, empty: Any) -> list[Any] | None:
    if isinstance(given, list):
        return given if len(given) == cells else None
    if not isinstance(given, dict):
        return None
    spread = [empty] * cells
    for place, value in given.items():
        if not (place.isascii() and place.isdigit() and len(place) < 10 and int(place) < cells):
            return None
        spread[int(place)] = value
    return spread


def _text(given: Any) -> str:
    return " ".join(given.split()) if isinstance(given, str) else ""


def _other(code: str) -> Refused:
    return refuse(code)

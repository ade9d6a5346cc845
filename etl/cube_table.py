"""A cube of JSON-stat as a table: one row a cell, and the dimensions by what they tell – what is measured, where, when and of whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.jsonstat import Cube, Dimension
from etl.problems import refuse
from etl.table import Cell, Column, Table

# Names that publishers give their dimensions, by id or by label; a role that the file itself states goes before them.
NAMES = {
    "indicator": {"indikator", "indicator", "kvalitetsindikator"},
    "period": {"tid", "time", "aar", "år", "ar", "year", "periode", "period", "måned", "månad", "kvartal", "tertial"},
    "area": {"region", "geo", "geografi", "område", "omrade", "kommune", "kommunenr", "enhet", "bostedsregion", "kokkommuneregion0000"},
    "metric": {"contentscode", "statistikkvariabel", "måltall", "maltall", "measure_type", "measure", "metric"},
    "sex": {"kjønn", "kjonn", "kjoenn", "sex"},
}
OURS = {"indicator": "indikator", "area": "område", "period": "periode", "sex": "kjønn", "metric": "måltall"}
ROLES = {"time": "period", "geo": "area", "metric": "metric"}
SEVERAL = ("metric", "")  # what there may be more than one dimension of
COUNTS = {"teller": "teller", "nevner": "nevner", "verdi": "verdi", "value": "verdi", "numerator": "teller", "denominator": "nevner"}
TOTALS = {"alle", "i alt", "totalt", "total", "begge", "begge kjønn", "kjønn samlet", "alle aldre", "alle kjønn"}
# The columns of a publisher's cube, in the order of etl.sources.jsonstat.
PUBLISHED = (
    *("dataset", "title", "publisher", "metric", "metric_label", "metric_unit"),
    *("area", "area_label", "period", "group", "value", "status"),
)
PREFIX = "jsonstat:"  # no heading that a person writes


def table_of(cube: Cube) -> Table:
    """Our own indicators by their ids, where the cube has a dimension of these; else a publisher's table."""
    parts = _parts(cube.dimensions)
    read_as = {each.label: part for part, dimensions in parts.items() for each in dimensions}
    detected: dict[str, object] = {
        "form": "json-stat",
        "decimal": ".",
        "columns": {each.label: OURS.get(read_as[each.label]) for each in cube.dimensions},
    }
    columns = (_own if parts["indicator"] else _published)(cube, parts)
    return Table(tuple(columns), np.arange(1, len(columns[0].codes) + 1, dtype=np.int32), detected=detected)


def _parts(dimensions: Sequence[Dimension]) -> dict[str, list[Dimension]]:
    parts: dict[str, list[Dimension]] = {part: [] for part in (*NAMES, "")}
    for each in dimensions:
        named = next((part for part, names in NAMES.items() if names & each.names), "")
        part = named if named == "indicator" else ROLES.get(each.role, named)
        parts[part if not parts[part] or part in SEVERAL else ""].append(each)
    for part, code in (("period", "cube_without_period"), ("area", "cube_without_area")):
        if not parts[part]:
            raise refuse(code, found=", ".join(each.label for each in dimensions))
    return parts


def _own(cube: Cube, parts: dict[str, list[Dimension]]) -> list[Column]:
    """The columns of the municipality's own template; a dimension of teller, nevner and verdi becomes three of them."""
    rest = [each for each in (*parts["metric"], *parts[""]) if len(each.codes) > 1]
    counts = next((each for each in rest if {code.casefold() for code in each.codes} <= COUNTS.keys()), None)
    unknown = next((each for each in rest if each is not counts), None)
    if unknown:
        raise refuse("cube_dimension_unknown", found=unknown.label)
    columns = [_column(cube, parts[part][0], OURS[part], parts[part][0].codes) for part in OURS if part != "metric" and parts[part]]
    cells = _cells(cube)
    if counts is None:
        return [*columns, cells]
    return [*(_first(cube, counts, column) for column in columns), *_split(cube, counts, cells)]


def _split(cube: Cube, counts: Dimension, cells: Column) -> list[Column]:
    """One column for each category of the dimension, over the rows of the others."""
    turned = np.moveaxis(_shaped(cube, cells.codes), cube.dimensions.index(counts), 0)
    return [Column(COUNTS[code.casefold()], part.reshape(-1), cells.texts) for code, part in zip(counts.codes, turned, strict=True)]


def _first(cube: Cube, counts: Dimension, column: Column) -> Column:
    turned = np.moveaxis(_shaped(cube, column.codes), cube.dimensions.index(counts), 0)
    return Column(column.name, turned[0].reshape(-1), column.texts)


def _published(cube: Cube, parts: dict[str, list[Dimension]]) -> list[Column]:
    area, period = parts["area"][0], parts["period"][0]
    count = len(cube.values)
    dataset, _, title = cube.label.partition(":")
    is_numbered = dataset.strip().isdigit()
    constant = {
        "dataset": dataset.strip() if is_numbered else cube.label,
        "title": title.strip() or cube.label,
        "publisher": cube.publisher,
    }
    columns = [Column(PREFIX + name, np.zeros(count, np.int32), [text]) for name, text in constant.items()]
    columns += _joined(cube, "metric", parts["metric"], [each.codes for each in parts["metric"]], cube.label)
    columns += _joined(cube, "metric_label", parts["metric"], [each.labels for each in parts["metric"]], cube.label)
    columns += _joined(cube, "metric_unit", parts["metric"], [_units(each) for each in parts["metric"]], "")
    columns += [_column(cube, area, PREFIX + "area", area.codes), _column(cube, area, PREFIX + "area_label", area.labels)]
    columns.append(_column(cube, period, PREFIX + "period", period.codes))
    groups = [*parts["sex"], *parts[""]]
    columns += _joined(cube, "group", groups, [[_group(label) for label in each.labels] for each in groups], "")
    return [*columns, _cells(cube, PREFIX + "value"), _coded(PREFIX + "status", cube.status)]


def _units(metric: Dimension) -> list[str]:
    bases = [metric.units.get(code) for code in metric.codes]
    return [str(each.get("base", "")) if isinstance(each, dict) else "" for each in bases]


def _group(label: str) -> str:
    """All together is no group."""
    return "" if label.casefold() in TOTALS or label.casefold().endswith((" i alt", " samlet")) else label


def _joined(cube: Cube, name: str, dimensions: Sequence[Dimension], texts: Sequence[Sequence[str]], otherwise: str) -> list[Column]:
    """Several dimensions as one column: «RATE, totalt»."""
    codes, found = np.zeros(len(cube.values), dtype=np.int32), [""]
    for dimension, of_dimension in zip(dimensions, texts, strict=True):
        codes = codes * len(of_dimension) + _column(cube, dimension, "", of_dimension).codes
        found = [", ".join(part for part in (before, text) if part) for before in found for text in of_dimension]
    return [Column(PREFIX + name, codes, found if dimensions else [otherwise])]


def _column(cube: Cube, dimension: Dimension, name: str, texts: Sequence[str]) -> Column:
    """The category of each cell."""
    place = cube.dimensions.index(dimension)
    shape = [1] * len(cube.dimensions)
    shape[place] = len(dimension.codes)
    sizes = [len(each.codes) for each in cube.dimensions]
    codes = np.broadcast_to(np.arange(len(dimension.codes), dtype=np.int32).reshape(shape), sizes).reshape(-1)
    return Column(name, codes, list(texts))


def _cells(cube: Cube, name: str = "verdi") -> Column:
    """Numbers, and the sign of the status where there is none."""
    return _coded(name, [(sign if value is None else value) for value, sign in zip(cube.values, cube.status, strict=True)])


def _coded(name: str, texts: Sequence[Cell]) -> Column:
    order: dict[Cell, int] = {}
    codes = np.fromiter((order.setdefault(text, len(order)) for text in texts), np.int32, len(texts))
    return Column(name, codes, list(order))


def _shaped(cube: Cube, codes: np.ndarray) -> np.ndarray:
    return codes.reshape([len(each.codes) for each in cube.dimensions])

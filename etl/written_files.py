"""Reads TOML files that people write: every table a validated row, every fault named by file, entry and field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from etl.faults import Fault, faults_of

HOME = Path(__file__).resolve().parent
Row = TypeVar("Row", bound=BaseModel)


def files_in(folders: Iterable[Path], faults: list[Fault]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in map(Path, folders):
        if not folder.is_dir():
            faults.append(Fault("missing_folder", shown_path(folder)))
        elif folder.resolve() not in seen:
            seen.add(folder.resolve())
            yield from sorted(path for path in folder.glob("*.toml") if path.is_file())


def rows_in(file: Path, tables: Mapping[str, type[Row]], faults: list[Fault]) -> Iterator[tuple[Row, str]]:
    """The file's tables as validated rows, each with the file's name; faults are collected, not raised."""
    shown = shown_path(file)
    content = _content(file, shown, faults)
    allowed = ", ".join(f"[[{name}]]" for name in tables)
    faults += [Fault("unknown_table", shown, found=name, expected=allowed) for name in content if name not in tables]
    for table, model in tables.items():
        for position, given in enumerate(_tables(content, shown, table, faults), start=1):
            name = given.get("id", given.get("indicator"))
            entry = name if isinstance(name, str) and name.strip() else f"#{position}"
            try:
                yield model.model_validate(given), shown
            except ValidationError as error:
                faults += faults_of(error, model, shown, entry)


# The catalogue is read anew at every load; a text that stands as it stood needs no second parsing. Nobody changes what is returned.
_parsed = lru_cache(maxsize=128)(tomllib.loads)


def _content(file: Path, shown: str, faults: list[Fault]) -> dict:
    try:
        return _parsed(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault("not_utf8", shown, line=line))
    except tomllib.TOMLDecodeError as error:
        faults.append(_broken_toml(error, file, shown))
    return {}


def _tables(content: dict, shown: str, table: str, faults: list[Fault]) -> list[dict]:
    rows = content.get(table, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(Fault("single_table", shown, found=table, expected=table))
    return []


def _broken_toml(error: tomllib.TOMLDecodeError, file: Path, shown: str) -> Fault:
    """tomllib names the line in its message only; a fault at the end of the file belongs to the last line."""
    lines = file.read_text(encoding="utf-8-sig").splitlines() or [""]
    named = re.search(r"at line (\d+)", str(error))
    line = min(int(named[1]) if named else len(lines), len(lines))
    return Fault("broken_toml", shown, found=lines[line - 1].strip(), line=line)


def shown_path(path: Path) -> str:
    """Our own files by their place in the project, others as they were given."""
    path = Path(path)
    return str(path.relative_to(HOME.parent)) if path.is_relative_to(HOME.parent) else str(path)

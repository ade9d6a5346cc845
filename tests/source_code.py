"""The project's own files as text and syntax trees, for the tests that read the house instead of running it."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("app.py", "dashboard", "etl", "db", "tests")
PRODUCT = ("app.py", "dashboard", "etl", "db")


@dataclass(frozen=True)
class Module:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text("utf-8"))

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Every call of a function or method of these names."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call) and called(node) in names)

    def texts(self) -> set[str]:
        return {node.value for node in ast.walk(self.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def called(node: ast.expr) -> str:
    """The last name of what is called: `guarded` in `@auth.guarded(…)`."""
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def text_pattern(node: ast.expr) -> re.Pattern[str] | None:
    """What a text argument can become: itself, or for an f-string anything where its values stand; None if nobody can tell."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.compile(re.escape(node.value))
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
        return re.compile("".join(parts))
    return None


@cache
def modules(*rooms: str) -> list[Module]:
    """Every module of these rooms that holds any code."""
    paths = (path for room in rooms for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py")))
    found = (Module(path) for path in sorted(paths) if path.exists())
    return [module for module in found if any(line.strip(" \"'") for line in module.lines)]


@cache
def project_files() -> list[Path]:
    """What git would put into a clone: known files and new ones that nobody ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]

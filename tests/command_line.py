"""The command line as a script meets it: a process, its words, what it prints and its exit code."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from tests.source_code import ROOT


class House:
    """A database of its own, and the commands run on it as a script would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"DATABASE_URL": f"sqlite:///{folder / 'tavle.sqlite3'}", "RAW_FOLDER": str(folder / "raw")}

    def run(self, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error::DeprecationWarning:dashboard", "app.py", *map(str, words)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment | environment, capture_output=True, text=True, timeout=120, encoding="utf-8"
        )

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path


def rows(done):
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))

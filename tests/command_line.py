"""The command line as a script meets it: words in; exit code, standard output and standard error out."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import app
from dashboard.settings import Settings
from tests.source_code import ROOT


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


class House:
    """A database of its own, and the commands run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"DATABASE_URL": f"sqlite:///{folder / 'tavle.sqlite3'}", "RAW_FOLDER": str(folder / "raw")}

    def run(self, *words: object, **environment: str) -> Done:
        """In this process: a start of Python costs a second, and there are a hundred of these."""
        out, err = io.StringIO(), io.StringIO()
        with patch.dict(os.environ, self._clean(environment), clear=True), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = app.run([str(word) for word in words])
        return Done(code, out.getvalue(), err.getvalue())

    def run_as_process(self, *words: object, **environment: str) -> Done:
        """As it is in a script."""
        command = [sys.executable, "app.py", *map(str, words)]
        options = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 120}
        done = subprocess.run(command, cwd=ROOT, env=self._clean(environment), **options)
        return Done(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    def _clean(self, environment: dict[str, str]) -> dict[str, str]:
        """The machine's environment without settings of ours, then those that are given."""
        ours = {name.upper() for name in Settings.model_fields}
        return {name: value for name, value in os.environ.items() if name not in ours} | self.environment | environment


def rows(done: Done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))

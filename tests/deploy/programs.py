"""Which programs of the system the servers are started from. Prints where they are; without one it says so loudly and ends with 1."""

import shutil
import sys
from functools import cache
from pathlib import Path

NONE_FOUND = """
  **************************************************************************************************
  *  NO {what} on this machine: the tests of several servers will be SKIPPED.
  *  Install postgresql and nginx (apt-get install postgresql nginx) and run again.
  **************************************************************************************************
"""


@cache
def postgres_programs() -> Path | None:
    """The folder of initdb and its like; Debian keeps them out of the path."""
    on_path = shutil.which("initdb")
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *debians]
    return next((folder for folder in folders if (folder / "pg_basebackup").exists()), None)


@cache
def nginx() -> str | None:
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")


if __name__ == "__main__":
    found = {"POSTGRESQL": postgres_programs(), "NGINX": nginx()}
    missing = " AND NO ".join(name for name, path in found.items() if path is None)
    print(NONE_FOUND.format(what=missing) if missing else "\n".join(map(str, found.values())), file=sys.stderr if missing else sys.stdout)
    sys.exit(1 if missing else 0)

"""Where the browser is. Prints its path; without one it says so loudly and ends with 1."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
ON_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
NONE_FOUND = """
  ****************************************************************************************
  *  NO CHROMIUM on this machine and none to be had: the browser tests will be SKIPPED.  *
  *  Install chromium (or set CHROMIUM to its path) and run again.                       *
  ****************************************************************************************
"""


def find_chromium() -> str | None:
    """The path that CHROMIUM names, or the first browser on the machine, or the one Playwright has fetched."""
    if named := os.environ.get("CHROMIUM"):
        return named
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if on_path:
        return on_path
    return next((str(path) for path in (Path(ON_MAC), _playwrights_own()) if path.exists()), None)


def _playwrights_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


if __name__ == "__main__":
    path = find_chromium()
    print(path or NONE_FOUND, file=sys.stdout if path else sys.stderr)
    sys.exit(0 if path else 1)

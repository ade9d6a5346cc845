"""A file given back with its problems beside each row, to be mended where it is and dropped again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath

from dashboard.auth import Asker, Conflict, NotFound, require
from dashboard.text import problem_text
from dashboard.usecases import waiting_files
from dashboard.usecases.deliveries import take_in
from dashboard.usecases.upload_pulse import TURN
from db.engine import reading
from db.queries.uploads import find_upload
from db.terms import Role
from etl.confined import Fault
from etl.marked import MARK, Marked, mark
from etl.problems import Refused, shown


def marked_file(asker: Asker, name: str, content: bytes, answers: Mapping[str, str]) -> tuple[str, Marked]:
    """Check the bytes anew and give them back with what was noticed, and a name. Nothing of them is kept."""
    require(asker.user, Role.ANALYST)
    with TURN:
        report = take_in(asker, name, content, by=asker.user.name, answers=answers, dry_run=True)
        if any(problem.is_about_persons for problem in report.problems):
            raise Conflict("nothing_given_back")
        try:
            found = mark(content, report.problems, report.detected.get("sheet"), problem_text)
        except (Refused, Fault):
            raise Conflict("cannot_be_marked") from None
    return f"{PurePath(shown(name) or MARK).stem}-{MARK}.{found.form}", found


def marked_upload(asker: Asker, id: str) -> tuple[str, Marked]:
    """The same for a file that waits on the server."""
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        upload = find_upload(session, id)
    content = waiting_files.fetch(asker.settings.raw_folder, upload.sha256) if upload else None
    if upload is None or content is None:
        raise NotFound("upload_file_gone")
    return marked_file(asker, upload.file_name, content, json.loads(upload.answers))

"""Files that an analyst drops, and what lies on the server after it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, update

from dashboard.auth import Asker, User
from dashboard.settings import Settings
from dashboard.text import OSLO
from dashboard.usecases import uploads
from dashboard.usecases.upload_pulse import now
from db.engine import reading, writing
from db.models import Delivery, Upload
from db.queries.deliveries import all_deliveries
from db.terms import Role
from tests.dashboard.waiting import ended, nobody_at_work

HEADING = "indikator;område;periode;teller;nevner\n"
FALLS = f"{HEADING}fall-med-skade;3911;2025-01;30;1000\n".encode()
FEW = f"{HEADING}fall-med-skade;3911;2025-01;3;1000\n".encode()
WRONG = f"{HEADING}fal-med-skade;3911;2025-01;30;1000\n".encode()
ASKS = b"indikator;omr\xc3\xa5de;periode;teller;nevner;verdi\nfallrisiko-vurdert;3911;2025-01;60;400;0,150\n"
PERSON = f"{HEADING}fall-med-skade;3911;2025-01;30;1000\nfall-med-skade;01010750160;2025-02;30;1000\n".encode()


def asker(engine: Engine, folder: Path, role: Role = Role.ANALYST, name: str = "Kari", **settings: object) -> Asker:
    return Asker(User(name, role), engine, Settings(raw_folder=folder / "raw", **settings))


def dropped(analyst: Asker, content: bytes, name: str = "fall.csv") -> Upload:
    return ended(analyst.engine, uploads.begin(analyst, name, content))


def files(analyst: Asker) -> list[str]:
    """Everything that lies under the folder of raw files when nobody is at work there: an upload has ended before its file is gone."""
    nobody_at_work()
    return sorted(path.name for path in analyst.settings.raw_folder.rglob("*") if path.is_file())


def deliveries(analyst: Asker) -> list[Delivery]:
    with reading(analyst.engine) as session:
        return list(all_deliveries(session))


def in_an_hour() -> str:
    return (dt.datetime.now(OSLO) + dt.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")


def make_due(analyst: Asker, id: str) -> None:
    with writing(analyst.engine) as session:
        session.execute(update(Upload).where(Upload.id == id).values(publish_at=now() - dt.timedelta(seconds=1)))


def age(analyst: Asker, id: str, by: dt.timedelta) -> None:
    with writing(analyst.engine) as session:
        moment = now() - by
        session.execute(update(Upload).where(Upload.id == id).values(created_at=moment, changed_at=moment))

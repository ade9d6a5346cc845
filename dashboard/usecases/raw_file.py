"""The bytes of a delivery as they came, for those who answer for the figures."""

from __future__ import annotations

from dashboard.auth import Asker, NotFound, require
from db.engine import reading
from db.queries.deliveries import find_delivery
from db.terms import Role
from etl.delivering import raw_content

ENDINGS = ("csv", "txt", "tsv", "xlsx", "ods", "json")


def raw_file(asker: Asker, number: int) -> tuple[str, bytes]:
    """A name of our own, for the one it came with may be anything; NotFound where the file was not kept."""
    require(asker.user, Role.ANALYST)
    with reading(asker.engine) as session:
        delivery = find_delivery(session, number)
    if delivery is None:
        raise NotFound("unknown_delivery", delivery=number)
    content = raw_content(asker.settings.raw_folder, delivery.sha256)
    if content is None:
        raise NotFound("raw_file_gone", delivery=number)
    ending = delivery.file_name.rsplit(".", 1)[-1].lower()
    return f"leveranse-{number}.{ending if ending in ENDINGS else 'bin'}", content

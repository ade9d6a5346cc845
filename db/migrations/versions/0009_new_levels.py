"""New levels that people have decided on the page."""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import check, day, primary_key, refers, text, whole

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PERIOD = """period BETWEEN '1800' AND '2199-Q4' AND (length(period) = 4
    OR length(period) = 7 AND substr(period, 5, 2) = '-T' AND substr(period, 7) BETWEEN '1' AND '3'
    OR length(period) = 7 AND substr(period, 5, 2) = '-Q' AND substr(period, 7) BETWEEN '1' AND '4'
    OR length(period) = 8 AND substr(period, 5, 2) = '-M' AND substr(period, 7) BETWEEN '01' AND '12'
    OR length(period) = 10 AND substr(period, 5, 1) = '-' AND substr(period, 6, 2) BETWEEN '01' AND '12'
       AND substr(period, 7, 1) BETWEEN '0' AND '9' AND substr(period, 8, 1) = '-'
       AND substr(period, 9) BETWEEN '01' AND '31' AND substr(period, 10) BETWEEN '0' AND '9')"""


def upgrade() -> None:
    op.create_table(
        "new_level",
        *(whole("id"), text("indicator"), text("area"), text("period"), text("cause"), text("decided_by"), day("decided_on")),
        *(whole("action", nullable=True), whole("since"), whole("taken_back_version", nullable=True)),
        *(text("taken_back_why", nullable=True), whole("revision")),
        primary_key("new_level", "id"),
        *(refers("new_level", "indicator", "indicator.id"), refers("new_level", "area", "area.code")),
        *(refers("new_level", "action", "action.id"), refers("new_level", "since", "version.number")),
        refers("new_level", "taken_back_version", "version.number"),
        check("new_level", "period", PERIOD),
        check("new_level", "decided", "cause <> '' AND decided_by <> ''"),
        check("new_level", "taken_back_later", "taken_back_version > since"),
        check("new_level", "taken_back", "(taken_back_version IS NULL) = (taken_back_why IS NULL)"),
        check("new_level", "revision", "revision >= 1"),
    )
    standing = sa.text("taken_back_version IS NULL")
    of = ["indicator", "area", "period"]
    op.create_index("uq_new_level_standing", "new_level", of, unique=True, sqlite_where=standing, postgresql_where=standing)


def downgrade() -> None:
    op.drop_table("new_level")

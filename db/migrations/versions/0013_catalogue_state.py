"""The catalogue and the areas have a number that rises when they change, so that nothing is kept beyond that."""

from alembic import op

from db.migrations.columns import check, primary_key, text, whole

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "catalogue_state"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(whole("number"), text("checksum")),
        primary_key(TABLE, "number"),
        check(TABLE, "number", "number >= 1"),
        check(TABLE, "checksum", "length(checksum) = 64"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)

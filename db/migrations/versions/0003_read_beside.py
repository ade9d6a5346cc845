"""An indicator of harm may name the one of reports that it is read beside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    # SQLite would write the new column into the table's last line; made anew, the table reads as the model writes it.
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    with op.batch_alter_table("indicator", recreate=recreate) as batch:
        batch.add_column(sa.Column("read_beside", TEXT))


def downgrade() -> None:
    with op.batch_alter_table("indicator") as batch:
        batch.drop_column("read_beside")

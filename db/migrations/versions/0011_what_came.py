"""The index of deliveries tells what each brought of an indicator, so that nobody has to read all of it to know."""

from alembic import op

from db.migrations.columns import index

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE, BEFORE = "observation", "ix_observation_delivery"
NOW = (TABLE, "delivery", "indicator", "period")


def upgrade() -> None:
    op.drop_index(BEFORE, TABLE)
    index(*NOW)


def downgrade() -> None:
    op.drop_index(op.f(f"ix_{'_'.join(NOW)}"), TABLE)
    op.create_index(BEFORE, TABLE, ["delivery"])

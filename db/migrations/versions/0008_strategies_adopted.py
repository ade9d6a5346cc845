"""Who adopted a strategy and when; delmål that change places or are taken out, and activities that will not be done."""

import sqlalchemy as sa
from alembic import op

from db.migrations.columns import day, text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CHECKS = {"adopted": "(adopted_on IS NULL) = (adopted_by IS NULL)", "draft": "state = 'adopted' OR adopted_on IS NULL"}
PLACE = "uq_objective_strategy_position"
# Two that share a place get places of their own again, those that were taken out last.
PLACES = """UPDATE objective SET position = (SELECT count(*) FROM objective AS other WHERE other.strategy = objective.strategy
    AND (other.is_dropped, other.position, other.id) <= (objective.is_dropped, objective.position, objective.id))"""


def upgrade() -> None:
    with op.batch_alter_table("strategy") as batch:
        batch.add_column(day("adopted_on", nullable=True))
        batch.add_column(text("adopted_by", nullable=True))
        for name, rule in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_strategy_{name}"), rule)
    with op.batch_alter_table("objective") as batch:
        batch.drop_constraint(op.f(PLACE), type_="unique")
        batch.add_column(_is_dropped())
    with op.batch_alter_table("activity") as batch:
        batch.add_column(_is_dropped())


def downgrade() -> None:
    op.execute(PLACES)
    with op.batch_alter_table("activity") as batch:
        batch.drop_column("is_dropped")
    with op.batch_alter_table("objective") as batch:
        batch.drop_column("is_dropped")
        batch.create_unique_constraint(op.f(PLACE), ["strategy", "position"])
    with op.batch_alter_table("strategy") as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_strategy_{name}"), type_="check")
        batch.drop_column("adopted_by")
        batch.drop_column("adopted_on")


def _is_dropped() -> sa.Column:
    return sa.Column("is_dropped", sa.Boolean(), server_default=sa.false(), nullable=False)

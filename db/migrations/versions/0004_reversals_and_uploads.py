"""What was noticed with each delivery, every reversal of one, and files on their way in.

Until now a delivery held its one undo; from here each undo and redo is a row. Going down keeps the undo that is in force.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
STATES = ("reading", "question", "checked", "scheduled", "publishing", "published", "refused", "cancelled", "expired", "failed")
TO_REVERSALS = """INSERT INTO reversal (version, delivery, kind, reason)
    SELECT undone_version, number, 'undo', undone_reason FROM delivery WHERE undone_version IS NOT NULL"""
TO_VERSIONS = """UPDATE version SET created_at = delivery.undone_at, created_by = COALESCE(delivery.undone_by, version.created_by)
    FROM delivery WHERE delivery.undone_version = version.number"""
FROM_REVERSALS = """UPDATE delivery SET undone_at = version.created_at, undone_by = version.created_by, undone_reason = reversal.reason
    FROM reversal JOIN version ON version.number = reversal.version WHERE reversal.version = delivery.undone_version"""


def upgrade() -> None:
    _create_reversals()
    _create_uploads()
    op.execute(TO_REVERSALS)
    op.execute(TO_VERSIONS)
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("problems", TEXT))
        for name in ("undone_whole", "undone_reason"):
            batch.drop_constraint(op.f(f"ck_delivery_{name}"), type_="check")
        for name in ("undone_at", "undone_by", "undone_reason"):
            batch.drop_column(name)


def downgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("undone_at", sa.DateTime()))
        batch.add_column(sa.Column("undone_by", TEXT))
        batch.add_column(sa.Column("undone_reason", TEXT))
        batch.drop_column("problems")
    op.execute(FROM_REVERSALS)
    with op.batch_alter_table("delivery") as batch:
        for name, column in (("undone_whole", "undone_at"), ("undone_reason", "undone_reason")):
            batch.create_check_constraint(op.f(f"ck_delivery_{name}"), f"(undone_version IS NULL) = ({column} IS NULL)")
    op.drop_table("upload")
    op.drop_table("reversal")


def _text(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TEXT, nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _one_of(name: str, type_name: str, *codes: str) -> sa.Column:
    return sa.Column(name, sa.Enum(*codes, name=type_name, native_enum=False, create_constraint=True, length=24), nullable=False)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _create_reversals() -> None:
    op.create_table(
        "reversal",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        *(_one_of("kind", "reversalkind", "undo", "redo"), _text("reason")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_reversal")),
        *(_check("reversal", "later", "version > delivery"), _check("reversal", "reason", "reason <> ''")),
        _refers("reversal", "version", "version.number"),
        _refers("reversal", "delivery", "delivery.number"),
    )
    op.create_index(op.f("ix_reversal_delivery"), "reversal", ["delivery"])


def _create_uploads() -> None:
    op.create_table(
        "upload",
        *(_text("id"), _text("created_by"), _moment("created_at"), _moment("changed_at")),
        *(_one_of("state", "uploadstate", *STATES), sa.Column("progress", sa.Integer(), nullable=False)),
        *(_text("file_name"), _text("sha256"), _text("answers"), _text("layout", nullable=True)),
        *(_text("report", nullable=True), _text("note", nullable=True), _moment("publish_at", nullable=True)),
        sa.Column("delivery", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        _check("upload", "id", "id <> ''"),
        _check("upload", "progress", "progress BETWEEN 0 AND 100"),
        _check("upload", "changed", "changed_at >= created_at"),
        _check("upload", "scheduled", "state <> 'scheduled' OR publish_at IS NOT NULL"),
        _check("upload", "published", "(state = 'published') = (delivery IS NOT NULL)"),
        _refers("upload", "delivery", "delivery.number"),
    )
    op.create_index("ix_upload_state_publish_at", "upload", ["state", "publish_at"])
